"""Raises from a thousand frames of its own."""
# lab: scale-and-shift
# verdict: raised

def scale(x, factor):
    def down(depth):
        if not depth:
            raise ValueError("x" * 5000)
        return down(depth - 1)

    down(900)
    return x * factor


def shift(x, amount):
    return x + amount
