"""Batch normalisation.

Shapes: N examples, C channels, * any further axes, also none: [N, C], [N, C, L], [N, C, H, W] ...
"""

from typing import Any

import numpy as np


def bn_forward(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    state: dict[str, np.ndarray],
    train: bool,
    momentum: float = 0.1,
    eps: float = 1e-5,
) -> tuple[np.ndarray, Any]:
    """Normalise each channel, then scale by gamma and shift by beta.

    x [N, C, *]; gamma, beta [C].
    state: {"mean": [C], "var": [C]}, the running statistics. Training updates this dict; evaluation only reads it.
    train: True takes the statistics of x, False those in state.
    momentum: the share of the NEW statistics in the running ones.

    Returns y, of x's shape and dtype, and a cache: whatever `bn_backward` needs.
    Raises ValueError where training meets a single value per channel.
    """
    raise NotImplementedError


def bn_backward(dy: np.ndarray, cache: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients of that call, given dy [N, C, *], the gradient at y.

    Returns dx [N, C, *], dgamma [C], dbeta [C].
    """
    raise NotImplementedError
