"""Text that an XML file can hold."""

from __future__ import annotations

import re

# Everything but `Char` of https://www.w3.org/TR/xml/#charsets, also written as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile("&#(?:([0-9]{1,8})|x([0-9A-Fa-f]{1,8}));")


def xml_text(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids even when they are escaped."""
    return _FORBIDDEN.sub("", text)


def xml_document(text: str) -> str:
    """A whole XML document without forbidden characters and without references to such."""
    return _REFERENCE.sub(_allowed, xml_text(text))


def _allowed(reference: re.Match[str]) -> str:
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    allowed = number <= 0x10FFFF and not _FORBIDDEN.match(chr(number))
    return reference[0] if allowed else ""
