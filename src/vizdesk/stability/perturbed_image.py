"""An image as a perturbation makes it, for models to be asked about: made when it is needed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vizdesk.common.messages import Message
from vizdesk.comparison.types import ImageRef
from vizdesk.images.decoded_image import UprightImage
from vizdesk.stability.perturbation import ORIGINAL, Perturbation

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, eq=False, slots=True)
class PerturbedImage:
    """An `UprightImage` that is `base`, changed; its key says how. No pixels are held."""

    base: UprightImage
    change: Perturbation

    @property
    def pixels(self) -> Image.Image:
        """The changed pixels, made anew each time they are asked for. Raises ImageError."""
        return self.change.made(self.base.pixels)

    @property
    def ref(self) -> ImageRef:
        """That of the unperturbed image with the changed size, and a hash that no file has."""
        ref = self.base.ref
        width, height = self.change.size_of((ref.width, ref.height))
        return replace(ref, sha256=f"{ref.sha256}|{self.change.key}", width=width, height=height)

    @property
    def notes(self) -> tuple[Message, ...]:
        """Those of the unperturbed image."""
        return self.base.notes


def perturbed(image: UprightImage, change: Perturbation) -> UprightImage:
    """The image as `change` makes it; the original is itself."""
    return image if change is ORIGINAL else PerturbedImage(image, change)
