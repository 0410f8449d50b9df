"""The whole batch gets the same shift and flip

You draw once for all images. Each batch is then shifted as a block, and its examples are no more different from
one another than before. Draw `size=n` numbers.
"""

import math

import numpy as np


# Column x becomes W - 1 - x. An edge lies between columns: x becomes W - x, and the left edge of a box the right one.
def hflip(image: np.ndarray, boxes: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    width = image.shape[1]
    flipped = boxes.copy()
    flipped[:, 0] = width - boxes[:, 2]
    flipped[:, 2] = width - boxes[:, 0]
    return image[:, ::-1], flipped, mask[:, ::-1]


# Pixel (r, c) of the window is pixel (top + r, left + c) of the image, where there is one.
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
    rows = slice(max(top, 0), max(min(top + height, image.shape[0]), 0))  # the part of the image in the window
    columns = slice(max(left, 0), max(min(left + width, image.shape[1]), 0))
    part = image[rows, columns]
    inside = (
        slice(rows.start - top, rows.start - top + part.shape[0]),  # where that part lies in the window
        slice(columns.start - left, columns.start - left + part.shape[1]),
    )
    window = np.full((height, width, image.shape[2]), fill, dtype=image.dtype)
    window_mask = np.zeros((height, width), dtype=mask.dtype)
    window[inside] = part
    window_mask[inside] = mask[rows, columns]

    moved = boxes.copy()
    moved[:, [0, 2]] = np.clip(boxes[:, [0, 2]] - left, 0, width)
    moved[:, [1, 3]] = np.clip(boxes[:, [1, 3]] - top, 0, height)
    seen = (moved[:, 0] < moved[:, 2]) & (moved[:, 1] < moved[:, 3])  # [K]: some area is left
    return window, moved[seen], window_mask


# `size` places around `centre`, from centre - size // 2 on, as far as they lie in 0 ... length.
def span(centre: int, size: int, length: int) -> slice:
    start = centre - size // 2
    return slice(min(max(start, 0), length), min(max(start + size, 0), length))


def cutout(image: np.ndarray, cy: int, cx: int, size: int, fill: float = 0.0) -> np.ndarray:
    height, width, _ = image.shape
    out = image.copy()
    out[span(cy, size, height), span(cx, size, width)] = fill
    return out


# Surround by `pad` zeros, cut the old size out at a place in 0 ... 2 pad for each axis, flip with probability p.
def random_crop_flip(images: np.ndarray, pad: int, p: float, rng: np.random.Generator, train: bool) -> np.ndarray:
    if not train:
        return images
    n, height, width, _ = images.shape
    padded = np.pad(images, ((0, 0), (pad, pad), (pad, pad), (0, 0)))  # [N, H + 2 pad, W + 2 pad, C]
    tops = np.full(n, rng.integers(0, 2 * pad, endpoint=True))
    lefts = np.full(n, rng.integers(0, 2 * pad, endpoint=True))
    flips = np.full(n, rng.random() < p)
    out = np.empty_like(images)
    for i in range(n):
        view = padded[i, tops[i] : tops[i] + height, lefts[i] : lefts[i] + width]
        out[i] = view[:, ::-1] if flips[i] else view
    return out


# x̃ = λ x + (1 - λ) x[order],   ỹ = λ y + (1 - λ) y[order]
def mixup(x: np.ndarray, y: np.ndarray, lam: float, order: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return lam * x + (1 - lam) * x[order], lam * y + (1 - lam) * y[order]


# A rectangle with the share 1 - λ of the area, so with √(1 - λ) of each side, comes from x[order].
# The labels are mixed by what of it lies inside the image.
def cutmix(
    x: np.ndarray, y: np.ndarray, lam: float, order: np.ndarray, cy: int, cx: int
) -> tuple[np.ndarray, np.ndarray]:
    _, height, width, _ = x.shape
    side = math.sqrt(1 - lam)
    rows = span(cy, int(height * side), height)
    columns = span(cx, int(width * side), width)
    mixed = x.copy()
    mixed[:, rows, columns] = x[order][:, rows, columns]
    pasted = (rows.stop - rows.start) * (columns.stop - columns.start) / (height * width)
    return mixed, (1 - pasted) * y + pasted * y[order]
