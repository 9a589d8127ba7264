"""Names by which the models of one run can be told apart, where they come alike. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.models import Endpoint, Model


def distinct_names(models: Sequence[Model]) -> tuple[Model, ...]:
    """The models, those of one name with what tells them apart behind it.

    Names are alike that differ in case, spaces and marks only: “Demo, large” of a file here and
    “demo-large” of a server are one word to whoever reads a table.
    """
    alike: dict[str, list[Model]] = defaultdict(list)
    for model in models:
        alike[_word(model.name)].append(model)
    names = {key: name for many in alike.values() for key, name in _names(many).items()}
    return tuple(replace(model, name=names[model.id]) for model in models)


def _word(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum()) or name


def _names(many: Sequence[Model]) -> dict[str, str]:
    """Where it runs, then which quantisation, then its id: no more than is needed."""
    names = {model.id: model.name for model in many}
    alike = list(many)
    for tell in _TELLING:
        told = [tell(model) for model in alike]
        if len(alike) > 1 and len(set(told)) > 1:
            for model, words in zip(alike, told, strict=True):
                names[model.id] += f" · {words}" if words else ""
            alike = [item for item, words in zip(alike, told, strict=True) if told.count(words) > 1]
    return names


def _where(model: Model) -> str:
    if isinstance(model.source, Endpoint):
        return split_address(model.source.base_url).netloc
    return model.engine.value


_TELLING: Sequence[Callable[[Model], str]] = (
    _where,
    lambda model: model.quantisation,
    lambda model: model.id,
)
