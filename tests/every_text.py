"""A record with a text of our choice in every text field of every section, made from the schema.

A field that the model gains is filled by itself. What must name another entry is listed in ``NAMED``; a new field of
that kind makes the record fail to load, and is added there.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from pactline.record.model import Record
from pactline.record.story import VIEWS

Text: TypeAlias = Callable[[str], str]  # gives a text for a place like "Event.title 0"

# What somebody would write who wants a page to do something: at most 25 words with the place before it.
HOSTILE = (
    "{place} <img src=//leak.invalid/i onerror=alert(1)><script>alert(2)</script><b>b</b><a href=//leak.invalid>a</a>"
    "![p](//leak.invalid/m)[l](//leak.invalid)**s** `c`~~d~~$x^2$ #panic() :red[r] :smile: :material/home: &lt;"
    "%{{x}}{{y}} a@leak.invalid $&{{what}}</script><!--"
)
NUMBER = 3  # entries of a section, and of a list of citations
URL = "https://example.invalid/?a=$x$&b=*b*&c=:red[z]#~~d~~"


def hostile(place: str) -> str:
    """Return a text that is markup in five languages."""
    return HOSTILE.format(place=place.replace(".", "-"))


def harmless(place: str) -> str:
    """Return words as long as those of ``hostile``, and broken at the same places."""
    return "".join(letter if letter.isalnum() or letter == " " else "x" for letter in hostile(place))


# What names another entry, what has a form of its own, and what would contradict another field (``None``: left out).
# ``{n}`` is the entry's number, ``{next}`` the next one's; behind ``=`` stands the place whose text it must be.
_HISTORY = [{"date": "2024-07-01", "status": "reported"}, {"date": "2024-08-01", "status": "alleged"}]
NAMED: Mapping[str, Any] = {
    "Edition.lead": "event-0",
    "Edition.logo": None,
    "Edition.accent": "#8A1F2D",
    "Edition.map": {"west": "100", "south": "20", "east": "150", "north": "60"},
    "Edition.kinds": {"wire": "=Edition.kinds 0"},
    "Change.edition": "=Edition.version 0",
    "Change.ids": ["event-0", "source-{n}"],
    "Part.id": "actor-{n}",
    "Event.themes": ["theme-{n}"],
    "Event.main_theme": "theme-{n}",
    "DigestSentence.claims": ["event-{n}.0"],
    "StatusChange.sources": ["source-0"],
    "Source.archived": None,
    "Source.archived_reason": None,
    "Play.event": "event-{n}",
    "Beat.claims": ["event-{n}.0"],
    "Beat.against": ["event-{next}.0"],
    "FindingSentence.claims": ["event-{n}.0"],
    "FindingSentence.reactions": [],
    "FindingSentence.estimates": [],
    "Finding.numbers": {name: {"count": "claims"} for name in ("x", "y", "what")},
    "Finding.picture": {"kind": "voices"},
    "See.query": "theme=theme-0",
    "Link.to": "event-{next}",
    "Link.type": "responds-to",
    "Link.sources": ["source-0"],
    "Claim.id": "event-{n}.0",
    "Claim.contradicts": ["event-{next}.0"],
    "Claim.history": _HISTORY,
    "Claim.status": "alleged",
    "Claim.article": ["=Check.id {n}"],
    "Claim.known": None,
    "Reaction.event": "event-{n}",
    "Reaction.actor": "actor-{n}",
    "Reaction.article": ["=Check.id {n}"],
    "Reaction.silence": None,
    "Estimate.metric": "metric-0",
    "Estimate.event": "event-{n}",
    "Estimate.low": "1{n}",
    "Estimate.high": "9{n}",
    "Estimate.value": None,
    "Source.publisher": "publisher-{n}",
    "Source.carried_by": ["publisher-{next}"],
    "Publisher.country": "actor-{n}",
    "Citation.id": "source-{n}",
    "Actor.part_of": [],
    "Article.subject": "subject-0",
    "Wording.source": "source-0",
    "Treaty.parties": ["actor-{n}"],
    "Treaty.events": ["event-0", "event-1"],
    "Measure.subject": "subject-0",
    "Measure.conduct": ["event-{n}.0"],
    "Question.claims": ["event-{n}.0"],
    "Resolution.event": "event-{n}",
    "Resolution.number": "100{n}",
    "Check.section": "section-0",
    "Step.event": "event-{n}",
    "Step.view": None,
    "Step.claims": ["event-{n}.0"],
    "Step.show": [],
    "Place.lat": "3{n}",
    "Place.lon": "12{n}",
    "Era.date": "195{n}/196{n}",
}


def record(text: Text) -> str:
    """Return a record as JSON, which is YAML too, with ``text`` in every field that takes words."""
    schema = Record.model_json_schema(by_alias=True)
    made = {key: _value(schema, part, f"Record.{key}", 0, text) for key, part in schema["properties"].items()}
    for story in made["stories"]:
        step = story["steps"][0]
        story["steps"] += [_bare(step) | {"view": view} for view in VIEWS if view != "event"]
    silent = {
        "id": "silent",
        "event": "event-0",
        "actor": "actor-2",
        "silence": "2024-12-31",
        "note": text("Silence 0"),
    }
    made["reactions"].append(silent)
    return json.dumps(made, ensure_ascii=False)


def _bare(step: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in step.items() if key not in ("event", "claims")}


def _entry(schema: Mapping[str, Any], name: str, n: int, text: Text) -> dict[str, Any]:
    made = {}
    for key, part in schema["$defs"][name]["properties"].items():
        place = f"{name}.{key}"
        value = _said(NAMED[place], n, text) if place in NAMED else _value(schema, part, place, n, text)
        if value is not None:
            made[key] = value
    return made


def _cited(citation: Mapping[str, Any], *, last: bool) -> dict[str, Any]:
    """Return a citation of the register, but for the last one: that says itself what it cites."""
    away = ("id", "url") if last else ("url", "title", "publisher", "published", "language", "kind")
    return {key: value for key, value in citation.items() if key not in away}


def _said(value: Any, n: int, text: Text) -> Any:
    if isinstance(value, list):
        return [_said(one, n, text) for one in value]
    if isinstance(value, dict):
        return {key: _said(one, n, text) for key, one in value.items()}
    if not isinstance(value, str):
        return value
    words = value.format(n=n, next=(n + 1) % NUMBER)
    return text(words[1:]) if words.startswith("=") else words


def _value(schema: Mapping[str, Any], part: Mapping[str, Any], place: str, n: int, text: Text) -> Any:
    part = next(one for one in part.get("anyOf", [part]) if one.get("type") != "null")
    if "$ref" in part:
        return _entry(schema, part["$ref"].rsplit("/", 1)[-1], n, text)
    if "enum" in part:
        return part["enum"][n % len(part["enum"])]
    if part["type"] == "array":
        return _list(schema, part["items"], place, n, text)
    if part["type"] == "string":
        return _words(part, place, n, text)
    others = {"object": {lang: text(f"{place}.{lang} {n}") for lang in ("en", "ko")}, "boolean": False}
    return others.get(part["type"], 1)


def _words(part: Mapping[str, Any], place: str, n: int, text: Text) -> str:
    """Return a text; or a day, a language, an address or an id, which have forms of their own."""
    name, key = place.rsplit(".", 1)
    if "minLength" in part:
        return text(f"{place} {n}")[: part.get("maxLength")]
    if "description" in part or part.get("format") == "date":
        return "2024-12-31" if key == "to" else f"2024-06-2{n}"
    if "pattern" in part:
        return "en"
    return URL if key.endswith("url") else f"{name.lower()}-{n}"


def _list(schema: Mapping[str, Any], items: Mapping[str, Any], place: str, n: int, text: Text) -> list[Any]:
    """Return three entries of a section, three citations and three checks; of everything else one."""
    name = items.get("$ref", "").rsplit("/", 1)[-1]
    if place.startswith("Record.") or name in ("Citation", "Check"):
        made = [_entry(schema, name, number, text) for number in range(NUMBER)]
        return [_cited(one, last=one is made[-1]) for one in made] if name == "Citation" else made
    return [_value(schema, items, place, n, text)]
