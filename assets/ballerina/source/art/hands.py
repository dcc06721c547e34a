"""Hands, bare or gloved: closed on a bar, around the grip of a pistol, laid on something."""
import math

from mathutils import Vector

from .geometry import ball, fuse, tube


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
