"""Images, models' files, keys, servers and downloads."""

from __future__ import annotations

from vizdesk.common.translation import QT_TRANSLATE_NOOP

TEMPLATES: tuple[str, ...] = (
    QT_TRANSLATE_NOOP(
        "messages",
        "{name} has {megapixels} megapixels ({width} × {height}) and would need about "
        "{needed} GB of memory; the limit is {limit} megapixels.",
    ),
    QT_TRANSLATE_NOOP("messages", "{name} is not an image in a format that vizdesk knows."),
    QT_TRANSLATE_NOOP("messages", "{name} is a PDF; save its page as an image first."),
    QT_TRANSLATE_NOOP("messages", "{name} is text, not an image."),
    QT_TRANSLATE_NOOP("messages", "{name} is empty (0 bytes)."),
    QT_TRANSLATE_NOOP("messages", "{name} is damaged and cannot be opened: {error}."),
    QT_TRANSLATE_NOOP("messages", "{name} is cut off: part of the file is missing."),
    QT_TRANSLATE_NOOP("messages", "{name} is not there any more ({folder})."),
    QT_TRANSLATE_NOOP("messages", "{name} is a folder, not an image."),
    QT_TRANSLATE_NOOP("messages", "{name} may not be read: permission denied."),
    QT_TRANSLATE_NOOP("messages", "{name} cannot be read: {why}."),
    QT_TRANSLATE_NOOP("messages", "{name} is an SVG that cannot be read."),
    QT_TRANSLATE_NOOP("messages", "{path} could not be written: {why}."),
    QT_TRANSLATE_NOOP("messages", "{path} is the image that was compared. Choose another name."),
    QT_TRANSLATE_NOOP("messages", "{name} is for the names of the classes. Choose another name."),
    QT_TRANSLATE_NOOP("messages", "Transparent parts shown on white."),
    QT_TRANSLATE_NOOP("messages", "First of {n} frames."),
    QT_TRANSLATE_NOOP("messages", "There is no GGUF file in it."),
    QT_TRANSLATE_NOOP(
        "messages",
        "“{name}” reads text only: its projector (mmproj), with which it would see "
        "images, is not beside it. Add both files together; most vision models are "
        "published with one.",
    ),
    QT_TRANSLATE_NOOP(
        "messages",
        "“{name}” is a projector (mmproj): the eyes of a model, without its weights. "
        "Add it together with the weights it was published with.",
    ),
    QT_TRANSLATE_NOOP(
        "messages",
        "The family of {name} is unknown (architecture “{architecture}”): it is asked "
        "in general words, and its boxes may be misread.",
    ),
    QT_TRANSLATE_NOOP("messages", "The key for {name} is in this system's password store."),
    QT_TRANSLATE_NOOP("messages", "The {name} key is in this system's password store."),
    QT_TRANSLATE_NOOP("messages", "The {name} key is kept until you close vizdesk."),
    QT_TRANSLATE_NOOP("messages", "The key for {name} is kept until you close vizdesk."),
    QT_TRANSLATE_NOOP(
        "messages",
        "The key for {name} was removed. The environment still has one.",
    ),
    QT_TRANSLATE_NOOP("messages", "The key for {name} was removed."),
    QT_TRANSLATE_NOOP("messages", "{name} was removed."),
    QT_TRANSLATE_NOOP(
        "messages",
        "This system has no password store. A key is kept until vizdesk closes, or "
        "comes from the environment. To keep keys, install GNOME Keyring or KWallet.",
    ),
    QT_TRANSLATE_NOOP("messages", "The password store is locked. Unlock it, then try again."),
    QT_TRANSLATE_NOOP("messages", "The password store works and holds no such key."),
    QT_TRANSLATE_NOOP("messages", "The key is in the password store."),
    QT_TRANSLATE_NOOP(
        "messages",
        "The only password store here writes keys as plain text, so vizdesk does not "
        "use it. A key is kept until vizdesk closes, or comes from the environment.",
    ),
    QT_TRANSLATE_NOOP(
        "messages",
        "“{written}” is no address of a server. Write it like http://127.0.0.1:8080/v1.",
    ),
    QT_TRANSLATE_NOOP(
        "messages",
        "{host} is asked over http: whoever sits on the way can read the key. Use "
        "https where the server has it.",
    ),
    QT_TRANSLATE_NOOP("messages", "Give the server a name."),
    QT_TRANSLATE_NOOP("messages", "{url} is there already: {name}."),
    QT_TRANSLATE_NOOP("messages", "Try again later."),
    QT_TRANSLATE_NOOP("messages", "{done} GB of {total} GB"),
    QT_TRANSLATE_NOOP("messages", "{duration} left"),
    QT_TRANSLATE_NOOP("messages", "There is no {name} in {repo}."),
    QT_TRANSLATE_NOOP("messages", "It may have been renamed: look at the repository’s files."),
    QT_TRANSLATE_NOOP("messages", "{repo} does not exist, or is only for people with a token."),
    QT_TRANSLATE_NOOP("messages", "Check its name, or add a token."),
    QT_TRANSLATE_NOOP("messages", "{repo} is only for people who accepted its terms."),
    QT_TRANSLATE_NOOP("messages", "Accept its terms at {page}, then add a token."),
    QT_TRANSLATE_NOOP("messages", "{name} needs {needed} more; {free} are free."),
    QT_TRANSLATE_NOOP("messages", "Make room on the disk of {folder}, then resume."),
    QT_TRANSLATE_NOOP("messages", "The disk is full: {name} is not whole yet."),
    QT_TRANSLATE_NOOP("messages", "Make room, then resume; what is there was kept."),
    QT_TRANSLATE_NOOP("messages", "{name} broke off: {why}."),
    QT_TRANSLATE_NOOP("messages", "Resume it later; what is there was kept."),
    QT_TRANSLATE_NOOP("messages", "{name} is not what the hub has: its SHA-256 differs."),
    QT_TRANSLATE_NOOP("messages", "It was deleted; download it again."),
    QT_TRANSLATE_NOOP("messages", "{host} does not answer ({why})."),
    QT_TRANSLATE_NOOP("messages", "Check the connection, then try again."),
    QT_TRANSLATE_NOOP("messages", "{host} has no {what}."),
    QT_TRANSLATE_NOOP("messages", "Check the name; a private one needs a token."),
    QT_TRANSLATE_NOOP("messages", "{host} asks for patience."),
    QT_TRANSLATE_NOOP("messages", "Try again in a minute."),
    QT_TRANSLATE_NOOP("messages", "{host} failed ({status})."),
    QT_TRANSLATE_NOOP("messages", "{host} cannot be reached. Check the internet connection."),
    QT_TRANSLATE_NOOP("messages", "{host} took too long to answer. Try again later."),
    QT_TRANSLATE_NOOP("messages", "{host} has been asked too often (429). Try again in a minute."),
    QT_TRANSLATE_NOOP("messages", "There is no comparison {id} in the history."),
    QT_TRANSLATE_NOOP(
        "messages",
        "{path} was written by a newer vizdesk (version {version} of the history, this "
        "one knows {known}). Update vizdesk.",
    ),
)
