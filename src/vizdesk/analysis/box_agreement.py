"""Agreement of boxes: the objects that several models see, and how alike each two models are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.analysis.agreement_options import AgreementOptions
from vizdesk.analysis.box_matching import f1, iou
from vizdesk.analysis.class_names import class_key, usual_spelling
from vizdesk.analysis.object_matching import ObjectMatch, match_objects
from vizdesk.comparison.types import Box, Detection


@dataclass(frozen=True, slots=True)
class AgreedObject:
    """One object. `members`, `labels` and `ious` have an entry a model, None where it lacks a box.

    `members` are places among the model's boxes, `labels` its own words, `ious` those with the mean
    box. `label` is what most say, `box` the mean of all boxes' corners, `spread` the least IoU of
    two of them (None: only one). `conflict`: they say different classes.
    """

    label: str
    box: Box
    members: tuple[int | None, ...]
    labels: tuple[str | None, ...]
    ious: tuple[float | None, ...]
    spread: float | None
    conflict: bool

    @property
    def support(self) -> int:
        """How many models have it."""
        return sum(member is not None for member in self.members)


@dataclass(frozen=True, slots=True)
class BoxPair:
    """Two models, by their places: boxes paired, of those with another class, and without a pair.

    `f1` counts pairs of the same class, as evals do: 2 × pairs ÷ all boxes of both; 1 where neither
    has any. `mean_iou` is that of all pairs, None where there is none.
    """

    first: int
    second: int
    matched: int
    labels_differ: int
    only_first: int
    only_second: int
    mean_iou: float | None

    @property
    def f1(self) -> float:
        """Between 0 and 1."""
        boxes = 2 * self.matched + self.only_first + self.only_second
        return f1(boxes, 0, self.matched - self.labels_differ)


@dataclass(frozen=True, slots=True)
class BoxAgreement:
    """The objects of all models, least agreed first, and each two models."""

    models: int
    objects: tuple[AgreedObject, ...]
    pairs: tuple[BoxPair, ...]

    @property
    def all_agree(self) -> int:
        """Objects that every model has, with the same class."""
        return sum(self.agrees(each) for each in self.objects)

    @property
    def some(self) -> int:
        """Objects that more than one model has, and not all."""
        return sum(1 < each.support < self.models for each in self.objects)

    @property
    def only_one(self) -> int:
        """Objects of one model alone."""
        return sum(each.support == 1 for each in self.objects)

    @property
    def labels_differ(self) -> int:
        """Objects that models give different classes."""
        return sum(each.conflict for each in self.objects)

    def agrees(self, each: AgreedObject) -> bool:
        """Whether all models have it, with the same class."""
        return each.support == self.models and not each.conflict


def agree_on_boxes(
    detections: Sequence[Sequence[Detection]], options: AgreementOptions
) -> BoxAgreement:
    """Match the boxes of all models; the order of models only orders the figures.

    Raises object_matching.MatchingError.
    """
    keys: dict[str, str] = {}
    for own in detections:
        for detection in own:
            if detection.label not in keys:
                keys[detection.label] = class_key(detection.label, options.synonyms)
    matching = match_objects(
        [[detection.box for detection in own] for own in detections],
        [[keys[detection.label] for detection in own] for own in detections],
        options.iou,
    )
    objects = [_object(match, detections, keys) for match in matching.objects]
    objects.sort(
        key=lambda each: (
            each.support,
            not each.conflict,
            1.0 if each.spread is None else each.spread,
            each.label,
            *(each.box.x0, each.box.y0, each.box.x1, each.box.y1),
        )
    )
    pairs = tuple(
        BoxPair(
            first,
            second,
            len(matched),
            sum(not pair.same_class for pair in matched),
            len(detections[first]) - len(matched),
            len(detections[second]) - len(matched),
            sum(pair.iou for pair in matched) / len(matched) if matched else None,
        )
        for (first, second), matched in sorted(matching.pairs.items())
    )
    return BoxAgreement(len(detections), tuple(objects), pairs)


def _object(
    match: ObjectMatch, detections: Sequence[Sequence[Detection]], keys: dict[str, str]
) -> AgreedObject:
    own = [None if at is None else detections[model][at] for model, at in enumerate(match.members)]
    present = [detection for detection in own if detection is not None]
    box = _mean([detection.box for detection in present])
    classes = [keys[detection.label] for detection in present]
    if len(set(classes)) == 1:
        leading = classes[0]
    else:
        votes = Counter(classes)
        leading = min(votes, key=lambda key: (-votes[key], key))
    return AgreedObject(
        label=usual_spelling(each.label for each in present if keys[each.label] == leading),
        box=box,
        members=match.members,
        labels=tuple(None if detection is None else detection.label for detection in own),
        ious=tuple(None if detection is None else iou(box, detection.box) for detection in own),
        spread=match.spread,
        conflict=len(set(classes)) > 1,
    )


def _mean(boxes: Sequence[Box]) -> Box:
    """The mean of each corner, summed in an order that depends on the boxes alone."""
    count = len(boxes)
    return Box(
        sum(sorted(box.x0 for box in boxes)) / count,
        sum(sorted(box.y0 for box in boxes)) / count,
        sum(sorted(box.x1 for box in boxes)) / count,
        sum(sorted(box.y1 for box in boxes)) / count,
    )
