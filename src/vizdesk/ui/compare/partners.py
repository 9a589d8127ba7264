"""Which detection of another answer means the same object: the one that overlaps it most."""

from __future__ import annotations

from collections.abc import Sequence

from vizdesk.analysis.box_matching import iou
from vizdesk.common.label_text import normalised_label
from vizdesk.comparison.types import AnyDetection
from vizdesk.export.text.detection_figures import bounds_of

LEAST_IOU = 0.5


def partner_of(
    detection: AnyDetection, others: Sequence[AnyDetection], least: float = LEAST_IOU
) -> int:
    """The place among `others` of what means the same, or −1: the same label first, then any.

    By the intersection over union of their boxes (0..1), at least `least`. Points have no extent
    and no partners.
    """
    box, label = bounds_of(detection), normalised_label(detection.label)
    if box.area <= 0:
        return -1
    overlaps = [
        (normalised_label(other.label) == label, overlap, -at)
        for at, other in enumerate(others)
        if (overlap := iou(box, bounds_of(other))) >= least
    ]
    return -max(overlaps)[2] if overlaps else -1
