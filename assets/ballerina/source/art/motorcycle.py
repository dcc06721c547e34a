"""The machine, in its own space: +X forward, +Y left, +Z up, metres, the ground at 0. The engine is in engine.py."""
import math

import numpy as np
from mathutils import Matrix, Vector

from .engine import engine, exhausts, rear_end
from .geometry import R, T, XF, ball, box, catmull, grid_faces, lathe, mesh_obj, tube, xf, xloft
from .wheels import AX_R, WHEEL_R, spring, wheel

AX_F = (0.71, 0, WHEEL_R)  # the front axle
RAKE = math.radians(25.5)
UP_FORK = Vector((-math.sin(RAKE), 0, math.cos(RAKE)))
STEERING_HEAD = Vector((0.405, 0, 0.86))
BIKE_AZ = 56  # degrees between the machine's nose and the direction to the camera


def fork(M):
    """Front wheel, fork and its yokes, before they are turned by the steering."""
    d = UP_FORK
    wheel("front", AX_F, M, front=True)
    for s in (1, -1):
        y = s * 0.098
        bot = Vector((AX_F[0] + 0.012, y, AX_F[2]))
        up = bot + d * 0.30
        top = bot + d * 0.80
        tube("slider", [bot - d * 0.035, bot + d * 0.02, bot + d * 0.27, up], [0.020, 0.026, 0.026, 0.029], M["alloy"], seg=18, n=18)
        for k in range(9):
            lathe(
                "gaiter",
                [(0.027, -0.008), (0.035, 0), (0.027, 0.008)],
                M["rubber"],
                22,
                M=Matrix.Translation(up + d * (0.01 + 0.017 * k)) @ d.to_track_quat("Y", "X").to_matrix().to_4x4(),
            )
        tube("stanchion", [up, top], 0.0195, M["chrome"], seg=16, n=2)
        lathe(
            "forkcap",
            [(0, 0.012), (0.016, 0.012), (0.022, 0.004), (0.022, -0.02), (0, -0.02)],
            M["alloy"],
            20,
            M=Matrix.Translation(top) @ d.to_track_quat("Y", "X").to_matrix().to_4x4(),
        )
        box("caliper", tuple(bot + d * 0.115 + Vector((-0.055, -s * 0.025, 0))), (0.055, 0.04, 0.095), M["alloy"], rot=R(-25, "Y"), bev=0.008)
        tube(
            "brakeline",
            [bot + d * 0.16 + Vector((-0.06, 0, 0)), bot + d * 0.35 + Vector((-0.03, s * 0.02, 0)), top + Vector((0.03, -s * 0.02, 0.02))],
            0.005,
            M["rubber"],
            seg=6,
        )
    for h in (0.56, 0.745):  # triple clamps
        c = Vector((AX_F[0] + 0.012, 0, AX_F[2])) + d * h
        box("yoke", tuple(c + Vector((-0.02, 0, 0))), (0.075, 0.25, 0.028), M["alloy"], rot=R(-25.5, "Y"), bev=0.012)


def front_guard(M):
    """A short arc over the front tyre, and its stays."""
    # front mudguard: short arc over the tyre
    a0, a1 = math.radians(48), math.radians(142)
    A = np.linspace(a0, a1, 28)
    W = np.linspace(-1, 1, 9)
    V = []
    for a in A:
        for w_ in W:
            rr = WHEEL_R + 0.022 - 0.018 * w_**2
            V.append((AX_F[0] + rr * math.cos(a), 0.062 * w_, AX_F[2] + rr * math.sin(a)))
    ob = mesh_obj("guard", V, grid_faces(28, 9, wrap_m=False), M["paint"])
    so = ob.modifiers.new("s", "SOLIDIFY")
    so.thickness = 0.004
    for s in (1, -1):
        tube(
            "stay",
            [(AX_F[0] - 0.1, s * 0.066, AX_F[2] + 0.30), (AX_F[0] + 0.01, s * 0.085, AX_F[2] + 0.1), (AX_F[0] + 0.012, s * 0.088, AX_F[2] + 0.02)],
            0.005,
            M["steel"],
            seg=8,
        )


def headlamp(M, lamp_mat):
    """Bucket, chrome ring, reflector and domed lens, turned about the lamp's own axis."""
    # headlamp: bucket (lathe about its own axis = bike X), chrome ring, domed lens
    lc = Vector((0.600, 0, 0.865))
    LM = Matrix.Translation(lc) @ R(-90, "Z") @ R(-4, "X")  # local Y -> bike +X
    lathe("bucket", catmull([(0, -0.135), (0.035, -0.130), (0.070, -0.09), (0.090, -0.03), (0.094, 0.0)], 24), M["paint"], 48, M=LM)
    lathe("ring", catmull([(0.094, -0.004), (0.101, 0.004), (0.100, 0.016), (0.090, 0.019)], 12), M["chrome"], 64, M=LM)
    lathe("reflector", catmull([(0.090, 0.008), (0.070, -0.03), (0.02, -0.06), (0, -0.062)], 14), M["chrome"], 48, M=LM)
    lathe("lens", catmull([(0, 0.030), (0.04, 0.0275), (0.075, 0.021), (0.091, 0.012)], 12), lamp_mat, 48, M=LM)
    for s in (1, -1):
        tube("lamp_ear", [lc + Vector((-0.03, s * 0.092, 0)), lc + Vector((-0.11, s * 0.10, 0))], 0.013, M["black"], seg=10, n=2)


def handlebar(M):
    """Instruments, a flat-track bar, grips, levers and their cables."""
    # instruments
    for s in (1, -1):
        lathe(
            "clock",
            [(0, -0.03), (0.030, -0.03), (0.036, 0.012), (0.036, 0.02), (0.031, 0.021), (0, 0.018)],
            M["chrome"],
            32,
            M=T(0.455, s * 0.045, 1.005) @ R(90, "X").to_4x4() @ R(35, "X"),
        )
    # flat-track bar
    bar = [
        (0.20, 0.365, 0.985),
        (0.255, 0.25, 1.0),
        (0.335, 0.13, 1.03),
        (0.36, 0.05, 1.00),
        (0.36, -0.05, 1.00),
        (0.335, -0.13, 1.03),
        (0.255, -0.25, 1.0),
        (0.20, -0.365, 0.985),
    ]
    tube("bar", bar, 0.0115, M["black"], seg=12, n=70)
    for s in (1, -1):
        g0, g1 = Vector((0.255, s * 0.25, 1.0)), Vector((0.198, s * 0.37, 0.985))
        tube("grip", [g0, g1], 0.017, M["rubber"], seg=14, n=2)
        tube(
            "lever",
            [
                g0 + Vector((0.03, -s * 0.02, -0.005)),
                g0 + Vector((0.075, s * 0.02, -0.01)),
                g1 + Vector((0.055, -s * 0.005, -0.012)),
                g1 + Vector((0.045, s * 0.015, -0.012)),
            ],
            [0.008, 0.006, 0.005, 0.007],
            M["alloy"],
            seg=8,
        )
        box("perch", tuple(g0 + Vector((0.02, -s * 0.02, 0))), (0.05, 0.035, 0.035), M["black"], bev=0.006)
        tube(
            "cable_bar",
            [g0 + Vector((0.04, -s * 0.03, 0)), (0.50, s * 0.17, 1.02), (0.52, s * 0.06, 0.95), (0.40, s * 0.04, 0.80)],
            0.0045,
            M["rubber"],
            seg=6,
        )


def tank_and_seat(M):
    """What the rider sits on and holds with her knees."""
    xloft(
        "tank",
        [
            (0.345, 0, 0.865, 0.004, 0.004, 0.004),
            (0.335, 0, 0.868, 0.050, 0.030, 0.045),
            (0.29, 0, 0.872, 0.095, 0.058, 0.085),
            (0.20, 0, 0.868, 0.128, 0.078, 0.10),
            (0.08, 0, 0.862, 0.132, 0.078, 0.10),
            (-0.03, 0, 0.848, 0.108, 0.064, 0.085),
            (-0.12, 0, 0.830, 0.088, 0.042, 0.060),
            (-0.165, 0, 0.822, 0.076, 0.022, 0.04),
            (-0.172, 0, 0.822, 0.01, 0.005, 0.01),
        ],
        M["paint"],
        56,
        exp=2.5,
    )
    lathe("filler", [(0, 0.016), (0.028, 0.016), (0.034, 0.010), (0.034, -0.01)], M["chrome"], 36, M=T(0.16, 0, 0.94) @ R(90, "X"))
    for s in (1, -1):
        box("knee_pad", (-0.02, s * 0.112, 0.825), (0.15, 0.014, 0.075), M["rubber"], rot=R(-s * 7, "Z") @ R(6, "Y"), bev=0.006)
    xloft(
        "seat",
        [
            (-0.135, 0, 0.800, 0.05, 0.018, 0.03),
            (-0.16, 0, 0.806, 0.085, 0.026, 0.035),
            (-0.28, 0, 0.800, 0.115, 0.022, 0.035),
            (-0.42, 0, 0.802, 0.128, 0.024, 0.035),
            (-0.53, 0, 0.818, 0.125, 0.034, 0.05),
            (-0.60, 0, 0.845, 0.115, 0.052, 0.075),
            (-0.68, 0, 0.868, 0.095, 0.052, 0.07),
            (-0.76, 0, 0.880, 0.062, 0.030, 0.045),
            (-0.80, 0, 0.884, 0.02, 0.01, 0.015),
        ],
        M["leather2"],
        48,
        exp=2.6,
    )
    xloft(
        "cowl",
        [
            (-0.545, 0, 0.825, 0.120, 0.042, 0.03),
            (-0.62, 0, 0.85, 0.118, 0.058, 0.05),
            (-0.70, 0, 0.872, 0.095, 0.054, 0.055),
            (-0.775, 0, 0.885, 0.058, 0.03, 0.035),
            (-0.805, 0, 0.888, 0.012, 0.008, 0.01),
        ],
        M["paint"],
        48,
        exp=2.4,
    )
    lathe("taillamp", catmull([(0, 0.02), (0.03, 0.015), (0.04, 0), (0.04, -0.03)], 10), M["paint"], 30, M=T(-0.80, 0, 0.845) @ R(90, "Z"))


def chassis(M):
    """Frame tubes, swing arm, dampers and pegs."""
    f, head, d = M["black"], STEERING_HEAD, UP_FORK
    tube("headstock", [head - d * 0.085, head + d * 0.085], 0.030, f, seg=18, n=2)
    tube("spine", [(0.38, 0, 0.84), (0.1, 0, 0.80), (-0.2, 0, 0.765)], 0.022, f)
    for s in (1, -1):
        tube(
            "downtube",
            [
                (0.395, s * 0.02, 0.80),
                (0.375, s * 0.055, 0.66),
                (0.335, s * 0.085, 0.40),
                (0.28, s * 0.11, 0.235),
                (0.16, s * 0.12, 0.195),
                (-0.15, s * 0.125, 0.195),
                (-0.30, s * 0.125, 0.26),
                (-0.335, s * 0.12, 0.42),
                (-0.30, s * 0.115, 0.62),
                (-0.22, s * 0.11, 0.765),
            ],
            0.0165,
            f,
            seg=14,
            n=70,
        )
        tube(
            "rail",
            [
                (0.34, s * 0.03, 0.80),
                (0.05, s * 0.08, 0.79),
                (-0.22, s * 0.11, 0.768),
                (-0.5, s * 0.12, 0.765),
                (-0.72, s * 0.09, 0.80),
                (-0.79, 0, 0.81),
            ],
            0.0145,
            f,
            seg=14,
        )
        tube("stayr", [(-0.325, s * 0.12, 0.44), (-0.45, s * 0.12, 0.60), (-0.56, s * 0.12, 0.765)], 0.0125, f, seg=12)
        tube("swingarm", [(-0.30, s * 0.10, 0.36), (-0.48, s * 0.112, 0.335), (-0.72, s * 0.112, 0.318)], [0.022, 0.020, 0.019], f, seg=14)
        lathe(
            "axlenut",
            [(0, 0.012), (0.016, 0.012), (0.018, 0.0), (0.018, -0.01)],
            M["steel"],
            6,
            M=T(AX_R[0], s * 0.13, AX_R[2]) @ (R(0, "X") if s > 0 else R(180, "X")),
            smooth=20,
        )
        p0, p1 = (-0.655, s * 0.135, 0.37), (-0.555, s * 0.135, 0.745)
        tube("damper", [p0, p1], 0.015, M["steel"], n=2)
        spring("spring", (-0.645, s * 0.135, 0.41), (-0.563, s * 0.135, 0.715), 0.029, 0.0058, 11, M["chrome"])
        for p in (p0, p1):
            ball("eyelet", p, (0.020, 0.016, 0.020), M["alloy"], seg=16)
        tube("peg", [(-0.16, s * 0.12, 0.33), (-0.16, s * 0.235, 0.335)], 0.013, M["rubber"], n=2)
        tube("peglink", [(-0.24, s * 0.13, 0.40), (-0.16, s * 0.135, 0.33)], 0.010, M["alloy"], n=2)


def motorcycle(M, steer=10, lamp_mat=None):
    """The whole machine in bike space; gives the centre of its steering head, the fork's direction and the matrix of the turned steering."""
    wheel("rear", AX_R, M, front=False)
    turn = Matrix.Translation(STEERING_HEAD) @ Matrix.Rotation(math.radians(steer), 4, UP_FORK) @ Matrix.Translation(-STEERING_HEAD)
    with xf(turn):
        fork(M)
        front_guard(M)
        headlamp(M, lamp_mat or M["visor"])
        handlebar(M)
    for part in (tank_and_seat, chassis, engine, exhausts, rear_end):
        part(M)
    return STEERING_HEAD, UP_FORK, turn


def lamp_of(turned):
    """Where the headlamp is, in the world, and where it points; `turned` is the matrix of the steering."""
    return XF[-1] @ (turned @ Vector((0.645, 0, 0.862))), XF[-1].to_3x3() @ (turned.to_3x3() @ Vector((1, 0, -0.105)))


def place_bike(M, lamp, at=(0.05, 0), az=BIKE_AZ):
    """Puts the machine on the stage, its nose `az` degrees off the camera; gives where its lamp is and where that points."""
    with xf(T(at[0], at[1], 0) @ R(270 - az, "Z")):
        return lamp_of(motorcycle(M, steer=9, lamp_mat=lamp)[2])
