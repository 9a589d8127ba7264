"""What the tables beside the image say: objects with their origin, models with their scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor

from vizdesk.analysis.bootstrap import Interval
from vizdesk.common.label_text import shown_label
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import ImageRef
from vizdesk.truth.editing import DrawnObjects
from vizdesk.truth.image_truth import CONSENSUS, Origin, TrueThing
from vizdesk.truth.scoring import ModelScore
from vizdesk.ui.compare.display_options import Units, place_words
from vizdesk.ui.compare.truth.tables import Look, TruthCell, TruthColumn
from vizdesk.ui.text.i18n import tr

NUMBER, ORIGIN, PLACE = 34, 128, 150
COUNT, SHARE = 34, 44


@dataclass(frozen=True, slots=True)
class ScoredModel:
    """A model of the comparison: its number and name, and its score (None: none yet)."""

    number: int
    name: str
    score: ModelScore | None = None


def origin_words(thing: TrueThing, names: Mapping[str, str]) -> str:
    """How an object came into the truth; `names` of models by their ids."""
    if thing.origin is Origin.DRAWN:
        return tr("drawn")
    source = names.get(thing.source, thing.source)
    if source.startswith(CONSENSUS):
        source = tr("consensus") + source.removeprefix(CONSENSUS)
    if thing.origin is Origin.EDITED:
        return tr("edited, {source}").format(source=source) if source else tr("edited")
    if thing.origin is Origin.IMPORTED:
        return tr("imported, {source}").format(source=source) if source else tr("imported")
    return source


def object_columns() -> tuple[TruthColumn, ...]:
    """The columns of the table of objects."""
    return (
        TruthColumn("#", NUMBER),
        TruthColumn(tr("Class"), 0),
        TruthColumn(tr("Origin"), ORIGIN),
        TruthColumn(tr("Place"), PLACE, right=True),
    )


def object_rows(
    drawn: DrawnObjects,
    colours: Mapping[str, QColor],
    names: Mapping[str, str],
    units: Units,
    image: ImageRef | None,
) -> list[tuple[TruthCell, ...]]:
    """A row for each object."""
    return [
        (
            TruthCell(str(number), Look.QUIET),
            TruthCell(shown_label(thing.label), Look.STRONG, colours.get(thing.label)),
            TruthCell(origin_words(thing, names), Look.QUIET),
            TruthCell(place_words(thing.place, units, image), Look.FIGURES, right=True),
        )
        for number, thing in enumerate(drawn.things, 1)
    ]


def counted_origins(things: Sequence[TrueThing]) -> str:
    """“2 drawn, 1 edited, 6 accepted”."""
    words = {
        Origin.DRAWN: tr("{n} drawn"),
        Origin.EDITED: tr("{n} edited"),
        Origin.ACCEPTED: tr("{n} accepted"),
        Origin.IMPORTED: tr("{n} imported"),
    }
    counts = {origin: sum(thing.origin is origin for thing in things) for origin in words}
    return ", ".join(words[origin].format(n=n) for origin, n in counts.items() if n)


# --- Scores ------------------------------------------------------------------------------------
def score_columns(kind: TaskKind, *, all_images: bool) -> tuple[TruthColumn, ...]:
    """The columns that the scores of a task need."""
    model = (TruthColumn("", NUMBER), TruthColumn(tr("Model"), 0, names=True))
    if kind is TaskKind.CAPTION:
        return model
    if kind is TaskKind.READ_TEXT:
        return (
            *model,
            TruthColumn("CER", 62, True, tr("Wrong characters: edits ÷ length")),
            TruthColumn("WER", 62, True, tr("Wrong words: edits ÷ length")),
        )
    if kind is not TaskKind.DETECT:
        return (*model, TruthColumn(tr("Right"), 110, right=True))
    counts = (
        TruthColumn("TP", COUNT, True, tr("True positives: found, and there")),
        TruthColumn("FP", COUNT, True, tr("False positives: found, and not there")),
        TruthColumn("FN", COUNT, True, tr("False negatives: there, and not found")),
        TruthColumn("P", SHARE, True, tr("Precision: TP ÷ (TP + FP)")),
        TruthColumn("R", SHARE, True, tr("Recall: TP ÷ (TP + FN)")),
        TruthColumn("F1", SHARE, True, tr("2 TP ÷ (2 TP + FP + FN)")),
    )
    precision = TruthColumn("mAP", SHARE, True, tr("mAP@[.5:.95] as COCO computes it"))
    return (*model, *counts, *((precision,) if all_images else ()))


def score_rows(
    models: Sequence[ScoredModel], columns: Sequence[TruthColumn]
) -> list[tuple[TruthCell, ...]]:
    """A row for each model, with as many cells as there are columns."""
    rows = []
    for each in models:
        figures = [] if each.score is None else _figures(each.score, len(columns) - 2)
        figures += [TruthCell("–", Look.QUIET, right=True)] * (len(columns) - 2 - len(figures))
        name = TruthCell(each.name, small=_notes(each.score))
        rows.append((TruthCell(str(each.number), Look.NUMBER), name, *figures))
    return rows


def _notes(score: ModelScore | None) -> str:
    """What must be known of a score to read it rightly."""
    if score is None:
        return ""
    notes = []
    if score.started_from_it and len(score.images) == 1:
        notes.append(tr("truth started from this model"))
    elif score.started_from_it:
        words = tr("truth of {n} started from this model")
        notes.append(words.format(n=score.started_from_it))
    if score.unread:
        notes.append(tr("{n} not read").format(n=score.unread))
    return " · ".join(notes)


def _figures(score: ModelScore, room: int) -> list[TruthCell]:
    if score.boxes is not None:
        counts = score.boxes.counts
        bands = score.boxes.intervals
        cells = [
            _count(counts.tp),
            _count(counts.fp, wrong=True),
            _count(counts.fn, wrong=True),
            _share(counts.precision, bands.get("precision")),
            _share(counts.recall, bands.get("recall")),
            _share(counts.f1, bands.get("f1"), Look.STRONG),
            _share(score.boxes.average_precision.mean, bands.get("map"), Look.STRONG),
        ]
        return cells[:room]
    if score.texts is not None:
        texts = score.texts
        return [
            _percent(texts.cer, texts.cer_interval),
            _percent(texts.wer, texts.wer_interval),
        ]
    if score.right is not None:
        right = score.right
        words = tr("{n} of {all}").format(n=right.right, all=right.answers)
        look = Look.STRONG if right.right == right.answers else Look.WRONG
        return [TruthCell(words, look, right=True, tip=_band(right.interval, percent=True))]
    return []


def _count(value: int, *, wrong: bool = False) -> TruthCell:
    look = Look.WRONG if wrong and value else Look.QUIET if wrong else Look.PLAIN
    return TruthCell(str(value), look, right=True)


def _share(value: float | None, interval: Interval | None, look: Look = Look.PLAIN) -> TruthCell:
    words = "–" if value is None else f"{value:.2f}"
    return TruthCell(words, look, right=True, tip=_band(interval))


def _percent(value: float | None, interval: Interval | None) -> TruthCell:
    words = "–" if value is None else f"{100 * value:.1f} %"
    return TruthCell(words, right=True, tip=_band(interval, percent=True))


def _band(interval: Interval | None, *, percent: bool = False) -> str:
    if interval is None:
        return ""
    low, high = interval
    words = f"{100 * low:.0f}–{100 * high:.0f} %" if percent else f"{low:.2f}–{high:.2f}"
    return tr("95 % interval: {interval}").format(interval=words)
