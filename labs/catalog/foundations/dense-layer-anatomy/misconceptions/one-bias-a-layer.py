"""The count gives each layer a single bias

A layer has one bias for each of its outputs, not one in all: `b` is `[o]`.
"""

from collections.abc import Callable, Sequence

import numpy as np

Act = Callable[[np.ndarray], np.ndarray]
Layer = tuple[np.ndarray, np.ndarray]


def dense(x: np.ndarray, W: np.ndarray, b: np.ndarray, act: Act | None = None) -> np.ndarray:
    z = x @ W.T + b
    return z if act is None else act(z)


def mlp(x: np.ndarray, params: Sequence[Layer], act: Act) -> np.ndarray:
    *hidden, last = params
    for W, b in hidden:
        x = dense(x, W, b, act)
    return dense(x, *last)


def n_params(sizes: Sequence[int]) -> int:
    return sum((o * i + 1 for i, o in zip(sizes[:-1], sizes[1:])))


def collapse(params: Sequence[Layer]) -> Layer:
    W, b = params[0]
    for W2, b2 in params[1:]:
        W, b = (W2 @ W, W2 @ b + b2)
    return (W, b)
