"""Unpacks a hundred thousand names."""
# lab: scale-and-shift
# verdict: raised
# source: made by source()


def source():
    return ", ".join(f"a{n}" for n in range(20_000)) + " = range(20_000)\nraise SystemExit\n"
