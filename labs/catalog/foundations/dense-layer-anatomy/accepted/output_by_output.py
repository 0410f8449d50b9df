"""Output by output, with nothing but sums

Row k of W is one neuron: its weights are multiplied with the inputs, summed, and its own bias is added. The
stack calls itself with the layers that are left.
"""

import numpy as np


def dense(x, W, b, act=None):
    out = np.zeros((len(x), len(W)), dtype=x.dtype)
    for row in range(len(x)):
        for k in range(len(W)):
            total = b[k]
            for weight, value in zip(W[k], x[row]):
                total = total + weight * value
            out[row, k] = total if act is None else act(total)
    return out


def mlp(x, params, act):
    (W, b), rest = params[0], params[1:]
    if not rest:
        return dense(x, W, b)
    return mlp(dense(x, W, b, act), rest, act)


def n_params(sizes):
    total = 0
    for k in range(1, len(sizes)):
        total += sizes[k] * (sizes[k - 1] + 1)
    return total


def collapse(params):
    if len(params) == 1:
        return params[0]
    (W1, b1), (W2, b2), *rest = params
    W = np.stack([sum(W2[k, j] * W1[j] for j in range(len(W1))) for k in range(len(W2))])
    b = np.array([sum(W2[k] * b1) for k in range(len(W2))], dtype=b1.dtype) + b2
    return collapse([(W, b), *rest])
