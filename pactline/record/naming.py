"""Plain words that name one thing in several forms, brought to one: the form of the register, else the first used.

Where a record has no register, an actor or a publisher is whatever an editor writes; a soft hyphen, another Unicode
form or a capital makes no second one, and no second voice behind a claim.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pactline.record.addresses import plain
from pactline.record.article import ArticleCheck, Check
from pactline.record.citation import Citation
from pactline.record.estimate import Estimate
from pactline.record.model import Claim, Era, Event, Link, Part, Reaction, Record, Source, StatusChange
from pactline.record.telling import Beat, Finding, Picture, Play
from pactline.record.treaty import Answer, Article, Question, Resolution, Treaty, Wording
from pactline.record.values import Entry, is_safe_url
from pactline.text.folding import fold

# Which fields name something by its id, or by plain words, and which hold entries that do.
_NAMES: Mapping[type[Entry], Mapping[str, str]] = {
    Answer: {"said_by": "voice"},
    Beat: {"said_by": "voice"},
    Citation: {"id": "source", "said_by": "voice", "via": "voice"},
    Claim: {"said_by": "voice"},
    Estimate: {"metric": "metric", "estimator": "voice"},
    Event: {"themes": "theme", "main_theme": "theme"},
    Link: {"sources": "source"},
    Part: {"id": "actor"},
    Reaction: {"actor": "actor"},
    Picture: {"metric": "metric"},
    Source: {"publisher": "publisher", "carried_by": "publisher"},
    StatusChange: {"sources": "source"},
    Treaty: {"parties": "actor"},
    Wording: {"source": "source"},
}
_HOLD: Mapping[type[Entry], tuple[str, ...]] = {
    Answer: ("sources",),
    Article: ("wordings", "sources"),
    ArticleCheck: ("checks",),
    Check: ("sources",),
    Claim: ("sources", "history"),
    Era: ("sources",),
    Estimate: ("sources",),
    Event: ("actors", "links", "sources", "claims"),
    Finding: ("picture",),
    Play: ("beats",),
    Question: ("answers",),
    Reaction: ("sources",),
    Record: (
        "sources",
        "events",
        "reactions",
        "estimates",
        "treaties",
        "resolutions",
        "questions",
        "eras",
        "article",
        "plays",
        "findings",
    ),
    Resolution: ("sources",),
    Treaty: ("articles", "sources"),
}
_Words = dict[str, dict[str, None]]
_NONE: Mapping[str, str] = {}


def of_one_form(record: Record) -> Record:
    """Return a record in which words that differ in form alone (``fold`` with accents) are the same words."""
    used: _Words = {}
    _gather(record, used)
    registers: dict[str, Iterable[Entry]] = {
        "actor": record.actors,
        "publisher": record.publishers,
        "theme": record.themes,
        "metric": record.metrics,
        "source": record.sources,
    }
    ids = {kind: {str(getattr(entry, "id", "")): None for entry in entries} for kind, entries in registers.items()}
    named = {kind: own | used.get(kind, {}) for kind, own in ids.items()}
    pages = {plain(url): source.id for source in record.sources for url in (source.url, source.archived_url) if url}
    named["voice"] = named["actor"] | named["publisher"] | used.get("voice", {})
    others = {kind: _others(words, ids.get(kind, {})) for kind, words in named.items()}
    for word in named["source"]:
        if is_safe_url(word) and (own := pages.get(plain(word), word)) != word:
            others["source"][word] = own  # a page that the register has under an id
    return _renamed(record, others) if any(others.values()) else record


def _others(words: Iterable[str], registered: Mapping[str, None]) -> dict[str, str]:
    """Return the words that are another form of earlier ones, with those."""
    first: dict[str, str] = {}
    found = [(one, first.setdefault(plain(one) if is_safe_url(one) else fold(one, accents=True), one)) for one in words]
    return {one: other for one, other in found if other != one and one not in registered}


def _gather(entry: Entry, used: _Words) -> None:
    """Note all words by which an entry, and what it holds, names something."""
    kind = type(entry)
    for field, what in _NAMES.get(kind, _NONE).items():
        if value := getattr(entry, field):
            own = used.get(what)
            if own is None:
                own = used[what] = {}
            if isinstance(value, str):
                own[value] = None
            else:
                own.update(dict.fromkeys(value))
    for field in _HOLD.get(kind, ()):
        value = getattr(entry, field)
        for held in value if type(value) is tuple else _several(value):
            _gather(held, used)


def _renamed(entry: Any, others: Mapping[str, Mapping[str, str]]) -> Any:
    kind, changed = type(entry), {}
    for field, what in _NAMES.get(kind, {}).items():
        value, other = getattr(entry, field), others[what]
        new = other.get(value, value) if isinstance(value, str) else _without_doubles(value, other)
        if new != value:
            changed[field] = new
    for field in _HOLD.get(kind, ()):
        value = getattr(entry, field)
        held = tuple(_renamed(one, others) for one in _several(value))
        if any(new is not old for new, old in zip(held, _several(value), strict=True)):
            changed[field] = held if isinstance(value, tuple) else held[0]
    return entry.model_copy(update=changed) if changed else entry


def citations_mapped(entry: Any, change: Callable[[Citation], Citation]) -> Any:
    """Return an entry, a record too, in which each citation is what ``change`` makes of it."""
    changed = {}
    for field in _HOLD.get(type(entry), ()):
        value = getattr(entry, field)
        held = tuple(change(one) if type(one) is Citation else citations_mapped(one, change) for one in _several(value))
        if any(new is not old for new, old in zip(held, _several(value), strict=True)):
            changed[field] = held if isinstance(value, tuple) else held[0]
    return entry.model_copy(update=changed) if changed else entry


def _without_doubles(words: tuple[str, ...] | None, other: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return words in their one form; two that become one stand once."""
    if not words or not any(word in other for word in words):
        return words
    return tuple(dict.fromkeys(other.get(word, word) for word in words))


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,) if value is not None else ()
