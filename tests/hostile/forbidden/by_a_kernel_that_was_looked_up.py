"""Asks torch for the kernel behind the operator."""
# lab: tiny-linear
# verdict: raised | crashed

import torch


def linear(x, weight, bias):
    kernel = torch.library.get_kernel(torch.ops.aten.addmm.default, "CPU")
    keys = torch._C.DispatchKeySet(torch._C.DispatchKey.CPU)
    return kernel.call_boxed(keys, bias, x, weight.T, beta=1, alpha=1)
