"""Facts gathered outside the repository as model cards: `python -m tools.catalogue_facts FOLDER`.

FOLDER holds `models.json`, `gguf.json`, `vlm-exam.json`, `intelligence-speed.json` and
`catalogue-overlay.toml`; each value there names its source. Written are cards for models that no
hand-written file has, the overlay as it is, and published results: TOML in `resources/catalogue/`.
"""

from __future__ import annotations

import calendar
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli

from vizdesk.comparison.family_match import choose
from vizdesk.comparison.profiles import BoxForm, Profile, load_profiles

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
CATALOGUE = RESOURCES / "catalogue"
OVERLAY, ADDED, RESULTS = "96-facts.toml", "95-added.toml", "97-published.toml"
MEASURED = "98-measured.toml"
GATHERED = "gathered"
VENDORS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google": "gemini",
    "gemini": "gemini",
    "mistral": "mistral",
    "xai": "xai",
}
TASKS = ("caption", "read-text", "ask", "detect", "classify")
WELL_KNOWN = frozenset(
    """
    cogvlm2-19b deepseek-ocr-2 deepseek-vl2-small dots-ocr florence-2-base florence-2-large
    gemma-3n-e2b glm-4.6v-flash granite-docling-258m granite-vision-4.1-4b internvl3-8b
    kimi-vl-a3b-thinking-2506 lightonocr-2-1b llava-1.5-7b locate-anything-3b molmo2-8b
    nanonets-ocr-s olmocr-2-7b paddleocr-vl paligemma-2-3b phi-4-reasoning-vision-15b
    qwen2-vl-7b qwen2.5-vl-7b qwen3-vl-plus
    """.split()  # noqa: SIM905 - one name a word is easier to read and to add to
)
"""Models that nothing of this catalogue runs, and that people ask for."""
PROFILES = {"o3": "gpt-legacy", "o4-mini": "gpt-legacy"}
ONLY_READS = ("docling", "dots-ocr", "glm-ocr", "hunyuan-ocr", "lightonocr", "nanonets-ocr")
NOT_MEASURED = "vizdesk asks for these; nobody has measured how well they are answered."
NO_WAY = (
    "No GGUF files with a projector and no server of this catalogue are known for it. "
    "Add files of your own, or a server that runs it."
)
FILES_NOT_CHECKED = (
    "GGUF files are in {repo} on Hugging Face, but no source says their hashes and projector. "
    "“Search Hugging Face…” in the list of models shows what is there."
)
NOTES_FOR_PEOPLE = {
    "no detection for Gemma 3 12B there; ": "No detection for Gemma 3 12B there. ",
    "the page speaks of Florence-2 without a size; ": "It speaks of Florence-2 without a size. ",
    "tasks shared with the page's other model; more may exist": (
        "Tasks that both models of a comparison there share; more may exist."
    ),
    "intended uses named on the page; no runnable workflow there, evals only": (
        "Intended uses named there; no runnable workflow, evals only."
    ),
}
"""What gathered notes say of "the page", in words for somebody who never saw it."""
Record = Mapping[str, Any]


@dataclass
class Sources:
    """The sources that a file names, gathered while its facts are written; keys are TOML's."""

    known: Mapping[str, Record]
    used: dict[str, dict[str, str]] = field(default_factory=dict)

    def key(self, fact: Record) -> str:
        """The key of a fact's source, noted as used."""
        name = str(fact.get("via_source") or self.known.get(fact["source"], {}).get("name", ""))
        date = day_of(str(fact.get("date") or self.known[fact["source"]]["date"]))
        return self.add(name or str(fact["source"]), date, str(fact.get("url") or ""))

    def add(self, title: str, date: str, url: str = "") -> str:
        """A source by its title and date."""
        entry = {"title": title, "date": date} | ({"url": url} if url else {})
        for key, other in self.used.items():
            if (other["title"], other["date"]) == (title, date):
                return key
        base = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:36].strip("-")
        key = base if base not in self.used else f"{base}-{len(self.used)}"
        self.used[key] = entry
        return key

    def text(self) -> str:
        """The sources as the head of a file."""
        tables = []
        for key, entry in sorted(self.used.items()):
            lines = "".join(f"{name} = {toml(value)}\n" for name, value in entry.items())
            tables.append(f"[sources.{key}]\n{lines}")
        return "\n".join(tables)


def for_people(note: str) -> str:
    """A gathered note as the window shows it."""
    for words, shown in NOTES_FOR_PEOPLE.items():
        note = note.replace(words, shown)
    return note


def day_of(words: str) -> str:
    """The ISO date or month at the start of a source's date ("2026-09 or later")."""
    found = re.match(r"\d{4}(-\d{2}){0,2}", words)
    if found is None:
        raise ValueError(f"no date: {words!r}")
    return found[0]


def toml(value: object) -> str:
    """A value as TOML writes it, in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def count_words(value: object) -> str:
    """Parameters as makers write them: 4300000000 → 4.3B."""
    if not isinstance(value, int | float):
        return str(value)
    for scale, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M")):
        if value >= scale:
            return f"{float(f'{value / scale:.3g}'):g}{letter}"
    return str(value)


def image_words(value: object) -> str:
    """Boxes or tokens for an image in words; sizes are "1024x1024" in the facts."""
    if not isinstance(value, Mapping):
        return str(value).replace("picture", "image")
    parts = [
        f"{count:,} for {size.replace('x', ' × ')} px"
        if isinstance(count, int)
        else f"{size}: {count}"
        for size, count in value.items()
    ]
    return "; ".join(parts)


def differing(model: Record, name: str) -> list[Record]:
    """What counts first; then, where independent sources conflict, each other value once."""
    suggested = model["suggested"].get(name)
    if suggested is None:
        return []
    facts = [suggested]
    if model["checked"].get(name) == "conflict":
        seen = {str(suggested["value"])}
        for fact in model["facts"].get(name, ()):
            if str(fact["value"]) not in seen:
                seen.add(str(fact["value"]))
                facts.append(fact)
    return facts


class CardWriter:
    """Writes one card after another; `sources` gathers what they name."""

    def __init__(self, sources: Sources, profiles: Mapping[str, Profile]) -> None:
        self._sources, self._profiles = sources, profiles

    def card(self, model: Record, files: Record | None) -> str:
        """A model's card as TOML."""
        profile = self._profile(model)
        lines = [
            "[[card]]",
            f"id = {toml(model['id'])}",
            f"name = {toml(model['name'])}",
            f"family = {toml(family_of(model['name']))}",
            f"profile = {toml(profile.id)}",
            f"tagline = {toml(tagline(model))}",
        ]
        remote = remote_way(model)
        local = [way for way in (files or {}).get("ways", ()) if usable(way)]
        if not local and remote is None:
            lines.append(f"to_run = {toml(why_not(files or {}))}")
        lines += self._facts(model, profile, remote)
        lines += self._local(local, files or {})
        if remote is not None:
            host, slug = remote
            lines += ["", "[[card.remote]]", f"host = {toml(host)}", f"slug = {toml(slug)}"]
            if host == "openai":
                lines.append('engine = "openai-responses"')
        return "\n".join(lines) + "\n"

    def _profile(self, model: Record) -> Profile:
        if model["id"] in PROFILES:
            return self._profiles[PROFILES[model["id"]]]
        names = (model["id"], (model["hf_repo"] or "").rpartition("/")[2], model["name"])
        found = [choose(self._profiles, name=name) for name in names if name]
        return next((one for one in found if one.id != "generic"), self._profiles["generic"])

    def _facts(self, model: Record, profile: Profile, remote: tuple[str, str] | None) -> list[str]:
        own = self._sources.add("Facts gathered for vizdesk", "2026-11-30")
        rows: list[tuple[str, list[dict[str, Any]]]] = [
            ("organisation", [{"is": model["organisation"], "from": own}]),
            ("category", [{"is": model["category"], "from": own}]),
            ("modality", self._modality(model, own)),
            ("released", self._released(model)),
            ("context", self._plain(model, "context", int)),
            ("output_limit", self._plain(model, "max_output", int)),
            ("parameters", self._parameters(model)),
            ("licence", self._licence(model, own)),
            ("price", self._prices(model, remote)),
            ("tasks", self._plain(model, "tasks", list)),
            (
                "boxes",
                self._plain(model, "boxes", image_words),
            ),
            ("image_tokens", self._plain(model, "image_tokens", image_words)),
            ("shutdown", self._plain(model, "end_of_life", str)),
            ("experimental", [self._experimental(profile)]),
        ]
        return [
            f"{key} = {toml(facts[0] if len(facts) == 1 else facts)}"
            for key, facts in rows
            if facts
        ]

    def _fact(self, fact: Record, read: Callable[[Any], object]) -> dict[str, Any]:
        made = {"is": read(fact["value"]), "from": self._sources.key(fact)}
        return made | ({"note": for_people(fact["note"])} if fact.get("note") else {})

    def _plain(
        self, model: Record, name: str, read: Callable[[Any], object]
    ) -> list[dict[str, Any]]:
        return [self._fact(fact, read) for fact in differing(model, name)]

    def _released(self, model: Record) -> list[dict[str, Any]]:
        """Its day; where nobody says one, the month in which its repository was made."""
        facts = self._plain(model, "released", str)
        made = model["facts"].get("hf_repo_created", ())
        if not facts and made:
            return [self._fact(made[0], lambda day: str(day)[:7])]
        return facts

    def _modality(self, model: Record, own: str) -> list[dict[str, Any]]:
        taken = model["suggested"].get("input_modalities")
        if taken is None:
            return [{"is": "multimodal", "from": own}]
        note = "Takes " + ", ".join(taken["value"]) + "."
        return [{"is": "multimodal", "from": self._sources.key(taken), "note": note}]

    def _parameters(self, model: Record) -> list[dict[str, Any]]:
        facts = self._plain(model, "parameters", count_words)
        active = model["suggested"].get("active_parameters")
        estimated = active is not None and "estimate" in str(active.get("note", ""))
        if facts and active is not None and not estimated:
            facts[0]["is"] += f" ({count_words(active['value'])} active)"
        return facts

    def _licence(self, model: Record, own: str) -> list[dict[str, Any]]:
        facts = self._plain(model, "licence", lambda words: "Custom" if words == "other" else words)
        if not facts and model["category"] == "closed":
            return [{"is": "Proprietary", "from": own}]
        return facts

    def _experimental(self, profile: Profile) -> dict[str, Any]:
        source = self._sources.add("vizdesk, resources/profiles", "2026-11-21")
        return {"is": asked_tasks(profile), "from": source, "note": NOT_MEASURED}

    def _prices(self, model: Record, remote: tuple[str, str] | None) -> list[dict[str, Any]]:
        kinds = ["price_vendor", "price_openrouter"]
        if remote is not None and remote[0] == "openrouter":
            kinds.reverse()
        kind = next((each for each in kinds if each in model["suggested"]), None)
        if kind is None:
            return []
        first = model["suggested"][kind]
        ahead = [
            fact
            for fact in model["facts"]["price"]
            if fact.get("upcoming")
            and fact["via"] == first["via"]
            and fact["source"] == first["source"]
        ]
        others = []
        if model["checked"].get(kind) == "conflict":
            seen = {(first["input"], first["output"])}
            for fact in model["facts"]["price"]:
                pair = (fact["input"], fact["output"])
                if fact["via"] == first["via"] and pair not in seen and not fact.get("from"):
                    seen.add(pair)
                    others.append(fact)
        made = [self._price(first), *(self._price(fact) for fact in others)]
        if ahead:
            starts = min(fact["from"] for fact in ahead)
            for price in made:
                price["until"] = day_before(starts)
            made += [self._price(fact) | {"since": fact["from"]} for fact in ahead]
        return made

    def _price(self, fact: Record) -> dict[str, Any]:
        made: dict[str, Any] = {"input": float(fact["input"]), "output": float(fact["output"])}
        if fact.get("cached_input"):
            made["cached"] = float(fact["cached_input"])
        tiers = fact.get("tiers")
        if isinstance(tiers, list) and all("from_tokens" in tier for tier in tiers) and tiers:
            made["tiers"] = [
                {
                    "above_input_tokens": tier["from_tokens"],
                    "input_per_million": float(tier["input"]),
                    "output_per_million": float(tier["output"]),
                }
                for tier in tiers
            ]
        made["from"] = self._sources.key(fact)
        if fact["via"] == "openrouter":
            made["note"] = "OpenRouter"
        return made

    def _local(self, ways: Sequence[Record], files: Record) -> list[str]:
        lines: list[str] = []
        for at, way in enumerate(chosen_ways(ways)):
            shards = [file_table(way, file) for file in way["weights"]]
            source = self._sources.add(way["source"], day_of(way["date"]), way["url"])
            lines += [
                "",
                "[[card.local]]",
                f"from = {toml(source)}",
                f"quantisation = {toml(quantisation_of(way))}",
                f"repo = {toml(way['weights'][0]['repo'])}",
                f"weights = {toml(shards[0] if len(shards) == 1 else shards)}",
                f"projector = {toml(file_table(way, way['projector']))}",
            ]
            size = size_fact(way, files)
            if size is not None:
                bytes_stated, stated_by = size
                by = self._sources.add(
                    stated_by["source"], day_of(stated_by["date"]), stated_by["url"]
                )
                lines.append(f"approximate_size = {toml({'is': bytes_stated, 'from': by})}")
            if at == 0 and files.get("first_offer_8gb") and size is not None:
                lines.append("first_offer = true")
        return lines


def why_not(files: Record) -> str:
    """Why nothing runs a model, and what one can do."""
    repos = files.get("repositories") or ()
    return FILES_NOT_CHECKED.format(repo=repos[0]["repo"]) if repos else NO_WAY


def usable(way: Record) -> bool:
    """Whether files may be offered: with a hash of each, and a projector of the same repository."""
    files = [*way["weights"], way["projector"]]
    return not way.get("warning") and all(each.get("sha256") for each in files)


def chosen_ways(ways: Sequence[Record]) -> list[Record]:
    """A small way and a good one, each quantisation once."""
    chosen: dict[str, Record] = {}
    for role in ("small", "good", None):
        way = next((each for each in ways if each.get("role") == role), None)
        if way is not None and (role is not None or not chosen):
            chosen.setdefault(quantisation_of(way).lower(), way)
    return list(chosen.values())


def quantisation_of(way: Record) -> str:
    """Q4_K_M: as the files' name says it, in the usual spelling."""
    words = way["weights"][0].get("quantisation")
    if words is None:
        found = re.search(r"(UD-)?I?Q\d\w*|BF16|F16", way["weights"][0]["path"], re.IGNORECASE)
        words = found[0] if found is not None else "mixed"
    return str(words) if str(words).startswith("kquant") else str(words).upper()


def file_table(way: Record, file: Record) -> dict[str, str]:
    """One file as a card names it; its repository where that is another than the weights'."""
    made = {"path": file["path"], "sha256": file["sha256"]}
    other = file["repo"] != way["weights"][0]["repo"]
    return made | ({"repo": file["repo"]} if other else {})


def size_fact(way: Record, files: Record) -> tuple[int, Record] | None:
    """Bytes of all files of a way as a source rounds them, and that source; None: nobody says.

    A total is somebody's for files of the same quantisation, perhaps of another repository.
    """
    parts = [*way["weights"], way["projector"]]
    if all("size" in part for part in parts):
        return sum(part["size"]["bytes_approx"] for part in parts), parts[0]["size"]
    total = files.get("total_size")
    quantisation = quantisation_of(way).replace("UD-", "")
    if total is not None and way.get("role") == "small" and quantisation[:4] in total["of"]:
        return int(total["bytes_approx"]), total
    return None


def remote_way(model: Record) -> tuple[str, str] | None:
    """(server, the model's name there): its maker's own where vizdesk knows it, else OpenRouter."""
    for fact in model["facts"].get("api_ids", ()):
        host = VENDORS.get(fact["provider"])
        if host is not None:
            return host, fact["value"].rpartition("/")[2]
    slug = model["openrouter_slug"]
    return ("openrouter", slug) if slug else None


def asked_tasks(profile: Profile) -> list[str]:
    """The tasks of the table that vizdesk asks a family for."""
    if profile.id in ONLY_READS:
        return ["read-text"]
    if profile.tasks is not None:
        return [name for name in TASKS if name in {task.value for task in profile.tasks}]
    file = RESOURCES / "profiles" / f"{profile.id}.toml"
    if tomli.loads(file.read_text(encoding="utf-8")).get("own_words"):
        prompted = {name.removesuffix("-classes") for name in profile.prompts}
        return [name for name in TASKS if name in prompted]
    boxes = profile.boxes.form is not BoxForm.NONE
    return [name for name in TASKS if boxes or name != "detect"]


def family_of(name: str) -> str:
    """The first word of a name, without its version: Qwen3.5 9B → Qwen3.5."""
    return name.split()[0]


def tagline(model: Record) -> str:
    """A sentence for the list: whose it is, of when, and how large."""
    released = model["suggested"].get("released")
    parameters = model["suggested"].get("parameters")
    kind = "An open model" if model["category"] == "open" else "A closed model"
    words = f"{kind} of {model['organisation']}"
    if parameters is not None:
        words += f" with {count_words(parameters['value'])} parameters"
    if released is not None:
        words += f", {month_words(released['value'])}"
    return words + "."


def month_words(date: str) -> str:
    """2026-09-04 → September 2026."""
    month = calendar.month_name
    parts = date.split("-")
    return f"{month[int(parts[1])]} {parts[0]}" if len(parts) > 1 else parts[0]


def day_before(date: str) -> str:
    """The day before an ISO date."""
    from datetime import date as calendar_date
    from datetime import timedelta

    return (calendar_date.fromisoformat(date) - timedelta(days=1)).isoformat()


def worth_a_card(
    models: Iterable[Record], files: Mapping[str, Record], written: set[str]
) -> list[Record]:
    """Models without a card that a file or a server runs, or that are well known all the same."""
    return [
        model
        for model in models
        if model["id"] not in written
        and (
            model["id"] in WELL_KNOWN
            or remote_way(model) is not None
            or any(usable(way) for way in files.get(model["id"], {}).get("ways", ()))
        )
    ]


def own_ids(folder: Path, *made: str) -> set[str]:
    """The ids of the cards in all files but those named in `made`."""
    return {
        card["id"]
        for path in sorted(folder.glob("*.toml"))
        if path.name not in made
        for card in tomli.loads(path.read_text(encoding="utf-8"))["card"]
    }


def added_cards(facts: Path, catalogue: Path) -> str:
    """The file of cards for every model of the facts that no hand-written file has."""
    data = json.loads((facts / "models.json").read_text(encoding="utf-8"))
    files = json.loads((facts / "gguf.json").read_text(encoding="utf-8"))["models"]
    by_id = {entry["id"]: entry for entry in files}
    written = own_ids(catalogue, OVERLAY, ADDED, RESULTS)
    sources = Sources(data["sources"])
    writer = CardWriter(sources, load_profiles(RESOURCES / "profiles"))
    cards = [
        writer.card(model, by_id.get(model["id"]))
        for model in worth_a_card(data["models"], by_id, written)
    ]
    head = f"# Written by tools/catalogue_facts.py from facts of {data['generated']}.\n\n"
    return head + sources.text() + "\n" + "\n".join(cards)


FLAGS = {
    "single_run": "A single run.",
    "self_judged": "The judge is this model.",
    "judge_of_same_lab": "The judge is of the same maker.",
    "reasoning_off": "Reasoning was switched off.",
    "reasoning_only": "Published for reasoning alone.",
    "runs_8_points_apart": "Runs lie 8 points or more apart.",
    "failed_samples": "Some samples failed.",
    "strict_10_points_below_judge": "Strict lies 10 points or more below the judge.",
    "strict_above_judge": "Strict lies above the judge somewhere.",
    "effort_without_effect": "The effort changed nothing.",
    "price_differs_from_facts": "At other prices than this card's.",
    "price_placeholder": "The published price is a placeholder: no cost.",
    "id_mapped": "Under another name there.",
}


def exam_results(facts: Path, catalogue: Path) -> str:
    """The file of vlm-exam's results for every card."""
    blocks = json.loads((facts / "vlm-exam.json").read_text(encoding="utf-8"))
    sources = Sources({})
    made: dict[str, list[str]] = {}
    known = own_ids(catalogue, RESULTS)
    for block in blocks:
        card_id = block["card_id_if_known"]
        if card_id not in known:
            continue
        title = f"{block['source']}, {block['source_file']}"
        lines = [
            "[[card.exam]]",
            f"from = {toml(sources.add(title, block['date'], block['url']))}",
            f"effort = {toml(block['effort'])}",
            f"samples = {block['n']}",
            *(f"{name} = {toml(exam_score(score))}" for name, score in block["tasks"].items()),
            f"seconds = {block['latency']['average_seconds_per_sample']}",
        ]
        if "price_placeholder" not in block["flags"]:
            lines.append(f"dollars = {block['cost']['dollars_per_sample']}")
        notes = " ".join(FLAGS[flag] for flag in block["flags"])
        lines += [f"note = {toml(notes)}"] if notes else []
        made.setdefault(card_id, []).append("\n".join(lines))
    cards = ["\n\n".join([f"[[card]]\nid = {toml(key)}", *tables]) for key, tables in made.items()]
    head = "# vlm-exam's published results, written by tools/catalogue_facts.py.\n\n"
    return head + sources.text() + "\n" + "\n\n".join(cards) + "\n"


def exam_score(score: Record) -> dict[str, Any]:
    """One task's figures: the judge's, else similarity, else mAP at IoU 0.5."""
    names = ("judge_percent", "similarity_percent", "map50_percent")
    percent = next(score[name] for name in names if name in score)
    made = {"samples": score["samples"], "runs": score["runs"], "percent": percent}
    return made | ({"strict": score["strict_percent"]} if "strict_percent" in score else {})


def measured_cards(facts: Path, catalogue: Path) -> str:
    """Intelligence, speed and Arena's ratings of the cards there are, each with its setting."""
    data = json.loads((facts / "intelligence-speed.json").read_text(encoding="utf-8"))
    there = own_ids(catalogue, MEASURED)
    cards = []
    for model in data["models"]:
        lines = measured_lines(model, data["arena_population"])
        if model["id"] in there and lines:
            cards.append("\n".join(["[[card]]", f"id = {toml(model['id'])}", *lines]))
    sources = [
        f"[sources.{key}]\ntitle = {toml(title)}\ndate = {toml(data['sources'][key]['date'])}\n"
        f"url = {toml(data['sources'][key]['url'])}\n"
        for key, title in (
            ("aa", "Artificial Analysis, its API as bundled by llmval 1.0.2"),
            ("arena", "Arena, leaderboard of the vision category (CC-BY-4.0)"),
        )
    ]
    head = "# Intelligence and speed, written by tools/catalogue_facts.py.\n\n"
    return head + "\n".join(sources) + "\n" + "\n\n".join(cards) + "\n"


def measured_lines(model: Record, population: int) -> list[str]:
    """The facts of one model as TOML lines; none where nothing is measured."""
    chart, lines = model["chart"], []
    if chart.get("intelligence_index") is not None:
        value = {"is": chart["intelligence_index"], "from": "aa", "note": chart["of_setting"] + "."}
        lines.append(f"intelligence = {toml(value)}")
    if chart.get("output_tokens_per_s"):
        value = {
            "is": round(chart["output_tokens_per_s"], 1),
            "from": "aa",
            "note": chart["speed_of_setting"] + ".",
        }
        lines.append(f"speed = {toml(value)}")
    if model.get("arena_vision"):
        best = model["arena_vision"][0]
        note = (
            f"{best['name']}: 95 % interval {best['low']:.1f}–{best['high']:.1f}, "
            f"{best['votes']:,} votes, #{best['rank']} of {population}."
        )
        lines.append(f"arena = {toml({'is': best['rating'], 'from': 'arena', 'note': note})}")
    return lines


def main(arguments: Iterable[str] = sys.argv[1:]) -> None:
    """Write the files that are made of facts."""
    facts = Path(next(iter(arguments)))
    (CATALOGUE / ADDED).write_text(added_cards(facts, CATALOGUE), encoding="utf-8")
    shutil.copyfile(facts / "catalogue-overlay.toml", CATALOGUE / OVERLAY)
    (CATALOGUE / OVERLAY).chmod(0o644)
    (CATALOGUE / RESULTS).write_text(exam_results(facts, CATALOGUE), encoding="utf-8")
    (CATALOGUE / MEASURED).write_text(measured_cards(facts, CATALOGUE), encoding="utf-8")


if __name__ == "__main__":
    main()
