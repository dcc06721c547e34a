"""Face and hair. The origin is between the ears, the face looks along +X."""
import math

import numpy as np

from .geometry import ball, grid_faces, mesh_obj, strands, tube


def head_mesh(M, skin="skin"):
    """7.5-head face as a displaced superellipse stack; origin between the ears, face = +X, 0.225 m tall."""
    zt = np.array([-0.114, -0.111, -0.100, -0.085, -0.066, -0.045, -0.020, 0.000, 0.020, 0.045, 0.070, 0.090, 0.104, 0.112, 0.1155])
    fr = np.array([0.040, 0.060, 0.080, 0.081, 0.083, 0.085, 0.085, 0.083, 0.090, 0.091, 0.083, 0.066, 0.046, 0.026, 0.002])  # profile, front
    bk = np.array(
        [0.020, 0.015, -0.005, -0.030, -0.055, -0.078, -0.090, -0.096, -0.100, -0.101, -0.095, -0.080, -0.060, -0.036, -0.010]
    )  # profile, back
    wd = np.array([0.008, 0.017, 0.029, 0.042, 0.052, 0.059, 0.064, 0.067, 0.071, 0.073, 0.070, 0.060, 0.046, 0.028, 0.002])
    z = np.linspace(-0.114, 0.1155, 130)
    from_ = lambda t: np.interp(z, zt, t)
    k = np.ones(9) / 9
    sm = lambda t: np.convolve(np.pad(t, 4, "edge"), k, "valid")
    F_, B_, W_ = sm(from_(fr)), sm(from_(bk)), sm(from_(wd))
    c = (F_ + B_) * 0.5 + 0.012 * (F_ - B_)
    a = np.linspace(0, 2 * np.pi, 144, endpoint=False)
    ca, sa = np.cos(a), np.sin(a)
    ex = np.where(ca > 0, np.sign(ca) * np.abs(ca) ** 0.80, ca)
    ey = np.sign(sa) * np.abs(sa) ** 0.92
    X = np.where(ca[None] > 0, c[:, None] + (F_ - c)[:, None] * ex, c[:, None] + (c - B_)[:, None] * ex)
    Y = W_[:, None] * ey
    Z = np.repeat(z[:, None], 144, 1)
    g = lambda u, s: np.exp(-((u / s) ** 2))
    front = (ca > 0)[None]
    # nose: straight bridge, slightly raised tip
    br = np.interp(z, [-0.056, -0.050, -0.043, -0.036, -0.026, -0.010, 0.004, 0.014], [0, 0.006, 0.0205, 0.0225, 0.0165, 0.0075, 0.0015, 0])
    nw = np.interp(z, [-0.05, -0.04, -0.02, 0.01], [0.0135, 0.0125, 0.0085, 0.0065])
    D = br[:, None] * g(Y, nw[:, None])
    D += 0.0045 * g(Z + 0.046, 0.006) * g(np.abs(Y) - 0.0125, 0.006)  # alae
    D -= 0.0125 * g(np.abs(Y) - 0.031, 0.0155) * g(Z - 0.001, 0.0125)  # sockets
    D += 0.0030 * g(np.abs(Y) - 0.027, 0.02) * g(Z - 0.021, 0.006)  # brow
    D += 0.0035 * g(np.abs(Y) - 0.047, 0.016) * g(Z + 0.022, 0.015)  # cheekbones
    D += (
        0.0075 * g(Y, 0.017) * g(Z + 0.0625, 0.0045) + 0.0078 * g(Y, 0.015) * g(Z + 0.0745, 0.0052) - 0.0035 * g(Y, 0.022) * g(Z + 0.0680, 0.0022)
    )  # lips
    D -= 0.0040 * g(Y, 0.02) * g(Z + 0.0855, 0.005)
    D += 0.0045 * g(Y, 0.017) * g(Z + 0.100, 0.008)  # chin
    D -= 0.0012 * g(Y, 0.004) * g(Z + 0.055, 0.005)
    X = X + np.where(front, D, 0)
    V = np.stack([X, Y, Z], -1)
    F = grid_faces(130, 144)
    mid = []
    for i in range(129):
        for j in range(144):
            y_, z_ = Y[i, j], z[i]
            lip = (
                ca[j] > 0 and (-0.0805 < z_ < -0.0580) and abs(y_) < 0.0225 * (1 - ((z_ + 0.0685) / 0.0125) ** 2) ** 0.5
                if abs((z_ + 0.0685) / 0.0125) < 1
                else False
            )
            mid.append(1 if lip else 0)
    F.append(tuple(range(143, -1, -1)))
    F.append(tuple(129 * 144 + j for j in range(144)))
    mid += [0, 0]
    mesh_obj("head", V.reshape(-1, 3), F, [M[skin], M["lips"] if skin == "skin" else M[skin]], mat_ids=mid)
    for s in (1, -1):
        if skin != "skin":
            break
        ball("eye", (0.0655, s * 0.0305, 0.0), 0.0118, M["eye"], seg=20)
        ball("iris", (0.0730, s * 0.0300, -0.0006), (0.0046, 0.0056, 0.0056), M["iris"], seg=14)
        # lids: upper comes low -> cold, level stare
        for lo, hi, rr in ((12, 80, 0.0132), (-70, -22, 0.0130)):
            v = np.radians(np.linspace(lo, hi, 9))
            u = np.radians(np.linspace(-85, 85, 19))
            VV = [(0.0655 + rr * math.cos(q) * math.cos(p), s * 0.0305 + rr * math.cos(q) * math.sin(p), rr * math.sin(q)) for q in v for p in u]
            mesh_obj("lid", VV, grid_faces(9, 19, wrap_m=False), M["skin"])
        P = [
            (0.0655 + 0.0142 * math.cos(p), s * 0.0305 + s * 0.0142 * math.sin(p), 0.0030 - 0.002 * math.sin(p) ** 2 + (0.003 if p > 0.8 else 0))
            for p in np.linspace(-1.2, 1.35, 12)
        ]
        tube("lash", P, 0.0011, M["hair"], seg=5, n=24)
        tube(
            "brow",
            [(0.088, s * 0.012, 0.0165), (0.0865, s * 0.027, 0.0205), (0.075, s * 0.045, 0.0185)],
            [0.0020, 0.0024, 0.0008],
            M["hair"],
            seg=6,
            n=14,
            squash=(1, 0.7),
        )


def hair_bob(M, n=6500, seed=5, length=0.122, wind=0.014, fringe=True):
    """chin-length bob with thin fringe; every strand is a tube so the rim light breaks up naturally."""
    rng = np.random.default_rng(seed)
    K = 18
    c = np.array([-0.010, 0, 0.012])
    E = np.array([0.109, 0.088, 0.120])
    th = rng.uniform(-np.pi, np.pi, n)
    keep = (np.abs(th) > 0.80) | (rng.random(n) < (0.55 if fringe else 0.0))
    th = th[keep]
    n = len(th)
    isf = np.abs(th) < 0.80
    t = np.linspace(0, 1, K)[None]
    v0 = rng.uniform(0.02, 1.0, n) ** 0.8 * 1.15
    v0 = np.where(isf, rng.uniform(0.45, 0.8, n), v0)
    zend = np.where(
        isf, 0.030 + 0.006 * rng.standard_normal(n) + 0.012 * (1 - np.abs(th) / 0.8), -length + 0.011 * rng.standard_normal(n) - 0.026 * np.cos(th)
    )
    v1 = np.pi / 2
    lay = 1 + rng.uniform(-0.02, 0.055, n)[:, None]
    # arc part (u in 0..ua) then hanging part
    vend = np.where(isf, 1.16, v1)[:, None]
    ua = np.where(isf, 1.0, 0.52)[:, None]
    ang = v0[:, None] + (vend - v0[:, None]) * np.clip(t / ua, 0, 1)
    h = np.clip((t - ua) / (1 - ua + 1e-6), 0, 1) * (~isf)[:, None]
    rad = np.sin(ang) * lay
    tuck = (0.16 + 0.20 * np.clip(-np.cos(th), 0, 1))[:, None]
    flare = 1 + 0.045 * np.sin(h * 3.1) - tuck * h**2 + rng.normal(0, 0.035, (n, 1)) * h**1.5
    thh = th[:, None] + rng.normal(0, 0.05, (n, 1)) * t + 0.04 * np.sin(t * 5 + rng.uniform(0, 6.3, (n, 1)))
    X = c[0] + E[0] * rad * np.cos(thh) * flare
    Y = c[1] + E[1] * rad * np.sin(thh) * flare
    zt = c[2] + E[2] * np.cos(ang) * lay
    Z = zt + h * (zend[:, None] - c[2])
    X = X - np.where(isf[:, None], 0, wind * h**1.6 * (1 + 0.5 * rng.standard_normal((n, 1)))) - 0.016 * h * np.clip(np.cos(th), 0, 1)[:, None]
    Y = Y + 0.006 * h * rng.standard_normal((n, 1))
    fly = rng.random(n) < 0.035
    Z[fly] += 0.020 * t[0] * rng.random((fly.sum(), 1))
    X[fly] -= 0.05 * t[0] ** 2 * rng.random((fly.sum(), 1))
    Y[fly] *= 1 + 0.25 * t[0] * rng.random((fly.sum(), 1))
    strands("hair", np.stack([X, Y, Z], -1), 0.00075, M["hair"])
    # opaque under-shell
    a = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    rows = []
    for q in np.linspace(0.02, np.pi / 2, 18):
        rows.append(
            np.stack(
                [c[0] + E[0] * 0.965 * np.sin(q) * np.cos(a), E[1] * 0.965 * np.sin(q) * np.sin(a), np.full(72, c[2] + E[2] * 0.965 * np.cos(q))], -1
            )
        )
    V = np.array(rows)
    fr = np.abs(((a + np.pi) % (2 * np.pi)) - np.pi) < 0.85
    for hh in np.linspace(0.1, 1, 10):
        f2 = 1 + 0.045 * math.sin(hh * 3.1) - (0.16 + 0.20 * np.clip(-np.cos(a), 0, 1)) * hh**2
        r = np.stack(
            [
                c[0] + E[0] * 0.955 * f2 * np.cos(a) - wind * hh**1.6 - 0.016 * hh * np.clip(np.cos(a), 0, 1),
                E[1] * 0.955 * f2 * np.sin(a),
                c[2] - hh * (length + 0.026 * np.cos(a) + c[2]) * 0.94,
            ],
            -1,
        )
        V = np.concatenate([V, r[None]])
    for i in range(len(V)):  # open the face
        zz = V[i, :, 2]
        cut = fr & (zz < 0.046)
        V[i, cut, 0] = np.minimum(V[i, cut, 0], 0.02)
    mesh_obj("hairshell", V.reshape(-1, 3), grid_faces(len(V), 72), M["hair"])


def hair_bun(M, seed=2):
    """Hair drawn back into a bun, with the strands that come loose."""
    rng = np.random.default_rng(seed)
    n, K = 2600, 12
    th = rng.uniform(-np.pi, np.pi, n)
    t = np.linspace(0, 1, K)[None]
    S0 = np.stack([0.085 * np.cos(th) * 0.9, 0.078 * np.sin(th), 0.055 - 0.055 * np.cos(th + np.pi)], -1)
    S0[:, 2] = np.where(np.abs(th) < 1.2, 0.075, 0.075 - 0.105 * ((np.abs(th) - 1.2) / 1.94))
    S0[:, 0] -= 0.012
    bun = np.array([-0.105, 0, 0.055])
    P = S0[:, None] * (1 - t[..., None]) + bun * t[..., None]
    cc = np.array([-0.010, 0, 0.010])
    d = P - cc
    E = np.array([0.104, 0.080, 0.116])
    q = np.linalg.norm(d / E, axis=-1, keepdims=True)
    P = cc + d / np.maximum(q, 1e-3) * (1.0 + 0.015 * rng.random((n, 1, 1)))
    strands("hair", P, 0.0008, M["hair"])
    ball("cap", (-0.012, 0, 0.012), (0.100, 0.077, 0.112), M["hair"], seg=40)
    ph = np.linspace(0, 2 * np.pi, 40)
    P2 = []
    for k in range(420):
        r0 = 0.030 + 0.010 * rng.standard_normal()
        inc = rng.normal(0, 0.7)
        az = rng.uniform(0, 6.3)
        c_ = np.cos(ph + az)
        s_ = np.sin(ph + az)
        P2.append(np.stack([bun[0] - 0.012 + 0.014 * np.sin(inc) * c_ + 0.006 * rng.standard_normal(), r0 * c_, bun[2] + r0 * s_], -1))
    strands("bun", np.array(P2), 0.0012, M["hair"])
    ball("bunc", tuple(bun + np.array([-0.01, 0, 0])), (0.022, 0.036, 0.036), M["hair"])
