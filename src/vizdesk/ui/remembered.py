"""Choices of the last time, as they were written down: by name, which may be another version's."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

Choice = TypeVar("Choice", bound=Enum)


def remembered(value: object, usual: Choice) -> Choice:
    """The member of `usual`'s enum that has this value; `usual` where there is none."""
    return next((one for one in type(usual) if one.value == str(value)), usual)
