"""Makes cycles with finalisers and has them collected."""
# lab: scale-and-shift

import gc
import weakref


class Node:
    def __init__(self):
        self.me = self

    def __del__(self):
        deleted.append(1)


deleted = []


def scale(x, factor):
    node = Node()
    seen = weakref.ref(node)
    del node
    gc.collect()
    assert seen() is None and deleted
    return x * factor


def shift(x, amount):
    return x + amount
