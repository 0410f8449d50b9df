"""Dense layers. A layer is a pair (W [o, i], b [o]) for i inputs and o outputs: row k of W holds the weights of output k."""

from collections.abc import Callable, Sequence

import numpy as np

Act = Callable[[np.ndarray], np.ndarray]  # bends each number of an array by itself, such as np.tanh
Layer = tuple[np.ndarray, np.ndarray]


def dense(x: np.ndarray, W: np.ndarray, b: np.ndarray, act: Act | None = None) -> np.ndarray:
    """One layer: x [n, i] becomes act(x Wᵀ + b) [n, o]. With None there is no bend."""
    raise NotImplementedError


def mlp(x: np.ndarray, params: Sequence[Layer], act: Act) -> np.ndarray:
    """Layer after layer, `act` after each but the last: x [n, i of the first] becomes [n, o of the last]."""
    raise NotImplementedError


def n_params(sizes: Sequence[int]) -> int:
    """How many numbers the layers between these sizes hold: [3, 5, 2] are layers from 3 to 5 and from 5 to 2."""
    raise NotImplementedError


def collapse(params: Sequence[Layer]) -> Layer:
    """The one layer (W [o of the last, i of the first], b) that computes what all of them do without any bend."""
    raise NotImplementedError
