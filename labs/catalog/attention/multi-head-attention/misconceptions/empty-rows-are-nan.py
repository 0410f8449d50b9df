r"""A query that may look at nothing gives NaN

A row of $-\infty$ has no softmax: $e^{-\infty}$ is 0 everywhere, and 0 / 0 is NaN. One such row, a padded
query say, then spoils every gradient of the step. This lab asks that the query takes nothing: weights 0, so
the output is the bias of `out_proj`. Set the weights to zero where the mask is False, after a softmax over
finite numbers.
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
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        q = self.split(self.q_proj(query))  # [B, H, Q, d]
        k = self.split(self.k_proj(key))  # [B, H, K, d]
        v = self.split(self.v_proj(value))  # [B, H, K, d]

        # S = q k^T / sqrt(d)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.d_head)  # [B, H, Q, K]
        if mask is not None:
            hidden = ~mask[:, None]  # [B, 1, Q, K]: the same for every head
            scores = scores.masked_fill(hidden, float("-inf"))

        # A = softmax(S), over the keys
        weights = torch.softmax(scores, dim=-1)  # [B, H, Q, K]

        # O = concat(A_1 v_1, ..., A_H v_H) W_O + b_O
        mixed = weights @ v  # [B, H, Q, d]
        joined = mixed.transpose(1, 2).flatten(2)  # [B, Q, D]
        return self.out_proj(joined), weights

    def split(self, x: Tensor) -> Tensor:
        """[B, L, D] -> [B, H, L, d]: head h takes features h*d to (h+1)*d."""
        return x.unflatten(-1, (self.n_heads, self.d_head)).transpose(1, 2)
