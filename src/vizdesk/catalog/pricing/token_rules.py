"""The vendors' rules for counting images, read from resources/image_tokens.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from vizdesk.comparison.image_tokens import Limit, TokenKind, TokenRule


class TokenRuleError(ValueError):
    """The file says something that cannot be understood; names the rule."""


def load_rules(path: Path) -> tuple[TokenRule, ...]:
    """All rules of the file, in its order. Raises TokenRuleError, OSError."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
    rules = []
    for number, entry in enumerate(entries, 1):
        try:
            rules.append(_rule(entry))
        except (KeyError, TypeError, ValueError) as error:
            raise TokenRuleError(f"{path.name}, rule {number}: {error!r}") from error
    return tuple(rules)


def rule_for(rules: Sequence[TokenRule], slug: str) -> TokenRule | None:
    """The rule of the longest pattern that fits `slug` (with or without the maker before a /)."""
    name = slug.lower().rsplit("/", 1)[-1]
    fits = [
        (len(pattern), rule)
        for rule in rules
        for pattern in rule.names
        if fnmatchcase(name, pattern)
    ]
    return max(fits, key=lambda one: one[0])[1] if fits else None


def _rule(entry: Mapping[str, Any]) -> TokenRule:
    plain = {key: value for key, value in entry.items() if key not in ("names", "kind", "limits")}
    return TokenRule(
        names=tuple(entry["names"]),
        kind=TokenKind(entry["kind"]),
        limits={name: Limit(**limit) for name, limit in entry.get("limits", {}).items()},
        **plain,
    )
