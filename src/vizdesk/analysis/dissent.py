"""Which models of a comparison are against a clear majority, and which are alone with something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from vizdesk.analysis.agreement_options import USUAL_OPTIONS, AgreementOptions
from vizdesk.analysis.box_agreement import AgreedObject, BoxAgreement
from vizdesk.analysis.class_names import class_key
from vizdesk.analysis.comparison_agreement import Agreement, agreement_of
from vizdesk.analysis.contact_sheet import VOTERS, ImageAgreement
from vizdesk.analysis.count_agreement import CountAgreement
from vizdesk.analysis.field_agreement import CellState, FieldAgreement
from vizdesk.analysis.label_agreement import LabelAgreement
from vizdesk.analysis.object_matching import MatchingError
from vizdesk.analysis.reply_agreement import ReplyAgreement
from vizdesk.analysis.text_agreement import TextAgreement
from vizdesk.comparison.types import Comparison

EQUAL = (CellState.EQUAL, CellState.OTHER_FORM, CellState.OTHER_TYPE)


def image_agreement(
    comparison: Comparison,
    options: AgreementOptions = USUAL_OPTIONS,
    drawn: Mapping[str, int] | None = None,
) -> ImageAgreement:
    """How the answers about one image agree, for a row of the contact sheet.

    Answers that are too many to be matched are compared by nobody: `agreeing` is None.
    """
    try:
        agreement = agreement_of(comparison, options, drawn)
    except MatchingError:
        return ImageAgreement(None, 0)
    models = agreement.read_models
    differing: set[int] = set()
    alone: set[int] = set()
    for against, by_itself in _dissents(agreement):
        differing |= against
        alone |= by_itself
    return ImageAgreement(
        agreement.agreeing,
        len(models),
        frozenset(models[at] for at in differing),
        frozenset(models[at] for at in alone),
    )


def _dissents(agreement: Agreement) -> Iterator[tuple[set[int], set[int]]]:
    """For each thing that is compared the places of who is against most, and of who is alone."""
    match agreement.result:
        case BoxAgreement() as boxes:
            for each in boxes.objects:
                yield _about_object(each, boxes.models, agreement.options)
        case TextAgreement() as texts:
            yield from _about_lines(texts)
        case ReplyAgreement() as replies:
            yield from _about_replies(replies)
        case LabelAgreement() as labels:
            votes = [row.given for row in labels.rows] if labels.many else [labels.first]
            yield from map(_votes, votes)
        case CountAgreement() as counts:
            yield _votes(counts.counts)
        case FieldAgreement() as fields:
            yield from _about_fields(fields)


def _about_object(
    each: AgreedObject, models: int, options: AgreementOptions
) -> tuple[set[int], set[int]]:
    has = {at for at, member in enumerate(each.members) if member is not None}
    if len(has) == 1:
        return (has if models >= VOTERS else set()), has
    lacks = set(range(models)) - has
    if 2 * len(has) < models:
        return has, set()
    wanted = class_key(each.label, options.synonyms)
    other = {
        at
        for at, label in enumerate(each.labels)
        if label is not None and class_key(label, options.synonyms) != wanted
    }
    others = other if 2 * (len(has) - len(other)) > models else set()
    return _most_against((lacks if 2 * len(has) > models else set()) | others)


def _about_lines(texts: TextAgreement) -> Iterator[tuple[set[int], set[int]]]:
    if len(texts.texts) < VOTERS:
        return
    for row in texts.alignment.rows:
        for slot in row.slots:
            # Of words without a majority nobody is wrong.
            against = {at for at, differs in enumerate(slot.differs) if differs}
            if 2 * len(against) < len(slot.differs):
                yield _most_against(against)


def _about_replies(replies: ReplyAgreement) -> Iterator[tuple[set[int], set[int]]]:
    if replies.text is not None:
        for only in replies.only:
            yield set(), {only.member}
        return
    groups = [(at, number) for number, group in enumerate(replies.groups) for at in group.members]
    yield _votes([number for _, number in sorted(groups)])


def _about_fields(fields: FieldAgreement) -> Iterator[tuple[set[int], set[int]]]:
    for row in fields.rows:
        if row.clear and len(row.cells) >= VOTERS:
            yield _most_against(at for at, cell in enumerate(row.cells) if cell.state not in EQUAL)


def _votes(values: Iterable[object]) -> tuple[set[int], set[int]]:
    """Of one value a model: who says another than more than half of them."""
    said = tuple(values)
    (usual, votes), *_ = Counter(said).most_common(1)
    if len(said) < VOTERS or 2 * votes <= len(said):
        return set(), set()
    return _most_against(at for at, value in enumerate(said) if value != usual)


def _most_against(places: Iterable[int]) -> tuple[set[int], set[int]]:
    against = set(places)
    return against, against if len(against) == 1 else set()
