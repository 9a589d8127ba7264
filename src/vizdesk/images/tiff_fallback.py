"""TIFF that Pillow cannot decode (three float channels, planar samples), and camera raw previews.

tifffile (BSD-3) reads what scientific cameras and GIS programs write; camera raw files (DNG, NEF,
CR2, ARW) are TIFF too, and hold a preview that the camera made. Runs in the confined child only.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from PIL import Image

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.images.errors import ImageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

# TIFF tags: https://exiftool.org/TagNames/EXIF.html
_DNG_VERSION, _CFA_PATTERN = 50706, 33422
_SUBFILE_TYPE, _PHOTOMETRIC, _SUB_IFDS = 254, 262, 330
_CFA, _LINEAR_RAW = 32803, 34892
_JPEG = (6, 7)
# Of Adobe, and of Aperio's slides: https://www.loc.gov/preservation/digital/formats/fdd/
_JPEG_2000_YCBCR = 33003
_JPEG_2000 = (34712, _JPEG_2000_YCBCR, 33005)


class UnreadTiffError(ImageError):
    """A whole TIFF in a compression for which there is no decoder."""


def is_tiff(data: bytes) -> bool:
    """Whether `data` begins like a TIFF or BigTIFF file."""
    return data[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def raw_preview(data: bytes) -> tuple[Image.Image, Message] | None:
    """The largest image of a camera raw file, and the sentence about it; None for other TIFFs.

    The sentence is empty where that image is the whole one and no preview.
    """
    if not _may_be_raw(data):
        return None
    import tifffile

    try:
        with tifffile.TiffFile(io.BytesIO(data)) as file:
            pages = _with_sub_pages(file)
            raw = [page for page in pages if _is_sensor_data(page)]
            reduced = bool(int(pages[0].subfiletype or 0) & 1)
            if not raw and not reduced and not any(_DNG_VERSION in page.tags for page in pages):
                return None
            whole = max(raw or pages, key=lambda page: page.imagewidth * page.imagelength)
            ranked = sorted(pages, key=lambda page: page.imagewidth * page.imagelength)
            for page in reversed(ranked):
                preview = _preview_of(data, page)
                if preview is not None and page is whole:
                    return preview, EMPTY
                if preview is not None:
                    return preview, (
                        message(
                            "Camera raw: its embedded preview is shown, {width} × {height} of "
                            "{whole_width} × {whole_height} pixels.",
                            width=preview.width,
                            height=preview.height,
                            whole_width=whole.imagewidth,
                            whole_height=whole.imagelength,
                        )
                    )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a TIFF that tifffile cannot read is left to Pillow
        return None
    return None


def _may_be_raw(data: bytes) -> bool:
    """Whether the first page alone speaks for camera raw: cheap, without walking all pages."""
    try:
        with Image.open(io.BytesIO(data), formats=["TIFF"]) as image:
            tags = image.tag_v2  # type: ignore[attr-defined]
            photometric = tags.get(_PHOTOMETRIC)
            reduced = bool(int(tags.get(_SUBFILE_TYPE, 0)) & 1)
            return (
                reduced
                or photometric in (_CFA, _LINEAR_RAW)
                or _DNG_VERSION in tags
                or _SUB_IFDS in tags
            )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what Pillow cannot open may be raw
        return True


def _with_sub_pages(file: Any) -> list[Any]:  # noqa: ANN401 - tifffile has no types
    pages: list[Any] = []
    for page in file.pages:
        pages.append(page)
        pages += list(page.pages) if page.pages is not None else []
    return [page for page in pages if hasattr(page, "imagewidth")]


def _is_sensor_data(page: Any) -> bool:  # noqa: ANN401
    """Whether a page holds what the sensor measured, which only a raw converter can show."""
    return int(page.photometric or 0) in (_CFA, _LINEAR_RAW) or _CFA_PATTERN in page.tags


def _preview_of(data: bytes, page: Any) -> Image.Image | None:  # noqa: ANN401
    if _is_sensor_data(page):
        return None
    try:
        if int(page.compression) in _JPEG and len(page.dataoffsets) == 1:
            start, length = page.dataoffsets[0], page.databytecounts[0]
            image = Image.open(io.BytesIO(data[start : start + length]), formats=["JPEG"])
            image.load()
            return image
        pixels = page.asarray()
        return Image.fromarray(pixels) if pixels.dtype == "uint8" else None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the next smaller preview may be whole
        return None


def _from_jpeg_2000(data: bytes, page: Any) -> Image.Image:  # noqa: ANN401
    """A page whose strips or tiles are JPEG 2000, which Pillow reads, put together."""
    wide, high = page.imagewidth, page.imagelength
    across, down = (page.tilewidth, page.tilelength) if page.is_tiled else (wide, page.rowsperstrip)
    columns = -(-wide // across)
    whole: Image.Image | None = None
    for at, (start, length) in enumerate(zip(page.dataoffsets, page.databytecounts, strict=True)):
        file = io.BytesIO(data[start : start + length])
        with Image.open(file, formats=["JPEG2000"]) as opened:
            opened.load()
            part: Image.Image = opened
        if int(page.compression) == _JPEG_2000_YCBCR and part.mode == "RGB":
            part = Image.frombytes("YCbCr", part.size, part.tobytes()).convert("RGB")
        if whole is None:
            whole = Image.new(part.mode, (wide, high))
        whole.paste(part, (at % columns * across, at // columns * down))
    if whole is None:
        raise ValueError("no strips or tiles")
    return whole


def decode_tiff(data: bytes, name: str, frame: int) -> tuple[Image.Image, Message, int]:
    """Page `frame` as 8-bit grey or RGB, a sentence about its values, and how many pages there are.

    Raises ImageError.
    """
    import tifffile

    try:
        with tifffile.TiffFile(io.BytesIO(data)) as file:
            pages = len(file.pages)
            page: Any = file.pages[frame]
            if int(page.compression) in _JPEG_2000:
                return _from_jpeg_2000(data, page), EMPTY, pages
            values = _values(page, name)
    except (MemoryError, ImageError):
        raise
    except Exception as error:
        raise ImageError(
            message("{name} is damaged and cannot be opened: {error}.", name=name, error=str(error))
        ) from error
    return *_shown(values), pages


def _values(page: Any, name: str) -> NDArray[Any]:  # noqa: ANN401
    """What a page holds: rows × columns, or rows × columns × channels."""
    import numpy as np

    try:
        values: NDArray[Any] = page.asarray()
    except ValueError as error:
        if "imagecodecs" not in str(error):  # the package tifffile asks for rarer compressions
            raise
        compression = getattr(page.compression, "name", str(page.compression))
        raise UnreadTiffError(
            message(
                "{name} is a TIFF whose compression ({compression}) vizdesk cannot read.",
                name=name,
                compression=compression,
            )
        ) from error
    if int(page.planarconfig or 1) == 2 and values.ndim == 3:
        values = np.moveaxis(values, 0, -1)
    if values.ndim == 3 and values.shape[-1] > 3:
        return values[..., :3]
    if values.ndim == 3 and values.shape[-1] != 3:
        return values[..., 0]
    return values


def _shown(values: NDArray[Any]) -> tuple[Image.Image, Message]:
    """The values as 8 bits, and which range was taken for them."""
    import numpy as np

    if values.dtype == np.uint8:
        return Image.fromarray(values), EMPTY
    finite = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    if values.dtype.kind == "f" and low >= 0 and high <= 1:
        low, high = 0.0, 1.0
    elif values.dtype == np.uint16:
        low, high = 0.0, 65535.0
    span = high - low or 1.0
    scaled = np.clip(np.nan_to_num((values.astype("float32") - low) / span), 0, 1)
    note = message(
        "Values from {low} to {high} shown from black to white.", low=f"{low:g}", high=f"{high:g}"
    )
    return Image.fromarray((scaled * 255 + 0.5).astype("uint8")), note
