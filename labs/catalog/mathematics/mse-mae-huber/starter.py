"""Three losses for regression, each with its gradient.

pred, target and weight have one shape, whatever it is; anything else raises ValueError, even where NumPy could broadcast.

weight [...]: how much each element counts, at least 0; None means 1 everywhere
reduction: "none": one loss for each element, times its weight; "sum": their sum; "mean": the weighted mean

Each function returns the loss (a single number, or for "none" an array of pred's shape) and the gradient of the loss with respect to pred, of
pred's shape and dtype. For "none" that is the slope of each element's own loss.
"""

import numpy as np


def mse(
    pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean"
) -> tuple[float | np.ndarray, np.ndarray]:
    """Squared error: (pred - target)^2."""
    raise NotImplementedError


def mae(
    pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean"
) -> tuple[float | np.ndarray, np.ndarray]:
    """Absolute error: |pred - target|. Its slope is taken as 0 where pred equals target."""
    raise NotImplementedError


def huber(
    pred: np.ndarray,
    target: np.ndarray,
    weight: np.ndarray | None = None,
    reduction: str = "mean",
    delta: float = 1.0,
) -> tuple[float | np.ndarray, np.ndarray]:
    """Half the squared error up to a distance of delta, a straight line of slope delta beyond it."""
    raise NotImplementedError
