"""What CONTRIBUTING.md shows is added as it shows, and works: command line and window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.architecture.contributing_kit import ROOT, Checkout, Example, examples
from tests.history.history_kit import answer, comparison

from vizdesk.comparison.serialization import to_record

EXAMPLES = examples()
SHAPES = ROOT / "resources" / "samples" / "shapes.png"
ECHO_MODEL = """
[[model]]
id = "echo"
name = "Echo"
engine = "echo"
base_url = "http://127.0.0.1:1/v1"
slug = "echo"
profile = "generic"
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


def test_the_page_shows_how_to_add_each_of_these() -> None:
    assert list(EXAMPLES) == [
        "Add an export format",
        "Add a provider or engine",
        "Add a task",
        "Add a box convention",
        "Add an eval check",
        "Add a suite loader",
    ]


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_is_one_module_and_one_registration(
    example: Example, checkout: Checkout
) -> None:
    """Told in at most 40 lines (blank ones aside), formatted and linted as the sources are."""
    assert (len(example.new_files), len(example.edits)) == (1, 1)
    assert len([line for line in example.text.splitlines() if line.strip()]) <= 40
    touched = checkout.build(example)
    settings = ("--config", str(ROOT / "pyproject.toml"), "--no-cache")
    for check in (("format", "--check"), ("check",)):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *check, *settings, *map(str, touched)],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_export_format_is_written_by_the_command_line_and_offered_by_the_dialog(
    checkout: Checkout,
) -> None:
    checkout.build(EXAMPLES["Add an export format"])
    boxes = comparison(1, answer("Gemma 3", "x", "cat", "dog"), answer("GPT", "no boxes"))
    (checkout.folder / "one.json").write_text(json.dumps(to_record(boxes)))
    checkout.run("-m", "vizdesk", "export", "one.json", "counts.tsv")
    assert (checkout.folder / "counts.tsv").read_text() == "gemma-3\t2\ngpt\t0\n"
    assert ".tsv" in checkout.run("-m", "vizdesk", "export", "--help").split()
    listed = checkout.run(
        "-c",
        "from PySide6.QtWidgets import QApplication\n"
        "from vizdesk.export.registry import FORMATS\n"
        "from vizdesk.export.page_options import Background\n"
        "from vizdesk.ui.export.form import ExportForm\n"
        "from vizdesk.ui.export.page_form import PageForm\n"
        "from PySide6.QtCore import QSettings\n"
        "application = QApplication([])\n"
        "page = PageForm(QSettings(), False)\n"
        "form = ExportForm(False, FORMATS[0], Background.LIGHT, page)\n"
        "print([form.forms.item(row).text() for row in range(form.forms.count())])\n",
    )
    assert "'CSV table', 'TSV table', 'JSON (full)'" in listed


def add_echo_model(checkout: Checkout) -> None:
    checkout.build(EXAMPLES["Add a provider or engine"])
    models = checkout.folder / "home" / "config" / "models"
    models.mkdir(parents=True)
    (models / "echo.toml").write_text(ECHO_MODEL)


def test_the_engine_answers(checkout: Checkout) -> None:
    add_echo_model(checkout)
    compare = ("compare", str(SHAPES), "--task", "ask", "--prompt", "Who is there?")
    said = checkout.run("-m", "vizdesk", *compare, "--model", "echo", "--json", "-")
    (given,) = json.loads(said)["answers"]
    assert (given["engine"], given["state"]) == ("echo", "done")
    assert "Who is there?" in given["text"]


def test_the_task_is_asked_read_and_on_the_task_bar(checkout: Checkout) -> None:
    add_echo_model(checkout)
    checkout.build(EXAMPLES["Add a task"])
    compare = ("-m", "vizdesk", "compare", str(SHAPES), "--task")
    said = checkout.run(*compare, "colours", "--model", "echo", "--json", "-")
    (given,) = json.loads(said)["answers"]
    assert given["text"].startswith("Which colours are in this image?")
    asked = (*compare, "colors", "--prompt", "red, blue, red.", "--model", "echo")
    said = checkout.run(*asked, "--json", "-", "--export", "colours.md")
    record = json.loads(said)
    assert record["task"]["name"] == "colours"
    labels = [label["label"] for label in record["answers"][0]["labels"]]
    assert labels == ["red", "blue"]
    assert "Colours" in (checkout.folder / "colours.md").read_text()
    assert "colours" in checkout.run("-m", "vizdesk", "compare", "--help")
    shown = checkout.run(
        "-c",
        "from PySide6.QtWidgets import QApplication\n"
        "from vizdesk.comparison.tasks import TaskKind\n"
        "from vizdesk.ui.compare.task_bar import TaskBar\n"
        "from vizdesk.ui.compare.task_form import TaskForm\n"
        "application = QApplication([])\n"
        "bar, form = TaskBar(), TaskForm()\n"
        "form.show_kind(TaskKind('colours'))\n"
        "print([button.text() for button in bar.buttons.values()][-1], form.words.text())\n",
    )
    assert shown.strip() == "Colours Names the colours in the image."


def test_the_box_form_is_read_written_and_known_to_profiles(checkout: Checkout) -> None:
    checkout.build(EXAMPLES["Add a box convention"])
    said = checkout.run(
        "-c",
        "from vizdesk.comparison.parsing.box_writer import example\n"
        "from vizdesk.comparison.parsing.coordinates import Frame\n"
        "from vizdesk.comparison.parsing.reply import read\n"
        "from vizdesk.comparison.profile_tables import to_tables\n"
        "from vizdesk.comparison.profiles import parse_profile\n"
        "from vizdesk.comparison.tasks import Task, TaskKind\n"
        "from vizdesk.comparison.types import Box\n"
        "profile = parse_profile({'id': 'a', 'name': 'A', 'boxes': {'form': 'at-signs'}})\n"
        "frame = Frame((1000, 500), (1000, 500))\n"
        "written = example('red cat', Box(0.1, 0.2, 0.3, 0.4), profile.boxes, frame)\n"
        "size = (1000, 500)\n"
        "reading = read(Task(TaskKind.DETECT), profile, written,"
        " sent=size, original=size, final=True)\n"
        "print(written, reading.detections, reading.problems, sep='\\n')\n"
        "print(to_tables(profile)['boxes']['form'])\n",
    )
    assert said.splitlines() == [
        "red cat@100,200,300,400",
        "(Detection(label='red cat', box=Box(x0=0.1, y0=0.2, x1=0.3, y1=0.4), score=None),)",
        "()",
        "at-signs",
    ]


def test_the_check_judges_and_the_window_offers_it(checkout: Checkout) -> None:
    checkout.build(EXAMPLES["Add an eval check"])
    said = checkout.run(
        "-c",
        "from vizdesk.comparison.types import Reading\n"
        "from vizdesk.evals.loaders.expected_values import check_of\n"
        "from vizdesk.evals.registry import from_json, rule, to_json\n"
        "from vizdesk.evals.scoring import judge\n"
        "check = from_json({'kind': 'starts_with', 'value': 'AB-'})\n"
        "assert check_of('starts_with', 'AB-', {}) == check\n"
        "print(to_json(check), rule(check), sep='\\n')\n"
        "for reply in ('AB-12', 'the code AB-12'):\n"
        "    print(judge(check, reply, Reading()).state.value)\n",
    )
    assert said.splitlines() == [
        "{'kind': 'starts_with', 'value': 'AB-'}",
        "The answer must begin with “AB-”.",
        "right",
        "wrong",
    ]
    listed = checkout.run(
        "-c",
        "from PySide6.QtWidgets import QApplication\n"
        "from vizdesk.evals.check_proposals import Proposal\n"
        "from vizdesk.ui.evals.expectation_dialog import ExpectationDialog\n"
        "application = QApplication([])\n"
        "proposal = Proposal('Which code?', 'starts_with', 'AB-')\n"
        "dialog = ExpectationDialog('a.png', {'nobody': proposal}, ())\n"
        "print(dialog.kind.currentText(), dialog.check(), dialog.add.isEnabled(), sep='\\n')\n",
    )
    assert listed.splitlines() == ["a text it begins with", "StartsWith(value='AB-')", "True"]


def test_the_suite_is_read_and_its_layout_named_where_none_fits(checkout: Checkout) -> None:
    checkout.build(EXAMPLES["Add a suite loader"])
    suite = checkout.folder / "suite"
    suite.mkdir()
    (suite / "shapes.png").write_bytes(SHAPES.read_bytes())
    (suite / "captions.txt").write_text("shapes.png\tshapes\n")
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from vizdesk.evals.loaders import open_suite\n"
        "from vizdesk.evals.suite import SuiteError\n"
        "try:\n"
        "    print([(item.image, item.check) for item in open_suite(Path(sys.argv[1])).items])\n"
        "except SuiteError as error:\n"
        "    print(error)\n"
    )
    read = checkout.run("-c", program, "suite")
    assert read.strip() == "[('shapes.png', Text(value='shapes'))]"
    assert checkout.run("-c", program, "suite/captions.txt") == read
    assert "captions.txt with a name for each image" in checkout.run("-c", program, "src")
