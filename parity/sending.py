"""A fixture's image as vizdesk sends it: by the profile that the model's metadata choose."""

from __future__ import annotations

from parity import fixture
from vizdesk.catalog.models.model_spec import gguf_model
from vizdesk.common import resources
from vizdesk.comparison.profiles import ImageRule, load_profiles
from vizdesk.comparison.types import SentImage
from vizdesk.images.encoding import encode_for
from vizdesk.images.opening import open_image


def sent_image(made: fixture.Fixture, *, alone: bool = False) -> SentImage:
    """The encoded image; `alone` sends it as it is, for llama.cpp to prepare."""
    image = open_image(made.folder.parent / made.reference.image)
    if alone:
        return encode_for(image, ImageRule())
    profiles = load_profiles(resources.folder() / "profiles")
    model = gguf_model(made.weights, made.projector, profiles)
    rule = profiles[model.profile].image
    return encode_for(image, rule, model.image_side, model.image_edge)
