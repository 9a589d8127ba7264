"""What a model needs, and what files and the switch Offline stand in the way of."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP

TEMPLATES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("messages", "Add your {key} key to ask {name}."),
    QT_TRANSLATE_NOOP("messages", "Download {repo}{size} to run {name} here."),
    QT_TRANSLATE_NOOP("messages", "Takes about {need}."),
    QT_TRANSLATE_NOOP("messages", "{name} takes about {need}; {free}."),
    QT_TRANSLATE_NOOP("messages", "Takes about {need}. {free}, which is close."),
    QT_TRANSLATE_NOOP("messages", "{size} of memory ({words})"),
    QT_TRANSLATE_NOOP("messages", "your limit is {size} GB"),
    QT_TRANSLATE_NOOP("messages", "{size} GB are free"),
    QT_TRANSLATE_NOOP("messages", "{name} was {life} by {organisation}."),
    QT_TRANSLATE_NOOP("messages", "{name} ends {day}."),
    QT_TRANSLATE_NOOP("messages", "shut down {day}"),
    QT_TRANSLATE_NOOP("messages", "ends {day}"),
    QT_TRANSLATE_NOOP("messages", "There is no file {path}."),
    QT_TRANSLATE_NOOP("messages", "vizdesk is offline."),
    QT_TRANSLATE_NOOP("messages", "Switch Offline off to {doing}."),
    QT_TRANSLATE_NOOP("messages", "ask {name}"),
    QT_TRANSLATE_NOOP("messages", "test {name}"),
    QT_TRANSLATE_NOOP("messages", "download from {host}"),
    QT_TRANSLATE_NOOP("messages", "look for servers on this machine"),
    QT_TRANSLATE_NOOP("messages", "ask a server for its models"),
    QT_TRANSLATE_NOOP("messages", "fetch prices from OpenRouter"),
    QT_TRANSLATE_NOOP("messages", "needs key"),
    QT_TRANSLATE_NOOP("messages", "needs download"),
    QT_TRANSLATE_NOOP("messages", "not runnable yet"),
    QT_TRANSLATE_NOOP("messages", "key ok"),
    QT_TRANSLATE_NOOP("messages", "on this machine"),
    QT_TRANSLATE_NOOP("messages", "file missing"),
    QT_TRANSLATE_NOOP("messages", "too large"),
    QT_TRANSLATE_NOOP("messages", "shut down"),
    QT_TRANSLATE_NOOP("messages", "deprecated"),
    QT_TRANSLATE_NOOP("messages", "current"),
    QT_TRANSLATE_NOOP("messages", "Write a question first."),
    QT_TRANSLATE_NOOP("messages", "Name at least one field to fill in."),
    QT_TRANSLATE_NOOP(
        "messages",
        "There is no profile “{profile}” for {name}; general words are used.",
    ),
    QT_TRANSLATE_NOOP("messages", "{path} cannot be written: {why}."),
    QT_TRANSLATE_NOOP("messages", "{path} cannot be read: {why}. Correct or delete it."),
    QT_TRANSLATE_NOOP("messages", "{path} cannot be removed: {why}."),
)
