"""Pad generously, then cut

The image is surrounded by as many rows and columns as the window could reach, so that the cut itself is plain
slicing. Batches are done image by image, each with its own three draws.
"""

import numpy as np


def hflip(image, boxes, mask):
    boxes = np.array(boxes)
    boxes[:, [0, 2]] = image.shape[1] - boxes[:, [2, 0]]
    return np.fliplr(image).copy(), boxes, np.fliplr(mask).copy()


def cut(plane, top, left, height, width, fill):
    beyond = max(abs(top) + height, abs(left) + width)
    sides = [(beyond, beyond), (beyond, beyond)] + [(0, 0)] * (plane.ndim - 2)
    large = np.pad(plane, sides, constant_values=fill)
    return large[beyond + top : beyond + top + height, beyond + left : beyond + left + width]


def crop_pad(image, boxes, mask, top, left, height, width, fill=0.0):
    moved = boxes - np.array([left, top, left, top, 0])
    limits = np.array([width, height, width, height, np.inf])
    moved = np.minimum(np.maximum(moved, 0), limits)
    alive = np.prod(moved[:, 2:4] - moved[:, 0:2], axis=1) > 0
    # a box that lies beside the window is clipped to a line, never turned around, so a positive product means area
    return cut(image, top, left, height, width, fill), moved[alive], cut(mask, top, left, height, width, 0)


def overlap(centre, size, length):
    places = [k for k in range(centre - size // 2, centre - size // 2 + size) if 0 <= k < length]
    return np.array(places, dtype=int)


def cutout(image, cy, cx, size, fill=0.0):
    image = np.array(image)
    for row in overlap(cy, size, image.shape[0]):
        image[row, overlap(cx, size, image.shape[1])] = fill
    return image


def random_crop_flip(images, pad, p, rng, train):
    made = []
    for image in images:
        if train:
            top, left = rng.integers(2 * pad + 1, size=2) - pad
            image = cut(image, int(top), int(left), *image.shape[:2], 0.0)
            if rng.random() < p:
                image = image[:, ::-1]
        made.append(image)
    return np.stack(made)


def blend(a, b, share):
    return (share * a + (1 - share) * b).astype(a.dtype)


def mixup(x, y, lam, order):
    mixed = [(blend(x[i], x[j], lam), blend(y[i], y[j], lam)) for i, j in enumerate(order)]
    return np.stack([a for a, _ in mixed]), np.stack([b for _, b in mixed])


def cutmix(x, y, lam, order, cy, cx):
    height, width = x.shape[1:3]
    rows = overlap(cy, int(np.sqrt(1 - lam) * height), height)
    columns = overlap(cx, int(np.sqrt(1 - lam) * width), width)
    pasted = np.array(x)
    if len(rows) and len(columns):
        place = np.ix_(range(len(x)), rows, columns)
        pasted[place] = x[order][place]
    return pasted, blend(y, y[order], 1 - len(rows) * len(columns) / (height * width))
