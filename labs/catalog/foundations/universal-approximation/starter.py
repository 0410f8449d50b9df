"""One hidden layer of ReLUs for one input and one output. A network is (w1 [h], b1 [h], w2 [h], b2)."""

from collections.abc import Callable

import numpy as np

Net = tuple[np.ndarray, np.ndarray, np.ndarray, float]


def fit(f: Callable[[np.ndarray], np.ndarray], lo: float, hi: float, n_hidden: int) -> Net:
    """A network of n_hidden units that follows f between lo and hi. f takes an array and returns one of its shape."""
    raise NotImplementedError


def predict(x: np.ndarray, net: Net) -> np.ndarray:
    """What the network gives for each of the inputs x [n]: [n]."""
    raise NotImplementedError


def worst_error(f: Callable[[np.ndarray], np.ndarray], net: Net, lo: float, hi: float) -> float:
    """The largest distance between network and f anywhere between lo and hi, right to 1 %."""
    raise NotImplementedError
