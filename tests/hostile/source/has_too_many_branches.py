"""Has fifteen thousand branches."""
# lab: scale-and-shift
# verdict: raised | crashed
# source: made by source()


def source():
    return "if 0: pass\n" + "elif 0: pass\n" * 15_000 + "raise SystemExit\n"
