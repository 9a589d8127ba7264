"""Plane geometry of outlines: area, clipping at a rectangle, and whether a point lies inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Vertex = tuple[float, float]


def area(vertices: Sequence[Vertex]) -> float:
    """The area inside a ring by the shoelace formula, in the square of the vertices' unit.

    https://en.wikipedia.org/wiki/Shoelace_formula. The turn makes no difference; a ring that
    crosses itself counts what it goes round twice in opposite turns as nothing.
    """
    twice = sum(
        x0 * y1 - x1 * y0
        for (x0, y0), (x1, y1) in zip(vertices, [*vertices[1:], *vertices[:1]], strict=True)
    )
    return abs(twice) / 2


def contains(vertices: Sequence[Vertex], x: float, y: float) -> bool:
    """Whether (x, y) lies inside the ring, by the even-odd rule.

    https://en.wikipedia.org/wiki/Even%E2%80%93odd_rule
    """
    inside = False
    for (x0, y0), (x1, y1) in zip(vertices, [*vertices[1:], *vertices[:1]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def clipped(
    vertices: Sequence[Vertex], x0: float, y0: float, x1: float, y1: float
) -> tuple[Vertex, ...]:
    """The part of a ring inside a rectangle, as one ring; empty where no area is left.

    Sutherland and Hodgman's algorithm (1974, https://doi.org/10.1145/360767.360802): where a
    concave ring leaves the rectangle twice, its parts stay joined along the rectangle's side.
    """
    ring = list(vertices)
    for inside, crossing in (
        _side(0, x0, above=True),
        _side(0, x1, above=False),
        _side(1, y0, above=True),
        _side(1, y1, above=False),
    ):
        ring = _cut(ring, inside, crossing)
    return tuple(ring) if len(ring) >= 3 and area(ring) > 0 else ()


def _side(
    axis: int, limit: float, *, above: bool
) -> tuple[Callable[[Vertex], bool], Callable[[Vertex, Vertex], Vertex]]:
    """One side of the rectangle: which vertices are within it, and where an edge crosses it."""

    def inside(vertex: Vertex) -> bool:
        return vertex[axis] >= limit if above else vertex[axis] <= limit

    def crossing(start: Vertex, end: Vertex) -> Vertex:
        share = (limit - start[axis]) / (end[axis] - start[axis])
        other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
        return (limit, other) if axis == 0 else (other, limit)

    return inside, crossing


def _cut(
    ring: list[Vertex],
    inside: Callable[[Vertex], bool],
    crossing: Callable[[Vertex, Vertex], Vertex],
) -> list[Vertex]:
    kept: list[Vertex] = []
    for start, end in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if inside(start) != inside(end):
            kept.append(crossing(start, end))
        if inside(end):
            kept.append(end)
    return kept
