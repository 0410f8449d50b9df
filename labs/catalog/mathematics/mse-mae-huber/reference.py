"""Squared, absolute and Huber loss with weights and reductions. Everything is element by element until `reduced`."""

import numpy as np

Loss = tuple[float | np.ndarray, np.ndarray]


def residual(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None) -> np.ndarray:
    for other in (target, pred if weight is None else weight):
        if other.shape != pred.shape:
            raise ValueError(f"pred has shape {pred.shape}, and {other.shape} is not the same")
    return pred - target  # [...]


# With losses l_e, slopes l_e' and weights w_e:
#   none: w_e l_e      sum: Σ w_e l_e      mean: Σ w_e l_e / Σ w_e
# The weights do not depend on pred, so the slopes are multiplied and divided by exactly the same numbers.


def reduced(loss: np.ndarray, slope: np.ndarray, weight: np.ndarray | None, reduction: str) -> Loss:
    if weight is not None:
        loss, slope = weight * loss, weight * slope  # [...]
    if reduction == "none":
        return loss, slope
    if reduction == "sum":
        return loss.sum(), slope
    total = loss.size if weight is None else weight.sum()
    return loss.sum() / total, slope / total


# l = r², l' = 2 r


def mse(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean") -> Loss:
    r = residual(pred, target, weight)  # [...]
    return reduced(r**2, 2 * r, weight, reduction)


# l = |r|, l' = sign(r), which NumPy gives as 0 at r = 0


def mae(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean") -> Loss:
    r = residual(pred, target, weight)  # [...]
    return reduced(np.abs(r), np.sign(r), weight, reduction)


# l = r² / 2 for |r| ≤ δ, else δ (|r| - δ / 2): the line starts where the parabola ends, with the same slope
# l' = r for |r| ≤ δ, else δ sign(r)


def huber(
    pred: np.ndarray,
    target: np.ndarray,
    weight: np.ndarray | None = None,
    reduction: str = "mean",
    delta: float = 1.0,
) -> Loss:
    r = residual(pred, target, weight)  # [...]
    near = np.abs(r) <= delta  # [...], of bool
    loss = np.where(near, r**2 / 2, delta * (np.abs(r) - delta / 2))  # [...]
    slope = np.where(near, r, delta * np.sign(r))  # [...]
    return reduced(loss, slope, weight, reduction)
