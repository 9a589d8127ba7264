"""Perturbations and rows of a stability run in a person's words."""

from __future__ import annotations

from vizdesk.stability.perturbation import Perturbation
from vizdesk.stability.report import VariantReport
from vizdesk.ui.text.i18n import tr


def perturbation_words(change: Perturbation) -> str:
    """“JPEG, quality 30”."""
    strength = change.strength
    words = {
        "original": tr("Original"),
        "jpeg": tr("JPEG, quality {n}").format(n=f"{strength:g}"),
        "scale": tr("Scaled to {n} %").format(n=f"{100 * strength:g}"),
        "crop": tr("Cropped to {n} %").format(n=f"{100 * strength:g}"),
        "rotate": tr("Rotated by {n}°").format(n=f"{strength:g}"),
        "brightness": tr("Brightness {n} %").format(n=f"{strength:+g}".replace("-", "−")),
        "blur": tr("Blurred, {n} px").format(n=f"{strength:g}"),
        "noise": tr("Noise, {n} of 255").format(n=f"{strength:g}"),
        "grey": tr("Grey"),
        "flip": tr("Mirrored"),
    }
    return words.get(change.name, change.key)


def places_words(change: Perturbation) -> str:
    """What is done with boxes of the changed image, where that is not nothing."""
    words = {
        "crop": tr("boxes moved back"),
        "rotate": tr("boxes turned back"),
        "flip": tr("boxes mirrored back"),
    }
    return words.get(change.name, "")


def row_figures(row: VariantReport) -> tuple[str, tuple[str, ...]]:
    """What is in all repeats (“8 of 9”), and the figures under it; what is not known is left out.

    One repeat has nothing to be compared with but the original.
    """
    head = "" if row.in_all is None else tr("{n} of {all}").format(n=row.in_all, all=row.of)
    small = []
    if row.self_agreement is not None:
        small.append(tr("alike {value}").format(value=f"{row.self_agreement:.2f}"))
    if row.drift is not None:
        small.append(tr("like original {value}").format(value=f"{row.drift:.2f}"))
    counts = row.spread.counts
    if counts is not None and counts.low != counts.high:
        small.append(tr("{low} to {high} objects").format(low=counts.low, high=counts.high))
    return head, tuple(small)
