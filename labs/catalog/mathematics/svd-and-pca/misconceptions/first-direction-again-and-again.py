"""The first direction is found k times

Nothing keeps the second search from ending where the first did. Take the term that was found away from the
matrix, or keep the next vector perpendicular to it, before you look again.
"""

import numpy as np

MOST_STEPS = 1000
STANDS_STILL = 1e-10


# Let v = Σ c_j v_j. Then AᵀA v = Σ c_j σ_j² v_j: the part along v_1 grows fastest, and after t steps the others have
# shrunk beside it by (σ_j / σ_1)^2t.


def leading_direction(A: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The unit vector v [m] with the longest A v."""
    v = rng.normal(size=A.shape[1])  # has a part along every direction, but by a chance that never comes
    for _ in range(MOST_STEPS):
        before = v
        v = A.T @ (A @ v)  # [m]; AᵀA itself would be [m, m]
        v /= np.linalg.norm(v)
        if np.linalg.norm(v - before) < STANDS_STILL:
            break
    return v


# A = Σ σ_j u_j v_jᵀ: find one term, take it away, look for the next in what is left


def top_k_svd(A: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n, m = A.shape
    rng = np.random.default_rng(0)  # another start for each direction: the old one has no part in what is left
    U, s, Vt = np.empty((n, k)), np.empty(k), np.empty((k, m))
    rest = A
    for j in range(k):
        v = leading_direction(rest, rng)
        image = rest @ v  # σ u, [n]
        s[j] = np.linalg.norm(image)
        U[:, j] = image / s[j]
        Vt[j] = v
    return U, s, Vt


# X - mean = U S Vᵀ: the components are the rows of Vᵀ, the scores U S, the variances σ² / (n - 1)


def pca(X: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    centred = X - X.mean(axis=0)  # [n, d]
    U, s, components = top_k_svd(centred, k)
    return U * s, components, s**2 / (len(X) - 1)  # [n, k], [k, d], [k]
