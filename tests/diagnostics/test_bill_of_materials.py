"""The bill of materials names every part, and the same parts give the same one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vizdesk.common import resources
from vizdesk.diagnostics.bill_of_materials import bill_of_materials, collect, text_file
from vizdesk.diagnostics.licences import Component, Crate, components, read_collected

MADE = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
PROGRAM = Component("vizdesk", "0.1.0", "Apache-2.0", "", "terms of the program")
CRATE = Crate("fontdb", "0.23.0", "MIT", "Ada", "pkg:cargo/fontdb@0.23.0")
PACKAGE = Component(
    "Some.Package", "1.2", "MIT", "https://example.org", "terms", "some-package", (CRATE,)
)
INSIDE = Component("Qt", "6.11.3", "LGPL-3.0-only", "", "its terms", "pyside6-essentials")
UNKNOWN = Component("JetBrains Mono", "", "", "", "letters")
PARTS = (PROGRAM, PACKAGE, INSIDE, UNKNOWN)


def test_every_part_is_named_with_version_licence_and_where_it_comes_from() -> None:
    bill = bill_of_materials(PARTS, MADE)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["timestamp"] == "2026-12-01T12:00:00Z"
    assert bill["metadata"]["component"]["name"] == "vizdesk"
    package, inside, unknown = bill["components"]
    assert package["purl"] == "pkg:pypi/some-package@1.2"
    assert package["licenses"] == [{"expression": "MIT"}]
    assert package["externalReferences"] == [{"type": "website", "url": "https://example.org"}]
    assert [crate["purl"] for crate in package["components"]] == ["pkg:cargo/fontdb@0.23.0"]
    assert "purl" not in inside  # Qt is in the package, and is not it
    assert unknown["licenses"] == [{"expression": "NOASSERTION"}]


def test_the_same_parts_give_the_same_document_and_others_another() -> None:
    first = bill_of_materials(PARTS, MADE)
    assert json.dumps(first) == json.dumps(bill_of_materials(PARTS, MADE))
    newer = bill_of_materials((PROGRAM, replace(PACKAGE, version="1.3")), MADE)
    assert newer["serialNumber"] != first["serialNumber"]


def test_every_reference_is_of_one_part_alone() -> None:
    bill = bill_of_materials(components(), MADE)
    entries = [bill["metadata"]["component"], *bill["components"]]
    nested = [crate for entry in entries for crate in entry.get("components", ())]
    references = [entry["bom-ref"] for entry in (*entries, *nested)]
    assert len(references) == len(set(references))
    assert {each["ref"] for each in bill["dependencies"]} <= set(references)


def test_what_is_collected_is_read_back_as_it_was(tmp_path: Path) -> None:
    collect(PARTS, tmp_path, MADE)
    read = list(read_collected(tmp_path))
    assert [(part.name, part.version, part.source, part.text) for part in read] == [
        (part.name, part.version, part.source, part.text) for part in PARTS
    ]


def test_names_of_files_have_no_spaces_and_no_folders() -> None:
    assert text_file(UNKNOWN) == "JetBrains-Mono.txt"
    assert text_file(replace(UNKNOWN, name="../x y")) == "..-x-y.txt"


def test_a_package_shows_what_it_brought_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect((PROGRAM, INSIDE), tmp_path / "licences" / "collected", MADE)
    monkeypatch.setattr(resources, "folder", lambda: tmp_path)
    assert [part.name for part in components()] == ["vizdesk", "Qt"]
