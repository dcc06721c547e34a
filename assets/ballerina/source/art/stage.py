"""Lamps by layer, camera and world. INFO collects what the haze and the program must know of the lamps."""
import math

import bpy
from mathutils import Vector

from .geometry import world
from .materials import MATS, emitter
from .places import fluorescent

RED, RED2, WARM, COOL = (1.0, 0.050, 0.036), (1.0, 0.032, 0.050), (1.0, 0.72, 0.42), (0.45, 0.62, 1.0)
INFO = dict(lights={}, camera={})


def reset():
    """An empty scene for Cycles."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    MATS.clear()
    INFO["lights"] = {}
    sc = bpy.context.scene
    sc.render.engine = "CYCLES"
    w = bpy.data.worlds.new("w")
    sc.world = w
    w.use_nodes = True
    return sc


def light_layer(name, **kw):
    """The lamps of one layer, which is made where there is none."""
    INFO["lights"].setdefault(name, dict(tubes=[], spots=[], mats=[], objs=[], world=None))
    INFO["lights"][name].update(kw)
    return INFO["lights"][name]


def add_tube(M, layer, p0, p1, color, strength, r=0.0135, back=(0, 1, 0), housing=True):
    """A fluorescent tube that burns in `layer`, seen by the camera and told to the haze."""
    m = emitter("glass_" + layer, color, strength)
    fluorescent(M, layer, p0, p1, m, r, back, housing)
    l = light_layer(layer)
    l["mats"].append(m.name)
    l["tubes"].append(dict(p0=list(world(p0)), p1=list(world(p1)), color=color, strength=strength, r=r))


def add_spot(layer, pos, direction, color, watts, angle, blend=0.5, radius=0.04, haze=1.0):
    """A spot lamp; `haze` is how much of its beam hangs in the air."""
    li = bpy.data.lights.new(layer, "SPOT")
    li.energy = watts
    li.color = color
    li.spot_size = math.radians(angle)
    li.spot_blend = blend
    li.shadow_soft_size = radius
    o = bpy.data.objects.new(layer, li)
    bpy.context.scene.collection.objects.link(o)
    p, d = Vector(pos), Vector(direction).normalized()
    o.location = p
    o.rotation_euler = d.to_track_quat("-Z", "Y").to_euler()
    l = light_layer(layer)
    l["objs"].append(o.name)
    l["spots"].append(dict(pos=list(p), dir=list(d), color=color, watts=watts, angle=angle, blend=blend, haze=haze))


def add_area(layer, pos, target, size, color, watts, hidden=True):
    """soft box; `hidden` = not seen by the camera (a film set's flagged kicker)."""
    li = bpy.data.lights.new(layer, "AREA")
    li.energy = watts
    li.color = color
    li.shape = "RECTANGLE"
    li.size, li.size_y = size
    o = bpy.data.objects.new(layer, li)
    bpy.context.scene.collection.objects.link(o)
    o.location = pos
    o.rotation_euler = (Vector(target) - Vector(pos)).to_track_quat("-Z", "Y").to_euler()
    o.visible_camera = not hidden
    light_layer(layer)["objs"].append(o.name)


def set_world(layer, color):
    """The light from everywhere, in one layer."""
    light_layer(layer)["world"] = color


def camera(pos, target_x, fov_v, shift_center_z, w, h, look=None):
    """level camera with vertical lens shift (keeps verticals straight); look=(target) tilts instead."""
    cd = bpy.data.cameras.new("cam")
    o = bpy.data.objects.new("cam", cd)
    bpy.context.scene.collection.objects.link(o)
    bpy.context.scene.camera = o
    cd.sensor_fit = "VERTICAL"
    cd.sensor_height = 24.0
    cd.lens = 12.0 / math.tan(math.radians(fov_v) / 2)
    o.location = pos
    p = Vector(pos)
    if look is not None:
        o.rotation_euler = (Vector(look) - p).to_track_quat("-Z", "Y").to_euler()
    else:
        d = Vector((target_x - p.x, -p.y, 0))
        o.rotation_euler = d.to_track_quat("-Z", "Y").to_euler()
        dist = d.length
        cd.shift_y = (shift_center_z - p.z) / (2 * dist * math.tan(math.radians(fov_v) / 2))
    bpy.context.scene.render.resolution_x, bpy.context.scene.render.resolution_y = w, h
    cd.clip_end = 200
    return o


def dof(cam, focus, fstop):
    """Depth of field: focus in metres, and the f-number."""
    cam.data.dof.use_dof = True
    cam.data.dof.focus_distance = focus
    cam.data.dof.aperture_fstop = fstop
