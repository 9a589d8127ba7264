"""Truth as a comparison with one answer, so that every writer of annotations writes it."""

from __future__ import annotations

from collections.abc import Sequence

import vizdesk
from vizdesk.common.messages import message
from vizdesk.comparison.models import EngineKind, Model, PastedReply
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Comparison,
    Detection,
    PointDetection,
    PolygonDetection,
    Reading,
)
from vizdesk.truth.image_truth import ImageTruth
from vizdesk.truth.records import TruthError

TRUTH_MODEL = Model("truth", "Truth", EngineKind.PASTED, PastedReply(), profile="generic")


def truth_comparison(truth: ImageTruth, classes: Sequence[str] = ()) -> Comparison:
    """The comparison in which the truth's objects are the only answer.

    `classes` are those of the whole set, so that each has the same number in every image's file;
    crowds are left out, as those formats have none. Raises TruthError where objects are not known.
    """
    if truth.objects is None:
        raise TruthError(
            message("{image}: its objects are not known.", image=truth.image.file_name)
        )
    places = [thing.place for thing in truth.objects if not thing.crowd]
    reading = Reading(
        detections=tuple(place for place in places if isinstance(place, Detection)),
        points=tuple(place for place in places if isinstance(place, PointDetection)),
        polygons=tuple(place for place in places if isinstance(place, PolygonDetection)),
    )
    answer = Answer(TRUTH_MODEL, AnswerState.DONE, text="truth", reading=reading)
    return Comparison(
        id=truth.image.key,
        created=truth.changed,
        version=vizdesk.__version__,
        image=truth.image,
        task=Task(TaskKind.DETECT, tuple(classes)),
        answers=(answer,),
    )


def classes_of(truths: Sequence[ImageTruth]) -> tuple[str, ...]:
    """Every class of the truths' objects once, in order of the alphabet."""
    labels = {thing.label for truth in truths for thing in truth.objects or ()}
    return tuple(sorted(labels, key=lambda label: (label.casefold(), label)))
