"""Bills: an invoice that does not add up, a receipt with two tax rates, fields to read, a stamp."""

from __future__ import annotations

import random
from datetime import date, timedelta

from vizdesk.suite_generator.drawing.colors import INK, LINE, PENCIL, Hue, lighter
from vizdesk.suite_generator.drawing.handwriting import write
from vizdesk.suite_generator.drawing.papers import FIRMS, GOODS, MONTHS, PaperSheet, money
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Check, Scene, number, yes_no

Line = tuple[str, int, int, int]
"""An item, how many, the price of one and the amount in cents."""


def written_date(day: date) -> str:
    """A date as 4 Mar 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def some_day(rng: random.Random) -> date:
    """A day of 2025 or 2026."""
    return date(2025, 1, 1) + timedelta(days=rng.randrange(700))


def wrong_line(rng: random.Random) -> Scene:
    """On which line of an invoice is the amount not quantity × price."""
    lines: list[Line] = []
    for name in rng.sample(GOODS, 9):
        many, price = rng.randint(2, 24), rng.randint(15, 400) * 5
        lines.append((name, many, price, many * price))
    odd = rng.randrange(9)
    name, many, price, right = lines[odd]
    off = rng.choice((1000, 900, 500, 100 * many))
    lines[odd] = (
        name,
        many,
        price,
        right - off if rng.random() < 0.5 and right > off else right + off,
    )
    sheet = _invoice(rng, lines)
    prompt = (
        "On exactly one line of this invoice the amount is not quantity times unit price. "
        "What is the number in the Pos. column of that line? Answer with one number."
    )
    return Scene(sheet.photographed(rng), prompt, number(10 * (odd + 1)), {"lines": lines})


def _invoice(rng: random.Random, lines: list[Line]) -> PaperSheet:
    sheet = PaperSheet(rng, 760, 800)
    sheet.head(rng, "INVOICE", rng.choice(FIRMS))
    sheet.faint(40, 116, f"No. {rng.randint(20000, 99999)}   ·   {written_date(some_day(rng))}", 15)
    sheet.rect(40, 144, 720, 178, lighter(PENCIL, 0.75))
    for x, head, left in (
        (52, "Pos.", 1),
        (110, "Item", 1),
        (440, "Qty", 0),
        (570, "Unit price", 0),
        (708, "Amount", 0),
    ):
        (sheet.words if left else sheet.figures)(x, 161, head, 15, bold=True)
    for index, (name, many, price, amount) in enumerate(lines):
        y = 204 + index * 48
        sheet.words(52, y, str(10 * (index + 1)))
        sheet.words(110, y, name)
        sheet.figures(440, y, str(many))
        sheet.figures(570, y, money(price))
        sheet.figures(708, y, money(amount))
        sheet.rule(y + 24, 40, 720)
    total = sum(line[3] for line in lines)
    y = 204 + len(lines) * 48 + 22
    sheet.figures(570, y, "Net")
    sheet.figures(708, y, money(total))
    sheet.figures(570, y + 32, "VAT 19 %")
    sheet.figures(708, y + 32, money(round(total * 0.19)))
    sheet.figures(570, y + 66, "Total", 21, bold=True)
    sheet.figures(708, y + 66, money(total + round(total * 0.19)), 21, bold=True)
    return sheet


def taxed_b(rng: random.Random) -> Scene:
    """What do the receipt's items of tax rate B cost together; one is cancelled."""
    names = rng.sample(
        ("Bread rye 750g", "Milk 1.5% 1l", "Pencil set", "Apples 1kg", "Batteries AA", "Soap",
         "Coffee beans", "Notebook A5", "Tea towel", "Butter", "Light bulb", "Rice 1kg"), 9,
    )  # fmt: skip
    items = [(name, rng.randint(20, 900) + 9, "AB"[rng.random() < 0.45]) for name in names]
    items[0], items[1] = (*items[0][:2], "B"), (*items[1][:2], "A")
    rng.shuffle(items)
    void = rng.choice([index for index, item in enumerate(items) if item[2] == "B"])
    lasting = [item for index, item in enumerate(items) if index != void]
    if not any(item[2] == "B" for item in lasting):
        items[void - 1] = (*items[void - 1][:2], "B")
        lasting = [item for index, item in enumerate(items) if index != void]
    key = sum(price for _, price, rate in lasting if rate == "B")
    sheet = PaperSheet(rng, 430, 780, (250, 250, 248))
    sheet.text(215, 46, rng.choice(FIRMS).upper(), 21, INK, face=Face.BOLD)
    sheet.text(
        215,
        74,
        f"{written_date(some_day(rng))}  {rng.randint(8, 19)}:{rng.randint(10, 59)}",
        15,
        PENCIL,
        face=Face.MONO,
    )
    y = 122.0
    for index, (name, price, rate) in enumerate(items):
        rows = [(name, price)] + ([(f"VOID {name}", -price)] if index == void else [])
        for words, amount in rows:
            sheet.text(30, y, words, 17, INK, face=Face.MONO, anchor="lm")
            sheet.text(400, y, f"{money(amount)} {rate}", 17, INK, face=Face.MONO, anchor="rm")
            y += 40
    total = sum(price for _, price, _ in lasting)
    sheet.rule(y, 30, 400, INK, 1.5)
    sheet.text(30, y + 34, "TOTAL", 23, INK, face=Face.BOLD, anchor="lm")
    sheet.text(400, y + 34, money(total), 23, INK, face=Face.BOLD, anchor="rm")
    sheet.text(30, y + 78, "A = 7 %   B = 19 %", 15, PENCIL, face=Face.MONO, anchor="lm")
    sheet.coffee(rng.uniform(90, 340), rng.uniform(560, 700), 84)
    prompt = (
        "What do the items with tax code B on this receipt cost together? An item that was voided "
        "does not count. Answer with one number with two decimals."
    )
    return Scene(
        sheet.photographed(rng, margin=90),
        prompt,
        number(key / 100),
        {"items": items, "void": void},
    )


def paid_in_time(rng: random.Random, truth: bool) -> Scene:
    """Was the invoice paid within its term, counted from the right one of three dates."""
    term, issued = rng.choice((10, 14, 21, 30)), some_day(rng)
    late = rng.randint(-6, 0) if truth else rng.randint(1, 6)
    paid = issued + timedelta(days=term + late)
    ordered_on = issued - timedelta(days=rng.randint(5, 20))
    delivered = issued + timedelta(days=rng.randint(1, 4))
    sheet = PaperSheet(rng, 720, 620)
    sheet.head(rng, "INVOICE", rng.choice(FIRMS))
    rows = [("Order date", ordered_on), ("Invoice date", issued), ("Delivery date", delivered)]
    rng.shuffle(rows)
    for index, (name, day) in enumerate(rows):
        sheet.faint(44 + index * 210, 130, name, 15)
        sheet.words(44 + index * 210, 156, written_date(day), 19, bold=True)
    for index, name in enumerate(rng.sample(GOODS, 4)):
        y = 214 + index * 42
        sheet.words(44, y, name)
        sheet.figures(676, y, money(rng.randint(900, 90000)))
        sheet.rule(y + 21, 40, 680, LINE)
    sheet.words(44, 420, f"Payable within {term} days of the invoice date, without deduction.", 18)
    sheet.faint(44, 450, "Goods remain our property until paid in full.")
    angle = rng.uniform(-14, 14)
    sheet.stamp(
        rng.uniform(430, 540),
        535,
        "PAID",
        written_date(paid),
        angle,
        rng.choice((Hue.RED, Hue.BLUE)).value,
    )
    prompt = "Was this invoice paid within its payment term? Answer with yes or no."
    facts = {"issued": issued, "term": term, "paid": paid}
    return Scene(sheet.photographed(rng), prompt, yes_no(truth), facts)


def fields(rng: random.Random) -> Scene:
    """The number, weight and date of a delivery note, among others of their kind."""
    note, order = (f"{letter}{rng.randint(100000, 999999)}" for letter in rng.sample("DKLQ", 2))
    gross, tare = rng.randint(400, 980) / 2, rng.randint(30, 90) / 2
    packed = some_day(rng)
    shipped = packed + timedelta(days=rng.randint(1, 5))
    sheet = PaperSheet(rng, 720, 640)
    sheet.head(rng, "DELIVERY NOTE", rng.choice(FIRMS))
    rows = [
        ("Your order", order), ("Delivery note", note), ("Packed", packed.isoformat()),
        ("Shipped", shipped.isoformat()), ("Gross weight", f"{gross:.1f} kg"),
        ("Tare", f"{tare:.1f} kg"), ("Parcels", str(rng.randint(2, 9))),
    ]  # fmt: skip
    rng.shuffle(rows)
    for index, (name, value) in enumerate(rows):
        y = 140 + index * 58
        sheet.rect(40, y - 24, 680, y + 24, None, edge=LINE, radius=5)
        sheet.faint(58, y, name, 17)
        sheet.text(400, y, value, 20, INK, face=Face.MONO, anchor="lm")
    sheet.stamp(
        540,
        575,
        "INSPECTED",
        "NET " + f"{gross - tare - 1:.1f} KG",
        rng.uniform(-8, 8),
        Hue.BLUE.value,
    )
    prompt = (
        "Read this delivery note. Answer with JSON only, with these keys: "
        '"delivery_note" (its number), "shipped" (YYYY-MM-DD), '
        '"net_kg" (gross weight minus tare, a number; ignore the stamp).'
    )
    wanted = {"delivery_note": note, "shipped": shipped.isoformat(), "net_kg": gross - tare}
    return Scene(sheet.photographed(rng), prompt, {"kind": "json", "value": wanted, "tolerance": 0})


def handwritten_date(rng: random.Random) -> Scene:
    """The date written by hand in the right one of three fields."""
    sheet = PaperSheet(rng, 740, 520, (250, 246, 232))
    sheet.words(44, 52, "Maintenance record", 29, bold=True)
    sheet.faint(44, 86, "Fill in by hand. Dates as DAY / MONTH / YEAR.", 15)
    # In the order in which these things happen; the rows of the form are in any.
    days = sorted(some_day(rng) for _ in range(3))
    rows = list(
        zip(("Installed on", "Last inspected on", "Next inspection due"), days, strict=True)
    )
    rng.shuffle(rows)
    asked, key = rng.choice(rows)
    ink = rng.choice(((34, 52, 140), (30, 34, 48), (20, 60, 120)))
    for index, (name, day) in enumerate(rows):
        y = 132 + index * 124
        sheet.rect(40, y, 700, y + 100, None, edge=PENCIL, radius=6)
        sheet.faint(56, y + 22, name, 17)
        words = f"{day.day:02d}/{day.month:02d}/{day.year}"
        write(sheet, rng, words, 250 + rng.uniform(-20, 30), y + 34 + rng.uniform(-4, 4), 44, ink)
    prompt = (
        f'Which date is written by hand in the field "{asked}"? The order is day, month, year. '
        "Answer with the date as YYYY-MM-DD."
    )
    facts = {"rows": rows, "asked": asked}
    check: Check = {"kind": "date", "value": key.isoformat()}
    return Scene(sheet.photographed(rng), prompt, check, facts)
