"""A comparison of models that no test row leaks into, and features of digits that survive a shift.

Shapes: N examples, k folds, F features.
"""

import numpy as np


def folds(n: int, k: int, rng: np.random.Generator) -> list[np.ndarray]:
    # every row is in the test part of exactly one fold
    return np.array_split(rng.permutation(n), k)


def compare(models: dict, X: np.ndarray, X_shifted: np.ndarray, y: np.ndarray, tests: list[np.ndarray]) -> dict:
    table = {}
    for name, (describe, make_scaler, make_model) in models.items():
        scores: dict[str, list[float]] = {"clean": [], "shifted": []}
        for test in tests:  # the same folds for every model
            train = np.setdiff1d(np.arange(len(y)), test)
            # what learns, scaler and model, is new in each fold and sees its training rows alone
            scaler, model = make_scaler(), make_model()
            known = describe(X[train])
            scaler.fit(known)
            model.fit(scaler.transform(known), y[train])
            for kind, rows in (("clean", X[test]), ("shifted", X_shifted[test])):
                answers = model.predict(scaler.transform(describe(rows)))  # [rows of this fold]
                scores[kind].append(np.mean(answers == y[test]))
        table[name] = {kind: np.array(values) for kind, values in scores.items()}  # [k] each
    return table


def interval(scores: np.ndarray, t: float) -> tuple[float, float]:
    # mean ± t s / √k  with s the standard deviation of the k scores, k - 1 below the line
    return scores.mean(), t * scores.std(ddof=1) / np.sqrt(len(scores))


def difference(a: np.ndarray, b: np.ndarray, t: float) -> tuple[float, float]:
    # the same test part is hard or easy for both models: take the difference first, then its interval
    return interval(a - b, t)


def features(images: np.ndarray) -> np.ndarray:
    # neither changes when the digit moves to the side: the ink of each line, and that of the columns, sorted
    lines = images.sum(axis=2)  # [N, 8]
    columns = np.sort(images.sum(axis=1), axis=1)  # [N, 8]
    return np.concatenate([lines, columns], axis=1)  # [N, 16]
