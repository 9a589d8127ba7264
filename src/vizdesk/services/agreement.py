"""Agreement of comparisons, with what a person set for it: the synonyms of classes."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from vizdesk.common.messages import Message
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, Comparison
from vizdesk.settings.preferences import Preferences

if TYPE_CHECKING:
    from vizdesk.analysis.agreement_options import AgreementOptions
    from vizdesk.analysis.comparison_agreement import Agreement
    from vizdesk.analysis.contact_sheet import ImageAgreement

LATEST = 4
"""Agreements that are kept: bar, history and repeats ask for the same one."""


class _Asked(NamedTuple):
    """All that an agreement depends on."""

    task: Task
    answers: tuple[Answer, ...]
    options: AgreementOptions
    drawn: Mapping[str, int]


class _LatestAgreements:
    """The agreements computed last. One is computed at a time: who asks for the same waits for it.

    Answers are not hashed, which takes longer than to compare them: they mostly are the same ones.
    """

    def __init__(self) -> None:
        self._kept: deque[tuple[_Asked, Agreement]] = deque(maxlen=LATEST)
        self._computing = threading.Lock()

    def get(self, asked: _Asked, compute: Callable[[], Agreement]) -> Agreement:
        with self._computing:
            for before, agreement in self._kept:
                if before == asked:
                    return agreement
            agreement = compute()
            self._kept.append((asked, agreement))
            return agreement


@dataclass(frozen=True)
class AgreementService:
    """Computes agreement; blocks, mostly for milliseconds, for half a minute where texts
    have a hundred thousand lines, so the window asks off the Qt thread.

    The same is computed once, whoever asks for it. numpy and the parsers of values are imported at
    the first question.
    """

    preferences: Preferences
    _latest: _LatestAgreements = field(default_factory=_LatestAgreements, compare=False)

    def options(self, asked: AgreementOptions | None = None) -> AgreementOptions:
        """The options with a person's own synonyms."""
        from vizdesk.analysis.agreement_options import USUAL_OPTIONS
        from vizdesk.analysis.class_names import read_synonyms

        synonyms = read_synonyms(self.preferences.now.class_synonyms.split(";"))
        return replace(asked or USUAL_OPTIONS, synonyms=synonyms)

    def agreement(
        self,
        comparison: Comparison,
        asked: AgreementOptions | None = None,
        drawn: Mapping[str, int] | None = None,
    ) -> Agreement:
        """How the answers agree. Raises object_matching.MatchingError."""
        from vizdesk.analysis.comparison_agreement import agreement_of

        options, drawn = self.options(asked), drawn or {}
        return self._latest.get(
            _Asked(comparison.task, comparison.answers, options, drawn),
            lambda: agreement_of(comparison, options, drawn),
        )

    def of_image(
        self,
        comparison: Comparison,
        options: AgreementOptions,
        drawn: Mapping[str, int] | None = None,
    ) -> ImageAgreement:
        """How the answers about one of many images agree, by `options` of this service; not kept.

        Never raises: what cannot be compared has no share.
        """
        from vizdesk.analysis.dissent import image_agreement

        return image_agreement(comparison, options, drawn)

    def line(self, comparison: Comparison) -> Message:
        """How the answers agree, in one line; empty where there is nothing to compare."""
        from vizdesk.analysis.agreement_words import line_of_answers

        return line_of_answers(comparison, self.agreement)

    def record(self, comparison: Comparison, agreement: Agreement) -> dict[str, Any]:
        """The agreement as JSON, with the consensus boxes of a detection."""
        from vizdesk.analysis.agreement_record import agreement_record
        from vizdesk.analysis.box_agreement import BoxAgreement
        from vizdesk.analysis.consensus import consensus_boxes

        boxes = isinstance(agreement.result, BoxAgreement)
        consensus = consensus_boxes(comparison, agreement.options) if boxes else ()
        return agreement_record(agreement, consensus)
