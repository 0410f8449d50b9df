"""Returns an object whose attributes take for ever to read."""
# lab: scale-and-shift
# verdict: timed_out
# seconds: 0.5

class Stuck:
    def __getattr__(self, name):
        while True:
            pass


def scale(x, factor):
    return Stuck()


def shift(x, amount):
    return x + amount
