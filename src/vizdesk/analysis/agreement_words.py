"""What the agreement of a comparison comes to, in one line: figures that can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from vizdesk.analysis.box_agreement import BoxAgreement
from vizdesk.analysis.comparison_agreement import Agreement, agreement_of
from vizdesk.analysis.count_agreement import CountAgreement
from vizdesk.analysis.field_agreement import FieldAgreement
from vizdesk.analysis.label_agreement import LabelAgreement
from vizdesk.analysis.object_matching import MatchingError
from vizdesk.analysis.participation import Participation, counted
from vizdesk.analysis.reply_agreement import ReplyAgreement
from vizdesk.analysis.text_agreement import MOST_CHARACTERS, TextAgreement
from vizdesk.common.formatting import number
from vizdesk.common.messages import EMPTY, Message, joined, message, plural
from vizdesk.comparison.types import Comparison


class FigureKind(Enum):
    """What a figure counts; rows can be filtered by those that count rows."""

    DONE = "done"
    OTHER = "other"  # failed, stopped, unread …
    AGREE = "agree"
    SOME = "some"
    ONLY_ONE = "only one"
    DIFFER = "differ"
    MISSING = "missing"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the line. `differs`: it counts something that is to be looked at."""

    kind: FigureKind
    words: Message
    differs: bool = False


def figures_of(agreement: Agreement) -> tuple[Figure, ...]:
    """The figures of one comparison, how many are done first."""
    return (*figures_of_answers(agreement.participation), *_result(agreement))


def agreement_line(agreement: Agreement) -> Message:
    """All figures in one line: “4 of 4 done · all agree on 4 of 10 objects · …”."""
    return joined([figure.words for figure in figures_of(agreement)], " · ")


def line_of_answers(
    comparison: Comparison, agree: Callable[[Comparison], Agreement] = agreement_of
) -> Message:
    """The line of a comparison, by `agree`; empty where there is nothing to compare."""
    try:
        agreement = agree(comparison)
    except MatchingError:
        return EMPTY  # the window and the command line say why, where it is asked for
    return EMPTY if agreement.result is None else agreement_line(agreement)


def figures_of_answers(kinds: Sequence[Participation]) -> Iterator[Figure]:
    """How many are done, failed, stopped …: known before they are compared."""
    answers = len(kinds)
    done = answers - counted(kinds, Participation.PENDING)
    done -= counted(kinds, Participation.FAILED) + counted(kinds, Participation.STOPPED)
    done -= counted(kinds, Participation.UNSUPPORTED)
    yield Figure(FigureKind.DONE, message("{n} of {all} done", n=done, all=answers))
    for kind, words in (
        (Participation.FAILED, message("{n} failed", n=counted(kinds, Participation.FAILED))),
        (Participation.STOPPED, message("{n} stopped", n=counted(kinds, Participation.STOPPED))),
        (
            Participation.UNSUPPORTED,
            message("{n} not supported", n=counted(kinds, Participation.UNSUPPORTED)),
        ),
        (Participation.UNREAD, message("{n} not read", n=counted(kinds, Participation.UNREAD))),
    ):
        if counted(kinds, kind):
            yield Figure(FigureKind.OTHER, words)


def _result(agreement: Agreement) -> Iterator[Figure]:
    match agreement.result:
        case BoxAgreement() as boxes:
            yield from _boxes(boxes)
        case TextAgreement() as texts:
            yield from _texts(texts)
        case ReplyAgreement() as replies:
            yield from _replies(replies)
        case LabelAgreement() as labels:
            yield from _labels(labels)
        case CountAgreement() as counts:
            yield from _counts(counts)
        case FieldAgreement() as fields:
            yield from _fields(fields)
        case None:
            if Participation.PENDING not in agreement.participation:
                yield Figure(FigureKind.FACT, message("two answers are needed to compare"))


def _boxes(boxes: BoxAgreement) -> Iterator[Figure]:
    yield Figure(
        FigureKind.AGREE,
        message("all agree on {n} of {all} objects", n=boxes.all_agree, all=len(boxes.objects)),
    )
    if boxes.some:
        yield Figure(FigureKind.SOME, message("{n} only some models", n=boxes.some), True)
    if boxes.only_one:
        yield Figure(FigureKind.ONLY_ONE, message("{n} only one model", n=boxes.only_one), True)
    if boxes.labels_differ:
        words = plural("{n} label differs", "{n} labels differ", boxes.labels_differ)
        yield Figure(FigureKind.DIFFER, words, True)


def _texts(texts: TextAgreement) -> Iterator[Figure]:
    differ = texts.lines - texts.lines_agree
    yield Figure(
        FigureKind.AGREE,
        message("{n} of {all} lines agree", n=texts.lines_agree, all=texts.lines),
    )
    if differ:
        words = plural("{n} line differs", "{n} lines differ", differ)
        yield Figure(FigureKind.DIFFER, words, True)
    if texts.lines_missing:
        words = message("{n} missing in one or more", n=texts.lines_missing)
        yield Figure(FigureKind.MISSING, words, True)
    if texts.cut:
        words = message("only the first {n} characters compared", n=number(MOST_CHARACTERS))
        yield Figure(FigureKind.FACT, words)


def _replies(replies: ReplyAgreement) -> Iterator[Figure]:
    largest = replies.groups[0]
    if replies.text is None:
        if len(largest.members) > 1:
            words = message(
                "{n} of {all} say “{answer}”",
                n=len(largest.members),
                all=replies.replies,
                answer=largest.written,
            )
            yield Figure(FigureKind.AGREE, words)
        if len(replies.groups) > 1:
            words = message("{n} different answers", n=len(replies.groups))
            yield Figure(FigureKind.DIFFER, words, True)
        return
    sentences = len(replies.only)
    words = plural(
        "{n} sentence that only one model says", "{n} sentences that only one model says", sentences
    )
    yield Figure(FigureKind.ONLY_ONE, words, sentences > 0)


def _labels(labels: LabelAgreement) -> Iterator[Figure]:
    if labels.many:
        words = message(
            "{n} of {all} classes given by all", n=labels.labels_agree, all=len(labels.rows)
        )
        yield Figure(FigureKind.AGREE, words)
        return
    if labels.winner is None:
        words = message("no majority among {n} models", n=labels.models)
        yield Figure(FigureKind.DIFFER, words, True)
        return
    words = message(
        "{n} of {all} say {label}", n=labels.votes, all=labels.models, label=labels.winner
    )
    yield Figure(FigureKind.AGREE, words)
    if dissent := labels.models - labels.votes:
        words = plural("{n} dissents", "{n} dissent", dissent)
        yield Figure(FigureKind.DIFFER, words, True)


def _counts(counts: CountAgreement) -> Iterator[Figure]:
    low, high = counts.range
    yield Figure(FigureKind.FACT, message("median {number}", number=number(counts.median)))
    yield Figure(
        FigureKind.AGREE,
        message("{n} of {all} say it", n=counts.at_median, all=len(counts.counts)),
    )
    if low != high:
        words = message("from {low} to {high}", low=number(low), high=number(high))
        yield Figure(FigureKind.DIFFER, words, True)
    apart = sum(
        boxes is not None and boxes != count
        for boxes, count in zip(counts.drawn, counts.counts, strict=True)
    )
    if apart:
        words = plural("{n} draws another number", "{n} draw another number", apart)
        yield Figure(FigureKind.DIFFER, words, True)


def _fields(fields: FieldAgreement) -> Iterator[Figure]:
    yield Figure(
        FigureKind.AGREE,
        message("{n} of {all} fields agree", n=fields.all_agree, all=len(fields.rows)),
    )
    if fields.without_majority:
        words = message("{n} without clear majority", n=fields.without_majority)
        yield Figure(FigureKind.SOME, words, True)
    if fields.missing:
        words = plural("{n} value missing", "{n} values missing", fields.missing)
        yield Figure(FigureKind.MISSING, words, True)
