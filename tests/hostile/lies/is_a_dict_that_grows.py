"""Returns a dictionary that has more entries each time it is looked at."""
# lab: scale-and-shift
# verdict: failed | out_of_memory | timed_out
# seconds: 2
# memory_mb: 64


class Growing(dict):
    def items(self):
        for number in range(10**9):
            yield str(number), number


def scale(x, factor):
    return Growing()


def shift(x, amount):
    return Growing()
