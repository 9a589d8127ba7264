"""Servers that speak OpenAI's API as an engine, spread over the replicas of a model."""

from __future__ import annotations

from vizdesk.comparison.events import Engine
from vizdesk.comparison.models import EngineKind
from vizdesk.engines.provider import EngineContext, EngineProvider


def make_servers(context: EngineContext) -> Engine:
    """One engine for all servers."""
    from vizdesk.engines.openai.engine import ApiEngine
    from vizdesk.engines.replicas.engine import ReplicaEngine
    from vizdesk.engines.replicas.probe import ReplicaProbe

    engine = ApiEngine(context.key, context.offline, context.refusal, context.refused_fields)
    return ReplicaEngine(engine, ReplicaProbe(context.key, context.offline, context.refusal))


SERVERS = EngineProvider(
    kinds=(EngineKind.RESPONSES, EngineKind.CHAT), make=make_servers, keeps_connections=True
)
