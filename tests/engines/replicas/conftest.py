"""Probes of replicas have all the time a busy machine needs."""

from __future__ import annotations

import pytest
from tests.waiting import LIMIT_S

from vizdesk.engines.replicas import probe


@pytest.fixture(autouse=True)
def patient_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replica that is only slow is not taken for one that is down."""
    monkeypatch.setattr(probe, "PROBE_TIMEOUT_S", LIMIT_S)
