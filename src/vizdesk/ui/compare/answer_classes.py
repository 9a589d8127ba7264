"""The classes that the answers on the screen name, followed while the answers grow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vizdesk.comparison.types import Answer, AnyDetection


class AnswerClasses:
    """As `comparison.types.class_names`, but of an answer only what is new is looked at."""

    def __init__(self) -> None:
        # By model: the detections that were looked at, and their labels in order.
        self._seen: dict[str, tuple[Sequence[AnyDetection], dict[str, None]]] = {}

    def of(self, asked: Iterable[str], answers: Mapping[str, Answer]) -> tuple[str, ...]:
        """Every class once: the asked ones, then those of each answer (by model) in their order."""
        self._seen = {model: seen for model, seen in self._seen.items() if model in answers}
        names = dict.fromkeys(asked)
        for model, answer in answers.items():
            names |= self._labels_of(model, answer)
            names |= dict.fromkeys(label.label for label in answer.reading.labels)
        return tuple(names)

    def _labels_of(self, model: str, answer: Answer) -> dict[str, None]:
        detections = answer.reading.all_detections
        before, labels = self._seen.get(model, ((), {}))
        if detections[: len(before)] != before:
            before, labels = (), {}
        for detection in detections[len(before) :]:
            labels[detection.label] = None
        self._seen[model] = (detections, labels)
        return labels
