"""Rooms and echoes. A room is a pair of impulse responses, one an ear: early reflections and a tail whose treble dies first."""
import numpy as np

from .synth import RATE, band, random_for


def room(name, seconds, predelay=0.02, low=120, high=7000, damping=0.45):
    """The impulse responses (2, n) of a room that falls by 60 dB within `seconds`; its treble needs `damping` of that.

    `name` seeds it: two rooms of one name are the same room. Each ear has unit energy.
    """
    random = random_for("room " + name)
    length = int(RATE * seconds * 1.25)
    age = np.arange(length) / RATE
    tail = np.zeros((2, length))
    for bottom, top, share in ((low, 400, 1.15), (400, 1600, 1.0), (1600, 4000, 0.5 + damping / 2), (4000, high, damping)):
        dies = 10 ** (-3 * age / (seconds * share))
        tail += band(random.standard_normal((2, length)), bottom, top) * dies
    tail *= 1 - np.exp(-age / 0.015)                      # the room fills before it dies
    for k in range(9):                                    # the nearest walls
        at = int((0.004 + 0.045 * random.random()) * RATE)
        tail[k % 2, at] += random.choice((-1, 1)) * 6.0 * 0.82 ** k * np.abs(tail).mean() * 8
    tail = band(tail, low, high)
    tail /= np.sqrt((tail ** 2).sum(axis=1, keepdims=True))
    return np.pad(tail, ((0, 0), (int(predelay * RATE), 0)))


def heard_in(impulse, samples, loops=False):
    """The samples as the room gives them back, cut to their length; of a loop it makes a loop."""
    count, length = samples.shape[1], impulse.shape[1]
    if loops:
        folded = np.zeros((2, count))
        for at in range(0, length, count):
            piece = impulse[:, at:at + count]
            folded[:, :piece.shape[1]] += piece
        return np.fft.irfft(np.fft.rfft(samples) * np.fft.rfft(folded), count)
    size = 1 << (count + length - 1).bit_length()
    return np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(impulse, size), size)[:, :count]


def deep_in_the_middle(samples):
    """The samples with what is below 130 Hz the same in both ears: one speaker loses nothing of it."""
    middle, side = (samples[0] + samples[1]) / 2, band((samples[0] - samples[1]) / 2, 130)
    return np.stack([middle + side, middle - side])


def echoes(samples, seconds, feedback, times=6):
    """Echoes that go from ear to ear, each darker than the one before; the sound itself is not among them."""
    out, step, high = np.zeros_like(samples), int(seconds * RATE), 6000
    wet = samples
    for k in range(1, times + 1):
        wet = band(wet[::-1], 250, high) * feedback
        if k * step >= samples.shape[1]:
            break
        out[:, k * step:] += wet[:, :samples.shape[1] - k * step]
        high *= 0.8
    return out
