"""promptfoo's configuration: prompts with places for variables, tests with what they expect.

https://www.promptfoo.dev/docs/configuration/reference/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from vizdesk.common.messages import message, plural, reason
from vizdesk.evals.loaders.loader_context import IMAGES, LoaderContext
from vizdesk.evals.loaders.question_rows import QuestionRow, questions_suite
from vizdesk.evals.loaders.simple_yaml import read_yaml
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import Suite

NAMES = ("promptfooconfig.yaml", "promptfooconfig.yml")
PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
COMPARED = ("equals", "contains", "icontains", "contains-all", "starts-with", "is-json")
"""Kinds of assert whose value is taken as the key; no text is ever looked for within a text."""


def read_promptfoo(context: LoaderContext, file: str) -> Suite:
    """Every prompt with the variables of every test. Raises SuiteError."""
    try:
        data = read_yaml(context.text(file))
    except ValueError as error:
        context.fault(file, 0, message("{reason}.", reason=reason(error)))
        context.finish()
        raise AssertionError from error  # `finish` has raised
    table = data if isinstance(data, Mapping) else {}
    prompts, tests = table.get("prompts"), table.get("tests")
    if not isinstance(prompts, list) or not isinstance(tests, list):
        context.fault(file, 0, message("needs the lists “prompts” and “tests”."))
        context.finish()
        return questions_suite(context, [], "promptfoo")
    rows: list[tuple[str, int, QuestionRow]] = []
    unkeyed = 0
    for at, test in enumerate(tests, 1):
        variables = test.get("vars") if isinstance(test, Mapping) else None
        if not isinstance(variables, Mapping):
            context.fault(file, 0, message("test {at} needs “vars”.", at=at))
            continue
        image = _image(variables)
        if image is None:
            context.fault(file, 0, message("test {at} names no image.", at=at))
            continue
        answers = _answers(test)
        unkeyed += not answers
        rows += [
            (file, 0, QuestionRow(image, words, answers)) for words in _asked(prompts, variables)
        ]
    if unkeyed:
        context.notes.append(
            plural(
                "{n} test has no value to compare with, and gets answers without a verdict.",
                "{n} tests have no value to compare with, and get answers without a verdict.",
                unkeyed,
            )
        )
    return questions_suite(context, rows, "promptfoo")


def _image(variables: Mapping[str, Any]) -> str | None:
    """The variable that names a file of an image."""
    for value in variables.values():
        if isinstance(value, str) and PurePosixPath(value).suffix.lower() in IMAGES:
            return value
    return None


def _asked(prompts: list[Any], variables: Mapping[str, Any]) -> Iterator[str]:
    for prompt in prompts:
        template = prompt.get("raw", prompt.get("label")) if isinstance(prompt, Mapping) else prompt
        if not isinstance(template, str):
            continue
        words = PLACE.sub(lambda place: _word(variables.get(place[1])), template)
        yield " ".join(words.split(" ")).strip()


def _word(value: object) -> str:
    if isinstance(value, str) and PurePosixPath(value).suffix.lower() in IMAGES:
        return ""
    return "" if value is None else str(value)


def _answers(test: Mapping[str, Any]) -> tuple[str, ...]:
    asserts = test.get("assert")
    values = [
        entry.get("value")
        for entry in (asserts if isinstance(asserts, list) else ())
        if isinstance(entry, Mapping) and entry.get("type") in COMPARED
    ]
    return tuple(str(value) for value in values if isinstance(value, str | int | float))


PROMPTFOO = SuiteLoader(
    name="a promptfoo configuration",
    find=lambda context: next((name for name in NAMES if context.exists(name)), None),
    reads=lambda context, file: file in NAMES,
    read=lambda context, file, prompt: read_promptfoo(context, file),
    source="https://www.promptfoo.dev/docs/configuration/reference/",
)
