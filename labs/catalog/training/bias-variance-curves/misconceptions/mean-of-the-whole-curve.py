"""The level is the mean of the whole curve

The first epochs of every run are bad, whatever the model. Where a run has arrived is seen at the end: take the
mean over the last quarter.
"""

from collections.abc import Callable, Sequence

import numpy as np

Predict = Callable[[np.ndarray], np.ndarray]
Fit = Callable[[np.ndarray, np.ndarray], Predict]


# bias²(x) = (mean over fits of h(x) - f(x))²        variance(x) = mean over fits of (h(x) - mean h(x))²
# Both are then averaged over the points x. Together they are exactly the mean of (h(x) - f(x))².
def split_error(predictions: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    average = predictions.mean(axis=0)  # [M]: what the fits say on average, at each point
    bias2 = (average - truth) ** 2  # [M]
    variance = ((predictions - average) ** 2).mean(axis=0)  # [M]
    return float(bias2.mean()), float(variance.mean())


# E[(y - h(x))²] = bias² + variance + σ²: y = f(x) + ε, and the noise ε of a new y has nothing to do with the fits
def decompose(
    fit: Fit,
    sample: Callable[[], tuple[np.ndarray, np.ndarray]],
    f: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    sigma: float,
    runs: int,
) -> tuple[float, float, float]:
    predictions = []
    for _ in range(runs):
        x_train, y_train = sample()  # new data for every fit
        predictions.append(fit(x_train, y_train)(x))  # [M]
    bias2, variance = split_error(np.stack(predictions), f(x))
    return bias2, variance, sigma**2


# mse = mean (y - h(x))²
def mean_squared_error(predict: Predict, X: np.ndarray, y: np.ndarray) -> float:
    return float(((predict(X) - y) ** 2).mean())


def learning_curve(
    fit: Fit, X: np.ndarray, y: np.ndarray, X_val: np.ndarray, y_val: np.ndarray, sizes: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    train_errors, val_errors = [], []
    for n in sizes:
        predict = fit(X[:n], y[:n])
        train_errors.append(mean_squared_error(predict, X[:n], y[:n]))  # on what it has seen, and nothing else
        val_errors.append(mean_squared_error(predict, X_val, y_val))  # on the same examples each time
    return np.array(train_errors), np.array(val_errors)  # [len(sizes)] each


def diagnose(train: np.ndarray, val: np.ndarray, target: float, slack: float) -> str:
    k = max(1, len(val) // 4)
    train_level, val_level = train.mean(), val.mean()
    if val[-2 * k : -k].mean() - val_level > slack:
        return "unfinished"
    underfits = train_level - target > slack  # not even the known examples are learned
    overfits = val_level - train_level > slack  # learned, but not for others
    if underfits and overfits:
        return "both"
    return "underfitting" if underfits else "overfitting" if overfits else "fine"
