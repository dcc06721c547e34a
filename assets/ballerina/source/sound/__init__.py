"""The sound of the default show, made from nothing: sines and seeded noise, no samples. `script/score` is the command.

    synth.py     notes, envelopes, noise, stereo tracks that sounds are laid into
    space.py     rooms (reverberation) and echoes
    lamp.py      the fluorescent tube: its hum, the relay of its starter, its gas
    machine.py   the motorcycle
    tones.py     what sings: music box, strings, drone, the bass and the plucks of the beat
    drums.py     what strikes: pulse, heart, kick, shutter, ticks, the hit
    water.py     what the underpass does by itself: air, drops, steam
    teaser.py    the score of the teaser, second by second, and its mix
    ambience.py  the loop under the poster
    master.py    loudness (EBU R128), true peak, files

Everything is tuned to the ballast. A fluorescent tube on the 60 Hz mains of Seoul hums at 120 Hz, as the program's own hum does; so 120 Hz is
the tonic and a note is a number of semitones above it. The beat is its sixtieth part: 120 a minute.
"""
