"""Repositories as people publish them can be chosen from and downloaded, by their headers."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

import pytest
from tests.catalog.gguf.layouts import LAYOUTS, Layout, Projector, Weights
from tests.downloads.hub_server import HubState, serving

from vizdesk.catalog.gguf.header import read_header
from vizdesk.catalog.gguf.memory_need import memory_need
from vizdesk.catalog.insights.requirements import Room
from vizdesk.catalog.models.file_recognition import recognise
from vizdesk.common import resources
from vizdesk.common.formatting import byte_size
from vizdesk.common.offline import Offline
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import load_profiles
from vizdesk.downloads.choices import choices_of
from vizdesk.downloads.hub import Hub, read_repository
from vizdesk.downloads.hub_link import HubLink
from vizdesk.downloads.machine_fit import FitKind, MachineRoom, fit_of, need_of
from vizdesk.downloads.offers import Offers, offers_of
from vizdesk.downloads.pair import fetch_pair
from vizdesk.downloads.remote_headers import FIRST_BYTES

PROFILES = load_profiles(resources.folder() / "profiles")
ROOM = MachineRoom(Room(16_000_000_000, limited=False), 100_000_000_000)
each_layout = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))


def published(layout: Layout, folder: Path) -> dict[str, bytes]:
    layout.build(folder)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


USUAL = HubLink("o/r")


def ask(hub: HubState, link: HubLink = USUAL) -> Offers:
    return asyncio.run(offers_of(Hub(Offline(), hub.endpoint), link, PROFILES, ROOM))


@each_layout
def test_each_model_is_offered_with_its_projector(layout: Layout, tmp_path: Path) -> None:
    with serving(HubState(files=published(layout, tmp_path))) as hub:
        offers = ask(hub)
        asked = hub.content_requests()
    choices = [offer.choice for offer in offers.offers]
    assert {
        choice.pair.weights[0].path: choice.pair.projector.path
        for choice in choices
        if choice.clear and choice.pair.projector
    } == layout.pairs
    assert {
        choice.pair.weights[0].path: frozenset(file.path for file in choice.projectors)
        for choice in choices
        if not choice.clear
    } == layout.choose
    alone = [offer for offer in offers.offers if offer.choice.pair.projector is None]
    assert tuple(offer.choice.pair.weights[0].path for offer in alone) == layout.text_only
    assert {offer.fit.kind for offer in alone} <= {FitKind.TEXT_ONLY}
    # One header of each model and each projector, not of each file.
    assert all(request["range"] == f"bytes=0-{FIRST_BYTES - 1}" for request in asked)
    assert len(asked) <= 4


@each_layout
def test_what_was_downloaded_is_the_pair_that_was_offered(layout: Layout, tmp_path: Path) -> None:
    models = tmp_path / "models"
    with serving(HubState(files=published(layout, tmp_path / "published"))) as state:
        hub = Hub(Offline(), state.endpoint)
        offers = ask(state)
        for choice in [offer.choice for offer in offers.offers if offer.choice.clear]:
            if choice.pair.projector is None:
                continue
            files = asyncio.run(fetch_pair(hub, offers.listed(choice), models))
            (model,) = recognise(files, PROFILES).models
            source = model.source
            assert isinstance(source, GgufPair)
            assert source.weights == models / "o" / "r" / choice.pair.weights[0].path
            assert source.projector == models / "o" / "r" / choice.pair.projector.path


def test_without_headers_names_pair_all_layouts_that_names_can_tell() -> None:
    """A server that gives no beginning of a file; what only headers tell is left out here."""
    by_header = {
        "a projector whose name does not say so",
        "llava.cpp: model.gguf and clip.gguf",
        "a text model beside a vision model of its width",
        "a text model beside a LLaVA whose projector says no width",
        "the projector of another width is not taken for the right one",
    }
    for name in LAYOUTS.keys() - by_header:
        layout = LAYOUTS[name]
        siblings = [{"rfilename": path, "size": 10} for path in layout.files]
        choices = choices_of(read_repository("o/r", {"siblings": siblings}))
        assert {
            choice.pair.weights[0].path: choice.pair.projector.path
            for choice in choices
            if choice.clear and choice.pair.projector
        } == layout.pairs, name


def test_a_server_that_knows_no_ranges_is_not_read_to_the_end(tmp_path: Path) -> None:
    layout = LAYOUTS["a projector whose name does not say so"]
    files = published(layout, tmp_path)
    weights = next(iter(layout.pairs))
    files[weights] += bytes(8_000_000)
    with serving(HubState(files=files, ranges=False)) as hub:
        (offer,) = ask(hub).offers
    assert offer.choice.pair.projector is not None


def test_a_gated_repository_is_listed_by_names_alone(tmp_path: Path) -> None:
    layout = LAYOUTS["mradermacher: dots between the parts of names"]
    with serving(HubState(files=published(layout, tmp_path), gated=True)) as hub:
        offers = ask(hub)
    assert offers.repository.gated
    assert {offer.choice.headers for offer in offers.offers} == {(None, None)}
    assert all(offer.choice.pair.projector for offer in offers.offers)


def test_the_memory_it_takes_is_that_of_the_files_on_a_disk(tmp_path: Path) -> None:
    layout = LAYOUTS["mradermacher: dots between the parts of names"]
    folder = tmp_path / "published"
    with serving(HubState(files=published(layout, folder))) as hub:
        offers = ask(hub)
    assert len(offers.offers) == 2
    for offer in offers.offers:
        assert offer.choice.pair.projector is not None
        paths = (offer.choice.pair.weights[0].path, offer.choice.pair.projector.path)
        headers = [read_header(folder / path) for path in paths]
        image = PROFILES["qwen3-vl"].image
        assert need_of(offer.choice, PROFILES) == memory_need(*headers, image).total


def test_whether_it_fits_is_said_with_figures(tmp_path: Path) -> None:
    layout = LAYOUTS["a folder for the projector"]
    with serving(HubState(files=published(layout, tmp_path))) as hub:
        (offer,) = ask(hub).offers
    choice = offer.choice
    need = need_of(choice, PROFILES)
    assert need is not None
    takes, just_enough, less = byte_size(need), math.ceil(need / 0.9), need - 10**6

    def said(memory: int | None, *, limited: bool = False, disk: int = 10**12) -> str:
        room = None if memory is None else Room(memory, limited=limited)
        fit = fit_of(choice, PROFILES, MachineRoom(room, disk))
        return f"{fit.kind.value} | {fit.words}"

    assert said(just_enough) == f"fits | fits: takes about {takes} of {byte_size(just_enough)}"
    assert said(need) == f"close | close: takes about {takes} of {takes}"
    too_large = f"too large | too large: takes about {takes}"
    assert said(less) == f"{too_large}; {byte_size(less)} are free"
    assert said(less, limited=True) == f"{too_large}; your limit is {byte_size(less)}"
    assert said(None) == f"size not said | takes about {takes} of memory"
    needs = byte_size(choice.pair.size or 0)
    no_room = f"no room on the disk | no room on the disk: needs {needs}, 1 MB free"
    assert said(need, disk=10**6) == no_room


# --- Revisions and names ------------------------------------------------------------------------


def test_another_revision_is_kept_beside_the_usual_one(tmp_path: Path) -> None:
    usual = published(LAYOUTS["upper-case endings"], tmp_path / "usual")
    layout = Layout({"QWEN.GGUF": Weights(name="v2"), "MMPROJ-F16.GGUF": Projector(name="v2")}, {})
    other = published(layout, tmp_path / "other")
    models = tmp_path / "models"
    with serving(HubState(files=usual, revisions={"refs/pr/1": other})) as state:
        hub = Hub(Offline(), state.endpoint)
        for link in (HubLink("o/r"), HubLink("o/r", revision="refs/pr/1")):
            offers = ask(state, link)
            asyncio.run(fetch_pair(hub, offers.listed(offers.meant[0]), models))
    assert (models / "o" / "r" / "QWEN.GGUF").read_bytes() == usual["QWEN.GGUF"]
    assert (models / "o" / "r@refs-pr-1" / "QWEN.GGUF").read_bytes() == other["QWEN.GGUF"]


def test_a_repository_that_was_renamed_is_fetched_by_its_new_name(tmp_path: Path) -> None:
    files = published(LAYOUTS["upper-case endings"], tmp_path / "published")
    with serving(HubState(files=files, repo="new/name")) as state:
        offers = ask(state, HubLink("old/name"))
        assert offers.repository.repo == "new/name"
        hub = Hub(Offline(), state.endpoint)
        (first, _) = asyncio.run(fetch_pair(hub, offers.listed(offers.meant[0]), tmp_path / "m"))
    assert first == tmp_path / "m" / "new" / "name" / "QWEN.GGUF"


def test_a_model_of_which_a_shard_is_missing_is_not_offered(tmp_path: Path) -> None:
    files = published(
        LAYOUTS["unsloth: shards in folders of quantisations, projectors at the root"], tmp_path
    )
    del files["Q8_0/Qwen3-VL-235B-Q8_0-00002-of-00002.gguf"]
    with serving(HubState(files=files)) as hub:
        quantisations = [offer.choice.quantisation for offer in ask(hub).offers]
    assert sorted(quantisations) == ["UD-Q4_K_XL", "UD-TQ1_0"]
