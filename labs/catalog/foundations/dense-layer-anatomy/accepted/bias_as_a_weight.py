"""The bias as one weight more

A last input that is always 1 turns the layer into a single product, `[x, 1] [W, b]ᵀ`. A stack without bends is
then a product of matrices, each with a last row that passes the 1 on.
"""

from functools import reduce

import numpy as np


def joined(W, b):
    return np.concatenate([W, b[:, None]], axis=1)  # [o, i + 1]


def dense(x, W, b, act=lambda z: z):
    with_one = np.append(x, np.ones((len(x), 1), dtype=x.dtype), axis=1)
    z = np.einsum("ni,oi->no", with_one, joined(W, b))
    return act(z) if act else z


def mlp(x, params, act):
    bends = [act] * (len(params) - 1) + [None]
    for (W, b), bend in zip(params, bends):
        x = dense(x, W, b, bend)
    return x


def n_params(sizes):
    return sum(joined(np.empty((o, i)), np.empty(o)).size for i, o in zip(sizes, sizes[1:]))


def collapse(params):
    def square(layer):
        W, b = layer
        last = np.zeros((1, W.shape[1] + 1), dtype=W.dtype)
        last[0, -1] = 1
        return np.concatenate([joined(W, b), last])  # [o + 1, i + 1]

    product = reduce(lambda done, layer: square(layer) @ done, params[1:], square(params[0]))
    return product[:-1, :-1], product[:-1, -1]
