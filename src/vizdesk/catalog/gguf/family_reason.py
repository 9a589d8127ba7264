"""Why a model is asked as the family it is: what its name or its files say."""

from __future__ import annotations

from vizdesk.catalog.gguf.header import GgufError, read_header
from vizdesk.common.messages import Message, message
from vizdesk.comparison.family_match import recognised_by
from vizdesk.comparison.models import Endpoint, Model, PastedReply
from vizdesk.comparison.profiles import Profile


def family_reason(model: Model, profile: Profile) -> Message:
    """One sentence. Reads the headers of a local model's files, so call it off the Qt thread."""
    why = recognised_by(profile.match, **_facts(model))
    if why:
        return message("Chosen because {why}.", why=why)
    if profile.id == "generic":
        return message(
            "Neither its name nor its files say a family, so it is asked as any model would be."
        )
    return message("Named in the list of models.")


def _facts(model: Model) -> dict[str, str]:
    source = model.source
    if isinstance(source, Endpoint):
        return {"name": source.slug}
    if isinstance(source, PastedReply):
        return {"name": model.name}
    facts = {"name": f"{model.name} {source.weights.stem}"}
    try:
        header = read_header(source.weights)
        facts["architecture"] = header.architecture
        facts["name"] += f" {header.name or ''}"
        if source.projector is not None:
            facts["projector"] = read_header(source.projector).projector_type
    except (GgufError, OSError):
        # What is wrong with a file is said in the model's pane; its name is still known.
        pass
    return facts
