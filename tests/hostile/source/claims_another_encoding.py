"""Claims to be written in an encoding that nobody knows."""
# lab: scale-and-shift
# verdict: raised | failed
# source: made by source()


def source():
    return "# -*- coding: martian -*-\nraise SystemExit\n"
