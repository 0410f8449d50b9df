"""Data augmentation: change the input, keep what it means.

An image is [H, W, C] of floats, a mask [H, W] of whole numbers, boxes are [K, 5] with rows (x1, y1, x2, y2, class). A box
covers the pixels x1 <= x < x2 and y1 <= y < y2. All functions return arrays of the dtypes they got and leave their
arguments as they are.
"""

import numpy as np


def hflip(image: np.ndarray, boxes: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Image, boxes and mask as seen in a mirror: left becomes right. The boxes keep their order, and x1 < x2."""
    raise NotImplementedError


def crop_pad(
    image: np.ndarray,
    boxes: np.ndarray,
    mask: np.ndarray,
    top: int,
    left: int,
    height: int,
    width: int,
    fill: float = 0.0,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What is seen through a window of height x width whose first pixel is row `top`, column `left` of the image.

    The window may reach beyond the image, or lie beside it: there the image is `fill` and the mask 0. Boxes are
    clipped to the window; a box of which nothing is left is dropped.
    """
    raise NotImplementedError


def cutout(image: np.ndarray, cy: int, cx: int, size: int, fill: float = 0.0) -> np.ndarray:
    """The image with a square blanked out: `size` rows from cy - size // 2, `size` columns from cx - size // 2.

    What of the square lies outside the image is cut off.
    """
    raise NotImplementedError


def random_crop_flip(images: np.ndarray, pad: int, p: float, rng: np.random.Generator, train: bool) -> np.ndarray:
    """Shift each image of [N, H, W, C] by -pad to pad rows and columns, zeros coming in, and mirror it with chance p.

    Each image has draws of its own, all from `rng`. With train False the images come back as they are.
    """
    raise NotImplementedError


def mixup(x: np.ndarray, y: np.ndarray, lam: float, order: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The share lam of each example of x [N, H, W, C] and y [N, classes], and 1 - lam of example order[i]."""
    raise NotImplementedError


def cutmix(
    x: np.ndarray, y: np.ndarray, lam: float, order: np.ndarray, cy: int, cx: int
) -> tuple[np.ndarray, np.ndarray]:
    """Each image with a rectangle of image order[i] in the same place; the labels mixed by the area pasted.

    The rectangle has int(H * sqrt(1 - lam)) rows and int(W * sqrt(1 - lam)) columns, placed around (cy, cx) and cut
    off as in `cutout`.
    """
    raise NotImplementedError
