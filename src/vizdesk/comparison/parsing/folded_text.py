"""Text as it is compared where its typing does not matter."""

from __future__ import annotations

import re
import unicodedata

from vizdesk.comparison.parsing.final_answer import tidy


def folded(text: str) -> str:
    """The text as it is compared: NFKC but for figures, plain quotes and dashes, case, spaces."""
    text = tidy(text)
    text = "".join(
        character
        if unicodedata.category(character) == "No"
        else unicodedata.normalize("NFKC", character)
        for character in text
    )
    text = re.sub(r"[‒–—―−]", "-", text)
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
