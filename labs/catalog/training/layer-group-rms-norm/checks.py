"""Checks of the layer, group, instance and RMS normalisation lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed


def affine(rng, d, dtype=np.float64):
    weight = rng.uniform(0.5, 2.0, d) * rng.choice([-1, 1], d)
    return {"weight": weight.astype(dtype), "bias": (rng.normal(size=d) + 1.0).astype(dtype)}


def values(rng, *shape):
    """Rows of different means and spreads."""
    rows = (*shape[:-1], 1) if len(shape) > 1 else (1,)
    return rng.normal(size=shape) * rng.uniform(0.5, 3.0, rows) + rng.normal(size=rows) * 2


def rows(rng, bias=True):
    """Cases along a last axis: [..., D]."""

    def one(x, eps=1e-5, dtype=np.float64):
        made = {"x": x, **affine(rng, (x if isinstance(x, np.ndarray) else x.array).shape[-1], dtype), "eps": eps}
        return {k: v for k, v in made.items() if bias or k != "bias"}

    yield one(values(rng, 2, 3))
    yield one(values(rng, 4), eps=0.3)
    yield one(values(rng, 1, 5), eps=0.1)
    yield one(values(rng, 2, 3, 7), eps=1e-2)
    yield one(gaps(values(rng, 3, 1, 2, 4)))
    yield one(transposed(values(rng, 5, 6)), eps=0.5)
    still = values(rng, 3, 4)
    still[1] = 0.0
    yield one(still)
    yield one(values(rng, 4, 8).astype(np.float32), dtype=np.float32)


def images(rng):
    """Cases [N, C, *] with a number of groups that is neither 1 nor C, nor as large as a group."""

    def one(x, groups, eps=1e-5, dtype=np.float64):
        c = (x if isinstance(x, np.ndarray) else x.array).shape[1]
        return {"x": x, "groups": groups, **affine(rng, c, dtype), "eps": eps}

    yield one(values(rng, 2, 6, 2), 2)
    yield one(values(rng, 3, 6, 1, 2), 3, eps=0.2)
    yield one(values(rng, 1, 8, 3, 2), 2, eps=0.1)
    yield one(values(rng, 2, 10, 2, 1, 3), 5, eps=1e-2)
    yield one(gaps(values(rng, 3, 6, 4)), 2, eps=0.5)
    yield one(transposed(values(rng, 2, 12, 3)), 3)
    yield one(values(rng, 3, 6, 5).astype(np.float32), 2, dtype=np.float32)


def with_dy(rng, cases):
    for one in cases:
        x = one["x"] if isinstance(one["x"], np.ndarray) else one["x"].array
        yield case(**one, dy=(rng.normal(size=x.shape) + 0.5).astype(x.dtype))


def gradients(function, dy, *leaves):
    """What comes back to each leaf when dy is sent into the function's result."""
    leaves = [leaf.clone().requires_grad_() for leaf in leaves]
    function(*leaves).backward(dy)
    return [leaf.grad for leaf in leaves]


class LayerNorm(Check):
    """`layer_norm` gives every row along the last axis mean 0 and variance 1, then weight and bias."""

    def cases(self, rng):
        for one in rows(rng):
            yield case(**one)
        yield case(x=values(rng, 3, 5) + 1e5, **affine(rng, 5), eps=1e-5)

    def probe(code, x, weight, bias, eps):
        return code.layer_norm(x, weight, bias, eps)


class RmsNorm(Check):
    """`rms_norm` divides every row by its root mean square and takes no mean away."""

    def cases(self, rng):
        for one in rows(rng, bias=False):
            yield case(**one)

    def probe(code, x, weight, eps):
        return code.rms_norm(x, weight, eps)


class GroupNorm(Check):
    """`group_norm` measures neighbouring channels together, one example at a time; weight and bias are per channel."""

    def cases(self, rng):
        for one in images(rng):
            yield case(**one)
        yield case(x=values(rng, 3, 8), groups=2, **affine(rng, 8), eps=1e-5)
        yield case(x=values(rng, 2, 4, 3), groups=1, **affine(rng, 4), eps=1e-5)
        yield case(x=values(rng, 2, 4, 3), groups=4, **affine(rng, 4), eps=1e-5)

    def probe(code, x, groups, weight, bias, eps):
        return code.group_norm(x, groups, weight, bias, eps)


class InstanceNorm(Check):
    """`instance_norm` measures every channel of every example by itself."""

    def cases(self, rng):
        for one in images(rng):
            yield case(**{k: v for k, v in one.items() if k != "groups"})

    def probe(code, x, weight, bias, eps):
        return code.instance_norm(x, weight, bias, eps)


class Defaults(Check):
    """Left out, eps is 1e-5, and 1e-6 for RMS norm: rows of tiny values show it."""

    def cases(self, rng):
        for shape in ((2, 3, 4), (1, 5, 2)):
            x, dy = values(rng, *shape) * 2e-3, rng.normal(size=shape)
            yield case(x=x, **affine(rng, shape[1]), wide=affine(rng, shape[2]), dy=dy)

    def probe(code, x, weight, bias, wide, dy):
        import torch

        with torch.no_grad():
            by_hand = [code.layer_norm_backward(dy, x, wide["weight"]), code.rms_norm_backward(dy, x, wide["weight"])]
        return {
            "layer_norm": code.layer_norm(x, wide["weight"], wide["bias"]),
            "rms_norm": code.rms_norm(x, wide["weight"]),
            "group_norm": code.group_norm(x, 1, weight, bias),
            "instance_norm": code.instance_norm(x, weight, bias),
            "by hand": [list(found) for found in by_hand],
        }


class Autograd(Check):
    """Autograd passes through mean and variance of `layer_norm` and `rms_norm`, to x, weight and bias."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield from with_dy(rng, rows(rng))

    def probe(code, x, weight, bias, eps, dy):
        layer = gradients(lambda *given: code.layer_norm(*given, eps), dy, x, weight, bias)
        rms = gradients(lambda *given: code.rms_norm(*given, eps), dy, x, weight)
        return {"layer_norm": layer, "rms_norm": rms}


class AutogradOfGroups(Check):
    """Autograd passes through mean and variance of `group_norm` and `instance_norm` too."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield from with_dy(rng, images(rng))

    def probe(code, x, groups, weight, bias, eps, dy):
        group = gradients(lambda x, *rest: code.group_norm(x, groups, *rest, eps), dy, x, weight, bias)
        instance = gradients(lambda *given: code.instance_norm(*given, eps), dy, x, weight, bias)
        return {"group_norm": group, "instance_norm": instance}


class LayerNormBackward(Check):
    """`layer_norm_backward` gives dx, dweight and dbias, written by hand."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield from with_dy(rng, rows(rng, bias=False))

    def probe(code, x, weight, eps, dy):
        import torch

        with torch.no_grad():
            return list(code.layer_norm_backward(dy, x, weight, eps))


class RmsNormBackward(Check):
    """`rms_norm_backward` gives dx and dweight, written by hand."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield from with_dy(rng, rows(rng, bias=False))

    def probe(code, x, weight, eps, dy):
        import torch

        with torch.no_grad():
            return list(code.rms_norm_backward(dy, x, weight, eps))


class Alone(Check):
    """An example gets the same answer alone as among others."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        for n, c, length, groups in ((2, 4, 3, 2), (5, 6, 2, 3)):
            yield case(x=values(rng, n, c, length), groups=groups, **affine(rng, c), wide=affine(rng, length))

    def probe(code, x, groups, weight, bias, wide):
        seen = {}
        for name, part in (("alone", x[:1]), ("among others", x)):
            seen[name] = [
                code.layer_norm(part, wide["weight"], wide["bias"])[:1],
                code.rms_norm(part, wide["weight"])[:1],
                code.group_norm(part, groups, weight, bias)[:1],
                code.instance_norm(part, weight, bias)[:1],
            ]
        return seen


class HalfPrecision(Check):
    """float16 values in the thousands do not overflow: their squares are taken in float32. The result is float16."""

    def cases(self, rng):
        for shape in ((1, 2, 5), (2, 4, 6)):
            x = rng.normal(size=shape) * 2500 + rng.normal(size=(*shape[:-1], 1)) * 1000
            channels, wide = affine(rng, shape[1], np.float16), affine(rng, shape[2], np.float16)
            yield case(x=x.astype(np.float16), **channels, wide=wide)

    def probe(code, x, weight, bias, wide):
        return {
            "layer_norm": code.layer_norm(x, wide["weight"], wide["bias"]),
            "rms_norm": code.rms_norm(x, wide["weight"]),
            "group_norm": code.group_norm(x, 1, weight, bias),
            "instance_norm": code.instance_norm(x, weight, bias),
        }


class UnevenGroups(Check):
    """`group_norm` refuses a number of groups that does not divide the channels, with a ValueError."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        for c, groups in ((5, 2), (4, 3), (6, 4), (6, 3), (3, 6)):
            yield case(x=values(rng, 2, c, 3), groups=groups, **affine(rng, c))

    def probe(code, x, groups, weight, bias):
        try:
            return code.group_norm(x, groups, weight, bias)
        except ValueError:
            return "ValueError"
