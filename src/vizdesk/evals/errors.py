"""The error of a check: a message that names the key that is wrong."""

from __future__ import annotations

from vizdesk.common.messages import MessageError


class CheckError(MessageError, ValueError):
    """An expected value cannot be used; the message names its key and what it must be."""
