"""PySide6, imported so that it does not read the source of every module imported after it.

It looks there for its own name, because a module that says `from __feature__ import snake_case`
gets other method names (https://doc.qt.io/qtforpython-6/considerations.html#features). Nothing
here does; the reading took 26 of the 450 ms of a start.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401 - brings the module below


def _uses_no_features(_module: object) -> bool:
    """As if the name had been found, which for a module without features changes nothing."""
    return True


_feature = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):
    setattr(_feature, "_mod_uses_pyside", _uses_no_features)  # noqa: B010 - no module mypy knows
