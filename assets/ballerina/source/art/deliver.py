"""The form in which art is committed: a poster's folder (README.md of assets/ballerina/poster says why these formats), and stills."""
import json

import numpy as np
from PIL import Image

from . import develop, look

MASKS = {"tube_key": "red", "tube_rim": "green", "headlight": "blue"}  # the channel of emissive_mask.png that is a light's glass
JPEG = {"quality": 95, "subsampling": 0}  # nearly all of the picture is one red: chroma is the picture
NOTES = "linear = srgb_to_linear(image) * scale; final = sum(layer_i * flicker_i) -> exposure -> bloom -> vignette -> ACES -> sRGB -> grain"


def _save(path, bytes_, **how):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(bytes_).save(path, **how)


def depth_range(depth):
    """The nearest and the farthest metre that the depth map tells apart."""
    return float(depth.min()), float(min(np.percentile(depth, 99.5), 40))


def depth_code(depth, near, far):
    """1 at `near`, 0 at `far`, linear in 1 / distance."""
    return np.clip((1 / depth - 1 / far) / (1 / near - 1 / far), 0, 1)


def _layers(made, folder, size, prefix=""):
    """Writes each light's layer and gives its entry of layers.json. The brightest 0.25 % of a layer are clipped."""
    entries = {}
    for k, (name, layer) in enumerate(made.layers.items()):
        picture = look.resized(layer.body, *size)
        scale = float(np.clip(np.percentile(picture.max(-1), 99.75), 0.02, 1.5))
        _save(folder / f"{prefix}{name}.jpg", look.to_bytes(look.to_srgb(picture / scale), seed=k), **JPEG)
        entries[name] = {"file": f"{prefix}{name}.jpg", "scale": round(scale, 5)}
    return entries


def _guides(made, folder, size, near, far):
    """Normals in view space, albedo, gloss, roughness at half size, and depth."""
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
    _save(folder / "guides/depth.png", look.to_bytes(depth_code(look.resized(made.depth, *size), near, far)), optimize=True)
    return {name: f"guides/{name}.{'png' if name == 'depth' else 'jpg'}" for name in ("normal", "depth", "albedo", "specular", "roughness")}


def deliver_poster(made, plate, folder, size):
    """A poster's folder at `size` (width, height), with the plate of the same room."""
    near, far = depth_range(look.resized(made.depth, *size))
    entries, mask = _layers(made, folder, size), np.zeros(made.depth.shape + (3,), np.float32)
    for name, layer in made.layers.items():
        hottest = layer.glass.reshape(-1, 3)[layer.glass.max(-1).argmax()] if layer.glass.max() > 0 else np.zeros(3)
        entries[name]["emitter_radiance"] = [round(float(v), 3) for v in hottest]
        if name in MASKS:
            entries[name]["emitter_mask"] = MASKS[name]
            mask[..., list(MASKS).index(name)] = layer.cover
    _save(folder / "emissive_mask.png", look.to_bytes(np.clip(look.resized(mask, *size), 0, 1), dither=False), optimize=True)
    guides = _guides(made, folder, size, near, far)
    behind = _layers(plate, folder, size, "plate/")
    _save(folder / "plate/depth.png", look.to_bytes(depth_code(look.resized(plate.depth, *size), near, far)), optimize=True)
    told = {
        "scene": made.scene["scene"],
        "layers": entries,
        "notes": NOTES,
        "depth": {"near": near, "far": far, "encoding": "v = (1/z - 1/far)/(1/near - 1/far); 1 = near, 0 = far; z = camera-space metres"},
        "emissive_mask": "R=tube_key G=tube_rim B=headlamp lens; add mask*emitter_radiance of that layer",
        "camera": {"world": made.scene["cam_world"], "proj": made.scene["proj"]},
        "lights": made.scene["lights"],
        "size": list(size),
        "haze_density": develop.HAZE,
        "guides": guides,
        "plate": {"depth": "plate/depth.png", "layers": behind},
    }
    (folder / "layers.json").write_text(json.dumps(told, indent=1) + "\n")


def deliver_still(made, path, size):
    """A finished still as PNG, and its depth (16 bits, 1 is near) beside it as NAME_depth.png."""
    light = sum(develop.with_soft_glass(layer) for layer in made.layers.values())
    picture = np.clip(look.resized(look.finished(light).astype(np.float32), *size), 0, 1)
    _save(path, look.to_bytes(picture), optimize=True)
    near, far = depth_range(made.depth)
    depth = np.clip(look.resized(depth_code(made.depth, near, far).astype(np.float32), *size), 0, 1)
    _save(path.with_name(path.stem + "_depth.png"), np.rint(depth * 65535).astype(np.uint16), optimize=True)
