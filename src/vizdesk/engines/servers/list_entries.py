"""The entries of a server's list of models, in the shapes that servers give it."""

from __future__ import annotations

from vizdesk.engines.json_access import at


def entries_in(answer: object) -> list[object] | None:
    """The entries of a list of models, in whichever shape; None where it is none.

    OpenAI: `data`; GitHub Models and Together: a bare array; Ollama's /api/tags and Gemini's own
    list: `models`. Some have an object by id in place of an array.
    """
    if isinstance(answer, list):
        return answer
    for key in ("data", "models"):
        entries = at(answer, key)
        if isinstance(entries, list):
            return entries
        if isinstance(entries, dict):
            return [
                {"id": slug, **entry} if isinstance(entry, dict) else slug
                for slug, entry in entries.items()
            ]
    return [] if at(answer, "object") == "list" else None  # Ollama without models
