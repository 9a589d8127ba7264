"""Which control tokens a family's profile means, by name."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase


def matches(name: str, patterns: Sequence[str]) -> bool:
    """Whether a token's text fits one of the fnmatch patterns."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)
