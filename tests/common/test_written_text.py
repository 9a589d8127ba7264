"""JSON, CSV and XML text that is written anywhere: strict, harmless, and read back the same."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from vizdesk.common.csv_text import Figure, csv_text
from vizdesk.common.strict_json import DEEPEST, from_json, to_json
from vizdesk.common.xml_text import xml_document, xml_text

INF, NAN = float("inf"), float("nan")
LINE_ENDS = ("\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


def test_figures_that_json_does_not_have_are_null() -> None:
    assert to_json({"a": [NAN, {"b": (INF, -INF)}], "c": 1.5}) == (
        '{"a": [null, {"b": [null, null]}], "c": 1.5}'
    )


@pytest.mark.parametrize("character", [*LINE_ENDS, "\x9b", "\ud83d", "\x00"])
def test_json_is_one_line_of_unicode_that_reads_back_the_same(character: str) -> None:
    written = to_json({"text": f"a{character}b"})
    assert len(written.splitlines()) == 1
    written.encode()
    assert json.loads(written) == {"text": f"a{character}b"}


def test_json_keeps_letters_unless_a_terminal_has_none() -> None:
    assert to_json("café 猫") == '"café 猫"'
    assert to_json("café 猫", ascii_only=True) == '"caf\\u00e9 \\u732b"'


@pytest.mark.parametrize(
    "words",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|cmd|' /C calc'!A0"),
        *("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", " =1", "\u00a0=1", "\ufeff=1", "\u200b=1"),
        *("\x0b=1", "\x00=1", "\u2028=1", "\nplain"),
    ],
)
def test_no_words_of_a_csv_are_a_formula(words: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_text([[words, "plain", Figure("-0.5")]]), newline=""))
    assert row == [f"'{words}", "plain", "-0.5"]


@pytest.mark.parametrize("words", ["a=b", "cat", "", "100 %", "'quoted'", "日本", " lead", "5-3"])
def test_other_words_of_a_csv_stay_as_they_are(words: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_text([[words, "x"]]), newline=""))
    assert row == [words, "x"]


def test_xml_holds_no_character_it_forbids() -> None:
    foreign = "a\x00\x1b[1m\x08\x0b\ufffe\uffff\ud800b\t\n😀"
    assert xml_text(foreign) == "a[1mb\t\n😀"
    document = xml_document(f"<a>{foreign}&#0;&#27;&#xFFFE;&#65;&amp;</a>")
    assert ElementTree.fromstring(document).text == "a[1mb\t\n😀A&"


def nested(depth: int) -> str:
    return "[" * depth + '{"a": 1}' + "]" * depth


@pytest.mark.parametrize("depth", [DEEPEST, 700, 100_000])
def test_foreign_json_that_is_too_deep_is_no_json(depth: int) -> None:
    with pytest.raises(ValueError, match="nested too deep"):
        from_json(nested(depth))


def test_foreign_json_is_read_as_it_is_but_for_figures_that_json_does_not_have() -> None:
    assert from_json(b'{"a": [NaN, -Infinity, 1.5, "\xc3\xa4"]}') == {"a": [None, None, 1.5, "ä"]}
    assert str(from_json(nested(DEEPEST - 2))).count("[") == DEEPEST - 2
    for broken in ("", "{", b"\xff"):
        with pytest.raises(ValueError, match=r"Expecting|decode"):
            from_json(broken)
