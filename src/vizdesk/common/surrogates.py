"""Text that every file can hold: characters cut into two halves are joined again.

JSON writes an emoji as two halves (“\\ud83d\\ude00”, surrogates). Servers put them into two pieces
of a stream, and models that are cut off leave one half alone, which no UTF-8 file can hold.
"""

from __future__ import annotations


def whole_text(text: str) -> str:
    """`text` with its halves joined; one that stays alone becomes “�”."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def joined(text: str, more: str) -> str:
    """`text` and what came after it; a first half at the end waits for its second."""
    if more.isascii() and not _open(text):
        return text + more
    kept = text[:-1] if _open(text) else text
    rest = text[len(kept) :] + more
    waiting = rest[-1:] if _open(rest) else ""
    return kept + whole_text(rest[: len(rest) - len(waiting)]) + waiting


def _open(text: str) -> bool:
    return "\ud800" <= text[-1:] <= "\udbff"
