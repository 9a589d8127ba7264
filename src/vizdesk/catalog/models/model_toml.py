"""Models and settings as tables of TOML files that a person may have written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

from vizdesk.catalog.models.model_parser import parse_model, parse_sampling, sizes_entry
from vizdesk.common.messages import Message, message
from vizdesk.common.toml_files import parse_toml, read_each, toml_text
from vizdesk.common.toml_writing import TomlValue
from vizdesk.common.typed_tables import why_broken
from vizdesk.comparison.models import Endpoint, GgufPair, Model, Sampling
from vizdesk.comparison.serialization import price_record

Change = Callable[[bool], Sampling]
"""From whether a model is local to the sampling a person chose for it."""


@dataclass(frozen=True, slots=True)
class TomlEntries:
    """What one file holds. `settings` are (model id, name or "", sampling)."""

    models: tuple[Model, ...] = ()
    settings: tuple[tuple[str, str, Change], ...] = ()
    problems: tuple[Message, ...] = ()


def read_entries(path: Path) -> TomlEntries:
    """The `[[model]]` and `[[settings]]` of a file; what cannot be read is said with its line."""
    values, problems = read_each([path], _read_file)
    return values[0][1] if values else TomlEntries(problems=tuple(problems))


def _read_file(path: Path) -> TomlEntries:
    text = toml_text(path)
    data = parse_toml(text)
    models, settings = [], []
    problems: list[Message] = []
    for kind in ("model", "settings"):
        for at, table in enumerate(_tables(data, kind)):
            try:
                if kind == "model":
                    _check(table, ("id", "name", "profile"))
                    models.append(parse_model(table, path.parent))
                else:
                    _check(table, ("id",))
                    change = partial(_sampling, table.get("sampling", {}))
                    change(False)
                    settings.append((table["id"], table.get("name", ""), change))
            except (KeyError, ValueError, TypeError, AttributeError, OSError) as error:
                why = why_broken(error)
                line = _line(text, kind, at)
                problems.append(
                    message(
                        "{path}, line {line}: {why}. Correct or delete it.",
                        path=str(path),
                        line=line,
                        why=why,
                    )
                )
    return TomlEntries(tuple(models), tuple(settings), tuple(problems))


def model_entry(model: Model) -> dict[str, TomlValue]:
    """`model` as a table from which `parse_model` makes the same again."""
    entry: dict[str, TomlValue] = {"id": model.id, "name": model.name, "engine": model.engine.value}
    entry["profile"] = model.profile
    if isinstance(model.source, GgufPair):
        entry["weights"] = str(model.source.weights)
        if model.source.projector is not None:
            entry["projector"] = str(model.source.projector)
    elif isinstance(model.source, Endpoint):
        entry |= {"base_url": model.source.base_url, "slug": model.source.slug}
        if model.source.key_name is not None:
            entry["key"] = model.source.key_name
    for key in ("organisation", "quantisation", "description", "card", "chat_template"):
        if words := getattr(model, key):
            entry[key] = words
    if model.tasks is not None:
        entry["tasks"] = sorted(task.value for task in model.tasks)
    if model.price is not None:
        entry["price"] = {k: v for k, v in price_record(model.price).items() if v != ()}
    sizes = sizes_entry(model)
    if sizes:
        entry["image_sizes"] = {**sizes}
    entry["sampling"] = sampling_entry(model)
    return entry


def sampling_entry(model: Model) -> dict[str, TomlValue]:
    """A model's sampling as a table; see `parse_sampling`."""
    settings = asdict(model.sampling)
    entry: dict[str, TomlValue] = {k: v for k, v in settings.items() if v not in (None, ())}
    nothing = [key for key in ("temperature", "seed") if settings[key] is None]
    return {**entry, "leave_out": nothing} if nothing else entry


def _sampling(settings: Mapping[str, Any], local: bool) -> Sampling:
    return _checked(parse_sampling(settings, local=local))


def _checked(sampling: Sampling) -> Sampling:
    """Raises TypeError when a setting is of a kind that no engine takes."""
    kinds: dict[str, tuple[type, ...]] = {"temperature": (int, float), "seed": (int,)}
    kinds |= {"max_output_tokens": (int,), "effort": (str,), "detail": (str,)}
    kinds |= {"providers": (tuple,)}
    for field in fields(sampling):
        value = getattr(sampling, field.name)
        allowed = kinds.get(field.name, (bool,))
        truth = isinstance(value, bool) and bool not in allowed
        if value is not None and (truth or not isinstance(value, allowed)):
            raise TypeError(f"{field.name} cannot be {value!r}")
    return sampling


def _tables(data: Mapping[str, Any], kind: str) -> list[Any]:
    tables = data.get(kind, [])
    return tables if isinstance(tables, list) else [tables]


def _check(table: Mapping[str, Any], texts: tuple[str, ...]) -> None:
    """Raises KeyError, TypeError when one of these is missing or no text, or a setting is odd."""
    for key in (*texts, *({"chat_template"} & table.keys())):
        if not isinstance(table[key], str):
            raise TypeError(f"{key} must be a text")
    _sampling(table.get("sampling", {}), "weights" in table)


def _line(text: str, kind: str, number: int) -> int:
    """The line, counted from 1, on which the table with this number begins."""
    starts = [
        at
        for at, line in enumerate(text.splitlines(), 1)
        if re.match(rf"\s*\[\[?\s*{kind}\s*\]", line)
    ]
    return starts[number] if number < len(starts) else 1
