"""How a key is written where it is not written as it is: in JSON, HTML, addresses, base64."""

from __future__ import annotations

import base64
import html
import json
import urllib.parse


def written_forms(key: str) -> tuple[str, ...]:
    """`key` as it is and as texts that were made from it hold it, the longest first.

    Those that differ from it only: of a key of letters and digits, itself and base64 are left.
    """
    forms = {
        key,
        json.dumps(key)[1:-1],
        json.dumps(key, ensure_ascii=False)[1:-1],
        repr(key)[1:-1],
        html.escape(key),
        html.escape(key, quote=False),
        urllib.parse.quote(key),
        urllib.parse.quote(key, safe=""),
        base64.b64encode(key.encode("utf-8", "surrogatepass")).decode("ascii"),
    }
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))
