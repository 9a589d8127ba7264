"""What every drawn scene and every question about it must hold to."""

from __future__ import annotations

import json
import random

import pytest
from training.scoring import overlap, paired, parsed
from training.world import BACKGROUNDS, COLOURS, LARGEST, SMALLEST, Scene, draw_scene

from training import questions, truths, vocabulary


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    rng = random.Random(3)
    return [draw_scene(rng) for _ in range(150)]


def test_same_chance_gives_the_same_scene() -> None:
    one, other = draw_scene(random.Random(5)), draw_scene(random.Random(5))
    assert one.image.tobytes() == other.image.tobytes()
    assert one.objects == other.objects


def test_images_keep_to_sizes_and_aspects(scenes: list[Scene]) -> None:
    for scene in scenes:
        width, height = scene.image.size
        assert scene.image.mode == "RGB"
        assert min(width, height) >= 96
        assert max(width, height) <= 1024
        assert 0.5 <= width / height <= 2.0


def test_a_scene_shows_shapes_or_a_number(scenes: list[Scene]) -> None:
    for scene in scenes:
        assert scene.background in BACKGROUNDS
        if scene.number is None:
            assert 1 <= len(scene.shapes) == len(scene.objects) <= 4
        else:
            assert [thing.label for thing in scene.objects] == ["number"]
            assert "".join(digit for digit, _ in scene.digits) == scene.number
            assert 1 <= len(scene.number) <= 4
    assert {scene.number is None for scene in scenes} == {True, False}


def test_boxes_lie_in_the_image_and_do_not_overlap(scenes: list[Scene]) -> None:
    for scene in scenes:
        boxes = [thing.box for thing in scene.objects] + [box for _, box in scene.digits]
        for x0, y0, x1, y1 in boxes:
            assert 0 <= x0 < x1 <= 1
            assert 0 <= y0 < y1 <= 1
        for place, thing in enumerate(scene.objects):
            for other in scene.objects[place + 1 :]:
                assert overlap(thing.box, other.box) == 0.0


def test_shapes_are_15_to_45_percent_of_the_shorter_side(scenes: list[Scene]) -> None:
    for scene in scenes:
        width, height = scene.image.size
        for thing in scene.shapes:
            x0, y0, x1, y1 = thing.box
            for side in ((x1 - x0) * width, (y1 - y0) * height):
                assert SMALLEST - 1e-6 <= side / min(width, height) <= LARGEST + 1e-6


def test_the_middle_of_a_shape_has_its_colour(scenes: list[Scene]) -> None:
    for scene in scenes:
        width, height = scene.image.size
        for thing in scene.shapes:
            x0, y0, x1, y1 = thing.box
            spot = int((x0 + x1) / 2 * width), int((y0 + 2 * y1) / 3 * height)
            pixel = scene.image.getpixel(spot)
            assert isinstance(pixel, tuple)
            wanted = COLOURS[thing.colour]
            assert max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) <= 13


def test_detection_answers_agree_with_the_scene(scenes: list[Scene]) -> None:
    rng = random.Random(1)
    for scene in scenes:
        for asker in (questions.detect, questions.detect_classes):
            question = asker(rng, scene)
            truth, answered = truths.found(scene, question.classes), parsed(question.answer)
            assert answered is not None
            assert [label for label, _ in answered] == [label for label, _ in truth]
            assert len(paired(answered, truth)) == len(truth)
            for entry in json.loads(question.answer):
                assert all(0 <= value <= 1000 for value in entry["box_2d"])


def test_counts_and_classes_agree_with_the_scene(scenes: list[Scene]) -> None:
    rng = random.Random(2)
    for scene in scenes:
        labels = {thing.label for thing in scene.objects}
        known = labels | {t.shape for t in scene.objects} | {t.colour for t in scene.shapes}
        question = questions.classify_one(rng, scene)
        names = question.prompt.split(": ")[1].rstrip("?").split(", ")
        assert question.answer in names
        if set(names) != {"shapes", "number"}:
            assert [name for name in names if name in known] == [question.answer]
        several = questions.classify_several(rng, scene)
        names = several.prompt.split(": ")[1].rstrip("?").split(", ")
        assert several.answer == (", ".join(name for name in names if name in known) or "none")
        assert truths.caption(scene).endswith(f"on a {scene.background} background.")


def test_yes_and_no_are_balanced(scenes: list[Scene]) -> None:
    rng = random.Random(4)
    asked = [questions.ask(rng, scene) for scene in scenes for _ in range(20)]
    answers = [question.answer for question in asked if question.prompt.startswith("Is there")]
    assert 0.4 < answers.count("yes") / len(answers) < 0.6


def test_every_text_is_spelt_in_known_tokens(scenes: list[Scene]) -> None:
    texts = [text for text, _ in vocabulary.TOKENS]
    assert len(set(texts)) == len(texts)
    assert len(texts) % 32 == 0
    rng = random.Random(6)
    for scene in scenes:
        question = questions.draw_question(rng, scene)
        for text in (question.prompt, question.answer):
            spelt = "".join(texts[token] for token in vocabulary.encode(text))
            assert spelt.replace(vocabulary.SPACE, " ") == text


def test_ids_are_cut_longest_word_first() -> None:
    ids = vocabulary.encode("Detect: red circle, blue square.")
    assert [vocabulary.TOKENS[token][0] for token in ids] == [
        "Detect", ":", " red", " circle", ",", " blue", " square", "."
    ]  # fmt: skip
