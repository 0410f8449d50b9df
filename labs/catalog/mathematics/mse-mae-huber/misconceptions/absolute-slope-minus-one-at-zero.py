"""Valid, but the slope of the absolute value at 0 is -1; this lab asks for 0

At a residual of 0 the absolute value has a corner, and any number between -1 and 1 is a subgradient. Yours is
-1: it moves predictions that are already right. This lab takes 0, as PyTorch does.
"""

import numpy as np

Loss = tuple[float | np.ndarray, np.ndarray]


def residual(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None) -> np.ndarray:
    for other in (target, pred if weight is None else weight):
        if other.shape != pred.shape:
            raise ValueError(f"pred has shape {pred.shape}, and {other.shape} is not the same")
    return pred - target


def reduced(loss: np.ndarray, slope: np.ndarray, weight: np.ndarray | None, reduction: str) -> Loss:
    if weight is not None:
        loss, slope = weight * loss, weight * slope
    if reduction == "none":
        return loss, slope
    if reduction == "sum":
        return loss.sum(), slope
    total = loss.size if weight is None else weight.sum()
    return loss.sum() / total, slope / total


def mse(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean") -> Loss:
    r = residual(pred, target, weight)
    return reduced(r**2, 2 * r, weight, reduction)


def mae(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean") -> Loss:
    r = residual(pred, target, weight)
    return reduced(np.abs(r), np.where(r > 0, 1, -1).astype(r.dtype), weight, reduction)


def huber(
    pred: np.ndarray,
    target: np.ndarray,
    weight: np.ndarray | None = None,
    reduction: str = "mean",
    delta: float = 1.0,
) -> Loss:
    r = residual(pred, target, weight)
    near = np.abs(r) <= delta
    loss = np.where(near, r**2 / 2, delta * (np.abs(r) - delta / 2))
    slope = np.where(near, r, delta * np.sign(r))
    return reduced(loss, slope, weight, reduction)
