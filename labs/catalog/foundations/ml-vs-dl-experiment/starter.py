"""A fair comparison of models: folds, the loop over them, intervals, and a set of features of your own."""

import numpy as np


def folds(n: int, k: int, rng: np.random.Generator) -> list[np.ndarray]:
    """The numbers 0 to n - 1 in a random order drawn from `rng`, cut into k test parts whose sizes differ by at most 1."""
    raise NotImplementedError


def compare(models: dict, X: np.ndarray, X_shifted: np.ndarray, y: np.ndarray, tests: list[np.ndarray]) -> dict:
    """Cross-validate each model on the same folds; test it on clean and on shifted rows.

    `models` maps a name to three callables: describe(rows) gives features of each row by itself; make_scaler() a new object with
    fit(Z) and transform(Z); make_model() a new one with fit(Z, y) and predict(Z). X and X_shifted hold the same examples in the
    same order, y [N] their labels, `tests` the test rows of each fold.

    Returns {name: {"clean": [k], "shifted": [k]}}: the share of right answers in each fold.
    """
    raise NotImplementedError


def interval(scores: np.ndarray, t: float) -> tuple[float, float]:
    """Mean of the scores [k] and half the width of its interval, for the quantile t of Student's distribution."""
    raise NotImplementedError


def difference(a: np.ndarray, b: np.ndarray, t: float) -> tuple[float, float]:
    """Mean and half width for "how much better is a than b", where a [k] and b [k] come from the same folds."""
    raise NotImplementedError


def features(images: np.ndarray) -> np.ndarray:
    """At most 32 numbers for each of the images [N, 8, 8], from that image alone: [N, F]."""
    raise NotImplementedError
