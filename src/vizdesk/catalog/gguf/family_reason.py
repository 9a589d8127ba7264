"""Why a model is asked as the family it is: what its name or its files say."""

from __future__ import annotations

from vizdesk.catalog.gguf.header import GgufError, read_header
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.profiles import Profile, reason


def family_reason(model: Model, profile: Profile) -> str:
    """One sentence. Reads the headers of a local model's files, so call it off the Qt thread."""
    why = reason(profile.match, **_facts(model))
    if why:
        return f"Chosen because {why}."
    if profile.id == "generic":
        return "Neither its name nor its files say a family, so it is asked as any model would be."
    return "Named in the list of models."


def _facts(model: Model) -> dict[str, str]:
    source = model.source
    if not isinstance(source, GgufPair):
        return {"name": source.slug}
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
