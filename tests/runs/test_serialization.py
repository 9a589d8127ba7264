"""What a verdict's sentence was made of stays with a run, so that it can be translated."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.types import Answer, Reading
from vizdesk.evals.checks import Number
from vizdesk.evals.scoring import judge
from vizdesk.runs.plan import PlanCell
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.serialization import eval_record_from_json, eval_record_to_json


def test_a_verdict_reopens_with_what_its_sentence_was_made_of() -> None:
    model = Model("m", "M", EngineKind.LLAMA, GgufPair(Path("w"), None), "generic")
    verdict = judge(Number(4), "5", Reading())
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    record = EvalRecord(PlanCell("m", "i", 0), Answer(model), moment, verdict)
    table = json.loads(json.dumps(eval_record_to_json(record)))
    again = eval_record_from_json(table).verdict
    assert again is not None
    assert again == verdict
    assert again.why == "It says 5, not 4."
    assert again.why.templates == ("It says {shown}, not {wanted}.",)
    assert table["verdict"] is not None
    del table["verdict"]["message"]  # as version 0.1 wrote it
    old = eval_record_from_json(table).verdict
    assert old is not None
    assert old == verdict
    assert old.why.templates == ("{text}",)
