"""`vizdesk export`: what was compared in any form, from the history or from a JSON file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.history.history_kit import answer, comparison

from vizdesk.__main__ import main
from vizdesk.common import resources

Captured = pytest.CaptureFixture[str]
SHAPES = resources.folder() / "samples" / "shapes.png"


def vizdesk(capsys: Captured, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.usefixtures("qapp")
def test_a_comparison_is_written_at_once_and_again_from_history_and_json(
    capsys: Captured, tmp_path: Path
) -> None:
    words = ("compare", SHAPES, "--task", "detect", "--model", "demo-small")
    first = [tmp_path / "one.md", tmp_path / "one.html", tmp_path / "one.coco.json"]
    exports = [word for path in first for word in ("--export", path)]
    code, _, err = vizdesk(capsys, *words, "--json", tmp_path / "c.json", *exports)
    assert code == 0
    assert [path.exists() for path in first] == [True] * 3
    assert err.count("Wrote ") == 3

    key = vizdesk(capsys, "history", "list")[1].split()[0]
    code, _, err = vizdesk(capsys, "export", key, tmp_path / "two.md", tmp_path / "two.pdf")
    assert code == 0
    code, _, err = vizdesk(capsys, "export", tmp_path / "c.json", tmp_path / "three.md")
    assert (code, err) == (0, f"Wrote {tmp_path / 'three.md'}\n")
    texts = {(tmp_path / f"{name}.md").read_text() for name in ("one", "two", "three")}
    assert len(texts) == 1


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "ffff", "a.md"), "There is no comparison ffff"),
        (("export", "x.json", "a.md"), "x.json"),
        (
            ("compare", SHAPES, "--task", "count", "--model", "demo-small", "--export", "a.doc"),
            "a.doc",
        ),
    ],
)
def test_a_mistake_is_one_sentence(
    words: tuple[object, ...],
    said: str,
    capsys: Captured,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = vizdesk(capsys, *words)
    assert code != 0
    assert said in err
    assert err.count("\n") == 1


def saved(path: Path, *images: str, text: str = "a cat") -> Path:
    """A file of --json with a comparison for each image, the text in every answer."""
    from vizdesk.common.strict_json import to_json
    from vizdesk.comparison.serialization import to_record

    records = [
        to_record(comparison(at, answer("Gemma", text, "cat"), path=image))
        for at, image in enumerate(images)
    ]
    path.write_text("".join(f"{to_json(record)}\n" for record in records))
    return path


def test_a_file_of_several_images_is_exported_whole(capsys: Captured, tmp_path: Path) -> None:
    source = saved(tmp_path / "c.jsonl", "/a/0001.png", "/b/0001.png", "/b/2.png")
    code, _, err = vizdesk(capsys, "export", source, tmp_path / "o.csv", tmp_path / "o.coco.json")
    assert code == 0
    names = sorted(path.name for path in tmp_path.glob("o-*"))
    stems = ("2", "a-0001", "b-0001")
    assert names == sorted(f"o-{stem}{end}" for stem in stems for end in (".csv", ".coco.json"))
    assert err.count("Wrote ") == 6


@pytest.mark.usefixtures("qapp")
def test_several_images_are_compared_into_one_document_and_one_data_set(
    capsys: Captured, tmp_path: Path
) -> None:
    samples = resources.folder() / "samples"
    images = (samples / "shapes.png", samples / "shapes-wide.png")
    code, _, err = vizdesk(
        capsys,
        *("compare", *images, "--task", "detect", "--model", "demo-small", "--no-history"),
        *("--export", tmp_path / "all.html", "--export", tmp_path / "set" / "data.yaml"),
        *("--together", "--copy-images"),
    )
    # Images belong into data sets: before anything is asked.
    assert (code, err.count("\n")) == (2, 1)
    assert "all.html" in err
    code, _, err = vizdesk(
        capsys,
        *("compare", *images, "--task", "detect", "--model", "demo-small", "--no-history"),
        *("--export", tmp_path / "set" / "data.yaml", "--together", "--copy-images"),
    )
    assert (code, err) == (0, f"Wrote {tmp_path / 'set'}\n")
    copied = {path.name: path.read_bytes() for path in (tmp_path / "set" / "images").iterdir()}
    assert copied == {image.name: image.read_bytes() for image in images}
    labels = sorted(path.name for path in (tmp_path / "set" / "labels").iterdir())
    assert labels == ["shapes-wide.txt", "shapes.txt"]


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e"])
def test_what_looks_like_a_line_end_ends_no_record(
    character: str, capsys: Captured, tmp_path: Path
) -> None:
    source = saved(tmp_path / "c.json", "/a.png", "/b.png", text=f"one{character}two")
    # As other programs write it: the character itself.
    source.write_text(source.read_text().replace(f"\\u{ord(character):04x}", character))
    if ord(character) < 0x20:
        source = saved(tmp_path / "c.json", "/a.png", "/b.png", text=f"one{character}two")
    code, _, err = vizdesk(capsys, "export", source, tmp_path / "o.json")
    assert (code, err.count("Wrote ")) == (0, 2)
    again = json.loads((tmp_path / "o-b.json").read_bytes())
    assert again["answers"][0]["text"] == f"one{character}two"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[]", "This is no comparison of the format vizdesk-comparison/1."),
        (b"5", "This is no comparison of the format"),
        (b"", "It is no JSON of a comparison (Expecting value)."),
        (b"\xff\xfe\x00", "The file is no text in UTF-8."),
        (b"[" * 100_000, "It is no JSON of a comparison (it is nested too deep)."),
        (b'{"format": "vizdesk-comparison/1"}', "id is missing."),
        (b'{"a": ' + b"9" * 5_000 + b"}", "It is no JSON of a comparison"),
    ],
)
def test_a_strangers_file_gives_a_sentence(
    content: bytes, said: str, capsys: Captured, tmp_path: Path
) -> None:
    source = tmp_path / "c.json"
    source.write_bytes(content)
    code, _, err = vizdesk(capsys, "export", source, tmp_path / "o.csv")
    assert code == 1
    assert err.startswith(f"vizdesk: {source}: ")
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "o.csv").exists()


def test_a_missing_folder_is_told_before_anything_is_asked(
    capsys: Captured, tmp_path: Path
) -> None:
    for option in ("--export", "--json"):
        target = tmp_path / "no" / "a.json"
        words = ("compare", SHAPES, "--task", "count", "--model", "demo-small", option, target)
        code, out, err = vizdesk(capsys, *words)
        assert (code, out) == (2, "")
        assert err == (
            f"vizdesk: There is no folder {tmp_path / 'no'}. Make it first, or choose another.\n"
        )
    assert not (tmp_path / "no").exists()


def test_a_reply_shows_its_controls_and_the_terminal_obeys_none(
    capsys: Captured, tmp_path: Path
) -> None:
    source = saved(tmp_path / "\x1b]0;title\x07.json", "/a.png", text="x")
    code, _, err = vizdesk(capsys, "export", source, tmp_path / "no" / "a.md")
    assert (code, "\x1b" in err, "\x07" in err) == (2, False, False)
