"""Keeps comparisons as fast as it can and says each one it has kept, until it is killed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tests.history.history_kit import answer, comparison

from vizdesk.comparison.types import AnswerState
from vizdesk.history.store import History


def main() -> None:
    """argv: the file, the first number."""
    history, first = History(Path(sys.argv[1])), int(sys.argv[2])
    for number in range(first, first + 100_000):
        begun = comparison(number, answer("Gemma", "", state=AnswerState.QUEUED))
        history.keep(begun, b"t" * 3000)
        for length in range(1, 6):
            text = "word " * length * 20
            history.keep_answer(begun.id, 0, answer("Gemma", text, state=AnswerState.RUNNING))
        history.keep(replace(begun, answers=(answer("Gemma", f"final {number}", "cat"),)))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
