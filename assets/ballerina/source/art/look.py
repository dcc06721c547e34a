"""Colour and the look of a still: bloom, vignette, contrast, a filmic curve, dither."""
import numpy as np
from PIL import Image
from scipy import ndimage

F32 = np.float32


def to_srgb(linear):
    """Linear light to sRGB's curve; what is negative is black."""
    x = np.clip(linear, 0, None)
    return np.where(x <= 0.0031308, 12.92 * x, 1.055 * np.power(np.maximum(x, 1e-8), 1 / 2.4) - 0.055)


def from_srgb(code):
    return np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4)


def to_bytes(x, dither=True, seed=0):
    """0..1 to 8 bits, dithered by half a step either way, without which the blacks band."""
    x = np.clip(x, 0, 1) * 255
    if dither:
        x = x + np.random.default_rng(seed).random(x.shape, dtype=F32) - 0.5
    return np.clip(np.rint(x), 0, 255).astype(np.uint8)


def resized(picture, width, height):
    """A float picture of one or more channels at another size (Lanczos)."""
    if picture.shape[:2] == (height, width):
        return picture
    planes = [picture] if picture.ndim == 2 else [picture[..., k] for k in range(picture.shape[2])]
    made = [np.asarray(Image.fromarray(np.ascontiguousarray(p, F32), "F").resize((width, height), Image.LANCZOS)) for p in planes]
    return made[0] if picture.ndim == 2 else np.stack(made, -1)


def halved(picture):
    """The mean of each two by two pixels."""
    height, width = picture.shape[0] // 2, picture.shape[1] // 2
    return picture[: height * 2, : width * 2].reshape((height, 2, width, 2) + picture.shape[2:]).mean((1, 3))


def filmic(x):
    """A fit of the ACES reference rendering: hot red drifts to salmon, as hot glass does, instead of clipping flat."""
    into = np.array([[0.59719, 0.35458, 0.04823], [0.07600, 0.90834, 0.01566], [0.02840, 0.13383, 0.83777]], F32)
    out_of = np.array([[1.60475, -0.53108, -0.07367], [-0.10208, 1.10813, -0.00605], [-0.00327, -0.07276, 1.07602]], F32)
    v = x @ into.T
    v = (v * (v + 0.0245786) - 0.000090537) / (v * (0.983729 * v + 0.4329510) + 0.238081)
    return np.clip(v @ out_of.T, 0, 1)


def bloom(x, threshold=1.0, strength=0.10, scale=1.0):
    """The glare of what is brighter than `threshold`, spread over five widths; `scale` is the picture's longer side over 2560."""
    peak = x.max(-1, keepdims=True)
    hot = np.minimum(x * np.clip((peak - threshold) / np.maximum(peak, 1e-4), 0, 1), 40)
    height, width = x.shape[:2]
    out = np.zeros_like(x)
    for sigma, weight in ((2.5, 0.40), (8, 0.26), (24, 0.18), (64, 0.10), (150, 0.06)):
        sigma *= scale
        step = max(1, int(sigma / 3))
        small = hot[: height // step * step, : width // step * step]
        small = small.reshape(height // step, step, width // step, step, 3).mean((1, 3))
        soft = [ndimage.gaussian_filter(small[..., c], sigma / step) for c in range(3)]
        rows = np.clip((np.arange(height) + 0.5) / step - 0.5, 0, small.shape[0] - 1)
        columns = np.clip((np.arange(width) + 0.5) / step - 0.5, 0, small.shape[1] - 1)
        places = np.meshgrid(rows, columns, indexing="ij")
        out += weight * np.stack([ndimage.map_coordinates(plane, places, order=1) for plane in soft], -1).astype(F32)
    return x + out * strength


def vignette(height, width, strength):
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    distance = np.sqrt((x * 0.8) ** 2 + (y * 0.9) ** 2)
    return (1 - strength * np.clip((distance - 0.35) / 0.9, 0, 1) ** 2)[..., None].astype(F32)


def contrasted(x, contrast):
    """Contrast on the largest channel, which keeps the hue and deepens the blacks."""
    peak = np.maximum(x.max(-1, keepdims=True), 1e-6)
    return x * np.minimum((peak / 0.35) ** (contrast - 1), 1.25)


def finished(linear, exposure=1.15, bloom_strength=0.10, vignetting=0.30, contrast=1.22):
    """Linear light to a finished still, sRGB 0..1."""
    height, width = linear.shape[:2]
    x = bloom(linear * exposure, 1.0, bloom_strength, scale=max(height, width) / 2560)
    return to_srgb(filmic(contrasted(x * vignette(height, width, vignetting), contrast)))
