"""Agreement over many images: Krippendorff's alpha, and each two models with its interval."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, permutations

from vizdesk.analysis.agreement import interval_alpha, nominal_alpha
from vizdesk.analysis.bootstrap import Interval, ratio_intervals
from vizdesk.analysis.box_agreement import BoxAgreement
from vizdesk.analysis.comparison_agreement import Agreement
from vizdesk.analysis.count_agreement import CountAgreement
from vizdesk.analysis.edit_distance import edit_distance
from vizdesk.analysis.field_agreement import FieldAgreement
from vizdesk.analysis.label_agreement import LabelAgreement
from vizdesk.analysis.reply_agreement import ReplyAgreement
from vizdesk.analysis.text_agreement import TextAgreement
from vizdesk.analysis.typed_values import typed_value
from vizdesk.common.label_text import normalised_label
from vizdesk.comparison.tasks import TaskKind


class Measure(Enum):
    """What the figure of two models is: a sum over images divided by a sum over images."""

    F1 = "f1"  # 2 × pairs of boxes ÷ boxes of both
    CER = "cer"  # edits ÷ characters of the first, which is the reference
    ACCURACY = "accuracy"  # answers (or fields) that are the same ÷ all


@dataclass(frozen=True, slots=True)
class PairFigure:
    """Two models, by id, over the `images` that both were read about; `interval` is of 95 %."""

    first: str
    second: str
    value: float | None
    interval: Interval | None
    images: int


@dataclass(frozen=True, slots=True)
class OverImages:
    """Agreement of one task over many images.

    `alpha` is Krippendorff's at the `level` “nominal” or “interval”; None where it is not defined:
    for boxes and texts, where nothing varies, and with one image. `pairs` hold each two models
    once, for CER each order.
    """

    task: TaskKind
    images: int
    models: tuple[str, ...]
    alpha: float | None
    level: str
    measure: Measure
    pairs: tuple[PairFigure, ...]


Share = tuple[float, float]
"""What one image says of two models: so much of so much."""


def over_images(agreements: Sequence[Agreement]) -> tuple[OverImages, ...]:
    """Figures for each task among the comparisons, in the order in which tasks come first."""
    tasks = dict.fromkeys(agreement.task.kind for agreement in agreements)
    return tuple(
        _over([each for each in agreements if each.task.kind == kind], kind) for kind in tasks
    )


def _over(agreements: Sequence[Agreement], kind: TaskKind) -> OverImages:
    models = tuple(dict.fromkeys(model for each in agreements for model in each.models))
    results = [each.result for each in agreements if each.result is not None]
    measure = Measure.ACCURACY
    if any(isinstance(result, BoxAgreement) for result in results):
        measure = Measure.F1
    elif any(isinstance(result, TextAgreement) for result in results):
        measure = Measure.CER
    ordered = permutations if measure is Measure.CER else combinations
    keys = list(ordered(models, 2))
    shares = [_shares(agreement) for agreement in agreements]
    pairs = _pair_figures(keys, shares) if keys else ()
    alpha, level = _alpha(agreements, models)
    return OverImages(kind, len(agreements), models, alpha, level, measure, tuple(pairs))


def _pair_figures(
    keys: Sequence[tuple[str, str]], shares: Sequence[dict[tuple[str, str], Share]]
) -> Iterator[PairFigure]:
    nothing = (0.0, 0.0)
    above = [[image.get(key, nothing)[0] for key in keys] for image in shares]
    below = [[image.get(key, nothing)[1] for key in keys] for image in shares]
    intervals = ratio_intervals(above, below)
    for at, ((first, second), interval) in enumerate(zip(keys, intervals, strict=True)):
        total = sum(row[at] for row in below)
        value = sum(row[at] for row in above) / total if total else None
        images = sum((first, second) in image for image in shares)
        yield PairFigure(first, second, value, interval, images)


def _shares(agreement: Agreement) -> dict[tuple[str, str], Share]:
    """What one image says of each two models that were read, in every order."""
    models, result = agreement.read_models, agreement.result
    match result:
        case BoxAgreement():
            return _both_ways(
                {
                    (models[pair.first], models[pair.second]): (
                        2.0 * (pair.matched - pair.labels_differ),
                        2.0 * pair.matched + pair.only_first + pair.only_second,
                    )
                    for pair in result.pairs
                }
            )
        case TextAgreement():
            texts = [agreement.options.rules.text(text) for text in result.texts]
            distances = _both_ways(
                {
                    (models[a], models[b]): (float(edit_distance(texts[a], texts[b])), 0.0)
                    for a, b in combinations(range(len(models)), 2)
                }
            )
            lengths = dict(zip(models, map(len, texts), strict=True))
            return {key: (share[0], float(lengths[key[0]])) for key, share in distances.items()}
        case None:
            return {}
        case _:
            return _same_values(models, values_of(agreement))


def _both_ways(shares: dict[tuple[str, str], Share]) -> dict[tuple[str, str], Share]:
    return {**shares, **{(second, first): share for (first, second), share in shares.items()}}


def _same_values(
    models: Sequence[str], values: Sequence[Sequence[Hashable | None]]
) -> dict[tuple[str, str], Share]:
    """Units of which both models have the same value, of those that either has."""
    shares = {}
    for (a, first), (b, second) in combinations(enumerate(models), 2):
        either = [unit for unit in values if unit[a] is not None or unit[b] is not None]
        same = sum(unit[a] == unit[b] for unit in either)
        shares[first, second] = (float(same), float(len(either)))
    return _both_ways(shares)


def values_of(agreement: Agreement) -> list[list[Hashable | None]]:
    """What one image's answers are as ratings: units × models that were read; None: nothing said.

    One unit an image, but one a field for structured answers; none for boxes and texts.
    """
    result = agreement.result
    match result:
        case LabelAgreement() if not result.many:
            return [[normalised_label(label) for label in result.first]]
        case LabelAgreement():
            return [list(row.given) for row in result.rows]
        case CountAgreement():
            return [list(result.counts)]
        case ReplyAgreement():
            members = {at: group.value for group in result.groups for at in group.members}
            return [[members[at] for at in range(result.replies)]]
        case FieldAgreement():
            return [
                [None if cell.value is None else typed_value(cell.value) for cell in row.cells]
                for row in result.rows
            ]
        case _:
            return []


def _alpha(agreements: Sequence[Agreement], models: Sequence[str]) -> tuple[float | None, str]:
    place = {model: at for at, model in enumerate(models)}
    counts = any(isinstance(each.result, CountAgreement) for each in agreements)
    level = "interval" if counts else "nominal"
    if len(agreements) < 2:
        return None, level
    units: list[list[Hashable | None]] = []
    for agreement in agreements:
        for values in values_of(agreement):
            unit: list[Hashable | None] = [None] * len(models)
            for model, value in zip(agreement.read_models, values, strict=True):
                unit[place[model]] = value
            units.append(unit)
    alpha: Callable[..., float | None] = interval_alpha if counts else nominal_alpha
    return alpha(units), level
