"""An open enumeration is used as an Enum is, and modules far from it add to it."""

from __future__ import annotations

import copy
import pickle

import pytest

from vizdesk.common.open_enum import OpenEnum
from vizdesk.comparison.models import EngineKind


class Colour(OpenEnum):
    __slots__ = ()


RED = Colour.define("red")
GREEN = Colour.define("green")


def test_a_member_is_found_by_its_value_and_is_one_object() -> None:
    assert Colour("red") is RED
    assert Colour(RED) is RED
    assert RED.value == "red"
    assert list(Colour)[:2] == [RED, GREEN]
    assert RED != GREEN


def test_copies_and_pickles_are_the_member_itself() -> None:
    assert copy.deepcopy({"colour": GREEN})["colour"] is GREEN
    assert copy.copy(GREEN) is GREEN
    assert pickle.loads(pickle.dumps(EngineKind.CHAT)) is EngineKind.CHAT


def test_an_unknown_value_and_one_defined_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="'yellow' is not a valid Colour"):
        Colour("yellow")
    with pytest.raises(ValueError, match="Colour 'red' is defined twice"):
        Colour.define("red")


def test_each_enumeration_has_its_own_members() -> None:
    with pytest.raises(ValueError, match="is not a valid EngineKind"):
        EngineKind("red")
    assert RED not in list(EngineKind)


def test_other_names_are_taken_only_where_they_are_asked_for() -> None:
    blue = Colour.define("blue", "azure")
    assert Colour.named("azure") is Colour.named("blue") is blue
    with pytest.raises(ValueError, match="'azure' is not a valid Colour"):
        Colour("azure")
    with pytest.raises(ValueError, match="Colour 'azure' is defined twice"):
        Colour.define("cyan", "azure")
    assert [colour.value for colour in Colour] == ["red", "green", "blue"]
