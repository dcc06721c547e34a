"""What sings: the music box, strings, the drone, and the bass and plucks of the beat. Notes are semitones above the hum."""
import numpy as np

from .synth import RATE, ages, band, filtered_saw, noise, note, phase_of, ramp, random_for, stack


def tine(semitones, force=1.0):
    """A tooth of a music box's comb: a clamped bar (partials at 1, 6.27 and 17.5), its sounding board, and the pin that lets it go."""
    random, pitch = random_for(f"tine {semitones}"), note(semitones)
    age = ages(3.6)
    ring = 1.15 * (480 / pitch) ** 0.55                     # the long teeth ring longer
    out = np.zeros(len(age))
    for ratio, weight, decay in ((1, 1.0, ring), (1.0022, 0.45, ring * 1.3), (2.003, 0.16, ring * 0.5), (3.01, 0.05, ring * 0.3),
                                 (6.27, 0.20 * force, 0.14), (17.5, 0.045 * force, 0.035)):
        if pitch * ratio < 18000:
            out += weight * np.sin(2 * np.pi * pitch * ratio * age) * np.exp(-age / decay)
    pin = band(random.standard_normal(len(age)), 2500, 12000) * np.exp(-age / 0.004) * 0.16
    board = np.sin(2 * np.pi * 310 * age) * np.exp(-age / 0.025) * 0.18
    return (out + (pin + board) * (0.4 + 0.6 * force)) * ramp(age, 3.6, 0.0012, 0.5) * force


def clockwork(seconds, rate):
    """The governor of the music box: small wheels, hardly heard, `rate` teeth a second."""
    random, count = random_for("clockwork"), int(seconds * RATE)
    out = np.zeros(count)
    tick = band(random.standard_normal(960), 3000, 10000) * np.exp(-np.arange(960) / 90)
    second = 0.0
    while second < seconds - 0.03:
        at = int(second * RATE)
        out[at:at + 960] += tick[:count - at] * random.uniform(0.4, 1.0)
        second += random.uniform(0.93, 1.07) / rate
    return out * ramp(np.arange(count) / RATE, seconds, 0.2, 0.2)


def strings(chord, seconds, attack, release, bright=(900, 900), tremble=0.0):
    """A few strings a note, each a little off. `bright` is the low pass in Hz over time; `tremble` 0..1 lets the bows shiver."""
    age = ages(seconds)
    random, out = random_for(f"strings {chord} {seconds}"), np.zeros((2, len(age)))
    cutoff = np.interp(np.linspace(0, 1, 24), np.linspace(0, 1, len(bright)), bright)
    for semitones in chord:
        pitch = note(semitones)
        weights = filtered_saw(pitch, cutoff, slope=1.15, most=20)
        for desk in range(4):
            cents = (-9, 4, -3, 8)[desk] + random.uniform(-1.5, 1.5)
            vibrato = 0.0028 * np.clip((age - 0.4) / 1.2, 0, 1) * np.sin(2 * np.pi * random.uniform(4.6, 5.6) * age + random.uniform(0, 6.28))
            voice = stack(phase_of(pitch * 2 ** (cents / 1200) * (1 + vibrato), len(age), random.random()), weights)
            if tremble:
                voice *= 1 - tremble * (0.5 + 0.5 * np.sin(2 * np.pi * random.uniform(10, 13) * age + random.uniform(0, 6.28)))
            side = (-0.55, 0.55, 0.2, -0.2)[desk]
            out[0] += voice * np.sqrt(0.5 * (1 - side))
            out[1] += voice * np.sqrt(0.5 * (1 + side))
    hair = band(noise(random, len(age)), 1500, 6000) * 0.02 * len(chord)
    return (out + hair) * ramp(age, seconds, attack, release) / np.sqrt(len(chord) * 4)


def drone(seconds, chord=(-24, -12, -5), bright=(400, 400)):
    """The depth: low reeds that beat slowly. The lowest octave is in the middle, so that no speaker loses it."""
    age = ages(seconds)
    random, out = random_for(f"drone {chord} {seconds}"), np.zeros((2, len(age)))
    cutoff = np.interp(np.linspace(0, 1, 48), np.linspace(0, 1, len(bright)), bright)
    for semitones in chord:
        pitch = note(semitones)
        share = 0.4 if pitch < 40 else 1.0               # few speakers have it, and it would eat what the others need
        weights = [row * share for row in filtered_saw(pitch, cutoff, slope=1.3, most=24)]
        for cents, side in ((-4, -0.7), (0, 0.0), (5, 0.7)):
            if pitch < 80:
                side = 0.0
            voice = stack(phase_of(pitch * 2 ** (cents / 1200), len(age), random.random()), weights)
            out[0] += voice * np.sqrt(0.5 * (1 - side))
            out[1] += voice * np.sqrt(0.5 * (1 + side))
    breath = 1 + 0.14 * np.sin(2 * np.pi * 0.19 * age) + 0.08 * np.sin(2 * np.pi * 0.31 * age + 1)
    return out * breath / (len(chord) * 1.7)


def bass(semitones, seconds, cutoff, accent=1.0):
    """A note of the bass: a saw and a square a hair apart behind a filter that snaps shut; driven, so that small speakers tell its pitch."""
    age, pitch = ages(seconds), note(semitones)
    shut = 90 + cutoff * np.exp(-np.linspace(0, seconds, 40) / (0.05 + 0.03 * accent))
    saw = stack(phase_of(pitch, len(age)), filtered_saw(pitch, shut, most=40))
    square = stack(phase_of(pitch * 1.004, len(age), 0.2), [row * (k % 2 == 0) for k, row in enumerate(filtered_saw(pitch, shut, most=40))])
    out = np.tanh(1.6 * (saw + 0.55 * square))
    return out * ramp(age, seconds, 0.003, min(0.03, seconds / 3)) * accent


def pluck(semitones, cutoff, force=1.0):
    """A short note for patterns: two saws apart by a hair behind a filter that closes."""
    age, pitch = ages(0.42), note(semitones)
    shut = 200 + cutoff * np.exp(-np.linspace(0, 0.42, 40) / 0.07)
    weights = filtered_saw(pitch, shut, most=24)
    left = stack(phase_of(pitch * 1.0022, len(age)), weights)
    right = stack(phase_of(pitch / 1.0022, len(age), 0.13), weights)
    both = np.stack([left + 0.5 * right, right + 0.5 * left])
    return both * np.exp(-age / 0.16) * ramp(age, 0.42, 0.002, 0.1) * force


def rise(seconds, chord, octaves):
    """Voices that climb without end: each fades in low and out high while its octave passes, and the whole opens."""
    age = ages(seconds)
    random, out = random_for("rise"), np.zeros((2, len(age)))
    for semitones in chord:
        for layer in range(4):
            climb = layer + octaves * (age / seconds) ** 1.6
            place = np.mod(climb, 4.0)
            weight = np.sin(np.pi * np.clip(place / 4, 0, 1)) ** 2
            # Where a voice starts again at the bottom its weight is nought.
            pitch = note(semitones - 12) * 2 ** place
            phase = phase_of(pitch, len(age), random.random())
            voice = (np.sin(phase) + 0.4 * np.sin(2 * phase) + 0.2 * np.sin(3 * phase)) * weight
            side = (-0.6, 0.6, 0.2, -0.2)[layer]
            out[0] += voice * np.sqrt(0.5 * (1 - side))
            out[1] += voice * np.sqrt(0.5 * (1 + side))
    return out * (age / seconds) ** 2 / len(chord)
