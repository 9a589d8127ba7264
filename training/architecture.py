"""The shape of a demo model: sizes, and which tensors of which shape its two files hold.

The graph is llama.cpp's `gemma3` (text) with its `gemma3` projector (a SigLIP image tower).
"""

from __future__ import annotations

from dataclasses import dataclass

Shapes = dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Architecture:
    """Every size of one model."""

    vocabulary: int
    width: int = 128
    layers: int = 3
    heads: int = 4
    key_heads: int = 2
    head_width: int = 32
    hidden: int = 320
    context: int = 1024
    rope_base: float = 10_000.0
    epsilon: float = 1e-6
    image_size: int = 96
    """Side of the square image the model sees, px."""
    patch: int = 8
    image_width: int = 96
    image_layers: int = 4
    image_heads: int = 3
    image_hidden: int = 256
    pool: int = 2

    @property
    def patches(self) -> int:
        """Patches along one side."""
        return self.image_size // self.patch

    @property
    def cells(self) -> int:
        """Image tokens along one side, after pooling."""
        return self.patches // self.pool

    @property
    def image_tokens(self) -> int:
        """Image tokens per image."""
        return self.cells**2

    def text_shapes(self) -> Shapes:
        """Tensors of the text file, (out, in) as in PyTorch; the head is tied."""
        width, queries = self.width, self.heads * self.head_width
        keys = self.key_heads * self.head_width
        shapes: Shapes = {"token_embd.weight": (self.vocabulary, width)}
        for layer in range(self.layers):
            block: Shapes = {
                "attn_norm": (width,),
                "attn_q": (queries, width),
                "attn_k": (keys, width),
                "attn_v": (keys, width),
                "attn_q_norm": (self.head_width,),
                "attn_k_norm": (self.head_width,),
                "attn_output": (width, queries),
                "post_attention_norm": (width,),
                "ffn_norm": (width,),
                "ffn_gate": (self.hidden, width),
                "ffn_up": (self.hidden, width),
                "ffn_down": (width, self.hidden),
                "post_ffw_norm": (width,),
            }
            shapes |= {f"blk.{layer}.{name}.weight": shape for name, shape in block.items()}
        return shapes | {"output_norm.weight": (width,)}

    def image_shapes(self) -> Shapes:
        """Tensors of the mmproj file; the projection is stored (image width, text width)."""
        width = self.image_width
        shapes: Shapes = {
            "v.patch_embd.weight": (width, 3, self.patch, self.patch),
            "v.patch_embd.bias": (width,),
            "v.position_embd.weight": (self.patches**2, width),
            "v.post_ln.weight": (width,),
            "v.post_ln.bias": (width,),
            "mm.input_projection.weight": (width, self.width),
            "mm.soft_emb_norm.weight": (width,),
        }
        for layer in range(self.image_layers):
            block: Shapes = dict.fromkeys(("attn_q", "attn_k", "attn_v"), (width, width))
            block |= {
                "attn_out": (width, width),
                "ln1": (width,),
                "ln2": (width,),
                "ffn_up": (self.image_hidden, width),
                "ffn_down": (width, self.image_hidden),
            }
            for name, shape in block.items():
                shapes[f"v.blk.{layer}.{name}.weight"] = shape
                shapes[f"v.blk.{layer}.{name}.bias"] = shape[:1]
        return shapes


def small(vocabulary: int) -> Architecture:
    """The smaller model: sees 96 x 96 px as 36 image tokens."""
    return Architecture(vocabulary)


def large(vocabulary: int) -> Architecture:
    """The larger model: sees 128 x 128 px as 64 image tokens, and is deeper."""
    return Architecture(vocabulary, layers=4, image_size=128, image_layers=6)
