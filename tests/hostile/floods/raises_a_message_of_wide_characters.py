"""Raises a message whose every character takes twelve bytes on the wire."""
# lab: scale-and-shift
# verdict: raised

def scale(x, factor):
    raise ValueError("\N{SMILING FACE WITH SMILING EYES}" * 6000)
    return x * factor


def shift(x, amount):
    return x + amount
