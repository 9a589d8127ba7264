"""How much of a run is answered, and what may be said of a run that is not whole. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.common.messages import EMPTY, Message, joined, message
from vizdesk.runs.records import EvalRecord, finished
from vizdesk.runs.report.pass_rate import COVERAGE


@dataclass(frozen=True, slots=True)
class RunCoverage:
    """Questions of a run, or of one model in it: answered, failed, and all there are."""

    answered: int
    failed: int
    total: int

    @property
    def missing(self) -> int:
        """Questions that were not asked yet."""
        return max(0, self.total - self.answered - self.failed)

    @property
    def whole(self) -> bool:
        """Whether every question has its answer."""
        return self.answered >= self.total

    @property
    def enough(self) -> bool:
        """Whether enough are answered for a grade, a rank and a comparison."""
        return self.answered >= COVERAGE * self.total

    def __str__(self) -> str:
        return f"{self.answered:,}/{self.total:,}"


NOTHING_ASKED = RunCoverage(0, 0, 0)


def coverage_of(records: Sequence[EvalRecord], total: int) -> RunCoverage:
    """Of these records of `total` questions."""
    answered = sum(finished(record.answer) for record in records)
    return RunCoverage(answered, len(records) - answered, total)


def run_coverage(coverages: Sequence[RunCoverage]) -> RunCoverage:
    """Of the whole run, from those of its models."""
    return RunCoverage(
        sum(each.answered for each in coverages),
        sum(each.failed for each in coverages),
        sum(each.total for each in coverages),
    )


def partial_words(coverage: RunCoverage) -> Message:
    """What a run that is not whole says of itself, on every page and in every file; else empty."""
    if coverage.whole:
        return EMPTY
    answered = message(
        "Partial: {answered} of {total} questions are answered",
        answered=f"{coverage.answered:,}",
        total=f"{coverage.total:,}",
    )
    parts = [answered]
    if coverage.failed:
        parts.append(message("{n} failed", n=coverage.failed))
    if coverage.missing:
        parts.append(message("{n} not asked", n=coverage.missing))
    return joined(parts, ", ")


def partial_mark(coverage: RunCoverage) -> Message:
    """The same in two words, for a chart's title; empty where the run is whole."""
    if coverage.whole:
        return EMPTY
    return message("partial: {coverage} answers", coverage=str(coverage))
