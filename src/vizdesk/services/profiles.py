"""The shipped profiles with a person's own over them, and the family a person chose for a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.file_lock import only_writer
from vizdesk.common.messages import Message, message
from vizdesk.common.toml_files import read_each, read_toml, toml_files
from vizdesk.common.typed_tables import why_broken
from vizdesk.comparison.models import Model
from vizdesk.comparison.profile_tables import Tables, changes, laid_over, toml_text
from vizdesk.comparison.profiles import Profile, parse_profile, with_published_limits


class UserProfiles:
    """Reads and keeps `folder`/profiles/*.toml and `folder`/families.toml.

    A file of one's own says only what is otherwise than in the shipped profile of the same id; a
    new id is a family of one's own. A file that cannot be understood is left out and named in
    `problems`; the shipped profile stands in for it.
    """

    def __init__(
        self,
        shipped: Mapping[str, Profile],
        folder: Path,
        published_limits: Callable[[], bool] = lambda: False,
    ) -> None:
        self.shipped = shipped
        self._published_limits = published_limits
        self.problems: tuple[Message, ...] = ()
        self._folder = folder / "profiles"
        self._chosen_file = folder / "families.toml"
        self._all: dict[str, Profile] = {}
        self._files: dict[str, Path] = {}
        self._chosen: dict[str, str] = {}
        self.reload()

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """Every profile by id, as it is now; the view stays true after changes."""
        return MappingProxyType(self._all)

    def reload(self) -> None:
        """Read the folder anew. Never raises: what is wrong is in `problems`."""
        entries, problems = read_each(toml_files(self._folder), self._read_file, _sentence)
        profiles = {**self.shipped, **{profile.id: profile for _, profile in entries}}
        files = {profile.id: path for path, profile in entries}
        choices_file = [self._chosen_file] if self._chosen_file.exists() else []
        read, unread = read_each(
            choices_file, lambda path: self._read_choices(path, profiles), _sentence
        )
        choices = read[0][1] if read else {}
        problems += unread
        # Never empty in between: another thread may be looking a profile up.
        self._all.update(profiles)
        for gone in set(self._all) - set(profiles):
            del self._all[gone]
        self._files, self._chosen, self.problems = files, choices, tuple(problems)

    def _read_file(self, path: Path) -> Profile:
        return self._read(read_toml(path), path.stem)

    def _read(self, tables: Tables, stem: str) -> Profile:
        tables = {"id": stem, **tables}
        own_words = tables.pop("own_words", False)
        if tables["id"] in self.shipped:
            return laid_over(self.shipped[tables["id"]], tables)
        common = {} if own_words else self.shipped["generic"].prompts
        words = tables.get("prompts", {})
        return parse_profile({"name": stem, **tables, "prompts": {**common, **words}})

    def _read_choices(self, path: Path, profiles: Mapping[str, Profile]) -> dict[str, str]:
        table = read_toml(path).get("family", {})
        for model, family in table.items():
            if family not in profiles:
                raise ValueError(f"family.{model} is {family!r}, and there is no such profile")
        return dict(table)

    def profile_of(self, model: Model) -> Profile:
        """How `model` is asked: the family chosen for it, else the one the catalogue names.

        Its images are as large as the makers publish when a setting says so.
        """
        families = (self._chosen.get(model.id), model.profile, "generic")
        profile = next(self._all[family] for family in families if family in self._all)
        return with_published_limits(profile) if self._published_limits() else profile

    def chosen(self, model: Model) -> bool:
        """Whether a person chose this model's family."""
        return model.id in self._chosen

    def edited(self, profile_id: str) -> bool:
        """Whether a person's own words stand over the shipped ones."""
        return profile_id in self._files

    def keep(self, profile: Profile) -> None:
        """Keep a changed profile; one that is as shipped again needs no file. Raises OSError."""
        path = self._files.get(profile.id, self._folder / f"{profile.id}.toml")
        shipped = self.shipped.get(profile.id)
        if shipped is None:
            write_whole(path, toml_text({"own_words": True, **changes(profile, Profile("", ""))}))
        elif changes(profile, shipped):
            write_whole(path, toml_text({"id": profile.id, **changes(profile, shipped)}))
        else:
            path.unlink(missing_ok=True)
        self.reload()

    def choose(self, model: Model, profile_id: str) -> None:
        """Ask `model` as this family from now on. Raises OSError."""
        with only_writer(self._chosen_file):
            self.reload()  # another vizdesk may have chosen meanwhile
            chosen = {**self._chosen, model.id: profile_id}
            if profile_id == model.profile:
                del chosen[model.id]
            write_whole(self._chosen_file, toml_text({"family": chosen}))
        self.reload()


def _sentence(path: Path, error: Exception) -> Message:
    return message(
        "{path} cannot be used: {why}. What vizdesk ships is used instead.",
        path=str(path),
        why=why_broken(error),
    )
