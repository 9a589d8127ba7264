"""What a person thinks of models: stars and notes, in ratings.toml of the config folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vizdesk.common.atomic_files import write_whole
from vizdesk.common.file_lock import only_writer_or
from vizdesk.common.messages import MessageError, message
from vizdesk.common.toml_files import read_toml
from vizdesk.common.toml_writing import toml_table
from vizdesk.common.typed_tables import why_broken

MOST_STARS, LONGEST_NOTES = 5, 20_000


class RatingError(MessageError):
    """A rating cannot be read or kept; one sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class OwnRating:
    """One person's word on a card: 1 to 5 stars (0: none given), notes, and the ISO day of both."""

    card: str
    stars: int = 0
    notes: str = ""
    day: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not self.stars and not self.notes.strip()


@dataclass(frozen=True, slots=True)
class OwnRatings:
    """The ratings in the file at `path`, read anew each time: another vizdesk may write there too.

    Nothing of it is ever sent anywhere.
    """

    path: Path

    def all(self) -> dict[str, OwnRating]:
        """Every rating, by the card's id. Raises RatingError."""
        try:
            tables = read_toml(self.path).get("rating", [])
            ratings = [_rating_of(table) for table in tables]
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise RatingError(
                message(
                    "{path} cannot be read: {why}. Correct it or delete it.",
                    path=str(self.path),
                    why=why_broken(error),
                )
            ) from error
        return {rating.card: rating for rating in ratings}

    def get(self, card: str) -> OwnRating:
        """What is said of a card; an empty rating where nothing is. Raises RatingError."""
        return self.all().get(card, OwnRating(card))

    def keep(self, rating: OwnRating) -> None:
        """Keep a rating in place of the one before; an empty one is taken out. Raises RatingError.

        Notes longer than LONGEST_NOTES letters are refused: they are for a few sentences.
        """
        if len(rating.notes) > LONGEST_NOTES:
            raise RatingError(
                message("Notes may have {n} letters at most; shorten them.", n=LONGEST_NOTES)
            )
        with only_writer_or(RatingError, self.path):
            ratings = self.all()
            ratings.pop(rating.card, None)
            if not rating.empty:
                ratings[rating.card] = rating
            tables = (
                toml_table(
                    "rating",
                    {
                        "card": each.card,
                        "stars": each.stars,
                        "day": each.day,
                        "notes": each.notes,
                    },
                )
                for each in ratings.values()
            )
            write_whole(self.path, "\n".join(tables))


def _rating_of(table: object) -> OwnRating:
    if not isinstance(table, dict):
        raise TypeError("write [[rating]], with two brackets")
    card, stars = table["card"], table.get("stars", 0)
    notes, day = table.get("notes", ""), table.get("day", "")
    if not all(isinstance(value, str) for value in (card, notes, day)):
        raise TypeError("card, notes and day must be text")
    if not isinstance(stars, int) or isinstance(stars, bool) or not 0 <= stars <= MOST_STARS:
        raise TypeError(f"the stars of {card!r} must be 0 to {MOST_STARS}")
    return OwnRating(card, stars, notes, day)
