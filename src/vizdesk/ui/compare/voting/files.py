"""Votes to a file and back: asked where, done off the Qt thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from vizdesk.common.atomic_files import write_whole
from vizdesk.ui.compare.voting.pending import PendingVotes
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.replace_question import ask_to_replace
from vizdesk.ui.widgets.status_line import ShowMessage
from vizdesk.votes.files import read_votes, votes_text
from vizdesk.votes.vote import BlindVote

FOLDER = "export folder"
ENDINGS = (".csv", ".json")


def ask_to_export(
    parent: QWidget, session: Session, pending: PendingVotes, say: ShowMessage
) -> None:
    """Ask for a file, and write every vote there."""
    folder = str(session.window_state.value(FOLDER, ""))
    suggested = str(Path(folder) / "votes.csv")
    filters = ("CSV (*.csv)", "JSON (*.json)")
    name, chosen = QFileDialog.getSaveFileName(
        parent, tr("Export votes"), suggested, ";;".join(filters)
    )
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in ENDINGS:
        path = path.with_name(path.name + (".json" if chosen == filters[1] else ".csv"))
    session.window_state.setValue(FOLDER, str(path.parent))
    others = [path] if path != Path(name) else []
    ask_to_replace(parent, path.parent, others, lambda: export(session, pending, path, say))


def export(session: Session, pending: PendingVotes, path: Path, say: ShowMessage) -> None:
    """Write every vote to `path`, and say so."""

    def work() -> int:
        votes = pending.read()
        write_whole(path, votes_text(votes, path.suffix.lower()))
        return len(votes)

    def written(count: int) -> None:
        words = plural_votes(count)
        say(tr("Saved {votes} to {path}").format(votes=words, path=path))

    session.background.run(work).success(written).failure(lambda error: say(error_sentence(error)))


def plural_votes(count: int) -> str:
    """“3 votes” in the window's language."""
    from vizdesk.common.messages import plural

    return translate_message(plural("{n} vote", "{n} votes", count))


def ask_to_import(
    parent: QWidget,
    session: Session,
    pending: PendingVotes,
    take: Callable[[list[BlindVote]], object],
    say: ShowMessage,
) -> None:
    """Ask for a file of votes, and keep them, each once."""
    folder = str(session.window_state.value(FOLDER, ""))
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("Import votes"), folder, tr("Votes") + " (*.csv *.json)"
    )
    if name:
        take_file(session, pending, Path(name), take, say)


def take_file(
    session: Session,
    pending: PendingVotes,
    path: Path,
    take: Callable[[list[BlindVote]], object],
    say: ShowMessage,
) -> None:
    """Keep the votes of a file; `take` is given all there are then."""

    def work() -> tuple[int, int, list[BlindVote]]:
        read = read_votes(path)
        return len(read), pending.take(read), pending.read()

    def done(result: tuple[int, int, list[BlindVote]]) -> None:
        read, added, votes = result
        words = tr("{votes} read, {new} of them new.")
        say(words.format(votes=plural_votes(read), new=added))
        take(votes)

    session.background.run(work).success(done).failure(lambda error: say(error_sentence(error)))
