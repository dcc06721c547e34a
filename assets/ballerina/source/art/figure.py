"""A figure in any pose that its joints are given in: +X is where she faces, +Y her left, +Z up."""
import math
from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Matrix, Vector

from .boots import boot, shin_in_boot
from .geometry import R, XF, ball, fuse, grid_faces, loft, mesh_obj, tube, xf
from .hands import hand_flat
from .head import hair_bob, hair_bun, head_mesh
from .materials import principled


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
    radii = [r * build.leg for r in (0.090, 0.096, 0.079, 0.060, 0.056)]
    if build.creases:  # clothed, and in boots
        shin, slim = shin_in_boot(ankle, knee, J["to" + letter] - ankle)
    else:
        shin = [knee.lerp(ankle, 0.12), knee.lerp(ankle, 0.35), knee.lerp(ankle, 0.78), ankle]
        slim = [r * build.leg for r in (0.052, 0.056, 0.042, 0.038)]
    creases = dict(folds=20 * build.creases, seed=seed * 5 + side, fold_amp=0.0045, fold_at=[0.5, 0.9])
    return tube("leg", points + shin, radii + slim, build.cloth, seg=32, n=120, **creases)


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
