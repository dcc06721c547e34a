"""OpenEXR files as Blender leaves them to light layers, guides and stills, all linear floats."""
import json
from dataclasses import dataclass, field

import numpy as np
import OpenImageIO

from .denoise import denoised
from .haze import haze, rays
from .look import halved

F32 = np.float32
FARTHEST = 60.0  # metres; the sky of a room
HAZE = 0.015  # scattering, 1/m


@dataclass
class Layer:
    """What one light gives: `body` without the lamps' own glass, which is `glass` (its radiance) and `cover` (how much of a pixel it is)."""

    body: np.ndarray
    glass: np.ndarray
    cover: np.ndarray
    seconds: float = 0.0


@dataclass
class Developed:
    """A scene, developed. Pictures are (h, w) or (h, w, channels), linear; depth is metres along the camera's axis."""

    scene: dict
    normals: np.ndarray
    albedo: np.ndarray
    gloss: np.ndarray
    roughness: np.ndarray
    depth: np.ndarray
    layers: dict = field(default_factory=dict)


class Passes:
    """The passes of one OpenEXR file, by their short names."""

    def __init__(self, path):
        file = OpenImageIO.ImageInput.open(str(path))
        if file is None:
            raise SystemExit(f"art: {path} cannot be read: {OpenImageIO.geterror()}")
        self._names = list(file.spec().channelnames)
        self._pixels = file.read_image(OpenImageIO.FLOAT)
        file.close()

    def take(self, name, components):
        """The channels of a pass, such as ("Normal", "XYZ"); the view layer's name before it does not count."""
        places = []
        for component in components:
            found = [k for k, channel in enumerate(self._names) if channel.split(".")[-2:] == [name, component]]
            if not found:
                raise SystemExit(f"art: no pass {name}.{component} among {', '.join(self._names)}")
            places.append(found[0])
        picture = self._pixels[..., places].astype(F32)
        return picture[..., 0] if len(components) == 1 else picture

    def only(self, name):
        """A pass of one channel, whatever that channel is called."""
        return self._pixels[..., next(k for k, channel in enumerate(self._names) if name in channel.split("."))].astype(F32)


def _layer(folder, scene, name, guides, distance, density):
    passes = Passes(folder / f"{name}.exr")
    whole, glass = passes.take("Combined", "RGB"), passes.take("Emit", "RGB")
    normals, albedo, depth = guides
    body = denoised(np.maximum(whole - glass, 0), normals, albedo, depth, levels=5 if name == "ambient" else 4)
    bright = glass.max(-1)
    cover = np.zeros_like(bright)
    if bright.max() > 0:
        # Over the typical radiance of the glass, not over its hottest pixel.
        cover = np.clip(bright / np.percentile(bright[bright > 0.5 * bright.max()], 50), 0, 1)
    return Layer(body + haze(scene, name, distance, density), glass, cover)


def develop(folder, density=HAZE):
    """Reads what render.py has left in `folder` and makes it ready to be delivered."""
    scene = json.loads((folder / "scene.json").read_text())
    guide, place = Passes(folder / "guide.exr"), Passes(folder / "pos.exr")
    normals, albedo, gloss = guide.take("Normal", "XYZ"), guide.take("DiffCol", "RGB"), guide.take("GlossCol", "RGB")
    fine = np.minimum(place.take("Depth", "Z"), FARTHEST)
    distance = fine / rays(scene, fine.shape[1], fine.shape[0])[2]
    depth = halved(fine)
    made = Developed(scene, normals, albedo, gloss, guide.only("rough"), depth)
    for name in scene["layers"]:
        made.layers[name] = _layer(folder, scene, name, (normals, gloss * 0.7 + albedo, depth), distance, density)
    return made


def with_soft_glass(layer, shown=6.0):
    """Body and glass as a finished still shows them: a red tube at a radiance of 6, not of 60, so that its edge stays smooth; bloom makes it hot."""
    glass = layer.glass
    lit = glass.max(-1)
    if not (lit > 1e-3).any():
        return layer.body
    peak = np.percentile(lit[lit > 1e-3], 90)
    is_red = glass[..., 1] < 0.3 * glass[..., 0]
    return layer.body + glass * np.where(is_red & (peak > shown), shown / max(peak, 1e-6), 1.0)[..., None].astype(F32)
