"""Things that lie about: helmet, pistol, ribbon, pointe shoe."""
import math

import numpy as np

from .geometry import R, S, T, ball, box, catmull, frames, grid_faces, lathe, mesh_obj, plate, tube, xf, xloft


def helmet(M, pos, yaw=0, pitch=0, roll=0, shell="paint", scale=1.0):
    """full-face lid, dark mirror visor; facing +X."""
    with xf(T(*pos) @ R(yaw, "Z") @ R(pitch, "Y") @ R(roll, "X") @ S(scale, scale, scale)):
        nv, na = 70, 120
        v = np.linspace(0, math.radians(148), nv)
        a = np.linspace(0, 2 * np.pi, na, endpoint=False)
        vv, aa = np.meshgrid(v, a, indexing="ij")
        ux, uy, uz = np.sin(vv) * np.cos(aa), np.sin(vv) * np.sin(aa), np.cos(vv)
        el = np.degrees(np.pi / 2 - vv)
        az = np.degrees((aa + np.pi) % (2 * np.pi) - np.pi)
        rx = np.where(ux > 0, 0.142, 0.140)
        X = rx * ux
        Y = 0.118 * uy
        Z = 0.128 * uz
        chin = np.exp(-(((el + 36) / 20) ** 2)) * np.clip(ux, 0, 1) ** 1.5
        X = X + 0.038 * chin
        X = X * (1 + 0.05 * np.clip(-el / 60, 0, 1))
        Z = np.maximum(Z, -0.108)
        vis = (np.abs(az) < 82 - 0.25 * np.abs(el - 2)) & (el > -17) & (el < 25)
        edge = np.clip(np.minimum(np.minimum((82 - np.abs(az)) / 8, (el + 17) / 5), (25 - el) / 5), -1, 1)
        off = np.where(edge > 0, 0.0035 * np.minimum(edge * 3, 1), -0.002 * np.exp(-((edge * 2.5) ** 2)))
        X += off * ux
        Y += off * uy
        Z += off * uz
        V = np.stack([X, Y, Z], -1)
        F = grid_faces(nv, na)
        ids = [1 if (vis[f[0] // na, f[0] % na] and vis[f[2] // na, f[2] % na]) else 0 for f in F]
        mesh_obj("helmet", V.reshape(-1, 3), F, [M[shell], M["visor"]], mat_ids=ids)
        r = V[-1]
        tube("lip", np.vstack([r, r[:1]]), 0.008, M["rubber"], seg=8, straight=True)
        ball("liner", (0.01, 0, -0.02), (0.118, 0.098, 0.10), M["leather2"])
        for s in (1, -1):
            lathe(
                "pivot",
                [(0, 0.006), (0.016, 0.005), (0.018, 0)],
                M["black"],
                24,
                M=T(0.045, s * 0.1165, 0.012) @ (R(0, "X") if s > 0 else R(180, "X")),
            )


def pistol(M, p, yaw=0):
    """A service pistol from its side view, as wide as its parts are; the muzzle is at +X, `p` where the frame's rear meets the grip."""
    with xf(T(*p) @ R(yaw, "Z")):
        slide = [(-0.014, 0.021), (-0.016, 0.044), (-0.011, 0.049), (0.166, 0.049), (0.176, 0.043), (0.178, 0.024), (0.175, 0.021)]
        plate("slide", slide, 0.026, M["black"], bev=0.003)
        for k in range(6):  # serrations, where light catches
            box("groove", (-0.008 + 0.006 * k, 0, 0.035), (0.002, 0.0275, 0.022), M["black"], bev=0)
        lathe("muzzle", [(0.006, -0.004), (0.0085, 0.001), (0.0085, -0.012)], M["black"], 20, M=T(0.178, 0, 0.036) @ R(90, "Y"))
        frame = [(-0.034, 0.010), (-0.030, 0.017), (-0.016, 0.021), (0.150, 0.021), (0.152, 0.010), (0.088, 0.006), (0.030, 0.003), (-0.018, 0.000)]
        plate("frame", frame, 0.022, M["black"], bev=0.002)
        grip = [(-0.018, 0.006), (0.028, 0.006), (0.020, -0.040), (0.012, -0.094), (-0.036, -0.088), (-0.030, -0.055), (-0.023, -0.020)]
        plate("grip", grip, 0.028, M["black"], bev=0.006)
        plate("magazine", [(-0.039, -0.087), (0.016, -0.094), (0.018, -0.103), (-0.040, -0.097)], 0.026, M["black"], bev=0.002)
        guard = [(0.030, 0, 0.004), (0.036, 0, -0.020), (0.048, 0, -0.029), (0.068, 0, -0.029), (0.080, 0, -0.020), (0.086, 0, 0.006)]
        tube("guard", guard, 0.0034, M["black"], seg=8)
        tube("trigger", [(0.058, 0, 0.006), (0.054, 0, -0.010), (0.058, 0, -0.020)], 0.0026, M["black"], seg=8)
        tube("hammer", [(-0.014, 0, 0.026), (-0.026, 0, 0.036), (-0.030, 0, 0.044)], [0.005, 0.004, 0.003], M["black"], seg=8)
        box("rear_sight", (-0.004, 0, 0.052), (0.010, 0.020, 0.007), M["black"], bev=0.001)
        box("front_sight", (0.164, 0, 0.052), (0.010, 0.004, 0.007), M["black"], bev=0)


def ribbon(M, pts, width, mat, twist=(0, 0), n=160, thick=0.0006):
    """A band through `pts` that turns by `twist` degrees along its way."""
    C = catmull(np.asarray(pts, float), n)
    _, Nn, B = frames(C)
    tw = np.interp(np.linspace(0, 1, n), np.linspace(0, 1, len(twist)), np.radians(twist))[:, None]
    W = Nn * np.cos(tw) + B * np.sin(tw)
    u = np.linspace(-0.5, 0.5, 5)
    V = C[:, None] + W[:, None] * (u[None, :, None] * width)
    ob = mesh_obj("ribbon", V.reshape(-1, 3), grid_faces(n, 5, wrap_m=False), mat)
    m = ob.modifiers.new("s", "SOLIDIFY")
    m.thickness = thick
    return ob


def pointe_shoe(M):
    """satin pointe shoe lying on its sole; toe +X, length .235."""
    xloft(
        "shoe",
        [
            (-0.112, 0, 0.026, 0.006, 0.006, 0.010),
            (-0.106, 0, 0.030, 0.020, 0.024, 0.024),
            (-0.085, 0, 0.032, 0.029, 0.030, 0.028),
            (-0.04, 0, 0.030, 0.031, 0.026, 0.026),
            (0, 0, 0.029, 0.034, 0.024, 0.026),
            (0.05, 0, 0.030, 0.038, 0.024, 0.028),
            (0.085, 0, 0.030, 0.036, 0.026, 0.028),
            (0.112, 0, 0.030, 0.029, 0.022, 0.025),
            (0.121, 0, 0.030, 0.024, 0.018, 0.021),
            (0.1225, 0, 0.030, 0.012, 0.01, 0.012),
        ],
        M["satin"],
        40,
        exp=2.6,
    )
    xloft(
        "opening",
        [
            (-0.098, 0, 0.052, 0.008, 0.006, 0.006),
            (-0.085, 0, 0.0525, 0.021, 0.0105, 0.02),
            (-0.04, 0, 0.050, 0.0235, 0.0075, 0.02),
            (0.0, 0, 0.048, 0.0215, 0.0065, 0.02),
            (0.028, 0, 0.047, 0.012, 0.0075, 0.01),
            (0.036, 0, 0.0475, 0.003, 0.003, 0.003),
        ],
        M["liner"],
        30,
    )
    a = np.linspace(0, 6.2832, 60)
    tube(
        "binding",
        [(-0.031 + 0.068 * math.cos(t), 0.0245 * math.sin(t) * (1 - 0.15 * math.cos(t)), 0.0555 - 0.004 * math.cos(t)) for t in a],
        0.0017,
        M["satin"],
        seg=6,
        straight=True,
    )
    xloft(
        "sole_p",
        [
            (-0.09, 0, 0.004, 0.012, 0.003, 0.003),
            (-0.05, 0, 0.004, 0.016, 0.003, 0.003),
            (0.03, 0, 0.004, 0.022, 0.003, 0.003),
            (0.085, 0, 0.004, 0.018, 0.003, 0.003),
        ],
        M["leather2"],
        20,
    )
