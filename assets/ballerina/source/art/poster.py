"""The poster's scene in both shapes, and the same room without rider and machine."""
import bpy
import numpy as np
from mathutils import Vector

from .geometry import R, T, XF, box, tube, xf
from .materials import emitter, hot_center, make_materials
from .motorcycle import BIKE_AZ, lamp_of, motorcycle
from .places import underpass
from .props import helmet
from .rider import rider
from .stage import COOL, INFO, RED, RED2, WARM, add_area, add_spot, add_tube, camera, light_layer, reset, set_world

HELMET = (0.055, 0.035, 1.062)  # in the machine's space, on its tank
RIM_SPOT = Vector((1.0, 1.55, 2.75))


def _subject(M, lamp):
    """Rider and machine, with the helmet between them; gives where her face is, and the machine's lamp and its direction."""
    with xf(T(0.05, 0, 0) @ R(270 - BIKE_AZ, "Z") @ R(-1.2, "X")):
        turned = motorcycle(M, steer=9, lamp_mat=lamp)[2]
        helmet(M, HELMET, yaw=24, pitch=6)
        grip, along = turned @ Vector((0.228, -0.305, 0.993)), turned.to_3x3() @ Vector((-0.057, -0.12, -0.015))
        head = rider(M, grip, along, HELMET, head_yaw=-16, head_pitch=2, lean=0.045)
        return XF[-1] @ (head + Vector((0.07, 0.0, -0.01))), *lamp_of(turned)


def _services(M):
    """What hangs on the wall: conduits and their clips, junction boxes, pipes, the torn-off tube's cables."""
    for k, (z, r) in enumerate(((3.36, 0.034), (3.46, 0.022), (3.62, 0.055))):
        tube("conduit", [(-9, -0.10, z), (9, -0.10, z)], r, M["pipe"], n=2, seg=16)
        for x in np.arange(-6, 6, 1.15):
            box("clip", (x + 0.1 * k, -0.06, z), (0.03, 0.12, r * 2 + 0.03), M["steel"], bev=0.004)
    hang = [(-1.04, -0.10, 1.36), (-1.18, -0.11, 1.14), (-1.24, -0.09, 1.40), (-1.22, -0.05, 2.1), (-1.30, -0.05, 3.36)]
    across = [(-1.30, -0.05, 3.36), (-1.05, -0.07, 3.02), (-0.2, -0.06, 3.12), (0.6, -0.07, 3.28), (0.95, -0.05, 3.36)]
    tube("drop", [(0.95, -0.06, 3.36), (0.95, -0.06, 3.05), (0.95, -0.08, 2.86), (0.92, -0.10, 2.72)], 0.010, M["cable"], seg=8)
    tube("hang", hang, 0.009, M["cable"], seg=8, n=60)
    tube("hang2", across, 0.008, M["cable"], seg=8, n=60)
    box("jbox", (0.95, -0.05, 3.10), (0.13, 0.10, 0.18), M["white"], bev=0.01)
    box("jbox2", (-1.30, -0.05, 3.05), (0.10, 0.09, 0.14), M["pipe"], bev=0.01)
    tube("vpipe", [(1.62, -0.10, -0.1), (1.62, -0.10, 5)], 0.045, M["pipe"], n=2, seg=18)
    tube("vpipe2", [(1.76, -0.08, 0.3), (1.76, -0.08, 3.4)], 0.016, M["pipe"], n=2, seg=12)


def _kickers(face):
    """Lamps that the camera does not see: what a gaffer would add beside the practical tubes."""
    add_area("tube_key", (-2.1, 1.15, 2.25), (-0.15, 0, 1.05), (0.10, 1.7), RED, 150)
    add_area("tube_key", (-0.1, 1.5, 3.0), (0.05, 0, 1.1), (1.8, 0.10), RED, 150)
    add_area("tube_rim", (1.75, 1.10, 1.75), (0.05, 0, 0.95), (0.10, 1.9), RED2, 300)
    set_world("ambient", (0.007, 0.011, 0.019))
    add_area("ambient", (-2.6, -1.2, 4.6), (0, 0, 0.7), (2.5, 1.2), COOL, 26)
    add_area("ambient", (-3.1, -2.7, 1.25), (0, 0, 0.8), (0.16, 2.1), COOL, 42)
    add_spot("tube_rim", RIM_SPOT, face + Vector((0.1, 0.05, -0.06)) - RIM_SPOT, RED2, 170, 17, 0.8, 0.06, haze=0)
    # The icy look: a narrow cold light on the face alone.
    add_spot("ambient", face + Vector((-1.5, -0.75, 0.25)), Vector((1.5, 0.75, -0.25)), COOL, 26, 13, 1.0, 0.07, haze=0)


def scene_poster(shape):
    """The whole scene for "portrait" or "landscape": rider and machine before a tube that is torn off its mount, a red slash behind her."""
    reset()
    M = make_materials()
    lamp = emitter("lamp_glass", WARM, 6.0)
    light_layer("headlight")["mats"].append(lamp.name)
    light_layer("ambient")
    before = set(bpy.data.objects)
    face, lamp_at, lamp_to = _subject(M, lamp)
    INFO["subject"] = [o.name for o in set(bpy.data.objects) - before]
    hot_center(lamp, lamp_at, 0.075, 0.05)
    add_spot("headlight", lamp_at, lamp_to, WARM, 95, 46, 0.95, 0.045, haze=0.30)
    underpass(M, wall_y=2.0, yaw=5)
    with xf(T(0, 2.0, 0) @ R(5, "Z")):
        add_tube(M, "tube_key", (-1.04, -0.16, 1.36), (0.90, -0.16, 2.70), RED, 62)
        add_tube(M, "tube_rim", (1.98, -0.17, 0.60), (1.98, -0.17, 2.35), RED2, 16)
        _services(M)
    _kickers(face)
    if shape == "portrait":
        camera((0.0, -6.9, 0.95), 0.0, 31.5, 1.10, 1440, 2560)
    else:
        camera((-0.70, -6.9, 0.95), -0.70, 20.0, 0.92, 1920, 1080)
    return ["ambient", "tube_key", "tube_rim", "headlight"]


def scene_plate(shape):
    """The same room, lights and camera without rider and motorcycle: what parallax uncovers behind them."""
    layers = scene_poster(shape)
    for name in INFO["subject"]:
        bpy.data.objects[name].hide_render = True
    return layers
