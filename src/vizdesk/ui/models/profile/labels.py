"""A profile said in words: its prompts, its boxes, the size of the image, its thinking."""

from __future__ import annotations

from vizdesk.common.formatting import number
from vizdesk.comparison.parsing.forms import FORMATS
from vizdesk.comparison.profiles import (
    BoxForm,
    BoxScale,
    Fit,
    ImageRule,
    Profile,
    Resample,
    Thinking,
)
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translate_message

Size = tuple[int, int]


def prompt_names() -> dict[str, str]:
    """The prompts of a profile by key, in the order of the task bar."""
    return {
        "caption": tr("Caption"),
        "caption-detailed": tr("Caption, detailed"),
        "read-text": tr("OCR"),
        "ask": tr("Ask"),
        "detect": tr("Detect everything"),
        "detect-classes": tr("Detect classes"),
        "detect-format": tr("Detect: how to write boxes"),
        "classify": tr("Classify: one of a list"),
        "classify-many": tr("Classify: several"),
        "classify-free": tr("Classify: free"),
        "count": tr("Count everything"),
        "count-thing": tr("Count things"),
        "structured": tr("Extract"),
        "structured-format": tr("Extract: output format"),
    }


def prompt_hint(key: str) -> str:
    """What a prompt may have filled in, and where it is used."""
    size = tr("{width} and {height}: the image as sent, in pixels.")
    return {
        "ask": tr("{question}: what you ask."),
        "detect-classes": tr("{classes}: the classes with commas; {separated}: with semicolons."),
        "detect-format": tr("Follows the words for detection, also your own. ") + size,
        "classify": tr("{classes}: the classes with commas."),
        "classify-many": tr("{classes}: the classes with commas."),
        "count-thing": tr("{classes}: what is counted, in your own words."),
        "structured": tr("{fields}: one line for each field."),
        "structured-format": tr("Follows the words for structured answers, also your own."),
    }.get(key, tr("Sent as it stands here."))


def form_names() -> dict[BoxForm, str]:
    """The shapes in which boxes are written: those of the registry, and none."""
    titles = {form: translate_message(written.title) for form, written in FORMATS.items()}
    return {**titles, BoxForm.NONE: tr("no boxes")}


def scale_names() -> dict[BoxScale, str]:
    """What the numbers of a box are a share of."""
    return {
        BoxScale.UNIT: tr("0 to 1"),
        BoxScale.PERCENT: tr("percent"),
        BoxScale.THOUSAND: tr("0 to 1000"),
        BoxScale.THOUSAND_LESS_ONE: tr("0 to 999"),
        BoxScale.LOC_1024: tr("0 to 1023 of 1024"),
        BoxScale.SENT_PIXELS: tr("pixels of the image sent"),
        BoxScale.ORIGINAL_PIXELS: tr("pixels of the original"),
    }


def fit_names() -> dict[Fit, str]:
    """The ways an image is brought to size."""
    return {
        Fit.LONGEST: tr("Longest edge"),
        Fit.SQUARE: tr("Square, stretched"),
        Fit.GRID: tr("Cells of a grid"),
        Fit.BUDGET: tr("Cells, as many as allowed"),
        Fit.EDGE: tr("Longest edge, exactly"),
        Fit.TILES: tr("Square tiles"),
        Fit.TILES_OR_GRID: tr("Cells, or square tiles when large"),
        Fit.PATCHES: tr("Whole patches"),
        Fit.PADDED_GRID: tr("Cells, filled up on the right and below"),
        Fit.PADDED_SQUARE: tr("Square, filled up"),
        Fit.SQUARE_PADDED_FIRST: tr("Square, filled up before it is resized"),
    }


def filter_names() -> dict[Resample, str]:
    """The filters an image is resized with."""
    return {
        Resample.BILINEAR: tr("Bilinear"),
        Resample.BICUBIC: tr("Bicubic"),
        Resample.LANCZOS: tr("Lanczos"),
    }


def thinking_names() -> dict[Thinking, str]:
    """Whether the family thinks before it answers."""
    return {
        Thinking.NONE: tr("Has no thinking mode"),
        Thinking.OFF: tr("Asked not to think"),
        Thinking.ON: tr("Thinks before it answers"),
    }


def size_words(size: Size, sent: Size, *, sample: bool) -> str:
    """At what size an image goes to the model."""
    whose = tr("An image") if sample else tr("This image")
    old, new = (f"{number(wide)} × {number(high)}" for wide, high in (size, sent))
    if size == sent:
        return tr("{whose}, {old}, is sent as it is.").format(whose=whose, old=old)
    return tr("{whose}, {old}, is sent at {new}.").format(whose=whose, old=old, new=new)


def rule_words(rule: ImageRule, own_side: int | None = None) -> str:
    """An image rule as a sentence. `own_side`: what the model's projector says; it goes first."""
    pixels = own_side or rule.side
    side = number(pixels) if pixels else tr("the side its projector takes")
    side += tr(", as its projector says") if own_side and own_side != rule.side else ""
    if rule.fit is Fit.LONGEST:
        edge = number(rule.longest or 0)
        return tr("Longest edge at most {edge} pixels; never enlarged.").format(edge=edge)
    if rule.fit is Fit.SQUARE:
        return tr("Stretched to a square of {side}.").format(side=side)
    if rule.fit in (Fit.PADDED_SQUARE, Fit.SQUARE_PADDED_FIRST):
        return tr("Filled up to a square of {side}.").format(side=side)
    if rule.fit is Fit.EDGE:
        edge = number(rule.longest) if rule.longest else tr("what its projector takes")
        return tr("Longest edge brought to {edge}.").format(edge=edge)
    if rule.fit is Fit.TILES:
        tiles = tr("Stretched to at most {most} squares of {side}.")
        return tiles.format(most=rule.most_tiles, side=side)
    if rule.fit is Fit.PATCHES:
        patches = tr("Longest edge at most {edge} pixels; both stretched up to patches of {side}.")
        patch = number(own_side or rule.multiple)
        return patches.format(edge=number(rule.longest or 0), side=patch)
    cell = max(1, rule.multiple)
    words = tr("Both edges whole cells of {cell} pixels").format(cell=cell)
    least, most = (None if n is None else n // cell**2 for n in (rule.min_pixels, rule.max_pixels))
    if least and most:
        words += tr(", {least} to {most} cells").format(least=number(least), most=number(most))
    elif most:
        words += tr(", at most {most} cells").format(most=number(most))
    if rule.fit is Fit.TILES_OR_GRID:
        tiles = tr("; larger images in at most {most} squares of {side}")
        words += tiles.format(most=rule.most_tiles, side=number(rule.side or 0))
    return words + "."


def origin_words(profile: Profile) -> str:
    """Where the profile's facts are from."""
    words = tr("Source: {source} ({date}).").format(source=profile.source, date=profile.as_of)
    return f"{words} {profile.note}".strip() if profile.source else profile.note
