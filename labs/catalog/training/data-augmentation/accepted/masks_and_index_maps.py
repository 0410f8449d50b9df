"""Every pixel asks where it comes from

Coordinates of the new image are computed first, then read from the old one with an index array; what lies
outside or inside a rectangle is a boolean mask, and `np.where` picks. A batch is shifted without a loop.
"""

import numpy as np


def hflip(image, boxes, mask):
    w = image.shape[1]
    columns = np.arange(w - 1, -1, -1)
    mirrored = np.column_stack([w - boxes[:, 2], boxes[:, 1], w - boxes[:, 0], boxes[:, 3], boxes[:, 4]])
    return np.take(image, columns, axis=1), mirrored, np.take(mask, columns, axis=1)


def crop_pad(image, boxes, mask, top, left, height, width, fill=0.0):
    r, c = np.arange(top, top + height), np.arange(left, left + width)
    inside = ((r >= 0) & (r < image.shape[0]))[:, None] & ((c >= 0) & (c < image.shape[1]))
    at = np.ix_(r.clip(0, image.shape[0] - 1), c.clip(0, image.shape[1] - 1))
    window = np.where(inside[:, :, None], image[at], np.asarray(fill, image.dtype))
    window_mask = np.where(inside, mask[at], np.zeros((), mask.dtype))
    kept = []
    for x1, y1, x2, y2, kind in boxes:
        x1, x2 = max(x1 - left, 0), min(x2 - left, width)
        y1, y2 = max(y1 - top, 0), min(y2 - top, height)
        if (x2 > x1) and (y2 > y1):
            kept.append([x1, y1, x2, y2, kind])
    return window, np.array(kept, dtype=boxes.dtype).reshape(-1, 5), window_mask


def rectangle(h, w, cy, cx, rows, columns):
    """True inside the rectangle, [h, w]."""
    y, x = np.mgrid[:h, :w]
    y, x = y - (cy - rows // 2), x - (cx - columns // 2)
    return (y >= 0) & (y < rows) & (x >= 0) & (x < columns)


def cutout(image, cy, cx, size, fill=0.0):
    hole = rectangle(*image.shape[:2], cy, cx, size, size)
    return np.where(hole[..., None], image.dtype.type(fill), image)


def random_crop_flip(images, pad, p, rng, train):
    if not train:
        return images.copy()
    n, h, w, _ = images.shape
    shift = rng.integers(-pad, pad + 1, size=(n, 2))
    mirrored = rng.uniform(size=n) < p
    r = np.arange(h) + shift[:, :1]
    c = np.arange(w) + shift[:, 1:]
    c = np.where(mirrored[:, None], c[:, ::-1], c)
    inside = ((r >= 0) & (r < h))[:, :, None] & ((c >= 0) & (c < w))[:, None, :]
    out = images[np.arange(n)[:, None, None], r.clip(0, h - 1)[:, :, None], c.clip(0, w - 1)[:, None, :]]
    return out * inside[..., None].astype(images.dtype)


def mixup(x, y, lam, order):
    return x[order] + lam * (x - x[order]), y[order] + lam * (y - y[order])


def cutmix(x, y, lam, order, cy, cx):
    _, h, w, _ = x.shape
    root = (1 - lam) ** 0.5
    hole = rectangle(h, w, cy, cx, int(h * root), int(w * root))
    share = float(hole.mean())
    return np.where(hole[..., None], x[order], x), y + share * (y[order] - y)
