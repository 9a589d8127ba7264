"""What can be wrong with an image, each said as one sentence."""

from __future__ import annotations

from vizdesk.common.messages import MessageError, message


class ImageError(MessageError):
    """An image cannot be opened. The message is a sentence for people."""


class ImageTooLarge(ImageError):  # noqa: N818 - reads as what happened
    """More pixels than the limit: `width` x `height`, together `megapixels` (millions)."""

    # RGB in Pillow (4 bytes a pixel), RGB for Qt (4) and its half sizes (a third of that).
    BYTES_A_PIXEL = 9.3

    def __init__(self, name: str, width: int, height: int, limit_megapixels: float) -> None:
        self.width, self.height = width, height
        self.megapixels = width * height / 1e6
        needed = width * height * self.BYTES_A_PIXEL / 1e9
        super().__init__(
            message(
                "{name} has {megapixels} megapixels ({width} × {height}) and would need about "
                "{needed} GB of memory; the limit is {limit} megapixels.",
                name=name,
                megapixels=f"{self.megapixels:,.0f}",
                width=f"{width:,}",
                height=f"{height:,}",
                needed=f"{needed:.1f}",
                limit=f"{limit_megapixels:,.0f}",
            )
        )
