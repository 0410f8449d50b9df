"""Running sums, one fit at a time

Nothing is kept of a fit but what it adds to two sums, as one would do with thousands of fits of a large model:
the sum of the predictions, and Welford's running sum of squared distances from their mean. Levels come from a
loop over epochs.
"""

import numpy as np


class Running:
    def __init__(self):
        self.count, self.mean, self.squares = 0, 0.0, 0.0

    def add(self, values):
        self.count += 1
        step = values - self.mean
        self.mean = self.mean + step / self.count
        self.squares = self.squares + step * (values - self.mean)

    def parts(self, truth):
        return float(np.mean((truth - self.mean) ** 2)), float(np.mean(self.squares / self.count))


def split_error(predictions, truth):
    running = Running()
    for row in predictions:
        running.add(row)
    return running.parts(truth)


def decompose(fit, sample, f, x, sigma, runs):
    running = Running()
    for _ in range(runs):
        running.add(fit(*sample())(x))
    return (*running.parts(f(x)), sigma * sigma)


def learning_curve(fit, X, y, X_val, y_val, sizes):
    points = np.empty((2, len(sizes)))
    for i, n in enumerate(sizes):
        model = fit(X[:n], y[:n])
        for j, (inputs, wanted) in enumerate(((X[:n], y[:n]), (X_val, y_val))):
            off = model(inputs) - wanted
            points[j, i] = off @ off / len(wanted)
    return points[0], points[1]


def diagnose(train, val, target, slack):
    quarter = len(train) // 4 or 1

    def level(curve, back):
        end = len(curve) - back * quarter
        return sum(curve[e] for e in range(end - quarter, end)) / quarter

    if level(val, 1) > level(val, 0) + slack:
        return "unfinished"
    bias = level(train, 0) > target + slack
    variance = level(val, 0) > level(train, 0) + slack
    return {(True, True): "both", (True, False): "underfitting", (False, True): "overfitting"}.get(
        (bias, variance), "fine"
    )
