"""Gives sides that are no sizes: fractions, truths, words, less than nothing."""
# lab: scale-and-shift
# verdict: failed

import json
import os
import struct
import sys

from runner.sandbox import wire


def put(fd, tree, arrays, data=b"", magic=wire.MAGIC, length=None):
    header = (tree if isinstance(tree, bytes) else json.dumps({"tree": tree, "arrays": arrays}).encode())
    os.pwrite(fd, struct.pack("<8sI", magic, len(header) if length is None else length) + header, 0)
    start = -(-(12 + len(header)) // 64) * 64
    os.pwrite(fd, data, start)


def answers(nonces, value, others=None):
    """The tree of an observation for each call: `value` for the first, and for the others unless they have their own."""
    values = [value] + [value if others is None else others] * (len(nonces) - 1)
    pairs = zip(nonces, values, strict=True)
    return {"l": [{"t": [nonce, {"d": [["value", v], ["inputs", {"d": []}]]}]} for nonce, v in pairs]}


def forged(fd, pieces, capacity):
    """Writes a frame of its own in place of the harness's; `nonces` are the true ones."""
    nonces = sys._getframe(1).f_locals["nonces"]
    sides = [[1.5], [True], ["3"], [-1], [None], [[3]], {"3": 3}, "3", 3, None]
    put(fd, answers(nonces, {"a": 0}), [{"dtype": "float64", "shape": shape, "offset": 0} for shape in sides])


wire.write_frame = forged


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
