"""What does not matter when texts are compared: case, spacing, punctuation, forms of Unicode."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRules:
    """Which differences are passed over, each by choice.

    `spacing`: runs of blanks and line ends are one blank. `compatibility`: NFKC, so that ligatures,
    full-width and superscript forms are their plain letters (https://unicode.org/reports/tr15/);
    canonical forms (NFC) are always the same.
    """

    case: bool = True
    spacing: bool = True
    punctuation: bool = False
    compatibility: bool = True

    def text(self, text: str) -> str:
        """The whole text as its characters are compared."""
        text = unicodedata.normalize("NFKC" if self.compatibility else "NFC", text)
        if self.punctuation:
            text = "".join(c for c in text if not unicodedata.category(c).startswith("P"))
        if self.case:
            text = text.casefold()
        return " ".join(text.split()) if self.spacing else text

    def words(self, text: str) -> tuple[tuple[str, str], ...]:
        """Each word as it is written and as it is compared; words without anything left go."""
        pairs = ((word, self.text(word)) for word in text.split())
        return tuple(pair for pair in pairs if pair[1])


USUAL_RULES = TextRules()
