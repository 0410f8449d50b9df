"""Softmax cross-entropy: the loss of a classifier, and its gradient with respect to the logits."""

import numpy as np


def cross_entropy(
    logits: np.ndarray,
    targets: np.ndarray,
    weight: np.ndarray | None = None,
    ignore_index: int = -100,
    smoothing: float = 0.0,
) -> tuple[float, np.ndarray]:
    """The weighted mean over the rows of -log softmax(logits)[target], and its gradient.

    logits [N, C]: floats, one row of unnormalised scores for each example
    targets [N]: integers, the right class of each row, 0 to C - 1; or `ignore_index` for a row that does not count
    weight [C]: one factor for each class; None means 1 for all
    ignore_index: any integer, also one that names a class
    smoothing: the share of each target, 0 <= smoothing < 1, that is spread evenly over all C classes

    Returns the loss, a single number in nats, and its gradient with respect to `logits`: [N, C], of their dtype.
    """
    raise NotImplementedError
