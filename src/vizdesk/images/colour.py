"""Any Pillow mode and colour profile → upright RGB in sRGB on white."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

from vizdesk.images.orientation import upright

_ALPHA = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
_DEEP = frozenset({"I;16", "I;16L", "I;16B", "I;16N", "I", "F"})
_PROFILED = frozenset({"RGB", "L", "CMYK"})


def to_rgb(image: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """`image` (decoded) as upright RGB, and sentences about what that changed."""
    profile = image.info.get("icc_profile")
    turned = upright(image)
    if turned.mode in _DEEP:
        return _scaled(turned).convert("RGB"), ("16-bit values scaled to 8 bits.",)
    flat, notes = _on_white(turned)
    if profile:
        managed = _to_srgb(flat, profile)
        if managed is None:
            return flat.convert("RGB"), (*notes, "Its colour profile is damaged and was left out.")
        return managed, notes
    return (flat if flat.mode == "RGB" else flat.convert("RGB")), notes


def _on_white(image: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
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
        "Transparent parts shown on white.",
    )


def _scaled(image: Image.Image) -> Image.Image:
    """A 16-bit, 32-bit or float image as 8-bit grey: scaled, never clipped.

    16-bit values are divided by 257 (65535 → 255). Integers and floats have no agreed white, so
    theirs is the range of the image itself, unless integers already lie in 0..65535.
    """
    if image.mode == "F":
        low, high = _extrema(image)
    else:
        image = image.convert("I")
        low, high = _extrema(image)
        if low >= 0 and high <= 65535:
            low, high = 0.0, 65535.0
    span = high - low or 1.0
    scale = 255.0 / span
    # Pillow cuts off when it converts to L: half a step more rounds instead.
    return image.convert("F").point(lambda v: v * scale + (0.5 - low * scale)).convert("L")


def _extrema(image: Image.Image) -> tuple[float, float]:
    """Smallest and largest value of a one-band image."""
    low, high = image.getextrema()
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    return float(low), float(high)


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """`image` in sRGB through its own ICC profile, or None when the profile cannot be used."""
    if image.mode not in _PROFILED:
        image = image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
