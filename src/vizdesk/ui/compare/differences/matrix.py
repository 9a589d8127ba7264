"""What the Differences layout shows, whatever the task: rows × models, least agreed first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from vizdesk.analysis.agreement_options import MAJORITY
from vizdesk.analysis.agreement_words import FigureKind
from vizdesk.analysis.box_agreement import AgreedObject, BoxAgreement
from vizdesk.analysis.comparison_agreement import Agreement
from vizdesk.analysis.count_agreement import CountAgreement
from vizdesk.analysis.field_agreement import CellState, FieldAgreement, FieldRow
from vizdesk.analysis.label_agreement import LabelAgreement
from vizdesk.analysis.reply_agreement import ReplyAgreement
from vizdesk.analysis.text_agreement import ErrorRates, TextAgreement
from vizdesk.analysis.text_alignment import LineRow, WordSlot
from vizdesk.common.formatting import number
from vizdesk.ui.text.i18n import tr

LOOSE = 0.6
"""A box with a smaller IoU to the mean box is marked."""


class Tone(Enum):
    """How a word stands out."""

    PLAIN = "plain"
    QUIET = "quiet"
    GOOD = "good"
    DIFFERS = "differs"  # amber: another value than most have
    MISSING = "missing"  # red: what most have, and this one has not


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a cell in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Cell:
    """One model in one row. `absent`: there is nothing of it here at all."""

    words: tuple[Words, ...]
    absent: bool = False

    @property
    def text(self) -> str:
        """The words without their tones."""
        return " ".join(part.text for part in self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """One object, line, field, class or answer. `seen` is the agreed object of a detection.

    `kinds` are the figures of the bar that count it.
    """

    head: str
    cells: tuple[Cell, ...]
    verdict: Words
    differs: bool
    kinds: frozenset[FigureKind]
    seen: AgreedObject | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows; `columns` are the models, each with its number in the comparison.

    `wide`: cells hold lines of text. `roomy`: they hold values, which need more room than dots.
    `figures` are those of each model, if any; they stand under its name.
    """

    corner: str
    columns: tuple[str, ...]
    last: str
    rows: tuple[Row, ...]
    wide: bool = False
    roomy: bool = False
    figures: tuple[str, ...] = ()

    def tsv(self) -> str:
        """The table as text, columns set apart by tabs."""
        lines = [(self.corner, *self.columns, self.last)]
        for row in self.rows:
            lines.append((row.head, *(cell.text for cell in row.cells), row.verdict.text))
        if any(self.figures):
            lines.append(("", *self.figures, ""))
        return "".join("\t".join(_flat(word) for word in line) + "\n" for line in lines)


def _flat(text: str) -> str:
    return " ".join(text.split())


def matrix_of(agreement: Agreement) -> Matrix | None:
    """The table of an agreement; None where there is nothing to compare."""
    # Counted over all answers, as panes and list do: a failed one keeps its number.
    numbers = tuple(at + 1 for at in agreement.read)
    names = tuple(f"{at} {name}" for at, name in zip(numbers, agreement.read_names, strict=True))
    match agreement.result:
        case BoxAgreement() as boxes:
            rows = tuple(_object_row(each, boxes, numbers) for each in boxes.objects)
            return Matrix(tr("Object"), names, tr("Agreement"), rows)
        case TextAgreement() as texts:
            return _text_matrix(texts, names, agreement.reference)
        case ReplyAgreement() as replies if replies.text is not None:
            return _text_matrix(replies.text, names, agreement.reference)
        case ReplyAgreement() as replies:
            return Matrix(tr("Answer"), names, tr("Agreement"), tuple(_groups(replies)))
        case LabelAgreement() as labels:
            return Matrix(tr("Class"), names, tr("Agreement"), tuple(_classes(labels)))
        case CountAgreement() as counts:
            return Matrix(tr("Count"), names, tr("Median"), tuple(_counts(counts)))
        case FieldAgreement() as fields:
            rows = tuple(_field_row(row) for row in fields.rows)
            return Matrix(tr("Field"), names, tr("Majority"), rows, roomy=True)
        case None:
            return None


# --- Detect ---------------------------------------------------------------------------------------
def _object_row(each: AgreedObject, boxes: BoxAgreement, numbers: Sequence[int]) -> Row:
    cells = []
    for label, iou in zip(each.labels, each.ious, strict=True):
        if label is None or iou is None:
            cells.append(Cell((Words("○ –", Tone.QUIET),), absent=True))
        elif each.conflict and label.casefold() != each.label.casefold():
            cells.append(Cell((Words(label, Tone.DIFFERS),)))
        elif each.support == 1:
            cells.append(Cell((Words("●", Tone.GOOD), Words(tr("yes"), Tone.QUIET))))
        else:
            tone = Tone.DIFFERS if iou < LOOSE else Tone.GOOD
            cells.append(
                Cell((Words("●", tone), Words(f"{iou:.2f}".removeprefix("0"), Tone.QUIET)))
            )
    kinds, verdict = set(), Words(f"{each.support}/{boxes.models}", Tone.QUIET)
    if each.conflict:
        kinds.add(FigureKind.DIFFER)
        verdict = Words(tr("label differs"), Tone.DIFFERS)
    if each.support == 1 and boxes.models > 1:
        only = next(
            at for at, member in zip(numbers, each.members, strict=True) if member is not None
        )
        kinds.add(FigureKind.ONLY_ONE)
        verdict = Words(tr("only {number}").format(number=only), Tone.DIFFERS)
    elif each.support < boxes.models:
        kinds.add(FigureKind.SOME)
        verdict = Words(f"{each.support}/{boxes.models}")
    if boxes.agrees(each):
        kinds.add(FigureKind.AGREE)
        if each.spread is not None and each.spread < LOOSE:
            verdict = Words(f"IoU {each.spread:.2f}")
    differs = not boxes.agrees(each)
    return Row(each.label, tuple(cells), verdict, differs, frozenset(kinds), each)


# --- Texts ----------------------------------------------------------------------------------------
def _text_matrix(texts: TextAgreement, names: tuple[str, ...], reference: str) -> Matrix:
    rows = tuple(_line_row(at, row) for at, row in enumerate(texts.alignment.rows, 1))
    # Against the majority, which each text helped to make, an error rate would flatter.
    figures = () if reference == MAJORITY else tuple(map(_rate_words, texts.rates))
    return Matrix(tr("Line"), names, tr("Majority"), rows, wide=True, figures=figures)


def _rate_words(rates: ErrorRates | None) -> str:
    if rates is None:
        return tr("reference")
    cer, wer = (f"{100 * rate:.1f}" for rate in (rates.cer, rates.wer))
    return tr("CER {cer} % · WER {wer} %").format(cer=cer, wer=wer)


def _line_row(number_of: int, row: LineRow) -> Row:
    cells = tuple(
        Cell((Words(tr("missing"), Tone.QUIET),), absent=True)
        if line is None
        else Cell(tuple(_slot_words(row.slots, model)))
        for model, line in enumerate(row.lines)
    )
    kinds = {FigureKind.AGREE} if row.agrees else {FigureKind.DIFFER}
    if None in row.lines:
        kinds.add(FigureKind.MISSING)
    return Row(
        str(number_of), cells, Words(row.voted, Tone.QUIET), not row.agrees, frozenset(kinds)
    )


def _slot_words(slots: Sequence[WordSlot], model: int) -> Iterator[Words]:
    for slot in slots:
        word = slot.words[model]
        if not slot.differs[model]:
            if word is not None:
                yield Words(word)
        elif word is not None:
            yield Words(word, Tone.DIFFERS)
        elif slot.voted is not None:
            yield Words(slot.voted, Tone.MISSING)


# --- Short answers, classes, counts, fields -------------------------------------------------------
def _groups(replies: ReplyAgreement) -> Iterator[Row]:
    for at, group in enumerate(replies.groups):
        cells = tuple(
            Cell((Words("●", Tone.GOOD if at == 0 else Tone.DIFFERS),))
            if member in group.members
            else Cell((Words("○", Tone.QUIET),), absent=True)
            for member in range(replies.replies)
        )
        count = len(group.members)
        verdict = Words(f"{count}/{replies.replies}", Tone.PLAIN if at else Tone.QUIET)
        differs = count < replies.replies
        kinds = {FigureKind.AGREE} if at == 0 else {FigureKind.DIFFER}
        yield Row(group.written, cells, verdict, differs, frozenset(kinds))


def _classes(labels: LabelAgreement) -> Iterator[Row]:
    for row in labels.rows:
        cells = []
        for first, given, score in zip(labels.first, row.given, row.scores, strict=True):
            chosen = given if labels.many else first == row.label
            tone = Tone.QUIET
            if chosen:
                right = labels.many or labels.winner in (None, row.label)
                tone = Tone.GOOD if right else Tone.DIFFERS
            dot = "●" if chosen else "○"
            words = [Words(dot, tone)]
            if score is not None:
                words.append(Words(f"{score:.2f}", Tone.PLAIN if chosen else Tone.QUIET))
            cells.append(Cell(tuple(words), absent=not given))
        chosen_by = (
            row.support if labels.many else sum(first == row.label for first in labels.first)
        )
        differs = 0 < chosen_by < labels.models
        kinds = {FigureKind.DIFFER} if differs and row.label != labels.winner else set()
        kinds |= {FigureKind.AGREE} if row.label == labels.winner or not differs else set()
        verdict = Words(f"{chosen_by}/{labels.models}", Tone.PLAIN if differs else Tone.QUIET)
        yield Row(row.label, tuple(cells), verdict, differs, frozenset(kinds))


def _counts(counts: CountAgreement) -> Iterator[Row]:
    apart = tuple(deviation != 0 for deviation in counts.deviations)
    cells = tuple(
        Cell((Words(number(count), Tone.DIFFERS if off else Tone.GOOD),))
        for count, off in zip(counts.counts, apart, strict=True)
    )
    differs = any(apart)
    kinds = frozenset({FigureKind.DIFFER if differs else FigureKind.AGREE})
    yield Row(tr("says"), cells, Words(number(counts.median)), differs, kinds)
    deviations = tuple(
        Cell((Words(f"{deviation:+g}", Tone.DIFFERS) if deviation else Words("=", Tone.QUIET),))
        for deviation in counts.deviations
    )
    yield Row(tr("from the median"), deviations, Words(""), differs, kinds)
    if any(drawn is not None for drawn in counts.drawn):
        drawn_cells = tuple(
            Cell((Words("–", Tone.QUIET),), absent=True)
            if drawn is None
            else Cell((Words(number(drawn), Tone.PLAIN if drawn == count else Tone.DIFFERS),))
            for drawn, count in zip(counts.drawn, counts.counts, strict=True)
        )
        other = any(
            drawn is not None and drawn != count
            for drawn, count in zip(counts.drawn, counts.counts, strict=True)
        )
        own = frozenset({FigureKind.DIFFER if other else FigureKind.AGREE})
        yield Row(tr("draws"), drawn_cells, Words(""), other, own)


def _field_row(row: FieldRow) -> Row:
    tones = {
        CellState.EQUAL: Tone.QUIET,
        CellState.OTHER_FORM: Tone.QUIET,
        CellState.OTHER_TYPE: Tone.QUIET,
        CellState.DIFFERS: Tone.DIFFERS,
        CellState.NULL: Tone.MISSING,
        CellState.MISSING: Tone.MISSING,
    }
    notes = {
        CellState.OTHER_FORM: tr("same, other form"),
        CellState.OTHER_TYPE: tr("as text"),
        CellState.NULL: "null",
        CellState.MISSING: tr("missing"),
    }
    cells = []
    for cell in row.cells:
        words = [] if cell.value is None else [Words(_written(cell.value), tones[cell.state])]
        if cell.state in notes:
            words.append(Words(notes[cell.state], tones[cell.state]))
        cells.append(Cell(tuple(words), absent=cell.state is CellState.MISSING))
    kinds = {FigureKind.AGREE} if row.agrees else {FigureKind.DIFFER}
    if not row.clear:
        kinds.add(FigureKind.SOME)
    if any(cell.state in (CellState.NULL, CellState.MISSING) for cell in row.cells):
        kinds.add(FigureKind.MISSING)
    votes = f"{row.votes}/{len(row.cells)}"
    verdict = f"{_written(row.majority)} · {votes}" if row.clear else votes
    return Row(row.path, tuple(cells), Words(verdict), not row.agrees, frozenset(kinds))


def _written(value: object) -> str:
    if isinstance(value, list):
        return tr("{n} entries").format(n=len(value))
    return str(value)
