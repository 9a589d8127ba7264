"""A fact about a model: what is said, who said it, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from vizdesk.common.formatting import day
from vizdesk.common.messages import Message, joined, verbatim

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where facts were read. `date` is ISO 8601 (a day, or a month where no day is known)."""

    id: str
    title: str
    date: str
    url: str = ""

    @property
    def words(self) -> Message:
        """Title and date, as a tooltip says them."""
        return joined((verbatim(self.title), day(self.date)), ", ")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T_co]):
    """One value with its source; `note` says what else is to be known of it."""

    value: T_co
    source: FactSource
    note: str = ""


def first(facts: Sequence[Fact[T]]) -> T | None:
    """The value that counts: sources that say otherwise come after it. None: not known."""
    return facts[0].value if facts else None


def conflicting(facts: Sequence[Fact[T]]) -> bool:
    """Whether sources differ."""
    return any(fact.value != facts[0].value for fact in facts)
