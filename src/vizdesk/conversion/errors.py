"""The one error of this room."""

from __future__ import annotations


class ConversionError(Exception):
    """A checkpoint cannot be converted: what is wrong, and what to do, as sentences."""
