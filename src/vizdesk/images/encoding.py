"""Encode an image for one model: the size its family takes, the bytes its server takes.

No metadata goes along.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from math import ceil, sqrt

from PIL import Image

from vizdesk.common.lru_by_bytes import LruByBytes
from vizdesk.comparison.events import ImageTooLarge
from vizdesk.comparison.jobs import EXACT, ImageDelivery, delivery_of
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.profiles import Fit, ImageRule, Resample
from vizdesk.comparison.types import SentImage
from vizdesk.images.decoded_image import UprightImage
from vizdesk.images.resize_rules import Placement, Size, overview_size, placement, sent_size
from vizdesk.images.wire_formats import (
    JPEG,
    LOWER_QUALITY,
    PNG,
    flat_png,
    is_photograph,
    jpeg,
)

# Loopback and uploads are quick next to a model: zlib level 1 saves a second on a large image.
_COMPRESSION = 1

_FILTERS = {
    Resample.BILINEAR: Image.Resampling.BILINEAR,
    Resample.BICUBIC: Image.Resampling.BICUBIC,
    Resample.LANCZOS: Image.Resampling.LANCZOS,
}
# What is more than one resized image.
_MADE_OF_SEVERAL = frozenset(
    (Fit.TILES_OR_GRID, Fit.PADDED_GRID, Fit.PADDED_SQUARE, Fit.SQUARE_PADDED_FIRST)
)
_FAST = Image.Resampling.HAMMING


# A request of a gateway may have 1 MB (nginx's usual limit): so much is left for the image.
_GATEWAY_BYTES = 700_000
# A base64 text is 4/3 of the bytes; a data URL's head and the quotes are a few bytes more.
_BASE64, _HEAD = 4 / 3, 64
_STEPS, _STEP_FLOOR = 6, 64
_NEARLY = 0.95


def encode_for(
    image: UprightImage,
    rule: ImageRule,
    model_side: int | None = None,
    model_edge: int | None = None,
    delivery: ImageDelivery = EXACT,
) -> SentImage:
    """The image as one model is sent it; for side and edge, see `sent_size`."""
    pixels = _whole(image)
    if delivery.travels:
        rule = _left_to_the_server(rule)
        size = sent_size(pixels.size, rule, model_side, model_edge)
        return _travelling(pixels, rule, size, delivery)
    placed = placement(pixels.size, rule, model_side, model_edge)
    small = overview_size(pixels.size, placed.sent, rule, model_side)
    return _encode(pixels, placed, small, filter_of(rule))


def _whole(image: UprightImage) -> Image.Image:
    """Its pixels. A small copy, which stands in for it on the screen, is for people only."""
    pixels = image.pixels
    if pixels.size != _size_of(image):
        raise ValueError(f"{pixels.size} of {_size_of(image)} pixels: no model is sent a preview")
    return pixels


def _size_of(image: UprightImage) -> Size:
    return image.ref.width, image.ref.height


def _left_to_the_server(rule: ImageRule) -> ImageRule:
    """The rule for a server, which fills up an image, or makes tiles and their whole, by itself."""
    if rule.fit in _MADE_OF_SEVERAL:
        return ImageRule(resample=rule.resample)
    return rule


def encode_smaller(
    image: UprightImage, rule: ImageRule, refused: SentImage, limit: ImageTooLarge
) -> SentImage | None:
    """A smaller file than `refused` that keeps to `limit`; None where there is none.

    A server that names no limit gets half of what it refused, and what fits a gateway's 1 MB.
    """
    edge = max(refused.width, refused.height)
    most_edge = limit.most_edge if limit.most_edge and limit.most_edge < edge else None
    most_bytes = limit.most_bytes
    if most_edge is None and (most_bytes is None or most_bytes >= len(refused.data) * _BASE64):
        most_bytes = int(min(_GATEWAY_BYTES, len(refused.data) / 2) * _BASE64)
    rule = _left_to_the_server(rule)
    rule = rule if most_edge is None else _capped(rule, most_edge)
    pixels = _whole(image)
    size = sent_size(pixels.size, rule)
    smaller = _travelling(pixels, rule, size, ImageDelivery(True, most_bytes))
    return smaller if len(smaller.data) < len(refused.data) else None


def _capped(rule: ImageRule, longest: int) -> ImageRule:
    return replace(rule, longest=min(longest, rule.longest or longest))


def _travelling(
    image: Image.Image, rule: ImageRule, size: Size, delivery: ImageDelivery
) -> SentImage:
    """The image as a server takes it, lossless where it is drawn and that is small enough."""
    most = delivery.most_bytes and int((delivery.most_bytes - _HEAD) / _BASE64)
    photograph = is_photograph(image)
    # Hamming is as sharp as bicubic at half the time of Lanczos, which noise does not need.
    how = _FAST if photograph and rule.resample is None else _FILTERS[filter_of(rule)]
    factor = _whole_factor(image.size, size) if how is _FAST and rule.fit is Fit.LONGEST else 1
    bare = image.reduce(factor) if factor > 1 else _resized(image, size, how)
    bare.info, size = {}, bare.size
    if not photograph:
        data = flat_png(bare)
        if most is None or len(data) <= most:
            return SentImage(data, PNG, *size)
    data = jpeg(bare)
    if most is not None and len(data) > most:
        data = jpeg(bare, LOWER_QUALITY)
    for _ in range(_STEPS):
        if most is None or len(data) <= most or max(size) <= _STEP_FLOOR:
            break
        scale = 0.95 * sqrt(most / len(data))
        shrunk = sent_size(image.size, _capped(rule, max(_STEP_FLOOR, int(max(size) * scale))))
        if max(shrunk) >= max(size):
            break  # a family that takes one size only
        size = shrunk
        data = jpeg(_resized(image, size, how), LOWER_QUALITY)
    return SentImage(data, JPEG, *size)


def _whole_factor(size: Size, wanted: Size) -> int:
    """By how much `size` can be divided for nearly the `wanted` one; 1 for none.

    Means of whole squares of pixels take a fifth of a filter's time, and a photograph of 4,032
    pixels is as good at 2,016 as at 2,048.
    """
    factor = ceil(max(size) / max(wanted))
    return factor if ceil(max(size) / factor) >= _NEARLY * max(wanted) else 1


def filter_of(rule: ImageRule) -> Resample:
    """The filter a rule resizes with: its own, else bilinear for a square and Lanczos elsewhere."""
    if rule.resample is not None:
        return rule.resample
    return Resample.BILINEAR if rule.fit is Fit.SQUARE else Resample.LANCZOS


_Key = tuple[str, Placement, Size | None, Resample, ImageDelivery]


class EncodedImages:
    """Encoded images of late, so that models of one family, and later runs, share one encoding.

    Also knows what servers taught: how large an image they take that refused a larger one.

    Holds at most `limit_bytes` of image files (least recently used go first). Any thread may call.
    """

    def __init__(self, limit_bytes: int = 64 * 1024 * 1024) -> None:
        self._kept: LruByBytes[_Key, SentImage] = LruByBytes(limit_bytes, _file_bytes)
        self._taught: dict[str, int] = {}

    def encode_for(
        self,
        image: UprightImage,
        rule: ImageRule,
        model_side: int | None = None,
        model_edge: int | None = None,
        delivery: ImageDelivery = EXACT,
    ) -> SentImage:
        """As the function `encode_for`; the same image at the same size is encoded once."""
        # By its size alone: what was encoded before needs no pixels.
        size = _size_of(image)
        placed = placement(size, rule, model_side, model_edge)
        small = overview_size(size, placed.sent, rule, model_side)
        how = filter_of(rule)
        key = (image.ref.key, placed, small, how, delivery)
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        sent = encode_for(image, rule, model_side, model_edge, delivery)
        self._kept.put(key, sent)
        return sent

    def for_model(self, image: UprightImage, rule: ImageRule, model: Model) -> SentImage:
        """The image as `model` is sent it, within what its server takes or was found to take."""
        delivery = delivery_of(model)
        taught = self._taught.get(_server_of(model))
        if taught is not None:
            delivery = replace(delivery, most_bytes=min(taught, delivery.most_bytes or taught))
        return self.encode_for(image, rule, model.image_side, model.image_edge, delivery)

    def smaller(
        self,
        image: UprightImage,
        rule: ImageRule,
        model: Model,
        refused: SentImage,
        limit: ImageTooLarge,
    ) -> SentImage | None:
        """See `encode_smaller`; the next images to this server are no larger from the start.

        A refusal of what fits a gateway may have another reason, and teaches nothing.
        """
        sent = encode_smaller(image, rule, refused, limit)
        if sent is not None:
            taught = int(max(_GATEWAY_BYTES, len(sent.data)) * _BASE64) + _HEAD
            self._taught[_server_of(model)] = min(taught, limit.most_bytes or taught)
        return sent

    @property
    def held_bytes(self) -> int:
        """Bytes of image files held now."""
        return self._kept.held_bytes


def _file_bytes(sent: SentImage) -> int:
    return len(sent.data) + len(sent.overview)


def _server_of(model: Model) -> str:
    return model.source.base_url if isinstance(model.source, Endpoint) else ""


def _encode(image: Image.Image, placed: Placement, small: Size | None, how: Resample) -> SentImage:
    overview = _png(_resized(image, small, _FILTERS[how])) if small else b""
    whole = _resized(image, placed.content, _FILTERS[how])
    if placed.canvas != placed.content:
        canvas = Image.new("RGB", placed.canvas, placed.background)
        canvas.paste(whole, placed.offset)
        whole = _resized(canvas, placed.sent, _FILTERS[how])
    return SentImage(_png(whole), PNG, *placed.sent, overview)


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG", compress_level=_COMPRESSION)
    return file.getvalue()


def _resized(image: Image.Image, size: Size, how: Image.Resampling) -> Image.Image:
    """Once, from the whole image, as the families' own processors do (docs/parity.md)."""
    bare = image.copy() if image.size == size else image.resize(size, how)
    # Pillow writes what `info` holds: no EXIF, GPS, ICC profile or text may travel with it.
    bare.info = {}
    return bare
