"""Classes are compared by what they mean: case, plural and a person's synonyms do not matter."""

from __future__ import annotations

import pytest

from vizdesk.analysis.class_names import class_key, read_synonyms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Person", "people"),
        ("cats", "Cat"),
        ("boxes", "box"),
        ("Dishes", "dish"),
        ("berries", "berry"),
        ("fire-extinguisher", "fire extinguishers"),
        ("traffic_light", "Traffic  lights"),
        ("wine glasses", "wine glasses"),
    ],
)
def test_spelling_and_number_do_not_matter(one: str, other: str) -> None:
    assert class_key(one) == class_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("glasses", "glass"), ("bus", "bu"), ("news", "new"), ("dress", "dres"), ("car", "cart")],
)
def test_other_things_stay_apart(one: str, other: str) -> None:
    assert class_key(one) != class_key(other)


def test_synonyms_are_one_class_and_lines_with_a_common_name_join() -> None:
    synonyms = read_synonyms(["truck = lorry", "HGV = Lorries", "sofa = couch", "alone", "="])
    keys = {class_key(name, synonyms) for name in ("truck", "Trucks", "lorry", "hgv")}
    assert len(keys) == 1
    assert class_key("couches", synonyms) == class_key("sofa", synonyms)
    assert class_key("alone", synonyms) == "alone"
