"""Replies that a person pasted: whose family they are of, and the answer they make.

Nobody is asked for them, so they have no timing, no tokens and no cost. They are read as any other
reply of the current task.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from vizdesk.common.messages import message
from vizdesk.comparison.family_match import choose, recognised_by
from vizdesk.comparison.models import EngineKind, Model, PastedReply
from vizdesk.comparison.parsing.family_guess import UNKNOWN, FamilyGuess, guess_family
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import BoxScale, Profile
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, AnswerState, ImageRef, Phase, Reading, Sent


def family_of(reply: str, name: str, profiles: Mapping[str, Profile]) -> FamilyGuess:
    """Whose conventions `reply` is written in: by its own marks, else by the model's `name`."""
    guess = guess_family(reply)
    if guess.family != UNKNOWN and guess.family in profiles:
        return guess
    profile = choose(profiles, name=name)
    if profile.id == UNKNOWN:
        return guess_family("")
    why = recognised_by(profile.match, name=name)
    words = message("Family guessed: {family}, as {why}.", family=profile.id, why=why)
    return FamilyGuess(profile.id, words)


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
    usual: tuple[int, int],
    sent: tuple[int, int] | None = None,
    guess: FamilyGuess | None = None,
) -> Answer:
    """The answer that `reply` makes to `task` about `image`.

    `sent` is the size in pixels of the image the model was shown, where it is known; `usual` that
    at which vizdesk sends such an image to this family, assumed where it is not. `guess` says how
    the family was found; None where the person chose it.
    """
    original = (image.width, image.height)
    reading = read(task, profile, reply, sent=sent or usual, original=original, final=True)
    notices = [] if guess is None else [guess.said]
    if sent is None and _needs_size(profile, reading):
        notices.append(
            message(
                "The size of the image that was sent is not known; places are read as pixels of"
                " {width} × {height}, as this family is usually sent it.",
                width=f"{usual[0]:,}",
                height=f"{usual[1]:,}",
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
