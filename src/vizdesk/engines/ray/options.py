"""What `--ray` was given, and the environment its driver is started with."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vizdesk.common.messages import message
from vizdesk.common.sandbox import clean_environment
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import is_loopback

AUTO = "auto"
# What is named like a secret is not passed by prefix; the cluster's token is, on purpose.
_TOKEN_VARIABLES = ("RAY_AUTH_MODE", "RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH")


@dataclass(frozen=True, slots=True)
class RayOptions:
    """A cluster's `address` (host:port, or auto: the one of this machine), what one actor takes.

    `cpus` and `gpus` of its node; with `shared` nodes see images and weights at the same paths.
    """

    address: str
    cpus: float = 1.0
    gpus: float = 0.0
    shared: bool = False

    @property
    def here(self) -> bool:
        """Whether the cluster's head is this machine."""
        return self.address == AUTO or is_loopback(f"http://{self.address}")


def token_file(environ: Mapping[str, str]) -> Path:
    """Where Ray's token lies: https://docs.ray.io/en/latest/ray-security/token-auth.html"""
    named = environ.get("RAY_AUTH_TOKEN_PATH", "")
    return Path(named) if named else Path(environ.get("HOME", "~")).expanduser() / ".ray/auth_token"


def has_token(environ: Mapping[str, str]) -> bool:
    """Whether a token is there to be used."""
    return bool(environ.get("RAY_AUTH_TOKEN")) or token_file(environ).is_file()


def driver_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The driver's environment: no API keys; no usage reports; the cluster's token where there is.

    A token file alone does not switch tokens on for a driver that joins by address.
    """
    passed = clean_environment(environ, ("RAY_", "LC_", "LANG", "VIZDESK_"))
    passed |= {name: environ[name] for name in _TOKEN_VARIABLES if name in environ}
    if "RAY_AUTH_MODE" not in environ and has_token(environ):
        passed["RAY_AUTH_MODE"] = "token"
    return {**passed, "RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS": "0"}


def check_installed() -> None:
    """Raises EngineError where the extra is not installed; ray itself is not imported."""
    if importlib.util.find_spec("ray") is None:
        raise EngineError(
            message("--ray needs Ray, which is not installed here."),
            message("Install it: pip install 'vizdesk[ray]'"),
        )


def neutral_folder() -> str:
    """Where the driver runs: Ray puts its folder into the module path of every actor."""
    return os.path.realpath(tempfile.mkdtemp(prefix="vizdesk-ray-"))
