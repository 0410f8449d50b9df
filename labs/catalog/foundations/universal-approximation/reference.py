"""One hidden layer of ReLUs that follows a curve, its weights written down instead of trained.

Shapes: n points, h hidden units. A network is (w1 [h], b1 [h], w2 [h], b2), for one input and one output.
"""

from collections.abc import Callable

import numpy as np

Net = tuple[np.ndarray, np.ndarray, np.ndarray, float]

# relu(x - t) is 0 up to t and rises with slope 1 from there: c · relu(x - t) makes the sum steeper by c after t.
# Through h + 1 points of f run h straight pieces; at knot k unit k bends them, from the slope before to the one after.


def fit(f: Callable[[np.ndarray], np.ndarray], lo: float, hi: float, n_hidden: int) -> Net:
    knots = np.linspace(lo, hi, n_hidden + 1)  # [h + 1]
    values = f(knots)  # [h + 1]
    slopes = np.diff(values) / np.diff(knots)  # [h]
    bends = np.diff(slopes, prepend=0.0)  # [h]; before the first knot the curve is flat
    return np.ones(n_hidden), -knots[:-1], bends, values[0]


# y = relu(x w1 + b1) · w2 + b2


def predict(x: np.ndarray, net: Net) -> np.ndarray:
    w1, b1, w2, b2 = net
    hidden = np.maximum(np.outer(x, w1) + b1, 0.0)  # [n, h]
    return hidden @ w2 + b2  # [n]


# max |network - f| over the interval: between the knots too, where nothing was fitted


def worst_error(f: Callable[[np.ndarray], np.ndarray], net: Net, lo: float, hi: float) -> float:
    x = np.linspace(lo, hi, 10_001)
    return np.abs(predict(x, net) - f(x)).max()
