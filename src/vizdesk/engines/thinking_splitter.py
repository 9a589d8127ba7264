"""Tells the reasoning a model writes first from its answer, while both are still streaming."""

from __future__ import annotations

from dataclasses import dataclass

# Gemma 4 (channel), Qwen3, GLM, DeepSeek and others (think), Ministral (THINK), Kimi-VL (◁think▷),
# MiniMax and Seed: from their published chat templates. Gemini (thought), Claude (thinking) and
# others write their thoughts so where a gateway has no field for them.
MARKS: tuple[tuple[str, str], ...] = (
    ("<|channel>thought", "<channel|>"),
    ("<think>", "</think>"),
    ("[THINK]", "[/THINK]"),
    ("◁think▷", "◁/think▷"),
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("<reasoning>", "</reasoning>"),
    ("<mm:think>", "</mm:think>"),
    ("<seed:think>", "</seed:think>"),
)
CONTROL_MARKS = frozenset(
    {"<|channel>", "<channel|>", "<think>", "</think>", "[THINK]", "[/THINK]"}
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is all reasoning or all answer."""

    text: str
    thinking: bool


class ThinkingSplitter:
    """Feed it text as it comes; it gives back runs, holding back what may become a mark.

    Reasoning is recognised only before the first visible word of the answer, so that an answer
    may quote such a mark.
    """

    def __init__(self, inside: bool = False) -> None:
        self._close: str | None = MARKS[1][1] if inside else None
        self._answering = False
        self._after_mark = False
        self._held = ""

    @property
    def thinking(self) -> bool:
        """Whether the model is reasoning right now."""
        return self._close is not None

    def feed(self, text: str) -> list[Run]:
        """The runs that are certain once `text` has come."""
        self._held += text
        if self._after_mark:  # the line breaks around a mark belong to it
            self._held = self._held.lstrip("\n")
            self._after_mark = not self._held
        runs: list[Run] = []
        while self._held and self._step(runs):
            pass
        return runs

    def end(self) -> list[Run]:
        """What was still held back when the model stopped."""
        held, self._held = self._held, ""
        return [Run(held, self.thinking)] if held else []

    def _step(self, runs: list[Run]) -> bool:
        if self._answering:
            return self._give(runs, len(self._held))
        return self._inside(runs, self._close) if self._close else self._before(runs)

    def _inside(self, runs: list[Run], close: str) -> bool:
        at = self._held.find(close)
        if at >= 0:
            self._give(runs, at)
            self._skip_mark(len(close))
            self._close = None
            return True
        keep = _possible_start(self._held, close)
        self._give(runs, len(self._held) - keep)
        return False

    def _before(self, runs: list[Run]) -> bool:
        words = self._held.lstrip()
        for opening, close in MARKS:
            if words.startswith(opening):
                self._held = words
                self._skip_mark(len(opening))
                self._close = close
                return True
        if any(opening.startswith(words) for opening, _ in MARKS):
            return False
        self._answering = True
        return True

    def _skip_mark(self, length: int) -> None:
        self._held = self._held[length:].lstrip("\n")
        self._after_mark = not self._held

    def _give(self, runs: list[Run], length: int) -> bool:
        if length > 0:
            runs.append(Run(self._held[:length], self.thinking))
            self._held = self._held[length:]
        return False


def _possible_start(text: str, mark: str) -> int:
    """How many characters at the end of `text` may be the beginning of `mark`."""
    for length in range(min(len(text), len(mark) - 1), 0, -1):
        if mark.startswith(text[-length:]):
            return length
    return 0
