"""Returns the probe's own inputs, names and all."""
# lab: scale-and-shift
# verdict: failed


def scale(x, factor):
    return {"x": x, "factor": factor}


def shift(x, amount):
    return {"x": x, "amount": amount}
