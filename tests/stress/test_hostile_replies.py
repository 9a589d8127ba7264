"""Whatever a model writes is read, shown, kept and exported: no exception, no tag of its own."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.comparison.parsing.test_replies_never_raise import TASKS, check
from tests.history.history_kit import answer, comparison
from tests.stress.figures import Figures, amount
from tests.stress.hostile_replies import damaged_reply, pieces

from vizdesk.common import resources
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.parsing.family_guess import guess_family
from vizdesk.comparison.parsing.growing import ReplyReader
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import Profile, load_profiles
from vizdesk.comparison.serialization import from_record, to_record
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Comparison, Reading
from vizdesk.export.export_format import BoxFormat, ImageFormat
from vizdesk.export.html.markdown_html import prose_html
from vizdesk.export.registry import FORMATS
from vizdesk.export.writer import held_answers, left_out, write
from vizdesk.ui.compare.answer_details import AnswerDetails
from vizdesk.ui.compare.markdown_part import (
    LONGEST_LINE,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_LINES,
    rendered_part,
)

REPLIES = amount(2_000, 40)
EACH_SHOWN = 5  # of so many replies one is shown in a pane, kept and exported
PROFILES = list(load_profiles(resources.folder() / "profiles").values())
QUESTIONS = [*TASKS, Task(TaskKind.READ_TEXT)]
SENT, ORIGINAL = (640, 400), (800, 500)
PROSE_TAGS = frozenset(
    {
        *("p", "b", "i", "s", "br", "hr", "h3", "h4", "h5", "h6", "pre", "code", "blockquote"),
        *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    }
)


class Tags(HTMLParser):
    """The tags and attributes of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.update(name for name, _ in attrs)


def read_in_every_way(text: str, number: int) -> tuple[int, int]:
    """Read with each task and with each convention, in turns; returns how often, and the boxes."""
    pairs = [(task, PROFILES[number % len(PROFILES)]) for task in QUESTIONS]
    pairs += [(QUESTIONS[number % len(QUESTIONS)], profile) for profile in PROFILES]
    boxes = 0
    for task, profile in pairs:
        reading = read(task, profile, text, sent=SENT, original=ORIGINAL, final=True)
        check(reading)
        boxes += len(reading.detections)
    return len(pairs), boxes


def read_while_it_grows(text: str, task: Task, profile: Profile, draw: random.Random) -> None:
    """Read it piece by piece; what was shown must be places on the image, without problems."""
    reader = ReplyReader(task, profile, sent=SENT, original=ORIGINAL)
    for part in pieces(text, draw):
        reading = reader.follow(part)
        check(reading)
        assert reading.problems == ()


def check_rendering(text: str) -> None:
    """What is rendered is bounded and the model's own tags are words."""
    part, more = rendered_part(text)
    assert text.startswith(part)
    assert len(part) + more == len(text)
    assert len(part) <= MOST_CHARACTERS
    assert part.count("\n") < MOST_LINES
    assert part.count("|") <= MOST_CELLS
    assert max(map(len, part.split("\n"))) <= LONGEST_LINE
    made = Tags(prose_html(part))
    assert set(made.tags) <= PROSE_TAGS
    assert set(made.attributes) <= {"dir", "start", "style", "class"}


def kept(text: str, reading: Reading, task: Task) -> Comparison:
    """A comparison with this answer, as it comes back from the history and from its JSON."""
    said = replace(answer("Gemma", text), reading=reading)
    made = replace(comparison(1, said), task=task)
    again = from_record(json.loads(to_json(to_record(made))))
    assert again.answers[0].reading.detections == reading.detections
    return again


def export(made: Comparison, folder: Path) -> None:
    """Write every form that shows no image."""
    for number, each in enumerate(FORMATS):
        if isinstance(each, ImageFormat):
            continue
        if isinstance(each, BoxFormat) and not held_answers(each, made):
            continue
        files = write(folder / f"{number}{each.ending}", made, None)
        left_out(each, made)
        for path in files:
            path.read_bytes().decode()
            if path.suffix == ".html":
                made_tags = Tags(path.read_text("utf-8"))
                assert not {"iframe", "object", "embed", "base"} & set(made_tags.tags)
                assert not [name for name in made_tags.attributes if name.startswith("on")]
            path.unlink()


def test_hostile_replies_are_read_shown_kept_and_exported(
    qtbot: QtBot, tmp_path: Path, figures: Figures
) -> None:
    figures.trying(
        20,
        f"{REPLIES:,} damaged replies, each read with {len(QUESTIONS)} tasks and "
        f"{len(PROFILES)} conventions, whole and while it grows; every fifth shown in a pane, kept "
        "and exported in all forms",
    )
    details = AnswerDetails()
    qtbot.addWidget(details)
    details.resize(420, 500)
    details.show()
    reads = longest = boxes = 0
    for number in range(REPLIES):
        draw = random.Random(number)
        text = damaged_reply(draw)
        longest = max(longest, len(text))
        task, profile = draw.choice(QUESTIONS), draw.choice(PROFILES)
        times, found = read_in_every_way(text, number)
        reads, boxes = reads + times, boxes + found
        read_while_it_grows(text, task, profile, draw)
        guess_family(text)
        check_rendering(text)
        if number % EACH_SHOWN == 0:
            reading = read(task, profile, text, sent=SENT, original=ORIGINAL, final=True)
            made = kept(text, reading, task)
            details.show_answer(made.answers[0], task.kind, {})
            export(made, tmp_path)
    assert boxes > 0
    figures.held_as(
        f"{reads:,} readings, the longest of {longest:,} characters: no exception, every box, "
        "point and outline inside its image; what is rendered stayed within its bounds, and no "
        "tag or address of a reply became one of a page"
    )
