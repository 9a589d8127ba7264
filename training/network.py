"""The demo model in PyTorch: the same graph as llama.cpp runs, plus heads used in training only.

Parameters carry the names of the GGUF tensors. Shapes: B images, T tokens, D the text width.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.architecture import Architecture
from training.cells import NUMBER_OF_KINDS


def _rms(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    """RMS norm with a plain weight (GGUF stores what Hugging Face calls 1 + w)."""
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + epsilon) * weight


def _gelu(x: Tensor) -> Tensor:
    """GELU in the approximation llama.cpp uses."""
    return functional.gelu(x, approximate="tanh")


def _attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
    """Attend, written out: for heads this narrow faster on a CPU than PyTorch's own kernel."""
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    scores = scores.float()
    if mask is not None:
        scores = scores + mask
    return scores.softmax(-1).to(value.dtype) @ value


class Network(nn.Module):
    """A Gemma-3-shaped language model with a SigLIP-shaped image tower."""

    def __init__(self, architecture: Architecture, weights: dict[str, Tensor]) -> None:
        """Take the weights as they are, by GGUF name."""
        super().__init__()
        self.architecture = a = architecture
        self.tensors = nn.ParameterDict(
            {name.replace(".", "/"): nn.Parameter(weight) for name, weight in weights.items()}
        )
        self.patch_head = nn.Linear(a.image_width, NUMBER_OF_KINDS + 4)
        self.cell_head = nn.Linear(a.width, NUMBER_OF_KINDS + 4)
        half = torch.arange(a.head_width // 2).float()
        self.register_buffer("frequencies", a.rope_base ** (-2 * half / a.head_width))

    def tensor(self, name: str) -> Tensor:
        """Give a weight by its GGUF name."""
        return self.tensors[name.replace(".", "/")]

    def linear(self, x: Tensor, name: str) -> Tensor:
        """Apply an image tower layer with a bias."""
        return functional.linear(x, self.tensor(f"{name}.weight"), self.tensor(f"{name}.bias"))

    def norm(self, x: Tensor, name: str) -> Tensor:
        """Apply an image tower LayerNorm."""
        weight, bias = self.tensor(f"{name}.weight"), self.tensor(f"{name}.bias")
        return functional.layer_norm(x, weight.shape, weight, bias, self.architecture.epsilon)

    def see(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        """Turn images into image tokens.

        Args:
            pixels: (B, 3, S, S), -1..1.

        Returns:
            Patch features (B, patches², image width) and image tokens (B, cells², D).
        """
        a = self.architecture
        weight, bias = self.tensor("v.patch_embd.weight"), self.tensor("v.patch_embd.bias")
        x = functional.conv2d(pixels, weight, bias, stride=a.patch).flatten(2).transpose(1, 2)
        x = x + self.tensor("v.position_embd.weight")
        batch, count, width = x.shape
        split = (batch, count, a.image_heads, width // a.image_heads)
        for layer in range(a.image_layers):
            name = f"v.blk.{layer}."
            h = self.norm(x, f"{name}ln1")
            query, key, value = (
                self.linear(h, f"{name}attn_{part}").view(split).transpose(1, 2) for part in "qkv"
            )
            h = _attend(query, key, value)
            x = x + self.linear(h.transpose(1, 2).reshape(batch, count, width), f"{name}attn_out")
            h = _gelu(self.linear(self.norm(x, f"{name}ln2"), f"{name}ffn_up"))
            x = x + self.linear(h, f"{name}ffn_down")
        x = self.norm(x, "v.post_ln")
        grid = x.transpose(1, 2).reshape(batch, width, a.patches, a.patches)
        cells = functional.avg_pool2d(grid, a.pool).flatten(2).transpose(1, 2)
        cells = _rms(cells, self.tensor("mm.soft_emb_norm.weight"), a.epsilon)
        return x, cells @ self.tensor("mm.input_projection.weight")

    def embed(self, ids: Tensor) -> Tensor:
        """Look tokens up, scaled as Gemma does."""
        return functional.embedding(ids, self.tensor("token_embd.weight")) * math.sqrt(
            self.architecture.width
        )

    def think(self, x: Tensor, positions: Tensor, mask: Tensor) -> Tensor:
        """Run the language model.

        Args:
            x: (B, T, D) embeddings.
            positions: (B, T) place of each token in its own sequence.
            mask: (B, 1, T, T), 0 where a token (row) may look at another (column), else very low.

        Returns:
            (B, T, D) hidden states.
        """
        a = self.architecture
        batch, count, _ = x.shape
        angles = (positions[..., None].float() * self.frequencies)[:, None]
        cosine, sine = angles.cos(), angles.sin()

        def heads(h: Tensor, name: str, number: int, turn: bool) -> Tensor:
            h = functional.linear(h, self.tensor(f"{name}.weight"))
            h = h.view(batch, count, number, a.head_width).transpose(1, 2)
            if not turn:
                return h
            first, second = _rms(h, self.tensor(f"{name}_norm.weight"), a.epsilon).chunk(2, -1)
            return torch.cat([first * cosine - second * sine, second * cosine + first * sine], -1)

        for layer in range(a.layers):
            name = f"blk.{layer}."
            h = _rms(x, self.tensor(f"{name}attn_norm.weight"), a.epsilon)
            group = a.heads // a.key_heads
            query = heads(h, f"{name}attn_q", a.heads, True)
            key = heads(h, f"{name}attn_k", a.key_heads, True).repeat_interleave(group, 1)
            value = heads(h, f"{name}attn_v", a.key_heads, False).repeat_interleave(group, 1)
            h = _attend(query, key, value, mask)
            h = h.transpose(1, 2).reshape(batch, count, -1)
            h = functional.linear(h, self.tensor(f"{name}attn_output.weight"))
            x = x + _rms(h, self.tensor(f"{name}post_attention_norm.weight"), a.epsilon)
            h = _rms(x, self.tensor(f"{name}ffn_norm.weight"), a.epsilon)
            gate = _gelu(functional.linear(h, self.tensor(f"{name}ffn_gate.weight")))
            h = gate * functional.linear(h, self.tensor(f"{name}ffn_up.weight"))
            h = functional.linear(h, self.tensor(f"{name}ffn_down.weight"))
            x = x + _rms(h, self.tensor(f"{name}post_ffw_norm.weight"), a.epsilon)
        return _rms(x, self.tensor("output_norm.weight"), a.epsilon)
