"""The projections have no bias

The projections were made with `bias=False`, as many later models do. The original has biases, this lab asks
for them, and the weights it loads hold four. Leave `bias` at its default.
"""

import math

import torch
from torch import Tensor, nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model: int, n_heads: int) -> None:
        super().__init__()
        if d_model % n_heads:
            raise ValueError(f"{n_heads} heads cannot share {d_model} features evenly")
        self.n_heads = n_heads
        self.d_head = d_model // n_heads
        self.q_proj = nn.Linear(d_model, d_model, bias=False)
        self.k_proj = nn.Linear(d_model, d_model, bias=False)
        self.v_proj = nn.Linear(d_model, d_model, bias=False)
        self.out_proj = nn.Linear(d_model, d_model, bias=False)

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        q = self.split(self.q_proj(query))  # [B, H, Q, d]
        k = self.split(self.k_proj(key))  # [B, H, K, d]
        v = self.split(self.v_proj(value))  # [B, H, K, d]

        # S = q k^T / sqrt(d)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_head)  # [B, H, Q, K]
        if mask is not None:
            hidden = ~mask[:, None]  # [B, 1, Q, K]: the same for every head
            scores = scores.masked_fill(hidden, torch.finfo(scores.dtype).min)

        # A = softmax(S), over the keys
        weights = torch.softmax(scores, dim=-1)  # [B, H, Q, K]
        if mask is not None:
            weights = weights.masked_fill(hidden, 0.0)  # a query that may look at nothing takes nothing

        # O = concat(A_1 v_1, ..., A_H v_H) W_O + b_O
        mixed = weights @ v  # [B, H, Q, d]
        joined = mixed.transpose(1, 2).flatten(2)  # [B, Q, D]
        return self.out_proj(joined), weights

    def split(self, x: Tensor) -> Tensor:
        """[B, L, D] -> [B, H, L, d]: head h takes features h*d to (h+1)*d."""
        return x.unflatten(-1, (self.n_heads, self.d_head)).transpose(1, 2)
