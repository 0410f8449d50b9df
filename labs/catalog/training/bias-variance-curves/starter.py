"""Where a model's error comes from, and how to see it in curves. All arrays are float64.

A model is handed over as a function `fit(X, y)` that returns another function, `predict(X)`.
"""

from collections.abc import Callable, Sequence

import numpy as np

Predict = Callable[[np.ndarray], np.ndarray]
Fit = Callable[[np.ndarray, np.ndarray], Predict]


def split_error(predictions: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Squared bias and variance of R fits, predictions [R, M], against the true values [M], averaged over M points."""
    raise NotImplementedError


def decompose(
    fit: Fit,
    sample: Callable[[], tuple[np.ndarray, np.ndarray]],
    f: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    sigma: float,
    runs: int,
) -> tuple[float, float, float]:
    """Squared bias, variance and noise of a model at the points x [M].

    Each call of `sample()` draws new training data (x_train [N], y_train [N]), where y is f(x) plus noise of standard
    deviation sigma. Fit `runs` models, each to data of its own: call `sample` exactly `runs` times.
    """
    raise NotImplementedError


def learning_curve(
    fit: Fit, X: np.ndarray, y: np.ndarray, X_val: np.ndarray, y_val: np.ndarray, sizes: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """Training and validation errors, [len(sizes)] each, of models fitted to the first n rows of X [N, F] and y [N].

    An error is the mean of the squared differences: on the n rows that were used, and on all of X_val [V, F], y_val [V].
    """
    raise NotImplementedError


def diagnose(train: np.ndarray, val: np.ndarray, target: float, slack: float) -> str:
    """Read two curves of errors [E], one entry an epoch, E at least 2.

    Returns "unfinished", "underfitting", "overfitting", "both" or "fine".
    """
    raise NotImplementedError
