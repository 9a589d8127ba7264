"""Placeholder until the drawing program is merged."""

SUITES: tuple[str, ...] = ()


def draw(name: str, seed: int, folder: object) -> None: ...
