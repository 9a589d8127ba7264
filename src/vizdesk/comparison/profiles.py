"""Profiles: how one family of models is asked and how it writes boxes. Data, read from TOML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar

from vizdesk.common.open_enum import OpenEnum
from vizdesk.common.toml_files import read_toml
from vizdesk.common.typed_tables import arguments
from vizdesk.comparison.tasks import TaskKind, task_kind


class Fit(Enum):
    """How an image is brought to the size a model takes. The formulas: images/resize_rules.py."""

    LONGEST = "longest"
    SQUARE = "square"
    GRID = "grid"
    BUDGET = "budget"
    EDGE = "edge"
    TILES = "tiles"
    TILES_OR_GRID = "tiles-or-grid"
    PATCHES = "patches"
    PADDED_GRID = "padded-grid"
    PADDED_SQUARE = "padded-square"
    SQUARE_PADDED_FIRST = "square-padded-first"


class Resample(Enum):
    """Pillow's filter an image is resized with: the one the family was trained on."""

    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    LANCZOS = "lanczos"


@dataclass(frozen=True, slots=True)
class ImageRule:
    """The size of the image one family is sent, in pixels.

    LONGEST keeps the aspect and caps the longest edge at `longest`; it never enlarges. SQUARE
    stretches to `side` x `side` (None: the model's own side, from its projector). GRID keeps the
    aspect nearly, rounds both edges to a `multiple` and keeps width x height within
    `min_pixels`..`max_pixels`. BUDGET fills `max_pixels` as far as the aspect and the `multiple`
    allow. EDGE makes the longest edge `longest`, or the projector's own; the other one even.
    TILES stretches to the grid of up to `most_tiles` squares of `side` whose shape is nearest.
    TILES_OR_GRID is GRID for images of up to twice `max_pixels`, and TILES, two at the least, for
    larger ones, the whole image in the size of GRID beside them.
    PATCHES shrinks to the longest edge `longest`, or the projector's own, and stretches both edges
    up to whole patches of `multiple` pixels, or the projector's own.
    PADDED_GRID shrinks into `max_pixels`, aspect kept, and fills up to multiples with `background`
    on the right and below. PADDED_SQUARE makes the longest edge `side` and fills up to a square on
    both sides; SQUARE_PADDED_FIRST fills up to a square first and resizes that. `background` is a
    colour such as #7f7f7f. Boxes are read as shares of the image without its filling.
    `least_edge`: edges below it are first enlarged to it, aspect kept (GRID). `published_pixels`
    is the makers' own `max_pixels` where the usual one is lower; see `with_published_limits`.
    `resample` None: Lanczos, bilinear for a square.
    """

    fit: Fit = Fit.LONGEST
    longest: int | None = 2048
    side: int | None = None
    multiple: int = 1
    min_pixels: int | None = None
    max_pixels: int | None = None
    most_tiles: int = 12
    least_edge: int | None = None
    published_pixels: int | None = None
    background: str = "#000000"
    resample: Resample | None = None


class BoxForm(OpenEnum):
    """The shape in which a family writes its boxes; `comparison.parsing.forms` reads and writes it.

    A further form defines itself in its own module there.
    """

    __slots__ = ()
    further_members: ClassVar[str] = "vizdesk.comparison.parsing.forms"
    JSON: ClassVar[BoxForm]
    LOC_TOKENS: ClassVar[BoxForm]
    REF_DET: ClassVar[BoxForm]
    REF_BOX: ClassVar[BoxForm]
    REF_NUMBERS: ClassVar[BoxForm]
    BOX_TAGS: ClassVar[BoxForm]
    PAIRS: ClassVar[BoxForm]
    BRACKETS: ClassVar[BoxForm]
    LOC_QUADS: ClassVar[BoxForm]
    PATCH_INDEX: ClassVar[BoxForm]
    NONE: ClassVar[BoxForm]


BoxForm.JSON = BoxForm.define("json")
BoxForm.LOC_TOKENS = BoxForm.define("loc-tokens")
BoxForm.REF_DET = BoxForm.define("ref-det")
BoxForm.REF_BOX = BoxForm.define("ref-box")
BoxForm.REF_NUMBERS = BoxForm.define("ref-numbers")
BoxForm.BOX_TAGS = BoxForm.define("box-tags")
BoxForm.PAIRS = BoxForm.define("pairs")
BoxForm.BRACKETS = BoxForm.define("brackets")
BoxForm.LOC_QUADS = BoxForm.define("loc-quads")
BoxForm.PATCH_INDEX = BoxForm.define("patch-index")
BoxForm.NONE = BoxForm.define("none")


class BoxScale(Enum):
    """What the numbers of a box are a share of."""

    UNIT = "1"
    PERCENT = "100"
    THOUSAND = "1000"
    THOUSAND_LESS_ONE = "999"
    LOC_1024 = "1024"
    SENT_PIXELS = "sent-pixels"
    ORIGINAL_PIXELS = "original-pixels"


@dataclass(frozen=True, slots=True)
class BoxConvention:
    """How a family writes a box: shape, order of the four numbers, their scale, JSON keys.

    Sources: docs/box-conventions.md. `flat_keys` are the four keys of the variant that has no list
    (x_min, y_min, x_max, y_max), in x0, y0, x1, y1 order. Under `x_first_keys` x stands first
    whatever `y_first` says: for models of which nothing is known but the key they write.
    """

    form: BoxForm = BoxForm.JSON
    y_first: bool = False
    scale: BoxScale = BoxScale.THOUSAND
    box_keys: tuple[str, ...] = ("box_2d", "bbox_2d", "bbox")
    label_keys: tuple[str, ...] = ("label", "description", "class_name", "name")
    score_keys: tuple[str, ...] = ("confidence", "score")
    flat_keys: tuple[str, ...] = ()
    x_first_keys: tuple[str, ...] = ()


class Thinking(Enum):
    """Whether a family reasons in writing before it answers."""

    NONE = "none"
    OFF = "off"
    ON = "on"


@dataclass(frozen=True, slots=True)
class Match:
    """Which models a profile is for: GGUF architectures, projector types, patterns of names.

    `projectors` are the types that are usually this family's; `shared_projectors` are types its
    files carry too, of which more must be known (a name, an architecture) to tell the family.
    How patterns are read: `comparison.family_match`.
    """

    architectures: tuple[str, ...] = ()
    projectors: tuple[str, ...] = ()
    shared_projectors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """How one family is asked: prompts by key, boxes, image size, order, what it can do.

    `prompts` maps a prompt key (see prompts.py) to a template with {classes}, {question},
    {fields}, {width}, {height}, {thing}. `tasks` None means: everything may be tried.
    `thinking` OFF: it can, and is asked not to. `maker_temperature` is what its makers advise, for
    the record: a comparison stays greedy unless the user says otherwise. `tokens` are patterns
    (`<|LOC_*|>`) of control tokens that mean something in this family's prompts and replies.
    """

    id: str
    name: str
    prompts: Mapping[str, str] = field(default_factory=dict)
    boxes: BoxConvention = BoxConvention()
    image: ImageRule = ImageRule()
    match: Match = Match()
    tasks: frozenset[TaskKind] | None = None
    system: str | None = None
    image_first: bool = True
    takes_temperature: bool = True
    thinking: Thinking = Thinking.NONE
    maker_temperature: float | None = None
    tokens: tuple[str, ...] = ()
    source: str = ""
    as_of: str = ""
    note: str = ""


def with_published_limits(profile: Profile) -> Profile:
    """`profile` with images as large as its makers publish, where it sends smaller ones."""
    largest = profile.image.published_pixels
    if largest is None:
        return profile
    return replace(profile, image=replace(profile.image, max_pixels=largest))


class ProfileError(ValueError):
    """A profile file says something that cannot be understood; names the file and the key."""


def load_profiles(folder: Path) -> dict[str, Profile]:
    """All profiles of a folder of TOML files, by id. Raises ProfileError."""
    profiles: dict[str, Profile] = {}
    common: Mapping[str, str] = {}
    # `generic.toml` first: its prompts are everybody's, unless a profile has words of its own.
    for path in sorted(folder.glob("*.toml"), key=lambda path: (path.stem != "generic", path.stem)):
        try:
            data = read_toml(path)
            own = data.pop("own_words", False)
            words = data.get("prompts", {})
            profile = parse_profile({**data, "prompts": words if own else {**common, **words}})
            if profile.id == "generic":
                common = profile.prompts
        except (ValueError, TypeError, KeyError) as error:
            raise ProfileError(f"{path.name}: {error}") from error
        profiles[profile.id] = profile
    return profiles


def parse_profile(data: Mapping[str, Any]) -> Profile:
    """A profile from the tables of its file. Raises ValueError naming the key that is wrong."""
    plain = {key: value for key, value in data.items() if key not in _PARTS}
    if "picture_first" in plain:  # the key in the files of version 0.1
        plain["image_first"] = plain.pop("picture_first")
    for key in ("id", "name"):
        if not plain.get(key):
            raise ValueError(f"{key} is missing")
    prompts = data.get("prompts", {})
    _check_prompts(prompts)
    tasks = data.get("tasks")
    return Profile(
        **{**arguments(Profile, plain), "system": plain.get("system") or None},
        prompts=dict(prompts),
        boxes=BoxConvention(**arguments(BoxConvention, data.get("boxes", {}), "boxes")),
        image=_image(data.get("picture", {})),
        match=Match(**arguments(Match, data.get("match", {}), "match")),
        tasks=None if tasks is None else frozenset(task_kind(name) for name in tasks),
    )


_PARTS = frozenset({"prompts", "boxes", "picture", "match", "tasks"})


def _image(data: object) -> ImageRule:
    made = arguments(ImageRule, data, "picture")
    # A rule for one model's own edge names none; the cap of LONGEST is not meant for it.
    if made.get("fit", Fit.LONGEST) is not Fit.LONGEST:
        made.setdefault("longest", None)
    # TOML has no null: 0 takes a limit away.
    limits = {key: None for key in LIMITS if made.get(key) == 0}
    rule = ImageRule(**{**made, **limits})
    if rule.fit is Fit.LONGEST and rule.longest is None:
        raise ValueError("picture.longest is missing")
    if not re.fullmatch("#[0-9a-fA-F]{6}", rule.background):
        raise ValueError(f"picture.background must be like #7f7f7f, not {rule.background!r}")
    return rule


LIMITS = ("longest", "side", "min_pixels", "max_pixels")


def _check_prompts(prompts: object) -> None:
    if not isinstance(prompts, Mapping):
        raise ValueError("prompts must be a table")
    for key, words in prompts.items():
        if not isinstance(words, str):
            raise ValueError(f"prompts.{key} must be a text, not {words!r}")
