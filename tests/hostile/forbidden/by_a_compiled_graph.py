"""Has torch trace and compile it."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    traced = torch.fx.Graph()
    inputs = [traced.placeholder(name) for name in ("x", "w", "b")]
    traced.output(traced.call_function(torch.ops.aten.linear.default, tuple(inputs)))
    return torch.fx.GraphModule(torch.nn.Module(), traced)(x, weight, bias)
