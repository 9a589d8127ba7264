"""Agreement of texts read from an image: lines and words side by side, CER, WER, the majority."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.analysis.edit_distance import error_rate
from vizdesk.analysis.text_alignment import TextAlignment, align_texts
from vizdesk.analysis.text_rules import TextRules
from vizdesk.comparison.parsing.drafts import without_reasoning
from vizdesk.comparison.parsing.final_answer import FENCED

MOST_CHARACTERS = 50_000
"""Of each text that are compared: about 15 pages. The work grows with their square."""


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """Character and word error rate of one text against the reference; 0 is the same."""

    cer: float
    wer: float


@dataclass(frozen=True, slots=True)
class TextAgreement:
    """Texts aligned, and each text's error rates against the reference.

    `rates` are None for the reference itself. Where it is the majority the rates are circular: the
    text helped to make it; the window leaves them out. `cut`: a text or the reference is longer
    than MOST_CHARACTERS, and what lies behind was not compared.
    """

    texts: tuple[str, ...]
    alignment: TextAlignment
    rates: tuple[ErrorRates | None, ...]
    cut: bool = False

    @property
    def lines(self) -> int:
        """Lines that any text has."""
        return len(self.alignment.rows)

    @property
    def lines_agree(self) -> int:
        """Lines that all have, word for word."""
        return sum(row.agrees for row in self.alignment.rows)

    @property
    def lines_missing(self) -> int:
        """Lines that at least one text lacks."""
        return sum(None in row.lines for row in self.alignment.rows)

    @property
    def medoid(self) -> int:
        """The text nearest to all others, by its place."""
        return self.alignment.medoid

    @property
    def majority(self) -> str:
        """What most say, word by word."""
        return self.alignment.majority


def agree_on_texts(
    texts: Sequence[str], rules: TextRules, reference: int | str | None
) -> TextAgreement:
    """Align texts; `reference` is the place of one, a text of its own, or None for the majority."""
    whole = [*texts, *([reference] if isinstance(reference, str) else [])]
    cut = any(len(text) > MOST_CHARACTERS for text in whole)
    texts = [_beginning(text) for text in texts]
    alignment = align_texts(texts, rules)
    if reference is None:
        wanted = alignment.majority
    else:
        wanted = _beginning(reference) if isinstance(reference, str) else texts[reference]
    rates = tuple(
        None if at == reference else rates_of(wanted, text, rules) for at, text in enumerate(texts)
    )
    return TextAgreement(tuple(texts), alignment, rates, cut)


def _beginning(text: str) -> str:
    """As much of a text as is compared: whole lines, where it has any."""
    if len(text) <= MOST_CHARACTERS:
        return text
    end = text.rfind("\n", 0, MOST_CHARACTERS)
    return text[: end if end > 0 else MOST_CHARACTERS]


def rates_of(reference: str, text: str, rules: TextRules) -> ErrorRates:
    """The error rates of `text`, compared by these rules."""
    wanted, read = rules.text(reference), rules.text(text)
    words = ([key for _, key in rules.words(each)] for each in (reference, text))
    return ErrorRates(error_rate(wanted, read), error_rate(*words))


def transcript(reply: str) -> str:
    """The text of a reply to “read the text”: without thinking, and out of a code fence."""
    text = without_reasoning(reply).strip()
    fenced = FENCED.match(text)
    return fenced.group(1) if fenced else text
