"""PaliGemma 1 and 2 → a text model and a projector that stock llama.cpp loads.

llama.cpp knows no PaliGemma, but all of its parts: a SigLIP tower, a Gemma or Gemma 2 decoder, and
a projector of two layers (`janus_pro`), which can say PaliGemma's single one exactly, because
gelu(x) - gelu(-x) = x. The reading of image and prompt in both directions is the engine's part
(engines/llama_worker/prefix_lm.py). Proof: docs/parity.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from vizdesk.common.messages import message
from vizdesk.conversion.checkpoint import Checkpoint
from vizdesk.conversion.errors import ConversionError
from vizdesk.conversion.gguf_file import Floats, GgufFile, Tensor, WeightType
from vizdesk.conversion.paligemma_metadata import FAMILY, Facts, describe_projector, describe_text
from vizdesk.conversion.vocabulary import read_tokens

# Rows are converted in pieces of at most this many values, 64 MB of float32.
_PIECE = 1 << 24
_MATRICES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_NORMS_1 = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"}
_NORMS_2 = {
    "attn_norm": "input_layernorm",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
}
_TOWER = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_out": "self_attn.out_proj",
    "ln1": "layer_norm1",
    "ln2": "layer_norm2",
    "ffn_up": "mlp.fc1",
    "ffn_down": "mlp.fc2",
}
# The names of the published files, and those transformers 5 saves.
_TEXT_ROOTS = ("language_model.model.", "model.language_model.", "language_model.")
_TOWER_ROOTS = ("vision_tower.vision_model.", "model.vision_tower.", "vision_tower.")
_PROJECTOR_ROOTS = ("multi_modal_projector.linear.", "model.multi_modal_projector.linear.")


@dataclass(frozen=True)
class PaliGemma:
    """A checkpoint's folder, read and understood. Make it with `open_folder`."""

    facts: Facts
    weights: Checkpoint

    def convert(
        self,
        model: Path,
        projector: Path,
        kind: WeightType,
        report: Callable[[float], None],
    ) -> None:
        """Write both files. `report` is told the share that is done. Raises ConversionError."""
        files = ((self.text_file(), model), (self.projector_file(), projector))
        sizes = [sum(prod(tensor.shape) for tensor in file.tensors) for file, _ in files]
        done = 0.0
        for (file, path), size in zip(files, sizes, strict=True):
            share = size / sum(sizes)
            before = done
            file.write(path, kind, lambda part, b=before, s=share: report(b + part * s))  # type: ignore[misc]
            done += share

    def text_file(self) -> GgufFile:
        """The decoder: architecture `gemma` or `gemma2`."""
        embeddings = self._text_name("embed_tokens.weight")
        norms = _NORMS_2 if self.facts.version == 2 else _NORMS_1
        tensors = [
            self._plain("token_embd.weight", embeddings),
            self._norm("output_norm.weight", self._text_name("norm.weight")),
        ]
        for layer in range(self.facts.text["num_hidden_layers"]):
            for ours, theirs in _MATRICES.items():
                source = self._text_name(f"layers.{layer}.{theirs}.weight")
                tensors.append(self._plain(f"blk.{layer}.{ours}.weight", source))
            for ours, theirs in norms.items():
                source = self._text_name(f"layers.{layer}.{theirs}.weight")
                tensors.append(self._norm(f"blk.{layer}.{ours}.weight", source))
        architecture = "gemma2" if self.facts.version == 2 else "gemma"
        return GgufFile(
            architecture, lambda writer: describe_text(writer, self.facts), tuple(tensors)
        )

    def projector_file(self) -> GgufFile:
        """The SigLIP tower, and the projector as an MLP that computes the same line."""
        tower = "embeddings."
        tensors = [
            self._tower("v.patch_embd.weight", tower + "patch_embedding.weight", exact=True),
            self._tower("v.patch_embd.bias", tower + "patch_embedding.bias"),
            self._tower("v.position_embd.weight", tower + "position_embedding.weight", exact=True),
        ]
        for layer in range(self.facts.vision["num_hidden_layers"]):
            for ours, theirs in _TOWER.items():
                for part in ("weight", "bias"):
                    source = f"encoder.layers.{layer}.{theirs}.{part}"
                    tensors.append(self._tower(f"v.blk.{layer}.{ours}.{part}", source))
        tensors += [
            self._tower(f"v.post_ln.{p}", f"post_layernorm.{p}") for p in ("weight", "bias")
        ]
        return GgufFile(
            "clip",
            lambda writer: describe_projector(writer, self.facts),
            (*tensors, *self._line()),
        )

    def _line(self) -> list[Tensor]:
        """mm.0 = [W; -W], mm.1 = [I, -I] / sqrt(width).

        The root undoes the scale that llama.cpp's Gemma gives every input, images too.
        """
        weight = self.weights.find(*(root + "weight" for root in _PROJECTOR_ROOTS))
        bias = self.weights.find(*(root + "bias" for root in _PROJECTOR_ROOTS))
        width, tower = self.weights.shape(weight)

        def both(name: str) -> Callable[[], Iterator[Floats]]:
            def rows() -> Iterator[Floats]:
                values = self.weights.read(name)
                yield np.concatenate([values, -values])

            return rows

        def sums() -> Iterator[Floats]:
            matrix = np.eye(width, dtype=np.float32) / np.float32(np.sqrt(width))
            yield np.concatenate([matrix, -matrix], axis=1)

        def nothing() -> Iterator[Floats]:
            yield np.zeros(width, np.float32)

        return [
            Tensor("mm.0.weight", (2 * width, tower), both(weight)),
            Tensor("mm.0.bias", (2 * width,), both(bias)),
            Tensor("mm.1.weight", (width, 2 * width), sums, exact=True),
            Tensor("mm.1.bias", (width,), nothing),
        ]

    def _text_name(self, name: str) -> str:
        return self.weights.find(*(root + name for root in _TEXT_ROOTS))

    def _tower(self, ours: str, theirs: str, exact: bool = False) -> Tensor:
        source = self.weights.find(*(root + theirs for root in _TOWER_ROOTS))
        return self._plain(ours, source, exact=exact)

    def _plain(self, ours: str, theirs: str, *, exact: bool = False) -> Tensor:
        return Tensor(ours, self.weights.shape(theirs), lambda: self._pieces(theirs), exact)

    def _norm(self, ours: str, theirs: str) -> Tensor:
        """Gemma's norms multiply by 1 + w; llama.cpp multiplies by what the file says."""

        def rows() -> Iterator[Floats]:
            yield self.weights.read(theirs) + 1

        return Tensor(ours, self.weights.shape(theirs), rows)

    def _pieces(self, name: str) -> Iterator[Floats]:
        shape = self.weights.shape(name)
        step = max(1, _PIECE // max(1, prod(shape[1:])))
        for first in range(0, shape[0], step):
            yield self.weights.read(name, first, first + step)


def open_folder(folder: Path) -> PaliGemma:
    """Read a published folder's configuration and tokens. Raises ConversionError."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise ConversionError(
            message("There is no config.json in {folder}.", folder=str(folder))
        ) from error
    except ValueError as error:
        raise ConversionError(
            message(
                "The config.json in {folder} is damaged: {reason}.",
                folder=str(folder),
                reason=str(error),
            )
        ) from error
    if config.get("model_type") != FAMILY:
        kind = config.get("model_type", "a model of an unknown kind")
        raise ConversionError(
            message(
                "{folder} holds {kind}, not PaliGemma. llama.cpp’s own converter may know it.",
                folder=str(folder),
                kind=kind,
            )
        )
    weights = Checkpoint(folder)
    version = 2 if config["text_config"].get("model_type") == "gemma2" else 1
    text = _defaults(version) | config["text_config"]
    vision = _TOWER_DEFAULTS | config["vision_config"]
    embeddings = weights.find(*(root + "embed_tokens.weight" for root in _TEXT_ROOTS))
    text["hidden_size"] = weights.shape(embeddings)[1]
    tokens = tuple(read_tokens(folder, weights.shape(embeddings)[0]))
    return PaliGemma(Facts(_name(folder, version, vision), version, text, vision, tokens), weights)


_TOWER_DEFAULTS: dict[str, Any] = {
    "hidden_size": 1152,
    "intermediate_size": 4304,
    "num_hidden_layers": 27,
    "num_attention_heads": 16,
    "image_size": 224,
    "patch_size": 14,
}


def _defaults(version: int) -> dict[str, Any]:
    """What the published configurations leave to transformers' own defaults."""
    if version == 2:
        return {"head_dim": 256, "rms_norm_eps": 1e-6}
    return {
        "head_dim": 256,
        "rms_norm_eps": 1e-6,
        "num_hidden_layers": 18,
        "num_attention_heads": 8,
        "num_key_value_heads": 1,
        "intermediate_size": 16384,
    }


def _name(folder: Path, version: int, vision: dict[str, Any]) -> str:
    """The folder's name, if it says PaliGemma; the family and the image's side otherwise."""
    if FAMILY in folder.resolve().name.lower():
        return folder.resolve().name
    return f"PaliGemma {version} {vision['image_size']} px"
