"""Has the compiler multiply out a constant of gigabytes."""
# lab: scale-and-shift
# verdict: out_of_memory | raised
# source: made by source()


def source():
    return 'x = b"x" * 4000 * 4000 * 4000\n'
