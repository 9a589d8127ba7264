"""`ReplyReader`: a reply that is still being written, read piece by piece, each character once.

While a model writes, whole boxes are shown and nothing is said of others; the end of the reply is
read anew by `read`, which decides. The work is linear in the length of the reply: JSON is followed
by its brackets and only finished objects are parsed, tags are cut behind the last whole box.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.corrections import CORRECTS, DRAFTS, NEAR
from vizdesk.comparison.parsing.detections import place_boxes, place_points
from vizdesk.comparison.parsing.drafts import ENTITY, FINAL, FINAL_END, MARK
from vizdesk.comparison.parsing.entries import EntryReader
from vizdesk.comparison.parsing.forms import FORMATS, BoxFormat, ReadContext
from vizdesk.comparison.parsing.json_recovery import recovered
from vizdesk.comparison.parsing.raw_entries import RawEntries
from vizdesk.comparison.parsing.scale import Decision, Extent, decided
from vizdesk.comparison.parsing.tolerant_json import strict_value
from vizdesk.comparison.profiles import BoxForm, Profile
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskInput
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Detection, PointDetection, Reading

# Reasoning begins or ends, or the answer itself does.
TURN = re.compile(
    rf"{MARK.pattern}|(?P<final>{FINAL.pattern})|(?P<over>{FINAL_END.pattern})", re.IGNORECASE
)
STRUCTURE = re.compile(r'[{}\[\]"]')
IN_TEXT = re.compile(r'["\\]')
# No mark of reasoning is longer.
LONGEST_MARK = 80
# A box and its name are never longer: what is older and not whole is prose.
LONGEST_PIECE = 6_000
DEEPEST = 60


class ReplyReader:
    """Feed it text as it comes; `reading` is what can be shown so far."""

    def __init__(
        self, task: Task, profile: Profile, *, sent: tuple[int, int], original: tuple[int, int]
    ) -> None:
        self.length = 0
        self._task, self._profile = task, profile
        self._frame = Frame(sent, original)
        boxes = profile.boxes
        spec = spec_of(task.kind)
        self._form = FORMATS.get(boxes.form) if spec.reads_boxes else None
        classes = task.classes if spec.input is TaskInput.CLASSES else ()
        self._context = ReadContext(boxes, classes)
        self._placing = _Placing(self._context.found, profile, self._frame)
        self._pieces = self._reader()
        self._reasoning = self._over = False
        self._before = ""

    def _reader(self) -> _JsonPieces | _TagPieces | None:
        if self._form is None:
            return None
        if self._form.form is BoxForm.JSON:
            return _JsonPieces(self._context, self._begin_anew)
        return _TagPieces(self._form, self._context)

    def feed(self, text: str) -> None:
        """Take what was written since the last call."""
        self.length += len(text)
        if self._pieces is None or not text:
            return
        seen = len(self._before)
        window = self._before + text
        at = seen
        for mark in TURN.finditer(window):
            if mark.end() <= seen:
                continue
            self._read(window[at : max(at, mark.start())])
            self._turn(mark)
            at = mark.end()
        self._read(window[at:])
        self._before = window[-LONGEST_MARK:]

    def _read(self, text: str) -> None:
        if not (self._reasoning or self._over) and self._pieces is not None:
            self._pieces.feed(text)

    def _turn(self, mark: re.Match[str]) -> None:
        if mark.group("open"):
            self._reasoning = True
        elif mark.group("close"):
            self._reasoning = False
            self._forget()
        elif not self._reasoning:
            self._over = mark.group("over") is not None
            if not self._over:
                self._forget()

    def follow(self, text: str) -> Reading:
        """Take what the whole reply so far, `text`, has more than before; what can be shown now."""
        end = len(text)
        if "\ud800" <= text[-1:] <= "\udbff":
            end -= 1  # half a character waits for its other half
        self.feed(text[self.length : end])
        return self.reading

    def _forget(self) -> None:
        """What stands before the end of reasoning was no answer."""
        self._begin_anew()
        self._pieces = self._reader()

    def _begin_anew(self) -> None:
        """What was read so far was a draft."""
        self._context.found = RawEntries()
        self._context.last_name = None
        self._placing = _Placing(self._context.found, self._profile, self._frame)

    @property
    def reading(self) -> Reading:
        """The whole boxes and points so far, without problems."""
        return self._placing.reading()


class _Placing:
    """Places new boxes on the image, and all of them anew where their scale turns out another."""

    def __init__(self, entries: RawEntries, profile: Profile, frame: Frame) -> None:
        self._found, self._frame = entries, frame
        self._convention = profile.boxes
        self._extent = Extent(profile.boxes.y_first)
        self._decision = Decision(profile.boxes)
        self._detections: list[Detection] = []
        self._points: list[PointDetection] = []
        self._placed = self._placed_points = 0
        self._shown = Reading()

    def reading(self) -> Reading:
        new = self._found.boxes[self._placed :]
        new_points = len(self._found.points) != self._placed_points
        if not new and not new_points:
            return self._shown
        for raw in new:
            if raw.scale is None:
                self._extent.add(raw.pairs, raw.y_first)
        decision = decided(self._extent, self._convention, self._frame)
        if decision != self._decision:
            self._decision, new = decision, self._found.boxes
            self._detections.clear()
        self._detections += place_boxes(new, decision, self._frame)[0]
        self._placed = len(self._found.boxes)
        if new_points:
            self._points = place_points(self._found.points, self._convention, self._frame)[0]
            self._placed_points = len(self._found.points)
        self._shown = Reading(tuple(self._detections), points=tuple(self._points))
        return self._shown


class _JsonPieces:
    """Follows brackets, and reads every object that closes inside a list or at the top.

    A block of JSON is what the outermost brackets hold. Where the words before one take back those
    before it (`corrections.py`), `begin_anew` is called.
    """

    def __init__(self, context: ReadContext, begin_anew: Callable[[], None]) -> None:
        self._context, self._begin_anew = context, begin_anew
        self._entries = EntryReader(context.convention, context.classes, context.found)
        self._blocks = 0  # with objects in them
        self._in_block = self._first_is_draft = False
        self._block_end = 0  # of the last one, a place in the text
        self._text = ""
        self._at = 0
        self._in_text = False
        # (bracket, place in the text or -1 where its object is not to be read any more)
        self._open: list[tuple[str, int]] = []

    def feed(self, text: str) -> None:
        """Follow the brackets and texts of what is new."""
        self._text += text
        whole, at, in_text = self._text, self._at, self._in_text
        while match := (IN_TEXT if in_text else STRUCTURE).search(whole, at):
            at, character = match.end(), match.group()
            if in_text:
                in_text = character == "\\"
                at += in_text  # what is escaped is passed over
            elif character == '"':
                in_text = bool(self._open)
            elif character in "{[":
                if len(self._open) < DEEPEST:
                    self._open.append((character, at - 1))
                    self._begin_block(character)
            else:
                self._at = at
                self._close("{" if character == "}" else "[")
        self._at, self._in_text = max(at, len(whole)), in_text
        self._drop()

    def _begin_block(self, bracket: str) -> None:
        """At the first object of a block: footnotes and sizes take nothing back."""
        if bracket != "{" or self._in_block:
            return
        start = self._open[0][1]
        if start < 0:
            return
        self._in_block = True
        between = self._text[max(self._block_end, start - NEAR) : start]
        corrects = CORRECTS.search(between) or (self._blocks == 1 and self._first_is_draft)
        if self._blocks and corrects:
            self._begin_anew()
            context = self._context
            self._entries = EntryReader(context.convention, context.classes, context.found)
        if not self._blocks:
            before = self._text[max(0, start - NEAR // 4) : start]
            self._first_is_draft = DRAFTS.search(before) is not None
        self._blocks += 1

    def _close(self, bracket: str) -> None:
        while self._open:
            opened, start = self._open.pop()
            if opened == bracket:
                break
        else:
            return
        if not self._open and self._in_block:
            self._in_block, self._block_end = False, self._at
        is_entry = not self._open or self._open[-1][0] == "["
        if bracket == "[" or start < 0 or not is_entry:
            return
        self._read(self._text[start : self._at])
        # What holds a finished entry is a wrapper: it is not read once more.
        self._open = [(opened, -1) for opened, _ in self._open]

    def _read(self, text: str) -> None:
        if '"' not in text and ENTITY.search(text):
            text = html.unescape(text)
        if "\\u" not in text:
            try:
                self._entries.read(strict_value(text))
            except ValueError:
                pass
            else:
                return
        for block in recovered(text).blocks:
            self._entries.read(block.value)

    def _drop(self) -> None:
        """Forget what no open object needs any more."""
        needed = [start for bracket, start in self._open if bracket == "{" and start >= 0]
        keep = min([self._at - NEAR, *needed])
        if keep > LONGEST_PIECE // 4:
            self._text = self._text[keep:]
            self._at -= keep
            self._block_end = max(0, self._block_end - keep)
            self._open = [
                (bracket, start - keep if start >= keep else -1) for bracket, start in self._open
            ]


class _TagPieces:
    """Reads what stands before the end of the last whole box, each piece once."""

    def __init__(self, form: BoxFormat, context: ReadContext) -> None:
        self._form, self._context = form, context
        self._text = ""
        self._looked = 0

    def feed(self, text: str) -> None:
        self._text += text
        start = max(0, self._looked - 120)
        whole = self._form.whole(self._text, start)
        if whole > start:
            self._form.read(self._text[:whole], self._context)
            self._text = self._text[whole:]
        elif len(self._text) > LONGEST_PIECE:
            self._text = self._text[-LONGEST_PIECE // 2 :]
        self._looked = len(self._text)
