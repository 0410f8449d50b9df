"""Uses the product with a sum as a method."""
# lab: tiny-linear
# verdict: raised


def linear(x, weight, bias):
    return bias.addmm(x, weight.T)
