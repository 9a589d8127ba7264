"""How the answers of one model differ: exact ranges, and what is not known is left out."""

from __future__ import annotations

from dataclasses import replace

from tests.history.history_kit import comparison

from vizdesk.analysis.repeat_spread import Range, RepeatSpread, spread_of
from vizdesk.comparison.types import Answer, AnswerState, Reading, Timing, Usage


def answers() -> list[Answer]:
    """Five repeats: three say the same, one counts otherwise, one failed."""
    base = replace(
        comparison().answers[0], state=AnswerState.DONE, text="4", usage=Usage(output_tokens=40)
    )
    fours = [
        replace(base, reading=Reading(value=4), timing=Timing(ttft_s=t, total_s=t + 1))
        for t in (0.4, 0.6, 0.5)
    ]
    five = replace(
        base,
        text="5 \n",
        reading=Reading(value=5),
        usage=Usage(output_tokens=44),
        timing=Timing(ttft_s=0.7, total_s=2.0),
    )
    return [*fours, five, replace(base, state=AnswerState.FAILED)]


def test_the_ranges_are_those_of_the_answers_that_are_done() -> None:
    spread = spread_of(answers())
    assert spread == RepeatSpread(
        asked=5,
        done=4,
        distinct=2,
        counts=Range(4, 4.0, 5),
        tokens=Range(40, 40.0, 44),
        first_token_s=Range(0.4, 0.55, 0.7),
        total_s=Range(1.4, 1.55, 2.0),
    )
    assert str(spread.sentence) == (
        "4 of 5 answered · 2 different replies · count 4 to 5 · output tokens 40 to 44 · "
        "TTFT 0.40 s to 0.70 s · total 1.40 s to 2.00 s"
    )


def test_blanks_make_no_other_reply_and_unknown_figures_are_left_out() -> None:
    base = replace(
        answers()[0], usage=Usage(), timing=Timing(), reading=Reading(value=None), text="a  b"
    )
    spread = spread_of([base, replace(base, text=" a b\n")])
    assert (spread.distinct, spread.counts, spread.tokens, spread.total_s) == (1, None, None, None)
    assert str(spread.sentence) == "2 of 2 answered · all replies alike"


def test_boxes_are_counted_where_no_count_was_asked_for() -> None:
    found = comparison().answers[0]
    boxes = len(found.reading.all_detections)
    assert boxes > 0
    fewer = replace(found, reading=replace(found.reading, detections=found.reading.detections[:1]))
    assert spread_of([found, fewer]).counts == Range(1, (1 + boxes) / 2, boxes)


def test_nobody_answered() -> None:
    failed = replace(answers()[0], state=AnswerState.FAILED)
    assert str(spread_of([failed]).sentence) == "0 of 1 answered"
