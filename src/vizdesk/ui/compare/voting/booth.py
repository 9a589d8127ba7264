"""Where votes are cast: the next pair, the votes so far, undo, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.ui.compare.agreement_bar import AgreementBar
from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.compare.voting.body import VotingBody
from vizdesk.ui.compare.voting.files import ask_to_export, ask_to_import
from vizdesk.ui.compare.voting.pending import PendingVotes
from vizdesk.ui.core.asked_answers import AnswerKey
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.status_line import ShowMessage
from vizdesk.votes.ballot import AnsweredImage, Ballot, answered_image, ballot_of, makes_pairs
from vizdesk.votes.pairing import next_pair, open_pairs
from vizdesk.votes.rating import VoteRating, rate_votes
from vizdesk.votes.vote import BlindVote, Outcome

Pair = tuple[str, frozenset[str]]
KEYS = {
    Qt.Key.Key_A: Outcome.A,
    Qt.Key.Key_B: Outcome.B,
    Qt.Key.Key_T: Outcome.TIE,
    Qt.Key.Key_X: Outcome.BOTH_BAD,
}


class Step(NamedTuple):
    """What can be undone: a ballot, and the vote on it (None: it was skipped)."""

    ballot: Ballot
    vote: BlindVote | None


class VotingBooth(QObject):
    """Draws the pairs and keeps the votes; works while it is in sight."""

    def __init__(
        self,
        session: Session,
        canvas: CompareView,
        bar: AgreementBar,
        say: ShowMessage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._bar, self._say = session, bar, say
        self.random = Random()
        self.pending = PendingVotes(session.services.votes)
        self.votes: list[BlindVote] | None = None
        self.ballot: Ballot | None = None
        self.steps: list[Step] = []
        self._skipped: set[Pair] = set()
        self._rating = self._rate_again = self._following = False
        self.body = VotingBody(canvas.tokens, session.window_state)
        self.body.pair.show_options(canvas.display)
        body, panel = self.body, self.body.panel
        body.chosen.connect(self.choose)
        body.skipped.connect(self.skip)
        body.go_on.connect(self.go_on)
        panel.undo.clicked.connect(self.undo)
        panel.scope.chosen.connect(self.rate)
        panel.export_wanted.connect(self._export)
        panel.import_wanted.connect(self._import)

    # --- Votes --------------------------------------------------------------------------------
    def begin(self) -> None:
        """Read the votes; until they are there nothing is shown, and no vote is cast."""
        self.votes = None
        self.show()
        self._session.background.run(self.pending.read, self).success(self._take).failure(
            self._fail
        )

    def _take(self, votes: list[BlindVote]) -> None:
        self.votes = votes
        self.draw(of_image=False)
        self.rate()

    def _fail(self, error: BaseException) -> None:
        self.body.show_words(error_sentence(error))

    def choose(self, outcome: Outcome) -> None:
        """Cast a vote on the pair that is shown, and show the next."""
        if self.ballot is None or self.votes is None:
            return
        vote = self.ballot.vote(outcome, self.body.take_note())
        self.votes.append(vote)
        self.steps.append(Step(self.ballot, vote))
        self.pending.add(vote)
        self._write()
        self.draw(of_image=False)
        self.rate()

    def choose_b(self) -> None:
        """The right answer is better."""
        self.choose(Outcome.B)

    def skip(self) -> None:
        """Leave the pair that is shown without a vote; it may come again when all others are."""
        if self.ballot is not None:
            self._skipped.add(self.ballot.pair)
            self.steps.append(Step(self.ballot, None))
            self.draw(of_image=False)

    def undo(self) -> None:
        """Take the last vote back, or come back to the pair that was skipped last."""
        if not self.steps or self.votes is None:
            return
        ballot, vote = self.steps.pop()
        if vote is None:
            self._skipped.discard(ballot.pair)
        else:
            self.votes = [each for each in self.votes if each.id != vote.id]
            self.pending.add(vote.id)
            self._write()
            self.rate()
        self.ballot = ballot if self._still_there(ballot) else None
        if self.ballot is None:
            self.draw(of_image=False)
            return
        self._look()
        if vote is not None and vote.note:
            self.body.show_note(vote.note)

    def go_on(self) -> None:
        """Show pairs of any image again, those that were skipped included."""
        self._skipped.clear()
        self.draw(of_image=False)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False where it means nothing here."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        elif event.key() in KEYS:
            self.choose(KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_S:
            self.skip()
        elif event.key() == Qt.Key.Key_N and self.ballot is not None:
            self.body.open_note()
        else:
            return False
        return True

    def _write(self) -> None:
        self._session.background.run(self.pending.write, self).failure(
            lambda error: self._say(error_sentence(error))
        )

    # --- Pairs --------------------------------------------------------------------------------
    def answered(self) -> list[AnsweredImage]:
        """The open images with two answers or more to the present kind of task."""
        session, kind = self._session, self._session.task.kind
        result = []
        for opened in session.images:
            places = [AnswerKey(opened.key, kind, model.id) for model in session.chosen_models]
            asked = [each for place in places if (each := session.asked.at(place)) is not None]
            by_time = [(each.task, each.answer) for each in sorted(asked, key=lambda it: it.at)]
            if (image := answered_image(opened.image.ref, by_time)) is not None:
                result.append(image)
        return result

    def _still_there(self, ballot: Ballot) -> bool:
        return any(
            image.image.key == ballot.image.key
            and image.task == ballot.task
            and image.answers.get(ballot.a.model.id) == ballot.a
            and image.answers.get(ballot.b.model.id) == ballot.b
            for image in self.answered()
        )

    def draw(self, *, of_image: bool) -> None:
        """Show another pair, of the current image alone where `of_image`."""
        images, current = self.answered(), self._session.current
        if of_image and current is not None:
            images = [image for image in images if image.image.key == current.key]
        votable = [image.votable for image in images]
        skipped = {
            (at, pair)
            for at, image in enumerate(images)
            for key, pair in self._skipped
            if key == image.image.key
        }
        pair = next_pair(votable, self.votes or (), self.random, skipped)
        self.ballot = None if pair is None else ballot_of(images, pair)
        self._look()

    def _look(self) -> None:
        """Make the ballot's image the current one, and show the pair."""
        if self.ballot is not None:
            key = self.ballot.image.key
            opened = next((each for each in self._session.images if each.key == key), None)
            if opened is not None and opened is not self._session.current:
                self._following = True
                self._session.show_image(opened)
                self._following = False
        self.show()

    def follow(self) -> None:
        """Answers, models, task or images are others: keep the pair where it is still there."""
        if self.votes is None:
            return
        if self.ballot is None or not self._still_there(self.ballot):
            self.draw(of_image=False)
            self.rate()
        else:
            self.show()

    def follow_image(self) -> None:
        """A person chose another image: show a pair of that one."""
        if not self._following and self.votes is not None:
            self.draw(of_image=True)

    def refine(self, opened: OpenImage) -> None:
        """Show more pixels of the image of the pair."""
        if self.ballot is not None and opened.key == self.ballot.image.key:
            self.body.pair.refine(self._session.screen_copies.best_of(opened))

    # --- What is shown ------------------------------------------------------------------------
    def show(self) -> None:
        """Bring pair, bar and panel up to date."""
        body, panel = self.body, self.body.panel
        if self.votes is None:
            self._bar.show_voting(self.tr("Reading the votes…"))
            body.show_words("")
            return
        images = self.answered()
        opened = [each.votable for each in images]
        everything = len(open_pairs(opened, ()))
        left = len(open_pairs(opened, self.votes))
        self._bar.show_voting(self._bar_words(everything, left))
        panel.undo.setEnabled(bool(self.steps))
        panel.show_last([step.vote for step in self.steps if step.vote is not None])
        if self.ballot is None:
            body.show_words(self._nothing_words(everything, left), self._offer(left))
            return
        current = self._session.current
        levels = self._session.screen_copies.best_of(current) if current is not None else None
        labels = [
            each.label
            for answer in (self.ballot.a, self.ballot.b)
            for each in answer.reading.all_detections
        ]
        colours = self._session.class_colours.of([*self._session.task.classes, *labels])
        body.show_pair(self.ballot, levels, colours)

    def _bar_words(self, everything: int, left: int) -> str:
        models = {key for image in self.answered() for key in image.answers}
        words = [self.tr("%n model(s), names hidden", "", len(models))] if models else []
        if self.ballot is not None:
            vote = self.tr("Vote {n} of {all}")
            words.insert(0, vote.format(n=everything - left + 1, all=everything))
        elif everything:
            words.insert(
                0, self.tr("{n} of {all} voted").format(n=everything - left, all=everything)
            )
        return " · ".join(words)

    def _nothing_words(self, everything: int, left: int) -> str:
        """Why there is no pair to vote on, and what to do."""
        if everything and left:
            return self.tr("Nothing is left on this image. %n pair(s) wait elsewhere.", "", left)
        if everything:
            return self.tr(
                "Every pair has a vote. Run on more images to make the rating surer, or look at "
                "the names: End voting."
            )
        answers = self._answers_here()
        if not answers:
            return self.tr("Nothing to vote on yet: run two models or more on this image.")
        if any(not answer.state.final for answer in answers):
            return self.tr("The answers are still being written.")
        fair = sum(makes_pairs(answer) for answer in answers)
        if fair == 1 and len(answers) == 1:
            return self.tr("One answer makes no pair: check a second model and run.")
        return self.tr(
            "%n answer(s) can be voted on: those that failed, were stopped or refused make no "
            "pair. Run again, or check another model.",
            "",
            fair,
        )

    def _answers_here(self) -> list[Answer]:
        session = self._session
        asked = [session.answer_for(model.id) for model in session.chosen_models]
        return [
            each.answer
            for each in asked
            if each is not None and each.answer.state is not AnswerState.UNSUPPORTED
        ]

    def _offer(self, left: int) -> str:
        return self.tr("Show the next pair") if left else ""

    # --- Rating -------------------------------------------------------------------------------
    def rate(self, *_: object) -> None:
        """Rate anew off the Qt thread; the newest question last."""
        if self._rating:
            self._rate_again = True
            return
        self._rating, self._rate_again = True, False
        panel = self.body.panel
        task = "" if panel.scope.at else self._session.task.kind.value
        votes = tuple(self.votes or ())
        rate: Callable[[], VoteRating | None] = partial(rate_votes, votes, task)
        self._session.background.run(rate, self).finished(self._rated).success(
            panel.show_rating
        ).failure(lambda error: self._say(error_sentence(error)))

    def _rated(self) -> None:
        self._rating = False
        if self._rate_again:
            self.rate()

    # --- Files --------------------------------------------------------------------------------
    def _export(self) -> None:
        ask_to_export(self.body, self._session, self.pending, self._say)

    def _import(self) -> None:
        ask_to_import(self.body, self._session, self.pending, self._imported, self._say)

    def _imported(self, votes: list[BlindVote]) -> None:
        self._take(votes)
