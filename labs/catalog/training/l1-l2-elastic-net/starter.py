"""Linear regression with L1 and L2 penalties.

    F(w, b) = 1/(2N) * sum((y - X @ w - b)**2) + l1 * sum(|w|) + l2/2 * sum(w**2)

X [N, F] and y [N] are float64; w is [F], b a number. Penalties are at least 0.
"""

import numpy as np


def soft_threshold(z: np.ndarray, t: float) -> np.ndarray:
    """Each element of z, of any shape, drawn towards 0 by t, and 0 where it is within t of 0."""
    raise NotImplementedError


def penalty(w: np.ndarray, l1: float, l2: float) -> float:
    """l1 * sum(|w|) + l2/2 * sum(w**2), for w of any shape."""
    raise NotImplementedError


def penalty_grad(w: np.ndarray, l1: float, l2: float) -> np.ndarray:
    """The slope of the penalty at each element of w, in w's shape; where w is 0, the slope of |w| counts as 0."""
    raise NotImplementedError


def ridge(X: np.ndarray, y: np.ndarray, l2: float) -> tuple[np.ndarray, float]:
    """The w [F] and b that minimise F(w, b) with l1 = 0, solved exactly."""
    raise NotImplementedError


def elastic_net(X: np.ndarray, y: np.ndarray, l1: float, l2: float) -> tuple[np.ndarray, float]:
    """The w [F] and b that minimise F(w, b), to six digits; weights that are 0 at the minimum are exactly 0."""
    raise NotImplementedError


def optimality_gap(X: np.ndarray, y: np.ndarray, w: np.ndarray, b: float, l1: float, l2: float) -> float:
    """The largest violation of the conditions for a minimum of F at (w, b); 0 at the minimum and nowhere else."""
    raise NotImplementedError
