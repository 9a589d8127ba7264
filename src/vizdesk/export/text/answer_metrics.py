"""An answer's state and measured figures in words, for paper: no widget, no translation."""

from __future__ import annotations

from datetime import datetime, timedelta

from vizdesk.common.formatting import dollars, number, seconds, token_rate
from vizdesk.comparison.judgements import Judgement, Vote
from vizdesk.comparison.models import Endpoint
from vizdesk.comparison.sent_image import sent_image
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, AnswerState, Comparison, FinishReason, Timing
from vizdesk.export.page_options import USUAL_PAGE, PageOptions, PagePart

# Not strftime's: Qt sets the system's language, and exports are in English.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


LOADED_S = 0.05
"""From so many seconds on a model was loaded for an answer; below, it was there."""


def title_of(task: Task) -> str:
    """The task's name, as a heading."""
    title = spec_of(task.kind).title
    return f"{title}, detailed" if task.detailed else title


def heading_of(comparison: Comparison, page: PageOptions = USUAL_PAGE) -> str:
    """What stands over a page: the title that was given, else the task's name."""
    return page.title or title_of(comparison.task)


def file_title(comparison: Comparison, page: PageOptions = USUAL_PAGE) -> str:
    """A file's own title: its heading, and the image's name unless that is left out."""
    heading = heading_of(comparison, page)
    return f"{heading}: {comparison.image.name}" if page.has(PagePart.FILE_NAME) else heading


def question_of(task: Task) -> str:
    """What was asked beyond the task's name, in the asker's own words; may be empty."""
    if task.prompt:
        return task.prompt
    if task.question:
        return task.question
    return "\n".join(f"{name}: {words}" if words else name for name, words in task.fields)


def prompt_of(answer: Answer) -> str:
    """The words the model was sent, with those of its family's profile; empty if nothing was."""
    return answer.sent.prompt.strip() if answer.sent is not None else ""


def shared_prompt(comparison: Comparison) -> str:
    """The words that all models were sent; empty where they differ, or are the asker's own."""
    prompts = {prompt for answer in comparison.answers if (prompt := prompt_of(answer))}
    one = prompts.pop() if len(prompts) == 1 else ""
    return one if one != question_of(comparison.task).strip() else ""


def own_prompt(answer: Answer, comparison: Comparison) -> str:
    """The words only this model was sent; empty where the heading says them already."""
    prompt = prompt_of(answer)
    return "" if prompt in (shared_prompt(comparison), question_of(comparison.task)) else prompt


def when_of(created: datetime) -> str:
    """A moment by the clock of this machine, with its distance from UTC: 13:09 UTC+01:00."""
    local = created.astimezone()
    hours, minutes = f"{local:%z}"[:3], f"{local:%z}"[3:5]
    zone = "UTC" if local.utcoffset() == timedelta() else f"UTC{hours}:{minutes}"
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M} {zone}"


def facts_of(comparison: Comparison, note: str = "", page: PageOptions = USUAL_PAGE) -> str:
    """The task under a title of one's own, the image's name and size, the moment, and `note`."""
    image = comparison.image
    task = title_of(comparison.task) if page.title else ""
    name = image.name if page.has(PagePart.FILE_NAME) else ""
    size = f"{number(image.width)} × {number(image.height)} px"
    parts = (task, name, size, when_of(comparison.created), note)
    return " · ".join(part for part in parts if part)


def state_of(answer: Answer) -> tuple[str, str]:
    """The state in words, and its tone: good, fair, weak or muted."""
    if not answer.model.askable:
        return "pasted", "muted"
    if answer.state is AnswerState.DONE:
        return {
            FinishReason.LENGTH: ("Truncated (max tokens)", "fair"),
            FinishReason.REPETITION: ("Stopped: repetition", "fair"),
            FinishReason.CONTENT_FILTER: ("Blocked by content filter", "fair"),
            FinishReason.ABORTED: ("Cut off by server", "fair"),
        }.get(answer.finish_reason or FinishReason.STOP, ("Done", "good"))
    return {
        AnswerState.FAILED: ("Failed", "weak"),
        AnswerState.STOPPED: ("Stopped", "fair"),
        AnswerState.UNSUPPORTED: ("Not supported", "muted"),
    }.get(answer.state, (answer.state.value, "muted"))


def about(answer: Answer) -> str:
    """Who made the model, how it is quantised, which version of it answered, where it ran."""
    model = answer.model
    device = f"Local, {answer.device}" if answer.device else "Local"
    place = device if model.local else "Cloud"
    place = place if model.askable else "pasted, not asked by vizdesk"
    # A server's own name for what answered is news only where it says more than the slug.
    slug = model.source.slug if isinstance(model.source, Endpoint) else ""
    version = answer.served if answer.served != slug else ""
    parts = (model.organisation, model.quantisation, version, place)
    return " · ".join(part for part in parts if part)


def figures_of(answer: Answer) -> list[tuple[str, str]]:
    """The measured figures as (name, value); a figure that is not known is left out."""
    timing, usage = answer.timing, answer.usage
    figures = []
    if timing.ttft_s is not None:
        figures.append(("TTFT", seconds(timing.ttft_s)))
    if timing.total_s is not None:
        figures.append(("Total", _total(timing)))
    if timing.tokens_per_s is not None:
        figures.append(("", token_rate(timing.tokens_per_s)))
    if usage.input_tokens is not None or usage.output_tokens is not None:
        both = f"{number(usage.input_tokens)} in / {number(usage.output_tokens)} out"
        figures.append(("", both))
    if answer.cost_usd is not None:
        figures.append(("", dollars(answer.cost_usd)))
    image = sent_image(answer)
    return [*figures, ("image", image)] if image else figures


def _total(timing: Timing) -> str:
    """The whole time; a model that was loaded for it says how long that took."""
    loaded = timing.load_s is not None and timing.load_s >= LOADED_S
    load = f" (load {seconds(timing.load_s)})" if loaded else ""
    return f"{seconds(timing.total_s)}{load}"


VOTES = {Vote.UP: "Vote: up", Vote.DOWN: "Vote: down", Vote.BEST: "Vote: best"}


def judgement_words(judgement: Judgement) -> str:
    """A person's vote and note on one line; empty where nothing was said."""
    vote = VOTES[judgement.vote] if judgement.vote is not None else ""
    note = f"Note: {judgement.note}" if judgement.note else ""
    return " · ".join(filter(None, (vote, note)))


def agreement_words(comparison: Comparison) -> str:
    """How far the answers that are seen agree; empty where fewer than two were read."""
    if len(comparison.answers) < 2:
        return ""
    # numpy comes with it: only where there is something to compare.
    from vizdesk.analysis.agreement_words import line_of_answers

    return line_of_answers(comparison)
