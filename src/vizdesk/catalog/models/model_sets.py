"""Saved sets of models (“my three”): names with model ids, in sets.toml of the config folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.file_lock import only_writer_or
from vizdesk.common.messages import MessageError, message
from vizdesk.common.toml_files import read_toml
from vizdesk.common.toml_writing import toml_table
from vizdesk.common.typed_tables import why_broken


class SetError(MessageError):
    """A set cannot be read, found or kept; one sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class ModelSet:
    """Models that are compared together, by id, in the order they were saved in."""

    name: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelSets:
    """The sets in the file at `path`, read anew each time: another vizdesk may write there too."""

    path: Path

    def all(self) -> tuple[ModelSet, ...]:
        """Every set, in the order they were made. Raises SetError."""
        try:
            tables = read_toml(self.path).get("set", [])
            return tuple(_set_of(table) for table in tables)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError) as error:
            why = why_broken(error)
            raise SetError(
                message(
                    "{path} cannot be read: {why}. Correct it or delete it.",
                    path=str(self.path),
                    why=why,
                )
            ) from error

    def get(self, name: str) -> ModelSet:
        """The set of this name; upper case does not matter. Raises SetError."""
        sets = self.all()
        for entry in sets:
            if entry.name.casefold() == name.strip().casefold():
                return entry
        names = ", ".join(f"“{entry.name}”" for entry in sets) or "none yet"
        raise SetError(
            message("There is no set “{name}”; there are {names}.", name=name, names=names)
        )

    def holds(self, name: str) -> bool:
        """Whether there is a set of this name. Raises SetError."""
        return any(model_set.name.casefold() == name.strip().casefold() for model_set in self.all())

    def keep(self, new: ModelSet, at: int | None = None) -> None:
        """Keep a set, in place of one of its name; else at its end or at a place.

        Raises SetError when it has no name or no models, or cannot be written.
        """
        new = replace(new, name=" ".join(new.name.split()))
        if not new.name or not new.models:
            raise SetError(message("A set needs a name and at least one model."))
        with only_writer_or(SetError, self.path):
            sets = list(self.all())
            names = [entry.name.casefold() for entry in sets]
            if new.name.casefold() in names:
                sets[names.index(new.name.casefold())] = new
            else:
                sets.insert(len(sets) if at is None else at, new)
            self._write(sets)

    def rename(self, name: str, new_name: str) -> None:
        """Call a set something else. Raises SetError when another one has that name."""
        new_name = " ".join(new_name.split())
        if not new_name:
            raise SetError(message("A set needs a name."))
        with only_writer_or(SetError, self.path):
            kept = self.get(name)
            if self.holds(new_name) and kept.name.casefold() != new_name.casefold():
                raise SetError(
                    message(
                        "There is a set “{new_name}” already; choose another name.",
                        new_name=new_name,
                    )
                )
            renamed = replace(kept, name=new_name)
            self._write([renamed if other == kept else other for other in self.all()])

    def forget(self, name: str) -> int:
        """Delete a set; returns its place, where `keep` puts it back. Raises SetError."""
        with only_writer_or(SetError, self.path):
            sets, forgotten = list(self.all()), self.get(name)
            at = sets.index(forgotten)
            del sets[at]
            self._write(sets)
        return at

    def _write(self, sets: list[ModelSet]) -> None:
        tables = (
            toml_table("set", {"name": model_set.name, "models": model_set.models})
            for model_set in sets
        )
        write_whole(self.path, "\n".join(tables))


def _set_of(table: object) -> ModelSet:
    if not isinstance(table, dict):
        raise TypeError("write [[set]], with two brackets")
    name, models = table["name"], table["models"]
    if not isinstance(name, str) or not isinstance(models, list):
        raise TypeError("name must be text and models a list")
    if not all(isinstance(model, str) for model in models):
        raise TypeError(f"the models of “{name}” must be ids")
    return ModelSet(name, tuple(models))
