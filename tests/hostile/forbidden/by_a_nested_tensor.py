"""Calls the operator on a nested tensor."""
# lab: tiny-linear
# verdict: raised | failed

import torch


def linear(x, weight, bias):
    import warnings

    warnings.simplefilter("ignore")
    nested = torch.nested.nested_tensor([x.detach()])
    return torch._C._nn.linear(nested, weight.detach(), bias.detach()).unbind()[0]
