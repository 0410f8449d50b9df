r"""Valid, but the weighted sum is divided by the number of elements; this lab divides by the sum of the weights

Your mean is $\sum w l / N$, as in Keras and in PyTorch's `huber_loss`. Here it is $\sum w l / \sum w$, as in
NumPy's `average` and in PyTorch's other two losses: what counts is how the weights compare, and multiplying all
of them by 10 changes nothing.
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
    total = loss.size
    return loss.sum() / total, slope / total


def mse(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean") -> Loss:
    r = residual(pred, target, weight)
    return reduced(r**2, 2 * r, weight, reduction)


def mae(pred: np.ndarray, target: np.ndarray, weight: np.ndarray | None = None, reduction: str = "mean") -> Loss:
    r = residual(pred, target, weight)
    return reduced(np.abs(r), np.sign(r), weight, reduction)


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
