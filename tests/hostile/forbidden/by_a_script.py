"""Has it compiled from a text by torch."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    script = torch.jit.CompilationUnit("def run(x, w, b):\n    return torch.linear(x, w, b)\n")
    return script.run(x, weight, bias)
