"""The bytes of a text as a model's tokeniser expects them; llama.cpp takes them as they come."""

from __future__ import annotations

import unicodedata

# GGUF's names (tokenizer.ggml.pre) of tokenisers that bring a text to Unicode's composed form
# first. macOS and some keyboards write “ü” as u and two dots, which is two other tokens.
# https://github.com/huggingface/transformers, models/qwen2 and qwen3_5, tokenization_*.py
_COMPOSED = frozenset(("qwen2", "qwen35"))


def normalised(text: str, pre: str) -> bytes:
    """`text` in UTF-8, composed (NFC) where the tokeniser `pre` was trained on that."""
    if pre in _COMPOSED:
        text = unicodedata.normalize("NFC", text)
    return text.encode("utf-8", "replace")
