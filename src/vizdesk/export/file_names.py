"""The names of exported files: none is given twice, and none takes an image's place.

Two names are one where upper case (macOS, Windows) or the composition of accents does not count.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from vizdesk.common.messages import message
from vizdesk.comparison.types import Answer
from vizdesk.export.export_format import ExportError

LONGEST_PART = 80
"""Characters of a model's or an image's part of a name."""
LONGEST_NAME = 255  # bytes, on every usual file system


class FileNames:
    """The files of one export, which may be of many images; `images` are never overwritten."""

    def __init__(self, images: Sequence[Path] = ()) -> None:
        self._images = tuple(images)
        self._taken: set[str] = set()

    def take(self, wanted: Path) -> Path:
        """`wanted`, with -2, -3 … before its ending where that file was given already.

        Raises ExportError where it is one of the images.
        """
        candidate, number = wanted, 2
        while _key(str(candidate)) in self._taken:
            stem, dot, ending = wanted.name.partition(".")
            candidate = wanted.with_name(f"{stem}-{number}{dot}{ending}")
            number += 1
        self._taken.add(_key(str(candidate)))
        for image in self._images:
            if _same_file(candidate, image):
                raise ExportError(
                    message(
                        "{path} is the image that was compared. Choose another name.",
                        path=str(candidate),
                    )
                )
        return candidate


def image_names(images: Sequence[Path], frames: Sequence[int] = ()) -> tuple[str, ...]:
    """What each image is called in the names of files: its stem, and more where that is not enough.

    `frames` says which frame of each, from 0; those after the first have their number in the name.
    Images of one name in different folders get as many of their folders as tell them apart
    (`a/0001`), images of one folder and stem their ending (`photo-jpg`), the same image twice a
    number.
    """
    wholes = [Path(os.path.abspath(image)) for image in images]
    stems = [
        _fitting(whole.stem) + (f"-frame-{frame + 1}" if frame else "")
        for whole, frame in zip(wholes, frames or [0] * len(wholes), strict=True)
    ]
    names = list(stems)
    for alike in _alike(names):
        for at, folders in zip(alike, _telling([wholes[at].parent for at in alike]), strict=True):
            names[at] = "/".join([*folders, stems[at]])
    for alike in _alike(names):
        for at in alike:
            names[at] += "-" + wholes[at].suffix.removeprefix(".").lower()
    return _numbered(names)


def model_names(answers: Sequence[Answer]) -> tuple[str, ...]:
    """What each answer's model is called in the names of files."""
    plain = (re.sub(r"[^\w.-]+", "-", answer.model.id).strip("-.") for answer in answers)
    return _numbered([_fitting(name) or "model" for name in plain])


def flat(image_name: str) -> str:
    """An image's name as a part of a file's name: without folders."""
    return image_name.replace("/", "-")


def fitting_path(path: Path, ending: str) -> Path:
    """The path with its name shortened before `ending` where no file system would take it."""
    if len(os.fsencode(path.name)) <= LONGEST_NAME:
        return path
    stem = path.name[: -len(ending)]
    return path.with_name(_shortened(stem, (LONGEST_NAME - len(ending)) // 4) + ending)


def _fitting(name: str) -> str:
    return name if len(name) <= LONGEST_PART else _shortened(name, LONGEST_PART)


def _shortened(name: str, characters: int) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: characters - 9]}-{digest}"


def _numbered(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each once: later ones of a name get -2, -3 …, also where they are written flat."""
    free, taken = list[str](), {_key(flat(name)) for name in _once(names)}
    given: set[str] = set()
    for name in names:
        candidate, number = name, 2
        while _key(flat(candidate)) in given or (
            candidate != name and _key(flat(candidate)) in taken
        ):
            candidate, number = f"{name}-{number}", number + 1
        given.add(_key(flat(candidate)))
        free.append(candidate)
    return tuple(free)


def _once(names: Sequence[str]) -> list[str]:
    return list({_key(flat(name)): name for name in names}.values())


def _alike(names: Sequence[str]) -> list[list[int]]:
    """The places of names that are one on some system, group by group."""
    groups: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        groups.setdefault(_key(name), []).append(at)
    return [group for group in groups.values() if len(group) > 1]


def _telling(folders: Sequence[Path]) -> list[tuple[str, ...]]:
    """The last so many parts of each folder that tell different ones apart; none for one folder."""
    different = len({_key(str(folder)) for folder in folders})
    deepest = max(len(folder.parts) for folder in folders)
    for count in range(deepest):
        ends = [_last(folder.parts[1:], count) for folder in folders]
        if len({_key("/".join(end)) for end in ends}) == different:
            return ends
    return [folder.parts[1:] for folder in folders]


def _last(parts: tuple[str, ...], count: int) -> tuple[str, ...]:
    return parts[max(0, len(parts) - count) :]


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _same_file(path: Path, image: Path) -> bool:
    try:
        return path.samefile(image)
    except OSError:
        return path.resolve() == image.resolve()
