"""Wheels and springs."""
import math

import numpy as np
from mathutils import Matrix, Vector

from .geometry import T, ball, catmull, lathe, tube, xf

WHEEL_R = 0.315  # both wheels
AX_R = (-0.70, 0, WHEEL_R)  # the rear axle, where the chain ends


def _tyre(name, M, rim, w):
    """The tyre and its tread; `rim` and `w` are the rim's radius and half the tyre's width."""
    R0 = WHEEL_R
    prof = [
        (rim, -w * 0.72),
        (rim + 0.018, -w * 0.98),
        (R0 - 0.030, -w * 1.02),
        (R0 - 0.012, -w * 0.8),
        (R0 - 0.003, -w * 0.45),
        (R0, 0),
        (R0 - 0.003, w * 0.45),
        (R0 - 0.012, w * 0.8),
        (R0 - 0.030, w * 1.02),
        (rim + 0.018, w * 0.98),
        (rim, w * 0.72),
    ]
    lathe(name + "_tyre", catmull(prof, 44), M["rubber"], 120)
    # rain grooves would be invisible; raised tread blocks catch light
    for s in (-1, 1):
        for k in range(44):
            a = 2 * math.pi * (k + (0.5 if s > 0 else 0)) / 44
            with xf(Matrix.Rotation(a, 4, "Y")):
                tube(
                    name + "_tread",
                    [(R0 + 0.0005, s * 0.004, 0), (R0 - 0.004, s * w * 0.45, 0.006), (R0 - 0.0135, s * w * 0.82, 0.016)],
                    0.0035,
                    M["rubber"],
                    seg=5,
                    n=5,
                )


def _rim_and_hub(name, M, rim, w):
    rp = [
        (rim + 0.012, -w * 0.78),
        (rim + 0.012, -w * 0.66),
        (rim - 0.004, -w * 0.60),
        (rim - 0.014, -w * 0.25),
        (rim - 0.014, w * 0.25),
        (rim - 0.004, w * 0.60),
        (rim + 0.012, w * 0.66),
        (rim + 0.012, w * 0.78),
        (rim - 0.002, w * 0.74),
        (rim - 0.022, w * 0.26),
        (rim - 0.022, -w * 0.26),
        (rim - 0.002, -w * 0.74),
    ]
    lathe(name + "_rim", rp, M["chrome"], 96, closed=True)
    hub = [
        (0, -0.055),
        (0.022, -0.055),
        (0.022, -0.045),
        (0.042, -0.043),
        (0.042, -0.036),
        (0.026, -0.03),
        (0.026, 0.03),
        (0.042, 0.036),
        (0.042, 0.043),
        (0.022, 0.045),
        (0.022, 0.055),
        (0, 0.055),
    ]
    lathe(name + "_hub", hub, M["alloy"], 40, smooth=30)


def _spokes(name, M, rim, spokes):
    """Crossed twice, each led to the other side of the hub."""
    for k in range(spokes):
        s = 1 if k % 2 else -1
        a = 2 * math.pi * k / spokes
        lead = 0.36 if (k // 2) % 2 else -0.36
        p0 = (0.038 * math.cos(a + lead * 2.2), s * 0.037, 0.038 * math.sin(a + lead * 2.2))
        p1 = ((rim - 0.016) * math.cos(a), s * 0.006, (rim - 0.016) * math.sin(a))
        tube(name + "_spoke", [p0, p1], 0.0019, M["chrome"], seg=5, n=2)


def _brakes(name, M, front):
    """Two discs in front, one behind, with their carriers and holes."""
    for s in (1, -1) if front else (-1,):
        ro = 0.150 if front else 0.12
        lathe(
            name + "_disc",
            [(ro, s * 0.062 - 0.002), (ro, s * 0.062 + 0.002), (ro - 0.034, s * 0.062 + 0.002), (ro - 0.034, s * 0.062 - 0.002)],
            M["steel"],
            72,
            closed=True,
            smooth=30,
        )
        for k in range(6):
            a = 2 * math.pi * k / 6
            tube(
                name + "_spider",
                [
                    (0.03 * math.cos(a), s * 0.052, 0.03 * math.sin(a)),
                    ((ro - 0.03) * math.cos(a + 0.35), s * 0.062, (ro - 0.03) * math.sin(a + 0.35)),
                ],
                0.006,
                M["black"],
                seg=6,
                n=2,
            )
        for k in range(24):  # drilled ring, suggested by dark studs
            a = 2 * math.pi * k / 24
            rr = ro - (0.010 if k % 2 else 0.023)
            ball(name + "_hole", (rr * math.cos(a), s * 0.0622, rr * math.sin(a)), (0.0045, 0.0030, 0.0045), M["black"], seg=8)


def wheel(name, axle, M, front=True, spokes=36):
    """Tyre with its tread, rim, hub, crossed spokes, brake discs."""
    w = 0.052 if front else 0.064
    rim = WHEEL_R - 0.068
    with xf(T(*axle)):
        _tyre(name, M, rim, w)
        _rim_and_hub(name, M, rim, w)
        _spokes(name, M, rim, spokes)
        _brakes(name, M, front)


def spring(name, p0, p1, r, wire, turns, mat):
    """A coil between two points."""
    p0, p1 = Vector(p0), Vector(p1)
    ax = p1 - p0
    L = ax.length
    q = ax.to_track_quat("Z", "Y").to_matrix().to_4x4()
    t = np.linspace(0, 1, turns * 16)
    P = np.stack([r * np.cos(t * turns * 6.283), r * np.sin(t * turns * 6.283), t * L], -1)
    with xf(Matrix.Translation(p0) @ q):
        tube(name, P, wire, mat, seg=7, straight=True)
