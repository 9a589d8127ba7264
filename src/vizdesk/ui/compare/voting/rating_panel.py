"""Beside the pair: who is preferred and how sure that is, and the last votes with their names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStyle, QStyleOptionViewItem, QVBoxLayout

from vizdesk.analysis.preference import MEAN_RATING, ModelRating
from vizdesk.ui.compare.truth.tables import (
    PAD,
    TALL_ROW,
    Index,
    Look,
    TruthCell,
    TruthCells,
    TruthColumn,
    TruthTable,
)
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, rule
from vizdesk.ui.widgets.segmented_control import SegmentedControl
from vizdesk.ui.widgets.theme import Tokens
from vizdesk.votes.rating import VoteRating, settled_words
from vizdesk.votes.vote import BlindVote, Outcome

MARGIN, SHARE, SHOWN_VOTES = 12, 0.42, 50
LOW, LOWEST, LOW_SHARE = 460, 390, 0.3
"""Pixels of height under which the sides have no room, and the last votes; the table's share."""
INTERVAL = 2
"""The column in which an interval is drawn."""


class IntervalCells(TruthCells):
    """Draws each model's interval on one axis, with the mean of all ratings dashed."""

    ratings: tuple[ModelRating, ...] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area, t = QRect(option.rect), self.tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(t.selected))
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        least = min((each.interval[0] for each in self.ratings), default=0.0)
        most = max((each.interval[1] for each in self.ratings), default=1.0)

        def across(value: float) -> float:
            return area.left() + 8 + (value - least) / max(1.0, most - least) * (area.width() - 16)

        middle = area.center().y()
        painter.setPen(QPen(QColor(t.muted), 1, Qt.PenStyle.DashLine))
        mean = across(MEAN_RATING)
        painter.drawLine(QPointF(mean, area.top()), QPointF(mean, area.bottom()))
        if index.row() < len(self.ratings):
            each = self.ratings[index.row()]
            painter.setPen(QPen(QColor(t.text), 1.5))
            low, high = map(across, each.interval)
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.accent))
            painter.drawEllipse(QPointF(across(each.rating), middle), 4.5, 4.5)
        painter.restore()


class RatingPanel(QFrame):
    """Shows what it is told; the buttons' signals are for the booth."""

    export_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.count = ElidedLabel("", "muted")
        self.scope = SegmentedControl((self.tr("This task"), self.tr("All tasks")), 0)
        self.duel = label("", "heading")
        self.names = ElidedLabel("", "muted")
        self.table = TruthTable(tokens, self.tr("Rating of the models"))
        self.table.setSelectionMode(TruthTable.SelectionMode.NoSelection)
        self._intervals = IntervalCells(tokens, self.table)
        self.table.setItemDelegateForColumn(INTERVAL, self._intervals)
        self.settled = label("", "muted")
        self.settled.setWordWrap(True)
        self.sides = label("", "muted")
        self.sides.setWordWrap(True)
        self.undo = button(self.tr("Undo"), "", self.tr("Take the last vote back (Ctrl+Z)"))
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.last = TruthTable(tokens, self.tr("Last votes"))
        self.last.horizontalHeader().hide()
        self.last.setMinimumHeight(TALL_ROW)
        self.last.setSelectionMode(TruthTable.SelectionMode.NoSelection)
        for table in (self.table, self.last):
            table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._rated = False
        self._lay_out()
        self.show_rating(None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 8, MARGIN, 6)
        head.setSpacing(8)
        head.addWidget(label(self.tr("Rating"), "strong"))
        head.addWidget(self.count, 1)
        which = QHBoxLayout()
        which.setContentsMargins(MARGIN, 0, MARGIN, 6)
        which.addWidget(self.scope)
        middle = QVBoxLayout()
        middle.setContentsMargins(MARGIN, 8, MARGIN, 10)
        middle.setSpacing(6)
        for part in (self.duel, self.names, self.settled, self.sides):
            middle.addWidget(part)
        below = QHBoxLayout()
        below.setContentsMargins(MARGIN, 8, MARGIN, 6)
        below.setSpacing(8)
        below.addWidget(label(self.tr("Last votes"), "strong"))
        below.addWidget(ElidedLabel(self.tr("names revealed"), "muted"), 1)
        below.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(which)
        column.addLayout(_indented(self.table))
        column.addLayout(middle)
        column.addWidget(rule())
        column.addLayout(below)
        column.addLayout(_indented(self.last), 1)
        column.addWidget(rule())
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 6, MARGIN, 8)
        self.files = button(self.tr("Votes"), "", self.tr("Export and import votes"))
        self.files.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.addAction(self.tr("Export votes…"), self.export_wanted.emit)
        menu.addAction(self.tr("Import votes…"), self.import_wanted.emit)
        self.files.setMenu(menu)
        foot.addWidget(ElidedLabel(self.tr("Votes are kept on this computer"), "muted"), 1)
        foot.addWidget(self.files)
        return foot

    # --- Rating -------------------------------------------------------------------------------
    def show_rating(self, rating: VoteRating | None) -> None:
        """Show a rating; None: there are no votes."""
        duel = rating is not None and len(rating.models) == 2
        self.duel.setVisible(duel)
        self.names.setVisible(duel)
        self.table.setVisible(rating is not None and not duel)
        self._rated = rating is not None
        self._fit()
        if rating is None:
            self.count.setText("")
            self.settled.setText(self.tr("The rating grows with your votes."))
            return
        self.count.setText(self.tr("%n vote(s)", "", rating.rating.votes))
        self.settled.setText(self._settled_words(rating))
        self.sides.setText(self._side_words(rating))
        if duel:
            self._show_duel(rating)
        else:
            self._show_table(rating)

    def _settled_words(self, rating: VoteRating) -> str:
        words = translated(settled_words(rating))
        bad = self.tr("“Both bad” counts as a tie ({n} of {all}).")
        counted = bad.format(n=rating.both_bad, all=rating.rating.votes)
        return f"{words} {counted}" if rating.both_bad else words

    def _side_words(self, rating: VoteRating) -> str:
        bias = rating.bias
        if bias.share is None or bias.interval is None:
            return ""
        low, high = bias.interval
        words = self.tr("Side A was chosen in {n} of {all} [{low} %, {high} %], p = {p}.")
        return words.format(
            n=bias.a_wins,
            all=bias.decided,
            low=f"{100 * low:.0f}",
            high=f"{100 * high:.0f}",
            p=f"{bias.p:.2g}",
        )

    def _show_duel(self, rating: VoteRating) -> None:
        first, second = (rating.rating.models[at] for at in rating.order)
        (pair,) = rating.rating.pairs
        self.duel.setText(f"{first.wins} : {second.wins}, p = {pair.p:.2g}")
        names = " : ".join(rating.names[at] for at in rating.order)
        ties = self.tr("%n tie(s)", "", first.ties)
        self.names.setText(f"{names} · {ties}" if first.ties else names)

    def _show_table(self, rating: VoteRating) -> None:
        columns = (
            TruthColumn(self.tr("Model"), 0, names=True),
            TruthColumn(self.tr("Rating"), 76, right=True),
            TruthColumn(self.tr("95 % interval"), 96),
            TruthColumn(self.tr("W–T–L"), 72, right=True, tip=self.tr("Votes won, tied and lost")),
        )
        rows = []
        for at in rating.order:
            each = rating.rating.models[at]
            low, high = (f"{value:.0f}" for value in each.interval)
            rows.append(
                (
                    TruthCell(
                        rating.names[at], Look.STRONG, small=self._rank(each), quiet_small=True
                    ),
                    TruthCell(f"{each.rating:.0f}", Look.STRONG, right=True),
                    TruthCell(f"{low}–{high}"),
                    TruthCell(f"{each.wins}–{each.ties}–{each.losses}", Look.QUIET, right=True),
                )
            )
        self._intervals.ratings = tuple(rating.rating.models[at] for at in rating.order)
        self.table.show_rows(columns, rows)
        self._fit()

    def _rank(self, each: ModelRating) -> str:
        best, worst = each.ranks
        ranks = str(best) if best == worst else f"{best}–{worst}"
        return self.tr("rank {ranks}").format(ranks=ranks)

    # --- Last votes ---------------------------------------------------------------------------
    def show_last(self, votes: Sequence[BlindVote]) -> None:
        """Show the votes of this sitting, the last first, with whose answers they were."""
        columns = (TruthColumn("", 0), TruthColumn("", 110, right=True))
        rows = [self._vote_row(vote) for vote in reversed(votes[-SHOWN_VOTES:])]
        self.last.show_rows(columns, rows)

    def _vote_row(self, vote: BlindVote) -> tuple[TruthCell, TruthCell]:
        chosen = {
            Outcome.A: self.tr("you chose A"),
            Outcome.B: self.tr("you chose B"),
            Outcome.TIE: self.tr("tie"),
            Outcome.BOTH_BAD: self.tr("both bad"),
        }[vote.outcome]
        decided = vote.outcome in (Outcome.A, Outcome.B)
        return (
            TruthCell(f"A  {vote.name_a}", small=f"B  {vote.name_b}", quiet_small=True),
            TruthCell(chosen, Look.STRONG if decided else Look.QUIET, right=True, tip=vote.note),
        )

    def _fit(self) -> None:
        """Give the table the height of its rows, and never more than its share."""
        low = self.height() < LOW
        self.last.setVisible(self.height() >= LOWEST)
        self.sides.setVisible(not low and self._rated)
        most = round(self.height() * (LOW_SHARE if low else SHARE))
        self.table.setFixedHeight(max(60, min(self.table.whole_height, most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        for table in (self.table, self.last):
            table.show_tokens(tokens)
        self._intervals.tokens = tokens


def _indented(table: TruthTable) -> QHBoxLayout:
    """A table whose words begin under the words above it."""
    row = QHBoxLayout()
    row.setContentsMargins(MARGIN - PAD, 0, MARGIN - PAD, 0)
    row.addWidget(table)
    return row
