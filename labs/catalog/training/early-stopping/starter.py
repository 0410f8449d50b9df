"""Early stopping. `weights` is a dict such as {"W": [[0.1, 0.2], [0.3, 0.4]], "b": [0.5]}: lists inside lists."""

from __future__ import annotations

from typing import Any

Weights = dict[str, list[Any]]


class EarlyStopping:
    """Watches one score, once per epoch.

    `best` is the best score so far and `best_epoch` the epoch that earned it, counted from 0; both are None until
    there is one.
    """

    def __init__(self, patience: int = 3, min_delta: float = 0.0, mode: str = "min", restore: bool = True) -> None:
        """Stop after `patience` epochs in a row that do not beat the best score by more than `min_delta`.

        mode "min": smaller scores are better; "max": larger ones. Raises ValueError where patience is below 1,
        min_delta is negative, or mode is something else.
        """
        raise NotImplementedError

    def step(self, score: float, weights: Weights) -> bool:
        """Look at the score of the epoch that just ended and at the weights that earned it. True means: stop now."""
        raise NotImplementedError

    def finish(self, weights: Weights) -> None:
        """Put the weights of the best epoch back into `weights`; leave it alone without `restore` or without a best."""
        raise NotImplementedError
