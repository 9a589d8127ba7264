"""What agreement depends on: IoU, reference, what is passed over in texts, synonyms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vizdesk.analysis.text_rules import USUAL_RULES, TextRules

MAJORITY = "majority"
USUAL_IOU = 0.5


@dataclass(frozen=True, slots=True)
class AgreementOptions:
    """How answers are compared.

    `iou` is the least overlap of two boxes of one object, 0..1. `reference` is what others are held
    against: MAJORITY, or the id of a model. `truth` is an expected text, which goes before both.
    `synonyms` maps class keys (see `class_names.read_synonyms`).
    """

    iou: float = USUAL_IOU
    reference: str = MAJORITY
    rules: TextRules = USUAL_RULES
    truth: str | None = None
    synonyms: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError."""
        if not 0 < self.iou <= 1:
            raise ValueError(f"IoU must be above 0 and at most 1, not {self.iou}")


USUAL_OPTIONS = AgreementOptions()
