"""Which suites can be drawn, by name."""

from __future__ import annotations

from vizdesk.suites.plan import Plan

NAMES = ("vizdesk-67", "little")


def plan_of(name: str) -> Plan:
    """The plan of a suite of NAMES. Raises KeyError."""
    if name == "vizdesk-67":
        from vizdesk.suites.vizdesk_67 import VIZDESK_67

        return VIZDESK_67
    if name == "little":
        from vizdesk.suites.little import LITTLE

        return LITTLE
    raise KeyError(name)
