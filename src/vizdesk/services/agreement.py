"""Agreement of comparisons, with what a person set for it: the synonyms of classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from vizdesk.comparison.types import Comparison
from vizdesk.settings.preferences import Preferences

if TYPE_CHECKING:
    from vizdesk.analysis.agreement_options import AgreementOptions
    from vizdesk.analysis.comparison_agreement import Agreement


@dataclass(frozen=True)
class AgreementService:
    """Computes agreement; blocks, for a second at most, so the window asks off the Qt thread.

    numpy and the parsers of values are imported at the first question.
    """

    preferences: Preferences

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

        return agreement_of(comparison, self.options(asked), drawn)

    def record(self, comparison: Comparison, agreement: Agreement) -> dict[str, Any]:
        """The agreement as JSON, with the consensus boxes of a detection."""
        from vizdesk.analysis.agreement_record import agreement_record
        from vizdesk.analysis.box_agreement import BoxAgreement
        from vizdesk.analysis.consensus import consensus_boxes

        boxes = isinstance(agreement.result, BoxAgreement)
        consensus = consensus_boxes(comparison, agreement.options) if boxes else ()
        return agreement_record(agreement, consensus)
