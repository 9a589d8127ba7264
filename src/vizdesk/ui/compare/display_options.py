"""What is shown on the images of a comparison: boxes, labels, fills, classes, scores, units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from vizdesk.comparison.types import AnyDetection, ImageRef
from vizdesk.export.text.detection_figures import place_of


class Units(Enum):
    """In what coordinates are told; remembered by value."""

    SHARE = "0..1"
    THOUSANDTHS = "0..1000"
    PIXELS = "px"


FILLS = (0.0, 0.1, 0.2, 0.4)
"""Opacities of the fill of a box that the menu offers, 0..1."""


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """One value for all panes and the overlay.

    `fill` is the opacity of boxes, `least_score` hides what the model itself scores lower (0..1;
    what has no score stays), `hidden` are classes, `linked_text` scrolls the answers together.
    """

    boxes: bool = True
    labels: bool = True
    fill: float = 0.0
    least_score: float = 0.0
    units: Units = Units.SHARE
    linked_text: bool = False
    hidden: frozenset[str] = frozenset()

    def shows(self, detection: AnyDetection) -> bool:
        """Whether this detection is in sight."""
        if detection.label in self.hidden:
            return False
        return detection.score is None or detection.score >= self.least_score


def place_words(detection: AnyDetection, units: Units, image: ImageRef | None) -> str:
    """The place of a detection in these units; pixels are those of the upright image."""
    values = place_of(detection)
    if units is Units.THOUSANDTHS:
        return " ".join(f"{1000 * value:.0f}" for value in values)
    if units is Units.PIXELS and image is not None:
        sides = (image.width, image.height)
        return " ".join(f"{value * sides[at % 2]:.0f}" for at, value in enumerate(values))
    return " ".join(f"{value:.2f}" for value in values)


def has_scores(detections: Sequence[AnyDetection]) -> bool:
    """Whether a model scored any of them."""
    return any(detection.score is not None for detection in detections)
