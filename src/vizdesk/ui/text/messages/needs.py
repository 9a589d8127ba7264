"""What a model needs, and what files and the switch Offline stand in the way of."""

from __future__ import annotations

from vizdesk.settings.schema import QT_TRANSLATE_NOOP

TEMPLATES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("sentences", "Add your {key} key to ask {name}."),
    QT_TRANSLATE_NOOP("sentences", "Download {repo}{size} to run {name} here."),
    QT_TRANSLATE_NOOP("sentences", "Takes about {need}."),
    QT_TRANSLATE_NOOP("sentences", "{name} takes about {need}; {free}."),
    QT_TRANSLATE_NOOP("sentences", "Takes about {need}. {free}, which is close."),
    QT_TRANSLATE_NOOP("sentences", "{size} of memory ({words})"),
    QT_TRANSLATE_NOOP("sentences", "your limit is {size} GB"),
    QT_TRANSLATE_NOOP("sentences", "{size} GB are free"),
    QT_TRANSLATE_NOOP("sentences", "{name} was {life} by {organisation}."),
    QT_TRANSLATE_NOOP("sentences", "{name} ends {day}."),
    QT_TRANSLATE_NOOP("sentences", "shut down {day}"),
    QT_TRANSLATE_NOOP("sentences", "ends {day}"),
    QT_TRANSLATE_NOOP("sentences", "There is no file {path}."),
    QT_TRANSLATE_NOOP("sentences", "vizdesk is offline."),
    QT_TRANSLATE_NOOP("sentences", "Switch Offline off to {doing}."),
    QT_TRANSLATE_NOOP("sentences", "ask {name}"),
    QT_TRANSLATE_NOOP("sentences", "test {name}"),
    QT_TRANSLATE_NOOP("sentences", "download from {host}"),
    QT_TRANSLATE_NOOP("sentences", "look for servers on this machine"),
    QT_TRANSLATE_NOOP("sentences", "ask a server for its models"),
    QT_TRANSLATE_NOOP("sentences", "fetch prices from OpenRouter"),
    QT_TRANSLATE_NOOP("sentences", "needs key"),
    QT_TRANSLATE_NOOP("sentences", "needs download"),
    QT_TRANSLATE_NOOP("sentences", "not runnable yet"),
    QT_TRANSLATE_NOOP("sentences", "key ok"),
    QT_TRANSLATE_NOOP("sentences", "on this machine"),
    QT_TRANSLATE_NOOP("sentences", "file missing"),
    QT_TRANSLATE_NOOP("sentences", "too large"),
    QT_TRANSLATE_NOOP("sentences", "shut down"),
    QT_TRANSLATE_NOOP("sentences", "deprecated"),
    QT_TRANSLATE_NOOP("sentences", "current"),
    QT_TRANSLATE_NOOP("sentences", "Write a question first."),
    QT_TRANSLATE_NOOP("sentences", "Name at least one field to fill in."),
    QT_TRANSLATE_NOOP(
        "sentences",
        "There is no profile “{profile}” for {name}; general words are used.",
    ),
    QT_TRANSLATE_NOOP("sentences", "{path} cannot be written: {why}."),
    QT_TRANSLATE_NOOP("sentences", "{path} cannot be read: {why}. Correct or delete it."),
    QT_TRANSLATE_NOOP("sentences", "{path} cannot be removed: {why}."),
)
