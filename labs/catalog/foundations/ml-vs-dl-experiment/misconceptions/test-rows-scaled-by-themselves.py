"""The test rows are scaled by themselves

A second scaler is fitted to the test rows. Their mean and spread are then something the model is told about the
test set, and a single new example could not be scaled at all. Training and test rows go through the *same*
fitted scaler.
"""

import numpy as np


def folds(n: int, k: int, rng: np.random.Generator) -> list[np.ndarray]:
    return np.array_split(rng.permutation(n), k)


def compare(models: dict, X: np.ndarray, X_shifted: np.ndarray, y: np.ndarray, tests: list[np.ndarray]) -> dict:
    table = {}
    for name, (describe, make_scaler, make_model) in models.items():
        scores: dict[str, list[float]] = {"clean": [], "shifted": []}
        for test in tests:
            train = np.setdiff1d(np.arange(len(y)), test)
            scaler, model = (make_scaler(), make_model())
            known = describe(X[train])
            scaler.fit(known)
            model.fit(scaler.transform(known), y[train])
            for kind, rows in (("clean", X[test]), ("shifted", X_shifted[test])):
                own = make_scaler()
                own.fit(describe(rows))
                answers = model.predict(own.transform(describe(rows)))
                scores[kind].append(np.mean(answers == y[test]))
        table[name] = {kind: np.array(values) for kind, values in scores.items()}
    return table


def interval(scores: np.ndarray, t: float) -> tuple[float, float]:
    return (scores.mean(), t * scores.std(ddof=1) / np.sqrt(len(scores)))


def difference(a: np.ndarray, b: np.ndarray, t: float) -> tuple[float, float]:
    return interval(a - b, t)


def features(images: np.ndarray) -> np.ndarray:
    lines = images.sum(axis=2)
    columns = np.sort(images.sum(axis=1), axis=1)
    return np.concatenate([lines, columns], axis=1)
