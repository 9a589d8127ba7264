"""Files of several images and models: every one there, none twice, found by the tools that look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.history.history_kit import answer, comparison

from vizdesk.comparison.types import Comparison, Reading
from vizdesk.export.export_format import ExportError
from vizdesk.export.file_names import FileNames, image_names, model_names
from vizdesk.export.writer import write


@pytest.mark.parametrize(
    ("images", "names"),
    [
        (("/p/a.jpg", "/p/b.jpg"), ("a", "b")),
        (("/p/a/0001.png", "/p/b/0001.png"), ("a/0001", "b/0001")),
        (("/x/l/0001.png", "/y/l/0001.png", "/x/z.png"), ("x/l/0001", "y/l/0001", "z")),
        (("/p/exif1.jpg", "/p/exif1.png"), ("exif1-jpg", "exif1-png")),
        (("/p/A.jpg", "/p/a.png"), ("A-jpg", "a-png")),
        (("/p/a.jpg", "/p/a.jpg"), ("a-jpg", "a-jpg-2")),
        (("/p/a-b.png", "/p/a/b.png", "/p/c/b.png"), ("a-b", "a/b-2", "c/b")),
        (("/é.png", "/e\u0301.jpg"), ("é-png", "e\u0301-jpg")),
        (("/a.png",), ("a",)),
        ((), ()),
    ],
)
def test_images_of_one_name_are_told_apart(images: tuple[str, ...], names: tuple[str, ...]) -> None:
    assert image_names([Path(image) for image in images]) == names


def test_models_are_told_apart_also_where_upper_case_does_not_count() -> None:
    ids = ("org/model:7b", "org-model-7b", "ORG-MODEL-7B", "模型", "///", "m" * 300)
    answers = [replace(a, model=replace(a.model, id=i)) for i in ids for a in (answer("x", "y"),)]
    names = model_names(answers)
    assert names[:5] == ("org-model-7b", "org-model-7b-2", "ORG-MODEL-7B-3", "模型", "model")
    assert len(names[5]) == 80


def test_two_images_and_two_models_never_share_a_file(tmp_path: Path) -> None:
    images = (Path("/p/a.png"), Path("/p/a-b.png"))
    two = [
        comparison(at, answer("B C", "[]", "cat"), answer("C", "[]", "cat"), path=str(image))
        for at, image in enumerate(images)
    ]
    names, written = FileNames(images), list[Path]()
    for whole, image_name in zip(two, image_names(images), strict=True):
        written += write(
            tmp_path / "out.coco.json", whole, None, image_name=image_name, names=names
        )
    assert len({path.name.casefold() for path in written}) == 4
    assert all(path.is_file() for path in written)


@pytest.mark.parametrize(("name", "ending"), [("l.txt", ".txt"), ("l.labelme.json", ".json")])
def test_what_tools_find_by_the_images_name_has_it(name: str, ending: str, tmp_path: Path) -> None:
    whole = comparison(0, answer("A", "[]", "cat"), answer("B", "[]", "dog"))
    files = write(tmp_path / name, whole, None)
    labels = [path for path in files if path.name != "classes.txt"]
    assert labels == [tmp_path / f"l-{model}" / f"cat{ending}" for model in "ab"]
    images = (Path("/x/cat.jpg"), Path("/y/cat.jpg"))
    names = FileNames(images)
    alone = replace(whole, answers=whole.answers[:1])
    written = [
        write(tmp_path / name, alone, None, image_name=image_name, names=names)[0]
        for image_name in image_names(images)
    ]
    assert written == [tmp_path / "l" / folder / f"cat{ending}" for folder in "xy"]
    # One numbering for all images of a model.
    names_files = [file.relative_to(tmp_path) for file in tmp_path.rglob("l/**/classes.txt")]
    assert names_files == ([Path("l/classes.txt")] if ending == ".txt" else [])


def test_no_image_of_a_run_is_overwritten(tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "out-a.md"
    second.write_bytes(b"an image")
    names = FileNames((first, second))
    whole = comparison(0, path=str(first))
    with pytest.raises(ExportError, match=r"out-a\.md is the image that was compared"):
        write(tmp_path / "out.md", whole, None, image_name="a", names=names)
    assert second.read_bytes() == b"an image"


def test_a_name_that_is_too_long_for_a_disk_is_shortened(tmp_path: Path) -> None:
    (path,) = write(tmp_path / "out.md", comparison(), None, image_name="猫" * 300)
    assert len(path.name.encode()) <= 255
    assert path.read_text().startswith("# ")


@pytest.fixture
def empty() -> Comparison:
    """Two models, of which the first looked and found nothing."""
    return comparison(0, replace(answer("M1", "[]"), reading=Reading()), answer("M2", "[]", "cat"))


@pytest.mark.parametrize("name", ["e.coco.json", "e.txt", "e.xml", "e.labelme.json"])
def test_an_image_without_objects_has_a_file_of_its_model(
    name: str, empty: Comparison, tmp_path: Path
) -> None:
    files = write(tmp_path / name, empty, None)
    assert (
        sum("m1" in str(path.relative_to(tmp_path)) for path in files if "classes" not in path.name)
        == 1
    )
    assert all(path.is_file() for path in files)
    alone = replace(empty, answers=empty.answers[:1])
    assert write(tmp_path / f"alone-{name}", alone, None)[0] == tmp_path / f"alone-{name}"


def test_a_folder_is_never_made_by_mistake(empty: Comparison, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="There is no folder"):
        write(tmp_path / "no" / "a.csv", empty, None)
    assert not (tmp_path / "no").exists()
