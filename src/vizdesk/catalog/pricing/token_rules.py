"""The vendors' rules for counting images, read from resources/image_tokens.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from vizdesk.common.toml_files import read_toml
from vizdesk.comparison.image_tokens import Limit, TokenKind, TokenRule


class TokenRuleError(ValueError):
    """The file says something that cannot be understood; names the rule."""


def load_rules(path: Path) -> tuple[TokenRule, ...]:
    """All rules of the file, in its order. Raises TokenRuleError, OSError."""
    entries = read_toml(path).get("rule", [])
    rules = []
    for number, entry in enumerate(entries, 1):
        try:
            rules.append(_rule(entry))
        except (KeyError, TypeError, ValueError) as error:
            raise TokenRuleError(f"{path.name}, rule {number}: {error!r}") from error
    return tuple(rules)


def rule_for(rules: Sequence[TokenRule], slug: str) -> TokenRule | None:
    """The rule of the longest pattern that fits `slug`, whatever stands around the model's name."""
    name = model_name(slug)
    fits = [
        (len(pattern), rule)
        for rule in rules
        for pattern in rule.names
        if fnmatchcase(name, pattern)
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


# Amazon Bedrock writes eu.anthropic.claude-…-v1:0, fine-tuned models begin with ft:, OpenRouter
# ends with :free, Vertex with @20250929, Cloudflare begins with @cf/.
_BEFORE = re.compile(
    r"^(?:ft:)?(?:[a-z]{2,6}\.)?(?:(?:anthropic|openai|google|mistral|qwen|xai|x-ai)\.)?"
)
_AFTER = re.compile(r"[:@].*$")


def model_name(slug: str) -> str:
    """The model's own name in a slug: without maker, region, variant, version of the host."""
    return _AFTER.sub("", _BEFORE.sub("", slug.lower().rsplit("/", 1)[-1]))


def _rule(entry: Mapping[str, Any]) -> TokenRule:
    plain = {key: value for key, value in entry.items() if key not in ("names", "kind", "limits")}
    return TokenRule(
        names=tuple(entry["names"]),
        kind=TokenKind(entry["kind"]),
        limits={name: Limit(**limit) for name, limit in entry.get("limits", {}).items()},
        **plain,
    )
