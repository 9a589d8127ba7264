"""The one error of this room."""

from __future__ import annotations

from vizdesk.common.messages import MessageError


class ConversionError(MessageError):
    """A checkpoint cannot be converted: what is wrong, and what to do, as sentences."""
