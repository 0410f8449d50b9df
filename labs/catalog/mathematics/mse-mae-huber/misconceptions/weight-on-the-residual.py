"""The residual is weighted before it is squared or cut

You multiply the residual by its weight, and the square squares the weight with it: an element of weight 3
counts 9 times. In the Huber loss it even moves the border. A weight says how much a *loss* counts, so it
multiplies the loss.
"""

import numpy as np

Loss = tuple[float | np.ndarray, np.ndarray]


def residual(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None) -> np.ndarray:
    for other in (target, pred if weight is None else weight):
        if other.shape != pred.shape:
            raise ValueError(f"pred has shape {pred.shape}, and {other.shape} is not the same")
    return pred - target if weight is None else weight * (pred - target)


def reduced(loss: np.ndarray, slope: np.ndarray, weight: np.ndarray | None, reduction: str) -> Loss:
    if weight is not None:
        loss, slope = loss * 1, slope * 1
    if reduction == "none":
        return loss, slope
    if reduction == "sum":
        return loss.sum(), slope
    total = loss.size if weight is None else weight.sum()
    return loss.sum() / total, slope / total


def mse(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean") -> Loss:
    r = residual(pred, target, weight)
    return reduced(r**2, 2 * r if weight is None else 2 * r * weight, weight, reduction)


def mae(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean") -> Loss:
    r = residual(pred, target, weight)
    return reduced(np.abs(r), np.sign(r) if weight is None else np.sign(r) * weight, weight, reduction)


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
    return reduced(loss, slope if weight is None else slope * weight, weight, reduction)
