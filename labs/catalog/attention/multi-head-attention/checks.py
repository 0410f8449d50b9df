"""Checks of the multi-head attention lab."""

import numpy as np

from runner.checks import Check, Kind, case, gaps, transposed

PROJECTIONS = ("q_proj", "k_proj", "v_proj", "out_proj")


def normal(rng, *shape, scale=1.0):
    return rng.normal(scale=scale, size=shape).astype(np.float32)


def weights(rng, d):
    """A state dict with every bias away from zero, large enough that the heads attend sharply."""
    state = {f"{name}.weight": normal(rng, d, d, scale=1.5 / d**0.5) for name in PROJECTIONS}
    return state | {f"{name}.bias": normal(rng, d, scale=0.5) for name in PROJECTIONS}


def made(code, d_model, n_heads, state, like):
    model = code.MultiHeadAttention(d_model, n_heads).to(like)
    model.load_state_dict(state)
    return model


def mask_with_an_empty_row(rng, b, q, k):
    mask = rng.random((b, q, k)) < 0.6
    mask[:, 0, 0], mask[0, 1, :] = True, False
    return mask


def attended(code, d_model, n_heads, state, query, key, value, mask=None):
    model = made(code, d_model, n_heads, state, query)
    output, attention = model(query, key, value) if mask is None else model(query, key, value, mask)
    return {"output": output, "weights": attention}


class Structure(Check):
    """Four projections with weight and bias, 4 (d² + d) parameters; heads that do not divide d_model are refused."""

    kind = Kind.STRUCTURE

    def cases(self, rng):
        yield case(d_model=6, n_heads=3)
        yield case(d_model=20, n_heads=4)
        yield case(d_model=10, n_heads=4)

    def probe(code, d_model, n_heads):
        try:
            model = code.MultiHeadAttention(d_model, n_heads)
        except ValueError:
            return "ValueError"
        return {name: list(value.shape) for name, value in sorted(model.state_dict().items())}


class SelfAttention(Check):
    """Query, key and value are the same sequence: output [B, L, d_model] and one map of weights per head."""

    def cases(self, rng):
        for b, length, d, h in ((2, 3, 6, 2), (1, 5, 4, 4), (3, 1, 6, 3), (2, 7, 12, 3)):
            yield case(d_model=d, n_heads=h, state=weights(rng, d), x=normal(rng, b, length, d))
        yield case(d_model=10, n_heads=5, state=weights(rng, 10), x=gaps(normal(rng, 2, 4, 10)))

    def probe(code, d_model, n_heads, state, x):
        return attended(code, d_model, n_heads, state, x, x, x)


class CrossAttention(Check):
    """Queries look at a sequence of another length; keys and values differ."""

    def cases(self, rng):
        for b, q, k, d, h in ((2, 2, 3, 4, 2), (1, 5, 7, 12, 4), (3, 6, 1, 6, 3), (2, 1, 5, 8, 1)):
            state = weights(rng, d)
            parts = {"query": normal(rng, b, q, d), "key": normal(rng, b, k, d), "value": normal(rng, b, k, d)}
            yield case(d_model=d, n_heads=h, state=state, **parts)
        turned = {
            "query": transposed(normal(rng, 2, 3, 6)),
            "key": normal(rng, 2, 5, 6),
            "value": gaps(normal(rng, 2, 5, 6)),
        }
        yield case(d_model=6, n_heads=2, state=weights(rng, 6), **turned)

    def probe(code, d_model, n_heads, state, query, key, value):
        return attended(code, d_model, n_heads, state, query, key, value)


class Masked(Check):
    """Where the mask is False the weight is exactly 0 and the rest sum to 1; a row of False takes nothing at all."""

    def cases(self, rng):
        for b, q, k, d, h in ((1, 2, 3, 4, 2), (2, 5, 7, 12, 3), (3, 4, 4, 10, 2)):
            parts = {"query": normal(rng, b, q, d), "key": normal(rng, b, k, d), "value": normal(rng, b, k, d)}
            yield case(d_model=d, n_heads=h, state=weights(rng, d), mask=mask_with_an_empty_row(rng, b, q, k), **parts)

    def probe(code, d_model, n_heads, state, query, key, value, mask):
        return attended(code, d_model, n_heads, state, query, key, value, mask)


class GradientsOfInputs(Check):
    """Gradients flow back to query, key and value, through the mask too."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for b, q, k, d, h in ((1, 2, 3, 4, 2), (2, 5, 7, 6, 3)):
            parts = {"query": normal(rng, b, q, d), "key": normal(rng, b, k, d), "value": normal(rng, b, k, d)}
            mask = mask_with_an_empty_row(rng, b, q, k)
            yield case(d_model=d, n_heads=h, state=weights(rng, d), mask=mask, dy=normal(rng, b, q, d), **parts)

    def probe(code, d_model, n_heads, state, query, key, value, mask, dy):
        leaves = [x.clone().requires_grad_() for x in (query, key, value)]
        output, _ = made(code, d_model, n_heads, state, query)(*leaves, mask)
        output.backward(dy)
        return dict(zip(("query", "key", "value"), (x.grad for x in leaves), strict=True))


class GradientsOfWeights(Check):
    """Gradients reach all four projections, weights and biases."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        for b, q, k, d, h in ((1, 2, 3, 4, 2), (2, 5, 7, 6, 3)):
            parts = {"query": normal(rng, b, q, d), "key": normal(rng, b, k, d), "value": normal(rng, b, k, d)}
            yield case(d_model=d, n_heads=h, state=weights(rng, d), dy=normal(rng, b, q, d), **parts)

    def probe(code, d_model, n_heads, state, query, key, value, dy):
        model = made(code, d_model, n_heads, state, query)
        model(query, key, value)[0].backward(dy)
        return {name: parameter.grad for name, parameter in model.named_parameters()}
