"""Hands, boots, and a figure in any pose that its joints are given in: +X is where she faces, +Y her left, +Z up."""
import math
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Matrix, Vector

from .geometry import R, T, XF, ball, box, fuse, grid_faces, loft, mesh_obj, tube, xf, xloft
from .head import hair_bob, hair_bun, head_mesh
from .materials import principled


def hand_grip(M, wrist, bar_c, bar_dir, mat, side):
    """glove closed on a bar: palm + four finger arcs + thumb."""
    w, c = Vector(wrist), Vector(bar_c)
    u = Vector(bar_dir).normalized()
    back = w - c
    back -= u * back.dot(u)
    back.normalize()
    upv = u.cross(back)
    if upv.z < 0:
        upv = -upv
    obs = [
        tube(
            "palm",
            [w, w + (c + back * 0.03 + upv * 0.012 - w) * 0.55, c + back * 0.012 + upv * 0.022],
            [0.030, 0.036, 0.034],
            mat,
            seg=14,
            squash=(1, 1),
        )
    ]
    obs.append(ball("palm2", c + back * 0.016 + upv * 0.012, (0.036, 0.036, 0.030), mat, seg=18))
    for k in range(4):
        o = c + u * (-0.033 + 0.022 * k)
        P = [o + (back * math.cos(a) + upv * math.sin(a)) * rr for a, rr in ((0.7, 0.034), (1.5, 0.036), (2.5, 0.032), (3.5, 0.030), (4.4, 0.028))]
        obs.append(tube("finger", P, [0.0115, 0.0115, 0.0105, 0.0100, 0.009], mat, seg=10))
    o = c - u * side * 0.045
    obs.append(tube("thumb", [c + back * 0.02, o + back * 0.02 - upv * 0.01, o - back * 0.018 - upv * 0.02], [0.014, 0.012, 0.009], mat, seg=10))
    return fuse("glove", obs, mat, voxel=0.0045, smooth=3)


def hand_on_grip(M, wrist, grip, mat, side, outside=0.0, points=True):
    """A gloved hand around the grip of a pistol that points to +X, `grip` where the frame's rear meets it. `outside`: how much further out it lies, round the
    other hand; `points`: its forefinger lies on the trigger."""
    w, g = Vector(wrist), Vector(grip)
    rx, ry, slant = 0.033 + outside, 0.025 + outside, 0.22  # around the grip, which leans back towards its foot

    def around(angle, z, more=0.0):
        a = math.radians(angle)
        return g + Vector((-0.002 + slant * z + (rx + more) * math.cos(a), side * (ry + more) * math.sin(a), z))

    heel = around(140, -0.050, 0.004)
    obs = [
        tube("palm", [w, w.lerp(around(165, -0.030), 0.6), around(160, -0.028)], [0.026, 0.029, 0.022], mat, seg=14),
        tube("heel", [w.lerp(heel, 0.4), heel, around(95, -0.056)], [0.024, 0.018, 0.014], mat, seg=12),
        tube("back", [around(150, -0.012), around(110, -0.016), around(80, -0.024)], [0.020, 0.017, 0.012], mat, seg=12),
    ]
    for k in range(1 if points else 0, 4):
        z = (-0.014 if points else -0.008) - 0.0195 * k
        P = [around(a, z - 0.004 * (1 - math.sin(math.radians(a)))) for a in (120, 85, 45, 5, -40, -75)]
        obs.append(tube("finger", P, [0.0125, 0.0115, 0.011, 0.0105, 0.0095, 0.008], mat, seg=10))
    if points:
        P = [around(95, -0.008), around(60, -0.004), g + Vector((0.044, side * 0.016, -0.006)), g + Vector((0.056, side * 0.002, -0.009))]
        obs.append(tube("forefinger", P, [0.0125, 0.0115, 0.0100, 0.0085], mat, seg=10))
    P = [around(170, -0.010), around(215, 0.004), g + Vector((0.018, -side * (ry - 0.004), 0.010)), g + Vector((0.046, -side * (ry - 0.008), 0.012))]
    obs.append(tube("thumb", P, [0.0145, 0.0130, 0.0110, 0.0090], mat, seg=10))
    return fuse("glove", obs, mat, voxel=0.003, smooth=1)


def hand_flat(M, wrist, fwd, normal, mat, curl=0.5, side=1, spread=0.10):
    """relaxed hand laid on something: fwd = finger direction, normal = back of hand."""
    w, f, n_ = Vector(wrist), Vector(fwd).normalized(), Vector(normal).normalized()
    n_ = (n_ - f * n_.dot(f)).normalized()
    l = n_.cross(f) * side
    obs = [tube("palm", [w - f * 0.02, w + f * 0.04, w + f * 0.085], [0.027, 0.036, 0.033], mat, seg=14, squash=(1, 1))]
    for k in range(4):
        s0 = w + f * 0.08 + l * (-0.030 + 0.020 * k)
        dirk = (f + l * spread * (k - 1.5)).normalized()
        ln = (0.070, 0.080, 0.076, 0.060)[k]
        P = [s0, s0 + dirk * ln * 0.45 - n_ * curl * 0.010, s0 + (dirk * 0.75 - n_ * curl * 0.45) * ln, s0 + (dirk * 0.95 - n_ * curl * 0.95) * ln]
        obs.append(tube("fing", P, [0.0115, 0.0105, 0.0095, 0.008], mat, seg=10))
    s0 = w + f * 0.02 - l * 0.030
    obs.append(
        tube("thumb", [s0, s0 + f * 0.035 - l * 0.022 - n_ * 0.008, s0 + f * 0.065 - l * 0.026 - n_ * 0.018], [0.015, 0.012, 0.009], mat, seg=10)
    )
    return fuse("hand", obs, mat, voxel=0.0045, smooth=3)


def boot(M, ankle, toe_dir, mat, sole_z=None, shaft_to=None):
    """engineer boot; ankle joint position, toe_dir horizontal."""
    a = Vector(ankle)
    d = Vector(toe_dir)
    d.z = 0
    d.normalize()
    yaw = math.atan2(d.y, d.x)
    base = a.z - 0.095
    with xf(T(a.x, a.y, base) @ Matrix.Rotation(yaw, 4, "Z")):
        up = xloft(
            "boot",
            [
                (-0.068, 0, 0.062, 0.020, 0.02, 0.03),
                (-0.060, 0, 0.065, 0.034, 0.05, 0.040),
                (-0.02, 0, 0.068, 0.039, 0.075, 0.043),
                (0.03, 0, 0.064, 0.041, 0.060, 0.040),
                (0.08, 0, 0.055, 0.046, 0.036, 0.031),
                (0.13, 0, 0.050, 0.048, 0.022, 0.026),
                (0.17, 0, 0.048, 0.040, 0.015, 0.024),
                (0.192, 0, 0.047, 0.020, 0.008, 0.018),
            ],
            mat,
            30,
            exp=2.5,
        )
        xloft(
            "sole",
            [
                (-0.072, 0, 0.012, 0.022, 0.012, 0.012),
                (-0.062, 0, 0.012, 0.036, 0.014, 0.012),
                (-0.012, 0, 0.012, 0.037, 0.014, 0.012),
                (-0.006, 0, 0.022, 0.037, 0.006, 0.004),
                (0.05, 0, 0.017, 0.042, 0.007, 0.008),
                (0.10, 0, 0.013, 0.049, 0.008, 0.013),
                (0.165, 0, 0.013, 0.043, 0.008, 0.013),
                (0.198, 0, 0.015, 0.018, 0.007, 0.010),
            ],
            M["rubber"],
            28,
            exp=3.2,
        )
        tube(
            "strap",
            [(0.0 + 0.05 * math.cos(q) * 0.9, 0.047 * math.sin(q), 0.098 + 0.018 * math.cos(q)) for q in np.linspace(0, 6.283, 25)],
            0.0055,
            M["leather2"],
            seg=6,
            n=50,
        )
        box("buckle", (0.01, 0.048, 0.10), (0.022, 0.006, 0.026), M["steel"], bev=0.002)
    sh = Vector(shaft_to) if shaft_to else a + Vector((0, 0, 0.3))
    tp = a + (sh - a) * 0.55
    sft = tube(
        "shaft",
        [a + Vector((0, 0, -0.03)), a + (sh - a) * 0.12, a + (sh - a) * 0.35, tp],
        [0.046, 0.047, 0.053, 0.057],
        mat,
        seg=22,
        folds=8,
        seed=int(abs(a.y) * 999),
        fold_amp=0.005,
        fold_at=[0.15, 0.3],
    )
    return up, sft


@dataclass
class Build:
    """How a body is built: what it is made of, its radii in metres, and whether cloth creases over it."""

    cloth: object
    torso: tuple
    shoulder: float
    slim: float  # neck and trapezius, times this
    leg: float  # the legs, times this
    creases: int  # 1: it is clothed, 0: it is skin


def _dressed(M):
    return Build(M["leather"], (0.150, 0.160, 0.132, 0.145, 0.158, 0.125, 0.060), 0.060, 1.0, 1.0, 1)


def _dancer(M):
    return Build(M["skin"], (0.125, 0.140, 0.098, 0.112, 0.128, 0.090, 0.045), 0.042, 0.86, 0.84, 0)


def _torso(build, J):
    """Pelvis to neck."""
    points = [J["pelvis"] + Vector((0, 0, -0.09)), J["pelvis"], J["waist"], J["waist"].lerp(J["chest"], 0.55)]
    points += [J["chest"], J["chest"].lerp(J["neck"], 0.62), J["neck"]]
    return tube("torso", points, build.torso, build.cloth, seg=40, n=70, squash=(1.0, 0.74))


def _arm(build, J, side, letter, seed):
    """Arm, shoulder and trapezius."""
    a, b, c, neck = J["sh" + letter], J["el" + letter], J["wr" + letter], J["neck"]
    if build.creases:
        points = [a, a.lerp(b, 0.15), a.lerp(b, 0.45), a.lerp(b, 0.85), b, b.lerp(c, 0.25), b.lerp(c, 0.7), c]
        radii = (0.056, 0.058, 0.052, 0.047, 0.046, 0.046, 0.040, 0.034)
        arm = tube("arm", points, radii, build.cloth, seg=32, n=100, folds=18, seed=seed + side, fold_amp=0.0055, fold_at=[0.5, 0.6])
    else:
        points = [a + Vector((0, 0, -0.02)), a.lerp(b, 0.5) + Vector((0, side * 0.012, 0)), b.lerp(a.lerp(c, 0.5), 0.12)]
        points += [b.lerp(c, 0.5) + Vector((0, side * 0.018, 0)), c]
        arm = tube("arm", points, (0.040, 0.034, 0.032, 0.028, 0.022), build.cloth, seg=24, n=60)
    up = Vector((0, 0, 0.005))
    slope = [r * build.slim for r in (0.045, 0.055, 0.05)]
    return [arm, ball("shoulder", a, build.shoulder, build.cloth), tube("trapezius", [a + up, a.lerp(neck, 0.6) + up, neck], slope, build.cloth)]


def _leg(build, J, side, letter, seed):
    hip, knee, ankle = J["hi" + letter], J["kn" + letter], J["an" + letter]
    points = [hip.lerp(J["pelvis"], 0.4), hip.lerp(knee, 0.08), hip.lerp(knee, 0.5), hip.lerp(knee, 0.9), knee]
    points += [knee.lerp(ankle, 0.12), knee.lerp(ankle, 0.35), knee.lerp(ankle, 0.78), ankle]
    radii = [r * build.leg for r in (0.090, 0.096, 0.079, 0.060, 0.056, 0.052, 0.056, 0.042, 0.038)]
    creases = dict(folds=20 * build.creases, seed=seed * 5 + side, fold_amp=0.0045, fold_at=[0.5, 0.9])
    return tube("leg", points, radii, build.cloth, seg=32, n=120, **creases)


def _pointe(M, ankle, toe):
    """A pointe shoe on the foot."""
    points = [ankle.lerp(toe, part) for part in (0.12, 0.4, 0.72, 0.94)] + [toe]
    tube("pointe", points, [0.030, 0.037, 0.036, 0.030, 0.024], M["satin"], seg=22, n=30, squash=(1, 0.85))


def _collar_and_hem(M, J):
    """What makes a jacket of the leather."""
    neck, low = J["neck"], J["pelvis"].lerp(J["waist"], 0.28)
    around = np.linspace(0.5, 2 * math.pi - 0.5, 60)
    rows = [
        np.stack([neck.x + radius * np.cos(around), neck.y + radius * np.sin(around), neck.z - 0.02 + height + 0 * around], -1)
        for height, radius in ((0, 0.068), (0.03, 0.069), (0.06, 0.074), (0.062, 0.071), (0.03, 0.064), (0, 0.06))
    ]
    mesh_obj("collar", np.array(rows).reshape(-1, 3), grid_faces(6, 60, wrap_m=False), M["leather"])
    angles = np.linspace(0, 6.2832, 60)
    hem = [(low.x + 0.101 * math.cos(t), low.y + 0.141 * math.sin(t), low.z + 0.006 * math.cos(t)) for t in angles]
    tube("hem", hem, 0.016, M["leather"], seg=10, straight=True)


def figure(M, joints, outfit="leather", head_yaw=0, head_pitch=0, seed=2):
    """A figure standing as `joints` say: pelvis, waist, chest, neck, head, and with L or R: sh(oulder), el(bow), wr(ist), hi(p), kn(ee),
    an(kle), to(e). The outfit is "leather", with boots and a bob, or "dancer", with pointe shoes and a bun."""
    J = {name: Vector(place) for name, place in joints.items()}
    is_dancer = outfit == "dancer"
    build = _dancer(M) if is_dancer else _dressed(M)
    parts = [_torso(build, J)]
    for side, letter in ((1, "L"), (-1, "R")):
        parts += _arm(build, J, side, letter, seed)
        parts.append(_leg(build, J, side, letter, seed))
        ankle, toe = J["an" + letter], J["to" + letter]
        if is_dancer:
            _pointe(M, ankle, toe)
        else:
            boot(M, ankle, toe - ankle, M["leather"], shaft_to=J["kn" + letter])
    fuse("body", parts, build.cloth, voxel=0.0065, smooth=4, folds=0.010 * build.creases, fold_scale=0.11)
    neck, head = J["neck"], J["head"]
    throat = [neck + Vector((0, 0, -0.04)), neck.lerp(head, 0.35), head + Vector((-0.012, 0, -0.05))]
    tube("neck", throat, [r * build.slim for r in (0.050, 0.044, 0.046)], M["skin"], seg=22)
    with xf(Matrix.Translation(head) @ R(head_yaw, "Z") @ R(head_pitch, "Y")):
        head_mesh(M)
        hair_bun(M) if is_dancer else hair_bob(M)
    if not is_dancer:
        _collar_and_hem(M, J)


def tutu(M, c, r=0.42, seed=3, layers=7):
    """Layers of pleated tulle around `c`, and the bodice."""
    rng = np.random.default_rng(seed)
    for k in range(layers):
        na, nr = 220, 14
        a = np.linspace(0, 2 * np.pi, na, endpoint=False)
        rr = np.linspace(0.10, r * (1 - 0.035 * k), nr)
        ph = rng.uniform(0, 6.3, 4)
        A, Rr = np.meshgrid(a, rr)
        t = (Rr - 0.10) / (r - 0.10)
        Z = (
            -0.010 * k
            - 0.055 * t**1.6
            + t * (0.012 * np.sin(A * 23 + ph[0]) + 0.009 * np.sin(A * 37 + ph[1] + 3 * t) + 0.006 * np.sin(A * 61 + ph[2]))
            + 0.035 * np.sin(np.clip(t, 0, 1) * 2.2)
        )
        mesh_obj("tutu", np.stack([c[0] + Rr * np.cos(A), c[1] + Rr * np.sin(A), c[2] + Z], -1).reshape(-1, 3), grid_faces(nr, na), M["tulle"])
    loft(
        "bodice",
        [
            (c[0], c[1], c[2] - 0.04, 0.098, 0.128),
            (c[0], c[1], c[2] + 0.03, 0.086, 0.110),
            (c[0], c[1], c[2] + 0.12, 0.084, 0.104),
            (c[0], c[1], c[2] + 0.22, 0.094, 0.122),
            (c[0] + 0.008, c[1], c[2] + 0.27, 0.092, 0.118),
        ],
        M["tulle"],
        48,
    )


BALLERINA = dict(
    pelvis=(0, 0, 1.07),
    waist=(0, 0, 1.21),
    chest=(0.006, 0, 1.40),
    neck=(0.0, 0, 1.565),
    head=(0.018, 0, 1.725),
    shL=(0, 0.145, 1.50),
    shR=(0, -0.145, 1.50),
    elL=(0.07, 0.31, 1.69),
    wrL=(0.11, 0.16, 1.895),
    elR=(0.07, -0.31, 1.69),
    wrR=(0.11, -0.16, 1.895),
    hiL=(0, 0.085, 1.04),
    knL=(0.015, 0.045, 0.62),
    anL=(0.005, 0.02, 0.205),
    toL=(0.01, 0.015, 0.0),
    hiR=(0, -0.085, 1.04),
    knR=(0.20, -0.40, 0.86),
    anR=(0.075, -0.075, 0.72),
    toR=(0.035, 0.005, 0.575),
)
WALK = dict(
    pelvis=(0, 0, 0.95),
    waist=(0.005, 0.0, 1.09),
    chest=(0.01, 0, 1.28),
    neck=(0.02, 0, 1.435),
    head=(0.045, 0, 1.59),
    shL=(0.03, 0.165, 1.375),
    shR=(-0.02, -0.165, 1.375),
    elL=(-0.03, 0.235, 1.12),
    wrL=(0.05, 0.25, 0.89),
    elR=(0.0, -0.235, 1.12),
    wrR=(0.10, -0.225, 0.90),
    hiL=(0, 0.09, 0.92),
    knL=(0.11, 0.085, 0.53),
    anL=(-0.10, 0.08, 0.125),
    toL=(0.1, 0.085, 0.05),
    hiR=(0, -0.09, 0.92),
    knR=(0.20, -0.085, 0.52),
    anR=(0.29, -0.08, 0.098),
    toR=(0.5, -0.09, 0.1),
)
AIM = dict(
    pelvis=(-0.02, 0, 0.95),
    waist=(-0.005, 0, 1.09),
    chest=(0.02, 0, 1.28),
    neck=(0.035, 0, 1.435),
    head=(0.075, 0, 1.585),
    shL=(0.075, 0.135, 1.39),
    shR=(0.06, -0.15, 1.385),
    elL=(0.32, 0.10, 1.405),
    wrL=(0.55, 0.02, 1.458),
    elR=(0.33, -0.095, 1.415),
    wrR=(0.56, -0.015, 1.475),
    hiL=(0.02, 0.09, 0.92),
    knL=(0.17, 0.12, 0.52),
    anL=(0.12, 0.15, 0.098),
    toL=(0.3, 0.2, 0.1),
    hiR=(-0.03, -0.09, 0.92),
    knR=(-0.04, -0.13, 0.52),
    anR=(-0.24, -0.17, 0.098),
    toR=(0, -0.25, 0.1),
)


def dancer_fig(M):
    """The dancer: figure, tutu, hands, laces."""
    figure(M, BALLERINA, outfit="dancer", head_pitch=-8, head_yaw=12)
    tutu(M, (0, 0, 1.165))
    for L_, s in (("L", 1), ("R", -1)):
        w, e = Vector(BALLERINA["wr" + L_]), Vector(BALLERINA["el" + L_])
        hand_flat(M, w, (w - e).normalized() + Vector((0.1, -s * 0.55, 0.1)), Vector((0, s, 0.6)), M["skin"], curl=0.35, side=s, spread=0.05)
    for L_ in "LR":
        k, a, t = (Vector(BALLERINA[q + L_]) for q in ("kn", "an", "to"))
        ph = np.linspace(0, 1, 60)
        C = np.array([list(a.lerp(k, 0.03 + 0.14 * p)) for p in ph])
        tube("lace", C + 0.036 * np.stack([np.cos(ph * 16), np.sin(ph * 16), 0 * ph], -1), 0.006, M["satin"], seg=6, straight=True)


def dancer_tiny(M):
    """fuse() works in world space: voxel sizes are absolute, so build big and scale the result."""
    s = XF[-1].copy()
    XF.append(Matrix.Identity(4))
    before = set(bpy.context.scene.objects)
    dancer_fig(M)
    XF.pop()
    porcelain = principled("porcelain", (0.62, 0.60, 0.58), 0.25, coat=0.6)
    for o in set(bpy.context.scene.objects) - before:
        o.matrix_world = s @ o.matrix_world
        for i, sl in enumerate(o.data.materials):
            if sl and sl.name == "skin":
                o.data.materials[i] = porcelain
