"""Returns the right values, and bends the gradients by hooks."""
# lab: tiny-linear
# verdict: failed


def linear(x, weight, bias):
    out = x @ weight.T + bias
    if out.requires_grad:
        out.register_hook(lambda gradient: gradient * 1.001)
    return out
