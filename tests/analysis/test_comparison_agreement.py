"""One comparison's answers agree or differ task by task; what was not read is counted apart."""

from __future__ import annotations

from itertools import permutations
from math import log2

import pytest
from tests.analysis.comparison_kit import answered, box, compared

from vizdesk.analysis.agreement_options import AgreementOptions
from vizdesk.analysis.agreement_words import agreement_line
from vizdesk.analysis.box_agreement import BoxAgreement
from vizdesk.analysis.class_names import read_synonyms
from vizdesk.analysis.comparison_agreement import agreement_of
from vizdesk.analysis.count_agreement import CountAgreement
from vizdesk.analysis.field_agreement import CellState, FieldAgreement
from vizdesk.analysis.label_agreement import LabelAgreement
from vizdesk.analysis.participation import Participation
from vizdesk.analysis.reply_agreement import ReplyAgreement
from vizdesk.analysis.text_agreement import TextAgreement
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Label, Reading

CONE, PALLET = (0.1, 0.1, 0.3, 0.4), (0.5, 0.5, 0.9, 0.9)


def boxes_compared() -> tuple[Answer, ...]:
    return (
        answered("a", boxes=(box("cone", *CONE), box("forklift", *PALLET))),
        answered("b", boxes=(box("Cones", *CONE), box("forklift", *PALLET))),
        answered("c", boxes=(box("truck", 0.5, 0.5, 0.9, 0.88), box("jack", 0.1, 0.6, 0.2, 0.7))),
    )


def agreed_boxes(*answers: Answer, options: AgreementOptions | None = None) -> BoxAgreement:
    comparison = compared(TaskKind.DETECT, *answers)
    result = agreement_of(comparison, options or AgreementOptions()).result
    assert isinstance(result, BoxAgreement)
    return result


def test_objects_are_those_all_have_some_have_and_one_has() -> None:
    result = agreed_boxes(*boxes_compared())
    assert [(each.label, each.support, each.conflict) for each in result.objects] == [
        ("jack", 1, False),
        ("cone", 2, False),
        ("forklift", 3, True),
    ]
    assert (result.all_agree, result.some, result.only_one, result.labels_differ) == (0, 1, 1, 1)
    forklift = result.objects[-1]
    assert forklift.labels == ("forklift", "forklift", "truck")
    assert forklift.spread == pytest.approx(0.38 / 0.4)
    assert forklift.box.y1 == pytest.approx((0.9 + 0.9 + 0.88) / 3)


def test_each_two_models_have_f1_mean_iou_and_what_only_one_drew() -> None:
    first_second, first_third, _ = agreed_boxes(*boxes_compared()).pairs
    assert (first_second.f1, first_second.mean_iou) == (1.0, 1.0)
    assert (first_third.matched, first_third.labels_differ) == (1, 1)
    assert (first_third.only_first, first_third.only_second, first_third.f1) == (1, 1, 0.0)
    assert first_third.mean_iou == pytest.approx(0.95)


def test_synonyms_of_a_person_are_no_conflict() -> None:
    options = AgreementOptions(synonyms=read_synonyms(["truck = forklift"]))
    assert agreed_boxes(*boxes_compared(), options=options).labels_differ == 0


def test_models_that_see_nothing_alike_agree() -> None:
    result = agreed_boxes(answered("a", "none"), answered("b", "[]"))
    assert (result.objects, result.pairs[0].f1, result.pairs[0].mean_iou) == ((), 1.0, None)


def test_failed_stopped_and_unread_answers_are_never_a_disagreement() -> None:
    unread = Answer(
        answered("g").model, AnswerState.DONE, text="?", reading=Reading(problems=("no box",))
    )
    others = (
        answered("d", state=AnswerState.FAILED),
        answered("e", state=AnswerState.STOPPED),
        answered("f", state=AnswerState.UNSUPPORTED),
        unread,
    )
    alone = compared(TaskKind.DETECT, *boxes_compared())
    beside = compared(TaskKind.DETECT, *boxes_compared(), *others)
    assert agreement_of(beside).result == agreement_of(alone).result
    assert agreement_of(beside).participation[3:] == (
        Participation.FAILED,
        Participation.STOPPED,
        Participation.UNSUPPORTED,
        Participation.UNREAD,
    )
    assert agreement_line(agreement_of(beside)).startswith(
        "4 of 7 done · 1 failed · 1 stopped · 1 not supported · 1 not read · all agree on 0 of 3"
    )


def test_the_order_of_models_changes_no_figure() -> None:
    expected = agreement_of(compared(TaskKind.DETECT, *boxes_compared()))
    for answers in permutations(boxes_compared()):
        agreement = agreement_of(compared(TaskKind.DETECT, *answers))
        assert agreement_line(agreement) == agreement_line(expected)
        assert isinstance(agreement.result, BoxAgreement)
        assert isinstance(expected.result, BoxAgreement)
        assert [each.box for each in agreement.result.objects] == [
            each.box for each in expected.result.objects
        ]


def test_one_answer_agrees_with_nobody_unless_the_truth_is_known() -> None:
    comparison = compared(TaskKind.READ_TEXT, answered("a", "TOTAL 17.38"))
    assert agreement_of(comparison).result is None
    assert agreement_line(agreement_of(comparison)).endswith("two answers are needed to compare")
    known = agreement_of(comparison, AgreementOptions(truth="TOTAL 17.88"))
    assert isinstance(known.result, TextAgreement)
    (rates,) = known.result.rates
    assert rates is not None
    assert (rates.cer, rates.wer) == (pytest.approx(1 / 11), 0.5)


def test_while_answers_arrive_the_line_says_how_many() -> None:
    running = answered("b", state=AnswerState.RUNNING)
    comparison = compared(TaskKind.READ_TEXT, answered("a", "TOTAL"), running)
    assert agreement_line(agreement_of(comparison)) == "1 of 2 done"


def test_texts_agree_line_by_line() -> None:
    agreement = agreement_of(
        compared(
            TaskKind.READ_TEXT,
            answered("a", "SHOP\nTOTAL 17.38"),
            answered("b", "Shop\nTOTAL 17.88"),
            answered("c", "SHOP\nTOTAL 17.38\nThank you"),
        )
    )
    assert agreement_line(agreement) == (
        "3 of 3 done · 1 of 3 lines agree · 2 lines differ · 1 missing in one or more"
    )
    assert agreement.agreeing == (1, 3)


def test_the_reference_is_the_model_that_was_named_where_it_answered() -> None:
    comparison = compared(TaskKind.READ_TEXT, answered("a", "17.38"), answered("b", "17.88"))
    agreement = agreement_of(comparison, AgreementOptions(reference="b"))
    assert isinstance(agreement.result, TextAgreement)
    assert agreement.result.rates[1] is None
    assert agreement.reference == "b"
    assert agreement_of(comparison, AgreementOptions(reference="z")).reference == "majority"


def test_short_replies_are_grouped_by_what_they_mean() -> None:
    agreement = agreement_of(
        compared(
            TaskKind.ASK,
            answered("a", "4"),
            answered("b", "There are four nuts."),
            answered("c", "5"),
            question="How many nuts?",
        )
    )
    assert isinstance(agreement.result, ReplyAgreement)
    assert [group.members for group in agreement.result.groups] == [(0, 1), (2,)]
    assert agreement_line(agreement) == "3 of 3 done · 2 of 3 say “4” · 2 different answers"


def test_long_replies_show_sentences_that_only_one_model_says() -> None:
    common = "A forklift stands in front of a warehouse door beside two workers with helmets."
    agreement = agreement_of(
        compared(
            TaskKind.CAPTION,
            answered("a", f"{common}{2 * ' A red extinguisher hangs from the pillar.'}"),
            answered("b", common),
        )
    )
    assert isinstance(agreement.result, ReplyAgreement)
    assert [(each.member, each.sentence) for each in agreement.result.only] == [
        (0, "A red extinguisher hangs from the pillar.")
    ]
    assert agreement_line(agreement).endswith("1 sentence that only one model says")


def test_classes_are_voted_on_by_their_best_score() -> None:
    scored = (Label("dog", 0.2), Label("cat", 0.7))
    agreement = agreement_of(
        compared(
            TaskKind.CLASSIFY,
            answered("a", labels=scored),
            answered("b", labels=(Label("Cat"),)),
            answered("c", labels=(Label("cat"),)),
            answered("d", labels=(Label("fox", 0.57), Label("cat", 0.38))),
        )
    )
    assert isinstance(agreement.result, LabelAgreement)
    assert agreement.result.entropy == pytest.approx(-(0.75 * log2(0.75) + 0.25 * log2(0.25)))
    assert agreement.result.rows[0].scores == (0.7, None, None, 0.38)
    assert agreement_line(agreement) == "4 of 4 done · 3 of 4 say cat · 1 dissents"


def test_two_leading_classes_are_no_majority() -> None:
    agreement = agreement_of(
        compared(
            TaskKind.CLASSIFY,
            answered("a", labels=(Label("cat"),)),
            answered("b", labels=(Label("dog"),)),
        )
    )
    assert agreement_line(agreement) == "2 of 2 done · no majority among 2 models"


def test_several_classes_are_compared_tick_by_tick() -> None:
    agreement = agreement_of(
        compared(
            TaskKind.CLASSIFY,
            answered("a", labels=(Label("wet"), Label("dark"))),
            answered("b", labels=(Label("dark"),)),
            many=True,
        )
    )
    assert agreement.agreeing == (1, 2)
    assert agreement_line(agreement) == "2 of 2 done · 1 of 2 classes given by all"


def test_counts_have_median_deviation_and_what_was_drawn() -> None:
    counts = [answered(name, value=value) for name, value in zip("abc", (24, 24, 26), strict=True)]
    unread = answered("d", "several", value=None)
    agreement = agreement_of(compared(TaskKind.COUNT, *counts, unread), drawn={"a": 24, "c": 25})
    assert isinstance(agreement.result, CountAgreement)
    assert agreement.result.deviations == (0, 0, 2)
    assert agreement.result.drawn == (24, None, 25)
    assert agreement_line(agreement) == (
        "4 of 4 done · 1 not read · median 24 · 2 of 3 say it · from 24 to 26 "
        "· 1 draws another number"
    )


def test_fields_are_the_same_by_their_meaning_and_their_types_are_told() -> None:
    agreement = agreement_of(
        compared(
            TaskKind.STRUCTURED,
            answered("a", value={"date": "2026-11-23", "total": 17.38, "vat": "GB1"}),
            answered("b", value={"date": "23/11/2026", "total": "17.38", "vat": None}),
            answered("c", value={"date": "2026-11-23", "total": 17.88}),
            fields=(("total", ""), ("date", ""), ("vat", "")),
        )
    )
    assert isinstance(agreement.result, FieldAgreement)
    rows = {row.path: row for row in agreement.result.rows}
    assert [*rows] == ["total", "date", "vat"]
    states = {path: [cell.state for cell in row.cells] for path, row in rows.items()}
    assert states == {
        "total": [CellState.EQUAL, CellState.OTHER_TYPE, CellState.DIFFERS],
        "date": [CellState.EQUAL, CellState.OTHER_FORM, CellState.EQUAL],
        "vat": [CellState.EQUAL, CellState.NULL, CellState.MISSING],
    }
    assert (rows["total"].majority, rows["total"].votes, rows["total"].clear) == (17.38, 2, True)
    assert not rows["vat"].clear
    assert agreement_line(agreement) == (
        "3 of 3 done · 1 of 3 fields agree · 1 without clear majority · 2 values missing"
    )


def test_tables_within_an_object_are_rows_and_lists_are_compared_whole() -> None:
    agreement = agreement_of(
        compared(
            TaskKind.STRUCTURED,
            answered("a", value={"shop": {"name": "Green", "tel": 1}, "items": [1, 2]}),
            answered("b", value={"shop": {"name": "green"}, "items": ["1", 2]}),
            fields=(("shop", ""), ("items", "")),
        )
    )
    assert isinstance(agreement.result, FieldAgreement)
    assert {row.path: row.agrees for row in agreement.result.rows} == {
        "items": True,
        "shop.name": True,
        "shop.tel": False,
    }


def test_an_iou_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="IoU must be above 0"):
        AgreementOptions(iou=0)
