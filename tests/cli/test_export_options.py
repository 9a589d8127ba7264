"""What the command line says of pages is what Save of the window offers; anything else is told."""

from __future__ import annotations

import pytest

from vizdesk.cli.export_options import add_look, read_look
from vizdesk.cli.parser import Parser, UsageError
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.page_options import Background, PageOptions, PagePart


def read(*words: str) -> ExportOptions:
    parser = Parser()
    add_look(parser)
    return read_look(parser.parse_args(words))


def test_nothing_said_is_the_usual_page() -> None:
    assert read() == ExportOptions(2, Background.LIGHT)


def test_everything_that_can_be_chosen_can_be_said() -> None:
    look = read(
        *("--columns", "4", "--title", " Mugs ", "--note", "Two\nlines", "--original", "--overlay"),
        *("--leave-out", "prompt, footer,file-name", "--label-size", "16", "--scale", "4"),
        *("--background", "white"),
    )
    parts = frozenset({PagePart.PROMPT, PagePart.FOOTER, PagePart.FILE_NAME})
    page = PageOptions(4, False, "Mugs", "Two\nlines", parts, True, True, 16)
    assert look == ExportOptions(4, Background.WHITE, page=page)


def test_a_row_of_16_to_9_is_said_in_place_of_columns() -> None:
    assert read("--columns", "16:9").page == PageOptions(slide=True)


@pytest.mark.parametrize("words", [("--dark",), ("--background", "dark")])
def test_dark_has_two_names(words: tuple[str, ...]) -> None:
    assert read(*words).background is Background.DARK


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--columns 9", "--columns is 1 to 8, or 16:9; it is not “9”."),
        ("--columns 0", "--columns is 1 to 8, or 16:9; it is not “0”."),
        ("--columns two", "--columns is 1 to 8, or 16:9; it is not “two”."),
        ("--columns ²", "--columns is 1 to 8, or 16:9; it is not “²”."),
        ("--label-size 7", "--label-size is 8 to 48 pixels; it is not “7”."),
        ("--label-size 1e1", "--label-size is 8 to 48 pixels; it is not “1e1”."),
        (
            "--leave-out prompt,names",
            "--leave-out knows no “names”; there are prompt, coordinates, figures, footer, "
            "file-name.",
        ),
        ("--background pink", "--background knows no “pink”; there are light, dark, white."),
        ("--dark --background white", "--dark and --background white exclude each other."),
    ],
)
def test_what_is_not_known_is_one_sentence(words: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        read(*words.split())
    assert str(error.value) == told


def test_a_title_is_one_line() -> None:
    with pytest.raises(UsageError, match="--title is one line"):
        read("--title", "one\ntwo")
