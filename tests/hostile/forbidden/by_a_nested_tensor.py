"""Calls the operator on a nested tensor."""
# lab: tiny-linear
# verdict: raised | failed

import torch


def linear(x, weight, bias):
    import warnings

    warnings.simplefilter("ignore")
    nested = torch.nested.nested_tensor([x.detach()])
    return torch.ops.aten.linear.default(nested, weight.detach(), bias.detach()).unbind()[0]
