"""The contact sheet: rows are filtered, sorted and summed up; who differs, and who is alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.analysis.comparison_kit import answered, box, compared

from vizdesk.analysis.agreement_options import USUAL_OPTIONS
from vizdesk.analysis.comparison_agreement import MOST_CHARACTERS
from vizdesk.analysis.contact_sheet import (
    LONGEST,
    ImageAgreement,
    ModelFooter,
    SheetFilter,
    SheetFilterKind,
    SheetOrder,
    SheetRow,
    arranged,
    counted,
    footer_of,
    natural_key,
    short_answer,
    sums_of,
)
from vizdesk.analysis.dissent import image_agreement
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Label, Timing, Usage

CONE, CUP = box("cone", 0.1, 0.1, 0.3, 0.4), box("cup", 0.5, 0.5, 0.9, 0.9)
MODELS = ("a", "b", "c")


def agreed(kind: TaskKind, *answers: Answer, **task: object) -> ImageAgreement:
    return image_agreement(compared(kind, *answers, **task))


def row(
    name: str,
    *answers: Answer | None,
    agreeing: tuple[int, int] | None = None,
    differing: str = "",
    alone: str = "",
) -> SheetRow:
    agreement = ImageAgreement(
        agreeing,
        sum(answer is not None for answer in answers),
        frozenset(differing),
        frozenset(alone),
    )
    return SheetRow(name, name, answers, agreement)


def timed(name: str, seconds: float, tokens: int, cost: float | None = None) -> Answer:
    return replace(
        answered(name),
        timing=Timing(total_s=seconds),
        usage=Usage(output_tokens=tokens),
        cost_usd=cost,
    )


DONE = tuple(answered(name) for name in MODELS)
FAILED = answered("c", state=AnswerState.FAILED)
WRITING = answered("c", state=AnswerState.RUNNING)
ROWS = (
    row("IMG_10.jpg", *DONE, agreeing=(7, 8), differing="b"),
    row("img_9.jpg", *DONE, agreeing=(2, 2)),
    row("IMG_2.jpg", *DONE, agreeing=(1, 2), differing="ac", alone="c"),
    row("IMG_1.jpg", *DONE[:2], FAILED, agreeing=(3, 3)),
    row("scan.png", *DONE[:2], WRITING),
    row("IMG_3.jpg", DONE[0], None, None),
)


def names(rows: tuple[SheetRow, ...]) -> list[str]:
    return [each.name for each in rows]


def shown(kind: SheetFilterKind, **more: str) -> list[str]:
    return names(arranged(ROWS, SheetFilter(kind, **more), SheetOrder.OPENED))


def test_each_filter_shows_its_rows_in_the_order_in_which_they_were_opened() -> None:
    assert shown(SheetFilterKind.ALL) == [each.name for each in ROWS]
    assert shown(SheetFilterKind.DIFFERING) == ["IMG_10.jpg", "IMG_2.jpg"]
    assert shown(SheetFilterKind.FAILED) == ["IMG_1.jpg"]
    assert shown(SheetFilterKind.INCOMPLETE) == ["scan.png", "IMG_3.jpg"]
    assert shown(SheetFilterKind.ONLY, model_id="c") == ["IMG_2.jpg"]
    assert shown(SheetFilterKind.ONLY, model_id="a") == []
    assert shown(SheetFilterKind.ALL, name="img_1") == ["IMG_10.jpg", "IMG_1.jpg"]
    assert shown(SheetFilterKind.DIFFERING, name="img_1") == ["IMG_10.jpg"]


def test_the_filters_say_how_many_rows_they_would_show() -> None:
    assert counted(ROWS) == {
        SheetFilterKind.ALL: 6,
        SheetFilterKind.DIFFERING: 2,
        SheetFilterKind.FAILED: 1,
        SheetFilterKind.INCOMPLETE: 2,
    }


def test_the_least_agreed_image_comes_first_and_the_unknown_last() -> None:
    order = names(arranged(ROWS, SheetFilter(), SheetOrder.DISAGREEMENT))
    assert order == ["IMG_2.jpg", "IMG_10.jpg", "IMG_1.jpg", "img_9.jpg", "scan.png", "IMG_3.jpg"]


def test_of_two_images_that_agree_alike_the_one_with_more_to_agree_on_comes_first() -> None:
    rows = (row("a", agreeing=(1, 2)), row("b", agreeing=(4, 8)))
    assert names(arranged(rows, SheetFilter(), SheetOrder.DISAGREEMENT)) == ["b", "a"]


def test_names_sort_by_their_figures_whatever_the_case() -> None:
    order = names(arranged(ROWS, SheetFilter(), SheetOrder.NAME))
    assert order == [
        *("IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg", "img_9.jpg", "IMG_10.jpg"),
        "scan.png",
    ]
    # A figure of any length, and figures of other scripts, sort too.
    assert natural_key("a" + "9" * 5000) < natural_key("a1" + "0" * 5000)
    assert natural_key("a007") == natural_key("a7")
    assert sorted(["٣", "b", "2"], key=natural_key)[0] == "2"


def test_the_foot_has_medians_with_their_n_sums_and_who_is_with_the_majority() -> None:
    rows = [
        row("1", timed("a", 1, 10), timed("b", 2, 20, 0.1), timed("c", 9, 5), agreeing=(1, 1)),
        row(
            "2",
            timed("a", 3, 10),
            timed("b", 4, 20, 0.1),
            timed("c", 9, 5),
            agreeing=(1, 2),
            differing="c",
        ),
        row("3", timed("a", 8, 10), None, replace(FAILED, cost_usd=0.5), agreeing=None),
    ]
    foot = footer_of(rows, MODELS)
    assert foot.models == (
        ModelFooter(3, 3, 3, 30, None, 2, 2),
        ModelFooter(3.0, 2, 3, 40, 0.2, 2, 2),
        ModelFooter(9.0, 2, 3, 10, 0.5, 1, 2),
    )
    assert (foot.complete, foot.all_agree) == (2, 1)
    sums = sums_of(rows, MODELS)
    assert sums.footer == foot
    assert (sums.failed, sums.not_answered) == (1, 1)


def test_a_model_that_cannot_do_the_task_leaves_the_rows_of_the_others_complete() -> None:
    unable = answered("d", state=AnswerState.UNSUPPORTED)
    rows = [row("1", *DONE[:3], unable, agreeing=(0, 1), differing="c")]
    assert rows[0].complete
    foot = footer_of(rows, (*MODELS, "d"))
    assert (foot.complete, foot.all_agree) == (1, 0)
    assert [model.with_majority for model in foot.models] == [1, 1, 0, None]
    assert not row("2", DONE[0], unable, agreeing=None).complete


def test_two_models_have_no_majority_and_no_images_have_no_figures() -> None:
    pair = row("1", *DONE[:2], agreeing=(0, 2))
    assert [model.with_majority for model in footer_of([pair], ("a", "b")).models] == [None, None]
    empty = ModelFooter(None, 0, 0, None, None, None, 0)
    assert footer_of([], ("a",)).models == (empty,)


def test_a_box_of_one_model_is_its_own_and_a_missing_one_of_all_others() -> None:
    extra = agreed(
        TaskKind.DETECT,
        answered("a", boxes=(CONE,)),
        answered("b", boxes=(CONE,)),
        answered("c", boxes=(CONE, CUP)),
    )
    assert extra == ImageAgreement((1, 2), 3, frozenset("c"), frozenset("c"))
    lacking = agreed(
        TaskKind.DETECT,
        answered("a", boxes=(CONE, CUP)),
        answered("b", boxes=(CONE, CUP)),
        answered("c", boxes=(CONE,)),
    )
    assert lacking == ImageAgreement((1, 2), 3, frozenset("c"), frozenset("c"))


def test_another_class_is_against_the_majority_a_synonym_is_not() -> None:
    lorry = compared(
        TaskKind.DETECT,
        answered("a", boxes=(box("truck", 0, 0, 1, 1),)),
        answered("b", boxes=(box("trucks", 0, 0, 1, 1),)),
        answered("c", boxes=(box("lorry", 0, 0, 1, 1),)),
    )
    assert image_agreement(lorry) == ImageAgreement((0, 1), 3, frozenset("c"), frozenset("c"))
    synonyms = replace(USUAL_OPTIONS, synonyms={"lorry": "truck"})
    assert image_agreement(lorry, synonyms) == ImageAgreement((1, 1), 3)


def test_of_two_models_each_has_its_own_box_and_none_is_wrong() -> None:
    two = agreed(TaskKind.DETECT, answered("a", boxes=(CONE,)), answered("b", boxes=(CUP,)))
    assert two == ImageAgreement((0, 2), 2, frozenset(), frozenset("ab"))
    half = agreed(
        TaskKind.DETECT,
        *(answered(name, boxes=(CONE, CUP)) for name in "ab"),
        *(answered(name, boxes=(CONE,)) for name in "cd"),
    )
    assert half == ImageAgreement((1, 2), 4)


def test_one_wrong_digit_is_against_the_majority() -> None:
    receipt = agreed(
        TaskKind.READ_TEXT,
        answered("a", "SHOP\nTOTAL 17.38"),
        answered("b", "SHOP\nTOTAL 17.88"),
        answered("c", "SHOP\nTOTAL 17.38"),
    )
    assert receipt == ImageAgreement((1, 2), 3, frozenset("b"), frozenset("b"))


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (
            TaskKind.COUNT,
            [answered(name, value=count) for name, count in zip("abcd", (4, 4, 4, 5), strict=True)],
        ),
        (
            TaskKind.CLASSIFY,
            [
                answered(name, labels=(Label(label),))
                for name, label in zip("abcd", ("cat", "cat", "cat", "fox"), strict=True)
            ],
        ),
        (
            TaskKind.ASK,
            [
                answered(name, text)
                for name, text in zip("abcd", ("4", "four", "4", "5"), strict=True)
            ],
        ),
        (
            TaskKind.STRUCTURED,
            [
                answered(name, value={"total": total})
                for name, total in zip("abcd", (17.38, "17.38", 17.38, 17.88), strict=True)
            ],
        ),
    ],
)
def test_every_task_tells_who_is_against_the_majority(
    kind: TaskKind, answers: list[Answer]
) -> None:
    agreement = image_agreement(compared(kind, *answers))
    assert agreement.differing == agreement.alone == frozenset("d")


def test_without_a_majority_nobody_is_against_it() -> None:
    counts = [answered(name, value=at) for at, name in enumerate("abc")]
    assert agreed(TaskKind.COUNT, *counts).differing == frozenset()


def test_failed_answers_take_no_part_and_too_much_text_is_compared_by_nobody() -> None:
    failed = agreed(TaskKind.DETECT, answered("a", boxes=(CONE,)), FAILED)
    assert failed == ImageAgreement(None, 1)
    assert failed.share is None
    long = [answered(name, "x" * MOST_CHARACTERS) for name in "ab"]
    assert agreed(TaskKind.READ_TEXT, *long) == ImageAgreement(None, 0)


def test_a_cell_says_the_answer_on_one_line() -> None:
    assert short_answer(answered("a", boxes=(CONE, CUP, CONE)), TaskKind.DETECT) == "cone 2, cup 1"
    assert short_answer(answered("a", "no\n boxes"), TaskKind.DETECT) == "no boxes"
    labels = (Label("cat", 0.9), Label("fox", 0.1))
    assert short_answer(answered("a", labels=labels), TaskKind.CLASSIFY) == "cat, fox"
    assert short_answer(answered("a", "There are 7.", value=7), TaskKind.COUNT) == "7"
    fields = {"date": "2026-11-23", "total": 17.38, "items": ["ä"]}
    assert short_answer(answered("a", value=fields), TaskKind.STRUCTURED) == (
        'date: 2026-11-23 · total: 17.38 · items: ["ä"]'
    )
    long = short_answer(answered("a", "word " * 10_000), TaskKind.CAPTION)
    assert len(long) == LONGEST
    assert long.endswith("…")
