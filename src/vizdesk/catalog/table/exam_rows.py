"""Published results of roboflow/vlm-exam as rows: another suite than Vision Evals, never mixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vizdesk.catalog.cards.card import Card, ExamBlock, ExamScore
from vizdesk.catalog.table.table import Section, TableCell, TableRow
from vizdesk.common.formatting import dollars, seconds
from vizdesk.common.messages import EMPTY, Message, joined, message, verbatim

TASKS: Mapping[str, tuple[Message, Message]] = {
    "ocr": (message("OCR"), message("similarity of texts")),
    "extraction": (message("Extraction"), message("judge · strict")),
    "counting": (message("Counting"), message("judge · strict")),
    "identification": (message("Identification"), message("judge · strict")),
    "reasoning": (message("Reasoning"), message("judge · strict")),
    "detection": (message("Detection"), message("mAP at IoU 0.5")),
}
METHOD: Message = message(
    "Published by roboflow/vlm-exam, not measured by vizdesk: other images and other rules than "
    "Vision Evals, so that the two cannot be compared.\nA judging model (Gemini 3.5 Flash) says "
    "what is right; strict counts exact answers. The figure in small print is the strict one.\n"
    "Each model ran at low and at high effort; a pointer on a cell says which is shown, how many "
    "samples and runs there were, and what else is to be known. Times were taken while requests "
    "ran side by side."
)


def exam_section(cards: Sequence[Card]) -> Section:
    """The block of `cards`; cells of models that did not take part are not known."""

    def row(
        key: str, label: Message, note: Message, make: Callable[[ExamBlock], TableCell]
    ) -> TableRow:
        cells = tuple(_cell(card.exam, make) for card in cards)
        return TableRow(f"exam-{key}", label, cells, note)

    rows = [
        *(
            row(name, label, note, lambda block, name=name: _score(block, name))  # type: ignore[misc]
            for name, (label, note) in TASKS.items()
        ),
        row("seconds", message("Average time per sample"), EMPTY, _seconds),
        row("cost", message("Cost per sample"), EMPTY, _cost),
    ]
    return Section(message("vlm-exam"), tuple(rows), _note(cards), METHOD)


def shown_block(blocks: Sequence[ExamBlock]) -> ExamBlock | None:
    """The one whose figures stand in the cells: that with most tasks, of those at high effort."""
    return max(blocks, key=lambda block: (len(block.scores), block.effort == "high"), default=None)


def _note(cards: Sequence[Card]) -> Message:
    shown = [block for card in cards if (block := shown_block(card.exam)) is not None]
    if not shown:
        return EMPTY
    return message(
        "a judge says what is right · up to {n} samples", n=max(b.samples for b in shown)
    )


def _cell(blocks: Sequence[ExamBlock], make: Callable[[ExamBlock], TableCell]) -> TableCell:
    block = shown_block(blocks)
    return make(block) if block is not None else TableCell()


def _score(block: ExamBlock, name: str) -> TableCell:
    score = next((score for score in block.scores if score.task == name), None)
    if score is None:
        return TableCell()
    strict = score.strict_percent
    words = [_runs(score), _published(block)]
    if strict is not None:
        both = message(
            "judge {judge} %, strict {strict} %", judge=str(score.percent), strict=str(strict)
        )
        words.insert(0, both)
    return TableCell(
        verbatim(f"{score.percent:.1f}%"),
        detail="" if strict is None else f"{strict:.1f}%",
        tip=joined(words, "\n"),
        order=score.percent,
    )


def _runs(score: ExamScore) -> Message:
    if score.runs == 1:
        return message("{n} samples, a single run", n=score.samples)
    return message("{n} samples, mean of {runs} runs", n=score.samples, runs=score.runs)


def _seconds(block: ExamBlock) -> TableCell:
    value = block.average_seconds
    if value is None:
        return TableCell()
    return TableCell(verbatim(seconds(value)), tip=_published(block), order=value)


def _cost(block: ExamBlock) -> TableCell:
    value = block.dollars_per_sample
    if value is None:
        return TableCell()
    return TableCell(verbatim(dollars(value)), tip=_published(block), order=value)


def _published(block: ExamBlock) -> Message:
    words = message(
        "effort {effort}, published: {source}", effort=block.effort, source=block.source.words
    )
    return joined((words, verbatim(block.note)), "\n")
