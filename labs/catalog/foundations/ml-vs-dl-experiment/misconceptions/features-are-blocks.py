"""The features are means of small blocks

A mean over 2 x 2 pixels forgives half a column of movement. Moved by a whole one, half of the ink of a block
ends up in the next. Move the digit to a fixed place before you cut it into blocks, or describe it by what a
move leaves alone.
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
                answers = model.predict(scaler.transform(describe(rows)))
                scores[kind].append(np.mean(answers == y[test]))
        table[name] = {kind: np.array(values) for kind, values in scores.items()}
    return table


def interval(scores: np.ndarray, t: float) -> tuple[float, float]:
    return (scores.mean(), t * scores.std(ddof=1) / np.sqrt(len(scores)))


def difference(a: np.ndarray, b: np.ndarray, t: float) -> tuple[float, float]:
    return interval(a - b, t)


def features(images: np.ndarray) -> np.ndarray:
    return images.reshape(-1, 4, 2, 4, 2).mean(axis=(2, 4)).reshape(-1, 16)
