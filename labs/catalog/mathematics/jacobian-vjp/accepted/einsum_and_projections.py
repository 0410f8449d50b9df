"""Projections and loops

A layer norm's Jacobian takes two directions out of v: the constant one and that of the centred row. So the
product is v minus its projections (with a correction for eps), divided by the spread. The softmax is a loop
over rows with dot products, the running sum a subtraction from the total, and the Jacobian moves a copy of x
and fills its columns.
"""

import numpy as np


def jacobian(f, x):
    h, columns = 2e-6, []
    for j, old in enumerate(x):
        moved = x.copy()
        moved[j] = old + h
        above = np.array(f(moved))
        moved[j] = old - h
        columns.append((above - f(moved)) / (2 * h))
    return np.array(columns).T


def softmax_vjp(s, v):
    out = np.empty_like(v)
    for at in np.ndindex(s.shape[:-1]):
        out[at] = s[at] * v[at] - s[at] * np.dot(s[at], v[at])
    return out


def layernorm_vjp(x, v, eps=1e-5):
    n = x.shape[-1]
    centred = x - np.einsum("...n->...", x)[..., None] / n
    var = np.einsum("...n,...n->...", centred, centred)[..., None] / n
    along = np.einsum("...n,...n->...", v, centred)[..., None] / (n * (var + eps))
    flat = np.einsum("...n->...", v)[..., None] / n
    return (v - flat - along * centred) / np.sqrt(var + eps)


def cumsum_vjp(v):
    total = v.sum(axis=-1, keepdims=True)
    return total - np.cumsum(v, axis=-1) + v
