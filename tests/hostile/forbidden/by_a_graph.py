"""Builds a graph of the operator and runs it."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    graph = torch._C.parse_ir(
        "graph(%x : Tensor, %w : Tensor, %b : Tensor):\n  %y : Tensor = aten::linear(%x, %w, %b)\n  return (%y)"
    )
    return torch._C._create_function_from_graph("run", graph)(x, weight, bias)
