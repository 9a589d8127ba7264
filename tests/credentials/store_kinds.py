"""Password stores as people have them, for PYTHON_KEYRING_BACKEND of a program under test.

`Working` has its keys in the JSON file VIZDESK_TEST_KEYS; each of them writes down what it is
asked in the file VIZDESK_TEST_ASKED. Not imported by tests: `keyring` takes each class of this kind
for a store of this system.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from keyring.backend import KeyringBackend  # noqa: TID253 - it is imported by keyring itself
from keyring.errors import KeyringLocked  # noqa: TID253

SLOW_S = float(os.environ.get("VIZDESK_TEST_SLOW_S", "20"))


class Working(KeyringBackend):
    """A store that works."""

    priority: Any = 5

    def _asked(self, question: str) -> None:
        with Path(os.environ["VIZDESK_TEST_ASKED"]).open("a") as file:
            file.write(f"{question}\n")

    def _kept(self) -> dict[str, str]:
        path = Path(os.environ["VIZDESK_TEST_KEYS"])
        return dict(json.loads(path.read_text())) if path.is_file() else {}

    def get_password(self, service: str, username: str) -> str | None:
        self._asked(username)
        return self._kept().get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._asked(f"set {username}")
        kept = self._kept() | {username: password}
        Path(os.environ["VIZDESK_TEST_KEYS"]).write_text(json.dumps(kept))

    def delete_password(self, service: str, username: str) -> None:
        self._asked(f"delete {username}")


class Slow(Working):
    """A store that takes SLOW_S seconds for each question."""

    def get_password(self, service: str, username: str) -> str | None:
        self._asked(username)
        time.sleep(SLOW_S)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._asked(f"set {username}")
        time.sleep(SLOW_S)


class Locked(Working):
    """A store whose unlock dialog was cancelled."""

    def get_password(self, service: str, username: str) -> str | None:
        self._asked(username)
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


class Failing(Working):
    """A store that breaks, and has the key in what it says."""

    def get_password(self, service: str, username: str) -> str | None:
        self._asked(username)
        raise RuntimeError(f"D-Bus is gone; {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(f"D-Bus is gone; {username} {password}")


class Plaintext(Working):
    """A store that writes keys into a file: vizdesk asks it nothing."""

    priority: Any = 0.5
