"""Writes it for one row and has torch vectorise it."""
# lab: tiny-linear

import torch


def row(each, weight, bias):
    return (weight * each).sum(-1) + bias


def linear(x, weight, bias):
    return torch.func.vmap(row, in_dims=(0, None, None))(x, weight, bias)
