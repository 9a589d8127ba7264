"""From what a person writes to a model: an id, `weights.gguf+mmproj.gguf`, or `MODEL@BASE_URL`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from vizdesk.catalog.endpoints.endpoint import (
    EndpointError,
    KnownEndpoint,
    checked_url,
    endpoint_at,
    key_name_for,
    served_by,
)
from vizdesk.catalog.gguf.file_names import part_of_repository, quantisation_of
from vizdesk.catalog.gguf.header import GgufError, read_header
from vizdesk.catalog.gguf.shards import plain_stem
from vizdesk.catalog.models.model_parser import image_sizes, size_of
from vizdesk.common.messages import MessageError, message
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.family_match import choose
from vizdesk.comparison.models import Endpoint, EngineKind, GgufPair, Model, Sampling
from vizdesk.comparison.profiles import Profile

# A plus sign may stand in the name of a file too: only one after an ending parts two files.
_FILES = re.compile(
    r"(?P<weights>.+?\.gguf)(?:\+(?P<projector>.+\.(?:gguf|mmproj)))?", re.IGNORECASE | re.DOTALL
)


class UnknownModelError(MessageError, ValueError):
    """No model goes by that name; the message says which there are."""


def find_model(
    spec: str,
    models: Sequence[Model],
    profiles: Mapping[str, Profile],
    endpoints: Sequence[KnownEndpoint] = (),
) -> Model:
    """The model meant by `spec`. Raises UnknownModelError."""
    from difflib import get_close_matches

    for model in models:
        if model.id == spec:
            return model
    at_server = split_spec(spec)
    if at_server is not None:
        return endpoint_model(*at_server, profiles, endpoints)
    if files := _FILES.fullmatch(spec):
        projector = files["projector"]
        return gguf_model(Path(files["weights"]), Path(projector) if projector else None, profiles)
    near = get_close_matches(spec, [model.id for model in models], n=3, cutoff=0.5)
    raise UnknownModelError(
        message(
            "unknown model “{spec}”; {hint}`vizdesk models` lists all; or write "
            "weights.gguf+mmproj.gguf, or MODEL@BASE_URL",
            spec=spec,
            hint=message("did you mean {names}? ", names=", ".join(near)) if near else "",
        )
    )


# The last “@” before an address: ids hold some themselves (@cf/…, claude@2024…, @preset/…).
_AT_URL = re.compile(r"(?P<slug>.+)@(?P<url>https?://.*)", re.IGNORECASE | re.DOTALL)
_AT_HOST = re.compile(
    r"(?P<slug>.+)@(?P<url>(?:localhost|\[[0-9a-f:.%]+\]|\d{1,3}(?:\.\d{1,3}){3}|[\w.-]+(?=:\d))"
    r"(?::\d+)?(?:/.*)?)",
    re.IGNORECASE | re.DOTALL,
)


def split_spec(spec: str) -> tuple[str, str] | None:
    """Model and base URL of `MODEL@BASE_URL`; None where it is something else.

    The scheme may be left out where a port, an IP address or localhost shows that a server is
    meant. Raises UnknownModelError when the address is none.
    """
    parts = _AT_URL.fullmatch(spec.strip()) or _AT_HOST.fullmatch(spec.strip())
    if parts is None:
        return None
    try:
        return parts["slug"].strip(), checked_url(parts["url"])
    except EndpointError as error:
        raise UnknownModelError(error.message) from None


def gguf_model(weights: Path, projector: Path | None, profiles: Mapping[str, Profile]) -> Model:
    """A model made of files; its profile is chosen by what the files say of themselves."""
    for path in (weights, projector):
        if path is not None and not path.is_file():
            raise UnknownModelError(message("there is no file {path}", path=str(path)))
    architecture = projector_type = quantisation = ""
    name = plain_stem(weights)
    try:
        header = read_header(weights)
        architecture = header.architecture
        # The name tells UD-Q4_K_XL from Q4_K_M, which have the same number in the header.
        quantisation = _named_quantisation(weights) or header.quantisation
        name = header.name or name
        if projector is not None:
            projector_type = read_header(projector).projector_type
    except GgufError:
        # The engine says what is wrong with the file, in the model's own pane.
        pass
    source = GgufPair(weights, projector)
    sizes = image_sizes(source)
    profile = choose(
        profiles, architecture=architecture, projector=projector_type, name=f"{name} {weights.stem}"
    )
    return Model(
        id=f"{weights}+{projector}" if projector else str(weights),
        name=name,
        engine=EngineKind.LLAMA,
        source=source,
        profile=profile.id,
        image_side=sizes.side,
        image_edge=sizes.edge,
        size_bytes=size_of(source),
        quantisation=quantisation,
    )


def _named_quantisation(weights: Path) -> str:
    """What the file's name says, else its folder's where that is a quantisation and no more."""
    folder = weights.parent.name
    return quantisation_of(weights.name) or (
        quantisation_of(folder) if part_of_repository(folder) else ""
    )


def with_projector(model: Model, projector: Path, profiles: Mapping[str, Profile]) -> Model:
    """`model`, a pair of files, with another projector and all that follows from it."""
    assert isinstance(model.source, GgufPair)
    weights = model.source.weights
    other = gguf_model(weights, projector, profiles)
    return replace(
        model,
        id=other.id,
        source=other.source,
        profile=other.profile,
        image_side=other.image_side,
        image_edge=other.image_edge,
        size_bytes=other.size_bytes,
    )


def endpoint_model(
    slug: str,
    base_url: str,
    profiles: Mapping[str, Profile],
    endpoints: Sequence[KnownEndpoint] = (),
) -> Model:
    """A model behind any OpenAI-compatible server.

    `endpoints` say which key it takes, at which addresses it is served, and with how many slots.
    """
    endpoint = endpoint_at(base_url, endpoints)
    source = Endpoint(base_url, slug, key_name_for(base_url, endpoints))
    if endpoint is not None:
        source = served_by(source, endpoint)
    host = split_address(base_url).hostname or ""
    profile = choose(profiles, name=slug)
    return Model(
        id=f"{slug}@{base_url}",
        name=slug,
        engine=EngineKind.RESPONSES if host == "api.openai.com" else EngineKind.CHAT,
        source=source,
        profile=profile.id,
        organisation=host,
        sampling=Sampling(temperature=0.0 if profile.takes_temperature else None),
    )
