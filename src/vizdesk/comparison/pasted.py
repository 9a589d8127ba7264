"""Replies that a person pasted: whose family they are of, and the answer they make.

Nobody is asked for them, so they have no timing, no tokens and no cost. They are read as any other
reply of the current task.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vizdesk.common.messages import Message, message
from vizdesk.comparison.models import EngineKind, Model, PastedReply
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import BoxScale, Profile, choose, recognised_by
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, AnswerState, ImageRef, Phase, Reading, Sent

GENERIC = "generic"
# What only one family writes (docs/box-conventions.md has the sources), the surest first.
_MARKS: tuple[tuple[str, str], ...] = (
    (r"<loc\d{4}>", "paligemma"),
    (r"<loc_\d{1,3}>", "florence-2"),
    (r"<patch_index_\d{4}>", "kosmos-2"),
    (r"<\|det\|>", "deepseek-vl2"),
    (r"<\|box_start\|>", "qwen2-vl"),
    (r"<ref>[^<]*</ref><box><\d", "locate-anything"),
    (r"<ref>[^<]*</ref><box>\[\[", "internvl"),
    (r"<\|begin_of_box\|>", "glm-v"),
    (r"\"x_min\"", "moondream"),
    (r"\"bbox_2d\"", "qwen3-vl"),
    (r"\"box_2d\"", "gemini"),
)
READ_UP_TO = 20_000  # characters in which a family's own marks are looked for


@dataclass(frozen=True, slots=True)
class FamilyGuess:
    """The id of a profile, and what made it the likeliest, as a sentence."""

    profile: str
    reason: Message


def guess_family(reply: str, name: str, profiles: Mapping[str, Profile]) -> FamilyGuess:
    """Whose conventions `reply` is written in: by its own marks, else by the model's name."""
    for pattern, family in _MARKS:
        found = re.search(pattern, reply[:READ_UP_TO])
        if found is not None and family in profiles:
            reason = message(
                "Guessed as {family}: the reply has {mark} in it.",
                family=profiles[family].name,
                mark=found[0],
            )
            return FamilyGuess(family, reason)
    profile = choose(profiles, name=name)
    if profile.id != GENERIC:
        why = recognised_by(profile.match, name=name)
        reason = message("Guessed as {family}: {why}.", family=profile.name, why=why)
        return FamilyGuess(profile.id, reason)
    return FamilyGuess(
        GENERIC, message("Neither the reply nor the name says a family; it is read as any model's.")
    )


def pasted_model(name: str, profile: str, taken: Collection[str]) -> Model:
    """A model that cannot be asked, with an id that is not in `taken`."""
    stem = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "reply"
    number, model_id = 2, f"pasted-{stem}"
    while model_id in taken:
        model_id, number = f"pasted-{stem}-{number}", number + 1
    return Model(model_id, name, EngineKind.PASTED, PastedReply(), profile)


def pasted_answer(
    model: Model,
    task: Task,
    profile: Profile,
    reply: str,
    image: ImageRef,
    *,
    sent: tuple[int, int] | None = None,
    guess: FamilyGuess | None = None,
) -> Answer:
    """The answer that `reply` makes to `task` about `image`.

    `sent` is the size in pixels of the image the model was shown, where it is known, and `guess`
    how its family was found; None where the person chose it.
    """
    original = (image.width, image.height)
    reading = read(task, profile, reply, sent=sent or original, original=original, final=True)
    notices = [] if guess is None else [guess.reason]
    if sent is None and _needs_size(profile, reading):
        notices.append(
            message(
                "The size of the image that was sent is not known; places are read as pixels of"
                " the whole image, {width} × {height}.",
                width=f"{image.width:,}",
                height=f"{image.height:,}",
            )
        )
    return Answer(
        model=model,
        state=AnswerState.DONE,
        phase=Phase.WRITING,
        text=reply,
        reading=reading,
        notices=tuple(notices),
        sent=None if sent is None else Sent(*sent, prompt="", sampling={}),
    )


def _needs_size(profile: Profile, reading: Reading) -> bool:
    """Whether places were read that depend on the size of the image the model saw."""
    return profile.boxes.scale is BoxScale.SENT_PIXELS and bool(reading.all_detections)
