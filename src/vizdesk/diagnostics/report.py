"""What “Copy details” puts into the clipboard: facts for a report, and nothing private."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import PurePosixPath, PureWindowsPath

from vizdesk.common.formatting import byte_size
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, ImageRef
from vizdesk.diagnostics.run_lock import UncleanShutdown
from vizdesk.diagnostics.traceback_text import trace
from vizdesk.diagnostics.versions import in_lines


@dataclass(frozen=True)
class Details:
    """Writes details. `versions` are read when they are wanted; `scrub` goes over every text."""

    versions: Callable[[], Mapping[str, str]]
    scrub: Callable[[str], str]

    def of_answer(
        self,
        answer: Answer,
        kind: TaskKind,
        at: datetime | None = None,
        image: ImageRef | None = None,
    ) -> str:
        """About an answer that failed: what, why, which model and engine, state and times.

        Neither prompt nor reply is in it; of the image its name and size.
        """
        failure = answer.failure
        lines = {
            "What happened": failure.what if failure else "",
            "What to do": failure.todo if failure else "",
            "Model": _model(answer.model),
            "Engine": _engine(answer.model),
            "Task": kind.value,
            "State": f"{answer.state.value}, {answer.phase.value}",
            "Times": _times(answer),
            "Tokens": _tokens(answer),
            "Image": _image(answer, image),
            "Asked": _moment(at),
        }
        parts = [_table(lines), in_lines(self.versions())]
        if failure and failure.details:
            parts.append(failure.details.strip())
        return self.scrub("\n\n".join(parts)) + "\n"

    def of_error(self, error: BaseException) -> str:
        """About an exception that nobody caught."""
        parts = [
            _table({"What happened": "vizdesk made a mistake.", "When": _moment(datetime.now(UTC))})
        ]
        parts += [in_lines(self.versions()), trace(error, messages=True)]
        return self.scrub("\n\n".join(parts)) + "\n"

    def of_bad_end(self, end: UncleanShutdown) -> str:
        """About the run before this one, which did not say that it ended."""
        facts = _table(
            {
                "What happened": "vizdesk ended unexpectedly.",
                "That run began": end.started,
                "That version": end.version,
            }
        )
        parts = [facts, in_lines(self.versions()), end.frames.strip()]
        return self.scrub("\n\n".join(filter(None, parts))) + "\n"

    def of_sentence(self, words: str) -> str:
        """About something the window said."""
        facts = _table({"What happened": words, "When": _moment(datetime.now(UTC))})
        return self.scrub(f"{facts}\n\n{in_lines(self.versions())}") + "\n"


def _table(lines: Mapping[str, str]) -> str:
    filled = {name: words for name, words in lines.items() if words}
    wide = max(map(len, filled), default=0)
    return "\n".join(f"{name:{wide}}  {words}" for name, words in filled.items())


def _model(model: Model) -> str:
    return ", ".join(filter(None, (f"{model.name} ({model.id})", model.quantisation)))


def _engine(model: Model) -> str:
    if isinstance(model.source, Endpoint):
        return f"{model.engine.value}, {host_of(model.source.base_url)}"
    place = "on this machine" if model.askable else "not asked by vizdesk"
    return f"{model.engine.value}, {place}"


def host_of(base_url: str) -> str:
    """Host and port of an address, without whoever signs in there, path or query."""
    return split_address(base_url).netloc.rpartition("@")[2] or "an address that cannot be read"


def _times(answer: Answer) -> str:
    timing = answer.timing
    times = [(field.name, getattr(timing, field.name)) for field in fields(timing)]
    return ", ".join(f"{name} {value:.3g}" for name, value in times if value is not None)


def _tokens(answer: Answer) -> str:
    usage = answer.usage
    counts = [(field.name, getattr(usage, field.name)) for field in fields(usage)]
    return ", ".join(f"{name} {value}" for name, value in counts if value is not None)


def _image(answer: Answer, image: ImageRef | None) -> str:
    sent = f"sent at {answer.sent.width} × {answer.sent.height}" if answer.sent else ""
    if answer.sent is not None and answer.sent.image_bytes is not None:
        sent += f" as {answer.sent.media_type}, {byte_size(answer.sent.image_bytes)}"
    if image is None:
        return sent
    name = PurePosixPath(PureWindowsPath(image.path).as_posix()).name
    if image.frames > 1:
        name += f", frame {image.frame + 1} of {image.frames}"
    return ", ".join(filter(None, (f"{name}, {image.width} × {image.height}", sent)))


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""
