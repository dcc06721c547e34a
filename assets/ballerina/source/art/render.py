"""Renders one scene inside Blender: blender -b -P render.py -- SCENE QUALITY FOLDER (script/art does that).

Leaves in FOLDER: guide.exr (normals, albedo, gloss, roughness), pos.exr (depth at twice the size), one LAYER.exr a light, and scene.json
(size, camera, lamps: what haze and the program need to know).
"""
import json
import pathlib
import random
import sys
from dataclasses import dataclass, field

import bpy
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from art import poster, stills  # noqa: E402  (found by the line above)
from art.stage import INFO  # noqa: E402

SCENES = {
    "portrait": lambda: poster.scene_poster("portrait"),
    "landscape": lambda: poster.scene_poster("landscape"),
    "portrait_plate": lambda: poster.scene_plate("portrait"),
    "landscape_plate": lambda: poster.scene_plate("landscape"),
    **{name: make for name, make in vars(stills).items() if name.startswith("still_") and name != "still_common"},
}


@dataclass
class Quality:
    """Samples a light, and what is rendered of the full size."""

    samples: dict
    guide: int
    adaptive: float  # noise at which a pixel is done; 0 takes all samples everywhere
    scale: float = 1.0
    scales: dict = field(default_factory=dict)  # for scenes that differ


QUALITIES = {
    "preview": Quality(dict(default=24), guide=2, adaptive=0, scale=0.25),
    # The portrait and the stills are enlarged by a third afterwards, which grain and glare forgive; not the dancer, who is small and shown large, nor her
    # who aims, whose outline stands before the brightest of walls.
    "final": Quality(
        dict(default=30, ambient=20, headlight=20, stage_lamp=90, back_lamp=60, all=26),
        guide=4,
        adaptive=0.012,
        scale=0.75,
        scales={"landscape": 1.0, "landscape_plate": 1.0, "still_ballerina": 1.0, "still_aim": 1.5, "still_aim_upright": 1.5},
    ),
}


def only_light(layer):
    """Switches every light off but those of one layer; None: all of them."""
    scene = bpy.context.scene
    for name, light in INFO["lights"].items():
        for material in (bpy.data.materials[m] for m in light["mats"]):
            material.node_tree.nodes["E"].inputs["Strength"].default_value = material["on"] if name == layer else 0.0
        for lamp in light["objs"]:
            bpy.data.objects[lamp].hide_render = name != layer
    background = scene.world.node_tree.nodes["Background"]
    colour = INFO["lights"].get(layer, {}).get("world")
    background.inputs["Color"].default_value = (*(colour or (0, 0, 0)), 1)
    background.inputs["Strength"].default_value = 1.0 if colour else 0.0


def set_sampling(samples, adaptive):
    cycles = bpy.context.scene.cycles
    cycles.device, cycles.seed, cycles.use_denoising = "CPU", 11, False
    cycles.samples = samples
    cycles.use_adaptive_sampling = adaptive > 0
    cycles.adaptive_threshold, cycles.adaptive_min_samples = max(adaptive, 0.001), min(12, samples)
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces, cycles.transmission_bounces = 3, 1, 2, 2
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect, cycles.sample_clamp_direct, cycles.blur_glossy = 3.0, 1.5, 0.6


def render_to(path, samples, size, passes, exact=False, adaptive=0.0):
    """One OpenEXR file. `exact`: one value a pixel, in 32 bits, without a filter, as positions need."""
    scene = bpy.context.scene
    set_sampling(samples, adaptive)
    scene.cycles.pixel_filter_type, scene.cycles.filter_width = ("BOX", 0.01) if exact else ("BLACKMAN_HARRIS", 1.5)
    view = scene.view_layers[0]
    for name in ("z", "normal", "position", "diffuse_color", "glossy_color", "emit"):
        setattr(view, "use_pass_" + name, name in passes)
    if not view.aovs:
        roughness = view.aovs.add()
        roughness.name, roughness.type = "rough", "VALUE"
    scene.render.use_persistent_data = True
    scene.render.resolution_percentage = 100
    scene.render.resolution_x, scene.render.resolution_y = size
    scene.view_settings.view_transform = "Raw"
    image = scene.render.image_settings
    image.file_format, image.exr_codec, image.color_depth = "OPEN_EXR_MULTILAYER", "ZIP", "32" if exact else "16"
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def tell(folder, name, layers, size):
    """Writes scene.json."""
    camera = bpy.context.scene.camera
    bpy.context.view_layer.update()
    projection = camera.calc_matrix_camera(bpy.context.evaluated_depsgraph_get(), x=size[0], y=size[1])
    told = {
        "scene": name,
        "size": size,
        "layers": layers,
        "cam_world": [list(row) for row in camera.matrix_world],
        "proj": [list(row) for row in projection],
        "lights": {n: {k: v for k, v in light.items() if k in ("tubes", "spots", "world")} for n, light in INFO["lights"].items()},
    }
    (folder / "scene.json").write_text(json.dumps(told, indent=1))


def main():
    name, quality, folder = sys.argv[sys.argv.index("--") + 1 :]
    quality, folder = QUALITIES[quality], pathlib.Path(folder)
    random.seed(7)
    np.random.seed(7)
    layers = SCENES[name]()
    full, scale = bpy.context.scene.render, quality.scales.get(name, quality.scale)
    size = [int(side * scale / 2) * 2 for side in (full.resolution_x, full.resolution_y)]
    tell(folder, name, layers, size)
    only_light(None)
    render_to(folder / "guide.exr", quality.guide, size, ("normal", "diffuse_color", "glossy_color"))
    render_to(folder / "pos.exr", 1, [2 * side for side in size], ("position", "z"), exact=True)
    for layer in layers:
        only_light(layer)
        render_to(folder / f"{layer}.exr", quality.samples.get(layer, quality.samples["default"]), size, ("emit",), adaptive=quality.adaptive)


if __name__ == "__main__":
    main()
