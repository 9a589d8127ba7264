"""Which family a model is of: told by its files first, by its name where they say nothing."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.profiles import Match, Profile

_GLOB = re.compile(r"[*?\[]")
_SEPARATOR = r"[\s._-]"
# Where one piece of a name may be written apart from the next: gemma3, gemma-3, Gemma 3.
_JOINTS = re.compile(r"[\s._-]+|(?<=[a-z])(?=[0-9])")


def choose(
    profiles: Mapping[str, Profile], *, architecture: str = "", projector: str = "", name: str = ""
) -> Profile:
    """The profile of a model's family; `generic` for everything unknown.

    A projector type that some family's files carry leaves only the families that carry it: a name
    is written by whoever uploads a file, the type by the converter. Without one, an architecture
    rules out the families of other architectures. Among those left, the longest pattern of `name`
    decides, then the architecture, then whose type the projector usually is.
    """

    def fit(profile: Profile) -> tuple[int, bool, bool]:
        match = profile.match
        return (
            len(longest_pattern(match, name)),
            bool(architecture) and architecture in match.architectures,
            bool(projector) and projector in match.projectors,
        )

    best = max(_possible(profiles.values(), architecture, projector), key=fit, default=None)
    return best if best is not None and any(fit(best)) else profiles["generic"]


def carries(match: Match, projector: str) -> bool:
    """Whether files of the family have projectors of this type."""
    return projector in match.projectors or projector in match.shared_projectors


def _possible(profiles: Iterable[Profile], architecture: str, projector: str) -> Iterable[Profile]:
    every = list(profiles)
    by_projector = [profile for profile in every if carries(profile.match, projector)]
    if by_projector:
        return by_projector
    if any(architecture in profile.match.architectures for profile in every):
        return [
            profile
            for profile in every
            if not profile.match.architectures or architecture in profile.match.architectures
        ]
    return every


def longest_pattern(match: Match, name: str) -> str:
    """The longest of a family's patterns that fits `name`; empty when none does."""
    lower = name.lower()
    fitting = [pattern for pattern in match.names if name and _expression(pattern).search(lower)]
    return max(fitting, key=len, default="")


@lru_cache(maxsize=1024)
def _expression(pattern: str) -> re.Pattern[str]:
    """A pattern with `*`, `?` or `[` is for the whole name (fnmatch); any other is for whole words.

    Words stand anywhere in the name, but not inside a longer word or number: `gemma-4` is in
    “Gemma 4 E2B” and “gemma4:12b”, not in “medgemma-4b”, “gemma-4b” or “gemma-4.5”.
    """
    lower = pattern.lower()
    if _GLOB.search(lower):
        return re.compile(fnmatch.translate(lower))
    pieces = [re.escape(piece) for piece in _JOINTS.split(lower) if piece]
    begin = r"(?<![a-z0-9])" if lower[:1].isalnum() else ""
    end = r"(?![a-z0-9])(?![.]\d)" if lower[-1:].isdigit() else r"(?![a-z])"
    return re.compile(begin + f"{_SEPARATOR}?".join(pieces) + end)


def recognised_by(
    match: Match, *, architecture: str = "", projector: str = "", name: str = ""
) -> Message:
    """What of a model made `choose` take the profile with this `match`, as half a sentence.

    Empty when nothing did.
    """
    if projector and projector in match.projectors:
        return message("its projector says “{projector}”", projector=projector)
    pattern = longest_pattern(match, name)
    if pattern:
        words = pattern.strip("*/").replace("*", "…")
        return message("its name has “{words}” in it", words=words)
    if architecture and architecture in match.architectures:
        return message("its weights say “{architecture}”", architecture=architecture)
    return EMPTY
