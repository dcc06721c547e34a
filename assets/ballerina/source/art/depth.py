"""Depth as the program reads it: 1 near, 0 far, linear in 1 / distance."""
import numpy as np
from scipy import ndimage


def depth_range(depth):
    """The nearest and the farthest metre that the depth map tells apart."""
    return float(depth.min()), float(min(np.percentile(depth, 99.5), 40))


def depth_code(depth, near, far):
    """1 at `near`, 0 at `far`, linear in 1 / distance."""
    return np.clip((1 / depth - 1 / far) / (1 / near - 1 / far), 0, 1)


def for_a_camera(code):
    """At half the size, for pictures without a plate. What is near keeps its outline and a little around it, so that where the camera looks past it
    only what is behind it gives way."""
    half = code.reshape(code.shape[0] // 2, 2, code.shape[1] // 2, 2).max(axis=(1, 3))
    return ndimage.gaussian_filter(ndimage.grey_dilation(half, size=(7, 7)), 2.5)
