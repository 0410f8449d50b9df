"""The bias as one weight more

Every row gets a last feature that is always 1. Then a line is one vector, the step is one line of code, and the
two lengths in the bound are plain norms.
"""

import numpy as np


def with_one(X):
    return np.hstack([X, np.ones((len(X), 1))])


def predict(X, w, b):
    return np.sign(np.sign(with_one(X) @ np.append(w, b)) + 0.5).astype(int)


def fit(X, y, lr, epochs):
    turned = with_one(X) * y[:, None]  # each row times its label: right is now positive for all
    v = np.zeros(turned.shape[1])
    mistakes = []
    for _ in range(epochs):
        wrong = 0
        for row in turned:
            if not row @ v > 0:
                v += lr * row
                wrong += 1
        mistakes.append(wrong)
    return v[:-1], v[-1], mistakes


def mistake_bound(X, y, w, b):
    v = np.append(w, b)
    margin = np.min(y * (with_one(X) @ v)) / np.linalg.norm(v)
    radius = np.linalg.norm(with_one(X), axis=1).max()
    return (radius / margin) ** 2 if margin > 0 else np.inf
