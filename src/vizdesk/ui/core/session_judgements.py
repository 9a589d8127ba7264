"""Votes and notes of the open images' answers, each kept until its answer is asked anew."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from vizdesk.comparison.judgements import Judgement, judged
from vizdesk.comparison.tasks import TaskKind

Record = tuple[tuple[str, Judgement], ...]


class SessionJudgements(QObject):
    """`changed(image_key, kind)` after a person judged."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._judgements: dict[tuple[str, TaskKind], dict[str, Judgement]] = {}

    def of(self, image_key: str, kind: TaskKind) -> Mapping[str, Judgement]:
        """All judgements of one image and task, by model id."""
        return self._judgements.get((image_key, kind), {})

    def record(self, image_key: str, kind: TaskKind, model_ids: tuple[str, ...]) -> Record:
        """Those of these models, as a comparison holds them."""
        judgements = self.of(image_key, kind)
        return tuple((key, judgements[key]) for key in model_ids if key in judgements)

    def judge(self, image_key: str, kind: TaskKind, model_id: str, judgement: Judgement) -> None:
        """Keep what a person said of an answer; an empty judgement takes it back."""
        key = (image_key, kind)
        self._judgements[key] = judged(self.of(*key), model_id, judgement)
        self.changed.emit(image_key, kind)

    def adopt(self, image_key: str, kind: TaskKind, record: Record) -> None:
        """Take over what a comparison holds that was reopened."""
        self._judgements[image_key, kind] = dict(record)

    def forget(self, image_key: str, kind: TaskKind, model_id: str) -> None:
        """The answer is asked anew: what was said was about the one before."""
        self._judgements.get((image_key, kind), {}).pop(model_id, None)
