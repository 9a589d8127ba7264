"""Placeholder until the drawing program is merged."""

SUITES: dict[str, str] = {}


def draw(name: str, seed: int, folder: object) -> None: ...
