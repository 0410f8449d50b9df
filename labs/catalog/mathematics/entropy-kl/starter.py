"""Entropy, cross-entropy and Kullback-Leibler divergence, all with the natural logarithm."""

import numpy as np


def entropy(p: np.ndarray) -> np.ndarray:
    """H(p) over the last axis: p [..., k], each [k] non-negative with sum 1, -> [...], in p's dtype."""
    raise NotImplementedError


def cross_entropy(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """H(p, q) over the last axis: p and q [..., k] of one shape -> [...]. Infinite where p needs what q rules out."""
    raise NotImplementedError


def kl(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """KL(p || q) over the last axis, as above."""
    raise NotImplementedError


def kl_gauss(m1: np.ndarray, S1: np.ndarray, m2: np.ndarray, S2: np.ndarray) -> float:
    """KL(N(m1, S1) || N(m2, S2)) for means [d] and covariance matrices [d, d], symmetric and positive definite."""
    raise NotImplementedError
