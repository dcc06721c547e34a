"""Hands, bare or gloved: closed on a bar, around the grip of a pistol, laid on something."""
import math

from mathutils import Vector

from .geometry import ball, fuse, tube


def _closed(w, around, mat, fingers, first):
    """Palm and fingers of a hand around something. `around(angle, along, more)` are points on the ring of its fingers: 180 towards the wrist, 90 where the
    knuckles are, 0 away from the wrist; along it the fingers lie below 0, the forefinger at `first`; `more`: further out."""
    heel = around(140, -0.050, 0.004)
    obs = [
        tube("palm", [w, w.lerp(around(165, -0.030), 0.6), around(160, -0.028)], [0.026, 0.029, 0.022], mat, seg=14),
        tube("heel", [w.lerp(heel, 0.4), heel, around(95, -0.056)], [0.024, 0.018, 0.014], mat, seg=12),
        tube("back", [around(150, -0.012), around(110, -0.016), around(80, -0.024)], [0.020, 0.017, 0.012], mat, seg=12),
    ]
    for k in fingers:
        z = first - 0.0195 * k
        P = [around(a, z - 0.004 * (1 - math.sin(math.radians(a)))) for a in (120, 85, 45, 5, -40, -75)]
        obs.append(tube("finger", P, [0.0125, 0.0115, 0.011, 0.0105, 0.0095, 0.008], mat, seg=10))
    return obs


def hand_grip(M, wrist, bar, bar_dir, mat):
    """A gloved hand closed on a bar: `bar` is the middle of its grip, `bar_dir` points to its end, where the little finger is."""
    w, c, u = Vector(wrist), Vector(bar), Vector(bar_dir).normalized()
    back = w - c
    back = (back - u * back.dot(u)).normalized()
    up = u.cross(back)
    up = -up if up.z < 0 else up

    def around(angle, z, more=0.0):
        a = math.radians(angle)
        return c - u * (0.037 + z) + (up * math.sin(a) - back * math.cos(a)) * (0.028 + more)

    obs = _closed(w, around, mat, range(4), -0.008)
    obs += [ball("knuckle", around(104, -0.008 - 0.0195 * k, 0.004), 0.0122, mat, seg=14) for k in range(4)]
    P = [around(170, -0.006), around(215, 0.008), around(262, 0.012), around(305, 0.010)]
    obs.append(tube("thumb", P, [0.0145, 0.0130, 0.0110, 0.0090], mat, seg=10))
    return fuse("glove", obs, mat, voxel=0.0025, smooth=1)


def hand_on_grip(M, wrist, grip, mat, side, outside=0.0, points=True):
    """A gloved hand around the grip of a pistol that points to +X, `grip` where the frame's rear meets it. `outside`: how much further out it lies, round the
    other hand; `points`: its forefinger lies on the trigger."""
    w, g = Vector(wrist), Vector(grip)
    rx, ry, slant = 0.033 + outside, 0.025 + outside, 0.22  # around the grip, which leans back towards its foot

    def around(angle, z, more=0.0):
        a = math.radians(angle)
        return g + Vector((-0.002 + slant * z + (rx + more) * math.cos(a), side * (ry + more) * math.sin(a), z))

    obs = _closed(w, around, mat, range(1 if points else 0, 4), -0.014 if points else -0.008)
    if points:
        P = [around(95, -0.008), around(60, -0.004), g + Vector((0.044, side * 0.016, -0.006)), g + Vector((0.056, side * 0.002, -0.009))]
        obs.append(tube("forefinger", P, [0.0125, 0.0115, 0.0100, 0.0085], mat, seg=10))
    P = [around(170, -0.010), around(215, 0.004), g + Vector((0.018, -side * (ry - 0.004), 0.010)), g + Vector((0.046, -side * (ry - 0.008), 0.012))]
    obs.append(tube("thumb", P, [0.0145, 0.0130, 0.0110, 0.0090], mat, seg=10))
    return fuse("glove", obs, mat, voxel=0.003, smooth=1)


def hand_flat(M, wrist, fwd, normal, mat, curl=0.5, side=1, spread=0.10, dome=None):
    """A relaxed hand, perhaps laid on something: `fwd` is where the fingers point, `normal` where its back looks. `dome`: centre and radius of what is round
    and lies under it; the hand follows it."""
    w, f, n = Vector(wrist), Vector(fwd).normalized(), Vector(normal).normalized()
    n = (n - f * n.dot(f)).normalized()
    outer = n.cross(f) * side  # from the thumb to the little finger

    def part(name, places, radii, lies=False):
        points = [w + f * ahead + outer * aside + n * height for ahead, aside, height in places]
        if dome:
            centre, radius = Vector(dome[0]), dome[1]
            rests = [(radius + r * 0.9) / (p - centre).length for p, r in zip(points, radii)]
            points = [centre + (p - centre) * (rest if lies else max(1, rest)) for p, rest in zip(points, rests)]
        return tube(name, points, radii, mat, seg=12, n=40)

    thumb = [(0.022, -0.022, -0.006), (0.054, -0.044, -0.011), (0.080, -0.053, -0.019 - 0.01 * curl), (0.100, -0.053, -0.024 - 0.02 * curl)]
    obs = [
        part("thumb", thumb, [0.0160, 0.0135, 0.0115, 0.0085]),
        part("ball", [(0.008, -0.010, -0.006), (0.045, -0.030, -0.010)], [0.016, 0.015]),
    ]
    for k, (length, knuckle, height) in enumerate(((0.066, 0.085, 0.001), (0.074, 0.090, 0.004), (0.069, 0.086, 0.002), (0.054, 0.078, -0.003))):
        aside = -0.031 + 0.0207 * k
        palm = [(-0.020, -0.013 + 0.0087 * k, 0), (0.035, 0.8 * aside, 0.002), (knuckle, aside, height)]
        obs.append(part("palm", palm, [0.0155, 0.0160, 0.0128]))
        joints = ((0, 0, 0), (0.42, 0.42, 0.08), (0.74, 0.72, 0.42), (0.95, 0.90, 0.82), (1.03, 0.96, 0.97))  # of its length: ahead straight, curled; down
        reach = [straight + 0.5 * curl * (curled - straight) for straight, curled, _ in joints]
        finger = [(knuckle + length * go, aside + length * go * spread * (k - 1.5), height - length * curl * joint[2]) for go, joint in zip(reach, joints)]
        obs.append(part("finger", finger, [0.0124, 0.0113, 0.0106, 0.0090, 0.0040], lies=True))
    return fuse("hand", obs, mat, voxel=0.0025, smooth=1)


def glove_cuff(M, wrist, ahead):
    """What a glove has behind the hand: a cuff that comes out of the sleeve, and its strap."""
    w, a = Vector(wrist), Vector(ahead).normalized()
    tube("cuff", [w + a * k for k in (-0.014, 0.004, 0.022, 0.029)], [0.0345, 0.0335, 0.0315, 0.0285], M["leather"], seg=28, n=20)
    tube("strap", [w + a * k for k in (0.006, 0.007, 0.017, 0.018)], [0.0325, 0.0350, 0.0345, 0.0315], M["leather2"], seg=28, straight=True)
