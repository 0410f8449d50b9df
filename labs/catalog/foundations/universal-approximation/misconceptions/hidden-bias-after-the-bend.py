"""The hidden biases are added after the ReLU

`relu(x w1) + b1` moves a unit up and down instead of moving its kink. The bias belongs inside.
"""

from collections.abc import Callable

import numpy as np

Net = tuple[np.ndarray, np.ndarray, np.ndarray, float]


def fit(f: Callable[[np.ndarray], np.ndarray], lo: float, hi: float, n_hidden: int) -> Net:
    knots = np.linspace(lo, hi, n_hidden + 1)
    values = f(knots)
    slopes = np.diff(values) / np.diff(knots)
    bends = np.diff(slopes, prepend=0.0)
    return (np.ones(n_hidden), -knots[:-1], bends, values[0])


def predict(x: np.ndarray, net: Net) -> np.ndarray:
    w1, b1, w2, b2 = net
    hidden = np.maximum(np.outer(x, w1), 0.0) + b1
    return hidden @ w2 + b2


def worst_error(f: Callable[[np.ndarray], np.ndarray], net: Net, lo: float, hi: float) -> float:
    x = np.linspace(lo, hi, 10001)
    return np.abs(predict(x, net) - f(x)).max()
