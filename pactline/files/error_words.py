"""What is wrong with one value or key, in an editor's words: what, what to do, and the value as it should be."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from pactline.files.checks import Finding
from pactline.files.partial import entry_in
from pactline.problem import Path
from pactline.record.model import Record
from pactline.text.nearest import QUOTED, KnownWords, quoted
from pactline.text.repairs import in_quotes

SECTIONS = tuple(Record.model_fields)

# What people call a key who have not read the guide, and what it is called here; per kind of entry.
_CALLED = {
    "events": {
        "date": "when day begin begins",
        "title": "name headline event what heading",
        "summary": "description desc text details detail body content note notes",
        "place": "location where city venue town",
        "actors": "who people person persons participants participant party parties organisation organization",
        "themes": "tags tag category categories topic topics keywords keyword group type",
        "sources": "link url href reference references ref refs citation citations",
        "claims": "statements statement facts fact",
    },
    "claims": {
        "text": "claim statement sentence title summary description what",
        "said_by": "by who speaker voice originator author",
        "sources": "link url href reference references ref refs citation citations",
    },
    "citations": {"url": "link href address web", "title": "name headline", "quote": "quotation text"},
    "sources": {
        "url": "link href address web",
        "published": "date day when",
        "title": "name headline",
        "publisher": "outlet newspaper paper site website by author",
        "language": "lang",
    },
    "reactions": {"actor": "who by actors", "summary": "text description says quote"},
    "place": {"name": "title", "lat": "latitude", "lon": "lng long longitude"},
    "edition": {
        "title": "name",
        "short": "short_name short_title abbreviation",
        "licence": "license",
        "as_of": "date until",
        "note": "description",
        "accent": "colour color colours colors",
        "language": "lang",
        "logo": "icon",
        "start": "intro introduction welcome",
        "map": "map_window",
    },
}
_MEANT = {kind: {word: key for key, words in keys.items() for word in words.split()} for kind, keys in _CALLED.items()}
_STRETCH = frozenset({"start", "end", "from", "to", "until", "start_date", "end_date"})
_STATUSES = (
    "documented: the act or text is open to see; reported: a publisher states it on its own reporting; alleged: one "
    "side says it; disputed: sources contradict it; projection: about what may come"
)
_HOW_TO_ADD = {
    "date": "add 'date: 2024-06-19', or 2024-06 or 2024 where no more is known",
    "title": "add 'title: ...', what happened in a few words",
    "text": "add 'text: ...', one sentence that can be checked",
    "id": "add 'id: ...', a short name of lower-case letters, digits and hyphens",
    "name": "add 'name: ...', as readers shall see it",
}
_IMPORTANCE = {"high": "3", "major": "3", "medium": "2", "normal": "2", "low": "1", "minor": "1"}


def error_words(error: ValidationError) -> list[tuple[str, str]]:
    """Return what is wrong with values of ours that stand in no record, and what to do, in the same words."""
    return [(one.message, one.hint) for one in findings(error)]


def findings(error: ValidationError) -> list[Finding]:
    """Return what is wrong; a key that is only called otherwise, or written in capitals, lacks nowhere."""
    found = [_finding(details) for details in error.errors(include_url=False)]
    meant = {(*one.about[:-1], one.instead) for one in found if one.at_key and one.instead}
    return [one for one in found if one.about == one.path or one.about not in meant]


def _finding(details: Any) -> Finding:
    """Turn one of pydantic's errors into words for an editor."""
    path: Path = tuple(details["loc"])
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        hint, instead = key_words(str(path[-1]), _kind(path[:-1]), fields_at(path[:-1]))
        message = f"unknown key {quoted(path[-1])}"
        return Finding("error", message, hint, path, at_key=True, about=path, instead=instead)
    if kind == "missing":
        key = str(path[-1])
        hint = _HOW_TO_ADD.get(key, f"add '{key}: ...'")
        return Finding("error", f"{owner(path)} lacks {key!r}", hint, path[:-1], about=path)
    if "hint" in context:
        instead = context.get("instead", "")
        return Finding("error", details["msg"], context["hint"], path, about=path, instead=instead)
    message, hint, instead = _value_words(kind, path, details, context)
    return Finding("error", message, hint, path, about=path, instead=instead)


def key_words(word: str, kind: str, known: Iterable[str]) -> tuple[str, str]:
    """Return hint and right word for a key that is unknown in an entry of a kind; the word is empty if none is sure."""
    known = tuple(known)
    plain = re.sub(r"[\s-]+", "_", word.strip().lstrip("-").strip().casefold())
    if plain in known:
        return f"write {plain!r}: keys are small letters, as they stand in the guide", plain
    called = _MEANT.get(kind, {}).get(plain, "")
    if called in known:
        return f"it is called {called!r} here", called
    if plain in _STRETCH and "date" in known:
        return "a stretch of time is one date with a slash: 'date: 2024-06/2024-08'", ""
    near = KnownWords(known).nearest(plain)
    return (f"did you mean {near!r}?" if near else "known keys: " + ", ".join(known)), near


def _value_words(kind: str, path: Path, details: Any, context: dict[str, Any]) -> tuple[str, str, str]:
    """Return message, hint and right value for one of the wrong form, or outside its list or limits."""
    name, value = _name(path), details["input"]
    if kind == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", ", ")
        near = KnownWords(choices.split(", ")).nearest(str(value).casefold())
        hint = f"did you mean {near!r}?" if near else _STATUSES if name == "status" else f"one of: {choices}"
        return f"{name} {quoted(value)} is none of: {choices}", hint, near
    if kind in ("less_than_equal", "greater_than_equal"):
        side = "at most" if "le" in context else "at least"
        return f"{name} is {str(value)[:QUOTED]}", f"{side} {context.get('le', context.get('ge')):g}", ""
    if kind == "int_parsing":
        hint = "write 3 for what one must know, 2 for a step, 1 for detail" if name == "importance" else "write digits"
        return f"{name} {quoted(value)} is no whole number", hint, _IMPORTANCE.get(str(value).casefold(), "")
    if kind == "model_type" and isinstance(path[-1], int) and isinstance(value, str):
        return _entry_words(path, value)
    if kind.endswith("_type"):
        wanted = {"tuple_type": "a list", "string_type": "text", "model_type": "a section of keys"}
        plain = kind == "tuple_type" and isinstance(value, str)
        return f"{name} must be {wanted.get(kind, 'another form')}", form(kind, name), f"[{value}]" if plain else ""
    message = details["msg"]
    return f"{name}: {message[0].lower()}{message[1:]}", "", ""


def _entry_words(path: Path, value: str) -> tuple[str, str, str]:
    """Return what to say of an entry that is text; one that begins with a date, or is a claim's sentence, is plain."""
    instead, what = "", owner((*path, ""))
    date = re.fullmatch(r"(?P<date>-?\d{4}[\d/X~?.-]*)[\s:,;–—-]+(?P<title>\S.*)", value)
    if _name(path) == "events" and date:
        instead = f"{{date: {date['date']}, title: {in_quotes(date['title'])}}}"
    elif _name(path) == "claims":
        instead = f"{{text: {in_quotes(value)}}}"
    return f"{what} must be keys, each as 'key: value', not text", form("model_type", _name(path)), instead


def form(kind: str, name: str) -> str:
    """Return how a value of a kind is written."""
    if kind == "tuple_type":
        return f"write {name}: [...] or lines that begin with '- '"
    if kind == "string_type":
        return "write one line of text"
    return "write its keys, each as 'key: value'"


def _name(path: Path) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")


def _kind(path: Path) -> str:
    """Say what kind of entry stands at a path: citations are no entries of the register of sources."""
    name = _name(path)
    return "citations" if name == "sources" and path[0] != "sources" else name


def owner(path: Path) -> str:
    """Say what kind of entry a path leads into: "an event", "a citation"."""
    singular = {
        "events": "an event",
        "claims": "a claim",
        "sources": "a source" if path[0] == "sources" else "a citation",
        "reactions": "a reaction",
        "publishers": "a publisher",
        "actors": "an actor",
        "themes": "a theme",
        "links": "a link",
        "history": "a status change",
        "metrics": "a metric",
        "estimates": "an estimate",
        "subjects": "a subject",
        "treaties": "a treaty",
        "articles": "an article",
        "wordings": "a wording",
        "resolutions": "a resolution",
        "measures": "a measure",
        "questions": "a question",
        "answers": "an answer",
        "eras": "an era",
        "presets": "a preset",
        "checks": "a check of the article",
        "stories": "a story",
        "steps": "a step",
        "digest": "a sentence of the digest",
        "plays": "a play",
        "beats": "a beat",
        "findings": "a finding",
        "sentences": "a sentence of the finding",
        "numbers": "a number of the finding",
        "picture": "a picture",
        "marks": "a mark of the picture",
        "rows": "a row of the picture",
        "items": "what stands in a row of the picture",
        "changes": "a change",
    }
    return singular.get(_name(path[:-1]), f"{_name(path[:-1])!r}")


def fields_at(path: Path) -> tuple[str, ...]:
    """Return the keys that may stand at a path, by walking the model."""
    model: Any = Record
    for step in path:
        if isinstance(step, int):
            continue
        if step not in model.model_fields:
            break
        model = entry_in(model.model_fields[step].annotation) or model
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _all_keys() -> frozenset[str]:
    found: set[str] = set()
    models: list[Any] = [Record]
    seen: set[Any] = set()
    while models:
        model = models.pop()
        if model in seen:
            continue
        seen.add(model)
        found |= {field.alias or name for name, field in model.model_fields.items()}
        models += [one for field in model.model_fields.values() if (one := entry_in(field.annotation))]
    return frozenset(found)


ALL_KEYS = _all_keys()  # of sections and of all kinds of entry
EVENT_KEYS = frozenset(fields_at(("events", 0)))
