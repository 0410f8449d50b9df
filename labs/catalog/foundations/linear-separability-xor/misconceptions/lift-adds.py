"""`lift` adds a sum

The sum of the coordinates is a line itself: whatever can be done with it can be done without. To get further, a
feature must not be linear in the coordinates.
"""

import numpy as np

CLOSE = 1e-12


def separable(X: np.ndarray, y: np.ndarray) -> tuple[bool, object]:
    centre = X.mean(axis=0)
    scale = np.abs(X - centre).max()
    P = y[:, None] * np.column_stack([(X - centre) / scale, np.ones(len(X))])
    a = nearest_to_zero(P)
    nearest = a @ P
    if nearest @ nearest > CLOSE:
        w, b = (nearest[:-1] / scale, nearest[-1])
        return (True, (w, b - w @ centre))
    return (False, 2 * a)


def nearest_to_zero(P: np.ndarray) -> np.ndarray:
    """Weights a [n] >= 0 that sum to 1, for which a @ P is as short as it can be."""
    a = np.eye(len(P))[0]
    corners = [0]
    while True:
        x = a @ P
        towards = P @ x
        if towards.min() >= x @ x - CLOSE:
            return a
        corners.append(int(towards.argmin()))
        a = best_mixture(P, a, corners)


def best_mixture(P: np.ndarray, a: np.ndarray, corners: list[int]) -> np.ndarray:
    """The shortest mixture near `a` of these rows; a row that would get a negative weight leaves `corners`."""
    while True:
        first, others = (P[corners[0]], P[corners[1:]])
        t = np.linalg.lstsq((others - first).T, -first, rcond=None)[0]
        goal = np.zeros(len(P))
        goal[corners] = [1 - t.sum(), *t]
        falling = [i for i in corners if goal[i] <= 0]
        if not falling:
            return goal
        steps = {i: a[i] / (a[i] - goal[i]) for i in falling}
        out = min(falling, key=steps.get)
        a = a + steps[out] * (goal - a)
        a[out] = 0.0
        corners.remove(out)


def lift(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, X[:, 0] + X[:, 1]])
