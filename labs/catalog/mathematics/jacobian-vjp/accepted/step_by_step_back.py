"""One operation at a time, backwards

The layer norm is taken apart into centring, square, mean, root and division, and the gradient walks back
through each. Nothing has to be multiplied out on paper, at the price of a few more arrays. The softmax goes the
same way, through exp and division, and the Jacobian uses differences of higher order.
"""

import numpy as np


def jacobian(f, x):
    def slope(j, h=1e-3):
        e = h * (np.arange(x.size) == j)
        return (8 * (f(x + e) - f(x - e)) - (f(x + 2 * e) - f(x - 2 * e))) / (12 * h)

    return np.column_stack([slope(j) for j in range(x.size)])


def softmax_vjp(s, v):
    # s = e / t with t = Σ e and ∂e/∂z = e; any scale of e will do, so take t = 1
    de = v - np.sum(v * s, axis=-1, keepdims=True)
    return np.multiply(de, s)


def layernorm_vjp(x, v, eps=1e-5):
    n = x.shape[-1]
    c = x - np.mean(x, -1, keepdims=True)
    var = np.mean(c * c, -1, keepdims=True)
    inv = 1 / np.sqrt(var + eps)

    dinv = np.sum(v * c, -1, keepdims=True)
    dvar = -0.5 * inv**3 * dinv
    dc = v * inv + 2 * c * dvar / n
    return dc - np.mean(dc, -1, keepdims=True)


def cumsum_vjp(v):
    out = np.array(v)
    for j in range(v.shape[-1] - 2, -1, -1):
        out[..., j] += out[..., j + 1]
    return out
