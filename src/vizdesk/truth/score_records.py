"""Scores against truth in plain JSON values: `vizdesk-score/1` of docs/truth.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vizdesk.analysis.bootstrap import Interval
from vizdesk.analysis.detection_scores import Counts, DetectionScore
from vizdesk.analysis.text_scores import Accuracy, TextScore
from vizdesk.truth.scoring import (
    ModelScore,
    PairScore,
    ScoreOptions,
    Scores,
    errors_by_cost,
)

FORMAT = "vizdesk-score/1"


def scores_record(
    scores: Scores, options: ScoreOptions, image_names: Mapping[str, str]
) -> dict[str, Any]:
    """All scores; `image_names` are what images are called, by their keys."""
    return {
        "format": FORMAT,
        "iou": options.iou,
        "without_truth": scores.without_truth,
        "models": [_model(score, image_names) for score in scores.models],
        "pairs": [_pair(pair) for pair in scores.pairs],
    }


def _model(score: ModelScore, image_names: Mapping[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "task": score.task.value,
        "model": score.model,
        "name": score.name,
        "images": len(score.images),
        "unread": score.unread,
        "truth_started_from_it": score.started_from_it,
    }
    if score.boxes is not None:
        record["boxes"] = _boxes(score.boxes)
        record["errors"] = [
            {
                "picture": image_names.get(score.images[error.image], score.images[error.image]),
                "kind": error.kind.value,
                "label": error.label,
                "score": error.score,
                "box": [error.box.x0, error.box.y0, error.box.x1, error.box.y1],
            }
            for error in errors_by_cost(score)
        ]
    if score.texts is not None:
        record["text"] = _texts(score.texts, score.images, image_names)
    if score.right is not None:
        record["accuracy"] = _accuracy(score.right)
    return record


def _boxes(boxes: DetectionScore) -> dict[str, Any]:
    precision = boxes.average_precision
    return {
        **_counts(boxes.counts),
        "map": precision.mean,
        "map_50": precision.at(0.5),
        "map_75": precision.at(0.75),
        "recall_100": precision.recall,
        "intervals_95": {name: _interval(interval) for name, interval in boxes.intervals.items()},
        "classes": [
            {
                "label": label,
                **_counts(counts),
                "ap": precision.by_class[label].mean if label in precision.by_class else None,
            }
            for label, counts in boxes.by_class.items()
        ],
        "confusion": [
            {"truth": true, "said": said, "n": count}
            for (true, said), count in sorted(
                boxes.confusion.items(), key=lambda entry: (-entry[1], str(entry[0]))
            )
        ],
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "tp": counts.tp,
        "fp": counts.fp,
        "fn": counts.fn,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def _texts(
    texts: TextScore, images: Sequence[str], image_names: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "cer": texts.cer,
        "wer": texts.wer,
        "intervals_95": {
            "cer": _interval(texts.cer_interval),
            "wer": _interval(texts.wer_interval),
        },
        "images": [
            {"picture": image_names.get(key, key), "cer": errors.cer, "wer": errors.wer}
            for key, errors in zip(images, texts.images, strict=True)
        ],
    }


def _accuracy(right: Accuracy) -> dict[str, Any]:
    return {
        "right": right.right,
        "answers": right.answers,
        "share": right.share,
        "interval_95": _interval(right.interval),
    }


def _pair(pair: PairScore) -> dict[str, Any]:
    record: dict[str, Any] = {
        "task": pair.task.value,
        "models": [pair.first, pair.second],
        "images": pair.images,
    }
    if pair.f1 is not None:
        record["f1_difference"] = pair.f1.difference
        record["interval_95"] = _interval(pair.f1.interval)
    if pair.verdicts is not None:
        record["only_first_right"] = pair.verdicts.only_first
        record["only_second_right"] = pair.verdicts.only_second
        record["p"] = pair.p
    return record


def _interval(interval: Interval | None) -> list[float] | None:
    return None if interval is None else list(interval)
