"""The stills of the teaser. A scene gives the names of its layers: one a light in those that the teaser lingers on, elsewhere "all"."""
import numpy as np
from mathutils import Vector

from .figure import AIM, WALK, dancer_fig, dancer_tiny, figure
from .geometry import R, S, T, ball, box, grid_faces, lathe, mesh_obj, tube, xf
from .hands import hand_flat, hand_on_grip
from .materials import concrete, emitter, hot_center, make_materials, principled
from .motorcycle import place_bike
from .wheels import spring
from .places import corridor, fluorescent, underpass
from .props import helmet, pistol, pointe_shoe, ribbon
from .stage import COOL, RED, RED2, WARM, add_area, add_spot, add_tube, camera, dof, light_layer, reset, set_world


def still_common(fmtW=1920, fmtH=1080):
    """What all stills begin with: the table of materials."""
    sc = reset()
    M = make_materials()
    M["deadglass"] = principled("deadglass", (0.35, 0.35, 0.36), 0.2)
    M["liner"] = principled("liner", (0.10, 0.07, 0.065), 0.8)
    M["wallpaint"] = M["concrete"]
    return sc, M


def still_corridor():
    """A corridor at night; one tube hangs by its wires."""
    sc, M = still_common()
    corridor(M, y1=25)
    fluorescent(M, "dead", (0, -1.2, 2.62), (0, 0, 2.62), M["deadglass"], back=(0, 0, 1))
    fluorescent(M, "dead", (0, 12, 2.62), (0, 13.2, 2.62), M["deadglass"], back=(0, 0, 1))
    add_tube(M, "hanging_tube", (-0.05, 2.3, 2.55), (0.28, 3.3, 1.86), RED, 150, back=(0, 0, 1), housing=False)
    tube("c1", [(-0.05, 2.3, 2.55), (-0.03, 2.35, 2.75)], 0.008, M["cable"])
    tube("c2", [(0.28, 3.3, 1.86), (0.33, 3.36, 1.78), (0.32, 3.3, 2.2), (0.1, 3.2, 2.75)], 0.007, M["cable"])
    add_tube(M, "far_tube", (-0.6, 17.6, 2.55), (0.6, 17.6, 2.55), RED2, 60, back=(0, 0, 1))
    add_area("ambient", (0, -7.5, 2.4), (0, 4, 1), (2, 0.5), COOL, 22)
    set_world("ambient", (0.001, 0.0015, 0.003))
    camera((0.12, -5.6, 1.05), 0.05, 37, 1.30, 1920, 1080)
    return ["ambient", "hanging_tube", "far_tube"]


def still_door():
    """The figure in the doorway, against the light, helmet in hand."""
    sc, M = still_common()
    corridor(M, y1=9.0, y0=-6, door=(1.35, 2.25))
    em = emitter("doorlight", (1.0, 0.040, 0.030), 3.4)
    light_layer("all")["mats"].append(em.name)
    mesh_obj("glow", [(-1.6, 11.4, -0.1), (1.6, 11.4, -0.1), (1.6, 11.4, 2.8), (-1.6, 11.4, 2.8)], [(0, 1, 2, 3)], em, smooth=False)
    for x in (-0.45, 0.45):
        light_layer("all")["tubes"].append(dict(p0=[x, 10.6, 0.2], p1=[x, 10.6, 2.2], color=(1.0, 0.045, 0.035), strength=95, r=0.0135))
    with xf(T(-0.06, 4.3, 0) @ R(90, "Z")):
        figure(M, WALK, head_yaw=0)
        helmet(M, (0.13, -0.30, 0.70), yaw=70, pitch=20)
        for L_, s in (("L", 1), ("R", -1)):
            w, e = Vector(WALK["wr" + L_]), Vector(WALK["el" + L_])
            hand_flat(M, w, (w - e), Vector((0.1, s, 0)), M["leather"], curl=0.8, side=s)
    add_area("all", (-1.1, 1.2, 2.5), (0, 4.2, 1.2), (0.2, 1.5), COOL, 3.5)
    set_world("all", (0.0012, 0.002, 0.0035))
    camera((0.0, -2.9, 0.85), 0.0, 30, 1.16, 1920, 1080)
    return ["all"]


def still_ballerina():
    """The dancer, small, in one beam on an empty stage."""
    sc, M = still_common()
    stage = principled("stage", (0.045, 0.043, 0.043), 0.32, rough_var=(3, 0.22, 0.42), spec=0.5)
    mesh_obj("floor", [(-30, -20, 0), (30, -20, 0), (30, 30, 0), (-30, 30, 0)], [(0, 1, 2, 3)], stage, smooth=False)
    for k in range(-14, 15):
        box("seam", (k * 0.8, 5, 0.0005), (0.006, 40, 0.002), M["black"], bev=0)
    with xf(T(0.0, 0, 0) @ R(-62, "Z")):
        dancer_fig(M)
    rng = np.random.default_rng(1)
    x = np.linspace(-14, 14, 500)
    drp = 9 + 0.28 * np.sin(x * 5.2) + 0.16 * np.sin(x * 11.3 + 1) + 0.1 * rng.standard_normal(500).cumsum() * 0.05
    mesh_obj(
        "drape",
        np.concatenate([np.stack([x, drp, 0 * x], -1), np.stack([x, drp, 0 * x + 9], -1)]),
        grid_faces(2, 500, wrap_m=False),
        principled("velvet", (0.03, 0.003, 0.004), 0.8, sheen=1.0),
    )
    add_spot("stage_lamp", (0.9, -1.1, 7.6), (-0.9, 1.12, -6.9), (1.0, 0.96, 0.88), 5200, 16, 0.35, 0.05, haze=0.75)
    light_layer("stage_lamp")["spots"][-1]["range"] = 9
    add_spot("back_lamp", (-3.2, 3.6, 4.2), (3.2, -3.6, -3.1), RED2, 1500, 16, 0.6, 0.1, haze=0)
    set_world("back_lamp", (0.0008, 0.001, 0.0016))  # too little for a layer of its own
    camera((-0.0, -10.2, 1.15), 0.0, 33, 2.25, 1920, 1080)
    return ["stage_lamp", "back_lamp"]


def shoes():
    """Pointe shoes on concrete, their ribbons loose."""
    sc, M = still_common()
    fl = concrete("floorc", 0.20)
    mesh_obj("floor", [(-6, -6, 0), (6, -6, 0), (6, 8, 0), (-6, 8, 0)], [(0, 1, 2, 3)], fl, smooth=False)
    with xf(T(-0.055, 0.02, 0) @ R(28, "Z")):
        pointe_shoe(M)
    with xf(T(0.085, 0.055, 0.034) @ R(-36, "Z") @ R(78, "X") @ T(0, 0, -0.03)):
        pointe_shoe(M)
    red = principled("ribbon", (0.50, 0.26, 0.25), 0.3, sheen=0.6, spec=0.6)
    ribbon(
        M,
        [
            (-0.145, -0.02, 0.055),
            (-0.17, -0.07, 0.045),
            (-0.14, -0.13, 0.012),
            (-0.05, -0.145, 0.006),
            (0.03, -0.115, 0.016),
            (0.09, -0.15, 0.006),
            (0.17, -0.165, 0.010),
            (0.25, -0.12, 0.004),
            (0.34, -0.14, 0.004),
        ],
        0.021,
        red,
        twist=(0, 70, 20, 95, 15, 60, 5),
        n=260,
    )
    ribbon(
        M,
        [(-0.10, 0.005, 0.058), (-0.10, 0.06, 0.085), (-0.14, 0.13, 0.03), (-0.22, 0.12, 0.006), (-0.30, 0.07, 0.012), (-0.35, 0.09, 0.004)],
        0.021,
        red,
        twist=(0, 60, 20, -40, 50, 0),
        n=200,
    )
    ribbon(
        M,
        [(0.03, 0.07, 0.06), (0.02, 0.14, 0.075), (0.07, 0.20, 0.02), (0.17, 0.19, 0.006), (0.25, 0.23, 0.012), (0.33, 0.21, 0.004)],
        0.021,
        red,
        twist=(0, 50, -20, 60, 10, 0),
        n=200,
    )
    rng = np.random.default_rng(8)
    for k in range(60):
        p = rng.normal(0, 0.35, 2)
        r = abs(rng.normal(0.0, 0.0016)) + 0.0008
        ball("grit", (p[0], p[1], r * 0.5), (r, r * rng.uniform(0.6, 1), r * 0.7), M["concrete"], seg=8)
    add_tube(M, "all", (-0.75, 0.62, 0.16), (0.55, 0.98, 0.16), RED, 34, back=(0, 0.3, 1), housing=False)
    add_area("all", (0.55, 0.30, 0.75), (0, 0, 0), (0.30, 0.12), COOL, 4.5)
    add_area("all", (-0.55, 0.12, 0.42), (0, 0, 0.02), (0.05, 0.5), RED, 9)
    add_area("all", (-0.25, -0.55, 0.50), (0, 0, 0.02), (0.4, 0.05), RED, 1.2)
    set_world("all", (0.003, 0.004, 0.007))
    return ["all"]


def still_shoes():
    """The shoes from the front."""
    layers = shoes()
    c = camera((0.03, -0.80, 0.44), 0, 23, 0.3, 1920, 1080, look=(0.015, 0.045, 0.022))
    dof(c, 0.88, 4.0)
    return layers


def still_shoes_upright():
    """The same from above and from the side, so that they lie one before the other."""
    layers = shoes()
    c = camera((0.40, -0.66, 0.60), 0, 39, 0.3, 1080, 1920, look=(0.03, 0.01, 0.02))
    dof(c, 0.96, 4.0)
    return layers


def still_headlamp():
    """The machine's lamp, close."""
    sc, M = still_common()
    lamp = emitter("lamp_glass", WARM, 3.2)
    light_layer("all")["mats"].append(lamp.name)
    lp, ld = place_bike(M, lamp)
    hot_center(lamp, lp, 0.060, 0.035)
    underpass(M, wall_y=2.0, yaw=5)
    with xf(T(0, 2.0, 0) @ R(5, "Z")):
        add_tube(M, "all", (-1.9, -0.16, 0.70), (0.40, -0.16, 1.72), RED, 62)
    add_area("all", (-2.1, 0.9, 1.6), lp, (0.08, 1.5), RED, 70)
    add_area("all", (1.5, 0.6, 1.7), lp, (0.08, 1.4), RED2, 110)
    add_area("all", (-1.0, -1.6, 1.9), lp, (0.9, 0.10), COOL, 5)
    add_area("all", (-1.5, -1.0, 0.7), lp, (0.06, 1.2), RED, 10)
    set_world("all", (0.006, 0.009, 0.015))
    u = ld.normalized()
    side = Vector((-u.y, u.x, 0))
    c = camera(tuple(lp + u * 0.62 + side * 0.50 + Vector((0, 0, 0.03))), 0, 25, 0.9, 1920, 1080, look=tuple(lp + Vector((0.12, 0.03, -0.03))))
    dof(c, 0.78, 2.8)
    light_layer("all")["spots"].append(dict(pos=list(lp), dir=list(ld), color=WARM, watts=10, angle=50, blend=0.9, haze=0.3))
    return ["all"]


def helmet_on_the_floor():
    """The helmet on the wet floor, ribbon beside it."""
    sc, M = still_common()
    lamp = emitter("lamp_glass", WARM, 0.0)
    lp, ld = place_bike(M, lamp, at=(1.0, 2.1), az=62)
    underpass(M, wall_y=3.6, yaw=3)
    with xf(T(0, 3.6, 0) @ R(3, "Z")):
        add_tube(M, "all", (-0.86, -0.16, 0.30), (-0.36, -0.16, 0.98), RED, 48)
    M["gun"] = principled("gunmetal", (0.085, 0.083, 0.085), 0.32, coat=0.6)
    helmet(M, (0.0, 0, 0.112), yaw=206, pitch=-1, roll=4, shell="gun")
    ribbon(
        M,
        [(0.10, -0.10, 0.004), (0.17, -0.16, 0.012), (0.26, -0.13, 0.004), (0.36, -0.20, 0.010), (0.47, -0.17, 0.003)],
        0.020,
        principled("ribbon", (0.55, 0.30, 0.29), 0.3, sheen=0.6),
        twist=(0, 60, 10, 70, 0),
        n=160,
    )
    add_area("all", (-0.9, 0.75, 0.55), (0, 0, 0.12), (0.05, 0.9), RED, 16)
    add_area("all", (0.95, 0.55, 0.65), (0, 0, 0.12), (0.05, 0.8), RED2, 26)
    add_area("all", (-0.55, -0.8, 0.9), (0, 0, 0.1), (0.7, 0.10), COOL, 9)
    add_area("all", (-0.75, -0.95, 0.62), (0, 0, 0.12), (1.1, 0.022), RED, 2.2)
    set_world("all", (0.004, 0.006, 0.010))
    return ["all"]


def still_helmet():
    """The helmet, low and wide."""
    layers = helmet_on_the_floor()
    c = camera((-0.05, -1.45, 0.24), 0, 17, 0.3, 1920, 1080, look=(0.115, 0, 0.145))
    dof(c, 1.38, 2.8)
    return layers


def still_helmet_upright():
    """The helmet between the floor before it and the light behind it."""
    layers = helmet_on_the_floor()
    c = camera((-0.05, -1.45, 0.30), 0, 29, 0.3, 1080, 1920, look=(0.025, 0, 0.13))
    dof(c, 1.38, 2.8)
    return layers


def aiming(tubes):
    """The figure aims, against three tubes: (x, bottom, top, strength) of each, on the wall behind her."""
    sc, M = still_common()
    underpass(M, wall_y=4.2, yaw=-4)
    with xf(T(0.42, 0, 0) @ R(180, "Z")):
        figure(M, AIM, head_yaw=4, head_pitch=3)
        wl, wr = Vector(AIM["wrL"]), Vector(AIM["wrR"])
        grip = (0.645, 0, 1.515)
        pistol(M, grip)
        hand_on_grip(M, wr, grip, M["leather"], side=-1)
        hand_on_grip(M, wl, grip, M["leather"], side=1, outside=0.014, points=False)
    with xf(T(0, 4.2, 0) @ R(-4, "Z")):
        for x, z0, z1, st in tubes:
            add_tube(M, "tubes", (x, -0.16, z0), (x, -0.16, z1), RED, st)
    add_area("tubes", (-1.9, 1.4, 1.8), (0.1, 0, 1.35), (0.08, 1.6), RED, 120)
    add_area("tubes", (1.8, 1.3, 2.2), (0.2, 0, 1.35), (0.08, 1.4), RED2, 160)
    add_area("ambient", (-2.4, -2.2, 1.9), (0.2, 0, 1.4), (0.12, 1.5), COOL, 5)
    set_world("ambient", (0.004, 0.006, 0.011))
    return ["ambient", "tubes"]


def still_aim():
    """She aims."""
    layers = aiming(((-1.55, 0.7, 2.5, 85), (-0.15, 0.9, 2.7, 30), (1.35, 0.7, 2.5, 12)))
    camera((-0.10, -4.6, 1.36), -0.10, 19.5, 1.36, 1920, 1080)
    return layers


def still_aim_upright():
    """The same for an upright picture, in which she stands from head to foot and the pistol has its room."""
    layers = aiming(((-0.97, 0.5, 2.6, 60), (-0.02, 0.8, 2.9, 30), (1.10, 0.5, 2.6, 12)))
    camera((0.09, -4.6, 1.30), 0.09, 28.4, 1.06, 1080, 1920)
    return layers


def still_musicbox():
    """The music box, open, with the dancer in it and her back in its mirror."""
    sc, M = still_common()
    tab = principled("table", (0.022, 0.014, 0.010), 0.25, rough_var=(5, 0.14, 0.34), coat=0.3)
    mesh_obj("table", [(-3, -3, 0), (3, -3, 0), (3, 3, 0), (-3, 3, 0)], [(0, 1, 2, 3)], tab, smooth=False)
    W, Dp, H, th = 0.19, 0.14, 0.07, 0.008
    with xf(R(-24, "Z")):
        for s in (1, -1):
            box("side", (s * (W / 2 - th / 2), 0, H / 2), (th, Dp, H), M["wood"], bev=0.0015)
            box("fb", (0, s * (Dp / 2 - th / 2), H / 2), (W - 2 * th, th, H), M["wood"], bev=0.0015)
        box("deck", (0, 0, H - 0.016), (W - 2 * th, Dp - 2 * th, 0.004), principled("velvetred", (0.10, 0.006, 0.008), 0.8, sheen=1.0), bev=0)
        box("base", (0, 0, 0.005), (W + 0.012, Dp + 0.012, 0.010), M["wood"], bev=0.003)
        with xf(T(0, Dp / 2, H) @ R(-14, "X")):
            box("lid", (0, 0.004, 0.068), (W, 0.009, 0.136), M["wood"], bev=0.002)
            box("mirror", (0, -0.0015, 0.068), (W - 0.03, 0.002, 0.108), principled("mirror", (0.8, 0.8, 0.82), 0.02, metal=1), bev=0)
        lathe("disc", [(0, 0.003), (0.028, 0.003), (0.030, 0), (0.030, -0.004)], M["brass"], 48, M=T(0, -0.008, H - 0.012) @ R(90, "X"))
        spring("spr", (0, -0.008, H - 0.008), (0, -0.008, H + 0.006), 0.0042, 0.0009, 4, M["brass"])
        for k in range(3):
            lathe(
                "crank",
                [(0, 0.006), (0.006, 0.006), (0.006, -0.006), (0, -0.006)],
                M["brass"],
                20,
                M=T(W / 2 + 0.006 + 0.004 * k, -0.02, 0.035) @ R(90, "Z"),
            )
        tube(
            "handle",
            [
                (W / 2, -0.02, 0.035),
                (W / 2 + 0.022, -0.02, 0.035),
                (W / 2 + 0.024, -0.02, 0.036),
                (W / 2 + 0.024, -0.02, 0.058),
                (W / 2 + 0.026, -0.02, 0.060),
                (W / 2 + 0.040, -0.02, 0.060),
            ],
            0.0022,
            M["brass"],
            seg=8,
        )
    with xf(R(-24, "Z") @ T(0, -0.008, H + 0.005) @ R(-30, "Z") @ S(0.052, 0.052, 0.052)):
        dancer_tiny(M)
    rb = principled("ribbon", (0.42, 0.02, 0.022), 0.3, sheen=0.5, spec=0.6)
    ribbon(
        M,
        [
            (-0.035, -0.075, 0.0755),
            (-0.055, -0.10, 0.066),
            (-0.075, -0.12, 0.03),
            (-0.10, -0.14, 0.004),
            (-0.16, -0.13, 0.008),
            (-0.21, -0.17, 0.003),
            (-0.27, -0.16, 0.006),
        ],
        0.011,
        rb,
        twist=(0, 20, 60, 10, 70, 10, 0),
        n=200,
    )
    ribbon(
        M,
        [(0.085, -0.125, 0.003), (0.12, -0.15, 0.010), (0.17, -0.13, 0.003), (0.22, -0.16, 0.007), (0.27, -0.15, 0.003)],
        0.011,
        rb,
        twist=(10, 60, 0, 60, 10),
        n=140,
    )
    for k in range(9):
        tube(
            "fray",
            [(0.085, -0.129 + 0.001 * k, 0.003), (0.078 - 0.0015 * (k % 3), -0.131 + 0.0014 * k, 0.004 + 0.001 * (k % 2))],
            0.00025,
            rb,
            n=2,
            seg=4,
        )
    add_spot("all", (0.25, -0.45, 0.80), (-0.25, 0.44, -0.68), (1.0, 0.90, 0.74), 17, 20, 0.8, 0.012, haze=0.25)
    light_layer("all")["spots"][-1]["range"] = 1.0
    add_tube(M, "all", (-0.62, 0.70, 0.20), (0.30, 0.95, 0.44), RED, 26, r=0.010, housing=False)
    add_area("all", (-0.5, 0.15, 0.25), (0, 0, 0.06), (0.02, 0.35), RED, 2.4)
    add_area("all", (0.5, 0.35, 0.35), (0, 0, 0.08), (0.02, 0.3), RED2, 2.0)
    set_world("all", (0.0025, 0.0035, 0.006))
    c = camera((-0.02, -0.62, 0.185), 0, 25, 0.3, 1920, 1080, look=(0.005, 0, 0.088))
    dof(c, 0.63, 5.6)
    return ["all"]
