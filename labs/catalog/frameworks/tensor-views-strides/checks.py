"""Checks of the puzzles on views and strides.

Shapes are drawn as a property test draws them: first the smallest there are, then tall, wide and uneven ones, then
whatever comes. Each is laid out contiguously at first, then with its axes in another order, with gaps and an offset.
"""

import numpy as np

from runner.checks import Check, Kind, case


def sizes(rng, rank, most=7):
    yield [1] * rank
    yield [2 + i for i in range(rank)]
    yield [most] + [1] * (rank - 1)
    yield [1] * (rank - 1) + [most]
    yield [most - i for i in range(rank)]
    for _ in range(4):
        yield [int(s) for s in rng.integers(1, most + 1, size=rank)]


def layout(rng, shape, plain=False):
    """A buffer, and the strides and offset by which a tensor of this shape lies in it without overlapping."""
    order = range(len(shape))[::-1] if plain else [int(axis) for axis in rng.permutation(len(shape))]
    strides, step = [0] * len(shape), 1
    for number, axis in enumerate(order):
        step *= 1 if plain else int(rng.integers(2 if number == 0 else 1, 4))
        strides[axis], step = step, step * shape[axis]
    offset = 0 if plain else int(rng.integers(1, 9))
    needed = offset + sum((n - 1) * s for n, s in zip(shape, strides)) + 1
    return {"buffer": rng.normal(size=needed + 300), "shape": shape, "stride": strides, "offset": offset}


def layouts(rng, shapes):
    for number, shape in enumerate(shapes):
        yield layout(rng, list(shape), plain=number < 2)


def laid_out(buffer, shape, stride, offset):
    """The tensor that a layout describes, in a buffer of its own."""
    own = buffer.clone()
    return own, own.as_strided(shape, stride, offset)


def seen(view_of, *described):
    """The result of `view_of(x)`, and what becomes of it when all numbers around x change. A copy would not notice."""
    own, x = laid_out(*described)
    y = view_of(x)
    first = y.clone()
    own.neg_().add_(0.5)
    return {"at first": first, "after x has changed": y.clone()}


class Strides(Check):
    """1. `strides_of(shape)`: how far one step along each axis goes in a contiguous tensor."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(shape=[5])
        for rank in (1, 2, 3, 4):
            for shape in sizes(rng, rank):
                yield case(shape=shape)

    def probe(code, shape):
        return [int(step) for step in code.strides_of(list(shape))]


class Offset(Check):
    """2. `offset_of(x, index)`: where an element lies in the storage."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for rank in (1, 2, 3):
            for where in layouts(rng, sizes(rng, rank)):
                yield case(**where, index=[int(rng.integers(n)) for n in where["shape"]])

    def probe(code, buffer, shape, stride, offset, index):
        _, x = laid_out(buffer, shape, stride, offset)
        return int(code.offset_of(x, list(index)))


class Transposed(Check):
    """3. `transposed(x)`: a view with rows and columns exchanged."""

    def cases(self, rng):
        for where in layouts(rng, sizes(rng, 2)):
            yield case(**where)

    def probe(code, buffer, shape, stride, offset):
        return seen(code.transposed, buffer, shape, stride, offset)


class Diagonal(Check):
    """4. `diagonal(x)`: a view along x[0, 0], x[1, 1], ..., also where x is not square."""

    def cases(self, rng):
        for where in layouts(rng, [(1, 1), (2, 2), (3, 5), (5, 3), (1, 4), (4, 1), (6, 6), (7, 2)]):
            yield case(**where)

    def probe(code, buffer, shape, stride, offset):
        return seen(code.diagonal, buffer, shape, stride, offset)


class Repeated(Check):
    """5. `repeated(x, n)`: a view of n rows that are all the same memory."""

    def cases(self, rng):
        for where, n in zip(layouts(rng, [(2,), (3,), (1,), (5,), (4,), (2,)]), (1, 2, 4, 3, 7, 5)):
            yield case(**where, n=n)

    def probe(code, buffer, shape, stride, offset, n):
        return seen(lambda x: code.repeated(x, n), buffer, shape, stride, offset)


class Windows(Check):
    """6. `windows(x, size)`: a view of all stretches of x, each one step on from the one before."""

    def cases(self, rng):
        for where, size in zip(layouts(rng, [(2,), (4,), (3,), (1,), (6,), (7,), (9,)]), (1, 2, 3, 1, 4, 2, 5)):
            yield case(**where, size=size)

    def probe(code, buffer, shape, stride, offset, size):
        return seen(lambda x: code.windows(x, size), buffer, shape, stride, offset)


class Patches(Check):
    """7. `patches(x, p)`: a view of the image cut into squares, as a vision transformer does it."""

    def cases(self, rng):
        shapes = [(2, 4), (4, 6), (1, 3), (2, 2), (6, 3), (4, 4), (9, 6), (8, 12)]
        for where, p in zip(layouts(rng, shapes), (2, 2, 1, 2, 3, 1, 3, 4)):
            yield case(**where, p=p)

    def probe(code, buffer, shape, stride, offset, p):
        return seen(lambda x: code.patches(x, p), buffer, shape, stride, offset)


class SplitHeads(Check):
    """8. `split_heads(x, h)`: a view with the features of each head apart, as attention needs them."""

    def cases(self, rng):
        shapes = [(1, 2, 4), (2, 3, 6), (1, 1, 3), (3, 1, 4), (2, 5, 2), (2, 4, 12), (3, 2, 5)]
        for where, h in zip(layouts(rng, shapes), (2, 3, 1, 4, 1, 4, 5)):
            yield case(**where, h=h)

    def probe(code, buffer, shape, stride, offset, h):
        return seen(lambda x: code.split_heads(x, h), buffer, shape, stride, offset)


class Flattens(Check):
    """9. `flattens(x)`: whether the axes of x can become one without a copy."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for shape, stride in (
            *(([3], [1]), ([3], [2]), ([1], [5]), ([4], [0]), ([2, 3], [3, 1]), ([2, 3], [1, 2]), ([2, 3], [6, 2])),
            *(
                ([2, 3], [4, 1]),
                ([2, 3], [0, 1]),
                ([2, 3], [0, 0]),
                ([1, 3], [9, 1]),
                ([3, 1], [1, 7]),
                ([3, 1], [2, 3]),
            ),
            *(([2, 1, 3], [3, 50, 1]), ([2, 3, 4], [12, 4, 1]), ([2, 3, 4], [4, 8, 1]), ([2, 3, 4], [24, 8, 2])),
            *(([2, 3, 4], [12, 1, 3]), ([2, 3, 4], [13, 4, 1]), ([2, 2, 2], [4, 2, 1]), ([2, 2, 2], [2, 4, 1])),
            *(([3, 3], [1, 3]), ([4, 4], [1, 1]), ([2, 1, 1], [1, 1, 1]), ([1, 1], [4, 9])),
        ):
            yield case(shape=shape, stride=stride, offset=int(rng.integers(3)))
        for rank in (2, 3):
            for where in layouts(rng, sizes(rng, rank, most=4)):
                yield case(shape=where["shape"], stride=where["stride"], offset=where["offset"])

    def probe(code, shape, stride, offset):
        import torch

        return bool(code.flattens(torch.zeros(2000).as_strided(shape, stride, offset)))


class Outer(Check):
    """10. `outer(a, b)`: all products, by broadcasting, with any batch axes and exactly the shape that is asked."""

    def cases(self, rng):
        for batch, n, m in (((), 2, 3), ((), 1, 1), ((), 1, 4), ((), 5, 1), ((2,), 3, 4), ((3,), 3, 3), ((2, 3), 4, 1)):
            yield case(a=rng.normal(size=(*batch, n)), b=rng.normal(size=(*batch, m)))
        batch = tuple(int(s) for s in rng.integers(1, 4, size=2))
        yield case(a=rng.normal(size=(*batch, 5)).astype(np.float32), b=rng.normal(size=(*batch, 2)).astype(np.float32))

    def probe(code, a, b):
        return code.outer(a, b)


class WeightedWindows(Check):
    """11. `weighted_windows(x, w)`: a new tensor; x is the same afterwards, though windows share its elements."""

    def cases(self, rng):
        for where, k in zip(layouts(rng, [(2,), (4,), (3,), (1,), (5,), (9,)]), (2, 2, 1, 1, 3, 4)):
            yield case(**where, w=rng.uniform(1.5, 3.0, size=k) * rng.choice([-1, 1], size=k))

    def probe(code, buffer, shape, stride, offset, w):
        own, x = laid_out(buffer, shape, stride, offset)
        weighted = code.weighted_windows(x, w)
        first = weighted.clone()
        after = own.clone()
        own.zero_()
        return {"result": first, "memory of x": after, "result, after x has changed": weighted.clone()}


class OverlapAdd(Check):
    """12. `overlap_add(w)`: the way back from windows, in which what overlaps adds up."""

    def cases(self, rng):
        for where in layouts(rng, sizes(rng, 2)):
            yield case(**where)

    def probe(code, buffer, shape, stride, offset):
        own, w = laid_out(buffer, shape, stride, offset)
        total = code.overlap_add(w)
        first, after = total.clone(), own.clone()
        own.neg_().add_(0.5)
        return {"result": first, "memory of w": after, "result, after w has changed": total.clone()}
