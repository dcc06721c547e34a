"""The form in which art is committed: a folder of light layers (README.md of assets/ballerina/poster says why these formats), and flat stills."""
import json

import numpy as np
from PIL import Image

from . import develop, look
from .depth import depth_code, depth_range, for_a_camera

CHANNELS = ("red", "green", "blue")
# The channel of emissive_mask.png that is a light's glass.
MASKS = {"tube_key": "red", "tube_rim": "green", "headlight": "blue", "hanging_tube": "red", "far_tube": "green", "tubes": "red"}
JPEG = {"quality": 95, "subsampling": 0}  # nearly all of the picture is one red: chroma is the picture
NOTES = "linear = srgb_to_linear(image) * scale; final = sum(layer_i * flicker_i) -> exposure -> bloom -> vignette -> ACES -> sRGB -> grain"


def _save(path, bytes_, **how):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(bytes_).save(path, **how)


def _layers(made, folder, size, prefix="", clipped=0.25, exposure=1.0):
    """Writes each light's layer and gives its entry of layers.json. So many percent of a layer, the brightest, are clipped."""
    entries = {}
    for k, (name, layer) in enumerate(made.layers.items()):
        scale = float(np.clip(np.percentile(layer.body.max(-1), 100 - clipped), 0.02, 1.5))
        # Enlarged as code: in linear light what is bright would have a dark ring.
        code = look.resized(look.to_srgb(np.minimum(layer.body / scale, 1)).astype(np.float32), *size)
        _save(folder / f"{prefix}{name}.jpg", look.to_bytes(code, seed=k), **JPEG)
        entries[name] = {"file": f"{prefix}{name}.jpg", "scale": round(scale * exposure, 5)}
    return entries


def _mask(made, folder, size, entries, exposure):
    """Writes how much of each pixel is which lamp's glass, and adds to the entries of layers.json how bright that is."""
    mask = np.zeros(made.depth.shape + (3,), np.float32)
    for name, layer in made.layers.items():
        hottest = layer.glass.reshape(-1, 3)[layer.glass.max(-1).argmax()] if layer.glass.max() > 0 else np.zeros(3)
        entries[name]["emitter_radiance"] = [round(float(v) * exposure, 3) for v in hottest]
        if name in MASKS:
            entries[name]["emitter_mask"] = MASKS[name]
            mask[..., CHANNELS.index(MASKS[name])] = layer.cover
    _save(folder / "emissive_mask.png", look.to_bytes(np.clip(look.resized(mask, *size), 0, 1), dither=False), optimize=True)


def _guides(made, folder, size):
    """Normals in view space, albedo, gloss, roughness, all at half size."""
    half = (size[0] // 2, size[1] // 2)
    camera = np.array(made.scene["cam_world"])[:3, :3].astype(np.float32)
    length = np.linalg.norm(made.normals, axis=-1, keepdims=True)
    normals = look.resized(np.where(length > 0.01, made.normals / np.maximum(length, 1e-4), 0) @ camera, *half)
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-4)
    _save(folder / "guides/normal.jpg", look.to_bytes(normals * 0.5 + 0.5, dither=False), **JPEG)
    _save(folder / "guides/albedo.jpg", look.to_bytes(look.to_srgb(np.clip(look.resized(made.albedo, *half), 0, 1))), **JPEG)
    gloss = look.resized(made.gloss, *half).mean(-1)
    _save(folder / "guides/specular.jpg", look.to_bytes(look.to_srgb(np.clip(gloss, 0, 1))), quality=95)
    _save(folder / "guides/roughness.jpg", look.to_bytes(np.clip(look.resized(made.roughness, *half), 0, 1)), quality=95)
    return {name: f"guides/{name}.jpg" for name in ("normal", "albedo", "specular", "roughness")}


def deliver_layers(made, folder, size, plate=None, exposure=1.0):
    """A folder of light layers at `size` (width, height), exposed so much longer than rendered; with the plate of the same room, where there is one."""
    depth = look.resized(made.depth, *size)
    near, far = depth_range(depth)
    code = depth_code(depth, near, far)
    _save(folder / "guides/depth.png", look.to_bytes(code if plate else for_a_camera(code), dither=False), optimize=True)
    # What burns in a still may be small: a dancer on a stage, a tube at the end of a corridor.
    entries = _layers(made, folder, size, clipped=0.25 if plate else 0.01, exposure=exposure)
    _mask(made, folder, size, entries, exposure)
    told = {
        "scene": made.scene["scene"],
        "layers": entries,
        "notes": NOTES,
        "depth": {"near": near, "far": far, "encoding": "v = (1/z - 1/far)/(1/near - 1/far); 1 = near, 0 = far; z = camera-space metres"},
        "emissive_mask": "channel emitter_mask of it is a light's own glass; add mask*emitter_radiance",
        "camera": {"world": made.scene["cam_world"], "proj": made.scene["proj"]},
        "lights": made.scene["lights"],
        "size": list(size),
        "haze_density": develop.HAZE,
        "guides": {**_guides(made, folder, size), "depth": "guides/depth.png"},
    }
    if plate:
        told["plate"] = {"depth": "plate/depth.png", "layers": _layers(plate, folder, size, "plate/")}
        _save(folder / "plate/depth.png", look.to_bytes(depth_code(look.resized(plate.depth, *size), near, far), dither=False), optimize=True)
    (folder / "layers.json").write_text(json.dumps(told, indent=1) + "\n")


def deliver_still(made, path, size):
    """A finished still as PNG, and its depth (16 bits, 1 is near) beside it as NAME_depth.png."""
    light = sum(develop.with_soft_glass(layer) for layer in made.layers.values())
    picture = np.clip(look.resized(look.finished(light).astype(np.float32), *size), 0, 1)
    _save(path, look.to_bytes(picture), optimize=True)
    near, far = depth_range(made.depth)
    depth = np.clip(look.resized(depth_code(made.depth, near, far).astype(np.float32), *size), 0, 1)
    _save(path.with_name(path.stem + "_depth.png"), np.rint(depth * 65535).astype(np.uint16), optimize=True)
