"""A class for one fold

What belongs together in a fold, scaler and model, becomes one object that is fitted once and then asked. The
training rows are the other test parts joined. The features are the sizes of a Fourier transform along each
line, which a shift does not change.
"""

import numpy as np


class Fitted:
    def __init__(self, describe, make_scaler, make_model, X, y):
        self.describe, self.scaler, self.model = describe, make_scaler(), make_model()
        Z = describe(X)
        self.scaler.fit(Z)
        self.model.fit(self.scaler.transform(Z), y)

    def share_right(self, X, y):
        Z = self.scaler.transform(self.describe(X))
        return np.count_nonzero(np.equal(self.model.predict(Z), y)) / len(y)


def folds(n, k, rng):
    keys = rng.random(n)
    order = sorted(range(n), key=lambda i: keys[i])
    edges = [i * n // k for i in range(k + 1)]
    return [np.array(order[a:b]) for a, b in zip(edges, edges[1:])]


def compare(models, X, X_shifted, y, tests):
    def row(parts):
        clean, shifted = [], []
        for i, test in enumerate(tests):
            train = np.concatenate([part for j, part in enumerate(tests) if j != i])
            fitted = Fitted(*parts, X[train], y[train])
            clean.append(fitted.share_right(X[test], y[test]))
            shifted.append(fitted.share_right(X_shifted[test], y[test]))
        return {"clean": np.array(clean), "shifted": np.array(shifted)}

    return {name: row(parts) for name, parts in models.items()}


def interval(scores, t):
    return np.mean(scores), t * np.std(scores, ddof=1) * len(scores) ** -0.5


def difference(a, b, t):
    # the variance of a difference: both variances, less twice what they share
    k = len(a)
    shared = np.cov(a, b)
    variance = max(shared[0, 0] + shared[1, 1] - 2 * shared[0, 1], 0.0)
    return np.mean(a) - np.mean(b), t * np.sqrt(variance / k)


def features(images):
    waves = np.fft.rfft(images, n=8, axis=2)
    return np.abs(waves)[:, :, :4].reshape(len(images), -1)
