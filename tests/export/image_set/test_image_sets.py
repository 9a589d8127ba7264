"""Several images in one file or data set: all of them, no name twice, whole or not at all."""

from __future__ import annotations

import csv
import errno
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from PIL import Image
from pycocotools.coco import COCO
from tests.export.sheet.test_comparison_sheet import DONE, MODEL, MUG, SEEN, comparison

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Detection,
    PointDetection,
    Reading,
)
from vizdesk.export.export_format import ExportError, ExportOptions
from vizdesk.export.file_names import image_names
from vizdesk.export.image_set.registry import (
    SET_FORMATS,
    set_format_of,
    set_target_problem,
    write_image_set,
)
from vizdesk.export.image_set.set_format import ImageSetMember
from vizdesk.export.page_options import PageOptions
from vizdesk.images.decoded_image import UprightImage
from vizdesk.images.opening import open_image

pytestmark = pytest.mark.usefixtures("qapp")

CUP = Detection("cup", Box(0.5, 0.5, 1.0, 1.0), score=0.5)
OTHER = replace(MODEL, id="other", name="Other, small")
TARGETS = ["all.pdf", "all.png", "all.html", "all.csv", "all.coco.json", "new/data.yaml"]


def member(path: Path, name: str, *answers: Answer, frame: int = 0) -> ImageSetMember:
    image = open_image(path, frame=frame)
    made = replace(comparison(TaskKind.DETECT, *answers), image=image.ref)

    def opened() -> UprightImage:
        return open_image(path, frame=frame)

    return ImageSetMember(made, opened, name)


def pixels(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def seen(*detections: Detection) -> Answer:
    return replace(SEEN, reading=Reading(detections=detections))


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    files = [tmp_path / "a" / "0001.png", tmp_path / "b" / "0001.png", tmp_path / "a" / "two.png"]
    for at, file in enumerate(files):
        file.parent.mkdir(exist_ok=True)
        Image.new("RGB", (40 + 10 * at, 20), (at * 60, 90, 120)).save(file)
    return files


@pytest.fixture
def members(paths: list[Path]) -> list[ImageSetMember]:
    answers = [seen(MUG), seen(CUP, MUG), seen()]
    return [
        member(path, name, answer)
        for path, name, answer in zip(paths, image_names(paths), answers, strict=True)
    ]


def written(
    tmp_path: Path,
    name: str,
    members: Sequence[ImageSetMember],
    options: ExportOptions | None = None,
    *,
    copy_images: bool = False,
) -> Path:
    result = write_image_set(
        tmp_path / name, members, options or ExportOptions(1), copy_images=copy_images
    )
    return result.files[0]


def test_a_pdf_has_a_page_for_each_image_in_their_order(
    members: list[ImageSetMember], tmp_path: Path
) -> None:
    path = written(tmp_path, "all.pdf", members)
    assert len(re.findall(rb"/Type /Page\b(?!s)", path.read_bytes())) == len(members)
    tool = shutil.which("pdftotext")
    if tool is None:
        return  # the pages are counted; their words are read where poppler is
    told = subprocess.run([tool, path, "-"], capture_output=True, text=True, check=True)
    pages = told.stdout.split("\f")
    assert len(pages) == len(members) + 1
    for page, each in zip(pages, members, strict=False):
        assert each.comparison.image.file_name in page
        assert "Demo, large" in page


def test_a_png_has_all_sheets_under_each_other(
    members: list[ImageSetMember], tmp_path: Path
) -> None:
    alone = [pixels(written(tmp_path, f"{at}.png", [each])) for at, each in enumerate(members)]
    together = pixels(written(tmp_path, "all.png", members))
    assert together.size == (784, sum(image.height for image in alone))
    top = alone[0].height
    middle = together.crop((0, top, 784, top + alone[1].height))
    assert middle.tobytes() == alone[1].tobytes()


def test_a_png_that_would_be_endless_goes_on_in_further_files(
    members: list[ImageSetMember], tmp_path: Path
) -> None:
    words = "Many words, and more. " * 1800
    long = [
        replace(
            each,
            comparison=replace(
                each.comparison, answers=(replace(SEEN, text=f"[{words}]", reading=Reading()),)
            ),
        )
        for each in members
    ]
    result = write_image_set(tmp_path / "all.png", long, ExportOptions(1))
    assert [file.name for file in result.files] == ["all.png", "all-2.png", "all-3.png"]
    for file in result.files:
        with Image.open(file) as image:
            assert image.height > 8000


def test_one_html_page_has_every_image_and_no_mark_twice(
    members: list[ImageSetMember], tmp_path: Path
) -> None:
    page = written(tmp_path, "all.html", members).read_text(encoding="utf-8")
    assert page.count("<section") == page.count("data:image/jpeg;base64,") == 3
    assert page.count("<nav>") == 1
    assert page.count("</html>") == 1
    marks = re.findall(r'<div class="box[^>]*data-box="([^"]+)"', page)
    assert len(marks) == len(set(marks)) == 3


def test_one_table_has_one_heading_and_the_lines_of_all(
    members: list[ImageSetMember], tmp_path: Path
) -> None:
    with written(tmp_path, "all.csv", members).open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    boxes = [(row["picture"], row["label"]) for row in rows if row["kind"] == "detection"]
    assert boxes == [("0001.png", "mug"), ("0001.png", "cup"), ("0001.png", "mug")]
    assert [row["picture"] for row in rows if row["kind"] == "answer"][-1] == "two.png"


def test_a_coco_data_set_is_read_back_with_all_images_and_boxes(
    members: list[ImageSetMember], tmp_path: Path
) -> None:
    coco = COCO(written(tmp_path, "all.coco.json", members))
    images = coco.loadImgs(coco.getImgIds())
    assert [image["file_name"] for image in images] == ["a/0001.png", "b/0001.png", "two.png"]
    assert [image["width"] for image in images] == [40, 50, 60]
    assert [len(coco.getAnnIds(imgIds=image["id"])) for image in images] == [1, 2, 0]
    names = {each["id"]: each["name"] for each in coco.loadCats(coco.getCatIds())}
    cup, mug = coco.loadAnns(coco.getAnnIds(imgIds=images[1]["id"]))
    assert (names[cup["category_id"]], cup["bbox"], cup["score"]) == ("cup", [25, 10, 25, 10], 0.5)
    assert (names[mug["category_id"]], mug["bbox"]) == ("mug", [10, 4, 20, 10])


def test_a_yolo_data_set_is_what_its_data_yaml_says(
    members: list[ImageSetMember], paths: list[Path], tmp_path: Path
) -> None:
    folder = written(tmp_path, "new/data.yaml", members, copy_images=True)
    data = yaml.safe_load((folder / "data.yaml").read_text(encoding="utf-8"))
    assert data["names"] == {0: "mug", 1: "cup"}
    assert data["nc"] == 2
    for split in ("train", "val"):
        assert (folder / data[split]).is_dir()
    images = sorted((folder / data["train"]).iterdir())
    # Readers find an image's labels by putting labels for images, and .txt for its ending.
    labels = [folder / "labels" / f"{image.stem}.txt" for image in images]
    assert [label.read_text() for label in labels] == [
        "0 0.400000 0.450000 0.400000 0.500000\n",
        "1 0.750000 0.750000 0.500000 0.500000\n0 0.400000 0.450000 0.400000 0.500000\n",
        "",
    ]
    assert sorted((folder / "labels").iterdir()) == sorted(labels)
    assert [image.read_bytes() for image in images] == [path.read_bytes() for path in paths]


def test_names_of_classes_are_safe_in_yaml(paths: list[Path], tmp_path: Path) -> None:
    names = ["yes", "a: b", "# no", '"quoted"', "猫", "1", "back\\slash", "{x}"]
    boxes = [Detection(name, Box(0, 0, 0.5, 0.5)) for name in names]
    folder = written(tmp_path, "new/data.yaml", [member(paths[0], "one", seen(*boxes))])
    data = yaml.safe_load((folder / "data.yaml").read_text(encoding="utf-8"))
    assert list(data["names"].values()) == names


def test_each_model_has_a_data_set_with_the_same_numbers(paths: list[Path], tmp_path: Path) -> None:
    failed = replace(DONE, model=OTHER, state=AnswerState.FAILED, text="", reading=Reading())
    other = replace(seen(CUP), model=OTHER)
    made = [member(paths[0], "one", seen(MUG), other), member(paths[2], "two", seen(), failed)]
    result = write_image_set(tmp_path / "new" / "data.yaml", made, ExportOptions(1))
    (folder,) = result.files
    labels = {
        file.relative_to(folder).as_posix(): file.read_text().split(" ")[0]
        for file in folder.rglob("*.txt")
    }
    assert labels == {
        "demo/labels/one.txt": "0",
        "demo/labels/two.txt": "",
        "other/labels/one.txt": "1",
    }
    assert [str(note) for note in result.notes] == [
        "1 image is not in the data set of Other, small: no boxes were read.",
        "Images were not copied: they belong into images beside the labels.",
    ]
    coco = write_image_set(tmp_path / "all.coco.json", made, ExportOptions(1))
    assert [file.name for file in coco.files] == ["all-demo.coco.json", "all-other.coco.json"]
    both = [json.loads(file.read_text())["categories"] for file in coco.files]
    assert both[0] == both[1]


def test_what_a_data_set_cannot_hold_is_counted(paths: list[Path], tmp_path: Path) -> None:
    reading = Reading((MUG,), points=(PointDetection("mug", 0.5, 0.5),))
    pointed = replace(SEEN, reading=reading)
    made = [member(paths[0], "one", pointed), member(paths[2], "two", pointed)]
    result = write_image_set(tmp_path / "new" / "data.yaml", made, ExportOptions(1))
    told = "Left out, as files of this form cannot hold them: 2 points."
    assert str(result.notes[0]) == told


def test_images_are_copied_only_when_asked_and_frames_are_written_anew_and_told(
    paths: list[Path], tmp_path: Path
) -> None:
    film = tmp_path / "film.gif"
    frames = [Image.new("RGB", (30, 20), (at, 0, 0)) for at in (10, 200)]
    frames[0].save(film, save_all=True, append_images=frames[1:])
    made = [
        member(paths[0], "photo", seen(MUG)),
        member(film, "film-frame-2", seen(MUG), frame=1),
    ]
    result = write_image_set(tmp_path / "set.coco.json", made, ExportOptions(1), copy_images=True)
    folder = tmp_path / "set"
    assert result.files == (folder,)
    assert [str(note) for note in result.notes] == ["1 image was written anew, as PNG."]
    coco = COCO(folder / "set.coco.json")
    names = [image["file_name"] for image in coco.loadImgs(coco.getImgIds())]
    assert names == ["images/photo.png", "images/film-frame-2.png"]
    assert (folder / names[0]).read_bytes() == paths[0].read_bytes()
    with Image.open(folder / names[1]) as image:
        assert image.size == (30, 20)


@pytest.mark.parametrize("name", TARGETS)
def test_stop_leaves_nothing(name: str, members: list[ImageSetMember], tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))

    def stop(share: float) -> None:
        raise InterruptedError

    with pytest.raises((InterruptedError, ExportError)):
        write_image_set(
            tmp_path / name, members, ExportOptions(1, tell=stop), copy_images="yaml" in name
        )
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["set.png", "set.coco.json"])
def test_stop_half_way_leaves_the_files_that_were_there(
    name: str, members: list[ImageSetMember], tmp_path: Path
) -> None:
    stem, ending = name.split(".", 1)
    for other in (name, f"{stem}-a.{ending}", f"{stem}-b.{ending}", f"{stem}-2.{ending}"):
        (tmp_path / other).write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if share >= 0.5:
            raise InterruptedError

    with pytest.raises((InterruptedError, ExportError)):
        write_image_set(tmp_path / name, members, ExportOptions(1, tell=stop))
    assert told
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", TARGETS)
def test_progress_ends_at_all_of_it(
    name: str, members: list[ImageSetMember], tmp_path: Path
) -> None:
    shares: list[float] = []
    write_image_set(
        tmp_path / name,
        members,
        ExportOptions(1, tell=shares.append),
        copy_images="yaml" in name,
    )
    assert shares == sorted(shares)
    assert 0.7 < shares[-1] <= 1.0


def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    members: list[ImageSetMember], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("vizdesk.common.atomic_files.os.fsync", full)
    for name in ("new/data.yaml", "all.coco.json"):
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(ExportError) as error:
            write_image_set(tmp_path / name, members, ExportOptions(1))
        target = tmp_path / (name.split("/")[0])
        assert str(error.value) == f"{target} could not be written: No space left on device."
        assert sorted(tmp_path.rglob("*")) == before


def test_nothing_that_is_there_is_replaced_by_a_folder(
    members: list[ImageSetMember], tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    for name, copied in (("mine/data.yaml", False), ("mine.coco.json", True)):
        with pytest.raises(ExportError, match="already"):
            write_image_set(tmp_path / name, members, ExportOptions(1), copy_images=copied)
    assert list((tmp_path / "mine").iterdir()) == []
    with pytest.raises(ExportError, match="There is no folder"):
        write_image_set(tmp_path / "no" / "new" / "data.yaml", members, ExportOptions(1))


def test_an_image_is_never_overwritten(members: list[ImageSetMember], tmp_path: Path) -> None:
    (image,) = [path for path in (tmp_path / "a").iterdir() if path.name == "two.png"]
    with pytest.raises(ExportError, match="is the image that was compared"):
        write_image_set(image, members, ExportOptions(1))
    with Image.open(image) as kept:
        assert kept.size == (60, 20)


def test_names_say_the_form_and_others_are_told() -> None:
    for form in SET_FORMATS:
        assert (
            set_format_of(Path(f"x{form.ending}" if not form.makes_folder else form.ending)) is form
        )
    with pytest.raises(ExportError, match="does not say which form of all images"):
        set_format_of(Path("all.svg"))
    assert "data sets alone" in str(set_target_problem(Path("all.pdf"), copy_images=True))


def test_pages_follow_the_options(members: list[ImageSetMember], tmp_path: Path) -> None:
    page = PageOptions(slide=True)
    with Image.open(written(tmp_path, "a.png", members, ExportOptions(1, page=page))) as image:
        assert image.height * 16 == image.width * 9 * len(members)
