"""The rider on the machine, in its space: one hand on the helmet before her, the other on the bar, both feet down."""
import math

import bpy
import numpy as np
from mathutils import Matrix, Vector

from .boots import boot, shin_in_boot
from .geometry import R, XF, ball, box, catmull, fuse, grid_faces, loft, mesh_obj, tube, world, xf
from .hands import glove_cuff, hand_flat, hand_grip
from .head import hair_bob, head_mesh
from .props import ribbon

HIP_X = -0.285  # where she sits
LEFT, RIGHT = 1, -1
FEET = {  # ankle, and where the toes point
    LEFT: (Vector((0.015, 0.335, 0.102)), Vector((1, 0.42, 0))),  # the machine leans to the left, and so the floor is higher on this side of it
    RIGHT: (Vector((0.02, -0.30, 0.089)), Vector((1, -0.30, 0))),
}


def _bent(start, end, upper, lower, hint, slack):
    """Elbow or knee of a limb of two bones, bent towards `hint`; and its end, which is nearer where the limb is too short by `slack`."""
    way = end - start
    length = min(way.length, upper + lower - slack)
    ahead = way.normalized()
    along = (upper * upper - lower * lower + length * length) / (2 * length)
    aside = math.sqrt(max(upper * upper - along * along, 0))
    outwards = (hint - ahead * hint.dot(ahead)).normalized()
    return start + ahead * along + outwards * aside, start + ahead * length


def _torso(M, lean):
    """The jacket's body, from the hem to the neck."""

    def bust(V):
        x, y, z = V[..., 0], V[..., 1], V[..., 2]
        V[..., 0] = x + 0.020 * np.exp(-(((z - 1.225) / 0.075) ** 2)) * np.exp(-((y / 0.105) ** 4)) * (x > HIP_X + 0.04)
        return V

    sections = [
        (HIP_X + 0.005, 0, 0.955, 0.122, 0.150),
        (HIP_X + 0.006, 0, 0.985, 0.118, 0.146),
        (HIP_X + 0.012, 0, 1.04, 0.104, 0.130),
        (HIP_X + 0.022 + lean * 0.2, 0, 1.10, 0.105, 0.131),
        (HIP_X + 0.034 + lean * 0.45, 0, 1.18, 0.113, 0.146),
        (HIP_X + 0.046 + lean * 0.65, 0, 1.26, 0.113, 0.158),
        (HIP_X + 0.058 + lean * 0.8, 0, 1.325, 0.096, 0.168),
        (HIP_X + 0.070 + lean * 0.9, 0, 1.365, 0.078, 0.140),
        (HIP_X + 0.078 + lean, 0, 1.392, 0.066, 0.092),
        (HIP_X + 0.083 + lean, 0, 1.41, 0.060, 0.066),
    ]
    return loft("torso", sections, M["leather"], 64, exp=2.25, post=bust)


def _arm(M, side, shoulder, wrist, hint, seed):
    """Shoulder and sleeve, to be fused with the torso, and the cuffs; gives them, the wrist, and where seams go: around the armhole, down the sleeve."""
    elbow, wrist = _bent(shoulder, wrist, 0.285, 0.255, hint, slack=0.004)
    upper, lower = elbow - shoulder, wrist - elbow
    points = [shoulder + Vector((0, -side * 0.002, 0.0)), shoulder + upper * 0.12, shoulder + upper * 0.38, shoulder + upper * 0.8]
    points += [elbow, elbow + lower * 0.2, elbow + lower * 0.65, wrist]
    radii = [0.055, 0.058, 0.054, 0.049, 0.049, 0.048, 0.043, 0.036]
    ahead, leather = lower.normalized(), M["leather"]
    joint = ball("shoulder", shoulder + Vector((0, -side * 0.006, -0.004)), (0.058, 0.056, 0.058), leather)
    creases = dict(folds=22, seed=seed + side, fold_amp=0.0058, fold_at=[0.55, 0.6, 0.25])
    sleeve = tube("sleeve", points, radii, leather, seg=40, n=120, **creases)
    tube("cuff", [wrist - ahead * 0.018, wrist + ahead * 0.004], [0.0385, 0.0385], leather, seg=24)
    glove_cuff(M, wrist, ahead)
    outside = (elbow - (shoulder + wrist) / 2).normalized() * 0.08
    return [joint, sleeve], wrist, [_armhole(shoulder, side, upper), [shoulder + upper * 0.1 + outside, elbow + outside, wrist - ahead * 0.02 + outside]]


def _armhole(shoulder, side, upper):
    """A ring around the shoulder, between the sleeve and the jacket's body."""
    across = (upper.normalized() + Vector((0, side * 1.6, 0.3))).normalized()
    ahead = across.cross(Vector((0, 0, 1))).normalized()
    above = ahead.cross(across)
    return [shoulder + ahead * (0.09 * math.cos(a)) + above * (0.09 * math.sin(a)) for a in np.linspace(-0.9, math.pi + 0.9, 40)]


def _seam(M, garment, way):
    """A welt on the garment, where it is nearest to the points of `way`."""
    surface, here = garment.evaluated_get(bpy.context.evaluated_depsgraph_get()), XF[-1].inverted()
    on_it = [here @ surface.closest_point_on_mesh(world(point))[1] for point in catmull(way, 24)]
    tube("seam", on_it, 0.0024, M["leather"], seg=8, n=140)


def _trimmings(M, neck, lean):
    """What makes a jacket of the body: a collar open at the throat, lapel, zips, the belt of the hem."""
    leather = M["leather"]
    around = np.linspace(0.55, 2 * math.pi - 0.55, 60)
    rows = []
    for height, radius in ((0, 0.068), (0.02, 0.069), (0.042, 0.072), (0.060, 0.077), (0.063, 0.075), (0.058, 0.070), (0.04, 0.066), (0.0, 0.062)):
        x = neck.x + 0.002 + radius * 1.02 * np.cos(around) + height * 0.25
        z = neck.z + 0.004 + height + 0.012 * (1 - np.cos(around)) * 0.5 * (height > 0.01)
        rows.append(np.stack([x, radius * 0.98 * np.sin(around), z], -1))
    mesh_obj("collar", np.array(rows).reshape(-1, 3), grid_faces(len(rows), 60, wrap_m=False), leather)
    front = [
        (HIP_X + 0.13, 0.012, 0.965),
        (HIP_X + 0.117, 0.012, 1.05),
        (HIP_X + 0.137 + lean * 0.4, 0.014, 1.16),
        (HIP_X + 0.155 + lean * 0.6, 0.016, 1.25),
        (HIP_X + 0.142 + lean * 0.9, 0.022, 1.345),
        (neck.x + 0.055, 0.032, neck.z + 0.03),
    ]
    closing = catmull(front, 60)
    closing[:, 0] += 0.006
    tube("zip", closing, 0.0032, M["steel"], seg=6, straight=True)
    lapel = [closing[k] + [x, y, z] for k, x, y, z in ((14, 0, 0.012, 0), (34, -0.004, 0.040, 0), (46, -0.010, 0.062, 0), (55, -0.022, 0.070, 0.004))]
    ribbon(M, lapel, 0.055, leather, twist=(80, 70, 60), n=40, thick=0.006)
    pocket = [(HIP_X + 0.128 + lean * 0.5, 0.075, 1.075), (HIP_X + 0.108 + lean * 0.5, 0.112, 1.125)]
    tube("pocketzip", pocket, 0.0028, M["steel"], seg=6, n=4)
    hem = [(HIP_X + 0.006 + 0.1225 * math.cos(a), 0.1505 * math.sin(a), 0.957) for a in np.linspace(0, 2 * math.pi, 60)]
    tube("hem", hem, 0.009, leather, seg=8, straight=True)
    box("hem_buckle", (HIP_X + 0.132, 0.02, 0.957), (0.008, 0.05, 0.032), M["steel"], bev=0.003)


def _head(M, neck, head, yaw, pitch):
    """Neck, face and hair."""
    throat = [neck + Vector((-0.012, 0, -0.03)), neck + Vector((0.0, 0, 0.03)), head + Vector((-0.022, 0, -0.06)), head + Vector((-0.014, 0, -0.03))]
    tube("neck", throat, [0.056, 0.050, 0.048, 0.050], M["skin"], seg=26)
    with xf(Matrix.Translation(head) @ R(yaw, "Z") @ R(pitch, "Y")):
        head_mesh(M)
        hair_bob(M)


def _legs(M, seed):
    """Trousers in one piece, and the boots."""
    cloth = M["leather2"]
    sections = [
        (HIP_X - 0.01, 0, 0.785, 0.085, 0.115),
        (HIP_X - 0.008, 0, 0.82, 0.120, 0.155),
        (HIP_X, 0, 0.88, 0.128, 0.165),
        (HIP_X + 0.004, 0, 0.95, 0.113, 0.143),
        (HIP_X + 0.008, 0, 0.99, 0.10, 0.13),
    ]
    parts = [loft("pelvis", sections, cloth, 44, exp=2.3)]
    for side in (LEFT, RIGHT):
        hip = Vector((HIP_X + 0.015, side * 0.098, 0.872))
        ankle, toes = FEET[side]
        knee, _ = _bent(hip, ankle, 0.447, 0.447, Vector((1.0, side * 0.2, 0.25)), slack=0.013)
        thigh, forwards = knee - hip, (knee - (hip + ankle) / 2).normalized()
        points = [hip + Vector((-0.05, -side * 0.01, 0.02)), hip + thigh * 0.12, hip + thigh * 0.5, hip + thigh * 0.88, knee]
        radii = [0.093, 0.096, 0.079, 0.058, 0.051]
        shin, slim = shin_in_boot(ankle, knee, toes)
        creases = dict(folds=40, seed=seed * 7 + side, fold_amp=0.0062, fold_at=[0.5, 0.55, 0.62, 0.12])
        parts.append(tube("leg", points + shin, radii + slim, cloth, seg=40, n=140, **creases))
        boot(M, ankle, toes, M["leather"], shaft_to=knee)
        parts.append(ball("kneepatch", knee + forwards * 0.016, (0.042, 0.042, 0.056), cloth, seg=20))
    fuse("trousers", parts, cloth, voxel=0.005, smooth=3, folds=0.003, fold_scale=0.11)


def rider(M, grip, grip_direction, helmet_pos, head_yaw, head_pitch, lean, seed=1):
    """The seated rider, leaning forward by `lean` metres. `grip` is the right end of the bar; gives where her head is."""
    neck, head = Vector((HIP_X + 0.085 + lean, 0, 1.392)), Vector((HIP_X + 0.125 + lean * 1.25, 0, 1.545))
    shoulders = {side: Vector((HIP_X + 0.068 + lean * 0.95, side * 0.152, 1.338)) for side in (LEFT, RIGHT)}
    parts, lid = [_torso(M, lean)], Vector(helmet_pos)
    left, on_lid, left_seams = _arm(M, LEFT, shoulders[LEFT], lid + Vector((-0.065, 0.055, 0.128)), Vector((-0.45, 0.9, -0.35)), seed)
    right, on_bar, right_seams = _arm(M, RIGHT, shoulders[RIGHT], grip + Vector((-0.055, 0, 0.040)), Vector((-0.25, -0.9, -0.55)), seed)
    jacket = fuse("jacket", parts + left + right, M["leather"], voxel=0.0062, smooth=4, folds=0.0055, fold_scale=0.13)
    for seam in left_seams + right_seams:
        _seam(M, jacket, seam)
    _trimmings(M, neck, lean)
    _head(M, neck, head, head_yaw, head_pitch)
    _legs(M, seed)
    hand_flat(M, on_lid, Vector((0.85, -0.35, -0.12)), on_lid - lid, M["leather"], curl=0.9, side=LEFT, spread=0.09, dome=(lid, 0.128))
    hand_grip(M, on_bar, grip, grip_direction, M["leather"])
    return head
