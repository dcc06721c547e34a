"""Notes, envelopes, noise, and the stereo tracks that sounds are laid into. Sounds are float64 arrays at 48 kHz, 1.0 is full scale."""
import zlib

import numpy as np

RATE = 48000
HUM = 120.0                       # Hz; the tonic


def note(semitones):
    """Frequency in Hz of a note, in semitones above the hum."""
    return HUM * 2.0 ** (semitones / 12.0)


def random_for(name):
    """Random numbers of one instrument: each has its own, so that a change of one leaves the others as they are."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def ages(seconds):
    """The age in seconds of each sample of a sound."""
    return np.arange(int(round(seconds * RATE))) / RATE


def curve(count, *points):
    """An envelope of `count` samples through (second, value) points, eased between them so that it has no corners."""
    seconds, values = np.array([p[0] for p in points]), np.array([p[1] for p in points], float)
    place = np.interp(np.arange(count) / RATE, seconds, np.arange(len(points)))
    left = np.minimum(place.astype(int), len(points) - 2)
    part = place - left
    part = part * part * (3 - 2 * part)
    return values[left] * (1 - part) + values[left + 1] * part


def ramp(age, length, attack, release):
    """Rises within `attack` and falls within the last `release` seconds of `length`, both as half a cosine: nothing clicks."""
    rise = np.clip(age / max(attack, 1e-4), 0, 1)
    fall = np.clip((length - age) / max(release, 1e-4), 0, 1)
    return (0.5 - 0.5 * np.cos(np.pi * rise)) * (0.5 - 0.5 * np.cos(np.pi * fall))


def phase_of(frequency, count, start=0.0):
    """The phase in radians of an oscillator whose frequency (Hz) may change over time."""
    return 2 * np.pi * (np.cumsum(np.broadcast_to(frequency, count)) / RATE + start)


def stack(phase, weights):
    """A sum of harmonics. `weights` is one row a harmonic, from the first; a row is one number or points spread evenly over the sound."""
    weights = [np.atleast_1d(np.asarray(row, float)) for row in weights]
    here = np.arange(len(phase))
    twice, before, now = 2 * np.cos(phase), np.zeros(len(phase)), np.sin(phase)
    out = np.zeros(len(phase))
    for row in weights:
        out += now * (row[0] if len(row) == 1 else np.interp(here, np.linspace(0, len(phase) - 1, len(row)), row))
        before, now = now, twice * now - before          # sin((k + 1) x) from the two before it
    return out


def filtered_saw(frequency, cutoff, slope=1.0, most=64):
    """Weights for stack() of a saw behind a low pass of 24 dB an octave; `cutoff` in Hz, one number or points over time."""
    cutoff = np.atleast_1d(np.asarray(cutoff, float))
    top = min(most, int(17000 / frequency))
    return [k ** -slope / np.sqrt(1 + (k * frequency / cutoff) ** 8) for k in range(1, top + 1)]


def noise(random, count, ears=2):
    """White noise, one row an ear; a flat array for one ear."""
    made = random.standard_normal((ears, count))
    return made[0] if ears == 1 else made


def band(signal, low=None, high=None):
    """Keeps low..high Hz, with shoulders of half an octave. What it does is circular: of a loop it makes a loop."""
    spectrum = np.fft.rfft(signal, axis=-1)
    octave = np.log2(np.maximum(np.fft.rfftfreq(signal.shape[-1], 1 / RATE), 1e-3))
    gain = np.ones(octave.shape)
    if low:
        gain *= np.clip((octave - np.log2(low)) / 0.5 + 1, 0, 1)
    if high:
        gain *= np.clip((np.log2(high) - octave) / 0.5 + 1, 0, 1)
    gain = 0.5 - 0.5 * np.cos(np.pi * gain)
    return np.fft.irfft(spectrum * gain, signal.shape[-1], axis=-1)


def tilt(signal, decibels):
    """Tilts the spectrum around 1 kHz by so many dB an octave; -3 makes white noise pink. Circular as band()."""
    frequency = np.maximum(np.fft.rfftfreq(signal.shape[-1], 1 / RATE), 20)
    gain = (frequency / 1000) ** (decibels / 6.02)
    return np.fft.irfft(np.fft.rfft(signal, axis=-1) * gain, signal.shape[-1], axis=-1)


class Track:
    """A stereo stem. Sounds are laid into it at a time and a place; in a loop what runs over the end goes on at the start."""

    def __init__(self, seconds, loops=False):
        self.count = int(round(seconds * RATE))
        self.samples = np.zeros((2, self.count))
        self._loops = loops

    def lay(self, sound, second, pan=0.0, gain=1.0, shape=None):
        """Adds a sound of one ear at equal power (pan -1 is left, 1 is right), or one of two ears as it is; `shape` are points for curve()."""
        if shape:
            sound = sound * curve(sound.shape[-1], *shape)
        if sound.ndim == 1:
            angle = (pan + 1) * np.pi / 4
            sound = np.stack([sound * np.cos(angle), sound * np.sin(angle)]) * np.sqrt(2)
        start = int(round(second * RATE))
        if self._loops:
            at = 0
            while at < sound.shape[1]:
                to = (start + at) % self.count
                length = min(sound.shape[1] - at, self.count - to)
                self.samples[:, to:to + length] += sound[:, at:at + length] * gain
                at += length
            return
        length = max(0, min(sound.shape[1], self.count - start))
        self.samples[:, start:start + length] += sound[:, :length] * gain
