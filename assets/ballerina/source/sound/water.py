"""What the underpass does by itself: air, drops, steam."""
import numpy as np

from .synth import ages, band, noise, note, ramp, random_for, tilt


def air(count, name="air"):
    """The place itself: soft low noise, without a start or an end."""
    random = random_for(name)
    return band(tilt(noise(random, count), -7), 70, 9000)


def drop(semitones, force=1.0):
    """A drop falls into a puddle: a bubble whose pitch rises as it closes."""
    age = ages(0.22)
    pitch = note(semitones) * (1 + 0.55 * (age / 0.10) ** 1.3)
    body = np.sin(2 * np.pi * np.cumsum(pitch) / 48000) * np.exp(-age / 0.032)
    random = random_for(f"drop {semitones}")
    splash = band(random.standard_normal(len(age)), 2500, 9000) * np.exp(-age / 0.006) * 0.12
    return (body + splash) * ramp(age, 0.22, 0.0012, 0.08) * force


def steam(seconds):
    """A valve lets go, a long way off, and closes again."""
    random, age = random_for(f"steam {seconds}"), ages(seconds)
    hiss = band(noise(random, len(age)), 1400, 6500) * (1 + 0.15 * np.sin(2 * np.pi * 0.9 * age))
    part = age / seconds
    return hiss * np.sin(np.pi * part ** 0.6) ** 2 * ramp(age, seconds, 0.3, 0.5)
