"""The bill of materials: every part of vizdesk as CycloneDX, which scanners of licences read."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vizdesk.common.atomic_files import write_whole
from vizdesk.diagnostics.licences import BILL_OF_MATERIALS, TEXT_FILE, Component, Crate

NO_ASSERTION = "NOASSERTION"  # SPDX's word for a licence that nobody stated


def bill_of_materials(components: Sequence[Component], made: datetime) -> dict[str, Any]:
    """The CycloneDX 1.6 document of `components`, the program itself first.

    The same parts at the same time `made` give the same document, its serial number included.
    https://cyclonedx.org/docs/1.6/json/
    """
    program, *parts = components
    head = _entry(program, "application")
    entries = [_entry(part, "library") for part in parts]
    content = json.dumps([head, entries], sort_keys=True)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"timestamp": f"{made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "component": head},
        "components": entries,
        "dependencies": [
            {"ref": head["bom-ref"], "dependsOn": [entry["bom-ref"] for entry in entries]},
            *({"ref": entry["bom-ref"]} for entry in entries),
        ],
    }


def collect(components: Sequence[Component], folder: Path, made: datetime) -> None:
    """Write the bill and the licence text of each part into `folder`. Raises OSError.

    `licences.read_collected` reads them back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for component in components:
        (folder / text_file(component)).write_text(component.text, encoding="utf-8")
    write_bill(bill_of_materials(components, made), folder / BILL_OF_MATERIALS)


def write_bill(bill: dict[str, Any], path: Path) -> None:
    """Write a bill as JSON, whole or not at all. Raises OSError."""
    write_whole(path, json.dumps(bill, indent=1, ensure_ascii=False) + "\n")


def text_file(component: Component) -> str:
    """The name of the file that `collect` writes a part's licence text to."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", component.name) + ".txt"


def _entry(component: Component, kind: str) -> dict[str, Any]:
    reference = re.sub(r"\s+", "-", f"{component.name}@{component.version}")
    entry: dict[str, Any] = {
        "type": kind,
        "bom-ref": reference,
        "name": component.name,
        "version": component.version,
        "licenses": [{"expression": component.licence or NO_ASSERTION}],
        "properties": [{"name": TEXT_FILE, "value": text_file(component)}],
    }
    if component.package and component.package == re.sub(r"[-_.]+", "-", component.name).lower():
        entry["purl"] = f"pkg:pypi/{component.package}@{component.version}"
    if component.source:
        entry["externalReferences"] = [{"type": "website", "url": component.source}]
    if component.crates:
        entry["components"] = list(_crates(component.crates, reference))
    return entry


def _crates(crates: Iterable[Crate], inside: str) -> Iterable[dict[str, Any]]:
    for crate in crates:
        entry: dict[str, Any] = {
            "type": "library",
            "bom-ref": f"{inside}/{crate.name}@{crate.version}",
            "name": crate.name,
            "version": crate.version,
            "licenses": [{"expression": crate.licence or NO_ASSERTION}],
        }
        if crate.identity:
            entry["purl"] = crate.identity
        yield entry
