"""Tiny tokenisers of the two kinds the families use, trained on vizdesk's own prompts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Splitting:
    """How a byte-level tokeniser cuts a text into words before it merges bytes.

    `pre` is llama.cpp's name for it (src/llama-vocab.cpp). Without a `pattern` it is GPT-2's, every
    digit alone. `composed`: the text is brought to Unicode's composed form (NFC) first.
    """

    pre: str
    pattern: str = ""
    composed: bool = False


# Facts of the published tokenizer.json files; the patterns stand in transformers' models/qwen2 and
# in its tokenization_utils_tokenizers.py (Mistral).
QWEN_2 = Splitting(
    "qwen2",
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    composed=True,
)
SMOLLM = Splitting("smollm")
_UPPER, _LOWER = r"\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}", r"\p{Ll}\p{Lm}\p{Lo}\p{M}"
TEKKEN = Splitting(
    "tekken",
    rf"[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]*[{_LOWER}]+|[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]+[{_LOWER}]*"
    r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+",
)
# Llama 3 keeps up to three digits together; GLM-4 and LFM2 split as it does.
_LLAMA_3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
LLAMA_3 = Splitting("llama-bpe", _LLAMA_3)
GLM_4 = Splitting("glm4", _LLAMA_3)
LFM_2 = Splitting("lfm2", _LLAMA_3)


def corpus() -> str:
    """Our own words: the profiles and the glossary of one day, so that fixtures can be remade."""
    return (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8")


def write_sentencepiece(
    folder: Path, size: int, control: Sequence[str], visible: Sequence[str] = ()
) -> None:
    """A `tokenizer.model` with byte fallback, as Gemma's: <pad>, <eos>, <bos>, <unk> come first."""
    import sentencepiece

    text = folder / "corpus.txt"
    text.write_text(corpus(), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(folder / "tokenizer"),
        vocab_size=size,
        model_type="bpe",
        byte_fallback=True,
        pad_id=0,
        eos_id=1,
        bos_id=2,
        unk_id=3,
        pad_piece="<pad>",
        eos_piece="<eos>",
        bos_piece="<bos>",
        add_dummy_prefix=False,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        split_digits=True,
        minloglevel=2,
        control_symbols=list(control),
        user_defined_symbols=list(visible),
    )
    text.unlink()


def write_byte_bpe(
    folder: Path,
    size: int,
    special: Sequence[str],
    splitting: Splitting,
    also: Sequence[str] = (),
) -> None:
    """A `tokenizer.json` of byte-level BPE, words split as one family's tokeniser splits them.

    `also` are texts to learn beside the corpus.
    """
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, trainers
    from tokenizers import pre_tokenizers as pre

    tokeniser = Tokenizer(models.BPE())
    if splitting.composed:
        tokeniser.normalizer = normalizers.NFC()
    tokeniser.pre_tokenizer = _words(splitting)
    tokeniser.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(special),
        initial_alphabet=pre.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokeniser.train_from_iterator([corpus(), *also], trainer)
    tokeniser.add_special_tokens(
        [AddedToken(one, normalized=False, special=True) for one in special]
    )
    tokeniser.save(str(folder / "tokenizer.json"))


def _words(splitting: Splitting) -> Any:  # noqa: ANN401 - tokenizers is imported lazily
    from tokenizers import Regex
    from tokenizers import pre_tokenizers as pre

    if splitting.pattern:
        first = pre.Split(Regex(splitting.pattern), behavior="isolated")
        return pre.Sequence([first, pre.ByteLevel(add_prefix_space=False, use_regex=False)])
    digits = pre.Digits(individual_digits=True)
    return pre.Sequence([digits, pre.ByteLevel(add_prefix_space=False, use_regex=True)])


def write_config(folder: Path, **settings: object) -> None:
    """The `tokenizer_config.json` transformers reads."""
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (folder / "tokenizer_config.json").write_text(text, encoding="utf-8")
