"""Number words of languages other than English, where the reply is in that language.

German, French, Spanish, Italian, Portuguese, Dutch and Russian to 999, Chinese and Japanese
numerals, Korean counting words. A word that is a number in one language and something else in
another (“once” is eleven in Spanish) counts only beside other words of its language, or alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

Said = tuple[int, int, Fraction]


def _german() -> dict[str, int]:
    units = [
        "null",
        "eins",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
    ]
    words = {word: value for value, word in enumerate(units)}
    del words["null"]  # JSON's null is no zero
    teens = ("drei", "vier", "fünf", "sech", "sieb", "acht", "neun")
    words |= {f"{stem}zehn": 13 + at for at, stem in enumerate(teens)}
    tens = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
    before = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
    for at, ten in enumerate(tens, 2):
        words[ten] = 10 * at
        words |= {f"{unit}und{ten}": 10 * at + value for value, unit in enumerate(before, 1)}
    words |= {"hundert": 100, "einhundert": 100, "zwo": 2, "dutzend": 12, "tausend": 1000}
    words |= {f"{unit}hundert": 100 * value for value, unit in enumerate(before, 1)}
    return words | {word.replace("ß", "ss"): value for word, value in words.items()}


def _joined(
    units: str, tens: dict[int, str], join: str, *, first: str | None = None, hyphen: str = " "
) -> dict[str, int]:
    """Words to 99 of a language that says its tens and units in this order."""
    small = units.split()
    words = {word: value for value, word in enumerate(small)}
    for ten, name in tens.items():
        words[name] = ten
        for value in range(1, 10):
            middle = first if first is not None and value == 1 else join
            words[f"{name}{middle}{small[value]}"] = ten + value
            words[f"{name}{hyphen}{small[value]}"] = ten + value
    return words


def _french() -> dict[str, int]:
    units = (
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize dix-sept dix-huit dix-neuf"
    )
    small = units.split()
    tens = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
    words = _joined(units, tens, "-", first=" et ")
    words |= {f"soixante-{small[value]}": 60 + value for value in range(10, 20)}
    words |= {"soixante et onze": 71, "quatre-vingts": 80, "quatre-vingt": 80}
    words |= {f"quatre-vingt-{small[value]}": 80 + value for value in range(1, 20)}
    return words | {"cent": 100, "mille": 1000, "douzaine": 12}


def _spanish() -> dict[str, int]:
    units = (
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
        "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
    )
    tens = {30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta"}
    words = _joined(units, tens | {80: "ochenta", 90: "noventa"}, " y ")
    return words | {"cien": 100, "ciento": 100, "mil": 1000, "docena": 12, "veintiún": 21}


def _italian() -> dict[str, int]:
    units = (
        "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
        "quattordici quindici sedici diciassette diciotto diciannove"
    )
    small = units.split()
    words = {word: value for value, word in enumerate(small)}
    tens = [
        "venti",
        "trenta",
        "quaranta",
        "cinquanta",
        "sessanta",
        "settanta",
        "ottanta",
        "novanta",
    ]
    for at, name in enumerate(tens, 2):
        words[name] = 10 * at
        for value in range(1, 10):
            stem = name[:-1] if value in (1, 8) else name
            words[stem + small[value]] = 10 * at + value
    return words | {"cento": 100, "mille": 1000, "dozzina": 12}


def _portuguese() -> dict[str, int]:
    units = (
        "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
        "dezesseis dezessete dezoito dezenove"
    )
    tens = {20: "vinte", 30: "trinta", 40: "quarenta", 50: "cinquenta", 60: "sessenta"}
    words = _joined(units, tens | {70: "setenta", 80: "oitenta", 90: "noventa"}, " e ")
    words |= {"duas": 2, "quatorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19}
    return words | {"cem": 100, "cento": 100, "mil": 1000, "dúzia": 12}


def _dutch() -> dict[str, int]:
    units = (
        "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
        "vijftien zestien zeventien achttien negentien"
    )
    small = units.split()
    words = {word: value for value, word in enumerate(small)}
    tens = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
    for at, name in enumerate(tens, 2):
        words[name] = 10 * at
        for value in range(1, 10):
            unit = "een" if value == 1 else small[value]
            words[unit + ("ën" if unit.endswith("e") else "en") + name] = 10 * at + value
    return words | {"honderd": 100, "duizend": 1000, "dozijn": 12}


def _russian() -> dict[str, int]:
    units = (
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
        "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
    )
    tens = [
        "двадцать",
        "тридцать",
        "сорок",
        "пятьдесят",
        "шестьдесят",
        "семьдесят",
        "восемьдесят",
        "девяносто",
    ]
    words = _joined(units, {10 * at: name for at, name in enumerate(tens, 2)}, " ")
    return words | {"две": 2, "одна": 1, "одно": 1, "двое": 2, "трое": 3, "сто": 100}


# Articles that are “one” only where nothing else is counted.
ARTICLES = {
    "de": ("ein", "eine", "einen", "einem", "einer"),
    "fr": ("un", "une"),
    "es": ("un", "una"),
    "it": ("un", "una", "uno"),
    "pt": ("um", "uma"),
    "nl": ("een",),
    "ru": ("один", "одна", "одно"),
}
WORDS: dict[str, dict[str, int]] = {
    "de": _german(),
    "fr": _french(),
    "es": _spanish(),
    "it": _italian(),
    "pt": _portuguese(),
    "nl": _dutch(),
    "ru": _russian(),
}
# Words that only stand in sentences of the language.
MARKERS = {
    "de": r"es|sind|ist|ich|sehe|auf|dem|bild|gibt|der|die|das|und|zu|personen|insgesamt|sehen|im"
    r"|zähle",
    "fr": r"il|elle|y|dans|sont|je|vois|les|la|le|l|image|sur|personnes|est|au|total|des|et"
    r"|compte|photo",
    "es": r"hay|en|la|el|imagen|veo|los|las|se|ven|personas|total|de|foto|y|aparecen|cuento",
    "it": r"ci|sono|nell|immagine|vedo|le|gli|il|persone|di|della|si|vedono|foto|nella|c|è|in",
    "pt": r"há|na|no|imagem|vejo|são|os|as|pessoas|de|existem|foto|e|estão|tem|aparecem",
    "nl": r"er|zijn|het|de|op|afbeelding|foto|zie|ik|mensen|staan|personen|in|totaal|is",
    "ru": r"на|изображении|есть|вижу|в|человек|человека|людей|фото|картинке|всего|я",
}
ENGLISH = re.compile(
    r"\b(?:the|there|are|were|with|this|that|and|image shows|i (?:can )?see)\b", re.I
)
# Alone these are as well words of English.
ALSO_ENGLISH = frozenset({"once", "due", "mil", "cent", "six", "dix", "sei"})
# Nobody and nothing.
NOTHING = re.compile(
    r"\b(?:niemand|nichts|personne n['’]|rien|nadie|ninguno|ninguna|nessuno|nessuna|ninguém"
    r"|nenhum|nenhuma|niemand|никого|нет)\b|\bkeine?n?\s+\w+|\baucune?\s+\w+|\bgeen\s+\w+"
    r"|\bno hay\b|\bnon ci sono\b|\bnão há\b|\bil n['’]y a (?:pas|personne|aucun)"
    r"|没有|沒有|无人|一个也没|一个都没|いません|ありません|없습니다|없다",
    re.IGNORECASE,
)
NUMERALS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5}
NUMERALS |= {"六": 6, "七": 7, "八": 8, "九": 9}
TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "萬": 10000}
# A counting word must follow, or the reply is the number alone; 一些 (some), 第三 (third) are none.
CHINESE = re.compile(
    r"(?<!第)(?P<number>[零〇一二两兩三四五六七八九十百千万萬]+)"
    r"(?=\s*(?:个|個|人|只|隻|名|位|匹|台|本|枚|つ|頭|头|辆|輛|条|條|张|張|棵|件|把|朵|架|艘|颗|座|羽|軒|冊|杯|枝|支|根|块|塊|片)|\s*[。.！!]?\s*\Z)"
)
JAPANESE_THINGS = {"一つ": 1, "二つ": 2, "三つ": 3, "四つ": 4, "五つ": 5, "ひとつ": 1, "ふたつ": 2}
JAPANESE_THINGS |= {"みっつ": 3, "よっつ": 4, "いつつ": 5, "ひとり": 1, "ふたり": 2}
KOREAN = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
KOREAN |= {"열": 10}
KOREAN_COUNT = re.compile(
    rf"(?<!\w)({'|'.join(KOREAN)})\s*(?=명|개|마리|대|권|사람|송이|그루|장|잔)"
)


@lru_cache(maxsize=16)
def _pattern(language: str) -> re.Pattern[str]:
    words = sorted((*WORDS[language], *ARTICLES[language]), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=16)
def _markers(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{MARKERS[language]})(?!\w)", re.IGNORECASE)


def foreign_numbers(text: str) -> list[Said]:
    """(start, end, value) of every number word of the reply's own language, English aside."""
    if text.isascii() and ENGLISH.search(text):
        return []
    written = [*_chinese(text), *_korean(text)]
    if written:
        return written
    best: list[Said] = []
    most = 0
    alone = len(text.split()) <= 2
    for language in WORDS:
        said = list(_words(text, language))
        if not said:
            continue
        said_words = {text[start:end].lower() for start, end, _ in said}
        markers = sum(
            match.group().lower() not in said_words for match in _markers(language).finditer(text)
        )
        if not markers and said_words <= ALSO_ENGLISH:
            continue
        if markers == most and best and [one[2] for one in best] != [one[2] for one in said]:
            best = [] if markers else best
        if markers > most or (not best and not most and alone):
            best, most = said, max(markers, most)
    return best


def says_nothing_elsewhere(text: str) -> re.Match[str] | None:
    """Where the text says, in another language, that there is none."""
    return NOTHING.search(text)


def _words(text: str, language: str) -> Iterator[Said]:
    found = [
        (match.start(), match.end(), match.group().lower())
        for match in _pattern(language).finditer(text)
    ]
    counted = [entry for entry in found if entry[2] not in ARTICLES[language]]
    for start, end, word in counted or found[:1]:
        yield start, end, Fraction(WORDS[language].get(word, 1))


def _chinese(text: str) -> Iterator[Said]:
    for word, value in JAPANESE_THINGS.items():
        at = text.find(word)
        if at >= 0:
            yield at, at + len(word), Fraction(value)
            return
    for match in CHINESE.finditer(text):
        number = _chinese_value(match.group("number"))
        if number is not None:
            yield match.start(), match.end(), Fraction(number)


def _chinese_value(digits: str) -> int | None:
    """三十五 → 35, 一百零二 → 102, 二〇 → 20; None where the signs make no number."""
    if not any(sign in TIMES for sign in digits):
        return int("".join(str(NUMERALS[sign]) for sign in digits)) if len(digits) < 9 else None
    total, section = 0, 0
    unit: int | None = None
    for sign in digits:
        if sign in NUMERALS:
            unit = NUMERALS[sign]
        elif TIMES[sign] == 10_000:
            total, section = (total + section + (unit or 0)) * 10_000, 0
            unit = None
        else:
            section += (1 if unit is None else unit) * TIMES[sign]
            unit = None
    return total + section + (unit or 0)


def _korean(text: str) -> Iterator[Said]:
    for match in KOREAN_COUNT.finditer(text):
        yield match.start(), match.end(), Fraction(KOREAN[match.group(1)])
