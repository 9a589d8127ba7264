"""A class has one colour everywhere, and its name can be read on it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from vizdesk.painting.class_colors import NEUTRAL, colours_for, contrast, nth_colour, text_on


def test_the_words_on_every_chip_can_be_read() -> None:
    for place in range(21):
        colour = nth_colour(place)
        assert contrast(text_on(colour), colour) >= 4.5, colour.name()
    assert contrast(text_on(NEUTRAL), NEUTRAL) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


def test_the_same_class_has_the_same_colour_whoever_names_it() -> None:
    colours = colours_for(["mug", "book", "Mug", " MUG", "plant"])
    assert colours["mug"] == colours["Mug"] == colours[" MUG"]
    assert len({colours[one].name() for one in ("mug", "book", "plant")}) == 3
    assert colours_for(["mug", "book"])["book"] == colours["book"]


def test_twenty_one_classes_have_colours_of_their_own() -> None:
    assert len({nth_colour(place).name() for place in range(21)}) == 21
