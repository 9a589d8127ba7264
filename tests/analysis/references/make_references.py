"""Writes the reference values of this folder; see README.md for the packages it needs."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

from tests.analysis.reference_cases import ratings, scored_boxes

HERE = Path(__file__).parent


def alphas() -> list[dict[str, float | None]]:
    """Alpha of every case of `ratings`, None where it is not defined."""
    import krippendorff
    import numpy as np

    figures = []
    for units in ratings():
        data = np.array([[np.nan if v is None else v for v in unit] for unit in units]).T
        case: dict[str, float | None] = {}
        for level in ("nominal", "interval"):
            try:
                alpha = float(krippendorff.alpha(data, level_of_measurement=level))
                case[level] = None if alpha != alpha else round(alpha, 12)
            except ValueError:
                case[level] = None
        figures.append(case)
    return figures


def fused() -> list[list[list[float]]]:
    """For every case of `scored_boxes` the fused boxes: class, score, four corners."""
    from ensemble_boxes import weighted_boxes_fusion

    figures = []
    for models in scored_boxes():
        boxes, scores, labels = weighted_boxes_fusion(
            [[box for box, _, _ in own] for own in models],
            [[score for _, score, _ in own] for own in models],
            [[label for _, _, label in own] for own in models],
            iou_thr=0.5,
        )
        figures.append(
            sorted(
                [float(label), round(float(score), 6), *(round(float(c), 6) for c in box)]
                for box, score, label in zip(boxes, scores, labels, strict=True)
            )
        )
    return figures


def write(name: str, values: list[Any]) -> None:
    lines = ",\n".join(json.dumps(value) for value in values)
    (HERE / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    write("krippendorff.json", alphas())
    write("weighted_boxes_fusion.json", fused())
