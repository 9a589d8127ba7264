"""The keys of vizdesk 67, worked out a second time from what was drawn where."""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PIL import Image, ImageDraw
from tests.suite_generator.unpainted import take_the_paint

from vizdesk.comparison.types import Reading
from vizdesk.evals.registry import from_json
from vizdesk.evals.scoring import judge
from vizdesk.suite_generator import little
from vizdesk.suite_generator.drawing import playing_cards
from vizdesk.suite_generator.scene import Scene
from vizdesk.suite_generator.scenes import (
    chess,
    counting_geometry,
    counting_small,
    defects_boards,
    defects_labels,
    documents_bills,
    documents_charts,
    documents_forms,
    spatial_dials,
    spatial_maps,
    spatial_paths,
    spatial_rooms,
    spatial_shapes,
)

SEEDS = range(12)


@pytest.fixture(autouse=True)
def unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests look at facts, not at pixels."""
    take_the_paint(monkeypatch)


def seen(draw: Callable[..., Scene], seed: int, *truth: bool) -> tuple[Any, dict[str, Any], Scene]:
    """A scene's key and facts."""
    scene = draw(random.Random(f"key/{seed}"), *truth)
    return scene.check["value"], dict(scene.facts), scene


@pytest.mark.parametrize("seed", SEEDS)
def test_the_arrows_lead_to_the_key(seed: int) -> None:
    key, facts, _ = seen(spatial_paths.arrows, seed)
    x, y = facts["start"]
    while (x, y) in facts["board"]:
        way = facts["board"][x, y]
        x += (way == "right") - (way == "left")
        y += (way == "down") - (way == "up")
    assert key == f"{'ABCDEFG'[x]}{y + 1}"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_two_curves_cross_as_often_as_told(seed: int) -> None:
    key, facts, _ = seen(counting_geometry.crossings, seed)
    one, two = facts["one"], facts["two"]
    crossed = sum(
        (a1[1] - b1[1]) * (a2[1] - b2[1]) < 0
        for a1, b1, a2, b2 in zip(one, two, one[1:], two[1:], strict=False)
    )
    assert key == crossed


@pytest.mark.parametrize("seed", SEEDS)
def test_every_column_of_cubes_shows_its_top(seed: int) -> None:
    key, facts, _ = seen(counting_geometry.cubes, seed)
    heights = facts["heights"]
    assert key == sum(sum(row) for row in heights)
    for row in heights:
        assert row == sorted(row, reverse=True)
    for column in zip(*heights, strict=True):
        assert list(column) == sorted(column, reverse=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_coins_and_dice_add_up(seed: int) -> None:
    key, facts, _ = seen(counting_small.coins, seed)
    assert key == sum(facts["values"])
    key, facts, _ = seen(counting_small.dice, seed)
    assert key == sum(face for hue, face in facts["faces"] if hue == facts["asked"])


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_payment_term_is_counted_in_days(seed: int, truth: bool) -> None:
    key, facts, _ = seen(documents_bills.paid_in_time, seed, truth)
    last: date = facts["issued"] + timedelta(days=facts["term"])
    assert key is truth is (facts["paid"] <= last)


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_one_line_of_the_invoice_is_wrong(seed: int) -> None:
    key, facts, _ = seen(documents_bills.wrong_line, seed)
    wrong = [
        10 * place
        for place, (_, many, price, amount) in enumerate(facts["lines"], start=1)
        if many * price != amount
    ]
    assert wrong == [key]
    assert all(amount > 0 for *_, amount in facts["lines"])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_receipts_items_of_rate_b_add_up_without_the_void_one(seed: int) -> None:
    key, facts, _ = seen(documents_bills.taxed_b, seed)
    cents = sum(
        price
        for place, (_, price, rate) in enumerate(facts["items"])
        if rate == "B" and place != facts["void"]
    )
    assert key == cents / 100 > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_no_later_train_is_early_enough(seed: int) -> None:
    key, facts, _ = seen(documents_forms.last_train, seed)
    runs = {"Tuesday": ("daily", "Mo–Fr"), "Saturday": ("daily", "Sa, Su")}[facts["day"]]
    good = [
        times[facts["a"]]
        for times, days in zip(facts["times"], facts["days"], strict=True)
        if days in runs and times[facts["b"]] <= facts["limit"]
    ]
    assert key == f"{max(good) // 60:02d}:{max(good) % 60:02d}"


@pytest.mark.parametrize("seed", SEEDS)
def test_charts_keep_a_readable_distance(seed: int) -> None:
    key, facts, _ = seen(documents_charts.crossing_lines, seed)
    gaps = [a - b for a, b in zip(facts["first"], facts["second"], strict=True)]
    assert key == sum(gap > 0 for gap in gaps)
    assert min(map(abs, gaps)) >= 8  # thousand visitors, of 100 on the axis
    key, facts, _ = seen(documents_charts.ranked_bar, seed)
    ranked = sorted(facts["heights"], reverse=facts["most"])
    assert key == facts["names"][facts["heights"].index(ranked[facts["rank"] - 1])]
    assert all(abs(a - b) > 2 for a, b in itertools.pairwise(ranked))


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_labels_agree_or_differ_in_one_place(seed: int, truth: bool) -> None:
    key, facts, _ = seen(defects_labels.slip_match, seed, truth)
    slip = [word for row in facts["slip"] for word in row]
    label = [word for row in facts["label"] for word in row]
    assert sum(a != b for a, b in zip(slip, label, strict=True)) == (0 if truth else 1)
    assert key is truth
    _, facts, _ = seen(defects_labels.odd_label, seed)
    assert facts["right"] != facts["wrong"]


@pytest.mark.parametrize("seed", SEEDS)
def test_only_one_resistor_differs_from_its_list(seed: int) -> None:
    key, facts, _ = seen(defects_boards.wrong_value, seed)
    assert facts["fitted"] != facts["asked"][key]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_nearest_pin_is_clearly_the_nearest(seed: int) -> None:
    key, facts, _ = seen(spatial_shapes.nearest, seed)
    flag, *pins = facts["places"]
    far = [math.dist(flag, pin) for pin in pins]
    assert "ABCDEFGH"[far.index(min(far))] == key
    assert sorted(far)[1] - min(far) > 16  # pixels


@pytest.mark.parametrize("seed", SEEDS)
def test_letters_inside_the_curve_by_filling_it(seed: int) -> None:
    key, facts, _ = seen(spatial_shapes.inside, seed)
    area = Image.new("1", (900, 720))
    ImageDraw.Draw(area).polygon([tuple(point) for point in facts["curve"]], fill=1)
    inside = [
        letter
        for letter, (x, y) in zip(facts["letters"], facts["places"], strict=True)
        if area.getpixel((round(x), round(y)))
    ]
    assert sorted(inside) == key


def _all_turns(cells: frozenset[tuple[int, int]]) -> set[frozenset[tuple[int, int]]]:
    turns = set()
    for _ in range(4):
        cells = frozenset((y, -x) for x, y in cells)
        left, top = min(x for x, _ in cells), min(y for _, y in cells)
        turns.add(frozenset((x - left, y - top) for x, y in cells))
    return turns


@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_keys_shape_can_be_turned_into_the_sample(seed: int) -> None:
    key, facts, _ = seen(spatial_shapes.turned_shape, seed)
    sample = _all_turns(facts["sample"])
    fits = [
        letter
        for letter, cells in zip("ABCDEF", facts["plan"], strict=True)
        if _all_turns(cells) & sample
    ]
    assert fits == [key]


@pytest.mark.parametrize("seed", SEEDS)
def test_stations_are_as_far_as_told(seed: int) -> None:
    """Worked out by growing a ring of stations, not by the search that made the key."""
    key, facts, _ = seen(spatial_maps.fewest_stops, seed)
    ring, steps = {facts["start"]}, 0
    while facts["end"] not in ring:
        ring |= {stop for edge in facts["edges"] if edge & ring for stop in edge}
        steps += 1
    assert key == steps


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_doors_lead_there_or_do_not(seed: int, truth: bool) -> None:
    key, facts, _ = seen(spatial_maps.without_passing, seed, truth)
    rooms = {facts["start"]}
    for _ in range(9):
        rooms |= {r for door in facts["doors"] if door & rooms for r in door} - {facts["third"]}
    assert key is truth is (facts["end"] in rooms)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bearing_is_near_the_middle_of_its_wind(seed: int) -> None:
    key, facts, _ = seen(spatial_maps.bearing, seed)
    (ax, ay), (bx, by) = facts["places"][:2]
    names = [
        "east",
        "south-east",
        "south",
        "south-west",
        "west",
        "north-west",
        "north",
        "north-east",
    ]
    on_paper = math.degrees(math.atan2(by - ay, bx - ax))
    assert names[round((on_paper - facts["north"]) / 45) % 8] == key


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_capture_is_one_by_the_rules_of_chess(seed: int, truth: bool) -> None:
    key, facts, _ = seen(chess.can_capture, seed, truth)
    pieces, start, end = facts["pieces"], facts["start"], facts["end"]
    dx, dy = end[0] - start[0], end[1] - start[1]
    kind = pieces[start][0]
    steps = max(abs(dx), abs(dy))
    between = [
        (start[0] + dx * step // steps, start[1] + dy * step // steps) for step in range(1, steps)
    ]
    straight, slanted = dx == 0 or dy == 0, abs(dx) == abs(dy)
    fits = {
        "rook": straight,
        "bishop": slanted,
        "queen": straight or slanted,
        "knight": sorted((abs(dx), abs(dy))) == [1, 2],
    }[kind]
    free = kind == "knight" or not any(place in pieces for place in between)
    assert key is truth is (fits and free)
    assert Counter(pieces.values())[kind, True] == 1
    assert Counter(pieces.values())["king", False] == 1
    assert chess.plausible(pieces)


@pytest.mark.parametrize("seed", SEEDS)
def test_there_is_one_such_piece_on_the_board(seed: int) -> None:
    key, facts, scene = seen(chess.find_piece, seed)
    (square,) = [s for s in facts["pieces"] if chess.name(s) == key]
    kind, white = facts["pieces"][square]
    assert Counter(facts["pieces"].values())[kind, white] == 1
    assert f"{'white' if white else 'black'} {kind}" in scene.prompt
    pawns = [square for square, (one, _) in facts["pieces"].items() if one == "pawn"]
    assert all(1 <= row <= 6 for _, row in pawns)
    kings = [square for square, (one, _) in facts["pieces"].items() if one == "king"]
    (a, b), (c, d) = kings
    assert max(abs(a - c), abs(b - d)) > 1


@pytest.mark.parametrize("seed", SEEDS)
def test_no_card_of_the_suit_is_higher(seed: int) -> None:
    key, facts, _ = seen(playing_cards.highest, seed)
    names = [*map(str, range(2, 11)), "jack", "queen", "king", "ace"]
    assert names.index(key) == max(rank for rank, suit in facts["hand"] if suit == facts["asked"])
    assert len(set(facts["hand"])) == len(facts["hand"])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_machine_is_installed_before_it_is_inspected(seed: int) -> None:
    key, facts, scene = seen(documents_bills.handwritten_date, seed)
    days = dict(facts["rows"])
    assert days["Installed on"] <= days["Last inspected on"] <= days["Next inspection due"]
    assert key == days[facts["asked"]].isoformat()
    assert f'"{facts["asked"]}"' in scene.prompt


@pytest.mark.parametrize("draw", [spatial_dials.clock, spatial_dials.mirrored_clock])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_clock_is_read_to_the_minute(seed: int, draw: Any) -> None:
    key, facts, scene = seen(draw, seed)
    hours, minutes = facts["time"]
    assert key == f"{hours or 12}:{minutes:02d}"
    check = from_json(scene.check)
    for off, right in ((-1, True), (0, True), (1, True), (2, False), (-2, False)):
        moment = (hours * 60 + minutes + off) % 720
        assert judge(check, f"{moment // 60}:{moment % 60:02d}", Reading()).strict is right


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gauge_says_what_its_hand_shows(seed: int) -> None:
    key, facts, _ = seen(spatial_dials.gauge, seed)
    assert key == pytest.approx(facts["share"] * facts["top"], abs=facts["step"] / 2)


@pytest.mark.parametrize("truth", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_relations_hold_clearly_or_one_clearly_fails(seed: int, truth: bool) -> None:
    key, facts, _ = seen(spatial_rooms.relation, seed, truth)
    a, b, c = (facts["spots"][facts[name]] for name in "abc")
    beside = (b[0] - a[0]) * (1 if facts["side"] == "left of" else -1)
    higher = (c[1] - a[1]) * (1 if facts["level"] == "above" else -1)
    assert min(abs(beside), abs(higher)) >= 70  # pixels
    assert key is truth is (beside > 0 and higher > 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_little_worlds_keys(seed: int) -> None:
    key, facts, _ = seen(little.some_things, seed)
    assert key == sum(facts["name"] in (t.shape, t.name) for t in facts["things"])
    key, facts, _ = seen(little.which, seed)
    assert key == sorted(set(facts["names"]) & set(facts["asked"])) != []
    for truth in (True, False):
        key, facts, _ = seen(little.is_there, seed, truth)
        assert key is truth is (facts["asked"] in facts["names"])
