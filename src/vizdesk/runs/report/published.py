"""What others have published of a model: figures beside a run's own, and never among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vizdesk.common.messages import Message, joined, message, verbatim
from vizdesk.runs.report.pass_rate import Rate


@dataclass(frozen=True, slots=True)
class Published:
    """One model's published figures, of another set of images and prompts than the run's.

    `date` is ISO 8601, `source` a title, `suite` the name its publisher gives the prompts.
    `average_s` is the mean of wall-clock seconds; tokens are medians, the output with reasoning;
    `cost_usd` is that of a question. None and missing categories: not published.
    """

    model: str
    suite: str
    source: str
    date: str
    overall: Rate | None = None
    categories: Mapping[str, Rate] = field(default_factory=dict)
    average_s: float | None = None
    input_tokens: float | None = None
    output_tokens: float | None = None
    cost_usd: float | None = None
    note: str = ""

    def category(self, name: str) -> Rate | None:
        """Its rate in a category, however the name is written; None: not published."""
        rates = (rate for key, rate in self.categories.items() if key.casefold() == name.casefold())
        return next(rates, None)

    @property
    def heading(self) -> str:
        """The name over its column."""
        return f"{self.model} · {self.when}"

    @property
    def when(self) -> Message:
        """The day it was read, as a second line under the model's name."""
        return message("published {date}", date=self.date)

    @property
    def words(self) -> Message:
        """Where the figures come from, as a sentence for people."""
        source = message(
            "{name} · published {date}: {suite} of “{source}”; other images and prompts, not "
            "measured here.",
            name=self.model,
            date=self.date,
            suite=self.suite or message("figures"),
            source=self.source,
        )
        return joined((source, verbatim(self.note)))


def comparable(published: Sequence[Published], categories: Sequence[str]) -> tuple[Published, ...]:
    """Those that share a category, by name, with a suite of these `categories`.

    Without one the two rates would be of different things, and are better not side by side.
    """
    names = {name.casefold() for name in categories}
    return tuple(
        block for block in published if names & {name.casefold() for name in block.categories}
    )
