"""A person's own suites: listed, begun, added to from what is on the screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from vizdesk.common.toml_files import read_toml
from vizdesk.evals.suite import EvalItem
from vizdesk.evals.suite_writer import NewItem, append_items, begin_suite, suite_name
from vizdesk.suite_generator.registry import NAMES


class UserSuites:
    """The suites in `folder`. Every method blocks on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The folders of a person's own suites, without those that vizdesk drew."""
        if not self.folder.is_dir():
            return []
        suites = (path for path in sorted(self.folder.iterdir()) if (path / "suite.toml").is_file())
        return [suite.name for suite in suites if not is_drawn(suite.name)]

    def titles(self) -> list[tuple[str, str]]:
        """Each of them as (name, title); one that cannot be read is called by its folder."""
        return [(name, self._title(name)) for name in self.names()]

    def _title(self, name: str) -> str:
        try:
            table = read_toml(self.folder / name / "suite.toml")
        except (OSError, ValueError):
            return name
        return str(table.get("title") or name)

    def expect(self, suite: str, item: NewItem) -> EvalItem:
        """Put a question with its check into the suite called so, begun if it is not there.

        Raises SuiteError (this is asked already, or the suite cannot be read), ValueError, OSError.
        """
        return self.expect_all(suite, [item])[0]

    def expect_all(self, suite: str, items: Iterable[NewItem]) -> tuple[EvalItem, ...]:
        """Put all of these into the suite called so, or none; it is begun if it is not there.

        Raises what `expect` does and what `items` raises; of a suite that was to be begun nothing
        is left then.
        """
        folder = self.folder / suite_name(suite)
        begun = not (folder / "suite.toml").is_file()
        if begun:
            begin_suite(folder, suite)
        try:
            return append_items(folder, items)
        except BaseException:
            if begun:
                shutil.rmtree(folder)
            raise


def is_drawn(folder: str) -> bool:
    """Whether a folder of this name holds a suite that vizdesk drew."""
    return any(folder.startswith(f"{name}-v") for name in NAMES)
