"""Checks of the lab on vanishing and exploding gradients."""

import numpy as np

from runner.checks import Check, Kind, Tolerance, case, gaps, transposed

ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid")
GROWTH = (0.85, 1.18)  # a layer's factor on the gradient; between 0.95 and 1.11 for every sound start, in 2000 draws


def net(rng, n, widths, act, scale=1.5, dtype=np.float64):
    weights = [rng.normal(size=(o, i)) * scale / np.sqrt(i) for i, o in zip(widths, widths[1:])]
    x, dy = rng.normal(size=(n, widths[0])), rng.normal(size=(n, widths[-1]))
    return {"weights": [w.astype(dtype) for w in weights], "act": act, "x": x.astype(dtype), "dy": dy.astype(dtype)}


def nets(rng):
    yield net(rng, 2, (3, 2), "linear")
    for act, (n, widths) in zip(ACTIVATIONS, ((1, (2, 3, 4)), (3, (4, 6, 5, 2)), (2, (5, 3, 4, 1)), (4, (3, 5, 2, 4)))):
        yield net(rng, n, widths, act)
    for act, scale in (("relu", 2.0), ("tanh", 1.0), ("sigmoid", 3.0)):
        yield net(rng, 5, rng.integers(6, 12, 31).tolist(), act, scale)
    one = net(rng, 6, (4, 7, 3), "tanh")
    turned = [transposed(w) for w in one["weights"]]
    yield one | {"weights": turned, "x": gaps(one["x"]), "dy": transposed(one["dy"])}
    yield net(rng, 3, (5, 4, 6, 3), "relu", dtype=np.float32)


class LayerNorms(Check):
    """`layer_grad_norms` gives the norm of the gradient at x and at the output of every layer, in their order."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for one in nets(rng):
            yield case(**one)

    def probe(code, weights, act, x, dy):
        return code.layer_grad_norms(weights, act, x, dy)


class WeightNorms(Check):
    """`weight_grad_norms` gives the norm of the gradient at every weight, from the first layer to the last."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for one in nets(rng):
            yield case(**one)

    def probe(code, weights, act, x, dy):
        return code.weight_grad_norms(weights, act, x, dy)


class Again(Check):
    """Measuring leaves nothing behind: no gradient, no flag, and a second look finds the same norms."""

    kind = Kind.STATE

    def cases(self, rng):
        yield case(**net(rng, 2, (3, 4, 2), "tanh"))
        yield case(**net(rng, 3, (4, 5, 6, 3), "relu"))

    def probe(code, weights, act, x, dy):
        seen = []
        for _ in range(2):
            for measure in (code.layer_grad_norms, code.weight_grad_norms):
                seen.append(measure(weights, act, x, dy).detach().clone())
        tensors = [*weights, x, dy]
        return {
            "norms": seen,
            "requires gradients now": [tensor.requires_grad for tensor in tensors],
            "has a gradient now": [tensor.grad is not None for tensor in tensors],
        }


class Growth(Check):
    """`growth` is the L-th root of the first norm over the last: the factor of one layer, on the way back."""

    def cases(self, rng):
        for length in (2, 3, 6, 51):
            yield case(norms=rng.uniform(0.5, 2.0, length) * 10.0 ** rng.uniform(-2, 2, length))
        yield case(norms=10.0 ** np.linspace(-40, 3, 44))
        yield case(norms=10.0 ** np.linspace(3, -5, 9).astype(np.float32))

    def probe(code, norms):
        return float(code.growth(norms))


class Diagnosed(Check):
    """`diagnose` compares the first norm with the last, by a factor of 1000; what is not finite has exploded."""

    def cases(self, rng):
        a, b, c = (float(v) for v in rng.uniform(0.5, 2.0, 3).round(3))
        for norms in (
            [a, b],
            [a * 1e-4, b],
            [a * 1e4, b],
            [a],
            [a * 1e-9, b * 1e-4, c * 1e-8],
            [a * 1e9, b * 1e4, c * 1e8],
            [a * 1e-9, b * 1e-6, c * 1e-3],
            [a * 1e8, b * 1e5, c * 1e2],
            [a * 1e-2, b * 9.0, c],
            [a * 1e2, b * 1e-9, c],
            [0.0, b, c],
            [0.0, 0.0, 0.0],
            [a, b, 0.0],
            [float("inf"), b, c],
            [float("nan"), float("nan"), c],
            [a, float("nan"), c],
            [a, b, float("inf")],
            [1.0, 1000.0],
            [1000.0, 1.0],
            [1.0, 1000.5],
            [1000.5, 1.0],
            [1.0, 700.0],
            [700.0, 1.0],
        ):
            yield case(norms=np.array(norms))

    def probe(code, norms):
        return code.diagnose(norms)


class FiftyLayers(Check):
    """Fifty layers: sigmoids let the gradient vanish, large weights make it explode, the right scale does neither."""

    kind = Kind.INVARIANT

    def cases(self, rng):
        scales = (("sigmoid", 1.0), ("relu", 1.0), ("relu", 2.2), ("linear", 0.7), ("linear", 1.0), ("linear", 1.4))
        for act, scale in scales:
            yield case(**net(rng, 3, [40] * 51, act, scale))

    def probe(code, weights, act, x, dy):
        norms = code.layer_grad_norms(weights, act, x, dy)
        return {"norms": norms, "growth": float(code.growth(norms)), "diagnosis": code.diagnose(norms)}


def slope(act, z):
    return {"linear": np.ones_like(z), "relu": (z > 0) * 1.0, "tanh": 1 - np.tanh(z) ** 2}[act]


def logs_of_norms(weights, act, seed):
    """log ‖∂L/∂h_l‖ for l = 0 ... L, where the gradient at h_L has norm e²."""
    rng = np.random.default_rng(seed)
    h, slopes = rng.normal(size=(16, weights[0].shape[1])), []
    for w in weights:
        z = h @ w.T
        slopes.append(slope(act, z))
        h = {"linear": z, "relu": np.maximum(z, 0), "tanh": np.tanh(z)}[act]
    g = rng.normal(size=h.shape)
    g *= np.e**2 / np.linalg.norm(g)
    norms = [np.linalg.norm(g)]
    for w, s in zip(weights[::-1], slopes[::-1]):
        g = (g * s) @ w
        norms.append(np.linalg.norm(g))
    with np.errstate(all="ignore"):
        return np.log(np.array(norms[::-1]))


class Fixed(Check):
    """`fix` gives fifty weights through which the gradient keeps its size: a growth between 0.85 and 1.18 a layer."""

    kind = Kind.INVARIANT
    tolerance = Tolerance(rtol=0.0, atol=6.0)  # to name a mistake; `judge` has its own

    def cases(self, rng):
        for act in ("linear", "relu", "tanh"):
            for width in (80, 160):
                yield case(depth=50, width=width, act=act, seed=int(rng.integers(2**31)))

    def probe(code, depth, width, act, seed):
        import torch

        weights = list(code.fix(depth, width, act, torch.Generator().manual_seed(seed)))
        shapes = sorted({str((*w.shape, w.dtype)) for w in weights})
        if [tuple(w.shape) for w in weights] != [(width, width)] * depth:
            return {"number": len(weights), "shapes": shapes}
        logs = logs_of_norms([w.detach().double().numpy() for w in weights], act, seed)
        return {"number": len(weights), "shapes": shapes, "logarithms of the norms": logs}

    def judge(self, case, got, expected):
        for name in ("number", "shapes"):
            if got.value.get(name) != expected.value[name]:
                yield f"The {name} of the weights: {got.value.get(name)}; {expected.value[name]} asked."
                return
        logs = got.value["logarithms of the norms"]
        if logs.shape != (case["depth"] + 1,) or abs(logs[-1] - 2) > 1e-9:
            yield "The norms were not measured."
            return
        grown = float(np.exp((logs[0] - logs[-1]) / case["depth"]))
        if not GROWTH[0] <= grown <= GROWTH[1]:
            total = f"after fifty its norm has changed by a factor of {np.exp(logs[0] - logs[-1]):.3g}"
            yield f"Each layer multiplies the gradient by {grown:.3f}: {total}."
