"""The model list says what fits: included, fits this machine, too large and why, behind an API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import local_model, remote_model

from vizdesk.catalog.insights.requirements import Requirement, RequirementKind, Room
from vizdesk.common import resources
from vizdesk.common.messages import message
from vizdesk.comparison.models import Endpoint, GgufPair, Model
from vizdesk.downloads.machine_fit import (
    DownloadFit,
    FitKind,
    MachineFit,
    MachineFits,
    MachineRoom,
)
from vizdesk.ui.models.list.list_panel import ListSection, ModelList, section_of
from vizdesk.ui.widgets.theme import LIGHT

READY = Requirement(RequirementKind.NOTHING)
WAITS = Requirement(RequirementKind.DOWNLOAD, message("Download it to run it here."))


def absent(name: str) -> Model:
    """A model of the catalogue whose files are not here."""
    return replace(local_model(name), size_bytes=None, card=name.lower())


def fit(size: int | None, kind: FitKind = FitKind.FITS, *, exact: bool = True) -> DownloadFit:
    need = None if size is None else 2 * size
    return DownloadFit(size, exact, MachineFit(kind, message("too large: it is"), need))


def included() -> Model:
    demo = resources.folder() / "demo"
    pair = GgufPair(demo / "demo-large.gguf", demo / "demo-large-mmproj.gguf")
    return replace(local_model("Demo"), source=pair, card="demo-large")


def served(name: str) -> Model:
    """A model of a server on this machine."""
    return replace(remote_model(name), source=Endpoint("http://127.0.0.1:8080/v1", name, None))


@pytest.mark.parametrize(
    ("model", "need", "download", "section"),
    [
        (included(), READY, None, ListSection.INCLUDED),
        (local_model("Mine"), READY, None, ListSection.FITS),
        (local_model("Mine"), Requirement(RequirementKind.MEMORY), None, ListSection.TOO_LARGE),
        (absent("Small"), WAITS, fit(10**9), ListSection.FITS),
        (absent("Close"), WAITS, fit(10**9, FitKind.CLOSE), ListSection.FITS),
        (absent("Large"), WAITS, fit(10**9, FitKind.TOO_LARGE), ListSection.TOO_LARGE),
        (absent("Fat"), WAITS, fit(10**9, FitKind.NO_DISK), ListSection.TOO_LARGE),
        (absent("Dark"), WAITS, fit(None, FitKind.UNKNOWN), ListSection.UNKNOWN),
        (absent("New"), None, None, ListSection.UNKNOWN),
        (remote_model("GPT"), None, None, ListSection.REMOTE),
        (served("Qwen"), None, None, ListSection.SERVED),
    ],
)
def test_a_model_stands_where_it_fits(
    model: Model, need: Requirement | None, download: DownloadFit | None, section: ListSection
) -> None:
    assert section_of(model, need, download) is section


def shown_list(
    qtbot: QtBot, models: list[Model], downloads: Mapping[str, DownloadFit], memory: Room | None
) -> ModelList:
    made = ModelList(LIGHT)
    qtbot.addWidget(made)
    made.resize(272, 900)
    made.show()
    made.show_models(models, [])
    needs = {model.id: WAITS if model.id in downloads else READY for model in models}
    made.show_needs(needs, MachineFits(MachineRoom(memory, 10**12), downloads))
    return made


def words_of(made: ModelList) -> list[str]:
    """What the visible headings and rows say, from top to bottom."""
    inside = made.area.widget()
    assert inside is not None
    layout = inside.layout()
    assert layout is not None
    said = []
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget = item.widget() if item is not None else None
        if widget is None or widget.isHidden():
            continue
        labels = [part.text() for part in widget.findChildren(QLabel)]
        row = next((row for row in made.rows.values() if row is widget), None)
        said += labels if row is None else [f"{row.model.name}: {row.accessibleDescription()}"]
    return said


def test_sizes_and_reasons_stand_in_the_rows_the_smallest_download_first(qtbot: QtBot) -> None:
    models = [
        served("Qwen"),
        included(),
        absent("Big"),
        absent("Mid"),
        absent("Tiny"),
        remote_model("GPT"),
    ]
    downloads = {
        "big": fit(9 * 10**9, FitKind.TOO_LARGE, exact=False),
        "mid": fit(3_340_000_000, exact=False),
        "tiny": fit(545_590_272),
    }
    made = shown_list(qtbot, models, downloads, Room(12 * 10**9, limited=False))
    assert words_of(made) == [
        "INCLUDED",
        "Demo: Google · Q4_K_M · 3.3 GB, ready",
        "SERVERS ON THIS MACHINE",
        "Qwen: OpenAI · 127.0.0.1, ",
        "FITS THIS MACHINE",
        "12.0 GB free",
        "Tiny: Google · Q4_K_M, 546 MB, download",
        "Mid: Google · Q4_K_M, ≈ 3.3 GB, download",
        "TOO LARGE FOR THIS MACHINE",
        "Big: needs ≈ 18.0 GB · Google · Q4_K_M, ≈ 9.0 GB, download",
        "THROUGH AN API",
        "GPT: OpenAI · api.openai.com, key set",
    ]


def test_a_limit_that_was_set_is_named(qtbot: QtBot) -> None:
    made = shown_list(qtbot, [absent("Tiny")], {"tiny": fit(10**9)}, Room(8 * 10**9, limited=True))
    assert words_of(made)[:2] == ["FITS THIS MACHINE", "limit 8.0 GB"]


def test_what_has_no_known_size_is_kept_apart_and_folded(qtbot: QtBot) -> None:
    models = [absent("Dark"), absent("Tiny")]
    downloads = {"dark": fit(None, FitKind.UNKNOWN), "tiny": fit(10**9)}
    made = shown_list(qtbot, models, downloads, None)
    assert words_of(made) == [
        "FITS THIS MACHINE",
        "Tiny: Google · Q4_K_M, 1.0 GB, download",
        "SIZE NOT KNOWN",
        "THROUGH AN API",
    ]
    made.more[ListSection.UNKNOWN].click()
    assert "Dark: Google · Q4_K_M, size ?, download" in words_of(made)


def test_a_model_that_turns_out_too_large_moves_and_keeps_its_check_mark(qtbot: QtBot) -> None:
    made = ModelList(LIGHT)
    qtbot.addWidget(made)
    made.show_models([local_model("Mine")], ["mine"])
    made.show_needs({"mine": READY})
    assert "FITS THIS MACHINE" in words_of(made)[0]
    made.show_needs({"mine": Requirement(RequirementKind.MEMORY, message("It takes 50 GB."))})
    assert words_of(made)[:3] == [
        "FITS THIS MACHINE",
        "TOO LARGE FOR THIS MACHINE",
        "Mine: Google · Q4_K_M · 3.3 GB, too large",
    ]
    assert made.rows["mine"].isChecked()


def test_no_room_on_the_disk_is_said(qtbot: QtBot) -> None:
    models = [absent("Fat")]
    made = shown_list(qtbot, models, {"fat": fit(10**9, FitKind.NO_DISK)}, None)
    assert "Fat: no room on the disk · Google · Q4_K_M, 1.0 GB, download" in words_of(made)
