"""How states and figures are said in the window: short, in a person's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from vizdesk.common.formatting import MONTHS, day, dollars, duration, number, seconds, token_rate
from vizdesk.common.messages import Message, message, verbatim
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.models import Sampling
from vizdesk.comparison.sent_image import sent_image
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, Phase, Timing
from vizdesk.ui.text.i18n import tr

_LOADED_S = 0.05
"""From so many seconds on a model was loaded for an answer; below, it was there."""


def task_name(kind: TaskKind) -> str:
    """The task as the task bar names it."""
    return QCoreApplication.translate("tasks", spec_of(kind).title)


def state(answer: Answer) -> tuple[str, str]:
    """The state of an answer in words, and its tone (good, busy, fair, weak, quiet)."""
    if not answer.model.askable:
        return "", "quiet"  # that it was pasted stands beside its name
    if answer.state is AnswerState.RUNNING:
        return _phase(answer), "busy"
    if answer.state is AnswerState.DONE:
        return _ending(answer)
    return {
        AnswerState.QUEUED: (tr("Queued"), "quiet"),
        AnswerState.FAILED: (tr("Failed"), "weak"),
        AnswerState.STOPPED: (tr("Stopped"), "fair"),
        AnswerState.UNSUPPORTED: (tr("Not supported"), "quiet"),
    }[answer.state]


def _phase(answer: Answer) -> str:
    words = {
        Phase.WAITING: tr("Waiting"),
        Phase.QUEUED: tr("Waiting for a slot"),
        Phase.RETRYING: tr("Waiting to retry"),
        Phase.LOADING: tr("Loading model"),
        Phase.READING_IMAGE: tr("Processing image"),
        Phase.READING_PROMPT: tr("Processing prompt"),
        Phase.THINKING: tr("Thinking"),
        Phase.WRITING: tr("Writing…"),
    }[answer.phase]
    if answer.progress is not None and answer.phase is not Phase.WRITING:
        return f"{words} {round(answer.progress * 100)} %"
    return words


def _ending(answer: Answer) -> tuple[str, str]:
    if answer.finish_reason is FinishReason.LENGTH:
        return tr("Truncated (max tokens)"), "fair"
    if answer.finish_reason is FinishReason.REPETITION:
        return tr("Stopped: repetition"), "fair"
    if answer.finish_reason is FinishReason.CONTENT_FILTER:
        return tr("Blocked by content filter"), "fair"
    if answer.finish_reason is FinishReason.ABORTED:
        return tr("Cut off by server"), "fair"
    return tr("Done"), "good"


def figures(answer: Answer) -> list[tuple[str, str]]:
    """The measured figures as (name, value), only those that are known."""
    timing, usage = answer.timing, answer.usage
    measured: list[tuple[str, str]] = []
    if timing.ttft_s is not None:
        measured.append((tr("TTFT"), seconds(timing.ttft_s)))
    if timing.tokens_per_s is not None:
        measured.append(("", token_rate(timing.tokens_per_s)))
    if usage.input_tokens is not None and usage.output_tokens is not None:
        both = tr("{input} in / {output} out").format(
            input=number(usage.input_tokens), output=number(usage.output_tokens)
        )
        measured.append(("", both))
    if usage.reasoning_tokens:
        measured.append((tr("reasoning tokens"), number(usage.reasoning_tokens)))
    if timing.total_s is not None:
        measured.append((tr("Total"), _total(timing)))
    if answer.cost_usd is not None:
        measured.append(("", dollars(answer.cost_usd)))
    image = sent_image(answer)
    return [*measured, (tr("image"), image)] if image else measured


def _total(timing: Timing) -> str:
    """The whole time; a model that was loaded for it says how long that took."""
    total = seconds(timing.total_s)
    if timing.load_s is None or timing.load_s < _LOADED_S:
        return total
    return tr("{total} (load {load})").format(total=total, load=seconds(timing.load_s))


def cost_words(estimates: Sequence[Estimate]) -> tuple[str, str]:
    """What a run will cost, about, and what that is made of; empty where nothing is billed."""
    priced = [estimate for estimate in estimates if estimate.cost_usd is not None]
    if not priced:
        return "", ""
    total = sum(estimate.cost_usd or 0.0 for estimate in priced)
    images = sum(estimate.image_tokens or 0 for estimate in priced)
    tip = tr("Estimated before it is asked: {n} image tokens. Real figures follow in the panes.")
    words = f"≈ {dollars(total)}"
    return words if len(priced) == len(estimates) else f"{words} +", tip.format(n=number(images))


def other_settings(before: Sampling, after: Sampling) -> str:
    """What is different about `after`, in few words: “temperature 0.7, thinking”."""
    own = tr("its own")
    words: list[str] = []
    if after.temperature != before.temperature:
        value = own if after.temperature is None else f"{after.temperature:g}"
        words.append(tr("temperature {value}").format(value=value))
    if after.seed != before.seed:
        value = own if after.seed is None else str(after.seed)
        words.append(tr("seed {value}").format(value=value))
    if after.max_output_tokens != before.max_output_tokens:
        words.append(tr("{n} tokens").format(n=after.max_output_tokens))
    if after.effort != before.effort:
        words.append(tr("effort {value}").format(value=after.effort or own))
    if after.thinking != before.thinking:
        words.append(tr("thinking") if after.thinking else tr("not thinking"))
    if after.constrained != before.constrained:
        words.append(tr("constrained") if after.constrained else tr("not constrained"))
    return ", ".join(words)


def seconds_left(seconds: float) -> str:
    """About how long something will still take."""
    return tr("about {time} left").format(time=duration(seconds))


def age_words(created: datetime, now: datetime) -> Message:
    """A moment as people name it: 14:05 today, 20 Nov 14:05, 20 Nov 2025."""
    local, here = created.astimezone(), now.astimezone()
    if local.date() == here.date():
        return verbatim(f"{local:%H:%M}")
    if local.year == here.year:
        month = MONTHS[local.month - 1]
        return message("{day} {month} {time}", day=local.day, month=month, time=f"{local:%H:%M}")
    return day(local.date().isoformat())
