"""Which suites can be drawn, by name."""

from __future__ import annotations

from vizdesk.suite_generator.plan import SuitePlan

NAMES = ("vizdesk-67", "little")


def plan_of(name: str) -> SuitePlan:
    """The plan of a suite of NAMES. Raises KeyError."""
    if name == "vizdesk-67":
        from vizdesk.suite_generator.vizdesk_67 import VIZDESK_67

        return VIZDESK_67
    if name == "little":
        from vizdesk.suite_generator.little import LITTLE

        return LITTLE
    raise KeyError(name)
