"""Number words of languages other than English, where the reply is in that language.

German, French, Spanish, Italian, Portuguese, Dutch and Russian to the thousands (words that stand
together are put together: “trois cents”, “treinta y una”), Chinese and Japanese numerals, Korean
counting words. A word that is a number in one language and something else in
another (“once” is eleven in Spanish) counts only beside other words of its language, or alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    words |= _in_one_word(words, before, "hundert", "tausend", ("", "und"))
    words |= {"null": 0, "zwo": 2, "dutzend": 12}
    return words | {word.replace("ß", "ss"): value for word, value in words.items()}


def _in_one_word(
    words: dict[str, int], units: Sequence[str], hundred: str, thousand: str, joins: Sequence[str]
) -> dict[str, int]:
    """Hundreds and thousands of a language that writes them as one word: zweihundertdrei."""
    made = {hundred: 100, thousand: 1000}
    for value, unit in enumerate(units, 1):
        made[unit + hundred] = 100 * value
        made[unit + thousand] = 1000 * value
    made |= {word + thousand: 1000 * value for word, value in words.items() if value > 9}
    hundreds = [(word, value) for word, value in made.items() if 100 <= value < 1000]
    for word, value in hundreds:
        made |= {
            f"{word}{join}{small}": value + less for small, less in words.items() for join in joins
        }
    return made


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
    words |= {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
    words |= {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
    return words | {"vingts": 20, "cent": 100, "cents": 100, "mille": 1000, "centaine": 100}


def _spanish() -> dict[str, int]:
    units = (
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
        "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
    )
    tens = {30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta"}
    words = _joined(units, tens | {80: "ochenta", 90: "noventa"}, " y ")
    words |= _numbered("doscient trescient cuatrocient quinient seiscient setecient", ("os", "as"))
    words |= {"ochocientos": 800, "ochocientas": 800, "novecientos": 900, "novecientas": 900}
    words |= {"veintiún": 21, "veintiuna": 21, "decena": 10, "docena": 12, "centenar": 100}
    return words | {"cien": 100, "ciento": 100, "mil": 1000}


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
    words |= _in_one_word(words, ("un", *small[2:10]), "cento", "mila", ("",))
    del words["mila"], words["uncento"], words["unmila"]
    return words | {"mille": 1000, "decina": 10, "dozzina": 12, "centinaio": 100}


def _portuguese() -> dict[str, int]:
    units = (
        "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
        "dezesseis dezessete dezoito dezenove"
    )
    tens = {20: "vinte", 30: "trinta", 40: "quarenta", 50: "cinquenta", 60: "sessenta"}
    words = _joined(units, tens | {70: "setenta", 80: "oitenta", 90: "noventa"}, " e ")
    words |= {"duas": 2, "quatorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19}
    words |= _numbered(
        "duzent trezent quatrocent quinhent seiscent setecent oitocent novecent", ("os", "as")
    )
    return words | {"cem": 100, "cento": 100, "mil": 1000, "dezena": 10, "dúzia": 12}


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
    words |= _in_one_word(words, ("een", *small[2:10]), "honderd", "duizend", ("", "en"))
    return words | {"dozijn": 12}


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
    words |= _numbered(
        "двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот", ("",)
    )
    words |= {"две": 2, "одна": 1, "одно": 1, "двое": 2, "трое": 3}
    return words | {"сто": 100, "тысяча": 1000, "тысячи": 1000, "тысяч": 1000}


def _numbered(stems: str, ends: Sequence[str]) -> dict[str, int]:
    """The hundreds from 200 on, by their stems: duzentos, duzentas."""
    return {stem + end: 100 * value for value, stem in enumerate(stems.split(), 2) for end in ends}


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
# What may stand between the words of one number: vingt et un, treinta y una, cento e vinte.
JOINERS = {"de": ("und",), "fr": ("et",), "es": ("y",), "it": ("e",), "pt": ("e",), "nl": ("en",)}
# Dozens and the like; in the plural they count only behind a number (“deux douzaines”).
DOZENS = frozenset(
    {"dutzend", "dozijn", "douzaine", "dizaine", "docena", "decena", "dozzina", "decina", "dúzia"}
    | {"dezena", "centaine", "centenar", "quinzaine", "vingtaine", "trentaine", "centinaio"}
)
DOZENS_PLURAL = {"dutzende": 12, "dozijnen": 12, "dozzine": 12, "decine": 10, "centinaia": 100}
DOZENS_PLURAL |= {f"{word}s": 12 for word in ("douzaine", "docena", "dúzia")}
DOZENS_PLURAL |= {f"{word}s": 10 for word in ("dizaine", "decena", "dezena")}
DOZENS_PLURAL |= {"centaines": 100, "centenares": 100}
# “ein paar” is no number, “une paire” may be one or two.
VAGUE_BEHIND = re.compile(
    r"\s+(?:paar|paire|par|paio|coppia|couple|reihe|menge|gruppe|foule|groupe|grupo|gruppo|groep"
    r"|aantal|nombre|número|numero|poco|peu|dezenas|multitude|multitud)\b",
    re.IGNORECASE,
)
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
ALSO_ENGLISH = frozenset({"once", "due", "mil", "cent", "six", "dix", "sei", "null"})
# Nobody and nothing.
NOTHING = re.compile(
    r"\b(?:niemand|nichts|personne n['’]|rien|nadie|ninguno|ninguna|nessuno|nessuna|ninguém"
    r"|nenhum|nenhuma|niemand|никого|нет)\b|\bkeine?n?\s+\w+|\baucune?\s+\w+|\bgeen\s+\w+"
    r"|\bno hay\b|\bnon ci sono\b|\bnão há\b|\bil n['’]y a (?:pas|personne|aucun)"
    r"|\A\W*(?:keine?[rs]?|personne|geen|aucune?)\W*\Z"
    r"|没有|沒有|无人|一个也没|一个都没|いません|ありません|없습니다|없다",
    re.IGNORECASE,
)
NUMERALS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5}
NUMERALS |= {"六": 6, "七": 7, "八": 8, "九": 9}
TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "萬": 10000}
# A counting word must follow, or the reply is the number alone; 一些 (some), 第三 (third) are none.
CHINESE = re.compile(
    r"(?<![第零〇一二两兩三四五六七八九十百千万萬])(?<![一二两兩三四五六七八九]、)"
    r"(?P<number>[零〇一二两兩三四五六七八九十百千万萬]++)"
    r"(?=\s*(?:个|個|人|只|隻|名|位|匹|台|本|枚|つ|頭|头|辆|輛|条|條|张|張|棵|件|把|朵|架|艘|颗|座|羽|軒|冊|杯|枝|支|根|块|塊|片)|\s*[。.！!]?\s*\Z)"
)
# Two neighbouring figures side by side are a range; 一二〇 spelt digit by digit is not.
APPROXIMATE_SIGNS = re.compile(
    r"(?:^|[十百千万])(?:一二|[二两兩]三|三四|四五|五六|六七|七八|八九)(?=$|[十百千万])"
)
JAPANESE_THINGS = {"一つ": 1, "二つ": 2, "三つ": 3, "四つ": 4, "五つ": 5, "ひとつ": 1, "ふたつ": 2}
JAPANESE_THINGS |= {"みっつ": 3, "よっつ": 4, "いつつ": 5, "ひとり": 1, "ふたり": 2}
KOREAN = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9}
_KOREAN_TENS = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
KOREAN |= {
    ten + unit: 10 * at + value
    for at, ten in enumerate(_KOREAN_TENS, 1)
    for unit, value in (("", 0), *KOREAN.items())
} | {"스무": 20}
KOREAN_COUNT = re.compile(
    rf"(?<!\w)({'|'.join(sorted(KOREAN, key=len, reverse=True))})\s*"
    r"(?=명|개|마리|대|권|사람|송이|그루|장|잔)"
)


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
    for language in WORDS:
        words = list(_words(text, language))
        if not words:
            continue
        word_set = {text[start:end].lower() for start, end, _ in words}
        markers = sum(
            match.group().lower() not in word_set for match in _markers(language).finditer(text)
        )
        if not markers and word_set <= ALSO_ENGLISH:
            continue
        if (
            markers == most
            and best
            and [numeral[2] for numeral in best] != [numeral[2] for numeral in words]
        ):
            best = [] if markers else best
        alone = len(text.split()) - sum(len(word.split()) for word in word_set) <= 1
        if markers > most or (not best and not most and alone):
            best, most = words, max(markers, most)
    return best


def says_nothing_elsewhere(text: str) -> re.Match[str] | None:
    """Where the text says, in another language, that there is none."""
    return NOTHING.search(text)


@dataclass(slots=True)
class _Number:
    """A number in the making, of words that stand together; `articles`: of nothing but articles."""

    start: int
    end: int
    value: int
    last: str
    articles: bool

    def takes(self, word: str, value: int, language: str) -> int | None:
        """The number with one more word; None where the word begins a number of its own."""
        if word in DOZENS or word in DOZENS_PLURAL:
            return self.value * value if 0 < self.value < 100 else None
        if value in (100, 1000) and 0 < self.value % 1000 < (10 if value == 100 else 1000):
            rest = self.value % 1000
            return self.value - rest + rest * value if value == 100 or self.value < 1000 else None
        if language == "fr" and self.last == "quatre" and value == 20:
            return self.value + 76
        return self.value + value if 0 < value < self._room(language) else None

    def _room(self, language: str) -> int:
        """Below which value another word is added: three hundred takes up to 99, thirty up to 9."""
        if self.last in DOZENS or self.last in DOZENS_PLURAL or not self.value:
            return 0
        for step in (1000, 100):
            if self.value % step == 0:
                return step
        tens = self.value % 100
        if language == "fr" and tens in (60, 80):
            return 20
        if language == "fr" and tens == 10:
            return 10
        return 10 if tens % 10 == 0 and tens >= 20 else 0


TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _words(text: str, language: str) -> Iterator[Said]:
    """The numbers that words of this language make; articles only where nothing else counts."""
    made: list[_Number] = []
    reach = -1  # how far the last number goes, with a joiner that may follow it
    for token in TOKEN.finditer(text):
        near = reach >= 0 and text[reach : token.start()].isspace()
        parts = token.group().lower().split("-")
        if near and reach == made[-1].end and parts[0] in JOINERS.get(language, ()):
            reach = token.end() if len(parts) == 1 else reach
            continue
        if not _makes_a_number(parts, language) or VAGUE_BEHIND.match(text, token.end()):
            continue
        reach = token.end()
        for part in parts:
            value = _value_of(part, language)
            if value is not None:
                _add(made, token, part, value, language, near=near)
                near = True
    counted = [number for number in made if not number.articles]
    for number in counted or made[:1]:
        if number.value != DOZENS_PLURAL.get(number.last):  # “dizaines” alone: some tens
            yield number.start, number.end, Fraction(number.value)


def _makes_a_number(parts: Sequence[str], language: str) -> bool:
    """Whether a word is one of numbers alone, as “vingt-et-un” and not as “un-deux-roues” is."""
    joiners = JOINERS.get(language, ()) if len(parts) > 2 else ()
    return all(part in joiners or _value_of(part, language) is not None for part in parts)


def _value_of(word: str, language: str) -> int | None:
    if word in ARTICLES[language]:
        return WORDS[language].get(word, 1)
    return WORDS[language].get(word, DOZENS_PLURAL.get(word))


def _add(
    made: list[_Number], token: re.Match[str], word: str, value: int, language: str, *, near: bool
) -> None:
    """The word as part of the number before it, or as a number of its own."""
    article = word in ARTICLES[language]
    together = made[-1].takes(word, value, language) if near else None
    if together is None:
        made.append(_Number(token.start(), token.end(), value, word, article))
        return
    number = made[-1]
    number.value, number.last, number.end = together, word, token.end()
    number.articles = False


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
    if APPROXIMATE_SIGNS.search(digits):
        return None  # 三四个, 二三十: three or four, twenty or thirty
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
