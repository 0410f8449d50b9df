"""Keeps a temporary file in its working folder while it computes."""
# lab: scale-and-shift
# level: strict

import os
import tempfile

import numpy as np


def scale(x, factor):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "scaled.npy")
        np.save(path, x * factor)
        return np.load(path)


def shift(x, amount):
    with tempfile.NamedTemporaryFile(dir=".") as file:
        (x + amount).tofile(file)
        file.flush()
        return np.fromfile(file.name, dtype=x.dtype).reshape(x.shape)
