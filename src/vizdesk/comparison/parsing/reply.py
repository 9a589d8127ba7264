"""One reply, read as its task asks for; the raw reply is kept elsewhere, whole."""

from __future__ import annotations

from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.drafts import answer_part
from vizdesk.comparison.parsing.growing import ReplyReader
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import UnreadReply
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Reading

# No honest reply is longer; reading more would only cost time.
LONGEST = 400_000


def read(
    task: Task,
    profile: Profile,
    text: str,
    *,
    sent: tuple[int, int],
    original: tuple[int, int],
    final: bool,
) -> Reading:
    """What `text` says. `sent` and `original` are image sizes in pixels (what the model saw, and

    the upright image). While a model still writes (`final` False) whole entries are read and no
    problems are named; `ReplyReader` does that piece by piece.
    """
    text = text[:LONGEST]
    if not final:
        reader = ReplyReader(task, profile, sent=sent, original=original)
        reader.feed(text)
        return reader.reading
    if not text.strip():
        return Reading(problems=(problems.NOTHING_WRITTEN,))
    answer = answer_part(text)
    if not answer.text.strip():
        return Reading(problems=(problems.ONLY_REASONING,))
    unread = UnreadReply(answer.text, task, profile, Frame(sent, original))
    return spec_of(task.kind).parse(unread)
