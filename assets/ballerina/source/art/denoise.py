"""A joint bilateral denoiser for renders of few samples: an edge-avoiding wavelet guided by what has no noise.

After Dammertz and others, "Edge-avoiding a-trous wavelet transform for fast global illumination filtering" (2010).
"""
import numpy as np
from scipy import ndimage

F32 = np.float32
KERNEL = np.array([1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16], F32)
LUMA = np.array([0.5, 0.35, 0.15], F32)  # most of these pictures is red
KEPT_NOISE = 0.18  # a little of it back: it reads as texture


def _shifted(picture, dy, dx):
    height, width = picture.shape[:2]
    rows, columns = np.clip(np.arange(height) + dy, 0, height - 1), np.clip(np.arange(width) + dx, 0, width - 1)
    return picture[rows][:, columns]


def despeckled(colour, most=2.2):
    """Without fireflies: no pixel is more than `most` times as bright as its third brightest neighbour."""
    light = colour.max(-1)
    neighbour = ndimage.rank_filter(light, rank=-3, size=3)
    keep = np.where(light > neighbour * most + 1e-4, neighbour / np.maximum(light, 1e-6), 1)
    return colour * keep[..., None].astype(F32)


def _local_noise(luma):
    """How noisy each place is: the typical distance of a pixel from its neighbours' mean."""
    rough = np.abs(luma - ndimage.uniform_filter(luma, 3))
    small = ndimage.gaussian_filter(ndimage.percentile_filter(rough[::2, ::2], 35, 7), 2)
    return small.repeat(2, 0).repeat(2, 1)[: luma.shape[0], : luma.shape[1]]


def denoised(colour, normals, albedo, depth, levels=4):
    """Linear colour (h, w, 3) smoothed where normals, albedo, depth and its own prefiltered luma say it is one surface."""
    raw = colour = despeckled(colour.astype(F32))
    slope = np.maximum(np.abs(np.gradient(depth, axis=0)), np.abs(np.gradient(depth, axis=1)))
    slope = ndimage.minimum_filter(slope, 3) + 0.004
    noise = None
    for level in range(levels):
        step = 2**level
        luma = np.sqrt(np.maximum(colour @ LUMA, 0))  # as the eye sees it
        smooth = ndimage.gaussian_filter(luma, 0.55 + 0.5 * level)
        noise = _local_noise(luma) if noise is None else noise * 0.62
        tolerance = noise * 1.9 + 0.004 * smooth + 0.0006
        total, weights = colour * KERNEL[2] ** 2, np.full(luma.shape, KERNEL[2] ** 2, F32)
        for j in range(-2, 3):
            for i in range(-2, 3):
                if i == 0 and j == 0:
                    continue
                dy, dx = j * step, i * step
                unlike = np.square(_shifted(normals, dy, dx) - normals).sum(-1) / 0.035
                unlike += np.abs(_shifted(depth, dy, dx) - depth) / (slope * (abs(i) + abs(j)) * step * 1.5 + 0.01)
                unlike += np.square(_shifted(albedo, dy, dx) - albedo).sum(-1) / 0.004
                unlike += np.square((_shifted(smooth, dy, dx) - smooth) / tolerance) * 0.5
                weight = KERNEL[j + 2] * KERNEL[i + 2] * np.exp(-np.minimum(unlike, 30))
                total += _shifted(colour, dy, dx) * weight[..., None]
                weights += weight
        colour = total / weights[..., None]
    return colour * (1 - KEPT_NOISE) + raw * KEPT_NOISE
