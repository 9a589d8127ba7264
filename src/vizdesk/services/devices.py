"""The GPUs that models can be put on, as window and command line show them."""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.common.messages import Message


@dataclass(frozen=True, slots=True)
class ComputeDevice:
    """A GPU: what it is called, in answers and as the setting, and whether it is used."""

    words: str
    state: Message
