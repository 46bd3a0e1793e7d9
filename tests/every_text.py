"""A record with a text of our choice in every text field of every section, made from the schema.

A field that the model gains is filled by itself. What must name another entry is listed in ``NAMED``; a new field of
that kind makes the record fail to load, and is added there.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from pactline.model import Record
from pactline.story import VIEWS

Text: TypeAlias = Callable[[str], str]  # gives a text for a place like "Event.title 0"

# What somebody would write who wants a page to do something: at most 25 words with the place before it.
HOSTILE = (
    "{place} <img src=//leak.invalid/i onerror=alert(1)><script>alert(2)</script><b>b</b><a href=//leak.invalid>a</a>"
    "![p](//leak.invalid/m)[l](//leak.invalid)**s** `c`~~d~~$x^2$ #panic() :red[r] :smile: :material/home: &lt;"
    "%{{x}}{{y}} a@leak.invalid $&{{what}}</script><!--"
)
NUMBER = 3  # entries of a section, and of a list of citations
URL = "https://example.invalid/?a=$x$&b=*b*&c=:red[z]#~~d~~"
CLAIM = "event-{n}.0"


def hostile(place: str) -> str:
    """Return a text that is markup in five languages."""
    return HOSTILE.format(place=place.replace(".", "-"))


def harmless(place: str) -> str:
    """Return words as long as those of ``hostile``, and broken at the same places."""
    return "".join(letter if letter.isalnum() or letter == " " else "x" for letter in hostile(place))


# What names another entry, what has a form of its own, and what would contradict another field (``None``: left out).
NAMED: Mapping[str, Callable[[int, Text], Any]] = {
    "Edition.lead": lambda n, text: "event-0",
    "Edition.version": lambda n, text: text("Edition.version 0"),
    "Change.edition": lambda n, text: text("Edition.version 0"),
    "Change.ids": lambda n, text: ["event-0", f"source-{n}"],
    "Part.id": lambda n, text: f"actor-{n}",
    "Event.themes": lambda n, text: [f"theme-{n}"],
    "Link.to": lambda n, text: f"event-{(n + 1) % NUMBER}",
    "Link.type": lambda n, text: "responds-to",
    "Link.sources": lambda n, text: ["source-0"],
    "Claim.contradicts": lambda n, text: [CLAIM.format(n=(n + 1) % NUMBER)],
    "Claim.history": lambda n, text: [
        {"date": "2024-07-01", "status": "reported"},
        {"date": "2024-08-01", "status": "alleged"},
    ],
    "Claim.status": lambda n, text: "alleged",
    "Claim.article": lambda n, text: [text(f"Check.id {n}")],
    "Claim.known": lambda n, text: None,
    "Reaction.event": lambda n, text: f"event-{n}",
    "Reaction.actor": lambda n, text: f"actor-{n}",
    "Reaction.article": lambda n, text: [text(f"Check.id {n}")],
    "Reaction.silence": lambda n, text: None,
    "Estimate.metric": lambda n, text: "metric-0",
    "Estimate.event": lambda n, text: f"event-{n}",
    "Estimate.low": lambda n, text: 10 * (n + 1),
    "Estimate.high": lambda n, text: 90 * (n + 1),
    "Estimate.value": lambda n, text: None,
    "Source.publisher": lambda n, text: f"publisher-{n}",
    "Source.carried_by": lambda n, text: [f"publisher-{(n + 1) % NUMBER}"],
    "Publisher.country": lambda n, text: f"actor-{n}",
    "Citation.id": lambda n, text: f"source-{n}",
    "Actor.part_of": lambda n, text: ["actor-0"] if n else [],
    "Article.subject": lambda n, text: "subject-0",
    "Wording.source": lambda n, text: "source-0",
    "Treaty.parties": lambda n, text: [f"actor-{n}"],
    "Treaty.events": lambda n, text: ["event-0", "event-1"],
    "Measure.subject": lambda n, text: "subject-0",
    "Measure.conduct": lambda n, text: [CLAIM.format(n=n)],
    "Resolution.event": lambda n, text: f"event-{n}",
    "Check.section": lambda n, text: "section-0",
    "Step.event": lambda n, text: f"event-{n}",
    "Step.view": lambda n, text: None,
    "Step.claims": lambda n, text: [CLAIM.format(n=n)],
    "Step.show": lambda n, text: [],
    "Place.lat": lambda n, text: 39 + n,
    "Place.lon": lambda n, text: 125 + n,
    "Era.date": lambda n, text: f"19{50 + 10 * n}/19{60 + 10 * n}",
    "Resolution.number": lambda n, text: 1000 + n,
}
_IDS = {"Preset": None, "Section": "section", "Claim": "event"}


def record(text: Text) -> str:
    """Return a record as JSON, which is YAML too, with ``text`` in every field that takes words."""
    schema = Record.model_json_schema(by_alias=True)
    made = {key: _value(schema, part, f"Record.{key}", 0, text) for key, part in schema["properties"].items()}
    for story in made["stories"]:
        step = story["steps"][0]
        story["steps"] += [_bare(step) | {"view": view} for view in VIEWS if view != "event"]
    silent = {"id": "silent", "event": "event-0", "actor": "actor-2", "silence": "2024-12-31", "note": text("Silence 0")}
    made["reactions"].append(silent)
    return json.dumps(made, ensure_ascii=False)


def _bare(step: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in step.items() if key not in ("event", "claims")}


def _entry(schema: Mapping[str, Any], name: str, n: int, text: Text) -> dict[str, Any]:
    made = {}
    for key, part in schema["$defs"][name]["properties"].items():
        place = f"{name}.{key}"
        value = NAMED[place](n, text) if place in NAMED else _value(schema, part, place, n, text)
        if value is not None:
            made[key] = value
    return made


def _value(schema: Mapping[str, Any], part: Mapping[str, Any], place: str, n: int, text: Text) -> Any:
    kinds = [one for one in part.get("anyOf", [part]) if one.get("type") != "null"]
    part = kinds[0]
    if "$ref" in part:
        return _entry(schema, part["$ref"].rsplit("/", 1)[-1], n, text)
    kind, key = part.get("type"), place.rsplit(".", 1)[-1]
    if "const" in part:
        return part["const"]
    if "enum" in part:
        return part["enum"][n % len(part["enum"])]
    if kind == "array":
        return _list(schema, part["items"], place, n, text)
    if kind == "object":
        return {lang: text(f"{place}.{lang} {n}") for lang in ("en", "ko")}
    if kind == "integer":
        return max(part.get("minimum", 1), 1)
    if kind == "number":
        return 1.0
    if kind == "boolean":
        return False
    if part.get("format") == "date":
        return "2024-12-31" if key == "to" else "2024-06-20"
    if "description" in part:
        return f"2024-06-{19 + n}"
    if "pattern" in part:
        return "en"
    if "minLength" in part:
        return text(f"{place} {n}")
    return URL if key.endswith("url") else f"{place.split('.')[0].lower()}-{n}"


def _list(schema: Mapping[str, Any], items: Mapping[str, Any], place: str, n: int, text: Text) -> list[Any]:
    """Return three entries of a section and three citations, a single one of everything else."""
    name = items.get("$ref", "").rsplit("/", 1)[-1]
    if place.startswith("Record.") or name in ("Citation", "Check"):
        return [_entry(schema, name, number, text) for number in range(NUMBER)]
    if name == "Claim":
        return [_entry(schema, name, n, text) | {"id": CLAIM.format(n=n)}]
    if name:
        return [_entry(schema, name, n, text)]
    return [_value(schema, items, place, n, text)]
