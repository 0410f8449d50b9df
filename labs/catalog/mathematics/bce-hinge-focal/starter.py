"""Losses for yes or no, for a margin, and for rare classes.

Every function returns the loss, a single number, and its gradient with respect to the first argument, of that one's shape and dtype. The loss is the
mean over all elements; for `multiclass_hinge` over the rows.
"""

import numpy as np


def bce_logits(z: np.ndarray, y: np.ndarray, pos_weight: float = 1.0) -> tuple[float, np.ndarray]:
    """Binary cross-entropy of the probabilities sigmoid(z), from the logits.

    z [...]: logits, up to 10 000 in size
    y [...]: floats from 0 to 1; between them a soft label
    pos_weight: factor of the part that belongs to y = 1
    """
    raise NotImplementedError


def hinge(s: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """max(0, 1 - t s) with t = 1 where y is 1 and t = -1 where y is 0. The slope at the corner is 0.

    s [...]: scores
    y [...]: integers 0 or 1
    """
    raise NotImplementedError


def multiclass_hinge(scores: np.ndarray, y: np.ndarray, margin: float = 1.0) -> tuple[float, np.ndarray]:
    """For each row the sum over the wrong classes j of max(0, margin + scores[j] - scores[y]).

    scores [N, C]
    y [N]: integers, the right class of each row
    """
    raise NotImplementedError


def focal(z: np.ndarray, y: np.ndarray, alpha: float = 0.25, gamma: float = 2.0) -> tuple[float, np.ndarray]:
    """-a (1 - p)^gamma log p, with p the probability of the right answer; a is alpha where y is 1, else 1 - alpha.

    z [...]: logits, up to 10 000 in size
    y [...]: integers 0 or 1
    gamma: at least 0
    """
    raise NotImplementedError
