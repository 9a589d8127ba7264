"""Encode a picture for one model: the size its family takes, PNG, no metadata."""

from __future__ import annotations

import threading
from collections import OrderedDict
from io import BytesIO
from math import ceil, floor, sqrt

from PIL import Image

from vizdesk.comparison.events import EngineError
from vizdesk.comparison.nouns import SentPicture
from vizdesk.comparison.profiles import Fit, PictureRule
from vizdesk.pictures.picture import Picture

# What a model gets when neither its profile nor its projector says a side; CLIP's and SigLIP's.
DEFAULT_SIDE = 224
# Loopback and uploads are quick next to a model: zlib level 1 saves a second on a large picture.
_COMPRESSION = 1
# Qwen's processor refuses pictures that are narrower; so narrow, no cell is left of the short edge.
MOST_ASPECT = 200

Size = tuple[int, int]


def encode_for(picture: Picture, rule: PictureRule, model_side: int | None = None) -> SentPicture:
    """The picture as one model is sent it. `model_side`: the side in pixels its projector takes."""
    return _encode(picture.image, rule, sent_size(picture.image.size, rule, model_side))


def sent_size(size: Size, rule: PictureRule, model_side: int | None = None) -> Size:
    """Width and height in pixels that a picture of `size` is sent at under `rule`.

    Raises EngineError when a GRID family takes no picture so narrow.
    """
    if rule.fit is Fit.SQUARE:
        side = rule.side or model_side or DEFAULT_SIDE
        return side, side
    if rule.fit is Fit.GRID and max(size) > MOST_ASPECT * min(size):
        wide, high = size
        raise EngineError(
            f"This picture is {wide:,} × {high:,} pixels, more than {MOST_ASPECT} times as long as "
            "it is wide; this family of models takes no such picture.",
            "Cut a part out of it, or ask another model.",
        )
    capped = _within(size, rule.longest)
    return capped if rule.fit is Fit.LONGEST else _on_grid(capped, rule)


class EncodedPictures:
    """Encoded pictures of late, so that models of one family, and later runs, share one encoding.

    Holds at most `limit_bytes` of PNG data (least recently used go first). Any thread may call.
    """

    def __init__(self, limit_bytes: int = 64 * 1024 * 1024) -> None:
        self._limit = limit_bytes
        self._kept: OrderedDict[tuple[str, Size, Fit], SentPicture] = OrderedDict()
        self._lock = threading.Lock()

    def encode_for(
        self, picture: Picture, rule: PictureRule, model_side: int | None = None
    ) -> SentPicture:
        """As the function `encode_for`; the same picture at the same size is encoded once."""
        size = sent_size(picture.image.size, rule, model_side)
        key = (picture.ref.sha256, size, rule.fit)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        sent = _encode(picture.image, rule, size)
        self._keep(key, sent)
        return sent

    @property
    def held_bytes(self) -> int:
        """Bytes of PNG data held now."""
        return sum(len(sent.data) for sent in self._kept.values())

    def _keep(self, key: tuple[str, Size, Fit], sent: SentPicture) -> None:
        with self._lock:
            self._kept[key] = sent
            while self.held_bytes > self._limit:
                self._kept.popitem(last=False)


def _encode(image: Image.Image, rule: PictureRule, size: Size) -> SentPicture:
    # The square models were trained on Pillow's antialiased bilinear, exactly as here.
    square = rule.fit is Fit.SQUARE
    how = Image.Resampling.BILINEAR if square else Image.Resampling.LANCZOS
    resized = image if image.size == size else image.resize(size, how)
    # A fresh image has no `info`: no EXIF, GPS, ICC profile or text can travel with it.
    bare = Image.frombytes("RGB", resized.size, resized.tobytes())
    file = BytesIO()
    bare.save(file, "PNG", compress_level=_COMPRESSION)
    return SentPicture(file.getvalue(), "image/png", *size)


def _within(size: Size, longest: int) -> Size:
    """`size` with its aspect kept and no edge above `longest`; never enlarged."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _on_grid(size: Size, rule: PictureRule) -> Size:
    """Both edges a multiple, the area within the rule: the rounding of Qwen's `smart_resize`.

    https://github.com/huggingface/transformers, models/qwen2_vl/image_processing_qwen2_vl.py
    """
    step = max(1, rule.multiple)
    width, height = (round(edge / step) * step for edge in size)
    if rule.max_pixels is not None and width * height > rule.max_pixels:
        shrink = sqrt(size[0] * size[1] / rule.max_pixels)
        width, height = (max(step, floor(edge / shrink / step) * step) for edge in size)
    elif rule.min_pixels is not None and width * height < rule.min_pixels:
        grow = sqrt(rule.min_pixels / (size[0] * size[1]))
        width, height = (ceil(edge * grow / step) * step for edge in size)
    return max(step, width), max(step, height)
