"""Imports by the function behind the statement."""
# lab: tiny-linear
# verdict: raised


def linear(x, weight, bias):
    return getattr(__import__("torch.nn.functional", fromlist=["x"]), "linear")(x, weight, bias)
