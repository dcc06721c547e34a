"""The art of the default show, built from nothing: every shape is code, no scans, no models of others, no likeness of a real person.

`script/art` is the command. It has two halves, which meet in a folder of OpenEXR files:

inside Blender (3.4, Cycles on the processor), started by `render.py`
    geometry.py    points to meshes: tubes, lofts, lathes, fused skins, strands; a stack of transforms
    materials.py   paint, chrome, leather, concrete, wet asphalt, lamp glass
    motorcycle.py  the machine, with wheels.py and engine.py
    head.py        face and hair
    hands.py       hands, bare or gloved
    boots.py       boots
    figure.py      a figure in any standing pose, the dancer
    rider.py       the figure on the machine
    props.py       helmet, pistol, ribbon, pointe shoe
    places.py      the underpass, the corridor, fluorescent tubes
    stage.py       light layers, lamps, cameras
    poster.py      the poster's scene, and the same room without rider and machine
    stills.py      the teaser's stills
    render.py      one render a light, one of guides, one of positions

outside of it (numpy, scipy, Pillow, OpenImageIO)
    denoise.py     a joint bilateral filter guided by normals, depth and albedo
    haze.py        single scatter of the lights in the air, in closed form: no noise of a volume
    look.py        colour, bloom, the filmic curve
    develop.py     OpenEXR files to light layers and stills
    depth.py       metres to the program's code for depth
    deliver.py     the form in which they are committed: folders of layers (JPEG, PNG, layers.json), flat stills
    compose.py     adds the layers up again, as a yardstick for the program's own shaders

Light is additive, so each light is rendered by itself and with a sampling of its own; the program adds them up as it likes.
In names M is the table of materials; T, R and S move, turn (degrees) and scale; lengths are metres.
"""
