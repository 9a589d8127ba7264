"""Prints the parity table and writes it into docs/parity.md: `make parity`."""

from __future__ import annotations

from pathlib import Path

from parity import fixture
from parity.comparing import Row, compare

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "parity.md"
START, END = "<!-- table: make parity -->", "<!-- end of table -->"
HEAD = (
    "| family | image as sent | image tokens | prompt tokens | features, largest difference |"
    " features, rms | logits | equal greedy tokens |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
)


def main() -> None:
    """Measure every family twice: as vizdesk asks it, and as llama.cpp does by itself."""
    names = fixture.families()
    ours = [line(compare(name)) for name in names]
    alone = [line(compare(name, alone=True)) for name in names]
    table = "\n".join(
        [
            START,
            "As vizdesk asks:",
            "",
            *HEAD,
            *ours,
            "",
            "The same files, image and question, prepared by llama.cpp alone:",
            "",
            *HEAD,
            *alone,
            END,
        ]
    )
    print(table)
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(START)
    DOCUMENT.write_text(before + table + rest.split(END)[1], encoding="utf-8")


def line(row: Row) -> str:
    """One line of the table."""
    size = f"{row.sent_size[0]} x {row.sent_size[1]}" + ("" if row.size_equal else " (other)")
    cells = (
        row.family,
        size,
        str(row.image_tokens),
        "equal" if row.tokens_equal else "**differ**",
        share(row.feature_difference),
        share(row.feature_rms),
        share(row.logit_difference),
        f"{row.same_steps} of {row.steps}",
    )
    return f"| {' | '.join(cells)} |"


def share(value: float | None) -> str:
    """A share in per cent; a dash where the shapes differ."""
    return "–" if value is None else f"{value:.2%}"


if __name__ == "__main__":
    main()
