"""Adds a delivered poster up again in numpy: the recipe that the program's shaders follow, for comparing and for trying out mixes."""
import json

import numpy as np
from PIL import Image

from . import look

MIX = {"ambient": 1.3, "tube_key": 1.0, "tube_rim": 1.0, "headlight": 1.0}
CHANNEL = {"red": 0, "green": 1, "blue": 2}
SHOWN, FOR_GLARE = 7.0, 24.0  # radiance of the hottest glass: in the picture, and in what feeds the glare


def _read(folder, file):
    return np.asarray(Image.open(folder / file), np.float32) / 255


def compose(folder, mix=None, exposure=0.8):
    """The finished picture, sRGB 0..1, of the lights at the levels of `mix`; without grain."""
    told, mix = json.loads((folder / "layers.json").read_text()), {**MIX, **(mix or {})}
    mask = _read(folder, "emissive_mask.png")
    light = glare = 0
    for name, layer in told["layers"].items():
        light = light + look.from_srgb(_read(folder, layer["file"])) * layer["scale"] * mix.get(name, 1.0)
        if "emitter_mask" not in layer:
            continue
        radiance = np.array(layer["emitter_radiance"], np.float32)
        hottest = max(radiance.max(), 1e-6)
        glass = mask[..., CHANNEL[layer["emitter_mask"]], None] * radiance * mix.get(name, 1.0)
        light = light + glass * min(1, SHOWN / hottest)
        glare = glare + glass * min(1, FOR_GLARE / hottest)
    height, width = light.shape[:2]
    x, source = light * exposure, (np.maximum(light, 0) + glare) * exposure
    x = x + (look.bloom(source, 1.0, 1.0, max(height, width) / 2560) - source) * 0.12
    return look.to_srgb(look.filmic(look.contrasted(x * look.vignette(height, width, 0.45), 1.35)))
