"""Layouts that people have open as they are meant, or say which file is not understood."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from PIL import Image

from vizdesk.comparison.tasks import TaskKind
from vizdesk.evals.checks import AnyOf, Boxes, Number, OneOf, Text
from vizdesk.evals.loaders import open_suite
from vizdesk.evals.suite import SuiteError


def image(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 48), (9, 9, len(path.as_posix()) % 255)).save(path)


def write(path: Path, text: str | object, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text if isinstance(text, str) else json.dumps(text), encoding=encoding)


def coco(*names: str) -> dict[str, object]:
    images = [
        {"id": n, "file_name": name, "width": 64, "height": 48} for n, name in enumerate(names)
    ]
    return {
        "images": images,
        "annotations": [
            {"id": n, "image_id": n, "category_id": 1 + n % 2, "bbox": [16, 12, 32, 24]}
            for n, _ in enumerate(names)
        ],
        "categories": [{"id": 1, "name": "dog"}, {"id": 2, "name": "cat"}],
    }


BOX = (0.25, 0.25, 0.75, 0.75)


def corners(check: object) -> list[tuple[str, tuple[float, ...]]]:
    assert isinstance(check, Boxes)
    return [(d.label, (d.box.x0, d.box.y0, d.box.x1, d.box.y1)) for d in check.value]


@pytest.mark.parametrize(
    ("annotations", "images", "named"),
    [
        ("annotations/instances_val2017.json", "val2017", ""),
        ("annotations/instances_default.json", "images", ""),
        ("labels.json", "data", ""),
        ("result.json", "images", "images/"),
        ("_annotations.coco.json", ".", ""),
        ("annotations.json", "images", "C:\\data\\project\\images\\"),
        ("anything.json", "photos", "/home/me/data/photos/"),
    ],
)
def test_coco_as_its_site_cvat_fiftyone_label_studio_and_roboflow_write_it(
    tmp_path: Path, annotations: str, images: str, named: str
) -> None:
    write(tmp_path / annotations, coco(f"{named}a.jpg", f"{named}b.jpg"))
    for name in ("a.jpg", "b.jpg"):
        image(tmp_path / images / name)
    suite = open_suite(tmp_path)
    inside = "" if images == "." else f"{images}/"
    assert [item.image for item in suite.items] == [f"{inside}a.jpg", f"{inside}b.jpg"]
    assert [corners(item.check) for item in suite.items] == [[("dog", BOX)], [("cat", BOX)]]
    assert suite.items[0].task.classes == ("dog", "cat")


def test_of_train_valid_and_test_the_test_split_is_read_and_that_is_said(tmp_path: Path) -> None:
    for split in ("train", "valid", "test"):
        write(tmp_path / split / "_annotations.coco.json", coco(f"{split}.jpg"))
        image(tmp_path / split / f"{split}.jpg")
    suite = open_suite(tmp_path)
    assert [item.image for item in suite.items] == ["test/test.jpg"]
    assert suite.notes[0] == (
        "Read from test/_annotations.coco.json; there are others: train/_annotations.coco.json, "
        "valid/_annotations.coco.json."
    )


def test_coco_with_nan_captions_and_an_image_in_two_entries(tmp_path: Path) -> None:
    table = coco("a.jpg", "a.jpg")
    text = json.dumps(table).replace('"bbox"', '"area": NaN, "bbox"')
    write(tmp_path / "twice" / "annotations.json", text)
    image(tmp_path / "twice" / "a.jpg")
    (item,) = open_suite(tmp_path / "twice").items
    assert corners(item.check) == [("dog", BOX), ("cat", BOX)]
    captions = {"images": table["images"], "annotations": [{"image_id": 0, "caption": "a field"}]}
    write(tmp_path / "captions" / "annotations.json", captions)
    image(tmp_path / "captions" / "a.jpg")
    (item,) = open_suite(tmp_path / "captions").items
    assert (item.task.kind, item.check) == (TaskKind.CAPTION, None)


VOC = (
    "<annotation><filename>{name}</filename><size><width>64</width><height>48</height></size>"
    "<object><name>cat</name><bndbox><xmin>16</xmin><ymin>12</ymin><xmax>48</xmax><ymax>36</ymax>"
    "</bndbox></object></annotation>"
)


def test_pascal_voc(tmp_path: Path) -> None:
    write(tmp_path / "Annotations" / "a.xml", VOC.format(name="a.jpg"))
    image(tmp_path / "JPEGImages" / "a.jpg")
    (item,) = open_suite(tmp_path).items
    assert item.image == "JPEGImages/a.jpg"
    assert corners(item.check) == [("cat", BOX)]


def test_an_xml_file_with_entities_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.xml", "<!DOCTYPE x [<!ENTITY y 'z'>]>" + VOC.format(name="a.jpg"))
    image(tmp_path / "a.jpg")
    with pytest.raises(SuiteError, match=r"a\.xml: has a document type"):
        open_suite(tmp_path)


def test_labelme(tmp_path: Path) -> None:
    shapes = [{"label": "cat", "shape_type": "polygon", "points": [[16, 12], [48, 20], [30, 36]]}]
    table = {"imagePath": "..\\a.jpg", "imageWidth": 64, "imageHeight": 48, "shapes": shapes}
    write(tmp_path / "a.json", table)
    image(tmp_path / "a.jpg")
    (item,) = open_suite(tmp_path).items
    assert corners(item.check) == [("cat", BOX)]


@pytest.mark.parametrize(
    "names",
    [
        "names: ['dog', cat]",
        "names: {0: dog, 1: cat}",
        "names:\n  - dog  # the first\n  - 'cat'",
        "names:\n- dog\n- cat",
        'names:\n  0: dog\n  1: "cat"',
    ],
)
def test_yolo_with_its_classes_in_every_usual_form(tmp_path: Path, names: str) -> None:
    write(tmp_path / "data.yaml", f"train: ../train/images\nval: ../valid/images\n{names}\nnc: 2\n")
    for split in ("train", "valid"):
        image(tmp_path / split / "images" / f"{split}.jpg")
        image(tmp_path / split / "images" / f"{split}-empty.jpg")
        write(tmp_path / split / "labels" / f"{split}.txt", "1 0.5 0.5 0.5 0.5\n")
    suite = open_suite(tmp_path)
    assert [item.image for item in suite.items] == [
        "valid/images/valid-empty.jpg",
        "valid/images/valid.jpg",
    ]
    assert [corners(item.check) for item in suite.items] == [[], [("cat", BOX)]]


RECORDS = {
    "llava": [
        {
            "id": "1",
            "image": "a.jpg",
            "conversations": [
                {"from": "human", "value": "<image>\nHow many?"},
                {"from": "gpt", "value": "3"},
            ],
        }
    ],
    "messages": [
        {
            "messages": [
                {
                    "role": "user",
                    "content": [
                        {"type": "text", "text": "How many?"},
                        {"type": "image_url", "image_url": {"url": "./a.jpg"}},
                    ],
                },
                {"role": "assistant", "content": "3"},
            ]
        }
    ],
    "inspect": [{"input": "How many?", "target": "3", "metadata": {"image": "a.jpg"}}],
    "inspect, messages": [
        {
            "input": [
                {
                    "role": "user",
                    "content": [
                        {"type": "image", "image": "a.jpg"},
                        {"type": "text", "text": "How many?"},
                    ],
                }
            ],
            "target": ["3"],
        }
    ],
    "plain": [{"question_id": 1, "image": "a.jpg", "text": "How many?", "answer": 3}],
}


@pytest.mark.parametrize("layout", RECORDS)
@pytest.mark.parametrize("lines", [True, False])
def test_questions_in_json_and_jsonl(tmp_path: Path, layout: str, lines: bool) -> None:
    records = RECORDS[layout]
    if lines:
        write(tmp_path / "train.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    else:
        write(tmp_path / "train.json", records)
    image(tmp_path / "a.jpg")
    (item,) = open_suite(tmp_path).items
    assert (item.image, item.prompt, item.check) == ("a.jpg", "How many?", Number(3))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("image,question,answer\na.jpg,How many?,3\n", "utf-8"),
        ("sep=;\nImage;Question;Answer\na.jpg;How many?;3\n", "utf-8"),
        ("file_name,prompt,expected,,\na.jpg,How many?,3,,,\n", "utf-8"),
        ("image\tquestion\tanswer\na.jpg\tHow many?\t3\n", "utf-16"),
        ("img_path;text;ground_truth\n.\\a.jpg;How many?;3\n", "utf-16"),
    ],
)
def test_tables_under_common_names(tmp_path: Path, text: str, encoding: str) -> None:
    write(tmp_path / "questions.csv", text, encoding)
    image(tmp_path / "a.jpg")
    (item,) = open_suite(tmp_path).items
    assert (item.image, item.prompt, item.check) == ("a.jpg", "How many?", Number(3))


def test_decimal_commas_units_choices_and_several_answers(tmp_path: Path) -> None:
    rows = [
        "image;question;answer;A;B",
        "a.jpg;How long?;11,9 cm;;",
        "a.jpg;How heavy?;3,5;;",
        "a.jpg;Which side?;B;left;right",
    ]
    write(tmp_path / "q.csv", "\n".join(rows))
    image(tmp_path / "a.jpg")
    long, heavy, side = open_suite(tmp_path).items
    assert long.check == Text("11,9 cm")
    assert heavy.check == Number(3.5)
    assert side.check == OneOf("B", ("A", "B"))
    assert side.prompt == (
        "Which side?\nA. left\nB. right\nAnswer with the letter of the right choice."
    )
    other = tmp_path / "other"
    write(other / "q.json", [{"image": "a.jpg", "question": "What?", "answers": ["tap", "faucet"]}])
    image(other / "a.jpg")
    assert open_suite(other).items[0].check == AnyOf((Text("tap"), Text("faucet")))


def test_choices_are_read_from_the_prompt(tmp_path: Path) -> None:
    prompt = "Which side?\n(A) left\n(B) right"
    write(tmp_path / "q.json", [{"image": "a.jpg", "question": prompt, "answer": "(A)"}])
    image(tmp_path / "a.jpg")
    assert open_suite(tmp_path).items[0].check == OneOf("A", ("A", "B"))


@pytest.mark.parametrize("name", ["./a.JPG", "images//A.jpg", "images\\a.jpg", "IMAGES/a.jpg"])
def test_spellings_of_paths(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "images" if "mages" in name.lower() else tmp_path
    image(folder / "a.JPG")
    line = {"image": name, "prompt": "How many?", "check": {"kind": "number", "value": 3}}
    write(tmp_path / "suite.toml", 'format = "vizdesk-suite/1"\nname = "s"\ntitle = "S"\n')
    write(tmp_path / "items.jsonl", json.dumps({"picture": line.pop("image"), **line}))
    (item,) = open_suite(tmp_path).items
    assert item.image == (folder / "a.JPG").relative_to(tmp_path).as_posix()


@pytest.mark.parametrize("file", ["notes.json", "labels/x.xml", "promptfoo.yaml", "a.parquet"])
def test_a_folder_with_annotations_nobody_reads_is_no_folder_to_be_captioned(
    tmp_path: Path, file: str
) -> None:
    image(tmp_path / "a.jpg")
    write(tmp_path / file, "{}")
    with pytest.raises(SuiteError, match=f"{file}: is not understood"):
        open_suite(tmp_path)
    assert open_suite(tmp_path, "What is it?").size == 1, "a prompt says what is wanted"


def test_what_is_missing_or_damaged_is_left_out_by_choice_and_listed(tmp_path: Path) -> None:
    write(
        tmp_path / "q.json", [{"image": f"{n}.jpg", "question": "?", "answer": "3"} for n in "abc"]
    )
    image(tmp_path / "a.jpg")
    (tmp_path / "c.jpg").write_text("no image")
    with pytest.raises(SuiteError) as error:
        open_suite(tmp_path)
    assert error.value.leavable
    assert [str(fault) for fault in error.value.faults] == [
        "q.json, line 2: the image b.jpg is missing.",
        "q.json, line 3: c.jpg is no image that vizdesk opens.",
    ]
    suite = open_suite(tmp_path, skip_missing=True)
    assert [item.image for item in suite.items] == ["a.jpg"]
    assert suite.notes == (
        "2 images are missing or damaged, and their prompts were left out: b.jpg, c.jpg.",
    )


def test_a_suite_remembers_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image(tmp_path / "pictures" / "a.jpg")
    monkeypatch.chdir(tmp_path)
    assert open_suite(Path("pictures")).folder == tmp_path / "pictures"


def test_a_table_with_its_images_inside_as_mmbench_writes_it(tmp_path: Path) -> None:
    image(tmp_path / "x.png")
    data = base64.b64encode((tmp_path / "x.png").read_bytes()).decode()
    rows = [
        "index\tquestion\thint\tA\tB\tanswer\tcategory\timage",
        f"1\tWhich side?\tLook.\tleft\tright\tB\tspace\t{data}",
        f"2\tHow many?\t\t\t\t3\tcount\t{data}",
    ]
    write(tmp_path / "set" / "dev.tsv", "\n".join(rows))
    with pytest.raises(SuiteError, match="holds in itself"):
        open_suite(tmp_path / "set")
    suite = open_suite(tmp_path / "set", unpacked=tmp_path / "unpacked")
    side, many = suite.items
    assert (side.check, many.check) == (OneOf("B", ("A", "B")), Number(3))
    assert side.prompt.startswith("Look.\nWhich side?\nA. left\nB. right")
    assert (side.id, side.category, many.category) == ("1", "space", "count")
    assert suite.image_of(side).read_bytes() == (tmp_path / "x.png").read_bytes()
    assert side.image == many.image
    assert len(list((tmp_path / "unpacked").iterdir())) == 1


def test_a_field_longer_than_pythons_own_limit(tmp_path: Path) -> None:
    write(tmp_path / "q.csv", "image,question,answer\na.png," + "w" * 140_000 + ",yes\n")
    image(tmp_path / "a.png")
    assert len(open_suite(tmp_path).items[0].prompt) == 140_000


PROMPTFOO = """\
# what is asked
prompts:
  - "{{q}}"
  - |
    Look at it closely.
    {{ q }}
providers: [openai:gpt-5, {id: x, config: {temperature: 0.5}}]
tests:
- vars:
    q: How many? # dots
    image: file://a.jpg
  assert:
    - type: equals
      value: "3"
- vars: {q: "Red, or blue?", image: 'a.jpg'}
  assert: [{type: llm-rubric, value: is polite}]
"""


def test_promptfoo(tmp_path: Path) -> None:
    write(tmp_path / "promptfooconfig.yaml", PROMPTFOO)
    image(tmp_path / "a.jpg")
    suite = open_suite(tmp_path)
    assert [(item.prompt, item.check) for item in suite.items] == [
        ("How many?", Number(3)),
        ("Look at it closely.\nHow many?", Number(3)),
        ("Red, or blue?", None),
        ("Look at it closely.\nRed, or blue?", None),
    ]
    assert suite.notes == (
        "1 test has no value to compare with, and gets answers without a verdict.",
    )


@pytest.mark.parametrize("text", ["prompts: &a [x]", "prompts: [x", "a: b: c", "prompts: x\n y: z"])
def test_yaml_of_another_kind_is_an_error_that_names_the_file(tmp_path: Path, text: str) -> None:
    write(tmp_path / "promptfooconfig.yaml", text)
    image(tmp_path / "a.jpg")
    with pytest.raises(SuiteError, match=r"promptfooconfig\.yaml"):
        open_suite(tmp_path)


@pytest.mark.parametrize("ending", ["jp2", "ico", "ppm", "pgm", "gif", "avif", "tif", "pdf"])
def test_an_image_of_any_promised_format_belongs_to_a_suite(tmp_path: Path, ending: str) -> None:
    name = f"a.{ending}"
    Image.new("L" if ending == "pgm" else "RGB", (64, 48), 90).save(tmp_path / name)
    write(tmp_path / "_annotations.coco.json", coco(name))
    (item,) = open_suite(tmp_path).items
    assert item.image == name
    assert corners(item.check) == [("dog", BOX)]


@pytest.mark.parametrize("digits", ["9" * 400, "9" * 400 + ".5", "-" + "9" * 400])
def test_a_number_no_float_can_hold_is_a_text(tmp_path: Path, digits: str) -> None:
    image(tmp_path / "a.png")
    row = json.dumps({"image": "a.png", "question": "How many?", "answer": digits})
    write(tmp_path / "questions.jsonl", row)
    (item,) = open_suite(tmp_path).items
    assert item.check == Text(digits)
