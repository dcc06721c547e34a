"""Boots."""
import math

import numpy as np
from mathutils import Matrix, Vector

from .geometry import T, box, tube, xf, xloft


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
