"""One reply as it comes in, whichever API it comes through: words, figures, the proof of an end."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.events import (
    EngineProgress,
    Event,
    Finished,
    Measured,
    Notice,
    TextDelta,
    ThinkingDelta,
)
from vizdesk.comparison.types import FinishReason, Phase, Timing, Usage
from vizdesk.credentials.keys import Secret
from vizdesk.engines.openai.usage import Bill
from vizdesk.engines.redaction import KeyMask, redact
from vizdesk.engines.thinking_splitter import Run, ThinkingSplitter

# Once everything was said a socket is waited for so long, in seconds: text or usage may still be on
# their way. Without usage longer, since it comes last.
LINGER_S = 1.0
LINGER_FOR_USAGE_S = 5.0
MOST_CHARACTERS = 8_000_000
"""Of an answer and its reasoning, each: sixteen times what any model may write (128,000 tokens)."""


@dataclass(slots=True)
class Reply:
    """What has come so far. `reason` stays None until the server says that the answer is complete.

    The clock runs from the moment the request is sent, in seconds. `recognised`: something came
    that belongs to an answer. `over`: nothing can follow. `by_delta`: text came in pieces. `odd`:
    something could not be read. `billed`: the answer costs something, so its counts matter.
    """

    secrets: Sequence[Secret] = ()
    clock: Callable[[], float] = time.perf_counter
    reason: FinishReason | None = None
    bill: Bill = field(default_factory=Bill)
    billed: bool = True
    refused: bool = False
    recognised: bool = False
    over: bool = False
    by_delta: bool = False
    odd: bool = False
    called: bool = False
    wrote: bool = False
    thought: bool = False
    routed: str = ""
    _uncounted: bool = False
    served: str = ""
    phase: Phase = Phase.READING_IMAGE
    splitter: ThinkingSplitter = field(default_factory=ThinkingSplitter)
    _tool: str = ""
    _arguments: list[str] = field(default_factory=list)
    _received: list[str] = field(default_factory=list)
    _characters: int = 0
    _text_mask: KeyMask = field(init=False)
    _thinking_mask: KeyMask = field(init=False)
    _first_text: float | None = None
    _first: float | None = None
    _last: float = 0.0
    _start: float = field(init=False)

    def __post_init__(self) -> None:
        self._start = self.clock()
        self._text_mask, self._thinking_mask = KeyMask(self.secrets), KeyMask(self.secrets)

    @property
    def received(self) -> str:
        """The text of the answer as the server sent it, marks of reasoning included."""
        return "".join(self._received)

    @property
    def linger_s(self) -> float | None:
        """How long a silent socket is waited for, in seconds; None: as long as usual."""
        if self.reason is None:
            return None
        return LINGER_S if self.usage != Usage() else LINGER_FOR_USAGE_S

    @property
    def progress(self) -> tuple[FinishReason | None, Usage, int]:
        """What changes whenever the answer does."""
        return self.reason, self.usage, self._characters

    @property
    def too_long(self) -> bool:
        """Whether this is more than any model writes."""
        return self._characters > MOST_CHARACTERS

    @property
    def tool_arguments(self) -> str:
        """The arguments of the tool that was called in place of an answer; "" if they are empty."""
        arguments = "".join(self._arguments).strip()
        return "" if arguments in ("", "{}", "null", "[]") else arguments

    @property
    def tool(self) -> str:
        """The name of that tool."""
        return redact(self._tool, self.secrets)

    def text(self, delta: object) -> Iterator[Event]:
        """More of the answer, if `delta` is any text at all."""
        if isinstance(delta, str) and delta:
            self._take(delta)
            yield from self._text(self._text_mask.feed(delta))

    def split_text(self, delta: object) -> Iterator[Event]:
        """More of an answer that may begin with its reasoning in `<think>` marks."""
        if isinstance(delta, str) and delta:
            self._take(delta)
            yield from self._split(self.splitter.feed(delta))

    def whole_text(self, text: object) -> Iterator[Event]:
        """A text that is complete; pieces of it, or all, may have come before."""
        if not isinstance(text, str) or text.strip() in self.received:
            return
        before = self.received
        yield from self.split_text(text[len(before) :] if text.startswith(before) else text)

    def _take(self, delta: str) -> None:
        self._received.append(delta)
        self._note(delta)

    def _note(self, delta: str) -> None:
        """What comes is not counted yet; what is held back and shown later was noted before."""
        self._characters += len(delta)
        self._uncounted = True

    def _split(self, runs: Sequence[Run]) -> Iterator[Event]:
        for run in runs:
            if run.thinking:
                yield from self._thinking(run.text)
            else:
                yield from self._text(self._text_mask.feed(run.text))

    def _text(self, text: str) -> Iterator[Event]:
        if not text:
            return
        yield from self._enter(Phase.WRITING)
        self._tick()
        if self._first_text is None:
            self._first_text = self._last
            yield Measured(Timing(ttft_s=self._first_text - self._start))
        self.wrote = True
        yield TextDelta(text)

    def call(self, name: object, arguments: object) -> None:
        """A call of a tool, or a piece of one."""
        if isinstance(name, str) and name:
            self._tool = name
        if isinstance(arguments, dict):
            arguments = json.dumps(arguments, ensure_ascii=False)
        if isinstance(arguments, str) and arguments:
            self._arguments.append(arguments)
            self._note(arguments)

    def tool_text(self) -> Iterator[Event]:
        """The arguments of the tool as the answer."""
        yield from self._text(self._text_mask.feed(self.tool_arguments))
        yield from self.rest()

    def named(self, model: object) -> None:
        """The server said which model it answers with."""
        if isinstance(model, str) and model:
            self.served = redact(model, self.secrets)

    def thinking(self, delta: object = None) -> Iterator[Event]:
        """The model thinks; `delta` is what it lets us see of that, if anything."""
        text = delta if isinstance(delta, str) else ""
        if text:
            self._note(text)
        yield from self._thinking(text)

    def _thinking(self, text: str) -> Iterator[Event]:
        yield from self._enter(Phase.THINKING)
        if text:
            self.thought = True
            self._tick()
            if masked := self._thinking_mask.feed(text):
                yield ThinkingDelta(masked)

    def rest(self) -> Iterator[Event]:
        """What was held back, because it might have become a mark or the key."""
        yield from self._split(self.splitter.end())
        if masked := self._thinking_mask.end():
            yield ThinkingDelta(masked)
        yield from self._text(self._text_mask.end())

    def count(self, bill: Bill) -> Iterator[Event]:
        """The server's own count of tokens, which may come several times and in parts."""
        if bill == Bill():
            return
        before, output = self.bill.usage.output_tokens or 0, bill.usage.output_tokens or 0
        self.bill = self.bill.then(bill)
        # A count that did not grow with what came since is one of pieces, and none of the whole.
        self._uncounted = self._uncounted and output <= before
        # What was written is known at the end: more may come after a count.
        yield Measured(usage=replace(self.usage, output_tokens=None, reasoning_tokens=None))

    @property
    def usage(self) -> Usage:
        """Tokens as far as they are known; output only where it covers all that was written."""
        usage = self.bill.usage
        empty = self.wrote and not usage.output_tokens
        return replace(usage, output_tokens=None) if empty or self._uncounted else usage

    def measured(self) -> Measured:
        """All that is counted so far, of an answer that ends before its end too."""
        return Measured(usage=self.usage, cost_usd=self.bill.cost_usd)

    def end(self, sampling: Mapping[str, Any]) -> Iterator[Event]:
        """The last events of an answer whose `reason` is known."""
        assert self.reason is not None
        yield from self.rest()
        reason = FinishReason.CONTENT_FILTER if self.refused else self.reason
        if self.billed and not self.bill.consistent:
            yield Notice(
                message("The server's token counts contradict their own total; see its price list.")
            )
        settings, cost = dict(sampling), self.bill.cost_usd
        yield Finished(reason, self.usage, self.timing(), cost, settings, self.served)

    def timing(self) -> Timing:
        """Seconds so far, and output tokens a second after the first one that could be seen."""
        timing = Timing(total_s=self.clock() - self._start)
        if self._first_text is not None:
            timing = replace(timing, ttft_s=self._first_text - self._start)
        seen = self.usage.output_tokens or 0
        if not self.thought:
            seen -= self.usage.reasoning_tokens or 0
        if self._first is None or seen < 2 or self._last <= self._first:
            return timing
        return replace(timing, tokens_per_s=(seen - 1) / (self._last - self._first))

    def _enter(self, phase: Phase) -> Iterator[Event]:
        if phase is not self.phase:
            self.phase = phase
            yield EngineProgress(phase)

    def _tick(self) -> None:
        self._last = self.clock()
        if self._first is None:
            self._first = self._last
