"""Several images as a data set for training tools, one for each model: COCO, YOLO."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from vizdesk.common.atomic_files import whole_file, whole_files, whole_folder, write_whole
from vizdesk.common.messages import Message, message, plural
from vizdesk.common.regular_files import read_regular
from vizdesk.common.strict_json import to_json
from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.types import Answer, Comparison
from vizdesk.export.export_format import BoxFormat, ExportError, ExportOptions
from vizdesk.export.file_names import FileNames, flat, model_names
from vizdesk.export.formats.annotations import class_names, made_by
from vizdesk.export.formats.coco import COCO, CocoImage, coco_data_set, pointed_classes
from vizdesk.export.formats.yolo import YOLO, yolo_lines
from vizdesk.export.image_set.set_format import ImageSetMember, WrittenSet
from vizdesk.export.view_filter import shown
from vizdesk.export.writer import held_answers, not_held

IMAGES, LABELS, DATA_FILE = "images", "labels", "data.yaml"
COPIED = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")
"""Files that tools for training open; other images are written anew, as PNG."""


@dataclass(frozen=True, slots=True)
class _ModelSet:
    """What one model gives: the members it answered, with its answers; its name in file names."""

    name: str
    answers: tuple[tuple[ImageSetMember, Answer], ...]


@dataclass(frozen=True, slots=True)
class _DataSet:
    """All models' sets, which share their classes, and sentences about what is in none of them."""

    models: tuple[_ModelSet, ...]
    classes: tuple[str, ...]
    pointed: frozenset[str]
    notes: tuple[Message, ...]


def write_coco_set(
    path: Path, members: Sequence[ImageSetMember], options: ExportOptions, copy_images: bool
) -> WrittenSet:
    """An annotation file for each model; with images, in a new folder of the file's name."""
    data, stem = _data_set(COCO, members, options), path.name[: -len(COCO.ending)]
    several = len(data.models) > 1
    names = {
        model.name: f"{stem}-{model.name}{COCO.ending}" if several else path.name
        for model in data.models
    }
    if not copy_images:
        taken = FileNames([Path(member.comparison.image.path) for member in members])
        files = [(taken.take(path.with_name(names[m.name])), _coco(data, m)) for m in data.models]
        with whole_files() as opened:
            for at, (file, text) in enumerate(files, 1):
                with opened(file) as half_file:
                    half_file.write(whole_text(text).encode())
                options.tell(at / len(files))
        return WrittenSet(tuple(file for file, _ in files), data.notes)
    folder = path.with_name(stem)
    with whole_folder(folder) as half:
        copied, notes = _copied(half / IMAGES, _answered(data), options)
        for model in data.models:
            text = _coco(data, model, lambda member: f"{IMAGES}/{copied[member.name]}")
            write_whole(half / names[model.name], whole_text(text))
    return WrittenSet((folder,), (*data.notes, *notes))


def write_yolo_set(
    path: Path, members: Sequence[ImageSetMember], options: ExportOptions, copy_images: bool
) -> WrittenSet:
    """A new folder with `images/`, `labels/` and `data.yaml`; several models have one each in it.

    https://docs.ultralytics.com/datasets/detect
    """
    data, folder = _data_set(YOLO, members, options), path.parent
    notes = [*data.notes]
    with whole_folder(folder) as half:
        for at, model in enumerate(data.models):
            place = half / model.name if len(data.models) > 1 else half
            part = _part(options, at, len(data.models))
            (place / LABELS).mkdir(parents=True)
            for member, answer in model.answers:
                label = place / LABELS / f"{flat(member.name)}.txt"
                write_whole(label, yolo_lines(answer, data.classes))
            (place / IMAGES).mkdir()
            if copy_images:
                own = [member for member, _ in model.answers]
                _, told = _copied(place / IMAGES, own, part)
                notes += [note for note in told if note not in notes]
            write_whole(place / DATA_FILE, whole_text(_data_yaml(data.classes, model)))
    if not copy_images:
        notes.append(
            message(
                "Images were not copied: they belong into {folder} beside the labels.",
                folder=IMAGES,
            )
        )
    return WrittenSet((folder,), tuple(notes))


def _data_yaml(classes: Sequence[str], model: _ModelSet) -> str:
    """Folders and names of the classes. A string of JSON is one of YAML 1.2, section 1.3."""
    _, answer = model.answers[0]
    comparison = model.answers[0][0].comparison
    lines = [
        f"# {' '.join(made_by(comparison, answer).split())}",
        "# All images are in one folder: split them before training.",
        f"train: {IMAGES}",
        f"val: {IMAGES}",
        f"nc: {len(classes)}",
        "names:" if classes else "names: {}",
        *(f"  {number}: {to_json(name)}" for number, name in enumerate(classes)),
    ]
    return "\n".join(lines) + "\n"


def _data_set(
    box_format: BoxFormat, members: Sequence[ImageSetMember], options: ExportOptions
) -> _DataSet:
    """What each model gave of what is seen. Raises ExportError where none gave anything."""
    seen = [
        replace(member, comparison=shown(member.comparison, options.view)) for member in members
    ]
    by_model: dict[str, list[tuple[ImageSetMember, Answer]]] = {}
    first: dict[str, Answer] = {}
    for member in seen:
        held = held_answers(box_format, member.comparison)
        for answer in member.comparison.answers:
            first.setdefault(answer.model.id, answer)
            if answer in held:
                by_model.setdefault(answer.model.id, []).append((member, answer))
    if not by_model:
        raise ExportError(message("No model gave boxes, so there are none to write."))
    names = dict(zip(first, model_names(tuple(first.values())), strict=True))
    models = tuple(_ModelSet(names[key], tuple(given)) for key, given in by_model.items())
    comparisons = [member.comparison for member in seen]
    classes = dict.fromkeys(name for each in comparisons for name in class_names(each))
    pointed = frozenset[str]().union(*map(pointed_classes, comparisons))
    return _DataSet(models, tuple(classes), pointed, _notes(box_format, comparisons, first, models))


def _notes(
    box_format: BoxFormat,
    comparisons: Sequence[Comparison],
    first: dict[str, Answer],
    models: Sequence[_ModelSet],
) -> tuple[Message, ...]:
    """What the format cannot hold, and of how many images a model gave nothing."""
    answers = tuple(answer for comparison in comparisons for answer in comparison.answers)
    notes = [not_held(box_format, replace(comparisons[0], answers=answers))]
    given = {entry[1].model.id: len(model.answers) for model in models for entry in model.answers}
    for model_id, answer in first.items():
        missing = len(comparisons) - given.get(model_id, 0)
        if missing:
            notes.append(
                plural(
                    "{n} image is not in the data set of {model}: no boxes were read.",
                    "{n} images are not in the data set of {model}: no boxes were read.",
                    missing,
                    model=answer.model.name,
                )
            )
    return tuple(note for note in notes if note)


def _answered(data: _DataSet) -> list[ImageSetMember]:
    """The images that any model's set has, each once, in their order."""
    return list({m.name: m for model in data.models for m, _ in model.answers}.values())


def _coco(
    data: _DataSet,
    model: _ModelSet,
    file_name: Callable[[ImageSetMember], str] = lambda member: _file_name(member),
) -> str:
    entries = [
        CocoImage(member.comparison, answer, file_name(member)) for member, answer in model.answers
    ]
    words = made_by(entries[0].comparison, entries[0].answer)
    return coco_data_set(entries, data.classes, data.pointed, words)


def _file_name(member: ImageSetMember) -> str:
    """The image's file, with as many of its folders as tell it from others of the set."""
    folder = Path(member.name).parent
    return (folder / member.comparison.image.file_name).as_posix()


def _copied(
    folder: Path, members: Sequence[ImageSetMember], options: ExportOptions
) -> tuple[dict[str, str], list[Message]]:
    """Put the images into a folder; their files' names there, and how many were written anew."""
    folder.mkdir(exist_ok=True)
    names: dict[str, str] = {}
    anew = 0
    for at, member in enumerate(members, 1):
        image, stem = member.comparison.image, flat(member.name)
        ending = Path(image.file_name).suffix.lower()
        data = _own_bytes(member) if ending in COPIED and image.frames == 1 else None
        names[member.name] = f"{stem}{ending if data is not None else '.png'}"
        with whole_file(folder / names[member.name]) as file:
            if data is not None:
                file.write(data)
            else:
                member.open_image().pixels.save(file, "PNG")
                anew += 1
        options.tell(at / len(members))
    told = plural(
        "{n} image was written anew, as PNG.", "{n} images were written anew, as PNG.", anew
    )
    return names, [told] if anew else []


def _own_bytes(member: ImageSetMember) -> bytes | None:
    """The file as it was compared; None where it is not there, or another by now."""
    image = member.open_image().ref
    try:
        data = read_regular(Path(image.path))
    except OSError:
        return None  # it is written anew from what was decoded, and that is told
    return data if sha256(data).hexdigest() == member.comparison.image.sha256 else None


def _part(options: ExportOptions, at: int, of: int) -> ExportOptions:
    """Options whose `tell` counts one of several parts."""
    return replace(options, tell=lambda share: options.tell((at + share) / of))
