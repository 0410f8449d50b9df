"""Named indices: every product is one einsum, and no axis is ever moved."""

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, n_heads):
        super().__init__()
        if d_model % n_heads != 0:
            raise ValueError("d_model must be a multiple of n_heads")
        self.h = n_heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(d_model, d_model) for _ in range(4))

    def forward(self, query, key, value, mask=None):
        b, q, d_model = query.shape
        k = key.shape[1]
        qs = self.q_proj(query).view(b, q, self.h, -1)
        ks = self.k_proj(key).view(b, k, self.h, -1)
        vs = self.v_proj(value).view(b, k, self.h, -1)
        scores = torch.einsum("bqhd,bkhd->bhqk", qs, ks) * qs.shape[-1] ** -0.5
        if mask is not None:
            scores = torch.where(mask.unsqueeze(1), scores, scores.new_tensor(float("-inf")))
        shifted = scores - scores.amax(-1, keepdim=True).clamp(min=torch.finfo(scores.dtype).min)
        powers = shifted.exp()
        total = powers.sum(-1, keepdim=True)
        weights = powers / torch.where(total > 0, total, torch.ones_like(total))
        return self.out_proj(torch.einsum("bhqk,bkhd->bqhd", weights, vs).reshape(b, q, d_model)), weights
