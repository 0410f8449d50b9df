"""Goes on writing after the folder is full, and answers wrongly."""
# lab: scale-and-shift
# verdict: failed

for number in range(100):
    try:
        with open(f"left-behind-by-hostile-{number}", "wb") as file:
            file.write(bytes(2**20))
    except OSError:
        pass


def scale(x, factor):
    return x


def shift(x, amount):
    return x
