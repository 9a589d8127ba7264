"""Encode an image for one model: the size its family takes, PNG, no metadata."""

from __future__ import annotations

import threading
from collections import OrderedDict
from io import BytesIO

from PIL import Image

from vizdesk.comparison.profiles import Fit, ImageRule, Resample
from vizdesk.comparison.types import SentImage
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.resize_rules import Size, overview_size, sent_size

# Loopback and uploads are quick next to a model: zlib level 1 saves a second on a large image.
_COMPRESSION = 1

_FILTERS = {
    Resample.BILINEAR: Image.Resampling.BILINEAR,
    Resample.BICUBIC: Image.Resampling.BICUBIC,
    Resample.LANCZOS: Image.Resampling.LANCZOS,
}


def encode_for(
    image: DecodedImage,
    rule: ImageRule,
    model_side: int | None = None,
    model_edge: int | None = None,
) -> SentImage:
    """The image as one model is sent it; for the two last, see `sent_size`."""
    size = sent_size(image.pixels.size, rule, model_side, model_edge)
    return _encode(image.pixels, size, overview_size(size, rule, model_side), filter_of(rule))


def filter_of(rule: ImageRule) -> Resample:
    """The filter a rule resizes with: its own, else bilinear for a square and Lanczos elsewhere."""
    if rule.resample is not None:
        return rule.resample
    return Resample.BILINEAR if rule.fit is Fit.SQUARE else Resample.LANCZOS


_Key = tuple[str, Size, Size | None, Resample]


class EncodedImages:
    """Encoded images of late, so that models of one family, and later runs, share one encoding.

    Holds at most `limit_bytes` of PNG data (least recently used go first). Any thread may call.
    """

    def __init__(self, limit_bytes: int = 64 * 1024 * 1024) -> None:
        self._limit = limit_bytes
        self._kept: OrderedDict[_Key, SentImage] = OrderedDict()
        self._lock = threading.Lock()

    def encode_for(
        self,
        image: DecodedImage,
        rule: ImageRule,
        model_side: int | None = None,
        model_edge: int | None = None,
    ) -> SentImage:
        """As the function `encode_for`; the same image at the same size is encoded once."""
        size = sent_size(image.pixels.size, rule, model_side, model_edge)
        small = overview_size(size, rule, model_side)
        how = filter_of(rule)
        key = (image.ref.sha256, size, small, how)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        sent = _encode(image.pixels, size, small, how)
        self._keep(key, sent)
        return sent

    @property
    def held_bytes(self) -> int:
        """Bytes of PNG data held now."""
        return sum(len(sent.data) + len(sent.overview) for sent in self._kept.values())

    def _keep(self, key: _Key, sent: SentImage) -> None:
        with self._lock:
            self._kept[key] = sent
            while self.held_bytes > self._limit:
                self._kept.popitem(last=False)


def _encode(image: Image.Image, size: Size, small: Size | None, how: Resample) -> SentImage:
    overview = _png(image, small, how) if small else b""
    return SentImage(_png(image, size, how), "image/png", *size, overview)


def _png(image: Image.Image, size: Size, how: Resample) -> bytes:
    # Once, from the whole image, as the families' own processors do (docs/parity.md).
    resized = image if image.size == size else image.resize(size, _FILTERS[how])
    # A fresh image has no `info`: no EXIF, GPS, ICC profile or text can travel with it.
    bare = Image.frombytes("RGB", resized.size, resized.tobytes())
    file = BytesIO()
    bare.save(file, "PNG", compress_level=_COMPRESSION)
    return file.getvalue()
