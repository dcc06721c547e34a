"""Points to meshes. Everything is baked in world space through a small stack of transforms, so that nothing needs a parent."""
import math

import bpy
import numpy as np
from mathutils import Matrix, Vector


XF = [Matrix.Identity(4)]


class xf:
    """with xf(matrix): ... every mesh made inside is transformed by it."""

    def __init__(self, m):
        self.m = m

    def __enter__(self):
        XF.append(XF[-1] @ self.m)

    def __exit__(self, *a):
        XF.pop()


def T(x, y, z):
    """Moves."""
    return Matrix.Translation((x, y, z))


def R(deg, axis):
    """Turns, in degrees, about "X", "Y" or "Z"."""
    return Matrix.Rotation(math.radians(deg), 4, axis)


def S(x, y, z):
    """Scales."""
    return Matrix.Diagonal((x, y, z, 1.0))


def world(p):
    """A point where the stack of transforms puts it."""
    return XF[-1] @ Vector(p)


def mesh_obj(name, V, F, mat, smooth=True, mat_ids=None):
    """A mesh of vertices V (n, 3) and faces F, taken through the stack of transforms. `mat_ids` is the place of each face in `mat`."""
    V = np.asarray(V, float)
    M = np.array(XF[-1])
    V = V @ M[:3, :3].T + M[:3, 3]
    me = bpy.data.meshes.new(name)
    me.from_pydata(V.tolist(), [], [list(map(int, f)) for f in F])
    mats = mat if isinstance(mat, (list, tuple)) else [mat]
    for m in mats:
        me.materials.append(m)
    if mat_ids is not None:
        me.polygons.foreach_set("material_index", np.asarray(mat_ids, np.int32))
    me.polygons.foreach_set("use_smooth", [smooth] * len(me.polygons))
    me.validate()
    me.update()
    ob = bpy.data.objects.new(name, me)
    bpy.context.scene.collection.objects.link(ob)
    if smooth == "auto":
        me.use_auto_smooth = True
        me.auto_smooth_angle = math.radians(40)
    return ob


def autosmooth(ob, deg=38):
    """Smooth, but for edges sharper than `deg` degrees."""
    ob.data.polygons.foreach_set("use_smooth", [True] * len(ob.data.polygons))
    ob.data.use_auto_smooth = True
    ob.data.auto_smooth_angle = math.radians(deg)
    return ob


def bevel(ob, w, seg=2):
    """Breaks the edges by `w` metres: no edge of the real world is sharp, and only a broken one catches light."""
    m = ob.modifiers.new("bev", "BEVEL")
    m.width = w
    m.segments = seg
    m.limit_method = "ANGLE"
    return autosmooth(ob)


def grid_faces(n, m, wrap_m=True, wrap_n=False):
    """The faces between n rows of m points each."""
    F = []
    for i in range(n if wrap_n else n - 1):
        for j in range(m if wrap_m else m - 1):
            a = i * m + j
            b = i * m + (j + 1) % m
            c = ((i + 1) % n) * m + (j + 1) % m
            d = ((i + 1) % n) * m + j
            F.append((a, b, c, d))
    return F


def catmull(P, n):
    """resample control points P (k,d) to n points with a centripetal-ish Catmull-Rom."""
    P = np.asarray(P, float)
    if len(P) == 2:
        t = np.linspace(0, 1, n)[:, None]
        return P[0] * (1 - t) + P[1] * t
    Q = np.vstack([2 * P[0] - P[1], P, 2 * P[-1] - P[-2]])
    u = np.linspace(0, len(P) - 1 - 1e-9, n)
    i = u.astype(int)
    t = (u - i)[:, None]
    p0, p1, p2, p3 = Q[i], Q[i + 1], Q[i + 2], Q[i + 3]
    return 0.5 * ((2 * p1) + (-p0 + p2) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (-p0 + 3 * p1 - 3 * p2 + p3) * t**3)


def frames(C):
    """parallel-transport frames along polyline C."""
    Tn = np.gradient(C, axis=0)
    Tn /= np.linalg.norm(Tn, axis=1)[:, None] + 1e-12
    up = np.array([0, 0, 1.0]) if abs(Tn[0, 2]) < 0.9 else np.array([1.0, 0, 0])
    n0 = np.cross(up, Tn[0])
    n0 /= np.linalg.norm(n0)
    N = [n0]
    for k in range(1, len(C)):
        v = N[-1] - Tn[k] * np.dot(N[-1], Tn[k])
        N.append(v / (np.linalg.norm(v) + 1e-12))
    N = np.array(N)
    B = np.cross(Tn, N)
    return Tn, N, B


def creases(t, a, folds, seed, amp, places=None):
    """What creases add to the radii of a tube of cloth or leather, at the parts `t` (n, 1) of its length and the angles `a`; most lie near `places`."""
    rng = np.random.default_rng(seed)
    more = 0
    for q in range(folds):
        c = rng.uniform(0.06, 0.94) if (places is None or rng.random() < 0.35) else rng.normal(rng.choice(places), 0.07)
        ph = rng.uniform(0, 6.28)
        tilt = rng.normal(0, 0.05)
        w = rng.uniform(0.012, 0.028)
        env = np.clip(0.55 + 0.75 * np.cos(a - ph - rng.normal(0, 0.4)), 0, 1)[None, :]
        d = (t - c - tilt * np.cos(a - ph)[None, :]) / w
        more = more + amp * rng.uniform(0.4, 1.2) * env * (np.exp(-(d**2)) - 0.8 * np.exp(-((d - 1.5) ** 2)))
    return more


def tube(name, pts, r, mat, seg=14, n=None, caps=True, squash=(1, 1), folds=0, seed=0, fold_amp=0.006, fold_at=None, straight=False):
    """swept tube. r: radius or list of radii at the control points. folds: leather creases."""
    pts = np.asarray(pts, float)
    k = len(pts)
    rr = np.full(k, r, float) if np.isscalar(r) else np.asarray(r, float)
    if straight:
        C, rad = pts, rr
        n = k
    else:
        n = n or max(2 if k == 2 else 6 * k, k)
        if k == 2 and not np.isscalar(r) or folds:
            n = max(n, 24)
        Cr = catmull(np.hstack([pts, rr[:, None]]), n)
        C, rad = Cr[:, :3], np.maximum(Cr[:, 3], 1e-4)
    _, N, B = frames(C)
    a = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    radm = np.repeat(rad[:, None], seg, 1)
    if folds:
        radm = radm + creases(np.linspace(0, 1, n)[:, None], a, folds, seed, fold_amp, fold_at)
    V = C[:, None] + radm[..., None] * (np.cos(a)[None, :, None] * N[:, None] * squash[0] + np.sin(a)[None, :, None] * B[:, None] * squash[1])
    V = V.reshape(-1, 3)
    F = grid_faces(n, seg)
    if caps:
        F.append(tuple(range(seg - 1, -1, -1)))
        F.append(tuple((n - 1) * seg + j for j in range(seg)))
    ob = mesh_obj(name, V, F, mat)
    return autosmooth(ob, 50)


def loft(name, sections, mat, seg=40, n=None, exp=2.0, caps=True, post=None):
    """sections: rows (cx,cy,cz, half_x, half_y) -> horizontal super-ellipse rings, Catmull-Rom between."""
    s = catmull(sections, n or 8 * len(sections))
    a = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    ca, sa = np.cos(a), np.sin(a)
    ex = np.sign(ca) * np.abs(ca) ** (2 / exp)
    ey = np.sign(sa) * np.abs(sa) ** (2 / exp)
    V = np.stack([s[:, 0:1] + s[:, 3:4] * ex, s[:, 1:2] + s[:, 4:5] * ey, np.repeat(s[:, 2:3], seg, 1)], -1)
    if post is not None:
        V = post(V)
    F = grid_faces(len(s), seg)
    if caps:
        F.append(tuple(range(seg - 1, -1, -1)))
        F.append(tuple((len(s) - 1) * seg + j for j in range(seg)))
    return autosmooth(mesh_obj(name, V.reshape(-1, 3), F, mat), 60)


def xloft(name, sections, mat, seg=40, n=None, exp=2.4, caps=True):
    """loft along x: rows (x, cy, cz, half_y, half_up, half_down)."""
    s = catmull(sections, n or 8 * len(sections))
    a = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    ca, sa = np.cos(a), np.sin(a)
    ey = np.sign(ca) * np.abs(ca) ** (2 / exp)
    ez = np.sign(sa) * np.abs(sa) ** (2 / exp)
    hz = np.where(ez > 0, s[:, 4:5], s[:, 5:6])
    V = np.stack([np.repeat(s[:, 0:1], seg, 1), s[:, 1:2] + s[:, 3:4] * ey, s[:, 2:3] + hz * ez], -1)
    F = grid_faces(len(s), seg)
    if caps:
        F.append(tuple(range(seg - 1, -1, -1)))
        F.append(tuple((len(s) - 1) * seg + j for j in range(seg)))
    return autosmooth(mesh_obj(name, V.reshape(-1, 3), F, mat), 60)


def lathe(name, prof, mat, seg=48, M=None, closed=False, smooth=45):
    """prof: (r, h) pairs, revolved about local Y (h along Y). M places it."""
    P = np.asarray(prof, float)
    a = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    V = np.stack([P[:, :1] * np.cos(a), np.repeat(P[:, 1:], seg, 1), P[:, :1] * np.sin(a)], -1).reshape(-1, 3)
    F = grid_faces(len(P), seg, wrap_n=closed)
    with xf(M or Matrix.Identity(4)):
        return autosmooth(mesh_obj(name, V, F, mat), smooth)


def ball(name, c, r, mat, seg=28, rot=None):
    """An ellipsoid around `c`; `r` is one radius or three."""
    r = (r, r, r) if np.isscalar(r) else r
    v = np.linspace(0, np.pi, seg // 2 + 1)
    a = np.linspace(0, 2 * np.pi, seg, endpoint=False)
    V = np.stack([np.outer(np.sin(v), np.cos(a)), np.outer(np.sin(v), np.sin(a)), np.repeat(np.cos(v)[:, None], seg, 1)], -1).reshape(-1, 3)
    with xf(T(*c) @ (rot or Matrix.Identity(4)) @ S(*r)):
        return mesh_obj(name, V, grid_faces(len(v), seg), mat)


def box(name, c, size, mat, rot=None, bev=0.004):
    """A box around `c`, its edges broken by `bev`."""
    x, y, z = [s / 2 for s in size]
    V = [(-x, -y, -z), (x, -y, -z), (x, y, -z), (-x, y, -z), (-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)]
    F = [(3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    with xf(T(*c) @ (rot or Matrix.Identity(4))):
        ob = mesh_obj(name, V, F, mat, smooth=False)
    return bevel(ob, bev) if bev else ob


def plate(name, outline, width, mat, bev=0.002):
    """A side view (x, z), drawn clockwise as seen from -Y, as thick as `width` along Y."""
    n, y = len(outline), width / 2
    V = [(px, side * y, pz) for side in (-1, 1) for px, pz in outline]
    F = [tuple(range(n)), tuple(range(2 * n - 1, n - 1, -1))] + [(k, k + n, (k + 1) % n + n, (k + 1) % n) for k in range(n)]
    ob = mesh_obj(name, V, F, mat, smooth=False)
    return bevel(ob, bev) if bev else ob


def fuse(name, obs, mat, voxel=0.007, smooth=8, folds=0.0, fold_scale=0.09, seed=0):
    """join overlapping lumps into one organic skin: voxel remesh + smooth (+ soft displacement)."""
    bpy.ops.object.select_all(action="DESELECT")
    for o in obs:
        o.select_set(True)
    bpy.context.view_layer.objects.active = obs[0]
    bpy.ops.object.join()
    ob = obs[0]
    ob.name = name
    ob.data.materials.clear()
    ob.data.materials.append(mat)
    m = ob.modifiers.new("re", "REMESH")
    m.mode = "VOXEL"
    m.voxel_size = voxel
    m.use_smooth_shade = True
    if smooth:
        m = ob.modifiers.new("sm", "SMOOTH")
        m.factor = 0.5
        m.iterations = smooth
    if folds:
        tx = bpy.data.textures.new(name + "_fold", "DISTORTED_NOISE")
        tx.noise_scale = fold_scale
        tx.distortion = 1.4
        m = ob.modifiers.new("fold", "DISPLACE")
        m.texture = tx
        m.strength = folds
        m.mid_level = 0.5
        m.texture_coords = "GLOBAL"
    return ob


def strands(name, P, r, mat, sides=3):
    """P: (N,K,3) hair paths -> one mesh of thin tapered tubes."""
    N_, K, _ = P.shape
    Tn = np.gradient(P, axis=1)
    Tn /= np.linalg.norm(Tn, axis=2, keepdims=True) + 1e-12
    ref = np.array([0.31, 0.83, 0.46])
    A = np.cross(Tn, ref)
    A /= np.linalg.norm(A, axis=2, keepdims=True) + 1e-12
    B = np.cross(Tn, A)
    a = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    tap = (np.linspace(1, 0, K) ** 0.5 * 0.85 + 0.15)[None, :, None, None]
    V = P[:, :, None] + r * tap * (np.cos(a)[None, None, :, None] * A[:, :, None] + np.sin(a)[None, None, :, None] * B[:, :, None])
    base = np.array(grid_faces(K, sides))
    F = (base[None] + (np.arange(N_) * K * sides)[:, None, None]).reshape(-1, 4)
    return mesh_obj(name, V.reshape(-1, 3), F, mat)
