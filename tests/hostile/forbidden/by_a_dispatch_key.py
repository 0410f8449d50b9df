"""Calls the kernel of one dispatch key past the others."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    return torch.ops.aten.linear.default._op_dk(torch._C.DispatchKey.CompositeImplicitAutograd, x, weight, bias)
