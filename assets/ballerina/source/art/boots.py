"""A rider's boot: sole and heel, foot and shaft in one skin, straps and zip. The shaft follows the leg that stands in it."""
import math

import numpy as np
from mathutils import Matrix, Vector

from .geometry import T, autosmooth, box, catmull, creases, fuse, grid_faces, mesh_obj, tube, xf, xloft

HEEL = 0.024  # how much higher than the ball of the foot the heel stands
TOP, SLANT = 0.70, 0.045  # where the shaft ends on the way from ankle to knee, and how much higher in front than behind
AROUND = 48  # points of a ring

SHAFT = catmull(
    [  # way from ankle to knee, how far the calf lies behind the bone, half depth, half width
        (-0.08, -0.002, 0.044, 0.032),
        (0.02, 0.003, 0.046, 0.036),
        (0.12, 0.006, 0.043, 0.037),
        (0.24, 0.011, 0.045, 0.040),
        (0.38, 0.021, 0.054, 0.047),
        (0.52, 0.029, 0.062, 0.054),
        (0.64, 0.027, 0.063, 0.056),
        (0.76, 0.020, 0.062, 0.056),
        (0.92, 0.008, 0.056, 0.052),
    ],
    80,
)
FOOT = (  # along the foot: middle of the section, half width, half height above and below the middle
    (-0.072, 0, 0.060, 0.010, 0.015, 0.026),
    (-0.064, 0, 0.062, 0.026, 0.045, 0.038),
    (-0.045, 0, 0.064, 0.033, 0.062, 0.042),
    (-0.010, 0, 0.067, 0.035, 0.064, 0.044),
    (0.030, 0, 0.066, 0.036, 0.056, 0.048),
    (0.065, 0, 0.055, 0.037, 0.041, 0.042),
    (0.105, 0, 0.043, 0.041, 0.029, 0.032),
    (0.140, 0, 0.037, 0.040, 0.024, 0.027),
    (0.172, 0, 0.035, 0.032, 0.020, 0.024),
    (0.192, 0, 0.034, 0.020, 0.014, 0.020),
    (0.201, 0, 0.033, 0.008, 0.007, 0.011),
)
SOLE = (  # along the foot, half width
    *((-0.077, 0.004), (-0.071, 0.020), (-0.052, 0.032), (-0.010, 0.033), (0.035, 0.034)),
    *((0.098, 0.044), (0.140, 0.045), (0.174, 0.036), (0.199, 0.020), (0.206, 0.004)),
)


class Leg:
    """The outside of the shaft: around the line from ankle to knee, with the calf behind it."""

    def __init__(self, ankle, knee, toes):
        self.ankle, self.axis = ankle, knee - ankle
        up = self.axis.normalized()
        self.front = (toes - up * toes.dot(up)).normalized()
        self.left = up.cross(self.front)

    def middle(self, way):
        """The middle of the leg at `way` of the way to the knee."""
        return self.ankle + way * self.axis - float(np.interp(way, SHAFT[:, 0], SHAFT[:, 1])) * self.front

    def at(self, way, angle, more=0.0):
        """Points at `way` of the way to the knee and at `angle`, 0 in front; `more` further out. Arrays or numbers."""
        way, angle, more = np.broadcast_arrays(np.asarray(way, float), angle, more)
        behind, depth, width = (np.interp(way, SHAFT[:, 0], SHAFT[:, k]) for k in (1, 2, 3))
        ahead, aside = (depth + more) * np.cos(angle) - behind, (width + more) * np.sin(angle)
        return np.array(self.ankle) + way[..., None] * self.axis + ahead[..., None] * self.front + aside[..., None] * self.left


def shin_in_boot(ankle, knee, toe_dir):
    """Points and radii of a shin, from below the knee to the ankle, that stays inside of the boot."""
    leg = Leg(Vector(ankle), Vector(knee), _level(toe_dir))
    return [leg.middle(way) for way in (0.88, 0.62, 0.25, 0.05)], [0.046, 0.044, 0.033, 0.028]


def _level(direction):
    """A direction along the floor."""
    return Vector((direction[0], direction[1], 0)).normalized()


def _top(angle):
    """Where the shaft ends: its edge is higher before the shin than in the hollow of the knee."""
    return TOP + SLANT * np.cos(angle)


def _shaft(leg, mat, seed):
    """The shaft with its slack, its edge turned inwards so that one sees how thick the leather is."""
    angle = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    part = np.linspace(0, 1, 110)[:, None]
    bottom = SHAFT[0, 0]
    way = bottom + part * (_top(angle) - bottom)
    slack = creases(part, angle, 34, seed, 0.0066, [0.17, 0.25, 0.34]) + creases(part, angle, 10, seed + 1, 0.004, [0.88])
    slack *= np.interp(part, (0, 0.40, 0.55, 0.75, 1), (1, 1, 0.30, 0.45, 0.8))  # the calf fills the leather, the ankle does not
    rows = [leg.at(way, angle, slack)]
    rows += [leg.at(_top(angle) + rise, angle, more)[None] for rise, more in ((0.006, -0.003), (0.002, -0.008), (-0.05, -0.010))]
    rows = np.concatenate(rows)
    faces = grid_faces(len(rows), AROUND) + [tuple(range(AROUND - 1, -1, -1)), tuple((len(rows) - 1) * AROUND + k for k in range(AROUND))]
    return mesh_obj("shaft", rows.reshape(-1, 3), faces, mat)


def _strap(M, leg, way, tilt, buckle_at):
    """A strap around the shaft, `tilt` higher in front, with a buckle at the angle `buckle_at`."""
    angle = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    middle = way + tilt * np.cos(angle)
    rows = np.array([leg.at(middle + across, angle, more) for across, more in ((-0.017, 0.000), (-0.015, 0.0055), (0.015, 0.0055), (0.017, 0.000))])
    autosmooth(mesh_obj("strap", rows.reshape(-1, 3), grid_faces(4, AROUND), M["leather2"]))
    up, outwards = leg.axis.normalized(), leg.front * math.cos(buckle_at) + leg.left * math.sin(buckle_at)
    turn = Matrix((outwards, up.cross(outwards), up)).transposed().to_4x4()
    box("buckle", leg.at(way + tilt * math.cos(buckle_at), buckle_at, 0.007), (0.004, 0.017, 0.020), M["steel"], rot=turn, bev=0.002)


def _lift(x):
    """How high the sole's middle layer lies above the floor: on the heel behind, on the floor under the ball, off it again at the toe."""
    down = np.clip((0.065 - x) / 0.075, 0, 1)
    return HEEL * down * down * (3 - 2 * down) + 0.008 * np.clip((x - 0.13) / 0.08, 0, 1) ** 2


def _layer(name, outline, rows, mat):
    """A layer of the sole: `outline` (n, 2) seen from above, in rows of how much wider it is, how much of the lift it takes part in, how high it lies."""
    centre, V = outline.mean(0), []
    for wider, lifted, height in rows:
        away = outline - centre
        grown = centre + away * (1 + wider / np.linalg.norm(away, axis=1, keepdims=True))
        V.append(np.column_stack([grown, height + lifted * _lift(grown[:, 0])]))
    n = len(outline)
    faces = grid_faces(len(rows), n) + [tuple(range(n - 1, -1, -1)), tuple((len(rows) - 1) * n + k for k in range(n))]
    return autosmooth(mesh_obj(name, np.concatenate(V), faces, mat))


def _sole(M):
    """A sole with a welt, and a heel under it, in the foot's space: the ankle above the origin, the floor at 0."""
    x, half = catmull(SOLE, 60).T
    outline = np.column_stack([np.concatenate([x, x[::-1]]), np.concatenate([-half, half[::-1]])])
    welt = ((-0.003, 1, 0.000), (0.000, 1, 0.003), (0.000, 1, 0.009), (0.003, 1, 0.0095), (0.003, 1, 0.013), (-0.004, 1, 0.015))
    _layer("sole", outline, welt, M["rubber"])
    _layer("heel", outline[outline[:, 0] < -0.012], ((-0.003, 0, 0.000), (-0.001, 0, 0.002), (-0.002, 1, 0.001)), M["rubber"])


def boot(M, ankle, toe_dir, mat, shaft_to):
    """A boot around the joint `ankle`, which lies 0.095 above its floor; its toes point along `toe_dir`, its shaft reaches up towards the knee `shaft_to`."""
    ankle, toes = Vector(ankle), _level(toe_dir)
    leg = Leg(ankle, Vector(shaft_to), toes)
    with xf(T(ankle.x, ankle.y, ankle.z - 0.095) @ Matrix.Rotation(math.atan2(toes.y, toes.x), 4, "Z")):
        _sole(M)
        foot = xloft("boot", [(x, y, z + 0.6 * _lift(x), *rest) for x, y, z, *rest in FOOT], mat, 36, exp=2.4)
    fuse("boot", [foot, _shaft(leg, mat, int(abs(ankle.y) * 999))], mat, voxel=0.004, smooth=2)
    outside = math.copysign(math.pi / 2, leg.left.dot(Vector((0, ankle.y, 0))))
    _strap(M, leg, 0.585, 0.02, outside * 0.9)
    _strap(M, leg, 0.10, 0.05, outside * 0.8)
    ways = np.linspace(0.10, _top(outside) - 0.01, 60)
    tube("zip", leg.at(ways, -outside * 1.15, 0.001), 0.003, M["steel"], seg=6, straight=True)
