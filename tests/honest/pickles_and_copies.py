"""Pickles, copies and compresses its own numbers, and reads them again."""
# lab: scale-and-shift

import copy
import io
import json
import pickle
import zlib

import numpy as np


def scale(x, factor):
    stored = zlib.compress(pickle.dumps(x * factor))
    return pickle.loads(zlib.decompress(stored))


def shift(x, amount):
    buffer = io.BytesIO()
    np.save(buffer, copy.deepcopy(x))
    buffer.seek(0)
    return np.load(buffer) + json.loads(json.dumps(amount))
