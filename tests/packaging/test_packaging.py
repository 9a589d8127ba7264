"""What the packages are made of is sound; building and installing them is try_deb.sh's."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
ENTRY = ROOT / "resources" / "desktop" / "org.vizdesk.Vizdesk.desktop"


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)


def test_smoke_compares_exports_and_says_so_in_one_line(private_home: Path) -> None:
    done = run(sys.executable, "-m", "vizdesk", "--smoke")
    assert done.stderr == ""
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    for part in ("works", "Demo, large", "Demo, small", "PNG of", "SVG, TIF, HEIC"):
        assert part in done.stdout
    assert list(private_home.iterdir()) == []


def test_smoke_names_what_is_broken(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, vizdesk.common.resources\n"
        f"vizdesk.common.resources.folder = lambda: pathlib.Path({str(tmp_path)!r})\n"
        "from vizdesk.cli.smoke import run\n"
        "sys.exit(run())"
    )
    done = run(sys.executable, "-c", code)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "is broken" in done.stderr


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="no desktop-file-utils here")
def test_the_menu_entry_is_valid() -> None:
    done = run("desktop-file-validate", ENTRY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="no appstream here")
def test_the_software_centres_description_is_valid(tmp_path: Path) -> None:
    text = (PACKAGING / "linux" / "org.vizdesk.Vizdesk.metainfo.xml").read_text()
    path = tmp_path / "org.vizdesk.Vizdesk.metainfo.xml"
    path.write_text(text.replace("@VERSION@", "1.0").replace("@DATE@", "2026-11-21"))
    done = run("appstreamcli", "validate", "--no-net", path)
    assert done.returncode == 0, done.stdout


def test_a_gguf_file_is_known_by_its_ending_and_its_first_bytes(tmp_path: Path) -> None:
    kinds = ElementTree.parse(ENTRY.with_suffix(".mime.xml")).getroot()
    spaces = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    (kind,) = kinds.findall("m:mime-type", spaces)
    assert kind.attrib["type"] == "application/x-gguf"
    assert [glob.attrib["pattern"] for glob in kind.findall("m:glob", spaces)] == ["*.gguf"]
    match = kind.find("m:magic/m:match", spaces)
    assert match is not None
    assert (match.attrib["offset"], match.attrib["value"]) == ("0", "GGUF")


def test_the_pictures_of_the_software_centre_are_those_of_the_docs() -> None:
    path = PACKAGING / "linux" / "org.vizdesk.Vizdesk.metainfo.xml"
    images = [image.text or "" for image in ElementTree.parse(path).iter("image")]
    start = "https://raw.githubusercontent.com/vizdesk/vizdesk/main/"
    assert len(images) == 4
    assert all(image.startswith(start) for image in images)
    assert [image for image in images if not (ROOT / image.removeprefix(start)).is_file()] == []


def test_the_debs_copyright_file_points_to_common_licences(tmp_path: Path) -> None:
    collected, written = tmp_path / "licences", tmp_path / "copyright"
    done = run(sys.executable, PACKAGING / "licences.py", collected, written)
    assert (done.returncode, done.stderr) == (0, "")
    text = written.read_text(encoding="utf-8")
    assert text.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format")
    for phrase in ("GNU GENERAL PUBLIC LICENSE", "TERMS AND CONDITIONS FOR USE, REPRODUCTION"):
        assert phrase not in text
    for name in ("Apache-2.0", "GPL-2", "LGPL-3", "MPL-2.0"):
        assert f"/usr/share/common-licenses/{name}." in text
    used = re.findall(r"^Files: .*\n(?:.*\n)*?License: (.+)$", text, re.MULTILINE)
    names = {name for words in used for name in re.split(r" and | or | with [^ ]+| ", words)}
    paragraphs = re.findall(r"^License: (\S+)\n ", text, re.MULTILINE)
    assert {name.strip("()") for name in names if name} <= set(paragraphs)
    files = {path.name for path in collected.iterdir()}
    assert {"sbom.cdx.json", "Qt.txt", "llama.cpp.txt", "Python.txt", "vizdesk.txt"} <= files


def test_every_file_the_menu_entry_takes_can_be_opened() -> None:
    from PIL import Image, features

    assert features.check("avif")
    Image.init()
    known = set(Image.MIME.values()) | {"image/svg+xml", "application/pdf", "image/heic"}
    known |= {"image/heif", "application/x-gguf"}
    line = next(line for line in ENTRY.read_text().splitlines() if line.startswith("MimeType="))
    assert set(line.removeprefix("MimeType=").strip(";").split(";")) <= known


def test_nothing_that_vizdesk_imports_is_left_out_of_the_package() -> None:
    tree = ast.parse((PACKAGING / "vizdesk.spec").read_text())
    excluded = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EXCLUDED"
    )
    names = set(eval(compile(ast.Expression(excluded), "spec", "eval")))
    assert "PySide6.QtQml" in names
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert node.module not in names, path
            if isinstance(node, ast.Import):
                assert not names & {alias.name for alias in node.names}, path


def test_one_version_everywhere() -> None:
    import vizdesk

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == vizdesk.__version__


def test_the_packages_say_who_made_them_as_the_project_does() -> None:
    done = run(sys.executable, PACKAGING / "project.py", "maintainer")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    (author,) = project["authors"]
    assert done.stdout == f"{author['name']} <{author['email']}>\n"
    control = (PACKAGING / "linux" / "control").read_text()
    assert "Maintainer: @MAINTAINER@\n" in control
    assert "Homepage: @HOMEPAGE@\n" in control
