"""The parts of a card, from TOML values: facts with their sources, evals, prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any, Protocol, TypeVar

from vizdesk.catalog.cards.card import (
    CardCategory,
    EvalBlock,
    EvalCategory,
    ExamBlock,
    ExamScore,
    Feature,
    ListPrice,
    Prose,
)
from vizdesk.catalog.cards.facts import Fact, FactSource
from vizdesk.common.messages import Message, MessageError, message, verbatim
from vizdesk.comparison.models import PriceTier
from vizdesk.comparison.tasks import TaskKind, task_kind

T = TypeVar("T")
Read = Callable[[object], Any]


class Valued(Protocol):
    """A member of an enumeration, open or closed."""

    @property
    def value(self) -> object:
        """What stands for it in a file."""
        ...


E = TypeVar("E", bound=Valued)


class CardError(MessageError, ValueError):
    """A value cannot be understood; `place` leads to it from the card."""

    def __init__(self, words: Message, place: tuple[str | int, ...] = ()) -> None:
        super().__init__(words)
        self.place = place


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a card's values, knowing the file's own sources and hosts."""

    sources: Mapping[str, FactSource]
    hosts: Mapping[str, Mapping[str, Any]]

    def source(self, table: Mapping[str, Any]) -> FactSource:
        """The source a table names with `from`. Raises CardError."""
        name = table.get("from")
        if not isinstance(name, str):
            raise CardError(message("says no source; write from = “…”"))
        if name not in self.sources:
            names = ", ".join(self.sources) or "none"
            raise CardError(
                message(
                    "there is no [sources.{name}]; this file has {known}", name=name, known=names
                )
            )
        return self.sources[name]

    def card_key(self, key: str, value: object) -> object:
        """A card's own text, or facts. Raises CardError."""
        if key in TEXTS:
            return _under(key, lambda: text(value))
        if key == "remarks":
            return _under(key, lambda: texts(value))
        if key == "price":
            return _under(key, lambda: self._facts(value, _price, {"from", "note"}))
        if key in FACTS:
            return _under(key, lambda: self._facts(value, FACTS[key], None))
        raise CardError(message("knows no {key}", key=repr(key)), (key,))

    def fact(self, table: object, read: Callable[[object], T]) -> Fact[T]:
        """One fact, { is = …, from = … }, with a note if there is one. Raises CardError."""
        return self._fact(table, read, None)

    def _facts(self, value: object, read: Read, beside: set[str] | None) -> tuple[Fact[Any], ...]:
        tables = value if isinstance(value, list) else [value]
        return tuple(self._fact(table, read, beside) for table in tables)

    def _fact(self, table: object, read: Read, beside: set[str] | None) -> Fact[Any]:
        if not isinstance(table, Mapping):
            raise CardError(message("write { is = …, from = “…” }"))
        given = {k: v for k, v in table.items() if k not in {"from", "note"}}
        if beside is None:
            if set(given) != {"is"}:
                raise CardError(
                    message("write { is = …, from = “…” }, with a note if there is one")
                )
            value = read(given["is"])
        else:
            value = read(given)
        return Fact(value, self.source(table), text(table.get("note", "")))


def text(value: object) -> str:
    """A text, blanks at its ends taken off. Raises CardError."""
    if not isinstance(value, str):
        raise CardError(message("must be a text, not {value}", value=repr(value)))
    return value.strip()


def texts(value: object) -> tuple[str, ...]:
    """A list of texts. Raises CardError."""
    if not isinstance(value, list):
        raise CardError(message("must be a list of texts, not {value}", value=repr(value)))
    return tuple(text(entry) for entry in value)


def whole(value: object) -> int:
    """A whole number that is not negative. Raises CardError."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise CardError(message("must be a whole number, not {value}", value=repr(value)))
    return value


def number(value: object) -> float:
    """A finite number that is not negative. Raises CardError."""
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if not numeric or not 0 <= value < inf:  # type: ignore[operator]
        raise CardError(message("must be a number, not {value}", value=repr(value)))
    return float(value)  # type: ignore[arg-type]


def date(value: object) -> str:
    """A TOML date, or a text such as "2025-03" where no day is known. Raises CardError."""
    words = str(value)
    parts = words.split("-")
    if len(parts) not in (1, 2, 3) or not all(part.isdigit() for part in parts):
        raise CardError(
            message(
                "must be a date such as 2025-03-12 or “2025-03”, not {value}", value=repr(value)
            )
        )
    return words


def member(kind: Iterable[E]) -> Callable[[object], E]:
    """Reads a member of the enumeration `kind` by its value."""

    def read(value: object) -> E:
        for candidate in kind:
            if candidate.value == value:
                return candidate
        allowed = ", ".join(str(candidate.value) for candidate in kind)
        raise CardError(
            message("must be one of {known}, not {value}", known=allowed, value=repr(value))
        )

    return read


def _set_of(read: Callable[[str], T]) -> Callable[[object], frozenset[T]]:
    return lambda value: frozenset(read(name) for name in texts(value))


def task(name: str) -> TaskKind:
    """A task by its name. Raises CardError."""
    try:
        return task_kind(name)
    except ValueError as error:
        raise CardError(verbatim(str(error))) from None


def only_keys(table: Mapping[str, Any], allowed: set[str]) -> None:
    """Raises CardError when a table has other keys."""
    odd = sorted(set(table) - allowed)
    if odd:
        raise CardError(message("knows no {key}", key=repr(odd[0])), (odd[0],))


def _price(table: object) -> ListPrice:
    assert isinstance(table, Mapping)
    only_keys(table, {"input", "output", "cached", "tiers", "since", "until"})
    if not {"input", "output"} <= set(table):
        raise CardError(message("needs input and output, in dollars per million tokens"))
    try:
        tiers = tuple(PriceTier(**tier) for tier in table.get("tiers", ()))
    except (TypeError, ValueError) as error:
        raise CardError(verbatim(str(error))) from None
    cached = number(table["cached"]) if "cached" in table else None
    since, until = (date(table[key]) if key in table else "" for key in ("since", "until"))
    into, out = number(table["input"]), number(table["output"])
    return ListPrice(into, out, tiers, since, until, cached)


TEXTS = ("name", "family", "profile", "tagline", "to_run")
FACTS: Mapping[str, Read] = {
    **dict.fromkeys(("organisation", "modality", "parameters", "licence", "memory"), text),
    **dict.fromkeys(("boxes", "image_tokens", "price_rank"), text),
    **dict.fromkeys(("released", "deprecated", "shutdown"), date),
    **dict.fromkeys(("context", "output_limit"), whole),
    **dict.fromkeys(("intelligence", "speed", "arena"), number),
    **dict.fromkeys(("tasks", "experimental"), _set_of(task)),
    "category": member(CardCategory),
    "features": _set_of(member(Feature)),
}


MEASURED: Mapping[str, Read] = {
    "average_seconds": number,
    "dollars_per_task": number,
    "median_input_tokens": whole,
    "median_output_tokens": whole,
}


EXAM_TASKS = ("ocr", "extraction", "counting", "identification", "reasoning", "detection")
"""The tasks of vlm-exam, in its order."""


def eval_block(table: Mapping[str, Any], reader: Reader) -> EvalBlock:
    """One `[[card.evals]]`. Raises CardError."""
    names = [category.value for category in EvalCategory]
    only_keys(table, {"from", "note", "suite", "passed", "prompts", *MEASURED, *names})
    by_category = {
        key: _under(key, partial(MEASURED[key], table[key])) for key in table if key in MEASURED
    }
    categories = tuple(
        (EvalCategory(name), *_under(name, partial(_share, table[name])))
        for name in names
        if name in table
    )
    passed, prompts = whole(table.get("passed")), whole(table.get("prompts"))
    if categories and passed != sum(share[1] for share in categories):
        raise CardError(
            message("passed is {passed}, but its categories make another sum", passed=passed),
            ("passed",),
        )
    return EvalBlock(
        reader.source(table),
        text(table.get("suite", "")),
        passed,
        prompts,
        categories,
        note=text(table.get("note", "")),
        **by_category,
    )


def exam_block(table: Mapping[str, Any], reader: Reader) -> ExamBlock:
    """One `[[card.exam]]`. Raises CardError."""
    only_keys(table, {"from", "note", "effort", "samples", "seconds", "dollars", *EXAM_TASKS})
    return ExamBlock(
        reader.source(table),
        text(table.get("effort", "")),
        whole(table.get("samples")),
        tuple(
            _under(name, partial(_exam_score, name, table[name]))
            for name in EXAM_TASKS
            if name in table
        ),
        _under("seconds", lambda: number(table["seconds"])) if "seconds" in table else None,
        _under("dollars", lambda: number(table["dollars"])) if "dollars" in table else None,
        text(table.get("note", "")),
    )


def _exam_score(name: str, table: object) -> ExamScore:
    if not isinstance(table, Mapping):
        raise CardError(message("write {key} = { samples = …, runs = …, percent = … }", key=name))
    only_keys(table, {"samples", "runs", "percent", "strict"})
    shares = [number(table[key]) for key in ("percent", "strict") if key in table]
    if not shares or max(shares) > 100:
        raise CardError(message("{key} needs per cent, 0 to 100", key=name))
    strict = shares[1] if len(shares) == 2 else None
    return ExamScore(name, whole(table.get("samples")), whole(table.get("runs")), shares[0], strict)


def _share(value: object) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise CardError(message("must be [passed, prompts], not {value}", value=repr(value)))
    passed, prompts = whole(value[0]), whole(value[1])
    if passed > prompts or not prompts:
        raise CardError(message("{passed} of {prompts} cannot be", passed=passed, prompts=prompts))
    return passed, prompts


def prose(table: object, reader: Reader) -> Prose:
    """The `[card.prose]`. Raises CardError."""
    if not isinstance(table, Mapping):
        raise CardError(message("write [card.prose]"), ("prose",))
    lists = ("overview", "about", "capabilities", "strengths", "limitations")

    def read() -> Prose:
        only_keys(table, {"from", "best_for", *lists})
        best = table.get("best_for", {})
        if not isinstance(best, Mapping):
            raise CardError(message("write best_for = { “title” = “text” }"), ("best_for",))
        lists_given = {key: texts(table[key]) for key in lists if key in table}
        pairs = tuple((title, text(words)) for title, words in best.items())
        return Prose(reader.source(table), best_for=pairs, **lists_given)

    return _under("prose", read)


def _under(key: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except CardError as fault:
        raise CardError(
            fault.message
            if fault.place
            else message("{key} {fault}", key=key, fault=fault.message),
            (key, *fault.place),
        ) from None
