"""The last events of a reply whose server said that it is complete, streamed or from a batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vizdesk.common.messages import message
from vizdesk.comparison.events import Event, Notice
from vizdesk.comparison.types import FinishReason
from vizdesk.engines.errors import RequestContext, called_tool, withheld
from vizdesk.engines.openai.reply_builder import Reply


def last_events(
    reply: Reply, sampling: Mapping[str, Any], context: RequestContext
) -> Iterator[Event]:
    """What was held back, then `Finished`. Raises EngineError for what is no answer after all."""
    yield from reply.rest()
    if reply.called and not reply.wrote:
        yield from _tool_answer(reply, context)
    if reply.reason is FinishReason.CONTENT_FILTER and not reply.wrote:
        yield reply.measured()
        raise withheld(context)
    yield from reply.end(sampling)


def _tool_answer(reply: Reply, context: RequestContext) -> Iterator[Event]:
    """The arguments of a tool as the answer: so some servers give a structured one."""
    if not reply.tool_arguments:
        yield reply.measured()
        raise called_tool(context)
    yield from reply.tool_text()
    yield Notice(
        message(
            "{slug} called the tool “{tool}” instead of answering; what it gave it is shown.",
            slug=context.slug,
            tool=reply.tool,
        )
    )
