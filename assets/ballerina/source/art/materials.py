"""Surfaces and lamp glass, by name in the table M. Each tells its roughness to the pass "rough"."""
import bpy


MATS = {}


def principled(name, base, rough=0.5, metal=0.0, spec=0.5, coat=0.0, bump=None, rough_var=None, emit=None, sheen=0.0):
    """bump=(scale, strength, distance)  rough_var=(scale, lo, hi)."""
    if name in MATS:
        return MATS[name]
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    nt = m.node_tree
    b = nt.nodes["Principled BSDF"]
    b.inputs["Base Color"].default_value = (*base, 1) if len(base) == 3 else base
    b.inputs["Roughness"].default_value = rough
    b.inputs["Metallic"].default_value = metal
    b.inputs["Specular"].default_value = spec
    b.inputs["Clearcoat"].default_value = coat
    b.inputs["Clearcoat Roughness"].default_value = 0.04
    b.inputs["Sheen"].default_value = sheen
    aov = nt.nodes.new("ShaderNodeOutputAOV")
    aov.name = "rough"
    aov.inputs["Value"].default_value = rough
    if bump or rough_var:
        geo = nt.nodes.new("ShaderNodeNewGeometry")
    if bump:
        nz = nt.nodes.new("ShaderNodeTexNoise")
        nz.inputs["Scale"].default_value = bump[0]
        nz.inputs["Detail"].default_value = 4
        bp = nt.nodes.new("ShaderNodeBump")
        bp.inputs["Strength"].default_value = bump[1]
        bp.inputs["Distance"].default_value = bump[2]
        nt.links.new(geo.outputs["Position"], nz.inputs["Vector"])
        nt.links.new(nz.outputs["Fac"], bp.inputs["Height"])
        nt.links.new(bp.outputs["Normal"], b.inputs["Normal"])
    if rough_var:
        nz = nt.nodes.new("ShaderNodeTexNoise")
        nz.inputs["Scale"].default_value = rough_var[0]
        nz.inputs["Detail"].default_value = 5
        mr = nt.nodes.new("ShaderNodeMapRange")
        mr.inputs["From Min"].default_value = 0.3
        mr.inputs["From Max"].default_value = 0.7
        mr.inputs["To Min"].default_value = rough_var[1]
        mr.inputs["To Max"].default_value = rough_var[2]
        nt.links.new(geo.outputs["Position"], nz.inputs["Vector"])
        nt.links.new(nz.outputs["Fac"], mr.inputs["Value"])
        nt.links.new(mr.outputs["Result"], b.inputs["Roughness"])
        nt.links.new(mr.outputs["Result"], aov.inputs["Value"])
    MATS[name] = m
    return m


def aov_of(nt):
    """The node that tells the roughness."""
    return next(n for n in nt.nodes if n.bl_idname == "ShaderNodeOutputAOV")


def emitter(name, color, strength):
    """lamp glass: pure emission; strength is switched per light layer."""
    if name in MATS:
        return MATS[name]
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    nt = m.node_tree
    nt.nodes.clear()
    out = nt.nodes.new("ShaderNodeOutputMaterial")
    e = nt.nodes.new("ShaderNodeEmission")
    g = nt.nodes.new("ShaderNodeBsdfPrincipled")
    add = nt.nodes.new("ShaderNodeAddShader")
    e.name = "E"
    e.inputs["Color"].default_value = (*color, 1)
    e.inputs["Strength"].default_value = strength
    g.inputs["Base Color"].default_value = (0.25, 0.22, 0.22, 1)
    g.inputs["Roughness"].default_value = 0.3
    nt.links.new(e.outputs[0], add.inputs[0])
    nt.links.new(g.outputs[0], add.inputs[1])
    nt.links.new(add.outputs[0], out.inputs["Surface"])
    m["on"] = strength
    MATS[name] = m
    return m


def hot_center(m, center, radius, floor=0.10):
    """headlamp lens: bright filament image in the middle, dim fluted glass around it."""
    nt = m.node_tree
    e = nt.nodes["E"]
    geo = N(nt, "NewGeometry")
    vd = N(nt, "VectorMath", operation="DISTANCE")
    vd.inputs[1].default_value = center
    nt.links.new(geo.outputs["Position"], vd.inputs[0])
    mr = N(nt, "MapRange", interpolation_type="SMOOTHERSTEP")
    nt.links.new(vd.outputs["Value"], mr.inputs["Value"])
    mr.inputs["From Min"].default_value = radius * 0.15
    mr.inputs["From Max"].default_value = radius
    mr.inputs["To Min"].default_value = 1.0
    mr.inputs["To Max"].default_value = floor
    wv = N(nt, "TexWave", Scale=26.0, Distortion=0.0)
    nt.links.new(geo.outputs["Position"], wv.inputs["Vector"])
    w2 = N(nt, "MapRange")
    nt.links.new(wv.outputs["Fac"], w2.inputs["Value"])
    w2.inputs["To Min"].default_value = 0.55
    k = N(nt, "Math", operation="MULTIPLY")
    nt.links.new(mr.outputs[0], k.inputs[0])
    nt.links.new(w2.outputs[0], k.inputs[1])
    mx = N(nt, "Mix", data_type="RGBA", blend_type="MULTIPLY")
    mx.inputs[0].default_value = 1
    mx.inputs[6].default_value = e.inputs["Color"].default_value
    nt.links.new(k.outputs[0], mx.inputs[7])
    nt.links.new(mx.outputs[2], e.inputs["Color"])


def N(nt, kind, **kw):
    """A new node of a material, with values for its inputs and properties by name."""
    n = nt.nodes.new("ShaderNode" + kind)
    for k, v in kw.items():
        if k in n.inputs:
            n.inputs[k].default_value = v
        else:
            setattr(n, k, v)
    return n


def asphalt():
    """wet asphalt: aggregate bump, oil-dark film, large mirror puddles."""
    m = principled("asphalt", (0.016, 0.017, 0.019), 0.4)
    nt = m.node_tree
    b = nt.nodes["Principled BSDF"]
    L = nt.links.new
    if "done" in m:
        return m
    m["done"] = 1
    geo = N(nt, "NewGeometry")
    big = N(nt, "TexNoise", Scale=0.85, Detail=3.0, Roughness=0.5, Distortion=0.35)
    mid = N(nt, "TexNoise", Scale=5.5, Detail=6.0, Roughness=0.6)
    agg = N(nt, "TexVoronoi", Scale=85.0)
    fine = N(nt, "TexNoise", Scale=60.0, Detail=4.0)
    for t in (big, mid, agg, fine):
        L(geo.outputs["Position"], t.inputs["Vector"])
    wob = N(nt, "Math", operation="MULTIPLY_ADD")
    wob.inputs[1].default_value = 0.16
    L(mid.outputs["Fac"], wob.inputs[0])
    L(big.outputs["Fac"], wob.inputs[2])
    pud = N(nt, "MapRange", interpolation_type="SMOOTHSTEP")
    L(wob.outputs[0], pud.inputs["Value"])
    pud.inputs["From Min"].default_value = 0.52
    pud.inputs["From Max"].default_value = 0.60  # 0 dry-ish film, 1 puddle
    rg = N(nt, "MapRange")
    L(mid.outputs["Fac"], rg.inputs["Value"])
    rg.inputs["From Min"].default_value = 0.3
    rg.inputs["From Max"].default_value = 0.7
    rg.inputs["To Min"].default_value = 0.11
    rg.inputs["To Max"].default_value = 0.34
    mx = N(nt, "Mix", data_type="FLOAT")
    L(pud.outputs[0], mx.inputs[0])
    L(rg.outputs[0], mx.inputs[2])
    mx.inputs[3].default_value = 0.025
    L(mx.outputs[0], b.inputs["Roughness"])
    L(mx.outputs[0], aov_of(nt).inputs["Value"])
    inv = N(nt, "Math", operation="SUBTRACT")
    inv.inputs[0].default_value = 1.0
    L(pud.outputs[0], inv.inputs[1])
    h = N(nt, "Math", operation="MULTIPLY_ADD")
    L(agg.outputs["Distance"], h.inputs[0])
    h.inputs[1].default_value = 1.0
    L(fine.outputs["Fac"], h.inputs[2])
    bp = N(nt, "Bump", Distance=0.004)
    L(h.outputs[0], bp.inputs["Height"])
    bs = N(nt, "Math", operation="MULTIPLY")
    bs.inputs[1].default_value = 0.34
    L(inv.outputs[0], bs.inputs[0])
    L(bs.outputs[0], bp.inputs["Strength"])
    b2 = N(nt, "Bump", Distance=0.02, Strength=0.10)
    L(mid.outputs["Fac"], b2.inputs["Height"])
    L(bp.outputs["Normal"], b2.inputs["Normal"])
    s2 = N(nt, "Math", operation="MULTIPLY")
    s2.inputs[1].default_value = 0.14
    L(inv.outputs[0], s2.inputs[0])
    L(s2.outputs[0], b2.inputs["Strength"])
    L(b2.outputs["Normal"], b.inputs["Normal"])
    b.inputs["Specular"].default_value = 0.55
    return m


def concrete(name="concrete", base=0.115, panel=(1.2, 2.4)):
    """shuttered concrete: blotches, vertical water stains, pores."""
    m = principled(name, (base, base, base), 0.8)
    nt = m.node_tree
    b = nt.nodes["Principled BSDF"]
    L = nt.links.new
    if "done" in m:
        return m
    m["done"] = 1
    geo = N(nt, "NewGeometry")
    blot = N(nt, "TexNoise", Scale=1.1, Detail=8.0, Roughness=0.62, Distortion=0.4)
    pore = N(nt, "TexNoise", Scale=38.0, Detail=5.0, Roughness=0.7)
    mp = N(nt, "Mapping")
    mp.inputs["Scale"].default_value = (5.5, 5.5, 0.28)
    L(geo.outputs["Position"], mp.inputs["Vector"])
    streak = N(nt, "TexNoise", Scale=1.0, Detail=5.0, Roughness=0.55)
    L(mp.outputs[0], streak.inputs["Vector"])
    for t in (blot, pore):
        L(geo.outputs["Position"], t.inputs["Vector"])
    cr = N(nt, "ValToRGB")
    e = cr.color_ramp.elements
    e[0].position = 0.34
    e[0].color = (base * 0.36, base * 0.35, base * 0.34, 1)
    e[1].position = 0.68
    e[1].color = (base * 1.25, base * 1.23, base * 1.2, 1)
    L(blot.outputs["Fac"], cr.inputs["Fac"])
    sr = N(nt, "MapRange")
    L(streak.outputs["Fac"], sr.inputs["Value"])
    sr.inputs["From Min"].default_value = 0.42
    sr.inputs["From Max"].default_value = 0.66
    sr.inputs["To Min"].default_value = 1.0
    sr.inputs["To Max"].default_value = 0.35
    mul = N(nt, "Mix", data_type="RGBA", blend_type="MULTIPLY")
    mul.inputs[0].default_value = 1.0
    L(cr.outputs["Color"], mul.inputs[6])
    L(sr.outputs[0], mul.inputs[7])
    L(mul.outputs[2], b.inputs["Base Color"])
    rr = N(nt, "MapRange")
    L(streak.outputs["Fac"], rr.inputs["Value"])
    rr.inputs["From Min"].default_value = 0.45
    rr.inputs["From Max"].default_value = 0.62
    rr.inputs["To Min"].default_value = 0.85
    rr.inputs["To Max"].default_value = 0.32
    L(rr.outputs[0], b.inputs["Roughness"])
    L(rr.outputs[0], aov_of(nt).inputs["Value"])
    bp = N(nt, "Bump", Distance=0.006, Strength=0.5)
    L(pore.outputs["Fac"], bp.inputs["Height"])
    L(bp.outputs["Normal"], b.inputs["Normal"])
    return m


def make_materials():
    """The table M of everything that scenes are made of."""
    M = {}
    M["paint"] = principled("paint", (0.010, 0.009, 0.010), 0.14, coat=1.0)
    M["chrome"] = principled("chrome", (0.62, 0.62, 0.64), 0.12, metal=1, rough_var=(9, 0.08, 0.2))
    M["steel"] = principled("steel", (0.36, 0.36, 0.38), 0.3, metal=1, rough_var=(22, 0.22, 0.42))
    M["alloy"] = principled("alloy", (0.22, 0.22, 0.23), 0.36, metal=1, rough_var=(18, 0.28, 0.5))
    M["black"] = principled("blackmetal", (0.02, 0.02, 0.021), 0.38, spec=0.5)
    M["rubber"] = principled("rubber", (0.012, 0.012, 0.012), 0.55, bump=(90, 0.3, 0.001))
    M["leather"] = principled("leather", (0.012, 0.011, 0.011), 0.36, spec=0.55, bump=(55, 0.32, 0.003), rough_var=(14, 0.28, 0.52))
    M["leather2"] = principled("leather2", (0.014, 0.012, 0.012), 0.42, bump=(70, 0.3, 0.002))
    M["denim"] = principled("denim", (0.016, 0.017, 0.021), 0.7, bump=(40, 0.4, 0.004))
    M["skin"] = principled("skin", (0.50, 0.33, 0.27), 0.42, spec=0.45)
    M["lips"] = principled("lips", (0.30, 0.07, 0.07), 0.3)
    M["hair"] = principled("hair", (0.030, 0.020, 0.018), 0.26, spec=1.0)
    M["visor"] = principled("visor", (0.008, 0.008, 0.009), 0.04, spec=0.8, coat=1)
    M["eye"] = principled("eye", (0.5, 0.5, 0.5), 0.08)
    M["iris"] = principled("iris", (0.02, 0.012, 0.01), 0.05)
    M["asphalt"] = asphalt()
    M["concrete"] = concrete()
    M["pipe"] = principled("pipe", (0.06, 0.06, 0.062), 0.45, rough_var=(6, 0.3, 0.6))
    M["cable"] = principled("cable", (0.012, 0.012, 0.012), 0.5)
    M["white"] = principled("enamel", (0.30, 0.30, 0.30), 0.4, rough_var=(8, 0.3, 0.55))
    M["satin"] = principled("satin", (0.62, 0.40, 0.38), 0.32, spec=0.5, sheen=0.6)
    M["tulle"] = principled("tulle", (0.55, 0.53, 0.55), 0.7)
    M["wood"] = principled("wood", (0.07, 0.035, 0.02), 0.28, coat=0.6, rough_var=(12, 0.2, 0.4))
    M["brass"] = principled("brass", (0.75, 0.5, 0.2), 0.22, metal=1, rough_var=(20, 0.15, 0.35))
    return M
