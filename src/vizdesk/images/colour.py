"""Any Pillow mode and colour profile → upright RGB in sRGB on white."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops, ImageCms

from vizdesk.common.messages import Message, message
from vizdesk.images.orientation import upright

_ALPHA = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
_DEEP = frozenset({"I;16", "I;16L", "I;16B", "I;16N", "I", "F"})


def to_rgb(image: Image.Image) -> tuple[Image.Image, tuple[Message, ...]]:
    """`image` (decoded) as upright RGB, and sentences about what that changed."""
    profile = image.info.get("icc_profile")
    turned = upright(image)
    notes: tuple[Message, ...]
    if turned.mode in _DEEP:
        flat, notes = _deep_on_white(turned)
    else:
        flat, notes = _on_white(turned)
    if profile:
        managed = _to_srgb(flat, profile)
        if managed is None:
            return flat.convert("RGB"), (
                *notes,
                message("Its colour profile could not be applied."),
            )
        return managed, notes
    return (flat if flat.mode == "RGB" else flat.convert("RGB")), notes


def _deep_on_white(image: Image.Image) -> tuple[Image.Image, tuple[Message, ...]]:
    """A 16-bit, 32-bit or float image as 8-bit grey; its one transparent value becomes white."""
    grey, note = _scaled(image)
    transparent = image.info.get("transparency")
    if not isinstance(transparent, int):
        return grey, (note,)
    values = image.convert("F")
    # Pillow's conversion to L clips at 0 and 255: not zero where a value differs from the one.
    above = values.point(lambda v: v * 255.0 - transparent * 255.0).convert("L")
    below = values.point(lambda v: v * -255.0 + transparent * 255.0).convert("L")
    white = Image.new("L", grey.size, 255)
    white.paste(grey, mask=ImageChops.lighter(above, below))
    return white, (note, message("Transparent parts shown on white."))


def _on_white(image: Image.Image) -> tuple[Image.Image, tuple[Message, ...]]:
    """`image` without alpha: transparent parts become white, as on paper."""
    if image.mode not in _ALPHA and "transparency" not in image.info:
        if image.mode == "P":
            return image.convert("RGB"), ()
        return image, ()
    layered = image.convert("RGBA")
    lowest = layered.getchannel("A").getextrema()[0]
    if lowest == 255:
        return layered.convert("RGB"), ()
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB"), (
        message("Transparent parts shown on white."),
    )


def _scaled(image: Image.Image) -> tuple[Image.Image, Message]:
    """A 16-bit, 32-bit or float image as 8-bit grey, and the sentence about it.

    16-bit values are divided by 257 (65535 → 255). Cameras and microscopes store 10 or 12 bits in
    16: where no value needs more than 12 bits, white is 4095 (or 1023). Integers and floats have no
    agreed white, so theirs is the range of the image itself, unless integers lie in 0..65535.
    """
    note = message("16-bit values scaled to 8 bits.")
    if image.mode == "F":
        low, high = _extrema(image)
        note = message(
            "Floating point values from {low} to {high} shown from black to white.",
            low=f"{low:g}",
            high=f"{high:g}",
        )
    else:
        image = image.convert("I")
        low, high = _extrema(image)
        if low >= 0 and high <= 65535:
            bits = next((bits for bits in (10, 12) if 255 < high < 2**bits), 16)
            if bits < 16:
                note = message("{bits}-bit values in a 16-bit file scaled to 8 bits.", bits=bits)
            low, high = 0.0, float(2**bits - 1)
        else:
            note = message(
                "Values from {low} to {high} shown from black to white.",
                low=f"{low:g}",
                high=f"{high:g}",
            )
    span = high - low or 1.0
    scale = 255.0 / span
    # Pillow cuts off when it converts to L: half a step more rounds instead.
    shown = image.convert("F").point(lambda v: v * scale + (0.5 - low * scale)).convert("L")
    return shown, note


def _extrema(image: Image.Image) -> tuple[float, float]:
    """Smallest and largest value of a one-band image."""
    low, high = image.getextrema()
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    return float(low), float(high)


# The mode an image must have for a profile of this colour space (ICC.1:2022, table 19).
_MODE_OF_SPACE = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK", "Lab": "LAB"}


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """`image` in sRGB through its own ICC profile, or None when the profile cannot be used."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = _MODE_OF_SPACE.get(source.profile.xcolor_space.strip())
        if mode is None or ("CMYK" in (mode, image.mode) and mode != image.mode):
            return None
        if image.mode != mode:
            image = image.convert(mode)
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
