"""Every part of vizdesk comes with its licence, in full; nothing of it is left to a guess."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

import pytest

import vizdesk
from vizdesk.common import resources
from vizdesk.diagnostics.licences import (
    Component,
    LicenceCatalogue,
    closure,
    components,
    licence_identifiers,
    normalised,
    read_collected,
    requirements_of,
)

ROOT = Path(__file__).resolve().parents[2]
FOLDER = resources.folder() / "licences"


@pytest.fixture(scope="module")
def parts() -> dict[str, Component]:
    return {component.name: component for component in components()}


@pytest.fixture(scope="module")
def catalogue() -> LicenceCatalogue:
    return LicenceCatalogue(FOLDER)


def test_all_that_vizdesk_pins_and_has_installed_is_listed(parts: dict[str, Component]) -> None:
    lines = (ROOT / "requirements/app.txt").read_text().splitlines()
    pinned = {normalised(line.split("==")[0]) for line in lines if re.match(r"[a-z0-9]", line)}
    installed = {normalised(package.metadata["Name"]) for package in metadata.distributions()}
    assert pinned & installed <= {component.package for component in parts.values()}


def test_every_licence_is_an_spdx_expression_with_its_full_text(
    parts: dict[str, Component], catalogue: LicenceCatalogue
) -> None:
    for component in parts.values():
        assert catalogue.is_known(component.licence) or component.licence == "OFL-1.1", component
        assert catalogue.holds_in_full(component.text, component.licence), component.name
        assert len(component.text) > 600, component.name


@pytest.mark.parametrize(
    ("name", "licence", "phrases"),
    [
        ("Qt", "LGPL-3.0-only", ["GNU LESSER GENERAL PUBLIC", "Version 3, 29 June 2007", "PCRE2"]),
        ("PySide6_Essentials", "LGPL-3.0-only", ["GNU LESSER GENERAL PUBLIC", "free, copyleft"]),
        ("shiboken6", "LGPL-3.0-only", ["GNU LESSER GENERAL PUBLIC", "free, copyleft"]),
        ("llama.cpp", "MIT", ["The ggml authors", "Niels Lohmann", "cpp-httplib"]),
        ("Inter", "OFL-1.1", ["SIL OPEN FONT LICENSE", "The Inter Project Authors"]),
        ("JetBrains Mono", "OFL-1.1", ["The JetBrains Mono Project Authors"]),
        ("x265", "GPL-2.0-or-later", ["Version 2, June 1991"]),
        ("diskcache", "Apache-2.0", ["Grant Jenks", "TERMS AND CONDITIONS FOR USE"]),
        ("resvg_py", "MIT", ["baseplate-admin", "fontdb", "Unicode-3.0", "Apache License"]),
    ],
)
def test_what_packages_leave_out_is_there(
    parts: dict[str, Component], name: str, licence: str, phrases: list[str]
) -> None:
    assert parts[name].licence == licence
    for phrase in phrases:
        assert phrase in parts[name].text


def test_what_was_compiled_into_a_package_has_its_licence_too(
    parts: dict[str, Component], catalogue: LicenceCatalogue
) -> None:
    crates = {crate.name: crate for crate in parts["resvg_py"].crates}
    assert len(crates) > 40
    assert crates["fontdb"].licence == "MIT"
    assert crates["fontdb"].identity == f"pkg:cargo/fontdb@{crates['fontdb'].version}"
    for component in parts.values():
        for crate in component.crates:
            assert catalogue.holds_in_full(component.text, crate.licence), (component.name, crate)


def test_every_text_is_used_and_has_the_phrase_it_is_known_by(catalogue: LicenceCatalogue) -> None:
    for path in (FOLDER / "texts").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        if catalogue.is_known(path.stem):
            assert catalogue.holds_in_full(text + catalogue.completed("", "GPL-3.0"), path.stem)
        else:
            assert f"texts/{path.name}" in (FOLDER / "components.toml").read_text()


def test_versions_of_libraries_inside_wheels_are_those_the_wheel_names(
    parts: dict[str, Component],
) -> None:
    notice = parts["pillow_heif"].text
    for name in ("libheif", "libde265", "x265"):
        assert re.search(rf"/tree/v?{re.escape(parts[name].version)}\b", notice), name


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("MIT", ["MIT"]),
        ("LGPL-3.0-only OR GPL-2.0-or-later", ["LGPL-3.0", "GPL-2.0"]),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", ["MIT", "Apache-2.0", "Unicode-3.0"]),
        ("Apache-2.0 WITH LLVM-exception", ["Apache-2.0", "LLVM-exception"]),
        ("", []),
    ],
)
def test_licences_of_an_expression(expression: str, names: list[str]) -> None:
    assert licence_identifiers(expression) == names


def test_a_licence_that_is_not_known_is_not_passed_off_as_one(catalogue: LicenceCatalogue) -> None:
    assert not catalogue.is_known("")
    assert not catalogue.is_known("UNKNOWN")
    assert not catalogue.is_known("MIT AND Proprietary")


def test_requirements_are_followed_and_packages_that_are_missing_are_left_out() -> None:
    names = closure(["no-such-package", "httpx"])
    assert names[0] == "httpx"
    assert {"httpcore", "h11", "idna", "anyio", "certifi"} <= set(names)
    assert requirements_of("no-such-package") == []
    assert "pillow-heif" in requirements_of("vizdesk", with_extras=True)
    assert "pillow-heif" not in requirements_of("vizdesk")


def test_a_packages_own_list_is_read_as_it_was_collected(tmp_path: Path) -> None:
    (tmp_path / "vizdesk.txt").write_text("terms")
    entry = {
        "name": "vizdesk",
        "version": vizdesk.__version__,
        "licenses": [{"expression": "Apache-2.0"}],
        "properties": [{"name": "vizdesk:text", "value": "vizdesk.txt"}],
        "externalReferences": [{"type": "vcs", "url": "https://example.org/source"}],
    }
    bill = {"metadata": {"component": entry}, "components": []}
    (tmp_path / "sbom.cdx.json").write_text(json.dumps(bill))
    (component,) = read_collected(tmp_path)
    assert component == Component(
        "vizdesk", vizdesk.__version__, "Apache-2.0", "https://example.org/source", "terms"
    )
