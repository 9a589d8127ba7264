"""Running on all open images: asked before, shown meanwhile, stopped, retried, gone on with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    MakeWindow,
    ScriptedEngine,
    local_model,
    open_test_image,
    remote_model,
    scripted_services,
    shown_window,
)

from vizdesk.comparison.jobs import Job
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.ui.compare.image_run_panel import progress_words
from vizdesk.ui.compare.image_strip import ImageState, image_state
from vizdesk.ui.core.asked_answers import AnswerKey
from vizdesk.ui.core.image_runs import RunScope
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.image_run_controller import KEY
from vizdesk.ui.shell.last_image_run import LastImageRun, read, written
from vizdesk.ui.shell.main_window import MainWindow

WIDTHS = (410, 420, 430, 440)


def add_images(window: MainWindow) -> None:
    for width in WIDTHS:
        window.session.add_image(open_test_image(width), show=False)


def opened(engine: ScriptedEngine, make_window: MakeWindow, **more: object) -> MainWindow:
    """A window with five images, no dialog for what costs nothing."""
    window = make_window(engine, **more)
    add_images(window)
    window.session.window_state.setValue("image run asks only for money", "yes")
    return window


def ended(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.running)


def states_of(window: MainWindow, model: str) -> list[AnswerState | None]:
    asked = [
        window.session.asked.at(AnswerKey(image.key, window.session.task.kind, model))
        for image in window.session.images
    ]
    return [None if each is None else each.answer.state for each in asked]


def test_ctrl_shift_enter_asks_about_every_open_image_once(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = ScriptedEngine()
    window = opened(engine, make_window, models=[local_model("A"), local_model("B")])
    keys = next(each for each in window.commands if "Ctrl+Shift+Return" in each.keys)
    keys.run()
    keys.run()
    ended(qtbot, window)
    assert len(engine.asked) == 10
    assert states_of(window, "a") == states_of(window, "b") == [AnswerState.DONE] * 5
    qtbot.waitUntil(lambda: not window.history.recorder.waiting)
    history = window.services.history.store()
    assert history.count() == 5
    assert all(len(entry.models) == 2 for entry in history.entries())


def test_what_may_cost_money_is_asked_about_with_requests_cost_and_where_to(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = ScriptedEngine()
    window = opened(engine, make_window, models=[local_model("A"), remote_model("GPT")])
    window.main_actions.run_on(RunScope.ALL)
    dialog = window.image_runs.dialog
    assert dialog is not None
    assert not engine.asked
    words = dialog.words.text()
    assert "10 requests about 5 images." in words
    assert "It costs about $0.060." in words
    assert "The images are sent to api.openai.com." in words
    dialog.reject()
    assert not window.runner.running
    assert not engine.asked


def test_answers_that_would_be_asked_for_again_are_said_and_can_be_left_out(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = ScriptedEngine()
    window = opened(engine, make_window, models=[local_model("A")])
    window.main_actions.run()
    ended(qtbot, window)
    window.main_actions.run_on(RunScope.ALL)
    dialog = window.image_runs.dialog
    assert dialog is not None
    assert "1 of them have an answer already and are asked again." in dialog.words.text()
    dialog.radios[RunScope.UNANSWERED].setChecked(True)
    assert "4 requests about 4 images." in dialog.words.text()
    dialog.run.click()
    ended(qtbot, window)
    assert len(engine.asked) == 5
    # The choice is remembered: the keys ask about those not answered from now on.
    window.main_actions.run_on_many()
    assert not window.runner.running
    assert "have answered this about all open images" in window.message.text()


def test_another_image_shows_its_own_state_while_the_run_goes_on(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = opened(ScriptedEngine(hang=True), make_window, models=[local_model("A")])
    window.main_actions.run_on(RunScope.ALL)
    pane = window.canvas.panes["a"]
    qtbot.waitUntil(lambda: pane.answer is not None and bool(pane.answer.text))
    window.session.step_image(1)
    second = window.canvas.panes["a"].answer
    assert second is not None
    assert second.text == ""
    window.runner.stop()
    ended(qtbot, window)
    assert window.canvas.panes["a"].answer is None


def test_stop_keeps_what_was_written_and_forgets_what_waited(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = ScriptedEngine(hang=True)
    window = opened(engine, make_window, models=[local_model("A")])
    window.main_actions.run_on(RunScope.ALL)
    qtbot.waitUntil(lambda: AnswerState.RUNNING in states_of(window, "a"))
    assert states_of(window, "a").count(AnswerState.QUEUED) >= 3
    assert read(str(window.session.window_state.value(KEY))) is not None
    window.image_runs.panel.stop.click()
    ended(qtbot, window)
    assert None in states_of(window, "a")
    assert AnswerState.QUEUED not in states_of(window, "a")
    assert window.session.window_state.value(KEY) is None
    qtbot.waitUntil(lambda: window.image_runs.panel.go_on.isVisible())
    engine.hang = False
    window.image_runs.panel.go_on.click()
    ended(qtbot, window)
    assert states_of(window, "a") == [AnswerState.DONE] * 5


def test_a_closed_image_is_not_asked_about_any_more(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = ScriptedEngine(pause=0.05)
    window = opened(engine, make_window, models=[local_model("A")])
    window.session.set_task(Task(TaskKind.CAPTION))
    window.main_actions.run_on(RunScope.ALL)
    last = window.session.images[-1]
    window.session.close_image(last)
    ended(qtbot, window)
    assert len(engine.asked) == 4
    assert window.session.asked.at(AnswerKey(last.key, TaskKind.CAPTION, "a")) is None


def test_failed_ones_are_retried_alone(qtbot: QtBot, make_window: MakeWindow) -> None:
    empty, full = ScriptedEngine(text=""), ScriptedEngine()

    def engine(job: Job) -> ScriptedEngine:
        return empty if job.image.width == 430 and not full.asked[6:] else full

    window = make_window(engine, models=[local_model("A"), local_model("B")])
    add_images(window)
    window.session.window_state.setValue("image run asks only for money", "yes")
    window.main_actions.run_on(RunScope.ALL)
    ended(qtbot, window)
    failed = [state for m in "ab" for state in states_of(window, m)].count(AnswerState.FAILED)
    assert failed in (1, 2)
    asked = len(full.asked) + len(empty.asked)
    assert asked == 10
    qtbot.waitUntil(lambda: window.image_runs.panel.retry.isVisible())
    assert f"{failed} failed" in window.image_runs.panel.words.text()
    window.image_runs.panel.retry.click()
    ended(qtbot, window)
    assert len(full.asked) + len(empty.asked) == 10 + failed
    assert AnswerState.FAILED not in [*states_of(window, "a"), *states_of(window, "b")]


def test_the_strip_says_how_far_each_image_is(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = opened(ScriptedEngine(hang=True), make_window, models=[local_model("A")])
    assert window.strip.count.text() == "Image 1 of 5"
    window.main_actions.run_on(RunScope.ALL)
    qtbot.waitUntil(lambda: window.strip.thumbs[0].state is ImageState.ASKING)
    names = [thumb.accessibleName() for thumb in window.strip.thumbs[:-1]]
    assert names[0] == "white-400.png, asking"
    window.runner.stop()
    ended(qtbot, window)


def test_an_answer_has_its_own_image_looked_at_and_no_other(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(ScriptedEngine(), make_window, models=[local_model("A")])
    window.main_actions.run_on(RunScope.ALL)
    ended(qtbot, window)
    window.image_runs.states()
    looked_at: list[str] = []
    state_of = window.image_runs._state_of
    monkeypatch.setattr(
        window.image_runs, "_state_of", lambda key: looked_at.append(key) or state_of(key)
    )
    first = window.session.images[0].key
    key = AnswerKey(first, window.session.task.kind, "a")
    asked = window.session.asked.at(key)
    assert asked is not None
    window.session.keep_answer(key, asked)
    window.image_runs.states()
    assert looked_at == [first]
    window.session.choose_only([])
    window.image_runs.states()
    assert len(looked_at) == 1 + len(window.session.images)


@pytest.mark.parametrize(
    ("states", "shown"),
    [
        ([None, None], ImageState.NOT_RUN),
        ([AnswerState.DONE, None], ImageState.NOT_RUN),
        ([AnswerState.DONE, AnswerState.UNSUPPORTED], ImageState.DONE),
        ([AnswerState.DONE, AnswerState.FAILED], ImageState.FAILED),
        ([AnswerState.FAILED, AnswerState.QUEUED], ImageState.WAITING),
        ([AnswerState.QUEUED, AnswerState.RUNNING], ImageState.ASKING),
        ([], ImageState.NOT_RUN),
    ],
)
def test_what_is_at_work_outweighs_what_failed_and_that_what_is_done(
    states: list[AnswerState | None], shown: ImageState
) -> None:
    model = local_model("A")
    answers = [None if state is None else Answer(model, state=state) for state in states]
    assert image_state(answers) is shown


def test_progress_in_words() -> None:
    from vizdesk.services.image_runs import ImageRunProgress

    progress = ImageRunProgress(40, 12, 120, 36, failed=3, left_s=118.0)
    words = "12 of 40 images · 36 of 120 answers · 3 failed · about 2 min left"
    assert progress_words(progress) == words
    alone = ImageRunProgress(40, 12, 40, 12, failed=3, left_s=118.0)
    assert progress_words(alone) == "12 of 40 images · 3 failed · about 2 min left"


# --- After a crash ----------------------------------------------------------------------------
def photos(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"photo-{number}.png" for number in range(count)]
    for number, path in enumerate(paths):
        Image.new("RGB", (60 + number, 40), (number * 20, 0, 0)).save(path)
    return paths


def test_a_run_that_was_cut_off_is_offered_and_asks_only_what_is_missing(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path
) -> None:
    engine = ScriptedEngine()
    models = [local_model("A"), local_model("B")]

    def window() -> MainWindow:
        services = scripted_services(tmp_path, models, engine)
        made = shown_window(qtbot, services, background, tmp_path)
        made.session.window_state.setValue("image run asks only for money", "yes")
        return made

    first = window()
    first.session.choose_only(["a", "b"])
    first.image_loader.take_files(photos(tmp_path, 5))
    qtbot.waitUntil(lambda: first.image_loader.waiting == 0)
    session = first.session
    began = datetime.now(UTC)
    keys = [image.key for image in session.images]
    first.reopening.save()
    # Two images are answered, and the list of what is open is not written any more: killed.
    first.image_runs.run_on(RunScope.ALL, keys[:2])
    ended(qtbot, first)
    # The third is being answered when it ends.
    engine.hang = True
    first.image_runs.run_on(RunScope.ALL, keys[2:3])
    qtbot.waitUntil(lambda: len(engine.asked) == 6)
    first.runner.stop()
    ended(qtbot, first)
    engine.hang = False
    qtbot.waitUntil(lambda: not first.history.recorder.waiting)
    first.reopening._clock.stop()
    run = LastImageRun(session.task, ("a", "b"), tuple(keys), began)
    session.window_state.setValue(KEY, written(run))
    session.window_state.sync()

    second = window()
    second.reopening.restore()
    qtbot.waitUntil(lambda: second.banner.isVisible())
    assert second.banner.title.text() == "Continue: 3 of 5 images not answered"
    second.banner.offers[0].click()
    ended(qtbot, second)
    assert len(engine.asked) == 12  # ten, and the two that were cut off
    assert len({request.image.data for request in engine.asked}) == 5
    assert states_of(second, "b") == [AnswerState.DONE] * 5
    qtbot.waitUntil(lambda: not second.history.recorder.waiting)
    # Nothing is there twice: who was cut off answered in the comparison it had begun.
    assert second.services.history.store().count() == 5


def test_a_run_is_written_down_and_read_again() -> None:
    task = Task(TaskKind.DETECT, classes=("cup",))
    run = LastImageRun(task, ("a", "b"), ("0" * 64, "1" * 64 + "#2"), datetime.now(UTC))
    assert read(written(run)) == run
    assert read("") is read("{}") is read("[1") is None
