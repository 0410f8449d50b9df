"""Has fifty thousand escapes that Python warns about."""
# lab: scale-and-shift
# verdict: raised
# source: made by source()


def source():
    return "x = '" + r"\\d" * 50_000 + "'\nraise SystemExit\n"
