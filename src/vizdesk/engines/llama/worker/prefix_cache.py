"""Which part of a new prompt the model still holds from the last one: pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CachedPiece:
    """One run of a prompt: text tokens, or one image (`image` names its pixels).

    `n_positions` is how far it moves the position; for M-RoPE images that is not `n_tokens`.
    """

    tokens: tuple[int, ...] = ()
    image: str | None = None
    n_tokens: int = 0
    n_positions: int = 0


@dataclass(frozen=True, slots=True)
class ReusablePrefix:
    """What need not be computed again: whole pieces, then some tokens of the next (text) piece."""

    pieces: int = 0
    tokens_of_next: int = 0
    tokens: int = 0
    position: int = 0


def text_piece(tokens: Sequence[int]) -> CachedPiece:
    """A run of text tokens."""
    return CachedPiece(tuple(tokens), None, len(tokens), len(tokens))


def common_prefix(held: Sequence[CachedPiece], wanted: Sequence[CachedPiece]) -> ReusablePrefix:
    """The longest prefix of `wanted` that is in `held`, leaving at least one token to compute.

    The last token is always computed again, because its logits are not kept.
    """
    whole = 0
    while whole < min(len(held), len(wanted)) and held[whole] == wanted[whole]:
        whole += 1
    part = _shared_tokens(held, wanted, whole)
    if whole == len(wanted) and whole:
        whole -= 1
        last = wanted[whole]
        part = 0 if last.image is not None else max(0, last.n_tokens - 1)
    return ReusablePrefix(
        whole,
        part,
        sum(piece.n_tokens for piece in wanted[:whole]) + part,
        sum(piece.n_positions for piece in wanted[:whole]) + part,
    )


def _shared_tokens(held: Sequence[CachedPiece], wanted: Sequence[CachedPiece], index: int) -> int:
    if index >= min(len(held), len(wanted)):
        return 0
    old, new = held[index], wanted[index]
    if old.image is not None or new.image is not None:
        return 0
    count = 0
    for a, b in zip(old.tokens, new.tokens, strict=False):
        if a != b:
            break
        count += 1
    last = index == len(wanted) - 1
    return min(count, new.n_tokens - 1) if last else count
