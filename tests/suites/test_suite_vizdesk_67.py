"""vizdesk 67 as a whole: its make-up, its chances, and that nothing but the picture tells the key."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

import pytest
from PIL import Image

from vizdesk.suites.canvas import Canvas
from vizdesk.suites.plan import Item, constant_answer, drawn
from vizdesk.suites.vizdesk_67 import VIZDESK_67

SEEDS = range(1, 31)


def _blank(canvas: Canvas, rng: random.Random, *, grain: int = 3, dim: float = 0.12) -> Image.Image:
    """In the place of the last step, for tests that look at keys only."""
    return Image.new("RGB", (canvas.width, canvas.height))


@pytest.fixture(scope="module")
def suites() -> dict[int, list[Item]]:
    """Thirty sibling suites without their pictures, which would take a quarter of an hour."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Canvas, "finished", _blank)
        for name in ("place", "polygon", "rect", "oval", "ball", "line", "text", "glow"):
            patch.setattr(Canvas, name, lambda *_, **__: None)
        patch.setattr(Canvas, "warped", lambda canvas, *_: canvas)
        patch.setattr("vizdesk.suites.canvas.FINE", 1)
        return {seed: list(drawn(VIZDESK_67, seed)) for seed in SEEDS}


def test_it_has_the_five_categories_of_the_source_pages() -> None:
    sizes = {category.name: len(category.scenes) for category in VIZDESK_67.categories}
    assert sizes == {
        "defect detection": 15,
        "document understanding": 9,
        "object counting": 10,
        "object understanding": 14,
        "spatial understanding": 19,
    }
    assert VIZDESK_67.size == 67


def test_yes_and_no_are_right_equally_often(suites: dict[int, list[Item]]) -> None:
    for items in suites.values():
        values = [i.scene.check["value"] for i in items if i.scene.check["kind"] == "yes_no"]
        assert len(values) == 10
        assert Counter(values) == {True: 5, False: 5}


def test_one_answer_to_everything_is_right_less_than_one_time_in_ten(
    suites: dict[int, list[Item]],
) -> None:
    best = [constant_answer(items)[1] for items in suites.values()]
    assert max(best) <= 6


def test_every_answer_changes_with_the_seed(suites: dict[int, list[Item]]) -> None:
    answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for items in suites.values():
        for item in items:
            answers[item.id][repr(item.scene.check["value"])] += 1
    for name, counted in answers.items():
        kinds = 2 if set(counted) == {"True", "False"} else 4
        assert len(counted) >= kinds, name
        assert counted.most_common(1)[0][1] <= 25 if kinds == 2 else 14, (name, counted)


def test_a_key_is_among_the_choices_and_the_choices_are_told(suites: dict[int, list[Item]]) -> None:
    for items in suites.values():
        for item in items:
            check = item.scene.check
            if check["kind"] == "one_of":
                assert check["value"] in check["choices"]
                assert len(set(check["choices"])) == len(check["choices"])
            if check["kind"] in ("set", "ordered"):
                assert len(set(check["value"])) == len(check["value"]) >= 2
            if check["kind"] == "boxes":
                assert check["value"]
                for found in check["value"]:
                    x0, y0, x1, y1 = found["box"]
                    assert 0 < x0 < x1 < 1
                    assert 0 < y0 < y1 < 1


def test_every_prompt_says_what_form_of_answer_is_wanted(suites: dict[int, list[Item]]) -> None:
    for item in suites[1]:
        assert "Answer " in item.scene.prompt or item.scene.prompt.startswith("Detect")


@cache
def _first_pictures(seed: int) -> list[bytes]:
    """The first scene of each category, drawn whole."""
    few = replace(
        VIZDESK_67,
        categories=tuple(replace(c, scenes=c.scenes[1:2]) for c in VIZDESK_67.categories),
    )
    return [item.scene.picture.tobytes() for item in drawn(few, seed)]


def test_the_same_seed_draws_the_same_bytes_and_another_seed_others() -> None:
    again = _first_pictures.__wrapped__(7)
    assert _first_pictures(7) == again
    assert all(one != other for one, other in zip(again, _first_pictures(8), strict=True))
