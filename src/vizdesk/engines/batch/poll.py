"""Batches under way are looked at, ever more seldom, until each has ended and is on this disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from vizdesk.common.atomic_files import whole_file
from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.engines.batch.batch_api import OpenBatchApi
from vizdesk.engines.batch.build import json_line, sent_name
from vizdesk.engines.batch.connection import NotThereError
from vizdesk.engines.batch.jobs import (
    BatchPolling,
    BatchProgress,
    BatchResult,
    BatchState,
    BatchStatus,
)
from vizdesk.engines.batch.ledger import BatchPart, Ledger
from vizdesk.engines.batch.merge import KINDS
from vizdesk.engines.batch.patience import patiently, while_not_there
from vizdesk.engines.batch.provider import BatchProvider
from vizdesk.engines.batch.result_files import keep_results, result_lines
from vizdesk.engines.redaction import redact_json

GROWTH: Final = 1.5
# A server that pours without end would fill the disk: so much for a part, and for each question.
_RESULT_BYTES: Final = 64_000_000
_QUESTION_BYTES: Final = 2_000_000

NOTHING_YET = BatchProgress(0, 0, 0, (), 0.0)

Tell = Callable[[BatchProgress], None]


@dataclass(slots=True)
class BatchPoller:
    """What is known of the batches of one folder, told to whoever looks on."""

    ledger: Ledger
    provider: BatchProvider
    pace: BatchPolling
    show: Tell
    states: dict[int, BatchState] = field(default_factory=dict)
    shown: BatchProgress = NOTHING_YET
    waited_s: dict[int, float] = field(default_factory=dict)

    def tell(self, next_look_s: float = 0.0, problem: Message = EMPTY) -> None:
        """Say how far all of it is."""
        states = self.states.values()
        status = tuple(self._status(part) for part in self.ledger.parts.values())
        total = sum(len(part.ids) for part in self.ledger.parts.values())
        completed = sum(state.completed for state in states)
        failed = sum(state.failed for state in states)
        self.shown = BatchProgress(total, completed, failed, status, next_look_s, problem)
        self.show(self.shown)

    def _status(self, part: BatchPart) -> BatchStatus:
        state = self.states.get(part.number)
        return part.status or (state.status if state else BatchStatus.VALIDATING)

    def count_waiting(self, seconds: float) -> None:
        """Those that have ended have been waited for so much longer."""
        for number, state in self.states.items():
            if state.status.final:
                self.waited_s[number] = self.waited_s.get(number, 0.0) + seconds

    def report_problem(self, problem: Message) -> None:
        """Say that something goes wrong and is tried again."""
        self.show(replace(self.shown, problem=problem))


async def ended(opened: OpenBatchApi, poller: BatchPoller) -> AsyncGenerator[BatchPart, None]:
    """Each part as soon as its batch has ended and its results are here.

    Raises EngineError; for a batch that is gone, or whose results do not come, when all others
    are here.
    """
    ledger, pace = poller.ledger, poller.pace
    pause, lost = pace.first_s, dict[int, EngineError]()
    while True:
        # A batch is there only from its creation on; parts of a cancelled run may have none.
        open_parts = [
            part
            for part in ledger.parts.values()
            if part.batch_id and part.status is None and part.number not in lost
        ]
        for part in open_parts:
            before = poller.states.get(part.number)
            try:
                here = await _looked_at(opened, part, poller, pause)
            except (NotThereError, ResultsMissingError) as error:
                lost[part.number] = error
                continue
            state = poller.states[part.number]
            pause = pace.first_s if state != before and state.status.final else pause
            if here:
                yield ledger.parts[part.number]
        if all(ledger.parts[part.number].status or part.number in lost for part in open_parts):
            break
        poller.tell(pause)
        await asyncio.sleep(pause)
        poller.count_waiting(pause)
        pause = min(pace.longest_s, pause * GROWTH)
    poller.tell()
    for failure in lost.values():
        raise failure


class ResultsMissingError(EngineError):
    """A batch has ended and gives nothing of what it says it has."""


async def _looked_at(
    opened: OpenBatchApi, part: BatchPart, poller: BatchPoller, next_look_s: float
) -> bool:
    """Whether a batch has ended and its results are here."""
    state = await _look(opened, part, poller)
    poller.states[part.number] = state
    poller.tell(next_look_s)
    return state.status.final and await _fetched(opened, part, state, poller)


async def tidy(opened: OpenBatchApi, part: BatchPart, poller: BatchPoller) -> None:
    """Have the server forget images and answers that are on this disk.

    It would keep a batch's files for 30 days. What it does not let go is told, and tried again by
    the next run.
    """
    try:
        for name in part.server_files:
            await _forget(opened, name)
    except EngineError as error:
        poller.report_problem(
            message(
                "The files of a batch are still at the server. {message}",
                message=error.failure.message,
            )
        )
        return
    poller.ledger.note("tidied", part.number)


async def _forget(opened: OpenBatchApi, name: str) -> None:
    try:
        await opened.api.forget(name)
    except NotThereError:
        return  # forgotten before


async def _look(opened: OpenBatchApi, part: BatchPart, poller: BatchPoller) -> BatchState:
    def look() -> Awaitable[BatchState]:
        return opened.api.look(part.batch_id)

    def surely() -> Awaitable[BatchState]:
        return while_not_there(look, poller.pace, poller.pace.results_s)

    return await patiently(surely, poller.pace, poller.report_problem)


async def _fetched(
    opened: OpenBatchApi, part: BatchPart, state: BatchState, poller: BatchPoller
) -> bool:
    """Whether the results of an ended batch are on this disk now, as far as they ever will be.

    A batch may say that it has ended before its results can be had, or name none at all yet: they
    are waited for. Raises EngineError when it gives nothing of what it says it has.
    """
    ledger = poller.ledger
    for result in state.results:
        await _bring(opened, part, result, poller)
    here = await asyncio.to_thread(_named_in, ledger, part, poller.provider)
    answered = min(len(part.ids), state.completed + state.failed)
    if here < answered and poller.waited_s.get(part.number, 0.0) < poller.pace.results_s:
        waiting = message(
            "The batch has ended, but {missing} of its answers are not there yet.",
            missing=answered - here,
        )
        poller.report_problem(waiting)
        return False
    if here == 0 and answered > 0:
        what = message("The batch has ended, but its answers are not there.")
        todo = message("Go on later: nothing is asked again until then.")
        raise ResultsMissingError(what, todo, transient=True, scope=ErrorScope.SERVER)
    places = [result.place for result in state.results if result.place]
    batch = [part.batch_id] if poller.provider.forgets_batches else []
    # Answers that did not come may still be had by hand: then only the images are forgotten.
    files = [part.file_id, *(([*places, *batch]) if here >= answered else [])]
    ledger.note(
        "fetched",
        part.number,
        status=state.status.value,
        answered=answered,
        errors=redact_json(list(state.errors), opened.secrets),
        files=[name for name in files if name],
    )
    ledger.path(part.number, "input").unlink(missing_ok=True)
    return True


def _named_in(ledger: Ledger, part: BatchPart, provider: BatchProvider) -> int:
    """How many questions of `part` have a line in its files, broken or not."""
    names = {sent_name(provider, ledger.run, name) for name in part.ids}
    paths = [ledger.path(part.number, kind) for kind in KINDS]
    lines = (line for path in paths if path.exists() for line in result_lines(path, provider))
    return len({line.name for line in lines}.intersection(names))


async def _bring(
    opened: OpenBatchApi, part: BatchPart, result: BatchResult, poller: BatchPoller
) -> None:
    """Put results on this disk; those that are not there yet change nothing."""
    path = poller.ledger.path(part.number, result.kind)
    fresh = path.with_suffix(".fresh")
    try:
        if result.lines:
            names = [sent_name(poller.provider, poller.ledger.run, name) for name in part.ids]
            await asyncio.to_thread(_write, fresh, result, names, poller.provider)
        else:

            def download() -> Awaitable[None]:
                return _download(opened, result.place, fresh, len(part.ids))

            await patiently(download, poller.pace, poller.report_problem)
        await asyncio.to_thread(keep_results, fresh, path, poller.provider, opened.secrets)
    except NotThereError:
        return
    finally:
        fresh.unlink(missing_ok=True)


def _write(path: Path, result: BatchResult, names: Sequence[str], provider: BatchProvider) -> None:
    """Results that came within the batch, as a file; without names they are in the order sent."""
    ordered = len(names) == len(result.lines)
    with whole_file(path) as out:
        for number, line in enumerate(result.lines):
            nameless = ordered and provider.name_of(line) is None
            out.write(json_line({**line, provider.marker: names[number]} if nameless else line))


async def _download(opened: OpenBatchApi, place: str, path: Path, questions: int) -> None:
    left = _RESULT_BYTES + _QUESTION_BYTES * questions
    with whole_file(path) as out:

        def write(piece: bytes) -> None:
            nonlocal left
            left -= len(piece)
            if left < 0:
                what = message("The batch's results do not end.")
                raise EngineError(what, message("Ask whoever runs the server."))
            out.write(piece)

        await opened.api.download(place, write)
