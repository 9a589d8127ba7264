"""What a run says: objects in every repeat, self-agreement, drift, how often each was found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stability.stability_kit import IMAGE, IMAGES, OTHER, answer, failed, plan

from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, Box, Detection, Label, Reading
from vizdesk.stability.perturbation import PerturbationError
from vizdesk.stability.plan import CellKey, StabilityPlan
from vizdesk.stability.report import VariantReport, report_record, stability_report

CAT, CONE, EDGE = Box(0.3, 0.3, 0.6, 0.7), Box(0.7, 0.4, 0.8, 0.6), Box(0.0, 0.0, 0.08, 0.08)
CAT_, CONE_, EDGE_ = Detection("cat", CAT), Detection("cone", CONE), Detection("tag", EDGE)


def cells(asked: StabilityPlan, *answers: Answer) -> dict[CellKey, Answer]:
    return dict(zip(asked.cells(), answers, strict=True))


def rows_of(asked: StabilityPlan, *answers: Answer) -> tuple[VariantReport, ...]:
    return stability_report(asked, cells(asked, *answers), IMAGES).rows


def test_objects_in_every_repeat_and_self_agreement() -> None:
    asked = plan(repeats=3)
    (row,) = rows_of(asked, answer(CAT_, CONE_), answer(CAT_, CONE_), answer(CAT_))
    assert (row.read, row.in_all, row.of) == (3, 1, 2)
    # F1 of each two: 1, 2/3, 2/3. Against cat and cone, which most found: 1, 1, 2/3.
    assert row.self_agreement == pytest.approx((1 + 2 / 3 + 2 / 3) / 3)
    assert row.drift == pytest.approx((1 + 1 + 2 / 3) / 3)
    assert row.spread.counts is not None
    assert (row.spread.counts.low, row.spread.counts.high) == (1, 2)


def test_places_of_a_perturbed_image_are_turned_back_before_they_are_compared() -> None:
    asked = plan("flip", repeats=1)
    mirrored = Detection("cat", Box(0.4, 0.3, 0.7, 0.7))
    _, flip = rows_of(asked, answer(CAT_), answer(mirrored))
    assert (flip.perturbation, flip.drift, flip.self_agreement) == ("flip:1", 1.0, None)


def test_what_a_crop_cuts_off_is_not_missed() -> None:
    asked = plan("crop:0.8", repeats=1)
    within = Detection("cat", Box(0.25, 0.25, 0.625, 0.75))
    report = stability_report(asked, cells(asked, answer(CAT_, EDGE_), answer(within)), IMAGES)
    assert report.rows[1].drift == 1.0
    found = report.objects[IMAGE.key, "q4"]
    assert [(each.label, each.found, each.answers) for each in found] == [
        ("cat", 2, 2),
        ("tag", 1, 1),
    ]


def test_failed_answers_are_no_disagreement() -> None:
    asked = plan(repeats=3)
    (row,) = rows_of(asked, answer(CAT_), failed(), answer(CAT_))
    assert (row.repeats, row.read, row.self_agreement, row.drift) == (3, 2, 1.0, 1.0)
    (none,) = rows_of(asked, failed(), failed(), failed())
    assert (none.read, none.in_all, none.self_agreement, none.drift) == (0, None, None, None)


@pytest.mark.parametrize(
    ("task", "first", "second", "like"),
    [
        (TaskKind.READ_TEXT, answer(text="abcd"), answer(text="abce"), 0.75),
        (TaskKind.ASK, answer(text="four"), answer(text="4"), 1.0),
        (TaskKind.ASK, answer(text="four"), answer(text="5"), 0.0),
    ],
)
def test_other_tasks(task: TaskKind, first: Answer, second: Answer, like: float) -> None:
    asked = plan("blur", task=Task(task, question="How many?"), repeats=1)
    original, blurred = rows_of(asked, first, second)
    assert (original.drift, blurred.drift) == (1.0, like)


def test_classes_and_counts() -> None:
    cat, dog = (replace(answer(), reading=Reading(labels=(Label(n),))) for n in ("cat", "dog"))
    asked = plan("blur", task=Task(TaskKind.CLASSIFY, ("cat", "dog")), repeats=2)
    original, blurred = rows_of(asked, cat, cat, cat, dog)
    assert (original.drift, original.self_agreement) == (1.0, 1.0)
    assert (blurred.drift, blurred.self_agreement) == (0.5, 0.0)
    three, four = (replace(answer(), reading=Reading(value=n)) for n in (3, 4))
    asked = plan("blur", task=Task(TaskKind.COUNT, ("cat",)), repeats=2)
    _, counted = rows_of(asked, three, three, three, four)
    assert counted.drift == 0.5
    assert counted.spread.counts is not None
    assert counted.spread.counts.middle == 3.5


def test_other_wordings_are_rows_of_the_unperturbed_image() -> None:
    asked = plan("blur", paraphrases=("Find all.",), repeats=1)
    assert [task.prompt for task in asked.tasks] == [None, "Find all."]
    *_, last = rows_of(asked, answer(CAT_), answer(CAT_), answer())
    assert (last.perturbation, last.prompt, last.drift) == ("original", 1, 0.0)


def test_a_ladder_holds_every_model_against_the_first() -> None:
    asked = plan(images=(IMAGE, OTHER), models=("f16", "q4", "q2"), repeats=1)
    good, bad = answer(CAT_, CONE_), answer(CAT_)
    report = stability_report(asked, cells(asked, good, good, good, bad, bad, bad), IMAGES)
    assert [(step.name, step.images) for step in report.ladder] == [
        ("F16", 2),
        ("Q4", 2),
        ("Q2", 2),
    ]
    assert [step.likeness for step in report.ladder] == pytest.approx([1, 5 / 6, 2 / 3])
    assert report.ladder[1].interval == pytest.approx((2 / 3, 1.0))
    record = report_record(report, {IMAGE.key: "a.png"})
    assert (record["asked"], record["answered"], len(record["rows"])) == (6, 6, 6)


def test_a_part_of_the_answers_has_a_report_too() -> None:
    asked = plan("blur", repeats=3)
    first = dict(list(cells(asked, *[answer(CAT_)] * 6).items())[:2])
    report = stability_report(asked, first, IMAGES)
    assert (report.asked, report.answered) == (6, 2)
    assert [row.repeats for row in report.rows] == [2, 0]


def test_repeats_have_seeds_of_their_own_and_stand_together() -> None:
    asked = plan("blur", repeats=3)
    assert [cell.repeat for cell in asked.cells()] == [0, 1, 2, 0, 1, 2]
    (own,) = asked.models
    seeds = [asked.asked_model(own, repeat).sampling.seed for repeat in range(3)]
    assert seeds == [7, 8, 9]
    same = replace(asked, same_seed=True, temperature=0.7)
    models = [same.asked_model(own, repeat) for repeat in range(2)]
    assert [(each.id, each.sampling.seed, each.sampling.temperature) for each in models] == [
        ("q4#1", 7, 0.7),
        ("q4#2", 7, 0.7),
    ]


def test_more_repeats_and_changes_go_on_from_the_same_answers() -> None:
    assert plan("blur").fingerprint == plan("blur", "jpeg", repeats=5).fingerprint
    assert plan("blur").fingerprint != plan("blur", models=("q8",)).fingerprint


def test_a_plan_that_cannot_be_asked_is_refused() -> None:
    with pytest.raises(PerturbationError, match="changes the right answer"):
        plan("flip", task=Task(TaskKind.READ_TEXT))
    with pytest.raises(PerturbationError, match="cannot be asked"):
        plan(repeats=0)
    with pytest.raises(PerturbationError, match="at most 100000"):
        plan("blur", repeats=50_001)
