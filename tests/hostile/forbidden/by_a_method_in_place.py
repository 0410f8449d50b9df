"""Uses the product with a sum in place."""
# lab: tiny-linear
# verdict: raised


def linear(x, weight, bias):
    return bias.expand(x.shape[0], -1).clone().addmm_(x, weight.T)
