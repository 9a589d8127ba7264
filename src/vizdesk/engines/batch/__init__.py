"""Large suites through a vendor's Batch API: half the price, a day or two, nothing asked twice.

    server = BatchServer("https://api.openai.com/v1", "openai", keys.lookup, offline, OPENAI)
    jobs = [BatchJob("prompt-1/run-1", request), …]            # any names, each once
    async for reply in run_batch(folder, jobs, server, on_progress=show):
        for event in reply.events():                           # as an engine would; EngineError
            answer = fold(answer, event)                       # where there is no answer

`folder` is where a run lives: what was sent, what is under way and every reply. Called again with
the same folder and jobs – after the program ended, was killed, or lost its network at any moment –
`run_batch` goes on where it was and gives all replies again, those of before from the disk. Leaving
the iteration leaves the batches running; `cancel_batch(folder, server)` ends them.

`again=True` asks those once more that got no answer for a passing reason (`reply.transient`): the
batch expired, was cancelled, or the server had a problem of its own.

`BatchServer.factor` is what a batch costs of the usual price; `reply.cost_usd` heeds it. Vendors
are modules of `providers` (`registry.py`), each with the address of its published reference.
"""

from vizdesk.engines.batch.jobs import (
    BatchJob,
    BatchLimits,
    BatchPolling,
    BatchProgress,
    BatchReply,
    BatchStatus,
)
from vizdesk.engines.batch.run import cancel_batch, run_batch
from vizdesk.engines.batch.server import BatchServer

__all__ = [
    "BatchJob",
    "BatchLimits",
    "BatchPolling",
    "BatchProgress",
    "BatchReply",
    "BatchServer",
    "BatchStatus",
    "cancel_batch",
    "run_batch",
]
