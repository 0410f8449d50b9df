"""Is a lab of torch, answered without torch's gradients."""
# lab: tiny-linear
# verdict: raised | failed

import torch


def linear(x, weight, bias):
    return torch.from_numpy(x.detach().numpy() @ weight.detach().numpy().T + bias.detach().numpy())
