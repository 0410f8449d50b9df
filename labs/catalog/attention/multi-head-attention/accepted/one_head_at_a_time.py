"""A loop: each head is an attention of its own on a slice of the projected features."""

import math

import torch
from torch import nn


def attention(q, k, v, mask):
    scores = torch.bmm(q, k.mT) / math.sqrt(q.size(-1))
    if mask is None:
        weights = scores.softmax(-1)
    else:
        weights = scores.masked_fill(mask.logical_not(), -1e9).softmax(-1) * mask
    return torch.bmm(weights, v), weights


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        self.d, rest = divmod(d_model, n_heads)
        if rest:
            raise ValueError(f"{d_model} features, {n_heads} heads: {rest} left over")
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        parts = [
            p(x).split(self.d, dim=-1) for p, x in ((self.q_proj, query), (self.k_proj, key), (self.v_proj, value))
        ]
        outputs, weights = zip(*(attention(q, k, v, mask) for q, k, v in zip(*parts)))
        return self.out_proj(torch.cat(outputs, dim=-1)), torch.stack(weights, dim=1)
