"""Truth is imported from and exported to the forms of annotation tools, and to suites."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.truth.truth_kit import DAY, HOW_MANY, drawn_image

from vizdesk.app.container import build_services
from vizdesk.comparison.types import Box, Detection, ImageRef
from vizdesk.evals.suite import SuiteError
from vizdesk.images.opening import open_image
from vizdesk.services.truth import TruthService
from vizdesk.truth.files import TruthIndex, read_truth
from vizdesk.truth.image_truth import ExpectedText, ImageTruth, Origin, TrueThing

COCO = {
    "images": [{"id": 7, "file_name": "room.png", "width": 200, "height": 100}],
    "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "person"}],
    "annotations": [
        {"id": 1, "image_id": 7, "category_id": 1, "bbox": [20, 10, 40, 30], "area": 900},
        {
            "id": 2,
            "image_id": 7,
            "category_id": 2,
            "bbox": [100, 0, 100, 50],
            "area": 5000,
            "iscrowd": 1,
        },
    ],
}


@pytest.fixture
def service() -> TruthService:
    return build_services().truth()


def two_truths(folder: Path) -> list[ImageTruth]:
    """Two images on disk: two objects, and none at all."""
    refs = [
        open_image(drawn_image(folder / "a.png", (200, 100), "white")).ref,
        open_image(drawn_image(folder / "b.png", (64, 64), "black")).ref,
    ]
    things = (
        TrueThing(Detection("cat", Box(0.1, 0.1, 0.3, 0.4)), Origin.ACCEPTED, "qwen"),
        TrueThing(Detection("dog", Box(0.5, 0.2, 1.0, 0.9))),
    )
    return [
        ImageTruth(refs[0], things, started_from=("qwen",), changed=DAY),
        ImageTruth(refs[1], (), changed=DAY),
    ]


def test_coco_keeps_crowds_and_areas_and_needs_no_image(tmp_path: Path) -> None:
    file = tmp_path / "truth.coco.json"
    file.write_text(json.dumps(COCO))
    (truth,) = read_truth(file).truths
    assert (truth.image.sha256, truth.image.width, truth.image.height) == ("", 200, 100)
    assert truth.objects == (
        TrueThing(
            Detection("cat", Box(0.1, 0.1, 0.3, 0.4)),
            Origin.IMPORTED,
            "truth.coco.json",
            area_px=900,
        ),
        TrueThing(
            Detection("person", Box(0.5, 0.0, 1.0, 0.5)),
            Origin.IMPORTED,
            "truth.coco.json",
            crowd=True,
        ),
    )
    elsewhere = ImageRef("C:\\pictures\\ROOM.png", "f" * 64, 200, 100)
    assert TruthIndex([truth]).of(elsewhere) == truth
    assert TruthIndex([truth, truth]).of(elsewhere) is None  # a name of two tells nothing


def test_a_crowd_without_a_box_is_told(tmp_path: Path) -> None:
    crowd = {"id": 3, "image_id": 7, "category_id": 2, "iscrowd": 1}
    file = tmp_path / "truth.coco.json"
    file.write_text(json.dumps({**COCO, "annotations": [*COCO["annotations"], crowd]}))
    read = read_truth(file)
    assert read.notes == ("1 crowd (iscrowd) was left out: it is no single box.",)
    assert len(read.truths[0].objects or ()) == 2


@pytest.mark.parametrize("name", ["all.coco.json", "set/data.yaml", "t.labelme.json", "t.xml"])
def test_what_is_exported_is_imported_again(
    name: str, tmp_path: Path, service: TruthService
) -> None:
    truths = two_truths(tmp_path / "images")
    out = tmp_path / "out"
    out.mkdir()
    files, _ = service.export_to(out / name, truths, copy_images="data.yaml" in name)
    whole = "coco" in name or "data.yaml" in name
    assert len(files) == (1 if whole else 2)
    if "data.yaml" not in name:
        for image in (tmp_path / "images").iterdir():
            image.rename(out / image.name)
    count, notes = service.import_from(files[0] if whole else out)
    assert (count, notes) == (2, ()) if "data.yaml" not in name else (count == 2)
    for truth in truths:
        kept = service.of_image(truth.image)
        assert kept is not None
        assert kept.objects is not None
        assert truth.objects is not None
        assert [thing.label for thing in kept.objects] == [thing.label for thing in truth.objects]
        for thing, expected in zip(kept.objects, truth.objects, strict=True):
            assert thing.box is not None
            assert expected.box is not None
            # Pascal VOC has whole pixels.
            assert abs(thing.box.x0 - expected.box.x0) <= 1 / 100
            assert abs(thing.box.y1 - expected.box.y1) <= 1 / 64
    service.close()


def test_truth_is_a_suite_and_back_with_the_same_hashes(
    tmp_path: Path, service: TruthService
) -> None:
    first, second = two_truths(tmp_path / "images")
    first = ImageTruth(
        first.image,
        first.objects,
        ExpectedText("EXIT"),
        (HOW_MANY,),
        changed=DAY,
        started_from=("qwen",),
    )
    items, notes = service.save_as_suite("My truth", [first, second])
    assert (items, notes) == (4, ())
    folder = service.user_suites().folder / "my-truth"
    assert "Truth started from qwen." in (folder / "items.jsonl").read_text()
    back = {truth.image.sha256: truth for truth in read_truth(folder).truths}
    assert set(back) == {first.image.sha256, second.image.sha256}
    opened = back[first.image.sha256]
    assert opened.text == ExpectedText("EXIT")
    assert opened.answers == (HOW_MANY,)
    assert opened.objects is not None
    assert [thing.place for thing in opened.objects] == [
        thing.place for thing in first.objects or ()
    ]
    assert back[second.image.sha256].objects == ()


def test_a_suite_that_is_stopped_or_fails_leaves_nothing(
    tmp_path: Path, service: TruthService
) -> None:
    """Before, the images saved until then stayed as a suite of that name."""
    first, second = two_truths(tmp_path / "images")
    suites = service.user_suites()

    def stop(saved: int) -> None:
        if saved == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        service.save_as_suite("My truth", [first, second], stop)
    assert suites.names() == []
    assert not (suites.folder / "my-truth").exists()
    Path(second.image.path).unlink()
    with pytest.raises(FileNotFoundError):
        service.save_as_suite("My truth", [first, second])
    assert suites.names() == []
    # What was there before stays as it was.
    service.save_as_suite("Kept", [first])
    before = (suites.folder / "kept" / "items.jsonl").read_bytes()
    with pytest.raises(FileNotFoundError):
        service.save_as_suite("Kept", [replace(first, text=ExpectedText("EXIT")), second])
    assert (suites.folder / "kept" / "items.jsonl").read_bytes() == before


def test_importing_keeps_what_was_known_and_leaves_out_images_that_are_not_there(
    tmp_path: Path, service: TruthService
) -> None:
    ref = open_image(drawn_image(tmp_path / "room.png", (200, 100))).ref
    service.keep(ImageTruth(ref, text=ExpectedText("EXIT"), changed=DAY))
    other = {"id": 8, "file_name": "gone.png", "width": 10, "height": 10}
    file = tmp_path / "truth.coco.json"
    file.write_text(json.dumps({**COCO, "images": [*COCO["images"], other]}))
    count, notes = service.import_from(file)
    assert (count, notes) == (1, ("1 image is not there, so its truth was not kept.",))
    kept = service.of_image(ref)
    assert kept is not None
    assert kept.text == ExpectedText("EXIT")
    assert kept.objects is not None
    assert len(kept.objects) == 2
    service.close()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "is no suite"),
        ('{"images": [], "annotations": [], "categories": []}', "holds no annotation with a box"),
        ('{"a": 1}', "is no suite"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, text: str, what: str
) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    with pytest.raises(SuiteError, match=what):
        read_truth(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="is not there"):
        read_truth(tmp_path / "none.json")
