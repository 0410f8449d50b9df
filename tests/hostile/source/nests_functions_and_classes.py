"""Nests functions and classes ninety deep."""
# lab: scale-and-shift
# verdict: raised
# source: made by source()


def source():
    text = ""
    for depth in range(90):
        text += " " * depth + ("class C:\n" if depth % 2 else "def f():\n")
    return text + " " * 90 + "pass\nraise SystemExit\n"
