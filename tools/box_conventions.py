"""Write the table of docs/box-conventions.md anew from resources/profiles; `--check` only looks."""

from __future__ import annotations

import sys
from pathlib import Path

from vizdesk.common import resources
from vizdesk.comparison.parsing.box_writer import example
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.profiles import BoxForm, BoxScale, Fit, ImageRule, Profile, load_profiles
from vizdesk.comparison.types import Box

PAGE = Path(__file__).resolve().parents[1] / "docs" / "box-conventions.md"
CAT = Box(0.25, 0.4, 0.5, 0.8)
FRAME = Frame((800, 500), (1600, 1000))
SCALES = {
    BoxScale.UNIT: "0–1",
    BoxScale.PERCENT: "0–100 %",
    BoxScale.THOUSAND: "0–1000",
    BoxScale.THOUSAND_LESS_ONE: "0–999",
    BoxScale.LOC_1024: "0–1023 of 1024",
    BoxScale.SENT_PIXELS: "pixels of the image sent",
    BoxScale.ORIGINAL_PIXELS: "pixels of the original",
}


def row(profile: Profile) -> str:
    """The profile's line of the table."""
    boxes = profile.boxes
    cells = [profile.id, profile.name, "no boxes", "—", "—"]
    if boxes.form is not BoxForm.NONE:
        written = example("cat", CAT, boxes, FRAME).replace("|", "\\|")
        order = "y x y x" if boxes.y_first else "x y x y"
        cells[2:] = [f"`{written}`", order, SCALES[boxes.scale]]
    cells += [image(profile.image), f"{profile.source}; {profile.as_of}"]
    return "| " + " | ".join(cells) + " |"


def image(rule: ImageRule) -> str:
    """The size rule in a few words."""
    if rule.fit is Fit.SQUARE:
        return f"square {rule.side}" if rule.side else "square of the projector"
    if rule.fit is Fit.LONGEST:
        return f"longest edge ≤ {rule.longest}"
    if rule.fit is Fit.EDGE:
        return f"longest edge {rule.longest or 'of the projector'}"
    if rule.fit in (Fit.PADDED_SQUARE, Fit.SQUARE_PADDED_FIRST):
        return f"square {rule.side}, filled up"
    if rule.fit is Fit.TILES:
        return f"≤ {rule.most_tiles} tiles of {rule.side or 'the projector'}"
    cell = max(1, rule.multiple)
    said = f"cells of {cell} px" + (", filled" if rule.fit is Fit.BUDGET else "")
    if rule.min_pixels:
        said += f", ≥ {rule.min_pixels // cell**2:,}"
    said += f", ≤ {rule.max_pixels // cell**2:,}" if rule.max_pixels else ""
    if rule.fit is Fit.TILES_OR_GRID:
        said += f"; larger ones in ≤ {rule.most_tiles} tiles of {rule.side}"
    return said


def page() -> str:
    """The page with its table as it should be."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("| --- |")) + 1
    end = next(at for at in range(start, len(lines)) if not lines[at].startswith("|"))
    profiles = load_profiles(resources.folder() / "profiles")
    lines[start:end] = [row(profiles[key]) for key in sorted(profiles)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    wanted = page()
    if "--check" not in sys.argv:
        PAGE.write_text(wanted, encoding="utf-8")
    elif wanted != PAGE.read_text(encoding="utf-8"):
        sys.exit(f"{PAGE} is not up to date; run python {Path(__file__).name}")
