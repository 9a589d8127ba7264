"""One reply as it comes in, whichever API it comes through: words, figures, the proof of an end."""

from __future__ import annotations

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
from vizdesk.engines.redaction import redact
from vizdesk.engines.thinking_splitter import Run, ThinkingSplitter


@dataclass(slots=True)
class Reply:
    """What has come so far. `reason` stays None until the server says that the answer is complete.

    The clock runs from the moment the request is sent, in seconds.
    """

    clock: Callable[[], float] = time.perf_counter
    reason: FinishReason | None = None
    bill: Bill = field(default_factory=Bill)
    refused: bool = False
    wrote: bool = False
    routed: str = ""
    splitter: ThinkingSplitter = field(default_factory=ThinkingSplitter)
    _phase: Phase = Phase.READING_IMAGE
    _thought: bool = False
    _uncounted: bool = False
    served: str = ""
    _first_text: float | None = None
    _first: float | None = None
    _last: float = 0.0
    _start: float = field(init=False)

    def __post_init__(self) -> None:
        self._start = self.clock()

    def text(self, delta: object) -> Iterator[Event]:
        """More of the answer, if `delta` is any text at all."""
        if not isinstance(delta, str) or not delta:
            return
        yield from self._enter(Phase.WRITING)
        self._tick()
        if self._first_text is None:
            self._first_text = self._last
            yield Measured(Timing(ttft_s=self._first_text - self._start))
        self.wrote = self._uncounted = True
        yield TextDelta(delta)

    def split_text(self, delta: object) -> Iterator[Event]:
        """More of an answer that may begin with its reasoning in `<think>` marks."""
        if isinstance(delta, str) and delta:
            yield from self._split(self.splitter.feed(delta))

    def _split(self, runs: Sequence[Run]) -> Iterator[Event]:
        for run in runs:
            yield from self.thinking(run.text) if run.thinking else self.text(run.text)

    def named(self, model: object, secret: Secret | None) -> None:
        """The server said which model it answers with."""
        if isinstance(model, str) and model:
            self.served = redact(model, secret)

    def thinking(self, delta: object = None) -> Iterator[Event]:
        """The model thinks; `delta` is what it lets us see of that, if anything."""
        yield from self._enter(Phase.THINKING)
        if isinstance(delta, str) and delta:
            self._thought = self._uncounted = True
            self._tick()
            yield ThinkingDelta(delta)

    def count(self, bill: Bill) -> Iterator[Event]:
        """The server's own count of tokens, which may come several times and in parts."""
        if bill == Bill():
            return
        self.bill = self.bill.then(bill)
        if bill.usage.output_tokens:
            self._uncounted = False
        # What was written is known at the end: more may come after a count.
        yield Measured(usage=replace(self.usage, output_tokens=None, reasoning_tokens=None))

    @property
    def usage(self) -> Usage:
        """Tokens as far as they are known; output only where it covers all that was written."""
        usage = self.bill.usage
        empty = self.wrote and not usage.output_tokens
        return replace(usage, output_tokens=None) if empty or self._uncounted else usage

    def end(self, sampling: Mapping[str, Any]) -> Iterator[Event]:
        """The last events of an answer whose `reason` is known."""
        assert self.reason is not None
        yield from self._split(self.splitter.end())
        reason = FinishReason.CONTENT_FILTER if self.refused else self.reason
        if reason is FinishReason.LENGTH and not self.wrote:
            yield Notice(
                message("The whole token limit went into thinking. Raise the limit for an answer.")
            )
        if not self.bill.consistent:
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
        if not self._thought:
            seen -= self.usage.reasoning_tokens or 0
        if self._first is None or seen < 2 or self._last <= self._first:
            return timing
        return replace(timing, tokens_per_s=(seen - 1) / (self._last - self._first))

    def _enter(self, phase: Phase) -> Iterator[Event]:
        if phase is not self._phase:
            self._phase = phase
            yield EngineProgress(phase)

    def _tick(self) -> None:
        self._last = self.clock()
        if self._first is None:
            self._first = self._last
