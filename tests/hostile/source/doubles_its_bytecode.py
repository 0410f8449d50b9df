"""Nests `finally` so that the compiler writes the innermost line four million times."""
# lab: scale-and-shift
# verdict: raised | out_of_memory | timed_out | crashed
# source: made by source()
# seconds: 2


def source():
    text = ""
    for depth in range(22):
        text += " " * depth + "try: pass\n" + " " * depth + "finally:\n"
    return text + " " * 22 + "pass\n"
