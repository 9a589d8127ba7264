"""Plans, answers and verdicts as JSON and back: what the database and the JSON export hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from vizdesk.common.messages import message_record, read_message
from vizdesk.comparison.serialization import (
    answer_from_record,
    answer_record,
    cost_from_record,
)
from vizdesk.comparison.types import Answer
from vizdesk.evals.registry import from_json, to_json
from vizdesk.evals.suite import EvalItem, Suite, task_for
from vizdesk.evals.verdicts import JudgeVerdict, PersonVerdict, Verdict, VerdictState
from vizdesk.runs.plan import AskingOrder, PlanCell, RunPlan, Shard
from vizdesk.runs.records import EvalRecord

FORMAT = "vizdesk-eval/1"

UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What reading a record raises that vizdesk did not write so."""


def plan_record(plan: RunPlan) -> dict[str, Any]:
    """The whole plan, so that a run can be read when its suite is gone."""
    record = plan_head(plan)
    record["suite"]["items"] = [item_record(item) for item in plan.suite.items]
    return record


def plan_head(plan: RunPlan) -> dict[str, Any]:
    """The plan with an empty list of items."""
    suite = plan.suite
    return {
        "format": FORMAT,
        "suite": {
            "name": suite.name,
            "title": suite.title,
            "description": suite.description,
            "folder": str(suite.folder),
            "digest": suite.digest,
            "seed": suite.seed,
            "categories": list(suite.categories),
            "items": [],
        },
        "models": [answer_record(Answer(model)) for model in plan.models],
        "repeats": plan.repeats,
        "limit": plan.limit,
        "ceiling_usd": plan.ceiling_usd,
        "judge": None if plan.judge is None else answer_record(Answer(plan.judge)),
        "batch": plan.batch,
        "shard": None if plan.shard is None else [plan.shard.number, plan.shard.count],
        "order": plan.order.value,
    }


def item_record(item: EvalItem) -> dict[str, Any]:
    """One item of a suite."""
    return {
        "id": item.id,
        "category": item.category,
        "picture": item.image,
        "sha256": item.sha256,
        "prompt": item.prompt,
        "check": None if item.check is None else to_json(item.check),
        "note": item.note,
        **({"frame": item.frame + 1} if item.frame else {}),
    }


def plan_from(table: Mapping[str, Any], items: Sequence[EvalItem] | None = None) -> RunPlan:
    """The plan again; `items` are those of its suite where they are kept apart.

    Raises KeyError, ValueError where it is none.
    """
    suite_record = table["suite"]
    if items is None:
        items = tuple(item_from(entry) for entry in suite_record["items"])
    suite = Suite(
        name=suite_record["name"],
        title=suite_record["title"],
        items=items,
        categories=tuple(suite_record["categories"]),
        folder=Path(suite_record["folder"]),
        description=suite_record["description"],
        digest=suite_record["digest"],
        seed=suite_record["seed"],
    )
    models = tuple(answer_from_record(model_table).model for model_table in table["models"])
    judge = table.get("judge")
    return RunPlan(
        suite,
        models,
        table["repeats"],
        table["limit"],
        table["ceiling_usd"],
        table.get("batch", False),
        None if judge is None else answer_from_record(judge).model,
        _shard(table.get("shard")),
        AskingOrder(table.get("order", AskingOrder.SUITE.value)),
    )


def _shard(written: object) -> Shard | None:
    if written is None:
        return None
    if isinstance(written, list) and [type(number) for number in written] == [int, int]:
        number, count = written
        if 1 <= number <= count:
            return Shard(number, count)
    raise ValueError(f"{written} is no share of a run")


def item_from(table: Mapping[str, Any]) -> EvalItem:
    """The item again. Raises what `UNREADABLE` names."""
    check = None if table["check"] is None else from_json(table["check"])
    frame = table.get("frame", 1)
    if type(frame) is not int or frame < 1:
        raise ValueError("a frame of its plan is no whole number from 1")
    return EvalItem(
        id=table["id"],
        category=table["category"],
        image=table["picture"],
        prompt=table["prompt"],
        check=check,
        task=task_for(table["prompt"], check),
        sha256=table["sha256"],
        note=table["note"],
        frame=frame - 1,
    )


def verdict_record(verdict: Verdict | None) -> dict[str, Any] | None:
    """A check's verdict."""
    if verdict is None:
        return None
    return {
        "state": verdict.state.value,
        "strict": verdict.strict,
        "lenient": verdict.lenient,
        "read": verdict.read,
        "why": verdict.why,
        "message": message_record(verdict.why),
    }


def judge_record(verdict: JudgeVerdict | None) -> dict[str, Any] | None:
    """Another model's verdict."""
    if verdict is None:
        return None
    return {
        "right": verdict.right,
        "model": verdict.model,
        "reply": verdict.reply,
        "prompt": verdict.prompt,
        "created": verdict.created.isoformat(),
        "cost_usd": verdict.cost_usd,
    }


def person_record(verdict: PersonVerdict | None) -> dict[str, Any] | None:
    """A person's verdict."""
    if verdict is None:
        return None
    return {"right": verdict.right, "created": verdict.created.isoformat(), "note": verdict.note}


def eval_record_to_json(record: EvalRecord) -> dict[str, Any]:
    """One question with everything that is known of its answer."""
    return {
        "model": record.cell.model,
        "item": record.cell.item,
        "repeat": record.cell.repeat,
        "began": record.began.isoformat(),
        "answer": answer_record(record.answer),
        "verdict": verdict_record(record.verdict),
        "judge": judge_record(record.judge),
        "person": person_record(record.person),
        "version": record.version,
    }


def eval_record_from_json(table: Mapping[str, Any]) -> EvalRecord:
    """It again."""
    verdict, judge, person = table["verdict"], table["judge"], table["person"]
    return EvalRecord(
        cell=PlanCell(table["model"], table["item"], table["repeat"]),
        answer=answer_from_record(table["answer"]),
        began=datetime.fromisoformat(table["began"]),
        verdict=None if verdict is None else _verdict(verdict),
        judge=None
        if judge is None
        else JudgeVerdict(**{**_dated(judge), "cost_usd": cost_from_record(judge.get("cost_usd"))}),
        person=None if person is None else PersonVerdict(**_dated(person)),
        version=table.get("version", ""),
    )


def _verdict(table: Mapping[str, Any]) -> Verdict:
    """It again; files of version 0.1 have its sentence without what that was made of."""
    return Verdict(
        strict=table["strict"],
        lenient=table["lenient"],
        read=table["read"],
        why=read_message(table["why"], table.get("message")),
        state=VerdictState(table["state"]),
    )


def _dated(table: Mapping[str, Any]) -> dict[str, Any]:
    return {**table, "created": datetime.fromisoformat(table["created"])}
