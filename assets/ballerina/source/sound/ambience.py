"""The loop under the poster: thirty seconds of the underpass at night, without a seam.

It has no start: every oscillator goes round a whole number of times, noise and rooms are circular, and what runs over the end goes on at the
beginning. The band of the hum, which the program adds itself at 120 Hz, is left to it. The drops fall on the notes of the friend's motif, in
their order, but out of time; nobody needs to notice.
"""
import numpy as np

from . import master, space, tones, water
from .synth import HUM, RATE, Track, band, noise, note, phase_of, random_for, stack

LENGTH = 30.0
LUFS = -54.0                       # the program raises what is soft by 12 dB at most: at -42 it stays under the hum, and far under a teaser

# (second, note of the motif, pan, force)
DROPS = ((1.7, 43, -.5, .8), (5.2, 39, .6, .5), (6.1, 44, .1, .9), (10.9, 43, .7, .4), (12.3, 41, -.7, .7),
         (16.8, 39, .3, .55), (19.4, 36, -.2, .8), (24.6, 38, .5, .5), (28.3, 35, -.6, .65))


def whole(frequency):
    """The nearest frequency that goes round a whole number of times in the loop."""
    return np.round(frequency * LENGTH) / LENGTH


def swell(times, phase=0.0):
    """Rises and falls so many times in the loop, 0..1."""
    return 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(int(LENGTH * RATE)) / RATE * times / LENGTH + phase))


def depth():
    """Octave and fifth below the hum, three reeds each, so near to each other that they take the whole loop to meet."""
    count = int(LENGTH * RATE)
    out = np.zeros((2, count))
    for semitones, gain, shape in ((-12, 1.0, 0.6 + 0.4 * swell(1)), (-5, 0.55, 0.3 + 0.7 * swell(2, .3)), (-4, 0.20, swell(1, .5) ** 3)):
        for ear, cycles in ((0, -3), (1, 3), (0, 0), (1, 0)):
            pitch = whole(note(semitones)) + cycles / LENGTH
            out[ear] += stack(phase_of(pitch, count), [1, 0, .15, 0]) * gain * shape
    return out


def far_strings():
    """Two chords that come and go like traffic: i with its ninth, and bVI."""
    out = Track(LENGTH, loops=True)
    for second, chord, gain in ((2.0, (19, 26, 31), .5), (16.5, (20, 24, 31), .45)):
        out.lay(tones.strings(chord, 13.0, 5.0, 6.0, (500, 1500, 500)), second, 0, gain)
    return out.samples


def gas():
    """The tubes' gas, lit 120 times a second: treble alone, what is below is the program's."""
    count = int(LENGTH * RATE)
    crackle = np.abs(np.sin(phase_of(HUM / 2, count))) ** 3
    return band(noise(random_for("gas"), count), 3000, 10000) * crackle * (0.8 + 0.2 * swell(7))


def loop():
    """The finished loop, (2, n), at its loudness."""
    count = int(LENGTH * RATE)
    wet = Track(LENGTH, loops=True)
    for second, semitones, pan, force in DROPS:
        wet.lay(water.drop(semitones, force), second, pan)
        wet.lay(water.drop(semitones - 12, force * .3), second + .19, -pan)
    wet.lay(water.steam(5.5), 7.5, 0, .05)
    wet.lay(water.steam(3.5), 21.0, 0, .035)
    air = water.air(count, "night") * (0.75 + 0.25 * swell(3, .2))
    train = band(noise(random_for("train"), count), 35, 110) * swell(1, .55) ** 6      # over the bridge, once a loop
    dry = 0.050 * depth() + 0.50 * air / np.abs(air).std() * .012 + 0.02 * gas() + 0.16 * train
    send = 0.20 * wet.samples + 0.020 * far_strings() + 0.02 * train
    out = dry + 0.05 * wet.samples + space.heard_in(space.room("underpass", 3.4, .03, 110, 6500, .4), send, loops=True)
    out = space.deep_in_the_middle(band(out, 28, 14000))
    return out * 10 ** ((LUFS - master.loudness(out)) / 20)
