"""What one's own comparisons and evals measured of a model, a sentence each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from statistics import median

from vizdesk.common.formatting import day, seconds
from vizdesk.common.messages import Message, message, plural, verbatim
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.runs.indexing import ModelShare
from vizdesk.runs.report.pass_rate import COVERAGE
from vizdesk.runs.store import RunEntry, RunStore


def in_comparisons(answers: Sequence[Answer]) -> list[Message]:
    """How many answers came whole since the window was opened, and how long they took."""
    times = [
        answer.timing.total_s
        for answer in answers
        if answer.state is AnswerState.DONE and answer.timing.total_s is not None
    ]
    if not times:
        return []
    return [
        plural(
            "Compared since the window was opened: {n} answer in {seconds}.",
            "Compared since the window was opened: {n} answers, {seconds} in the middle.",
            len(times),
            seconds=seconds(median(times)),
        )
    ]


def in_evals(store: RunStore, names: Collection[str], most: int = 5) -> list[Message]:
    """The newest runs that asked a model of these names; looks at the disk. Raises RunsError."""
    return list(islice(_of_runs(store, names), most))


def _of_runs(store: RunStore, names: Collection[str]) -> Iterator[Message]:
    for entry in store.entries():
        for at, name in enumerate(entry.models):
            if name in names:
                share = store.shares(entry.id).get(at, ModelShare(at, 0, 0, 0))
                yield _sentence(entry, share)


def _sentence(entry: RunEntry, share: ModelShare) -> Message:
    """A share of right answers only where enough were answered, as everywhere in evals."""
    asked = entry.total // max(1, len(entry.models))
    about = message(
        "{title}, {day}", title=verbatim(entry.title), day=day(entry.created.date().isoformat())
    )
    if share.answered < COVERAGE * asked:
        return message(
            "Eval “{about}”: {answered} of {asked} answered, too few for a rate.",
            about=about,
            answered=share.answered,
            asked=asked,
        )
    if not share.judged:
        return message(
            "Eval “{about}”: {answered} answered, none checked.",
            about=about,
            answered=share.answered,
        )
    return message(
        "Eval “{about}”: {right} of {judged} right; intervals stand in Evals.",
        about=about,
        right=share.right,
        judged=share.judged,
    )
