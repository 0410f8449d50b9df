"""Multi-head attention forward and backward on 20 medium cases: about 100 ms of honest work."""

import numpy as np

from runner.checks import Check, Kind, case

PROJECTIONS = ("q_proj", "k_proj", "v_proj", "out_proj")


def drawn(rng):
    for n in range(10):
        b, q, k, d, h = 2 + n % 3, 24 + n, 32 - n, 64, (2, 4, 8)[n % 3]
        state = {f"{p}.weight": rng.normal(scale=d**-0.5, size=(d, d)).astype(np.float32) for p in PROJECTIONS}
        state |= {f"{p}.bias": rng.normal(size=d).astype(np.float32) for p in PROJECTIONS}
        parts = {
            name: rng.normal(size=(b, n, d)).astype(np.float32) for name, n in (("query", q), ("key", k), ("value", k))
        }
        yield case(d_model=d, n_heads=h, state=state, **parts)


def model_of(code, d_model, n_heads, state, like):
    model = code.MultiHeadAttention(d_model, n_heads).to(like)
    model.load_state_dict(state)
    return model


class Forward(Check):
    """The output of every case agrees."""

    def cases(self, rng):
        yield from drawn(rng)

    def probe(code, d_model, n_heads, state, query, key, value):
        return model_of(code, d_model, n_heads, state, query)(query, key, value)[0]


class Gradients(Check):
    """The gradient of every input agrees."""

    kind = Kind.GRADIENT

    def cases(self, rng):
        yield from drawn(rng)

    def probe(code, d_model, n_heads, state, query, key, value):
        leaves = [x.clone().requires_grad_() for x in (query, key, value)]
        model_of(code, d_model, n_heads, state, query)(*leaves)[0].square().sum().backward()
        return [x.grad for x in leaves]
