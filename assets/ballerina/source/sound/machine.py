"""The motorcycle: a starter that labours, an engine of two cylinders that catches."""
import numpy as np

from .synth import RATE, band, noise, phase_of, ramp, random_for, stack


def starter(seconds):
    """The starter motor: a whine that sags with every compression, eleven of them a second."""
    random, count = random_for("starter"), int(seconds * RATE)
    age = np.arange(count) / RATE
    load = 0.5 + 0.5 * np.cos(2 * np.pi * 11 * age)
    whine = stack(phase_of(205 * (1 - 0.10 * load), count), [0.6, 0.9, 0.5, 0.6, 0.3, 0.25, 0.12, 0.1])
    grit = band(noise(random, count, 1), 500, 4500) * (0.4 + 0.6 * load)
    return (whine * 0.30 * (1 - 0.5 * load) + grit * 0.30) * ramp(age, seconds, 0.02, 0.05)


def engine(firing, effort):
    """The engine for as long as `firing` (Hz, how often a cylinder fires) and `effort` (0..1) are, both one number a sample.

    The two cylinders are not alike, which is what makes it bark: half of the firing frequency is heard as well.
    """
    count, random = len(firing), random_for("engine")
    marks = np.arange(0, count + 2400, 2400)                       # it never idles quite evenly
    uneven = 1 + 0.012 * np.interp(np.arange(count), marks, random.standard_normal(len(marks)))
    phase = phase_of(firing * uneven / 2, count)
    coarse_at = np.linspace(0, count - 1, max(2, count // 240))
    pitch, push = np.interp(coarse_at, np.arange(count), firing), np.interp(coarse_at, np.arange(count), effort)
    weights = []
    for k in range(1, 49):
        tone = k * pitch / 2
        pipe = sum(g * np.exp(-(np.log2(np.maximum(tone, 1) / centre) / width) ** 2)
                   for centre, width, g in ((95, .55, 1.0), (230, .45, .75), (560, .6, .42), (1300, .7, .20)))
        odd = 0.45 if k % 2 else 1.0
        bright = (0.35 + 0.65 * push) ** (k / 10)
        weights.append(pipe * odd * bright)
    tone = stack(phase + 0.4 * np.sin(phase), weights)
    blow = np.maximum(np.cos(phase), 0) ** 6 + 0.8 * np.maximum(-np.cos(phase), 0) ** 6
    breath = band(noise(random, count, 1), 300, 5000) * blow * (0.25 + 0.75 * effort)
    out = np.tanh((tone * 0.55 + breath * 0.45) * (0.8 + 0.7 * effort))
    wide = band(noise(random, count), 500, 6000) * blow * 0.10 * effort       # what comes back from the walls
    return out + wide
