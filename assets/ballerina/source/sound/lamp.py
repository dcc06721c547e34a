"""The fluorescent tube: the hum of its ballast, the relay of its starter, its gas."""
import numpy as np

from .synth import HUM, ages, band, noise, note, phase_of, ramp, random_for, stack


# The first eight as in the program's own hum (kiosk/media/hum.cpp), then the treble of a choke that strains.
CALM = (1.0, 0.42, 0.36, 0.14, 0.20, 0.06, 0.07, 0.03)
STRAINED = CALM + (0.05, 0.06, 0.04, 0.05, 0.03, 0.045, 0.03, 0.04, 0.02, 0.03, 0.02, 0.025)


def hum(level, bite):
    """The ballast for as long as `level` (0..1 a sample) is; `bite` (0..1 a sample) brings in what rattles when it strains."""
    count, random = len(level), random_for("hum")
    wander = 1 + 0.0005 * np.sin(2 * np.pi * 0.37 * np.arange(count) / 48000) + 0.0003 * np.sin(2 * np.pi * 1.7 * np.arange(count) / 48000)
    coarse = np.interp(np.linspace(0, count - 1, max(2, count // 480)), np.arange(count), bite)
    out = np.zeros((2, count))
    for ear in range(2):
        phase = phase_of(HUM * wander, count, 0.02 * ear)         # nearly in phase: it is still there in mono
        weights = [w if k < len(CALM) else w * coarse for k, w in enumerate(STRAINED)]
        out[ear] = stack(phase, weights) + 0.10 * np.sin(phase / 2)
    crackle = np.abs(np.sin(phase_of(HUM / 2, count))) ** 3       # the gas is lit 120 times a second
    gas = band(noise(random, count), 2500, 9000) * crackle * (0.02 + 0.06 * bite)
    return (out * 0.5 + gas) * level


def relay(weight=1.0):
    """The starter's contact: a click of steel, and the tin of the fixture around it."""
    random, age = random_for("relay"), ages(0.5)
    click = band(noise(random, len(age), 1), 1200, 9000) * (np.exp(-age / 0.003) + 0.25 * np.exp(-np.maximum(age - 0.011, 0) / 0.004) * (age > 0.011))
    tin = sum(g * np.sin(2 * np.pi * f * age) * np.exp(-age / d) for f, g, d in ((417, .30, .05), (1033, .22, .07), (1871, .12, .04), (3127, .06, .03)))
    jolt = np.sin(phase_of(note(-12) * (1 + np.exp(-age / 0.02)), len(age))) * np.exp(-age / 0.09) * 0.5 * weight
    return (0.5 * click + tin * 0.5 + jolt) * ramp(age, 0.5, 0.0008, 0.1)


def burst(seconds):
    """The gas catches for a moment and goes out again."""
    random, age = random_for("burst"), ages(seconds + 0.12)
    lit = np.abs(np.sin(np.pi * HUM * age)) ** 2
    body = stack(phase_of(HUM, len(age)), STRAINED) * 0.35 + band(noise(random, len(age), 1), 1500, 9000) * lit * 0.55
    return body * np.exp(-age / (seconds * 0.8)) * ramp(age, seconds + 0.12, 0.002, 0.08)


def glow(seconds, rise):
    """Tubes that burn up: the overtones of the hum come in one after the other, high and glassy, and beat against each other."""
    random, age = random_for("glow"), ages(seconds)
    out = np.zeros((2, len(age)))
    for k in (4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24):
        begins = rise * (k - 4) / 24
        shape = np.clip((age - begins) / (rise - begins), 0, 1) ** 1.6 * k ** -0.8
        for ear in range(2):
            detune = 1 + random.uniform(-0.0015, 0.0015)
            shimmer = 1 + 0.35 * np.sin(2 * np.pi * random.uniform(3, 7) * age + random.uniform(0, 6.28))
            out[ear] += np.sin(phase_of(HUM * k * detune, len(age), random.random())) * shape * shimmer
    return out * ramp(age, seconds, 0.01, 0.03)
