"""Fold by fold, with masks

The folds are the outer loop and the models the inner one, a mask tells test from training rows, and everything
is described once beforehand, which is allowed because each row is described by itself. Clean and shifted rows
go through the model together. The features move the ink to the middle before they look at it.
"""

import numpy as np


def folds(n, k, rng):
    order = np.arange(n)
    rng.shuffle(order)
    return [order[i::k] for i in range(k)]


def compare(models, X, X_shifted, y, tests):
    table = {name: {"clean": np.zeros(len(tests)), "shifted": np.zeros(len(tests))} for name in models}
    described = {name: (steps[0](X), steps[0](X_shifted)) for name, steps in models.items()}
    for i, test in enumerate(tests):
        held_out = np.zeros(len(y), dtype=bool)
        held_out[test] = True
        for name, (_, make_scaler, make_model) in models.items():
            clean, shifted = described[name]
            scaler = make_scaler()
            scaler.fit(clean[~held_out])
            model = make_model()
            model.fit(scaler.transform(clean[~held_out]), y[~held_out])
            both = np.concatenate([clean[held_out], shifted[held_out]])
            right = model.predict(scaler.transform(both)) == np.tile(y[held_out], 2)
            table[name]["clean"][i], table[name]["shifted"][i] = right.reshape(2, -1).mean(axis=1)
    return table


def interval(scores, t):
    k = len(scores)
    mean = sum(scores) / k
    variance = sum((s - mean) ** 2 for s in scores) / (k - 1)
    return float(mean), float(t * (variance / k) ** 0.5)


def difference(a, b, t):
    return interval([x - z for x, z in zip(a, b)], t)


def features(images):
    out = []
    for image in images:
        ink = image.sum(axis=0)
        middle = (ink * np.arange(8)).sum() / max(ink.sum(), 1e-12)
        centred = np.roll(image, int(np.floor(4 - middle)), axis=1)
        blocks = centred.reshape(4, 2, 4, 2).mean(axis=(1, 3))
        out.append(np.concatenate([blocks.ravel(), centred.sum(axis=1)]))
    return np.array(out)
