"""Writes into the log what the session does: opened, asked, loaded, answered, failed."""

from __future__ import annotations

import logging
import re

from PySide6.QtCore import QObject

from vizdesk.common.formatting import number, seconds
from vizdesk.comparison.types import Answer, AnswerState, Phase
from vizdesk.ui.core.asked_answers import AskedAnswer
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session

log = logging.getLogger(__name__)
QUOTED = re.compile(r"[“\"'‘(:{]")


class SessionLog(QObject):
    """Sizes, models, states and times. What was asked and what was answered stays unwritten."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._last: dict[tuple[str, str, str], tuple[AnswerState, bool]] = {}
        session.current_changed.connect(self._shown)
        session.answer_kept.connect(self._kept)

    def _shown(self) -> None:
        current = self._session.current
        if current is not None:
            ref = current.image.ref
            log.info("image of %d × %d pixels shown", ref.width, ref.height)

    def _kept(self, opened: OpenImage | None, asked: AskedAnswer) -> None:
        answer = asked.answer
        loading = answer.state is AnswerState.RUNNING and answer.phase is Phase.LOADING
        key = (opened.key if opened else "", asked.task.kind.value, answer.model.id)
        state = (answer.state, loading)
        if self._last.get(key) == state:
            return
        self._last[key] = state
        if answer.state.final:
            del self._last[key]
        self._write(asked, loading)

    def _write(self, asked: AskedAnswer, loading: bool) -> None:
        answer, kind = asked.answer, asked.task.kind.value
        model = answer.model
        if loading:
            log.info("%s: loading", model.id)
        elif answer.state is AnswerState.QUEUED:
            log.info("%s: asked to %s, %s", model.id, kind, model.engine.value)
        elif answer.state.final:
            log.info("%s: %s %s%s", model.id, kind, answer.state.value, _figures(answer))
        if answer.failure is not None and model.local:
            # A server's words may repeat what was sent to it; those of this machine do not.
            # Cut before what they quote or add, which may come from elsewhere.
            log.warning("%s: %s", model.id, QUOTED.split(answer.failure.what)[0].strip())


def _figures(answer: Answer) -> str:
    timing, usage = answer.timing, answer.usage
    measured = (
        ("first word {}", timing.ttft_s, seconds),
        ("total {}", timing.total_s, seconds),
        ("{} tokens in", usage.input_tokens, number),
        ("{} out", usage.output_tokens, number),
    )
    return "".join(
        ", " + words.format(write(value)) for words, value, write in measured if value is not None
    )
