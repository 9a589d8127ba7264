"""What a person set once for all of vizdesk: settings.toml in the config folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.file_lock import only_writer
from vizdesk.common.messages import Message, MessageError, message
from vizdesk.common.toml_files import read_toml
from vizdesk.common.toml_writing import toml_document
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.settings.schema import (
    Group,
    Kind,
    Setting,
    SettingError,
    SettingValue,
)

NAME = "settings.toml"
DECLARED = "setting"


class SettingsError(MessageError):
    """The settings cannot be read; one sentence names the file and what is wrong with it."""


def _declared(
    default: SettingValue,
    kind: Kind,
    group: Group,
    title: str,
    sentence: str,
    **more: Any,  # noqa: ANN401 - of Setting
) -> Any:  # noqa: ANN401 - a dataclass field, as dataclasses.field returns it
    """A field of Settings with everything the dialog and the command line need to know of it."""
    words = {"kind": kind, "group": group, "title": title, "help": sentence, **more}
    return field(default=default, metadata={DECLARED: words})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, each declared once; file, dialog and command line are made from this.

    `others` are entries that this version does not know, or cannot use, and leaves alone;
    `problems` are sentences about values that cannot be and are left at their default.
    """

    theme: str = _declared(
        "system",
        Kind.CHOICE,
        Group.LOOK,
        QT_TRANSLATE_NOOP("settings", "Theme"),
        QT_TRANSLATE_NOOP("settings", "“System” changes along with your desktop."),
        choices={
            "system": QT_TRANSLATE_NOOP("settings", "System"),
            "light": QT_TRANSLATE_NOOP("settings", "Light"),
            "dark": QT_TRANSLATE_NOOP("settings", "Dark"),
        },
    )
    language: str = _declared(
        "system",
        Kind.LANGUAGE,
        Group.LOOK,
        QT_TRANSLATE_NOOP("settings", "Language"),
        QT_TRANSLATE_NOOP("settings", "The window's words; prompts stay as they are."),
        restart=True,
    )
    text_size: int = _declared(
        100,
        Kind.NUMBER,
        Group.LOOK,
        QT_TRANSLATE_NOOP("settings", "Text size"),
        QT_TRANSLATE_NOOP("settings", "Makes the whole window larger, buttons and icons too."),
        least=100,
        most=200,
        step=10,
        unit="%",
        restart=True,
    )
    downloads_folder: str = _declared(
        "",
        Kind.FOLDER,
        Group.FILES,
        QT_TRANSLATE_NOOP("settings", "Downloads"),
        QT_TRANSLATE_NOOP("settings", "Models you download are kept here; choose a large disk."),
        restart=True,
    )
    model_folders: tuple[str, ...] = _declared(
        (),
        Kind.FOLDERS,
        Group.FILES,
        QT_TRANSLATE_NOOP("settings", "Models"),
        QT_TRANSLATE_NOOP(
            "settings",
            "“Find on this disk” looks here too, beside where other programs keep theirs.",
        ),
    )
    local_models_at_once: int = _declared(
        1,
        Kind.NUMBER,
        Group.LOCAL,
        QT_TRANSLATE_NOOP("settings", "Concurrent models"),
        QT_TRANSLATE_NOOP(
            "settings", "One at a time gives true times; several share processor and memory."
        ),
        least=1,
        most=16,
    )
    threads: int = _declared(
        0,
        Kind.NUMBER,
        Group.LOCAL,
        QT_TRANSLATE_NOOP("settings", "Processor threads"),
        QT_TRANSLATE_NOOP(
            "settings", "For each model; more than this machine has cores makes it slower."
        ),
        most=256,
        zero=QT_TRANSLATE_NOOP("settings", "automatic"),
    )
    gpu: str = _declared(
        "auto",
        Kind.DEVICE,
        Group.LOCAL,
        QT_TRANSLATE_NOOP("settings", "GPU"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Models go onto one GPU, once it has given the processor's answer in a test.",
        ),
        choices={
            "auto": QT_TRANSLATE_NOOP("settings", "Automatic"),
            "none": QT_TRANSLATE_NOOP("settings", "None"),
        },
    )
    memory_limit: int = _declared(
        0,
        Kind.NUMBER,
        Group.LOCAL,
        QT_TRANSLATE_NOOP("settings", "Memory limit"),
        QT_TRANSLATE_NOOP(
            "settings", "Models that need more are marked, and loaded ones make room below it."
        ),
        most=4096,
        unit="GiB",
        zero=QT_TRANSLATE_NOOP("settings", "what is free"),
    )
    image_limits: str = _declared(
        "usual",
        Kind.CHOICE,
        Group.LOCAL,
        QT_TRANSLATE_NOOP("settings", "Large images for Qwen"),
        QT_TRANSLATE_NOOP(
            "settings",
            "As published shows small print, and takes up to eight times the time and memory.",
        ),
        choices={
            "usual": QT_TRANSLATE_NOOP("settings", "At most 2,048 image tokens"),
            "published": QT_TRANSLATE_NOOP("settings", "As published: up to 16,384"),
        },
    )
    class_synonyms: str = _declared(
        "",
        Kind.TEXT,
        Group.AGREEMENT,
        QT_TRANSLATE_NOOP("settings", "Same classes"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Names of one class: truck = lorry; sofa = couch (case and plural never matter).",
        ),
    )
    # The name is the key in settings.toml since version 0.1.
    keep_pictures: str = _declared(
        "thumbnail",
        Kind.CHOICE,
        Group.HISTORY,
        QT_TRANSLATE_NOOP("settings", "Keep images"),
        QT_TRANSLATE_NOOP(
            "settings", "A whole copy can be reopened when the original is gone; it takes its size."
        ),
        choices={
            "thumbnail": QT_TRANSLATE_NOOP("settings", "Small preview and checksum"),
            "copy": QT_TRANSLATE_NOOP("settings", "Whole copy"),
        },
    )
    reopen_last: str = _declared(
        "reopen",
        Kind.CHOICE,
        Group.HISTORY,
        QT_TRANSLATE_NOOP("settings", "Last images"),
        QT_TRANSLATE_NOOP(
            "settings", "Kept by path, with task, answers and checked models; never as pixels."
        ),
        choices={
            "reopen": QT_TRANSLATE_NOOP("settings", "Open again at the start"),
            "offer": QT_TRANSLATE_NOOP("settings", "Offer “Continue”"),
            "empty": QT_TRANSLATE_NOOP("settings", "Start empty, remember nothing"),
        },
    )
    history_limit: int = _declared(
        0,
        Kind.NUMBER,
        Group.HISTORY,
        QT_TRANSLATE_NOOP("settings", "Size limit"),
        QT_TRANSLATE_NOOP(
            "settings", "Checked when vizdesk closes: the oldest that are not pinned are deleted."
        ),
        most=1_000_000,
        step=100,
        unit="MB",
        zero=QT_TRANSLATE_NOOP("settings", "no limit"),
    )
    offline: bool = _declared(
        False,
        Kind.SWITCH,
        Group.NETWORK,
        QT_TRANSLATE_NOOP("settings", "Offline"),
        QT_TRANSLATE_NOOP("settings", "vizdesk opens no connection, not even on this machine."),
    )
    server_silence_before: int = _declared(
        300,
        Kind.NUMBER,
        Group.NETWORK,
        QT_TRANSLATE_NOOP("settings", "Wait for a server"),
        QT_TRANSLATE_NOOP("settings", "How long it may send nothing at all before the first word."),
        most=86_400,
        step=10,
        unit="s",
        zero=QT_TRANSLATE_NOOP("settings", "no limit"),
    )
    server_silence_within: int = _declared(
        120,
        Kind.NUMBER,
        Group.NETWORK,
        QT_TRANSLATE_NOOP("settings", "Pause of a server"),
        QT_TRANSLATE_NOOP(
            "settings", "How long it may send nothing once it writes; any sign of life counts."
        ),
        most=86_400,
        step=10,
        unit="s",
        zero=QT_TRANSLATE_NOOP("settings", "no limit"),
    )
    local_server_silence_before: int = _declared(
        1800,
        Kind.NUMBER,
        Group.NETWORK,
        QT_TRANSLATE_NOOP("settings", "Wait for a local server"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Longer: a server on this machine may have to load the model first.",
        ),
        most=86_400,
        step=10,
        unit="s",
        zero=QT_TRANSLATE_NOOP("settings", "no limit"),
    )
    local_server_silence_within: int = _declared(
        600,
        Kind.NUMBER,
        Group.NETWORK,
        QT_TRANSLATE_NOOP("settings", "Pause of a local server"),
        QT_TRANSLATE_NOOP(
            "settings", "How long a server on this machine may send nothing once it writes."
        ),
        most=86_400,
        step=10,
        unit="s",
        zero=QT_TRANSLATE_NOOP("settings", "no limit"),
    )
    others: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Message, ...] = field(default=(), compare=False)

    def value(self, name: str) -> SettingValue:
        """The value of a setting. Raises SettingError when there is none of this name."""
        return getattr(self, setting_named(name).name)  # type: ignore[no-any-return]

    def having(self, name: str, value: SettingValue) -> Settings:
        """These settings with another value for one of them. Raises SettingError."""
        checked: dict[str, Any] = {name: setting_named(name).check(value)}
        # What stood in the file and could not be used is replaced with it.
        others = {key: other for key, other in self.others.items() if key != name}
        return replace(self, others=others, **checked)


def _schema() -> tuple[Setting, ...]:
    found = []
    for entry in fields(Settings):
        if DECLARED in entry.metadata:
            assert entry.default is not MISSING
            found.append(
                Setting(name=entry.name, default=entry.default, **entry.metadata[DECLARED])
            )
    return tuple(found)


SCHEMA = _schema()


def setting_named(name: str) -> Setting:
    """The setting of this name. Raises SettingError naming those there are."""
    for setting in SCHEMA:
        if setting.name == name:
            return setting
    names = ", ".join(setting.name for setting in SCHEMA)
    raise SettingError(
        message("There is no setting “{name}”; there are {names}.", name=name, names=names)
    )


def load(path: Path) -> Settings:
    """The settings at `path`; what is not there is as it comes. Raises SettingsError.

    A value that cannot be is named in `problems`. Only a broken `offline` is an error: whoever
    wrote it may have meant that nothing leaves this machine.
    """
    try:
        table = read_toml(path)
    except (FileNotFoundError, NotADirectoryError):  # HOME may be no folder
        return Settings()
    except (OSError, ValueError) as error:
        why = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        raise SettingsError(
            message("{path} cannot be read: {why}.", path=str(path), why=why.rstrip("."))
        ) from error
    offline = table.get("offline", False)
    if not isinstance(offline, bool):
        raise SettingsError(
            message(
                "{path} says offline = {offline}; it must be true or false.",
                path=str(path),
                offline=repr(offline),
            )
        )
    known: dict[str, Any] = {}
    problems: list[Message] = []
    for setting in SCHEMA:
        if setting.name in table:
            try:
                known[setting.name] = setting.check(table[setting.name])
            except SettingError as error:
                default = setting.write(setting.default) or message("the usual one")
                problems.append(
                    message(
                        "{path}: {problem} {default} is used.",
                        path=str(path),
                        problem=error.message,
                        default=default,
                    )
                )
                continue
            del table[setting.name]
    return Settings(**known, others=table, problems=tuple(problems))


def save(settings: Settings, path: Path) -> None:
    """Write what differs from the defaults, and entries of other versions. Raises OSError."""
    known = {setting.name: getattr(settings, setting.name) for setting in SCHEMA}
    changed = {
        setting.name: known[setting.name]
        for setting in SCHEMA
        if known[setting.name] != setting.default
    }
    write_whole(path, toml_document({**settings.others, **changed}))


def change(path: Path, made: Callable[[Settings], Settings]) -> Settings:
    """Write down what `made` makes of the settings as they are, and return it. Raises OSError.

    No other vizdesk writes between reading and writing. A file that cannot be read is put aside as
    settings.toml.broken.
    """
    with only_writer(path):
        try:
            before = load(path)
        except SettingsError:
            os.replace(path, path.with_name(f"{path.name}.broken"))
            before = Settings()
        after = made(before)
        save(after, path)
    return after
