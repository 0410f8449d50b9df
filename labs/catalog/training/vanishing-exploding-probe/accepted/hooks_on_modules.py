"""Layers of `nn` and a hook at every place

The network is built of `nn.Linear`; hooks at its weights and outputs catch the gradients while `backward` runs. `fix`
calls `torch.nn.init` with the gains it recommends.
"""

import torch
from torch import nn

LAYERS = {"linear": nn.Identity, "relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid}


def build(weights, act):
    parts = []
    for w in weights:
        layer = nn.Linear(w.shape[1], w.shape[0], bias=False).to(w)
        with torch.no_grad():
            layer.weight.copy_(w)
        parts += [layer, LAYERS[act]()]
    return nn.Sequential(*parts)


def watched(weights, act, x, dy):
    model, caught = build(weights, act), {}

    def watch(tensor, name):
        tensor.register_hook(lambda g: caught.update({name: torch.linalg.vector_norm(g)}))

    h = x.clone().requires_grad_(True)
    watch(h, ("layer", 0))
    for n, (layer, activation) in enumerate(zip(model[::2], model[1::2]), start=1):
        watch(layer.weight, ("weight", n))
        h = activation(layer(h))
        watch(h, ("layer", n))
    h.backward(dy)
    return caught


def layer_grad_norms(weights, act, x, dy):
    caught = watched(weights, act, x, dy)
    return torch.stack([caught["layer", n] for n in range(len(weights) + 1)])


def weight_grad_norms(weights, act, x, dy):
    caught = watched(weights, act, x, dy)
    return torch.stack([caught["weight", n] for n in range(1, len(weights) + 1)])


def growth(norms):
    return (norms[0] / norms[-1]) ** (1 / (len(norms) - 1))


def diagnose(norms):
    if torch.isnan(norms).any() or torch.isinf(norms).any():
        return "exploding"
    if norms[0] == 0:
        return "vanishing"
    ratio = (norms[0] / norms[-1]).item()
    return "vanishing" if ratio < 1e-3 else "exploding" if ratio > 1e3 else "healthy"


def fix(depth, width, act, generator):
    weights = []
    for _ in range(depth):
        w = torch.empty(width, width)
        if act == "relu":
            nn.init.kaiming_uniform_(w, nonlinearity="relu", generator=generator)
        else:
            nn.init.xavier_normal_(w, gain=nn.init.calculate_gain(act), generator=generator)
        weights.append(w)
    return weights
