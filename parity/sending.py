"""A fixture's picture as vizdesk sends it: by the profile that the model's metadata choose."""

from __future__ import annotations

from parity import fixture
from vizdesk import resources
from vizdesk.catalog.choosing import gguf_model
from vizdesk.comparison.nouns import SentPicture
from vizdesk.comparison.profiles import PictureRule, load_profiles
from vizdesk.pictures.encoding import encode_for
from vizdesk.pictures.opening import open_picture


def sent_picture(made: fixture.Fixture, *, alone: bool = False) -> SentPicture:
    """The encoded picture; `alone` sends it as it is, for llama.cpp to prepare."""
    picture = open_picture(made.folder.parent / made.reference.picture)
    if alone:
        return encode_for(picture, PictureRule())
    profiles = load_profiles(resources.folder() / "profiles")
    model = gguf_model(made.weights, made.projector, profiles)
    rule = profiles[model.profile].picture
    return encode_for(picture, rule, model.picture_side, model.picture_edge)
