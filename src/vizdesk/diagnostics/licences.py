"""The parts vizdesk is made of: version, licence (SPDX) and the full licence text of each.

A package holds them collected (packaging/licences.py); elsewhere they are read from what is
installed. What Python packages do not say is in resources/licences/components.toml.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

import tomli

import vizdesk
from vizdesk.common import resources

BILL_OF_MATERIALS = "sbom.cdx.json"
TEXT_FILE = "vizdesk:text"  # the property of a component that names the file with its text
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")
_EXPRESSION_WORD = re.compile(r"[A-Za-z0-9.+-]+")


@dataclass(frozen=True)
class Crate:
    """What was compiled into a Python package, as the package's own bill of materials says."""

    name: str
    version: str
    licence: str
    author: str
    identity: str  # a package URL (https://github.com/package-url/purl-spec); may be empty


@dataclass(frozen=True)
class Component:
    """A part with its own licence.

    Attributes:
        version: as its authors number it; empty where none is known.
        licence: an SPDX expression (https://spdx.org/licenses/); empty where none is known.
        source: an address where its source can be had; may be empty.
        text: notices and the full text of every licence in `licence`.
        package: the Python package it is or came in, normalised; empty for neither.
        crates: what was compiled into it.
    """

    name: str
    version: str
    licence: str
    source: str
    text: str
    package: str = ""
    crates: tuple[Crate, ...] = ()


def components() -> tuple[Component, ...]:
    """All parts of this installation, vizdesk first, the others by name."""
    bill = collected_bill()
    if bill is not None:
        return tuple(read_collected(bill.parent))
    known = LicenceCatalogue(resources.folder() / "licences")
    names = closure(requirements_of("vizdesk", with_extras=True))
    parts = [*known.packages(names), *known.inside(names, with_python=False)]
    return (known.vizdesk(), *sorted(parts, key=lambda part: part.name.lower()))


def collected_bill() -> Path | None:
    """The bill of materials that a package brings along; None where vizdesk runs from source."""
    path = resources.folder() / "licences" / "collected" / BILL_OF_MATERIALS
    return path if path.is_file() else None


def read_collected(folder: Path) -> Iterator[Component]:
    """The parts that a package lists. Raises OSError and ValueError for a damaged list."""
    bill = json.loads((folder / BILL_OF_MATERIALS).read_text(encoding="utf-8"))
    for entry in (bill["metadata"]["component"], *bill["components"]):
        properties = {item["name"]: item["value"] for item in entry.get("properties", ())}
        yield Component(
            name=entry["name"],
            version=entry.get("version", ""),
            licence=entry["licenses"][0]["expression"],
            source=next((item["url"] for item in entry.get("externalReferences", ())), ""),
            text=(folder / properties[TEXT_FILE]).read_text(encoding="utf-8"),
        )


def normalised(name: str) -> str:
    """A package's name as indexes compare it: https://peps.python.org/pep-0503/."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements_of(name: str, *, with_extras: bool = False) -> list[str]:
    """What the installed package `name` requires, whether it is installed or not."""
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    wanted = [line for line in lines if with_extras or not re.search(r"\bextra\s*==", line)]
    return [normalised(match[0]) for line in wanted if (match := _REQUIREMENT.match(line))]


def closure(roots: Iterable[str]) -> list[str]:
    """`roots` and all they require, as far as it is installed; in the order first met."""
    waiting, met = [normalised(root) for root in roots], dict[str, None]()
    while waiting:
        name = waiting.pop(0)
        if name in met or not _is_installed(name):
            continue
        met[name] = None
        waiting += requirements_of(name)
    return list(met)


def licence_identifiers(expression: str) -> list[str]:
    """Names of licences and exceptions in an SPDX expression, without “-only” and “-or-later”."""
    words = _EXPRESSION_WORD.findall(expression)
    names = [word for word in words if word not in ("AND", "OR", "WITH")]
    return [re.sub(r"-(only|or-later)$", "", name) for name in dict.fromkeys(names)]


class LicenceCatalogue:
    """What resources/licences knows, and the Python packages of this environment."""

    def __init__(self, folder: Path) -> None:
        """`folder`: with components.toml and texts/, beside the folder fonts/."""
        self._folder = folder

    @cached_property
    def _facts(self) -> Mapping[str, Any]:
        return tomli.loads((self._folder / "components.toml").read_text(encoding="utf-8"))

    def vizdesk(self) -> Component:
        """vizdesk itself."""
        text = self.completed("", "Apache-2.0")
        return Component("vizdesk", vizdesk.__version__, "Apache-2.0", "", text)

    def packages(self, names: Iterable[str]) -> Iterator[Component]:
        """The installed Python packages of these names."""
        for name in names:
            package = metadata.distribution(name)
            licence = self.expression(package)
            crates = tuple(_crates(package))
            text = self.completed(_own_texts(package), licence)
            yield Component(
                name=package.metadata["Name"],
                version=package.version,
                licence=licence,
                source=_source(package),
                text=self._with_crates(text, crates),
                package=normalised(name),
                crates=crates,
            )

    def inside(self, names: Iterable[str], *, with_python: bool) -> Iterator[Component]:
        """What these packages have inside and is no Python package; Python too, if asked for."""
        present = set(names)
        for entry in self._facts["inside"]:
            package, is_python = entry.get("of", ""), entry.get("python", False)
            if (package and package not in present) or (is_python and not with_python):
                continue
            version = entry.get("version", metadata.version(package) if package else "")
            texts = [self._text(file) for file in entry["texts"]]
            yield Component(
                name=entry["name"],
                version=platform.python_version() if is_python else version,
                licence=entry["licence"],
                source=entry["source"],
                text="\n\n".join([*filter(None, [entry.get("note", "").strip()]), *texts]),
                package=package,
            )

    def expression(self, package: metadata.Distribution) -> str:
        """The SPDX expression of a package; empty where it states none that is one."""
        listed = self._facts["expressions"].get(normalised(package.metadata["Name"]))
        stated = listed or _field(package, "License-Expression") or _field(package, "License")
        return stated if self.is_known(stated) else ""

    def is_known(self, expression: str) -> bool:
        """Whether every licence of an expression has its text here, and there is one at all."""
        names = licence_identifiers(expression)
        return bool(names) and all(name in self._facts["phrases"] for name in names)

    def completed(self, text: str, licence: str) -> str:
        """`text` with the full text of each licence of the expression that it lacks."""
        texts = [text.strip()] if text.strip() else []
        for name in self._texts_needed(licence):
            phrase = _spaced(self._facts["phrases"][name])
            if not any(phrase in _spaced(part) for part in texts):
                texts.append(self._text(f"texts/{name}.txt"))
        return "\n\n".join(texts) + "\n"

    def holds_in_full(self, text: str, licence: str) -> bool:
        """Whether `text` has the full text of every licence of an expression."""
        spaced, phrases = _spaced(text), self._facts["phrases"]
        return all(_spaced(phrases[name]) in spaced for name in self._texts_needed(licence))

    def _texts_needed(self, licence: str) -> list[str]:
        """Licences of an expression whose text is here, and those that they incorporate."""
        names = [name for name in licence_identifiers(licence) if name in self._facts["phrases"]]
        more = [self._facts["incorporates"].get(name) for name in names]
        return list(dict.fromkeys([*names, *filter(None, more)]))

    def _with_crates(self, text: str, crates: Iterable[Crate]) -> str:
        """`text`, the notices of what was compiled in, and the licences it adds."""
        lines = [
            f"{crate.name} {crate.version}, {crate.author or 'its authors'}: {crate.licence}"
            for crate in crates
        ]
        if not lines:
            return text
        listed = "\n".join(["Compiled into it:", "", *lines])
        licences = " AND ".join(f"({crate.licence})" for crate in crates if crate.licence)
        return self.completed(f"{text.rstrip()}\n\n{listed}", licences)

    def _text(self, file: str) -> str:
        inside = self._folder / file
        path = inside if inside.is_file() else self._folder.parent / file
        return path.read_text(encoding="utf-8").strip()


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _own_texts(package: metadata.Distribution) -> str:
    """The licence files that a package brings along, each under its name where it is not alone."""
    texts: dict[str, str] = {}
    for file in package.files or ():
        name = str(file).replace("\\", "/").split("/", 1)[-1]
        if "dist-info" not in str(file) or not _LICENCE_FILE.search(name):
            continue
        path = Path(str(file.locate()))
        if path.is_file():
            texts[name] = path.read_text(encoding="utf-8", errors="replace").strip()
    if len(texts) > 1:
        return "\n\n".join(f"--- {name} ---\n\n{text}" for name, text in texts.items())
    return "".join(texts.values())


def _crates(package: metadata.Distribution) -> Iterator[Crate]:
    """What the bills of materials inside a package list: https://peps.python.org/pep-0770/."""
    for file in package.files or ():
        path = Path(str(file.locate()))
        if path.parent.name != "sboms" or path.suffix != ".json" or not path.is_file():
            continue
        for entry in json.loads(path.read_text(encoding="utf-8")).get("components", ()):
            if entry.get("scope") == "excluded":  # it only built the package
                continue
            yield Crate(
                name=entry["name"],
                version=entry.get("version", ""),
                licence=" AND ".join(_stated_licences(entry)),
                author=", ".join(_authors(entry)),
                identity=entry.get("purl", ""),
            )


def _stated_licences(entry: Mapping[str, Any]) -> Iterator[str]:
    for stated in entry.get("licenses", ()):
        licence = stated.get("license", {})
        yield stated.get("expression") or licence.get("id") or licence.get("name") or ""


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    if entry.get("author"):
        yield entry["author"]
    yield from (author["name"] for author in entry.get("authors", ()) if author.get("name"))


def _source(package: metadata.Distribution) -> str:
    """The address a package gives for its source, else for its pages; empty for none."""
    pairs = [line.partition(", ") for line in package.metadata.get_all("Project-URL") or ()]
    by_label: dict[str, str] = {label.lower(): address for label, _, address in pairs}
    for label in ("source", "source code", "repository", "github", "code", "homepage"):
        if label in by_label:
            return by_label[label]
    return _field(package, "Home-page") or next(iter(by_label.values()), "")


def _field(package: metadata.Distribution, name: str) -> str:
    """A field of a package's metadata; empty where it has none."""
    return next(iter(package.metadata.get_all(name) or ()), "")


def _spaced(text: str) -> str:
    return " ".join(text.split()).lower()
