"""Takes keys, headers and the folders of a person out of text that is written down or copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from vizdesk.credentials.keys import MASK
from vizdesk.credentials.written_forms import written_forms

# Values of such variables are never written. Shorter ones ("1", "none") would eat common words.
_SECRET_VARIABLE = re.compile(r"KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH", re.IGNORECASE)
_SHORTEST = 6

# What keys of the known vendors look like, wherever they turn up.
_KEY_FORMS = re.compile(
    r"\b(?:(?:sk|pk|rk|xai|ant|key)[-_][\w-]{8,}|(?:hf|gsk|ghp|gho|r8|nvapi)[-_][\w-]{8,}"
    r"|github_pat_\w{8,}|AIza[\w-]{16,}|AKIA[A-Z0-9]{12,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)"
)
# A header, or a field that is named like a secret, with its value to the end of quote or line.
_FIELD = re.compile(
    r"((?:(?<![\w-])[\w-]*(?:api|access|secret|private|auth)[-_]?(?:key|token)|(?:proxy-|www-)?authorization"
    r"|authenticate|(?:set-)?cookie|token|secret|passw(?:or)?d|credentials?)"
    r"""(?:['"]?\s*[:=]\s*|['"]\s*,\s*))(?:b?(['"])(?:(?!\2).)*\2|[^\r\n"']+)""",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{6,}", re.IGNORECASE)
_USER_INFO = re.compile(r"\b([a-z][a-z0-9+.-]*://)[^\s/@]*(?:@[^\s/@]*)*@", re.IGNORECASE)
_QUERY = re.compile(r"\b([a-z][a-z0-9+.-]*://[^\s?#\"'<>]*)[?#][^\s\"'<>]*", re.IGNORECASE)

_IMAGE = r"(?:png|jpe?g|webp|avif|gif|bmp|tiff?|svg|hei[cf])"
# Folders may have blanks in their names; from the first slash to the first ending of an image.
_IMAGE_PATH = re.compile(
    rf"(?:file://)?(?:\b[A-Za-z]:|~)?[/\\](?:[^/\\\r\n]+[/\\])*?([^/\\\r\n]+?\.{_IMAGE})\b",
    re.IGNORECASE,
)


class Redactor:
    """Call it with a text. `environ` is looked at anew each time; `home` becomes `~`."""

    def __init__(self, environ: Mapping[str, str], home: Path | None = None) -> None:
        self._environ = environ
        self._home = str(home) if home is not None and len(home.parts) > 1 else ""
        self._hiding: list[Callable[[str], str]] = []

    def watch(self, hide: Callable[[str], str]) -> None:
        """Have `hide` take out what it knows of, first: the keys that were used, say."""
        self._hiding.append(hide)

    def __call__(self, text: str) -> str:
        """`text` with `•••` for secrets, `~` for the home folder, images by their name alone."""
        for hide in self._hiding:
            text = hide(text)
        for secret in self._secrets():
            for form in written_forms(secret):
                text = text.replace(form, MASK)
        text = _FIELD.sub(rf"\1{MASK}", text)
        text = _SCHEME.sub(rf"\1 {MASK}", text)
        text = _USER_INFO.sub(rf"\1{MASK}@", text)
        text = _QUERY.sub(rf"\1?{MASK}", text)
        text = _KEY_FORMS.sub(MASK, text)
        text = _IMAGE_PATH.sub(r"\1", text)
        return text.replace(self._home, "~") if self._home else text

    def _secrets(self) -> list[str]:
        secrets = {
            value.strip() for name, value in self._environ.items() if _SECRET_VARIABLE.search(name)
        }
        # The longest first: one may be the beginning of another.
        return sorted(
            (secret for secret in secrets if len(secret) >= _SHORTEST), key=len, reverse=True
        )
