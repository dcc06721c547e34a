"""Where it happens: the underpass, the corridor, fluorescent tubes. The camera looks along +Y, +X is right."""
import numpy as np
from mathutils import Matrix, Vector

from .geometry import R, T, box, lathe, mesh_obj, tube, xf


def corridor(M, w=2.9, h=2.75, y0=-7, y1=24, seed=5, door=None):
    """A service corridor along +Y with doors, pipes and ribs; `door` (width, height) leaves an opening at its end."""
    rng = np.random.default_rng(seed)
    pl = 1.25
    mesh_obj("floor", [(-w / 2, y0, 0), (w / 2, y0, 0), (w / 2, y1 + 12, 0), (-w / 2, y1 + 12, 0)], [(0, 1, 2, 3)], M["asphalt"], smooth=False)
    box("ceil", (0, (y0 + y1) / 2, h + 0.1), (w + 0.4, y1 - y0, 0.2), M["concrete"], bev=0)
    for s in (1, -1):
        y = y0
        while y < y1:
            box("wall", (s * (w / 2 + 0.1 + rng.normal(0, 0.004)), y + pl / 2, h / 2), (0.2, pl - 0.012, h), M["concrete"], bev=0.006)
            y += pl
        box("dado", (s * (w / 2 - 0.012), (y0 + y1) / 2, 1.05), (0.03, y1 - y0, 0.05), M["pipe"], bev=0.004)
        box("skirt", (s * (w / 2 - 0.02), (y0 + y1) / 2, 0.06), (0.05, y1 - y0, 0.12), M["black"], bev=0.01)
        for k in range(2):
            tube(
                "cpipe",
                [(s * (w / 2 - 0.14 - 0.13 * k), y0, h - 0.13 - 0.03 * k), (s * (w / 2 - 0.14 - 0.13 * k), y1, h - 0.13 - 0.03 * k)],
                0.045 - 0.018 * k,
                M["pipe"],
                n=2,
                seg=16,
            )
        for yy in (1.5, 5.5, 11.0, 16.5):  # steel doors in the side walls
            yy += s * 0.9
            box("doorf", (s * (w / 2 - 0.01), yy, 1.06), (0.06, 1.04, 2.16), M["pipe"], bev=0.01)
            box("doorp", (s * (w / 2 - 0.03), yy, 1.04), (0.05, 0.88, 2.04), M["black"], bev=0.008)
            tube("handle", [(s * (w / 2 - 0.07), yy - 0.33, 1.0), (s * (w / 2 - 0.07), yy - 0.33, 1.16)], 0.011, M["steel"], n=2)
    for yy in np.arange(y0 + 1, y1, 2.5):
        box("rib", (0, yy, h - 0.05), (w, 0.18, 0.12), M["concrete"], bev=0.01)
    if door:
        dw, dh = door
        for x0, x1, z0, z1 in ((-w / 2, -dw / 2, 0, h), (dw / 2, w / 2, 0, h), (-dw / 2, dw / 2, dh, h)):
            box("end", ((x0 + x1) / 2, y1, (z0 + z1) / 2), (x1 - x0, 0.25, z1 - z0), M["concrete"], bev=0)
        for s in (1, -1):
            box("jamb", (s * dw / 2, y1 - 0.14, dh / 2), (0.09, 0.06, dh + 0.09), M["pipe"], bev=0.006)
        box("lintel", (0, y1 - 0.14, dh), (dw + 0.09, 0.06, 0.09), M["pipe"], bev=0.006)
    else:
        box("end", (0, y1, h / 2), (w, 0.25, h), M["concrete"], bev=0)


def dead_tube(M, c, ln=1.2, along="y", drop=0):
    """A tube that does not burn."""
    d = Vector((0, 1, 0)) if along == "y" else Vector((1, 0, 0))
    c = Vector(c)
    fluorescent(M, "dead", c - d * ln / 2, c + d * ln / 2 - Vector((0, 0, drop)), M["deadglass"], back=(0, 0, 1))


def fluorescent(M, name, p0, p1, mat, r=0.0135, back=(0, 1, 0), housing=True, dead=False):
    """bare tube between p0 and p1 with end caps, lampholders and batten behind."""
    p0, p1 = Vector(p0), Vector(p1)
    d = (p1 - p0).normalized()
    b = Vector(back)
    b = (b - d * b.dot(d)).normalized()
    Ln = (p1 - p0).length
    tube(name, [p0 + d * 0.03, p1 - d * 0.03], r, mat, seg=12, n=2)
    for p, s in ((p0, 1), (p1, -1)):
        tube(name + "_cap", [p, p + d * s * 0.034], r * 1.06, M["steel"], seg=16, n=2)
        tube(name + "_holder", [p - d * s * 0.012 + b * 0.0, p + d * s * 0.004 + b * 0.0], 0.020, M["white"], seg=12, n=2)
        if housing:
            tube(name + "_leg", [p, p + b * 0.07], 0.014, M["black"], seg=8, n=2)
    if housing:
        c = (p0 + p1) / 2 + b * 0.075
        side = d.cross(b)
        rot = Matrix((d, side, b)).transposed().to_4x4()
        box(name + "_batten", tuple(c), (Ln + 0.05, 0.060, 0.045), M["black"], rot=rot, bev=0.006)


def underpass(M, wall_y=1.9, yaw=0, wall_w=16, wall_h=5.0, panel=(1.5, 1.22), seed=4):
    """Wet floor, a wall of concrete panels, a kerb."""
    rng = np.random.default_rng(seed)
    mesh_obj("floor", [(-30, -14, 0), (30, -14, 0), (30, 40, 0), (-30, 40, 0)], [(0, 1, 2, 3)], M["asphalt"], smooth=False)
    with xf(T(0, wall_y, 0) @ R(yaw, "Z")):
        nx = int(wall_w / panel[0]) + 1
        nz = int(wall_h / panel[1]) + 1
        x0 = -nx * panel[0] / 2 + 0.35
        for i in range(nx):
            for k in range(nz):  # shuttering panels with open joints and tie holes
                cx, cz = x0 + (i + 0.5) * panel[0], (k + 0.5) * panel[1]
                dy = rng.normal(0, 0.004)
                box("panel", (cx, 0.15 + dy, cz), (panel[0] - 0.010, 0.30, panel[1] - 0.010), M["concrete"], bev=0.006)
                for sx in (-0.36, 0.36):
                    for sz in (-0.30, 0.30):
                        lathe(
                            "tie",
                            [(0.024, 0.001), (0.020, -0.003), (0.018, 0.028), (0, 0.03)],
                            M["concrete"],
                            14,
                            M=T(cx + sx * panel[0], dy - 0.0005, cz + sz * panel[1]),
                        )
        box("kerb", (0, -0.16, 0.06), (wall_w + 8, 0.32, 0.12), M["concrete"], bev=0.015)
        box("backing", (0, 0.45, wall_h / 2), (wall_w + 8, 0.2, wall_h), M["black"], bev=0)
