"""What is said of a reply, and why a model was not asked."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP

TEMPLATES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("messages", "{name} cannot do “{task}”; it can do: {known}."),
    QT_TRANSLATE_NOOP("messages", "{name} has no prompt for “{task}”; write one under Prompt."),
    QT_TRANSLATE_NOOP("messages", "{name} has no vision part; add its projector (mmproj) file."),
    QT_TRANSLATE_NOOP("messages", "The reply names no class."),
    QT_TRANSLATE_NOOP("messages", "{n} classes named where one was asked for."),
    QT_TRANSLATE_NOOP("messages", "Not in the list: {names}."),
    QT_TRANSLATE_NOOP("messages", "Not asked for: {names}."),
    QT_TRANSLATE_NOOP("messages", "Missing: {names}."),
    QT_TRANSLATE_NOOP("messages", "The reply names several numbers: {numbers}."),
    QT_TRANSLATE_NOOP("messages", "The reply names no number."),
    QT_TRANSLATE_NOOP("messages", "{word} is no count."),
    QT_TRANSLATE_NOOP("messages", "The reply has no boxes in it."),
    QT_TRANSLATE_NOOP("messages", "{used} of {total} entries used: {wrong}."),
    QT_TRANSLATE_NOOP("messages", "{n} are no objects"),
    QT_TRANSLATE_NOOP("messages", "{n} have no box"),
    QT_TRANSLATE_NOOP("messages", "{n} have a box that is not four numbers"),
    QT_TRANSLATE_NOOP("messages", "{n} have a box without area"),
    QT_TRANSLATE_NOOP("messages", "{n} have no label"),
    QT_TRANSLATE_NOOP("messages", "{n} has no label"),
    QT_TRANSLATE_NOOP("messages", "{n} has no box"),
    QT_TRANSLATE_NOOP("messages", "The model wrote nothing."),
    QT_TRANSLATE_NOOP("messages", "The reply holds no JSON object."),
    QT_TRANSLATE_NOOP("messages", "{name} stopped without saying that it was done."),
    QT_TRANSLATE_NOOP("messages", "Run it again."),
    QT_TRANSLATE_NOOP("messages", "{name} said nothing for {limit} s."),
    QT_TRANSLATE_NOOP("messages", "Run it again, or choose a smaller model or image."),
    QT_TRANSLATE_NOOP("messages", "vizdesk made a mistake while asking {name} ({error})."),
    QT_TRANSLATE_NOOP("messages", "vizdesk made a mistake."),
    QT_TRANSLATE_NOOP("messages", "Please report it."),
    QT_TRANSLATE_NOOP("messages", "Tried again after {wait} s."),
    QT_TRANSLATE_NOOP(
        "messages",
        "The whole token limit went into thinking. Raise the limit for an answer.",
    ),
    QT_TRANSLATE_NOOP("messages", "The model ended its answer without a visible word."),
    QT_TRANSLATE_NOOP("messages", "The model’s context is full; the answer ends here."),
    QT_TRANSLATE_NOOP("messages", "Chosen because its name has “{words}” in it."),
    QT_TRANSLATE_NOOP("messages", "Chosen because its projector says “{word}”."),
    QT_TRANSLATE_NOOP("messages", "Chosen because its weights say “{word}”."),
    QT_TRANSLATE_NOOP("messages", "Named in the list of models."),
    QT_TRANSLATE_NOOP(
        "messages",
        "Neither its name nor its files say a family, so it is asked as any model would be.",
    ),
    QT_TRANSLATE_NOOP(
        "messages",
        "This image is {wide} × {high} pixels, more than {most} times as long as it "
        "is wide; this family of models takes no such image.",
    ),
    QT_TRANSLATE_NOOP("messages", "Cut a part out of it, or ask another model."),
)
