"""Whatever lies in a suite's folder, reading it gives a suite or a SuiteError, nothing else."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evals.loaders.test_published_layouts import HEADER, coco
from tests.evals.suite_kit import HEAD, image, row, user_suite
from tests.evals.test_check_vocabulary import GOOD

from vizdesk.evals.loaders import open_suite
from vizdesk.evals.loaders.simple_yaml import read_yaml
from vizdesk.evals.registry import from_json
from vizdesk.evals.suite import SuiteError

NAMES = ("suite.toml", "items.jsonl", "items.csv", "prompts.csv", "annotations.jsonl", "x.json")
NAMES += ("data.yaml", "promptfooconfig.yaml", "a.xml", "q.csv", "q.tsv", "q.jsonl")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def tried(prepare: Callable[[Path], Path]) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(SuiteError):
        open_suite(prepare(Path(folder)))


@QUICK
@given(name=st.sampled_from(NAMES), content=st.binary(max_size=400))
def test_random_bytes(name: str, content: bytes) -> None:
    def prepare(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    tried(prepare)


GOOD_FILES: dict[str, str] = {
    "suite.toml": HEAD,
    "items.jsonl": json.dumps(row()) + "\n" + json.dumps(row(id="b", picture="pictures/b.png")),
    "prompts.csv": HEADER + 'a.png,"How, many?",4,Title,Cat,me,link\n' * 2,
    "annotations.jsonl": json.dumps(
        {"image": "a.png", "prefix": "detect cat", "suffix": "<loc0001><loc0002>" * 2 + " cat"}
    ),
    "x.json": json.dumps(coco()),
    "data.yaml": "train: images\nnames:\n  0: cat\n  1: 'dog'\n",
    "promptfooconfig.yaml": (
        'prompts: ["{{q}}"]\ntests:\n  - vars: {q: "Many?", image: file://a.png}\n'
        "    assert: [{type: equals, value: 3}]\n"
    ),
    "a.xml": (
        "<annotation><filename>a.png</filename><size><width>32</width><height>24</height></size>"
        "<object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax>"
        "</bndbox></object></annotation>"
    ),
    "labelme.json": json.dumps(
        {
            "imagePath": "a.png",
            "imageWidth": 32,
            "imageHeight": 24,
            "shapes": [{"label": "cat", "points": [[1, 1], [9, 9]]}],
        }
    ),
    "q.tsv": "image\tquestion\tA\tB\tanswer\na.png\tWhich?\tleft\tright\tB\n",
    "q.jsonl": json.dumps(
        {
            "messages": [
                {"role": "user", "content": [{"type": "image", "image": "a.png"}, "Many?"]},
                {"role": "assistant", "content": "3"},
            ]
        }
    ),
}


@QUICK
@given(
    name=st.sampled_from(sorted(GOOD_FILES)),
    place=st.floats(0, 1),
    cut=st.booleans(),
    junk=st.binary(max_size=6),
)
def test_truncated_and_damaged_files(name: str, place: float, cut: bool, junk: bytes) -> None:
    def prepare(folder: Path) -> Path:
        user_suite(folder, [row()])
        image(folder, "a.png")
        image(folder, "b.png")
        if name not in ("suite.toml", "items.jsonl"):
            (folder / "suite.toml").unlink()
        whole = GOOD_FILES[name].encode()
        at = int(place * len(whole))
        (folder / name).write_bytes(whole[:at] + junk + (b"" if cut else whole[at:]))
        return folder / name

    tried(prepare)


@QUICK
@given(key=st.sampled_from(sorted(row())), value=VALUES)
def test_any_value_anywhere_in_a_row(key: str, value: Any) -> None:
    tried(lambda folder: user_suite(folder, [row(), {**row(id="b"), key: value}]))


@QUICK
@given(
    where=st.sampled_from(["images", "annotations", "categories"]),
    key=st.sampled_from(
        ["id", "file_name", "width", "height", "name", "image_id", "category_id", "bbox", "iscrowd"]
    ),
    value=VALUES,
)
def test_any_value_anywhere_in_coco(where: str, key: str, value: Any) -> None:
    data = coco()
    data[where][0][key] = value

    def prepare(folder: Path) -> Path:
        image(folder, "a.png")
        image(folder, "b.png")
        (folder / "x.json").write_text(json.dumps(data))
        return folder / "x.json"

    tried(prepare)


@settings(max_examples=600, deadline=None)
@given(good=st.sampled_from(GOOD), data=st.data())
def test_any_value_anywhere_in_a_check(good: dict[str, Any], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(good)))
    with contextlib.suppress(ValueError):
        from_json({**good, key: data.draw(VALUES)})


@pytest.mark.parametrize(
    "check",
    [
        {"kind": "number", "value": 10**400},
        {"kind": "number", "value": 1, "tolerance": float("inf")},
        {"kind": "boxes", "value": [{"label": "a", "box": [0, 0, 10**400, 1]}]},
        {"kind": "json", "value": {"a": float("nan")}},
        {"kind": "regex", "value": "(" * 5000},
        {"kind": "regex", "value": "a{99999999999}"},
    ],
)
def test_values_beyond_reason(check: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"check “"):
        from_json(check)


@pytest.mark.parametrize(
    "line", ["[" * 100_000, '{"image": "\\ud800"}', "9" * 10_000, '{"id": ' + "9" * 5000 + "}"]
)
def test_lines_beyond_reason(tmp_path: Path, line: str) -> None:
    user_suite(tmp_path, [row()])
    with (tmp_path / "items.jsonl").open("a") as file:
        file.write(line)
    with pytest.raises(SuiteError):
        open_suite(tmp_path)


def test_names_beyond_reason(tmp_path: Path) -> None:
    rows = [
        row(picture=name, id=str(at))
        for at, name in enumerate(
            [
                "x" * 5000,
                "a\x00b",
                "pictures",
                ".",
                "//server/share/a.png",
                "pictures/../../x",
                "\ud800",
            ]
        )
    ]
    user_suite(tmp_path, rows)
    with pytest.raises(SuiteError) as caught:
        open_suite(tmp_path)
    assert len(caught.value.faults) == len(rows)


@QUICK
@given(
    record=st.dictionaries(
        st.sampled_from(("image", "question", "answer", "choices", "messages", "input", "A", "B")),
        VALUES,
        max_size=6,
    )
)
def test_any_value_anywhere_in_a_record_of_questions(record: dict[str, Any]) -> None:
    def prepare(folder: Path) -> Path:
        image(folder, "a.png")
        (folder / "q.json").write_text(json.dumps([{"image": "a.png", "question": "?", **record}]))
        return folder

    tried(prepare)


@QUICK
@given(text=st.text(alphabet="ab:-[]{},'\"|> \n#&", max_size=60))
def test_any_text_is_yaml_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        read_yaml(text)
