"""Does a line separate two classes? A line, or a point that both hulls share (Wolfe 1976).

Shapes: n rows of d features, X [n, d], y [n] of -1 and +1.
"""

import numpy as np

CLOSE = 1e-12  # beside lengths of about 1: rounding

# p_i = y_i (x_i, 1).  A line (w, b) is right about every row  <=>  (w, b) · p_i > 0 for every i.
# No line is  <=>  0 is a mixture of the p_i: sum a_i p_i = 0 with a_i >= 0 and sum a_i = 1  (Gordan 1873)


def separable(X: np.ndarray, y: np.ndarray) -> tuple[bool, object]:
    centre = X.mean(axis=0)  # [d]
    scale = np.abs(X - centre).max()
    P = y[:, None] * np.column_stack([(X - centre) / scale, np.ones(len(X))])  # [n, d + 1]
    a = nearest_to_zero(P)  # [n]
    nearest = a @ P  # [d + 1]
    # From 0 the whole hull lies beyond its nearest point, so that point is itself a line that is right about every row.
    if nearest @ nearest > CLOSE:
        w, b = nearest[:-1] / scale, nearest[-1]
        return True, (w, b - w @ centre)
    # The last component of sum a_i p_i = 0 says that both classes weigh the same: one half each.
    return False, 2 * a


def nearest_to_zero(P: np.ndarray) -> np.ndarray:
    """Weights a [n] >= 0 that sum to 1, for which a @ P is as short as it can be."""
    a = np.eye(len(P))[0]  # the first row alone
    corners = [0]  # the rows that a mixes
    while True:
        x = a @ P
        towards = P @ x  # [n]; a row that reaches less far along x than x itself leads closer to 0
        if towards.min() >= x @ x - CLOSE:
            return a
        corners.append(int(towards.argmin()))
        a = best_mixture(P, a, corners)


def best_mixture(P: np.ndarray, a: np.ndarray, corners: list[int]) -> np.ndarray:
    """The shortest mixture near `a` of these rows; a row that would get a negative weight leaves `corners`."""
    while True:
        # shortest c_0 + t (c_1 - c_0) + ...: the weights may still be negative
        first, others = P[corners[0]], P[corners[1:]]
        t = np.linalg.lstsq((others - first).T, -first, rcond=None)[0]
        goal = np.zeros(len(P))
        goal[corners] = [1 - t.sum(), *t]
        falling = [i for i in corners if goal[i] <= 0]
        if not falling:
            return goal
        # go towards it until the first weight is used up
        steps = {i: a[i] / (a[i] - goal[i]) for i in falling}
        out = min(falling, key=steps.get)
        a = a + steps[out] * (goal - a)
        a[out] = 0.0
        corners.remove(out)


# XOR asks whether two signs differ: the sign of a product


def lift(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X, X[:, 0] * X[:, 1]])  # [n, 3]
