"""Another algebra: concatenating heads and multiplying by W_O is a sum over heads, each with its own block of W_O."""

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads:
            raise ValueError("heads must divide the width")
        self.n_heads = n_heads
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            self.add_module(name, nn.Linear(d_model, d_model))

    def forward(self, query, key, value, mask=None):
        d = query.shape[-1] // self.n_heads
        result = self.out_proj.bias.expand_as(query)
        maps = []
        for h in range(self.n_heads):
            rows = slice(h * d, (h + 1) * d)
            q = query @ self.q_proj.weight[rows].T + self.q_proj.bias[rows]
            k = key @ self.k_proj.weight[rows].T + self.k_proj.bias[rows]
            v = value @ self.v_proj.weight[rows].T + self.v_proj.bias[rows]
            scores = (q / d**0.5) @ k.transpose(1, 2)
            if mask is not None:
                scores = scores + torch.zeros_like(scores).masked_fill(~mask, -1e30)
            weights = torch.softmax(scores, dim=2)
            if mask is not None:
                weights = weights * mask.to(weights.dtype)
            maps.append(weights)
            result = result + (weights @ v) @ self.out_proj.weight[:, rows].T
        return result, torch.stack(maps, 1)
