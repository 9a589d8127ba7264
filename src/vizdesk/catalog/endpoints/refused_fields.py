"""Fields of a request that a server refused for a model: remembered, so that they are left out."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from vizdesk.common.atomic_files import write_whole
from vizdesk.comparison.models import Endpoint

log = logging.getLogger(__name__)

Days = Mapping[str, str]
"""From the name of a field to the ISO date on which it was refused."""


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


class RefusedFields:
    """The file at `path`: by base URL and model's id, the refused fields with the day of each.

    May be called from any thread. A file that cannot be read counts as empty, one that cannot be
    written is remembered for this run: at worst a question is refused and asked once more.
    """

    def __init__(self, path: Path | None = None, today: Callable[[], str] = _today) -> None:
        """Without `path` nothing is kept beyond this run."""
        self._path, self._today = path, today
        self._lock = threading.Lock()
        self._entries: dict[str, dict[str, dict[str, str]]] | None = None

    def of(self, endpoint: Endpoint) -> Days:
        """What is left out for a model at an endpoint."""
        with self._lock:
            return dict(self._loaded().get(_home(endpoint), {}).get(endpoint.slug, {}))

    def all(self) -> list[tuple[Endpoint, Days]]:
        """Every model of which something is left out."""
        with self._lock:
            self._read_again()
            return [
                (Endpoint(url, slug), dict(days))
                for url, models in self._loaded().items()
                for slug, days in models.items()
                if days
            ]

    def remember(self, endpoint: Endpoint, fields: Iterable[str]) -> None:
        """Leave these fields out from now on."""
        with self._lock:
            self._read_again()
            models = self._loaded().setdefault(_home(endpoint), {})
            days = models.setdefault(endpoint.slug, {})
            days.update((field, self._today()) for field in fields)
            self._write()

    def forget(self, endpoint: Endpoint) -> None:
        """Send all of them again."""
        with self._lock:
            self._read_again()
            self._loaded().get(_home(endpoint), {}).pop(endpoint.slug, None)
            self._write()

    def _loaded(self) -> dict[str, dict[str, dict[str, str]]]:
        if self._entries is None:
            self._entries = _read(self._path)
        return self._entries

    def _read_again(self) -> None:
        """Another vizdesk may have learnt meanwhile."""
        if self._path is not None:
            self._entries = _read(self._path)

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(self._entries, ensure_ascii=False, indent=1))
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error)
            self._path = None


def _home(endpoint: Endpoint) -> str:
    """Replicas of a pool run the same program: what one refuses all do."""
    return endpoint.home or endpoint.base_url


def _read(path: Path | None) -> dict[str, dict[str, dict[str, str]]]:
    if path is None:
        return {}
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(url): {
                str(slug): {
                    str(field): date.fromisoformat(day).isoformat() for field, day in fields.items()
                }
                for slug, fields in models.items()
            }
            for url, models in written.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s cannot be read: %s", path, error)
        return {}
