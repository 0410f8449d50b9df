"""A network of two layers, its loss, and its gradients by hand.

N examples, F features, H hidden units, C classes. `params` is a dict of float arrays, all of X's dtype:
W1 [F, H], b1 [H], W2 [H, C], b2 [C].
"""

import numpy as np

Params = dict[str, np.ndarray]


def scores(params: Params, X: np.ndarray) -> np.ndarray:
    """relu(X W1 + b1) W2 + b2 for X [N, F]: one score for each class, [N, C]."""
    raise NotImplementedError


def loss_and_grads(params: Params, X: np.ndarray, y: np.ndarray, reg: float) -> tuple[float, Params]:
    """Mean cross-entropy of the labels y [N] plus reg / 2 times the sum of all squared weights, and its gradients.

    The gradients are a dict with the names, shapes and dtype of `params`. Scores may be as large as 10 000.
    """
    raise NotImplementedError


def descend(
    params: Params, X: np.ndarray, y: np.ndarray, reg: float, lr: float, steps: int
) -> tuple[Params, list[float]]:
    """Take `steps` steps of lr times the gradient, downhill; all four arrays move together.

    Returns new parameters (those given stay as they are) and the loss before each step, `steps` numbers.
    """
    raise NotImplementedError
