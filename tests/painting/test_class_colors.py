"""A class has one colour everywhere, and its name can be read on it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from vizdesk.painting.class_colors import (
    NEUTRAL,
    ClassColours,
    colours_for,
    contrast,
    nth_colour,
    text_on,
)


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


def test_a_class_keeps_its_colour_whatever_is_found_after_it() -> None:
    names = [f"class {n}" for n in range(21)]
    colours = ClassColours()
    first: dict[str, str] = {}
    for end in range(1, len(names) + 1):
        for name, colour in colours.of(names[:end]).items():
            assert first.setdefault(name, colour.name()) == colour.name(), name
    assert len(set(first.values())) == 21


def test_seven_classes_of_one_image_have_seven_hues() -> None:
    pure = {nth_colour(place).name() for place in range(7)}
    names = ["person", "helmet", "vest", "forklift", "cone", "extinguisher", "pallet"]
    assert {colour.name() for colour in colours_for(names).values()} == pure


def test_a_class_alone_has_the_same_colour_in_every_project() -> None:
    assert colours_for(["person"])["person"] == ClassColours().of(["person"])["person"]
    assert colours_for(["cup"])["cup"] == colours_for([" Cup"])[" Cup"]


def test_after_twenty_one_classes_those_of_one_image_still_differ() -> None:
    colours = ClassColours()
    colours.give(f"earlier {n}" for n in range(40))
    later = colours.of(["cup", "saucer", "spoon", "table"])
    assert len({colour.name() for colour in later.values()}) == 4


def test_the_colours_of_a_comparison_that_was_kept_are_taken_over() -> None:
    kept = (("cup", "#123456"), ("spoon", "no colour"))
    assert colours_for(["cup", "spoon"], kept)["cup"].name() == "#123456"
    colours = ClassColours()
    colours.give(["cup"])
    before = colours.of(["cup"])["cup"]
    colours.adopt({"cup": "#123456"})
    assert colours.of(["cup"])["cup"] == before, "what was given stays"
