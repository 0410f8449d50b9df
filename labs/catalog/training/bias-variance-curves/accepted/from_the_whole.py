"""One part from the other two

NumPy's `var` gives the variance, the mean squared distance from the truth gives the whole, and the squared bias
is what is left. All fits are drawn first and evaluated together.
"""

import numpy as np


def split_error(predictions, truth):
    whole = np.square(predictions - truth[None]).mean()
    variance = predictions.var(axis=0).mean()
    return max(whole - variance, 0.0), variance


def decompose(fit, sample, f, x, sigma, runs):
    models = [fit(*data) for data in [sample() for _ in range(runs)]]
    table = np.array([model(x) for model in models])
    return split_error(table, f(x)) + (np.square(sigma),)


def learning_curve(fit, X, y, X_val, y_val, sizes):
    def point(n):
        model = fit(X[:n].copy(), y[:n].copy())
        return np.var(model(X[:n]) - y[:n]) + np.mean(model(X[:n]) - y[:n]) ** 2, np.mean((model(X_val) - y_val) ** 2)

    return tuple(np.array([point(n) for n in sizes]).T)


def diagnose(train, val, target, slack):
    k = max(len(val) // 4, 1)
    before, now = val[: len(val) - k][-k:].mean(), val[len(val) - k :].mean()
    seen = train[len(train) - k :].mean()
    if before - now > slack:
        return "unfinished"
    names = ["fine", "underfitting", "overfitting", "both"]
    return names[int(seen - target > slack) + 2 * int(now - seen > slack)]
