"""vizdesk 67 as a whole: its make-up, its chances, and that a seed settles everything."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from PIL import Image
from tests.suite_generator.unpainted import take_the_paint

from vizdesk.suite_generator.plan import DrawnItem, drawn
from vizdesk.suite_generator.vizdesk_67 import VIZDESK_67

SEEDS = range(1, 31)
# One process draws them once for all.
pytestmark = pytest.mark.xdist_group("thirty-suites")


@pytest.fixture(scope="module")
def suites() -> dict[int, list[DrawnItem]]:
    """Thirty sibling suites without their images, which would take half an hour."""
    with pytest.MonkeyPatch.context() as patch:
        take_the_paint(patch)
        return {seed: [_light(item) for item in drawn(VIZDESK_67, seed)] for seed in SEEDS}


def _light(item: DrawnItem) -> DrawnItem:
    """Without the image: two thousand of them, though blank, would take five gigabytes."""
    return replace(item, scene=replace(item.scene, image=Image.new("RGB", (1, 1))))


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


def test_yes_and_no_are_right_equally_often(suites: dict[int, list[DrawnItem]]) -> None:
    for items in suites.values():
        values = [i.scene.check["value"] for i in items if i.scene.check["kind"] == "yes_no"]
        assert len(values) == 10
        assert Counter(values) == {True: 5, False: 5}


def constant_answer(items: list[DrawnItem]) -> tuple[str, int]:
    """The answer that, given to every prompt, would be right most often, and how often."""
    answers: Counter[str] = Counter()
    for item in items:
        value = item.scene.check.get("value")
        if isinstance(value, bool):
            answers["yes" if value else "no"] += 1
        elif isinstance(value, int | float):
            answers[f"{value:g}"] += 1
        elif isinstance(value, str) and item.scene.check["kind"] != "time":
            answers[value] += 1
    return answers.most_common(1)[0]


def test_one_answer_to_everything_is_right_less_than_one_time_in_ten(
    suites: dict[int, list[DrawnItem]],
) -> None:
    best = [constant_answer(items)[1] for items in suites.values()]
    assert max(best) <= 6


def test_every_answer_changes_with_the_seed(suites: dict[int, list[DrawnItem]]) -> None:
    answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for items in suites.values():
        for item in items:
            answers[item.id][repr(item.scene.check["value"])] += 1
    for name, counted in answers.items():
        kinds = 2 if set(counted) == {"True", "False"} else 4
        assert len(counted) >= kinds, name
        assert counted.most_common(1)[0][1] <= (25 if kinds == 2 else 14), (name, counted)


def test_a_key_is_among_the_choices_and_the_choices_are_told(
    suites: dict[int, list[DrawnItem]],
) -> None:
    for items in suites.values():
        for item in items:
            check = item.scene.check
            if check["kind"] == "one_of":
                assert check["value"] in check["choices"]
                assert len(set(check["choices"])) == len(check["choices"])
            if check["kind"] in ("set", "ordered"):
                assert len(set(check["value"])) == len(check["value"]) >= 2


def test_every_prompt_says_what_form_of_answer_is_wanted(
    suites: dict[int, list[DrawnItem]],
) -> None:
    for item in suites[1]:
        assert "Answer " in item.scene.prompt or item.scene.prompt.startswith("Detect")


def _few(seed: int) -> list[DrawnItem]:
    """The second scene of each category, drawn whole."""
    categories = tuple(replace(c, scenes=c.scenes[1:2]) for c in VIZDESK_67.categories)
    return list(drawn(replace(VIZDESK_67, categories=categories), seed))


def test_the_same_seed_draws_the_same_bytes_and_another_seed_others() -> None:
    first, again, other = _few(7), _few(7), _few(8)
    for one, two, three in zip(first, again, other, strict=True):
        assert one.scene.image.tobytes() == two.scene.image.tobytes()
        assert one.scene.check == two.scene.check
        assert one.scene.image.tobytes() != three.scene.image.tobytes()


def test_the_unpainted_scenes_of_these_tests_have_the_keys_of_the_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    painted = _few(7)
    take_the_paint(monkeypatch)
    assert [item.scene.check for item in _few(7)] == [item.scene.check for item in painted]
