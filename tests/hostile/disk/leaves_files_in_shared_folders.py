"""Leaves files in the folders that every program shares, and answers wrongly."""
# lab: scale-and-shift
# verdict: failed

for folder in ("/tmp", "/dev/shm", "/var/tmp", "/dev/mqueue", "."):
    try:
        with open(f"{folder}/left-behind-by-hostile", "w") as file:
            file.write("I was here")
    except OSError:
        pass


def scale(x, factor):
    return x


def shift(x, amount):
    return x
