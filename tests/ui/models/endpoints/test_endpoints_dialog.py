"""Keys and endpoints in the window: kept, tested when asked, removed; servers and models added."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedEngine,
    ScriptedServers,
    endpoint_service,
    local_model,
    remote_model,
    scripted_services,
    shown_window,
)

from vizdesk.catalog.endpoints.server_models import DiscoveredServer, ServerKind, ServerModel
from vizdesk.common.messages import verbatim
from vizdesk.comparison.events import EngineError
from vizdesk.credentials import keys as keys_module
from vizdesk.credentials.keys import Keys, KeyState, KeyStoreError, Secret
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.models.endpoints.add_dialog import AddEndpointDialog
from vizdesk.ui.models.endpoints.dialog import EndpointsDialog
from vizdesk.ui.models.endpoints.key_dialog import KeyDialog
from vizdesk.ui.models.endpoints.server_models_dialog import ServerModelsDialog
from vizdesk.ui.shell.main_window import MainWindow

NEAR = "http://127.0.0.1:8080/v1"


def password_store(
    kept: dict[str, str],
    error: Exception | None = None,
    hang: Callable[[], object] = lambda: None,
) -> Callable[[], Any]:
    """A secure store in a dictionary; with `error`, one that raises it, after it did `hang`."""

    # No KeyringBackend: `keyring` takes each class of that kind for a store of this system.
    class Store:
        priority = 5

        def get_password(self, service: str, name: str) -> str | None:
            hang()
            if error:
                raise error
            return kept.get(name)

        def set_password(self, service: str, name: str, value: str) -> None:
            hang()
            if error:
                raise error
            kept[name] = value

        def delete_password(self, service: str, name: str) -> None:
            del kept[name]

    return Store


class Page:
    """The page of a window, with what stands behind it."""

    def __init__(self, window: MainWindow, script: ScriptedServers, kept: dict[str, str]) -> None:
        self.window, self.script, self.kept = window, script, kept
        window.model_list_controller.show_keys()
        found = window.findChild(EndpointsDialog)
        assert found is not None
        self.dialog: EndpointsDialog = found

    @property
    def rows(self) -> dict[str, Any]:
        return dict(self.dialog.rows)

    def child(self, kind: type[QWidget]) -> Any:
        found = [one for one in self.dialog.findChildren(kind) if one.isVisible()]
        assert len(found) == 1
        return found[0]


@pytest.fixture
def open_page(qtbot: QtBot, background: TaskRunner, tmp_path: Path) -> Callable[..., Page]:
    """Opens the page over a window with one local and one remote model."""

    def make(
        script: ScriptedServers | None = None,
        kept: dict[str, str] | None = None,
        *,
        error: Exception | None = None,
        hang: Callable[[], object] = lambda: None,
        environ: dict[str, str] | None = None,
        own: tuple[tuple[str, str], ...] = (),
    ) -> Page:
        script, kept = script or ScriptedServers(), {} if kept is None else kept
        keys = Keys(environ or {}, backend=password_store(kept, error, hang))
        endpoints = endpoint_service(tmp_path / "endpoints", keys, script)
        for name, address in own:
            endpoints.add(name, address)
        models = [local_model("Gemma"), remote_model("GPT")]
        services = scripted_services(tmp_path, models, ScriptedEngine(), endpoints=endpoints)
        window = shown_window(qtbot, services, background, tmp_path)
        page = Page(window, script, kept)
        qtbot.waitUntil(lambda: bool(page.rows) and page.rows["openai"].key.isEnabled())
        return page

    return make


def test_every_row_says_where_its_key_is(open_page: Callable[..., Page]) -> None:
    page = open_page(kept={"openai": "sk-1"}, environ={"HF_TOKEN": "hf"}, own=(("Near", NEAR),))
    assert list(page.rows) == [
        "openai",
        "openrouter",
        "gemini",
        "anthropic",
        "mistral",
        "xai",
        "huggingface",
        "near",
    ]
    said = {key: row.state.text() for key, row in page.rows.items()}
    assert said["openai"] == "key in the password store"
    assert said["gemini"] == "no key"
    assert said["huggingface"] == "key from the environment (HF_TOKEN)"
    assert said["near"] == "no API key"
    assert page.script.keys == [], "nothing is tested by itself"
    assert page.rows["huggingface"].models.isHidden()
    assert not page.rows["openrouter"].models.isHidden(), "its list needs no key"


def test_a_key_is_added_tested_and_removed(qtbot: QtBot, open_page: Callable[..., Page]) -> None:
    page = open_page()
    row = page.rows["mistral"]
    row.key.click()
    dialog = page.child(KeyDialog)
    dialog.field.setText(" sk-secret\n")
    dialog.accept()
    qtbot.waitUntil(lambda: row.state.text() == "key in the password store")
    assert page.dialog.words.text() == "The key for Mistral AI is in this system's password store."
    row.test.click()
    qtbot.waitUntil(lambda: row.outcome.text() == "works, 61 models")
    assert page.script.keys == [Secret("sk-secret")]
    assert page.kept == {"mistral": "sk-secret"}
    row.forget_action.trigger()
    box = page.child(QMessageBox)
    assert "Remove the key for Mistral AI?" in box.text()
    next(button for button in box.findChildren(QPushButton) if button.text() == "Remove").click()
    qtbot.waitUntil(lambda: row.state.text() == "no key")
    assert page.kept == {}
    shown = [button.text() for button in page.dialog.findChildren(QPushButton)]
    assert not [text for text in shown if "sk-secret" in text]


def test_removing_is_asked_about_and_can_be_left(
    qtbot: QtBot, open_page: Callable[..., Page]
) -> None:
    page = open_page(kept={"openai": "sk-1"})
    page.rows["openai"].forget_action.trigger()
    page.child(QMessageBox).reject()
    assert page.kept == {"openai": "sk-1"}


def test_a_test_that_fails_says_why_and_what_to_do(
    qtbot: QtBot, open_page: Callable[..., Page]
) -> None:
    error = EngineError(
        verbatim("OpenAI refused the key (401)."), verbatim("Check it there."), "HTTP 401"
    )
    page = open_page(ScriptedServers(check=error), {"openai": "sk-1"})
    row = page.rows["openai"]
    row.test.click()
    qtbot.waitUntil(lambda: "refused" in row.outcome.text())
    assert row.outcome.text() == "OpenAI refused the key (401). Check it there."
    assert row.outcome.toolTip() == "HTTP 401"
    assert row.test.isEnabled()


def test_a_locked_store_is_said_and_a_key_is_kept_for_this_run(
    qtbot: QtBot, open_page: Callable[..., Page]
) -> None:
    from keyring.errors import KeyringLocked

    page = open_page(error=KeyringLocked("locked"))
    assert page.dialog.words.text() == KeyState.LOCKED.sentence
    assert page.dialog.again.isVisible()
    row = page.rows["openai"]
    assert row.state.text() == "password store locked"
    row.key.click()
    dialog = page.child(KeyDialog)
    dialog.field.setText("sk-1")
    dialog.accept()
    qtbot.waitUntil(lambda: row.state.text() == "session only")
    assert page.kept == {}


@pytest.mark.parametrize(
    ("error", "state", "row_words"),
    [
        (RuntimeError("sk-1"), KeyState.FAILING, "password store fails"),
        (KeyStoreError(KeyState.NONE), KeyState.NONE, "no key"),
        (KeyStoreError(KeyState.INSECURE), KeyState.INSECURE, "no key"),
    ],
)
def test_a_store_that_cannot_be_used_is_said_in_a_sentence(
    error: Exception, state: KeyState, row_words: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(error=error)
    assert page.dialog.words.text() == state.sentence
    assert page.rows["openai"].state.text() == row_words


def test_a_store_that_hangs_is_said_in_a_sentence_and_the_window_waits_for_nothing(
    qtbot: QtBot, open_page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("QUIET_S", "LIST_S", "USE_S"):
        monkeypatch.setattr(keys_module, limit, 0.05)
    released = threading.Event()
    page = open_page(hang=released.wait)
    assert page.dialog.words.text() == KeyState.SLOW.sentence
    row = page.rows["openai"]
    assert row.state.text() == "password store does not answer"
    # A key that is entered now is kept for this run.
    row.key.click()
    dialog = page.child(KeyDialog)
    dialog.field.setText("sk-1")
    dialog.accept()
    qtbot.waitUntil(lambda: row.state.text() == "session only")
    released.set()
    monkeypatch.setattr(keys_module, "LIST_S", 100.0)
    page.dialog.again.click()
    qtbot.waitUntil(lambda: page.rows["gemini"].state.text() == "no key")
    assert page.dialog.again.isHidden()


def test_a_server_of_ones_own_is_added_with_its_key_and_removed(
    qtbot: QtBot, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    page.dialog.add.click()
    dialog = page.child(AddEndpointDialog)
    assert not dialog.save.isEnabled()
    dialog.name_field.setText("Lab")
    dialog.address_field.setText("https://lab.example/v1?key=sk-1")
    assert "without name, key or query" in dialog.words.text()
    assert not dialog.save.isEnabled()
    dialog.address_field.setText("192.168.1.5:8000")
    assert dialog.words.text() == "It will be asked at http://192.168.1.5:8000/v1"
    dialog.key_field.setText("sk-lab")
    assert "over http" in dialog.words.text()
    dialog.save.click()
    qtbot.waitUntil(lambda: "lab" in page.rows)
    qtbot.waitUntil(lambda: page.rows["lab"].state.text() == "key in the password store")
    assert page.kept == {"lab@192.168.1.5:8000": "sk-lab"}
    assert "whoever sits on the way" in page.rows["lab"].outcome.text()
    page.rows["lab"].remove_action.trigger()
    box = page.child(QMessageBox)
    next(button for button in box.findChildren(QPushButton) if button.text() == "Remove").click()
    qtbot.waitUntil(lambda: "lab" not in page.rows)
    assert page.kept == {}


def test_servers_on_this_machine_are_looked_for_when_asked(
    qtbot: QtBot, open_page: Callable[..., Page]
) -> None:
    ollama = DiscoveredServer(ServerKind.OLLAMA, "http://127.0.0.1:11434/v1", 3)
    page = open_page(ScriptedServers(found=(ollama,)), own=(("Near", NEAR),))
    assert not page.dialog.discovered.isVisible()
    page.dialog.look_button.click()
    qtbot.waitUntil(lambda: page.dialog.discovered.words.text() == "Found on this machine:")

    def shown() -> list[QPushButton]:
        return [
            button
            for button in page.dialog.discovered.findChildren(QPushButton)
            if button.isVisible()
        ]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    (add,) = shown()
    assert add.text() == "Add"
    add.click()
    qtbot.waitUntil(lambda: "ollama" in page.rows)
    assert page.rows["ollama"].endpoint.base_url == ollama.base_url

    def line() -> list[str]:
        buttons = page.dialog.discovered.findChildren(QPushButton)
        return [button.text() for button in buttons if button.isVisible()]

    qtbot.waitUntil(lambda: line() == ["in the list"])


def test_no_server_found_names_the_ports(qtbot: QtBot, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.dialog.look_button.click()
    qtbot.waitUntil(lambda: "No server" in page.dialog.discovered.words.text())
    for port in ("11434", "1234", "8000", "8080"):
        assert port in page.dialog.discovered.words.text()


def models_of(page: Page, qtbot: QtBot, key: str) -> ServerModelsDialog:
    page.rows[key].models.click()
    qtbot.waitUntil(
        lambda: any(one.isVisible() for one in page.dialog.findChildren(ServerModelsDialog))
    )
    found: ServerModelsDialog = page.child(ServerModelsDialog)
    return found


def shown(dialog: ServerModelsDialog) -> list[str]:
    items = [dialog.list.item(at) for at in range(dialog.list.count())]
    return [item.text() for item in items if not item.isHidden()]


SERVER_MODELS = (
    ServerModel("t/blind", "Blind", False),
    ServerModel("t/silent"),
    ServerModel("g/gemma-3-4b-it", "Gemma 3 4B", True),
    ServerModel("q/qwen3-vl", "Qwen3-VL", True),
)


def test_models_of_a_server_are_filtered_chosen_and_go_into_the_list(
    qtbot: QtBot, open_page: Callable[..., Page]
) -> None:
    page = open_page(ScriptedServers(server_models=SERVER_MODELS), {"openrouter": "sk-1"})
    dialog = models_of(page, qtbot, "openrouter")
    assert shown(dialog) == ["Gemma 3 4B", "Qwen3-VL", "t/silent"]
    dialog.all.setChecked(True)
    assert shown(dialog)[-1] == "Blind"
    dialog.field.setText("qwen vl")
    assert shown(dialog) == ["Qwen3-VL"]
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.add.click()
    qtbot.waitUntil(lambda: len(page.window.session.models) == 3)
    added = page.window.session.models[-1]
    assert (added.name, added.source.slug) == ("Qwen3-VL", "q/qwen3-vl")
    assert added.source.key_name == "openrouter"
    assert added.profile == "qwen3-vl"
    qtbot.waitUntil(lambda: page.window.session.services.models.user_models.holds(added.id))
    again = models_of(page, qtbot, "openrouter")
    assert not again.list.item(1).flags() & Qt.ItemFlag.ItemIsEnabled
    assert again.chosen == []
    again.reject()


def test_a_server_without_a_list_takes_a_name_that_is_written(
    qtbot: QtBot, open_page: Callable[..., Page]
) -> None:
    error = EngineError(
        verbatim("127.0.0.1:8080 lists no models (404)."), verbatim("Check the address.")
    )
    page = open_page(ScriptedServers(server_models=error), own=(("Near", NEAR),))
    dialog = models_of(page, qtbot, "near")
    dialog.field.setText("my-own-vl")
    assert shown(dialog) == ["my-own-vl"]
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.add.click()
    qtbot.waitUntil(lambda: len(page.window.session.models) == 3)
    assert page.window.session.models[-1].id == f"my-own-vl@{NEAR}"


def test_a_key_given_later_reaches_the_models_that_are_there(
    qtbot: QtBot, open_page: Callable[..., Page]
) -> None:
    offer = (ServerModel("a-vl"),)
    page = open_page(ScriptedServers(server_models=offer), own=(("Near", NEAR),))
    dialog = models_of(page, qtbot, "near")
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.add.click()
    qtbot.waitUntil(lambda: len(page.window.session.models) == 3)
    assert page.window.session.models[-1].source.key_name is None
    page.rows["near"].key.click()
    ask = page.child(KeyDialog)
    ask.field.setText("sk-near")
    ask.accept()
    qtbot.waitUntil(lambda: page.window.session.models[-1].source.key_name == "near@127.0.0.1:8080")


def test_closing_the_page_hangs_up(qtbot: QtBot, open_page: Callable[..., Page]) -> None:
    page = open_page(ScriptedServers(hang=True), {"openai": "sk-1"})
    page.rows["openai"].test.click()
    qtbot.waitUntil(lambda: bool(page.script.keys))
    page.dialog.reject()
    qtbot.waitUntil(lambda: page.window.findChild(EndpointsDialog) is None)


def test_everything_on_the_page_can_be_named_and_reached(open_page: Callable[..., Page]) -> None:
    page = open_page(kept={"openai": "sk-1"}, own=(("Near", NEAR),))
    for button in page.dialog.findChildren(QPushButton):
        assert button.accessibleName() or button.text()
    names = {row.key.accessibleName() for row in page.rows.values()}
    assert len(names) == len(page.rows), "each button says which server it is for"
