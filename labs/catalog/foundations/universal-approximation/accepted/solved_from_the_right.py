"""A linear system, with units that look to the left

Every unit is on to the left of its kink. The kinks are fixed beforehand; what is left is linear in the outgoing
weights, and asking the network to meet the curve in as many points as it has free numbers gives them by solving
a system. Random points measure the error.
"""

import numpy as np


def hidden_of(x, w1, b1):
    return (x[:, None] * w1 + b1).clip(min=0)


def fit(f, lo, hi, n_hidden):
    width = hi - lo
    points = lo + width * np.arange(n_hidden + 1) / n_hidden
    kinks = points[1:]
    w1 = -np.ones(n_hidden) / width  # the size of a unit is free: here all lie between 0 and 1
    b1 = kinks / width
    system = np.column_stack([hidden_of(points, w1, b1), np.ones(n_hidden + 1)])
    solution = np.linalg.solve(system, f(points))
    return w1, b1, solution[:-1], solution[-1]


def predict(x, net):
    w1, b1, w2, b2 = net
    return np.array([hidden_of(np.array([v]), w1, b1)[0] @ w2 + b2 for v in x])


def worst_error(f, net, lo, hi):
    x = np.random.default_rng(1).uniform(lo, hi, 4000)
    x[:2] = lo, hi
    return np.linalg.norm(predict(x, net) - f(x), ord=np.inf)
