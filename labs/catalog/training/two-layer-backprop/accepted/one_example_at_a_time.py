"""One example at a time

The gradient of a mean is the mean of gradients, so each example goes forwards and backwards alone, with vectors
and outer products, and the results are added up. Slow, and closest to the equations on paper.
"""

import numpy as np


def forward_one(params, x):
    a = params["b1"] + params["W1"].T @ x
    h = np.where(a > 0, a, np.zeros_like(a))
    return a, h, params["b2"] + params["W2"].T @ h


def scores(params, X):
    return np.stack([forward_one(params, x)[2] for x in X])


def loss_and_grads(params, X, y, reg):
    total = 0.0
    grads = {name: np.zeros_like(value) for name, value in params.items()}
    for x, label in zip(X, y):
        a, h, z = forward_one(params, x)
        top = z.max()
        log_sum = top + np.log(np.exp(z - top).sum())
        total += log_sum - z[label]
        delta = np.exp(z - log_sum)
        delta[label] -= 1
        below = np.where(a > 0, params["W2"] @ delta, np.zeros_like(a))
        for name, part in (("W2", np.outer(h, delta)), ("b2", delta), ("W1", np.outer(x, below)), ("b1", below)):
            grads[name] += part
    for name in grads:
        grads[name] /= len(X)
    for name in ("W1", "W2"):
        grads[name] += reg * params[name]
    penalty = sum(np.vdot(params[name], params[name]) for name in ("W1", "W2"))
    return float(total / len(X) + 0.5 * reg * penalty), grads


def descend(params, X, y, reg, lr, steps):
    now, losses = {name: value.copy() for name, value in params.items()}, []
    for _ in range(steps):
        loss, grads = loss_and_grads(now, X, y, reg)
        losses.append(loss)
        for name in now:
            now[name] -= lr * grads[name]
    return now, losses
