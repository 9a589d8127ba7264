"""Agreement in plain JSON values: `agreement` of docs/json.md. Models by id, boxes in 0..1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from vizdesk.analysis.agreement_over_images import OverImages, PairFigure
from vizdesk.analysis.agreement_words import agreement_line
from vizdesk.analysis.box_agreement import BoxAgreement
from vizdesk.analysis.box_fusion import ConsensusBox
from vizdesk.analysis.comparison_agreement import Agreement
from vizdesk.analysis.count_agreement import CountAgreement
from vizdesk.analysis.field_agreement import FieldAgreement
from vizdesk.analysis.label_agreement import LabelAgreement
from vizdesk.analysis.reply_agreement import ReplyAgreement
from vizdesk.analysis.text_agreement import TextAgreement
from vizdesk.comparison.types import Box

Value = TypeVar("Value")


def agreement_record(
    agreement: Agreement, consensus: Sequence[ConsensusBox] = ()
) -> dict[str, Any]:
    """One comparison's agreement; `consensus` are the fused boxes of a detection."""
    models = agreement.read_models
    agreeing = agreement.agreeing
    return {
        "line": str(agreement_line(agreement)),
        "answers": [
            {"model": model, "counts_as": kind.value}
            for model, kind in zip(agreement.models, agreement.participation, strict=True)
        ],
        "models": list(models),
        "reference": agreement.reference,
        "agreeing": None if agreeing is None else {"n": agreeing[0], "of": agreeing[1]},
        **_result(agreement, models, consensus),
    }


def _result(
    agreement: Agreement, models: Sequence[str], consensus: Sequence[ConsensusBox]
) -> dict[str, Any]:
    match agreement.result:
        case BoxAgreement() as boxes:
            record = _boxes(boxes, models)
            record["iou"] = agreement.options.iou
            record["consensus"] = [_consensus(box, models) for box in consensus]
            return {"boxes": record}
        case TextAgreement() as texts:
            return {"text": _texts(texts, models)}
        case ReplyAgreement() as replies:
            return {"replies": _replies(replies, models)}
        case LabelAgreement() as labels:
            return {"labels": _labels(labels, models)}
        case CountAgreement() as counts:
            return {"counts": _counts(counts, models)}
        case FieldAgreement() as fields:
            return {"fields": _fields(fields, models)}
        case None:
            return {}


def _by_model(models: Sequence[str], values: Sequence[Value]) -> dict[str, Value]:
    return dict(zip(models, values, strict=True))


def _corners(box: Box) -> list[float]:
    return [box.x0, box.y0, box.x1, box.y1]


def _boxes(boxes: BoxAgreement, models: Sequence[str]) -> dict[str, Any]:
    return {
        "objects": [
            {
                "label": each.label,
                "box": _corners(each.box),
                "support": each.support,
                "conflict": each.conflict,
                "spread": each.spread,
                "models": {
                    model: {"label": label, "iou": iou, "place": place}
                    for model, label, iou, place in zip(
                        models, each.labels, each.ious, each.members, strict=True
                    )
                    if place is not None
                },
            }
            for each in boxes.objects
        ],
        "pairs": [
            {
                "models": [models[pair.first], models[pair.second]],
                "f1": pair.f1,
                "mean_iou": pair.mean_iou,
                "matched": pair.matched,
                "labels_differ": pair.labels_differ,
                "only": [pair.only_first, pair.only_second],
            }
            for pair in boxes.pairs
        ],
    }


def _consensus(box: ConsensusBox, models: Sequence[str]) -> dict[str, Any]:
    return {
        "label": box.label,
        "box": _corners(box.box),
        "score": box.score,
        "support": box.support,
        "models": [models[at] for at in box.models],
    }


def _texts(texts: TextAgreement, models: Sequence[str]) -> dict[str, Any]:
    return {
        "lines": [
            {
                "agrees": row.agrees,
                "majority": row.voted,
                # Counted from 1, as people do.
                "lines": _by_model(models, [None if at is None else at + 1 for at in row.lines]),
                "words": [
                    {"majority": slot.voted, "models": _by_model(models, slot.words)}
                    for slot in row.slots
                    if any(slot.differs)
                ],
            }
            for row in texts.alignment.rows
        ],
        "medoid": models[texts.medoid],
        "majority": texts.majority,
        "cut": texts.cut,
        "rates": {
            model: {"cer": rates.cer, "wer": rates.wer}
            for model, rates in zip(models, texts.rates, strict=True)
            if rates is not None
        },
    }


def _replies(replies: ReplyAgreement, models: Sequence[str]) -> dict[str, Any]:
    return {
        "groups": [
            {
                "answer": group.written,
                "kind": group.value.kind.value,
                "models": [models[at] for at in group.members],
            }
            for group in replies.groups
        ],
        "only": [
            {"model": models[each.member], "sentence": each.sentence} for each in replies.only
        ],
        "text": None if replies.text is None else _texts(replies.text, models),
    }


def _labels(labels: LabelAgreement, models: Sequence[str]) -> dict[str, Any]:
    return {
        "classes": [
            {
                "label": row.label,
                "support": row.support,
                "models": {
                    model: {"score": score}
                    for model, given, score in zip(models, row.given, row.scores, strict=True)
                    if given
                },
            }
            for row in labels.rows
        ],
        "first": _by_model(models, labels.first),
        "majority": labels.winner,
        "votes": labels.votes,
        "entropy_bits": labels.entropy,
    }


def _counts(counts: CountAgreement, models: Sequence[str]) -> dict[str, Any]:
    return {
        "median": counts.median,
        "counts": _by_model(models, counts.counts),
        "deviations": _by_model(models, counts.deviations),
        "drawn": _by_model(models, counts.drawn),
    }


def _fields(fields: FieldAgreement, models: Sequence[str]) -> dict[str, Any]:
    return {
        "fields": [
            {
                "field": row.path,
                "kind": row.kind.value,
                "majority": row.majority,
                "votes": row.votes,
                "clear": row.clear,
                "models": {
                    model: {"value": cell.value, "state": cell.state.value}
                    for model, cell in zip(models, row.cells, strict=True)
                },
            }
            for row in fields.rows
        ]
    }


def over_images_record(over: OverImages) -> dict[str, Any]:
    """Figures over many images."""
    alpha = None if over.alpha is None else {"value": over.alpha, "level": over.level}
    return {
        "task": over.task.value,
        "images": over.images,
        "models": list(over.models),
        "alpha": alpha,
        "measure": over.measure.value,
        "pairs": [_pair(pair) for pair in over.pairs],
    }


def _pair(pair: PairFigure) -> Mapping[str, Any]:
    return {
        "models": [pair.first, pair.second],
        "value": pair.value,
        "interval_95": None if pair.interval is None else list(pair.interval),
        "images": pair.images,
    }
