"""An enumeration to which the module of a new member adds it, where `enum.Enum` is closed."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, ClassVar, Self, TypeVar

Member = TypeVar("Member", bound="OpenEnum")


class _Iterable(type):
    def __iter__(cls: type[Member]) -> Iterator[Member]:  # type: ignore[misc]
        return iter(cls.members())


class OpenEnum(metaclass=_Iterable):
    """Members of a subclass, known by their `value`: one object each, compared with `is`.

    As with an Enum, `Kind("value")` is the member of that value, ValueError if there is none, and
    `for kind in Kind` gives them in the order in which they were defined.
    """

    __slots__ = ("_value",)
    _value: str
    _members: ClassVar[dict[str, Any]]
    _other_names: ClassVar[dict[str, Any]]
    further_members: ClassVar[str] = ""
    """The module whose import defines all further members; imported at the first unknown value."""

    def __init_subclass__(cls) -> None:
        cls._members, cls._other_names = {}, {}

    def __new__(cls, value: str | OpenEnum) -> Self:
        """The member of this value. Raises ValueError."""
        member = value if isinstance(value, cls) else cls._members.get(str(value))
        if member is None and cls.further_members:
            importlib.import_module(cls.further_members)
            member = cls._members.get(str(value))
        if member is None:
            raise ValueError(f"{value!r} is not a valid {cls.__name__}")
        return member

    @classmethod
    def define(cls, value: str, *other_names: str) -> Self:
        """Add the member of this value; people may call it by `other_names` too.

        Raises ValueError when one of them is taken already.
        """
        for name in (value, *other_names):
            if name in cls._members or name in cls._other_names:
                raise ValueError(f"{cls.__name__} {name!r} is defined twice")
        member = object.__new__(cls)
        member._value = value
        cls._members[value] = member
        cls._other_names |= dict.fromkeys(other_names, member)
        return member

    @classmethod
    def named(cls, name: str) -> Self:
        """The member of this value, or of this other name. Raises ValueError."""
        member = cls._other_names.get(name)
        return cls(name) if member is None else member

    @classmethod
    def members(cls) -> tuple[Self, ...]:
        """All of them, in the order in which they were defined."""
        return tuple(cls._members.values())

    @property
    def value(self) -> str:
        """Its name in files and on the command line."""
        return self._value

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self._value,)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._value!r}>"
