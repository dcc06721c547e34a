"""What strikes. All of it is made of the lamp and the place it hangs in: skins tuned to the hum, a steel shutter, ticks of relays."""
import numpy as np

from .synth import HUM, ages, band, noise, note, phase_of, ramp, random_for


def pulse(semitones=-12, length=0.45, force=1.0):
    """A low skin, felt more than heard."""
    age = ages(length)
    fall = note(semitones) * (1 + 0.9 * np.exp(-age / 0.025))
    body = np.sin(phase_of(fall, len(age))) + 0.35 * np.sin(phase_of(fall * 2.01, len(age))) * np.exp(-age / 0.06)
    return body * np.exp(-age / (length * 0.33)) * ramp(age, length, 0.004, length * 0.3) * force


def heart(force=1.0):
    """Both sounds of one heartbeat, as the chest hears them."""
    out = np.zeros(int(0.85 * 48000))
    for at, semitones, weight in ((0.0, -12, 1.0), (0.29, -10, 0.62)):
        beat = pulse(semitones, 0.42, weight)
        start = int(at * 48000)
        out[start:start + len(beat)] += beat
    return out * force


def kick(force=1.0):
    """The beat: falls onto the hum's octave, with a knuckle at its front."""
    random, age = random_for("kick"), ages(0.42)
    fall = note(-12) * (0.92 + 3.2 * np.exp(-age / 0.016) + 0.5 * np.exp(-age / 0.07))
    body = np.tanh(1.9 * np.sin(phase_of(fall, len(age))) * np.exp(-age / 0.15))
    knuckle = band(noise(random, len(age), 1), 1500, 7000) * np.exp(-age / 0.004) * 0.35
    return (body + knuckle) * ramp(age, 0.42, 0.0015, 0.15) * force


def shutter(force=1.0):
    """The back beat: a roller shutter hit with a fist, and the tube that flinches at it."""
    random, age = random_for("shutter"), ages(0.5)
    slats = sum(g * np.sin(2 * np.pi * f * age + p) * np.exp(-age / d) for f, g, d, p in (
        (187, .55, .07, 0), (263, .40, .09, 1), (411, .30, .06, 2), (733, .18, .05, 3), (1207, .10, .04, 4)))
    clap = band(noise(random, len(age)), 900, 8000) * (np.exp(-age / 0.012) + 0.55 * np.exp(-np.maximum(age - 0.018, 0) / 0.085) * (age > 0.018))
    flinch = np.abs(np.sin(np.pi * HUM * age)) ** 2
    return (slats * 0.8 + clap * (0.4 + 0.6 * flinch) * 0.75) * ramp(age, 0.5, 0.001, 0.15) * force


def tick(variant, force=1.0):
    """A relay as a hi-hat; `variant` counts, so that no two neighbours are the same."""
    random, age = random_for(f"tick {variant % 5}"), ages(0.07)
    out = band(noise(random, len(age), 1), 5500, 15000) * np.exp(-age / (0.008 + 0.005 * (variant % 3 == 2)))
    ring = np.sin(2 * np.pi * (3900 + 170 * (variant % 5)) * age) * np.exp(-age / 0.01) * 0.25
    return (out + ring) * ramp(age, 0.07, 0.0006, 0.03) * force


def steel(seconds=3.5, low=-24, force=1.0):
    """Struck steel, far below: bars whose overtones are nobody's scale. Accents, and part of the hit."""
    random, age = random_for(f"steel {low}"), ages(seconds)
    out = np.zeros((2, len(age)))
    for ratio, weight, decay in ((1, .9, .9), (2.76, .55, .7), (5.40, .42, .55), (8.93, .30, .40), (13.34, .22, .28), (18.6, .15, .2), (24.8, .10, .14)):
        for ear in range(2):
            pitch = note(low + 12) * ratio * (1 + random.uniform(-0.002, 0.002))
            out[ear] += weight * np.sin(2 * np.pi * pitch * age + random.uniform(0, 0.8)) * np.exp(-age / decay)
    dust = band(noise(random, len(age)), 150, 6000) * (np.exp(-age / 0.03) + 0.12 * np.exp(-age / 0.5))
    return (out * 0.5 + dust * 0.5) * ramp(age, seconds, 0.0012, seconds * 0.3) * force


def hit():
    """The door of the world: two skins that fall below hearing, steel, dust, and the air that is pushed out."""
    random, age = random_for("hit"), ages(4.2)
    fall = note(-16) * (0.9 + 1.9 * np.exp(-age / 0.045))
    low = np.tanh(1.5 * np.sin(phase_of(fall, len(age))) * np.exp(-age / 1.0))
    mid = np.sin(phase_of(fall * 2, len(age))) * np.exp(-age / 0.45) * 0.7
    third = np.sin(phase_of(fall * 3, len(age))) * np.exp(-age / 0.25) * 0.4
    air = band(noise(random, len(age)), 60, 900) * np.exp(-age / 0.35) * 0.6
    crack = band(noise(random, len(age)), 1200, 11000) * np.exp(-age / 0.022) * 0.8
    return ((low + mid + third) + air + crack + steel(4.2, -22) * 0.7) * ramp(age, 4.2, 0.0012, 1.2)


def breath_in(seconds, low=300, high=7000):
    """Air drawn in: noise that opens and is cut off, before what it announces."""
    random, age = random_for(f"breath {seconds}"), ages(seconds)
    part = age / seconds
    air = noise(random, len(age))
    dark, light = band(air, low, low * 4), band(air, low * 4, high)
    return (dark * (1 - part) + light * part) * part ** 2.4 * ramp(age, seconds, 0.02, 0.012)
