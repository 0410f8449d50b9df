"""Backwards node by node

The forward pass is cut into small steps, each result kept, and the backward pass walks them in reverse: one line for
each line. It is longer than the closed formula, and nothing has to be derived beyond single steps.
"""

import numpy as np


def bn_forward(x, gamma, beta, state, train, momentum=0.1, eps=1e-5):
    axes = (0, *range(2, x.ndim))
    shape = [1] * x.ndim
    shape[1] = x.shape[1]
    n = x.size // x.shape[1]
    if train and n == 1:
        raise ValueError("a batch of one value per channel")
    mean = x.mean(axis=axes, keepdims=True) if train else state["mean"].reshape(shape)
    centred = x - mean
    var = (centred**2).mean(axis=axes, keepdims=True) if train else state["var"].reshape(shape)
    root = np.sqrt(var + eps)
    x_hat = centred / root
    scale = gamma.reshape(shape)
    y = scale * x_hat + beta.reshape(shape)
    if train:
        state["mean"] *= 1 - momentum
        state["mean"] += momentum * mean.ravel()
        state["var"] *= 1 - momentum
        state["var"] += momentum * (centred**2).sum(axis=axes) / (n - 1)
    return y, {"axes": axes, "n": n, "centred": centred, "root": root, "x_hat": x_hat, "scale": scale, "train": train}


def bn_backward(dy, cache):
    axes, n, centred, root = cache["axes"], cache["n"], cache["centred"], cache["root"]
    dbeta = dy.sum(axis=axes)
    dgamma = (dy * cache["x_hat"]).sum(axis=axes)
    dx_hat = dy * cache["scale"]
    dcentred = dx_hat / root
    if not cache["train"]:
        return dcentred, dgamma, dbeta
    droot = -(dx_hat * centred).sum(axis=axes, keepdims=True) / root**2
    dvar = 0.5 * droot / root
    dcentred = dcentred + 2 * centred * dvar / n
    dmean = -dcentred.sum(axis=axes, keepdims=True)
    return dcentred + dmean / n, dgamma, dbeta
