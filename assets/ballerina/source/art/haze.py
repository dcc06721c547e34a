"""The light that hangs in the air: single scatter of each lamp along each ray of the camera, in closed form."""
import math

import numpy as np
from scipy import ndimage

from .look import halved

F32 = np.float32
TUBE_PARTS = 10  # a tube is so many points


def rays(scene, width, height):
    """The camera's place, each pixel's direction (unit length) and the cosine that turns depth into distance."""
    world, projection = np.array(scene["cam_world"]), np.array(scene["proj"])
    ys, xs = np.mgrid[0:height, 0:width]
    x, y = (xs + 0.5) / width * 2 - 1, 1 - (ys + 0.5) / height * 2
    ahead = np.stack([(x + projection[0][2]) / projection[0][0], (y + projection[1][2]) / projection[1][1], -np.ones_like(x)], -1)
    length = np.linalg.norm(ahead, axis=-1, keepdims=True)
    return world[:3, 3].astype(F32), ((ahead / length) @ world[:3, :3].T).astype(F32), (1 / length[..., 0]).astype(F32)


def _air_light(origin, direction, distance, point):
    """The integral of 1 / r^2 to `point` along the ray from 0 to `distance`, which is (atan((t - b) / h) + atan(b / h)) / h; and h."""
    to_point = np.asarray(point, F32) - origin
    along = direction @ to_point
    apart = np.sqrt(np.maximum(to_point @ to_point - along * along, 1e-5))
    return (np.arctan((distance - along) / apart) + np.arctan(along / apart)) / apart, apart


def _of_tube(tube, origin, direction, distance, density):
    ends, glow = (np.array(tube["p0"]), np.array(tube["p1"])), np.zeros(distance.shape, F32)
    length = np.linalg.norm(ends[1] - ends[0])
    for k in range(TUBE_PARTS):
        light, apart = _air_light(origin, direction, distance, ends[0] + (ends[1] - ends[0]) * (k + 0.5) / TUBE_PARTS)
        glow += light * (apart / np.sqrt(apart * apart + (length / TUBE_PARTS * 0.6) ** 2)) / TUBE_PARTS
    intensity = tube["strength"] * 2 * math.pi * tube["r"] * length * math.pi / (4 * math.pi)  # W/sr, the same in all directions
    return glow[..., None] * np.array(tube["color"], F32) * intensity * density


def _of_spot(spot, origin, direction, distance, density):
    """A cone has no closed form; it is walked through, and only where it is."""
    place, axis = np.array(spot["pos"], F32), np.array(spot["dir"], F32)
    intensity, edge = spot["watts"] / (4 * math.pi * math.pi), math.cos(math.radians(spot["angle"] / 2))
    reach = spot.get("range", 3.0)
    steps = int(48 * max(1, reach / 3))
    nearest = direction @ (place - origin)
    start, stop = np.clip(nearest - reach, 0.05, None), np.minimum(distance, nearest + reach)
    stride, jitter = np.maximum(stop - start, 0) / steps, np.random.default_rng(1).random(distance.shape, dtype=F32)
    glow = np.zeros(distance.shape, F32)
    for k in range(steps):
        from_lamp = origin + direction * (start + (k + jitter) * stride)[..., None] - place
        square = (from_lamp * from_lamp).sum(-1) + 0.004
        inside = np.clip(((from_lamp @ axis) / np.sqrt(square) - edge) / (1 - edge) / max(spot["blend"], 0.05), 0, 1)
        glow += inside * inside * (3 - 2 * inside) / square * stride
    soft = ndimage.gaussian_filter(glow, (1.0, 1.0))[..., None]
    return soft * np.array(spot["color"], F32) * intensity * density * spot.get("haze", 1.0) * 1.6


def haze(scene, layer, fine, density):
    """What the lamps of one layer leave in the air, (h, w, 3) linear, or 0.

    `fine` is distance to the surface at twice the picture's size: the glow of tubes is cut by silhouettes, which needs smooth edges;
    beams are worked out at the picture's own size.
    """
    lamps = scene["lights"].get(layer, {})
    out = 0
    if layer == "ambient":
        return out
    if lamps.get("tubes"):
        origin, direction, _ = rays(scene, fine.shape[1], fine.shape[0])
        out = out + halved(sum(_of_tube(tube, origin, direction, fine, density) for tube in lamps["tubes"]))
    if lamps.get("spots"):
        distance = halved(fine).astype(F32)
        origin, direction, _ = rays(scene, distance.shape[1], distance.shape[0])
        out = out + sum(_of_spot(spot, origin, direction, distance, density) for spot in lamps["spots"])
    return out
