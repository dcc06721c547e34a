"""The last steps: loudness by EBU R128, true peak, and files."""
import subprocess
import wave

import numpy as np

from .synth import RATE


def _biquad(frequency, b, a):
    z = np.exp(-2j * np.pi * frequency / RATE)
    return (b[0] + b[1] * z + b[2] * z * z) / (1 + a[0] * z + a[1] * z * z)


def _k_weighted(samples):
    """The two filters of ITU-R BS.1770-4 (coefficients for 48 kHz), as one gain a frequency."""
    size = 1 << (samples.shape[1] + RATE).bit_length()
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    head = _biquad(frequency, (1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585))
    low = _biquad(frequency, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    return np.fft.irfft(np.fft.rfft(samples, size) * head * low, size)[:, :samples.shape[1]]


def loudness(samples):
    """Integrated loudness in LUFS: blocks of 400 ms every 100 ms, gated at -70 LUFS and 10 LU below what is left."""
    power = np.concatenate([[0], np.cumsum((_k_weighted(samples) ** 2).sum(axis=0))])
    starts = np.arange(0, samples.shape[1] - int(0.4 * RATE) + 1, RATE // 10)
    blocks = (power[starts + int(0.4 * RATE)] - power[starts]) / (0.4 * RATE)
    heard = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    heard = heard[heard > heard.mean() / 10]
    return -0.691 + 10 * np.log10(heard.mean())


def _true_peaks(samples):
    """The highest value near each sample, of both ears, between the samples as well (four times as many)."""
    count = samples.shape[1]
    spectrum = np.fft.rfft(samples, axis=1)
    fine = np.fft.irfft(np.pad(spectrum, ((0, 0), (0, count * 2 - spectrum.shape[1] + 1))), count * 4) * 4
    return np.abs(fine).max(axis=0).reshape(count, 4).max(axis=1)


def limited(samples, ceiling=-1.5, ahead=0.004):
    """Holds true peaks below `ceiling` dBTP: the gain goes down `ahead` seconds before a peak and comes back as softly."""
    limit, reach = 10 ** (ceiling / 20), int(ahead * RATE)
    for _ in range(3):                                    # what the gain itself adds between samples is caught the next time
        need = np.minimum(1.0, limit / np.maximum(_true_peaks(samples), 1e-9))
        if need.min() >= 1:
            break
        lowest, width = np.pad(need, reach, constant_values=1), 1
        while width < 2 * reach:                          # the least within the window, by doubling
            step = min(width, 2 * reach - width)
            lowest[:-step] = np.minimum(lowest[:-step], lowest[step:])
            width += step
        lowest = lowest[:samples.shape[1] + reach]
        window = np.hanning(reach + 2)[1:-1]
        smooth = np.convolve(lowest, window / window.sum(), "valid")
        start = (len(smooth) - samples.shape[1]) // 2
        samples = samples * np.minimum(smooth[start:start + samples.shape[1]], 1.0) * 0.999
    return samples


def bring_to(samples, lufs, ceiling=-1.5):
    """The samples at a loudness, their true peaks held; a few rounds, since each changes the other a little."""
    made = samples
    gain = 1.0
    for _ in range(4):
        gain *= 10 ** ((lufs - loudness(made)) / 20)
        made = limited(samples * gain, ceiling)
    return made


def write_wave(path, samples, bits=16, dither_seed=1006):
    """PCM of 16 or 24 bits. 16 are dithered; silence stays silence."""
    random = np.random.default_rng(dither_seed)
    scale = 2 ** (bits - 1) - 1
    if bits == 16:
        samples = samples + (random.random(samples.shape) - random.random(samples.shape)) / scale * (np.abs(samples) > 1e-5)
    values = np.clip(np.rint(samples * scale), -scale, scale).astype("<i4").T
    data = values.astype("<i2").tobytes() if bits == 16 else np.ascontiguousarray(values).view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(bits // 8)
        file.setframerate(RATE)
        file.writeframes(data)


def write(path, samples, bits=16):
    """Writes .wav, or .flac by way of the program ffmpeg."""
    if path.suffix == ".wav":
        write_wave(path, samples, bits)
        return
    plain = path.with_suffix(".wav.part")
    write_wave(plain, samples, bits)
    try:
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "wav", "-i", plain, "-map_metadata", "-1", "-fflags", "+bitexact",
                        "-flags:a", "+bitexact", "-compression_level", "12", path], check=True)
    finally:
        plain.unlink()
