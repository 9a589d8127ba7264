"""`vizdesk export`: what was compared in any form, from the history or from a JSON file."""

from __future__ import annotations

from pathlib import Path

import pytest

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
