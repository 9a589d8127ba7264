"""Every task is registered once, can be asked of everybody, and shows its prompts at work."""

from __future__ import annotations

import pytest

from vizdesk.common import resources
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.prompts import build_prompt
from vizdesk.comparison.task_specs.registry import TASKS, missing, spec_of
from vizdesk.comparison.task_specs.task_spec import TaskInput, TaskSpec
from vizdesk.comparison.tasks import Task, TaskKind

GENERIC = load_profiles(resources.folder() / "profiles")["generic"]


def test_every_kind_has_one_spec_in_the_order_of_the_task_bar() -> None:
    assert [spec.kind for spec in TASKS] == list(TaskKind)
    assert [spec_of(kind).kind for kind in TaskKind] == list(TaskKind)


@pytest.mark.parametrize("spec", TASKS, ids=lambda spec: spec.kind.value)
def test_each_prompt_of_a_task_has_a_sample_with_words(spec: TaskSpec) -> None:
    keys = [spec.prompt_key(sample) for sample in spec.samples]
    assert len(set(keys)) == len(keys) > 0
    assert set(keys) <= {*GENERIC.prompts, *spec.prompts}
    for sample in spec.samples:
        assert sample.kind is spec.kind
        assert missing(sample) == ""
        assert build_prompt(sample, GENERIC, 640, 480).strip()


@pytest.mark.parametrize("spec", TASKS, ids=lambda spec: spec.kind.value)
def test_only_what_a_person_must_write_is_missing(spec: TaskSpec) -> None:
    needed = spec.input in (TaskInput.QUESTION, TaskInput.FIELDS)
    assert bool(missing(Task(spec.kind))) is needed
    assert missing(Task(spec.kind, prompt="In my own words.")) == ""


@pytest.mark.parametrize("spec", TASKS, ids=lambda spec: spec.kind.value)
def test_a_switch_is_turned_on_and_off(spec: TaskSpec) -> None:
    if spec.option is None:
        assert spec.kind.value not in ("caption", "classify")
        return
    task = Task(spec.kind)
    assert not spec.option.is_on(task)
    assert spec.option.is_on(spec.option.turned(task, True))
    assert spec.option.turned(spec.option.turned(task, True), False) == task
