"""A person's own models and settings: one TOML file each, in the config folder.

A file each, so that a broken one takes no other with it and two programs may write at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vizdesk.catalog.gguf.shards import plain_stem
from vizdesk.catalog.models.model_toml import Change, model_entry, read_entries, sampling_entry
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.messages import Message, MessageError, message
from vizdesk.common.toml_files import toml_files
from vizdesk.common.toml_writing import TomlValue, toml_table
from vizdesk.comparison.models import Endpoint, GgufPair, Model, ModelSource


class UserModelsError(MessageError):
    """A model cannot be kept or taken away; one sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class UserModels:
    """The folder of a person's own models. Nothing of it exists before the first is kept."""

    folder: Path

    def load(self, shipped: Sequence[Model]) -> tuple[tuple[Model, ...], tuple[Message, ...]]:
        """`known` with a person's settings, then their own models; and what cannot be read.

        Never raises: each sentence about a broken file names the file and the line.
        """
        models = {model.id: model for model in shipped}
        problems: list[Message] = []
        changes: list[tuple[str, str, Change]] = []
        for path in self._files():
            entries = read_entries(path)
            problems += entries.problems
            changes += entries.settings
            models |= {model.id: model for model in entries.models}
        for model_id, name, change in changes:
            if model_id in models:
                model = models[model_id]
                models[model_id] = replace(
                    model, name=name or model.name, sampling=change(model.local)
                )
        return tuple(models.values()), tuple(problems)

    def holds(self, model_id: str) -> bool:
        """Whether a model of this id was kept here (and can be renamed and taken away)."""
        return self._place(model_id).is_file()

    def keep(self, model: Model) -> None:
        """Write `model` down, in place of an earlier one of its id. Raises UserModelsError."""
        self._write(self._place(model.id), toml_table("model", model_entry(model)))

    def forget(self, model_id: str) -> None:
        """Take a model off the shelf; its files stay. Raises UserModelsError."""
        if not self.holds(model_id):
            raise UserModelsError(self._why_not(model_id))
        self._remove(self._place(model_id))

    def keep_settings(self, model: Model) -> None:
        """Write down how `model`, not a person's own, is to be asked. Raises UserModelsError."""
        table: dict[str, TomlValue] = {"id": model.id, "sampling": sampling_entry(model)}
        self._write(self._settings_place(model.id), toml_table("settings", table))

    def _files(self) -> list[Path]:
        return toml_files(self.folder)

    def _place(self, model_id: str) -> Path:
        return self.folder / f"{_file_stem(model_id)}.toml"

    def _settings_place(self, model_id: str) -> Path:
        return self.folder / f"{_file_stem(model_id)}.settings.toml"

    def _why_not(self, model_id: str) -> Message:
        for path in self._files():
            if any(model.id == model_id for model in read_entries(path).models):
                return message(
                    "{model_id} stands in {path}; take it out there.",
                    model_id=model_id,
                    path=str(path),
                )
        return message("{model_id} is none of the models you added.", model_id=model_id)

    def _write(self, path: Path, text: str) -> None:
        try:
            write_whole(path, text)
        except UnicodeEncodeError as error:
            raise UserModelsError(
                message("The file's name is not valid Unicode; rename it first.")
            ) from error
        except OSError as error:
            raise UserModelsError(
                message(
                    "{path} cannot be written: {why}.",
                    path=str(path),
                    why=error.strerror or str(error),
                )
            ) from error

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise UserModelsError(
                message(
                    "{path} cannot be removed: {why}.",
                    path=str(path),
                    why=error.strerror or str(error),
                )
            ) from error


def same_source(one: ModelSource, other: ModelSource) -> bool:
    """Whether two models are the same files, by whatever link, or the same model of a server.

    Two pasted replies are never known to be of the same model.
    """
    if isinstance(one, GgufPair) and isinstance(other, GgufPair):
        return _same_file(one.weights, other.weights) and _same_file(one.projector, other.projector)
    return isinstance(one, Endpoint) and one == other


def _same_file(one: Path | None, other: Path | None) -> bool:
    if one is None or other is None:
        return one is other
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def user_model_id(model: Model) -> str:
    """The id a model gets when it is added: its file's name, or MODEL@BASE_URL."""
    return plain_stem(model.source.weights) if isinstance(model.source, GgufPair) else model.id


def free_id(wanted: str, models: Sequence[Model]) -> str:
    """`wanted`, with -2, -3 … after it when a model of that id exists."""
    taken = {model.id for model in models}
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate


def _file_stem(model_id: str) -> str:
    plain = re.sub(r"[^\w.-]+", "-", model_id, flags=re.ASCII).strip(".-")[:60]
    if plain == model_id and plain.lower() == plain:
        return plain
    # What was changed might make two ids one (also where file names know no upper case).
    digest = hashlib.sha256(model_id.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{plain or 'model'}-{digest}"
