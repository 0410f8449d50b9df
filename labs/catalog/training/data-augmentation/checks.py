"""Checks of the data augmentation lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed

FAR = 8.0  # standard deviations. By Chernoff's bound a right solution is refused less than once in 10^10 submissions


def image_of(rng, h, w, c):
    return rng.uniform(0.1, 1.0, size=(h, w, c))


def boxes_of(rng, k, h, w):
    """K boxes inside the image, with corners on whole and on half pixels."""
    x = np.sort(rng.permutation(2 * w + 1)[: 2 * k].reshape(k, 2) / 2, axis=1)
    y = np.sort(np.array([rng.permutation(2 * h + 1)[:2] for _ in range(k)]).reshape(k, 2) / 2, axis=1)
    kinds = rng.integers(1, 9, size=k).astype(float)
    return np.column_stack([x[:, 0], y[:, 0], x[:, 1], y[:, 1], kinds])


def scene(rng, h, w, c, k):
    return {"image": image_of(rng, h, w, c), "boxes": boxes_of(rng, k, h, w), "mask": rng.integers(1, 9, size=(h, w))}


def scenes(rng):
    """Images with boxes and mask: high, wide, one column, no boxes, single precision, other strides."""
    for h, w, c, k in ((2, 3, 1, 1), (5, 4, 3, 3), (3, 7, 2, 2), (4, 1, 2, 1), (3, 5, 1, 0)):
        yield scene(rng, h, w, c, k)
    made = scene(rng, 4, 6, 3, 2)
    yield {**made, "image": made["image"].astype(np.float32), "mask": made["mask"].astype(np.uint8)}
    made = scene(rng, 5, 3, 2, 2)
    yield {"image": gaps(made["image"]), "boxes": transposed(made["boxes"]), "mask": transposed(made["mask"])}


class Flip(Check):
    """`hflip` mirrors image, boxes and mask together: the left edge of a box becomes its right one."""

    def cases(self, rng):
        for parts in scenes(rng):
            yield case(**parts)

    def probe(code, image, boxes, mask):
        return dict(zip(("image", "boxes", "mask"), code.hflip(image, boxes, mask), strict=True))


class FlipTwice(Check):
    """Flipped twice, everything is as it was."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for h, w, c, k in ((3, 4, 2, 2), (6, 5, 1, 3)):
            yield case(**scene(rng, h, w, c, k))

    def probe(code, image, boxes, mask):
        once = code.hflip(image, boxes, mask)
        return [list(once), list(code.hflip(*once))]


class CropPad(Check):
    """`crop_pad` shows image, boxes and mask through one window, which may reach beyond the image."""

    def cases(self, rng):
        windows = (
            (0, 1, 2, 2),
            (-1, -2, 4, 5),
            (1, 2, 3, 6),
            (-1, 0, 9, 11),
            (2, 0, 1, 3),
            (1, 1, 3, 5),
            (1, -1, 3, 2),
        )
        for parts, (top, left, height, width) in zip(scenes(rng), windows, strict=True):
            fill = float(rng.integers(2, 7)) / 8
            yield case(**parts, top=top, left=left, height=height, width=width, fill=fill)
        for top, left in ((6, 0), (0, 7), (-4, 0), (0, -5), (-9, -9), (2, 3), (-2, -3)):
            yield case(**scene(rng, 5, 6, 2, 3), top=top, left=left, height=3, width=4, fill=2.0)
        edges = {**scene(rng, 4, 5, 1, 0), "boxes": np.array([[0, 0, 2, 2, 3], [1, 0, 3, 4, 5], [2, 1, 5, 2, 7.0]])}
        yield case(**edges, top=1, left=2, height=3, width=2, fill=0.25)  # the first only touches the window
        yield case(**edges, top=2, left=1, height=2, width=4, fill=0.25)
        yield case(**edges, top=-1, left=3, height=4, width=3)

    def probe(code, **inputs):
        return dict(zip(("image", "boxes", "mask"), code.crop_pad(**inputs), strict=True))


class Cutout(Check):
    """`cutout` blanks out a square around (cy, cx), and at the border only the part that is inside."""

    def cases(self, rng):
        for h, w, c, cy, cx, size in (
            (4, 5, 1, 2, 2, 1),
            (5, 7, 2, 2, 3, 3),
            (6, 5, 3, 3, 2, 2),
            (6, 8, 1, 0, 6, 5),
            (7, 5, 2, 6, 0, 4),
            (4, 6, 1, 1, 5, 3),
            (5, 6, 1, 4, 1, 4),
        ):
            yield case(image=image_of(rng, h, w, c), cy=cy, cx=cx, size=size, fill=float(rng.integers(2, 7)) / 8)
        yield case(image=gaps(image_of(rng, 5, 4, 2)), cy=1, cx=2, size=2, fill=0.5)
        yield case(image=image_of(rng, 6, 4, 2).astype(np.float32), cy=4, cx=1, size=3)

    def probe(code, **inputs):
        return code.cutout(**inputs)


def labels_of(rng, n, classes):
    """Label weights that sum to 1: most examples have one class, the first is mixed already."""
    y = np.eye(classes)[rng.integers(classes, size=n)]
    y[0] = rng.dirichlet(np.ones(classes))
    return y


def batches(rng):
    for n, h, w, c, classes in ((2, 2, 3, 1, 2), (3, 5, 4, 2, 4), (5, 7, 6, 1, 3), (1, 4, 5, 3, 2), (4, 9, 11, 2, 5)):
        order = np.roll(np.arange(n), 1) if n < 5 else rng.permutation(n)
        x, y = rng.normal(size=(n, h, w, c)), labels_of(rng, n, classes)
        yield {"x": x if n != 3 else gaps(x), "y": y if n != 3 else transposed(y), "order": order}


class Mixup(Check):
    """`mixup` adds two images and their labels with the same shares."""

    def cases(self, rng):
        for parts, lam in zip(batches(rng), (0.75, 0.3, 0.9, 0.5, 0.1), strict=True):
            yield case(**parts, lam=lam)
        x, y = rng.normal(size=(3, 4, 2, 1)), labels_of(rng, 3, 4)
        yield case(x=x.astype(np.float32), y=y.astype(np.float32), order=np.array([2, 0, 1]), lam=0.35)
        yield case(x=x, y=y, order=np.array([1, 1, 0]), lam=0.2)

    def probe(code, x, y, lam, order):
        return dict(zip(("x", "y"), code.mixup(x, y, lam, order), strict=True))


class Cutmix(Check):
    """`cutmix` pastes a rectangle from another image and mixes the labels by the area that was really pasted."""

    def cases(self, rng):
        for parts, (lam, cy, cx) in zip(
            batches(rng), ((0.7, 1, 2), (0.6, 2, 2), (0.55, 3, 4), (0.6, 2, 3), (0.8, 5, 4)), strict=True
        ):
            yield case(**parts, lam=lam, cy=cy, cx=cx)
        order = np.array([2, 0, 1])
        for h, w, lam, cy, cx in (
            (6, 7, 0.4, 0, 6),
            (7, 5, 0.3, 6, 0),
            (9, 8, 0.5, 0, 1),
            (8, 9, 0.2, 7, 8),
            (5, 6, 0.9, 4, 2),
        ):
            yield case(x=rng.normal(size=(3, h, w, 2)), y=labels_of(rng, 3, 4), order=order, lam=lam, cy=cy, cx=cx)
        x, y = rng.normal(size=(3, 6, 5, 1)), labels_of(rng, 3, 2)
        yield case(x=x.astype(np.float32), y=y.astype(np.float32), order=order, lam=0.3, cy=2, cx=4)
        yield case(x=x, y=y, order=order, lam=0.0, cy=3, cx=2)  # everything is pasted
        yield case(x=x, y=y, order=order, lam=1.0, cy=0, cx=0)  # nothing is

    def probe(code, x, y, lam, order, cy, cx):
        return dict(zip(("x", "y"), code.cutmix(x, y, lam, order, cy, cx), strict=True))


class Evaluating(Check):
    """With train False, or with pad 0 and p 0, `random_crop_flip` gives back the images; with p 1 it mirrors all."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, h, w, c, pad, p, train in (
            (2, 3, 4, 1, 2, 0.5, False),
            (5, 4, 3, 2, 1, 1.0, False),
            (3, 5, 2, 1, 0, 1.0, True),
        ):
            yield case(images=image_of(rng, n * h, w, c).reshape(n, h, w, c), pad=pad, p=p, train=train, seed=5)
        yield case(images=rng.normal(size=(4, 3, 5, 2)).astype(np.float32), pad=0, p=0.0, train=True, seed=6)

    def probe(code, images, pad, p, train, seed):
        return code.random_crop_flip(images, pad, p, np.random.default_rng(seed), train) * 2.0 + 1.0


def seen_through(images, pad, top, left, flipped):
    n, h, w, c = images.shape
    padded = np.zeros((n, h + 2 * pad, w + 2 * pad, c), dtype=images.dtype)
    padded[:, pad : pad + h, pad : pad + w] = images
    view = padded[:, top : top + h, left : left + w]
    return view[:, :, ::-1] if flipped else view


def draws_of(images, out, pad):
    """Which top, left and flip made each image, [N, 3]; -1 where none did."""
    found = np.full((len(images), 3), -1)
    for top in range(2 * pad + 1):
        for left in range(2 * pad + 1):
            for flipped in (0, 1):
                same = (out == seen_through(images, pad, top, left, flipped)).all(axis=(1, 2, 3))
                found[same] = (top, left, flipped)
    return found


class RandomCropFlip(Check):
    """In training each image has a shift and a flip of its own: all places equally likely, flips with probability p."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for h, w, c, pad, p in ((4, 5, 2, 1, 0.5), (5, 6, 1, 2, 0.25)):
            seed = int(rng.integers(2**31))
            yield case(images=rng.uniform(0.1, 1.0, size=(900, h, w, c)), pad=pad, p=p, seed=seed)

    def probe(code, images, pad, p, seed):
        return code.random_crop_flip(images, pad, p, np.random.default_rng(seed), True)

    def judge(self, case, got, expected):
        images, pad, p, n, out = case["images"], case["pad"], case["p"], len(case["images"]), got.value
        if not isinstance(out, np.ndarray) or out.shape != images.shape or out.dtype != images.dtype:
            yield f"An array of shape {images.shape}, {images.dtype}, is asked for."
            return
        drawn, places = draws_of(images, out, pad), 2 * pad + 1
        if (drawn < 0).any():
            which = int(np.argmax(drawn[:, 0] < 0))
            yield f"Image {which} is not what came in, shifted, with zeros around it, and perhaps flipped."
            return
        for name, values, chances in (
            ("shift down", drawn[:, 0], dict.fromkeys(range(places), 1 / places)),
            ("shift right", drawn[:, 1], dict.fromkeys(range(places), 1 / places)),
            ("flip", drawn[:, 2], {0: 1 - p, 1: p}),
        ):
            for value, chance in chances.items():
                count, mean, spread = int((values == value).sum()), n * chance, (n * chance * (1 - chance)) ** 0.5
                if abs(count - mean) > FAR * spread:
                    what = f"flip {bool(value)}" if name == "flip" else f"{name} by {pad - value}"
                    yield f"Of {n} images {count} have {what}; about {mean:.0f} are asked."
                    return
        for one, other in ((0, 1), (0, 2), (1, 2)):
            if abs(np.corrcoef(drawn[:, one], drawn[:, other])[0, 1]) > FAR / n**0.5:
                yield "The shifts down, the shifts right and the flips are not independent of one another."
                return


class FromTheGenerator(Check):
    """All that is random comes from `rng`: the same seed makes the same draws, the next call makes others."""

    kind = Kind.STATE

    def cases(self, rng):
        for n, h, w, pad, p in ((40, 4, 3, 2, 0.5), (60, 3, 5, 3, 0.3)):
            seed = int(rng.integers(2**31))
            yield case(images=rng.uniform(0.1, 1.0, size=(n, h, w, 1)), pad=pad, p=p, seed=seed)

    def probe(code, images, pad, p, seed):
        rng = np.random.default_rng(seed)
        first = code.random_crop_flip(images, pad, p, rng, True).copy()
        second = code.random_crop_flip(images, pad, p, rng, True).copy()
        again = code.random_crop_flip(images, pad, p, np.random.default_rng(seed), True)
        return {
            "the same seed, the same draws": bool(np.array_equal(first, again)),
            "two calls, the same draws": bool(np.array_equal(first, second)),
        }
