"""Tiny tokenisers of the two kinds the families use, trained on vizdesk's own prompts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def corpus() -> str:
    """Our own words: the prompts of the profiles and the glossary."""
    prompts = sorted((ROOT / "resources" / "profiles").glob("*.toml"))
    texts = [path.read_text(encoding="utf-8") for path in prompts]
    return "\n".join([*texts, (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")])


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


def write_byte_bpe(folder: Path, size: int, special: Sequence[str], split: str) -> None:
    """A `tokenizer.json` of byte-level BPE, words split by the pattern `split` as Qwen's are."""
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

    tokeniser = Tokenizer(models.BPE())
    tokeniser.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(split), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokeniser.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(special),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokeniser.train_from_iterator([corpus()], trainer)
    tokeniser.add_special_tokens(list(special))
    tokeniser.save(str(folder / "tokenizer.json"))


def write_config(folder: Path, **settings: object) -> None:
    """The `tokenizer_config.json` transformers reads."""
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (folder / "tokenizer_config.json").write_text(text, encoding="utf-8")
