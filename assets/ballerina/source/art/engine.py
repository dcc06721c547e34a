"""The motorcycle's engine, exhausts and what drives the rear wheel."""
import math

import numpy as np

from .geometry import R, T, ball, box, catmull, grid_faces, lathe, mesh_obj, tube, xf, xloft
from .wheels import AX_R, WHEEL_R


def engine(M):
    """An air-cooled twin that leans forward."""
    xloft(
        "crankcase",
        [
            (0.275, 0, 0.335, 0.07, 0.06, 0.06),
            (0.25, 0, 0.335, 0.115, 0.085, 0.085),
            (0.10, 0, 0.335, 0.135, 0.105, 0.105),
            (-0.08, 0, 0.35, 0.135, 0.105, 0.11),
            (-0.22, 0, 0.36, 0.120, 0.095, 0.10),
            (-0.29, 0, 0.365, 0.07, 0.06, 0.06),
        ],
        M["alloy"],
        44,
        exp=3.2,
    )
    with xf(T(0.115, 0, 0.40) @ R(9, "Y")):  # cylinders lean forward
        for k in range(9):
            box("fin", (0, 0, 0.035 + 0.0175 * k), (0.205 - 0.003 * abs(k - 4), 0.275, 0.0065), M["alloy"], bev=0.0025)
        box("barrel", (0, 0, 0.10), (0.165, 0.235, 0.16), M["black"], bev=0.03)
        for k in range(4):
            box("headfin", (0, 0, 0.20 + 0.0185 * k), (0.215 - 0.006 * k, 0.285 - 0.008 * k, 0.0075), M["alloy"], bev=0.003)
        box("head", (0, 0, 0.225), (0.17, 0.24, 0.09), M["alloy"], bev=0.02)
        xloft(
            "rocker",
            [
                (-0.085, 0, 0.285, 0.10, 0.018, 0.02),
                (-0.06, 0, 0.285, 0.12, 0.035, 0.02),
                (0.06, 0, 0.285, 0.12, 0.035, 0.02),
                (0.085, 0, 0.285, 0.10, 0.018, 0.02),
            ],
            M["alloy"],
            32,
            exp=3.5,
        )
        for s in (1, -1):
            for y in (0.055,):
                ball("plug", (0.095, s * y, 0.265), (0.014, 0.014, 0.02), M["rubber"], seg=12)
                tube("lead", [(0.095, s * y, 0.27), (0.12, s * (y + 0.02), 0.33), (0.05, s * 0.05, 0.38)], 0.004, M["rubber"], seg=6)
    for s in (1, -1):
        lathe(
            "clutch",
            catmull([(0, 0.034), (0.06, 0.032), (0.088, 0.022), (0.095, 0.006), (0.097, -0.02)], 16),
            M["alloy"],
            48,
            M=T(0.13, s * 0.125, 0.34) @ (R(0, "X") if s > 0 else R(180, "X")),
        )
        lathe(
            "alternator",
            catmull([(0, 0.03), (0.045, 0.028), (0.062, 0.018), (0.068, -0.02)], 14),
            M["steel"],
            40,
            M=T(-0.10, s * 0.128, 0.35) @ (R(0, "X") if s > 0 else R(180, "X")),
        )
        for k in range(7):
            a = k * 6.283 / 7
            ball("bolt", (0.13 + 0.084 * math.cos(a), s * 0.152, 0.34 + 0.084 * math.sin(a)), (0.006, 0.005, 0.006), M["steel"], seg=8)
        lathe(
            "carb",
            [(0.02, -0.06), (0.024, -0.02), (0.032, -0.015), (0.032, 0.03), (0.024, 0.035), (0.024, 0.07), (0.0, 0.07)],
            M["alloy"],
            28,
            M=T(-0.02, s * 0.06, 0.60) @ R(90, "Z") @ R(-6, "X"),
        )
        lathe(
            "podfilter",
            catmull([(0.030, -0.04), (0.044, -0.03), (0.050, 0.03), (0.044, 0.05), (0, 0.052)], 16),
            M["rubber"],
            32,
            M=T(-0.135, s * 0.07, 0.615) @ R(90, "Z"),
        )


def exhausts(M):
    """On each side a header that sweeps down and back into a short reverse-cone megaphone."""
    for s in (1, -1):
        hdr = [
            (0.19, s * 0.075, 0.615),
            (0.285, s * 0.085, 0.605),
            (0.362, s * 0.098, 0.53),
            (0.372, s * 0.115, 0.42),
            (0.335, s * 0.14, 0.305),
            (0.25, s * 0.165, 0.245),
            (0.10, s * 0.175, 0.228),
            (-0.12, s * 0.178, 0.228),
            (-0.30, s * 0.185, 0.245),
        ]
        tube("header", hdr, 0.0205, M["chrome"], seg=20, n=90)
        for t_ in ((0.195, s * 0.075, 0.614),):
            lathe("flange", [(0.022, -0.01), (0.034, -0.006), (0.034, 0.006), (0.022, 0.012)], M["alloy"], 30, M=T(*t_) @ R(-90, "Z"))
        tube(
            "megaphone",
            [
                (-0.27, s * 0.184, 0.242),
                (-0.34, s * 0.188, 0.250),
                (-0.60, s * 0.200, 0.290),
                (-0.80, s * 0.209, 0.322),
                (-0.84, s * 0.211, 0.328),
                (-0.855, s * 0.2115, 0.3305),
            ],
            [0.021, 0.030, 0.043, 0.050, 0.046, 0.036],
            M["chrome"],
            seg=30,
            n=50,
        )
        tube("hanger", [(-0.56, s * 0.20, 0.33), (-0.52, s * 0.13, 0.50)], 0.007, M["black"], n=2)


def rear_end(M):
    """Chain, side cover, number plate, rear guard and side stand."""
    # chain run (left) as a dark, slightly ribbed loop
    for z0, z1 in ((0.40, 0.385), (0.31, 0.255)):
        for k in range(40):
            t = k / 39
            box("link", (-0.24 - 0.46 * t, 0.090, z0 * (1 - t) + z1 * t), (0.0095, 0.014 if k % 2 else 0.009, 0.012), M["steel"], bev=0)
    lathe("sprocket", [(0.075, -0.003), (0.075, 0.003), (0.035, 0.003), (0.035, -0.003)], M["steel"], 44, M=T(AX_R[0], 0.09, AX_R[2]), closed=True)
    xloft(
        "sidecover",
        [
            (-0.16, 0.0, 0.66, 0.05, 0.05, 0.06),
            (-0.20, 0.0, 0.66, 0.115, 0.075, 0.085),
            (-0.33, 0.0, 0.66, 0.118, 0.075, 0.085),
            (-0.42, 0.0, 0.67, 0.10, 0.05, 0.06),
            (-0.45, 0.0, 0.68, 0.04, 0.02, 0.03),
        ],
        M["black"],
        36,
        exp=3,
    )
    # rear mudguard stub, number-plate bracket
    tube("plate_arm", [(-0.74, 0, 0.80), (-0.86, 0, 0.70), (-0.93, 0, 0.60)], 0.008, M["black"], seg=8)
    box("plate", (-0.94, 0, 0.585), (0.006, 0.18, 0.11), M["black"], rot=R(22, "Y"), bev=0.002)
    A = np.linspace(math.radians(70), math.radians(165), 18)
    V = []
    for a in A:
        for w_ in np.linspace(-1, 1, 7):
            rr = WHEEL_R + 0.022 - 0.014 * w_**2
            V.append((AX_R[0] + rr * math.cos(a), 0.068 * w_, AX_R[2] + rr * math.sin(a)))
    ob = mesh_obj("rguard", V, grid_faces(18, 7, wrap_m=False), M["black"])
    so = ob.modifiers.new("s", "SOLIDIFY")
    so.thickness = 0.004
    # side stand, kicked back
    tube("sidestand", [(-0.16, 0.13, 0.22), (-0.36, 0.20, 0.16)], 0.010, M["black"], n=2)
