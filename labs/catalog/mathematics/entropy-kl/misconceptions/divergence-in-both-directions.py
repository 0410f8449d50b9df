r"""Valid, but this is the symmetric divergence of Jeffreys

$KL(p \,\|\, q) + KL(q \,\|\, p)$ treats both alike. The lab asks for one direction, $KL(p \,\|\, q)$, which
is the one that maximum likelihood makes small.
"""

import numpy as np


def p_log_q(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """p log q, element by element; 0 where p is 0, whatever q is, and -inf where q is 0 and p is not."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(p > 0, p * np.log(q), p)


# H(p) = -Σ p log p


def entropy(p: np.ndarray) -> np.ndarray:
    return -p_log_q(p, p).sum(axis=-1)  # [..., k] -> [...]


# H(p, q) = -Σ p log q


def cross_entropy(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    return -p_log_q(p, q).sum(axis=-1)


# KL(p || q) = Σ p (log p - log q). The logarithms are subtracted: the quotient p / q may overflow.


def kl(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    there = (p_log_q(p, p) - p_log_q(p, q)).sum(axis=-1)
    return there + (p_log_q(q, q) - p_log_q(q, p)).sum(axis=-1)


# KL(N1 || N2) = ½ (tr(S2⁻¹ S1) + (m2 - m1)ᵀ S2⁻¹ (m2 - m1) - d + log det S2 - log det S1)


def kl_gauss(m1: np.ndarray, S1: np.ndarray, m2: np.ndarray, S2: np.ndarray) -> float:
    apart = m2 - m1  # [d]
    spread = np.trace(np.linalg.solve(S2, S1))  # solve(S, x) is S⁻¹ x
    distance = apart @ np.linalg.solve(S2, apart)
    log_det_1 = np.linalg.slogdet(S1)[1]  # never through det itself, which underflows
    log_det_2 = np.linalg.slogdet(S2)[1]
    return float(0.5 * (spread + distance - len(m1) + log_det_2 - log_det_1))
