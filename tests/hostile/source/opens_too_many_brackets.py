"""Opens two hundred brackets and closes none."""
# lab: scale-and-shift
# verdict: raised
# source: made by source()


def source():
    return "(" * 200
