"""Multi-head attention. Write the class; keep the names of the four projections."""

from torch import Tensor, nn


class MultiHeadAttention(nn.Module):
    """Attention by `n_heads` heads side by side, self or cross."""

    def __init__(self, d_model: int, n_heads: int) -> None:
        """Make four `nn.Linear(d_model, d_model)`: `q_proj`, `k_proj`, `v_proj`, `out_proj`.

        Raises `ValueError` where `n_heads` does not divide `d_model`.
        """
        super().__init__()
        raise NotImplementedError

    def forward(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Attend.

        query [B, Q, d_model], key and value [B, K, d_model]; mask [B, Q, K] of bool, True where the query may look
        at the key. Returns the output [B, Q, d_model] and the weights of every head [B, n_heads, Q, K].
        """
        raise NotImplementedError
