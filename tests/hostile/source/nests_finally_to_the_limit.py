"""Nests `finally` as deep as Python can be indented."""
# lab: scale-and-shift
# verdict: raised | out_of_memory | timed_out | crashed
# source: made by source()
# seconds: 2


def source():
    text = ""
    for depth in range(95):
        text += " " * depth + "try: pass\n" + " " * depth + "finally:\n"
    return text + " " * 95 + "pass\n"
