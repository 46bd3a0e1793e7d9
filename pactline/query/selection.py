"""What the reader asked for, as one frozen value, and its form in the URL.

The keys are a contract (``docs/url-keys.md``): ids, never labels; a key repeats for several values;
defaults are left out. Text in a URL comes from strangers: what cannot be read is reported, never shown as ours.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple, Self, TypeAlias, get_args

from pactline.query.key_forms import REPLACED, Choice, Choices, Day, Hours, Ids, Number, Switch, Token, Words
from pactline.query.keys import Control, Key, Narrows, keys_of
from pactline.record.vocabulary import KINDS, STATUSES
from pactline.tables.columns import SORTABLE, TAKEN
from pactline.text.nearest import KnownWords

Lanes: TypeAlias = Literal["theme", "actor", "kind", "status"]
LANES: tuple[Lanes, ...] = get_args(Lanes)
FIRST_TABLE = "events"

# Control characters and halves of a surrogate pair: no value of ours has one, and a half cannot be sent on.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SORTED_BY = {table: tuple(f"{end}{column}" for end in ("", "-") for column in SORTABLE[table]) for table in TAKEN}

Query: TypeAlias = Mapping[str, str | Sequence[str]]

_GUESSED = 8  # values of one key for which a nearest one is sought: a long list of strange ones took half a second


class Ignored(NamedTuple):
    """A value of one of our keys that cannot be used; ``near`` is the id it may have meant, or empty."""

    key: str
    value: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """All of a page's state that a link carries: one field for each key, in the order in which links have them.

    Keys are ANDed, the values of one key ORed, unless ``match_all`` (actors and themes).

    Attributes:
        first: First day, counted in; ``None`` leaves the side open.
        last: Last day, counted in.
        hours: From which time of the first day, and up to which of the last; minutes since midnight, ``None`` for the
            whole day.
        certain: Keep only what falls in the range whatever day it was.
        hide_state_media: Leave out claims that state-controlled publishers alone support.
        countries: Of publishers, as the record's publishers have them.
        independent: At least so many independent sources, on one claim.
        one_voice: Only claims with one independent source, no more and no less.
        importance: At least so important, 1-3.
        words: Words that must all occur.
        known: As known on this day.
        event: The event in focus.
        metric: The figure in focus.
        places: The places that are open on the map.
        sides: Whose words are set against each other.
        newest_first: The last event comes first.
        language: Carried along; the interface speaks the language that the record names.
        story, step: The story that is told, and where it is.
        beat: The play that is told, and its step, counted from 1: ``troops.7``.
        table: The table that is open on the data page; ``None`` is events.
        by: The column that the open table is sorted by, with ``-`` before it from the end; ``None`` as it stands.
        columns: The columns of the open table; none for those that a reader looks at first.
        edition: The edition in which the address was written down: what has changed since is told. Narrows nothing.
    """

    first: Annotated[date | None, Key("from", Day(last=False), "dates", Control("day", "dates"))] = None
    last: Annotated[date | None, Key("to", Day(last=True), "dates", Control("day", "dates"))] = None
    hours: Annotated[tuple[int | None, int | None] | None, Key("hours", Hours(), "how")] = None
    certain: Annotated[bool, Key("dates", Switch("possible", "certain"), "how", Control("tick", "dates"))] = False
    actors: Annotated[
        tuple[str, ...], Key("actor", Ids(), "events", Control("facet", place=3), all_by="match", checked=True)
    ] = ()
    themes: Annotated[
        tuple[str, ...], Key("theme", Ids(), "events", Control("facet", place=1), all_by="match", checked=True)
    ] = ()
    publishers: Annotated[
        tuple[str, ...], Key("publisher", Ids(), "sources", Control("facet", place=6), checked=True)
    ] = ()
    kinds: Annotated[tuple[str, ...], Key("kind", Choices(KINDS), "sources", Control("facet", place=4))] = ()
    countries: Annotated[
        tuple[str, ...], Key("country", Ids(), "sources", Control("facet", place=5), checked=True)
    ] = ()
    statuses: Annotated[tuple[str, ...], Key("status", Choices(STATUSES), "claims", Control("facet", place=2))] = ()
    match_all: Annotated[bool, Key("match", Switch("any", "all"), "how", Control("tick", "facet"))] = False
    hide_state_media: Annotated[
        bool, Key("statemedia", Switch("show", "hide"), "sources", Control("tick", "evidence"))
    ] = False
    independent: Annotated[int, Key("independent", Number(0, 99), "claims", Control("number", "evidence"))] = 0
    one_voice: Annotated[bool, Key("voices", Switch("any", "one"), "claims", Control("tick", "evidence"))] = False
    importance: Annotated[int, Key("importance", Number(1, 3), "events", Control("least", "evidence"))] = 1
    words: Annotated[str, Key("q", Words(), "events", Control("search"))] = ""
    known: Annotated[date | None, Key("known", Day(last=True), "sources")] = None
    event: Annotated[str | None, Key("event", Token(), checked=True)] = None
    metric: Annotated[str | None, Key("metric", Words())] = None
    places: Annotated[tuple[str, ...], Key("place", Ids())] = ()
    sides: Annotated[tuple[str, ...], Key("side", Ids())] = ()
    lanes: Annotated[Lanes, Key("lanes", Choice(LANES))] = "theme"
    newest_first: Annotated[bool, Key("sort", Switch("old", "new"), exported=True)] = False
    language: Annotated[str | None, Key("lang", Token(unsaid="en"))] = None
    story: Annotated[str | None, Key("story", Token())] = None
    step: Annotated[int | None, Key("step", Number(0, 9999))] = None
    beat: Annotated[str | None, Key("beat", Token())] = None
    table: Annotated[str | None, Key("table", Choice(tuple(TAKEN), unsaid=FIRST_TABLE), exported=True)] = None
    by: Annotated[str | None, Key("by", Choice(_SORTED_BY), exported=True)] = None
    columns: Annotated[tuple[str, ...], Key("column", Choices(TAKEN), exported=True)] = ()
    edition: Annotated[str | None, Key("edition", Token())] = None

    @classmethod
    def from_query(cls, query: Query) -> Self:
        """Read the selection out of a URL's query; what cannot be read is left at its default."""
        return cls(**_read(query, {})[0])

    def to_query(self) -> dict[str, list[str]]:
        """Return the query of this selection, in the order of its fields, defaults left out."""
        return {
            name: list(write(value))
            for (name, write, default), value in zip(_WRITTEN, _VALUES(self), strict=True)
            if value != default
        }

    @property
    def filters(self) -> Self:
        """This selection with only what narrows the record: no focus, lanes, order, language, story or columns."""
        return replace(self, **_BESIDE)

    def asks(self, *narrowed: Narrows) -> bool:
        """Say whether a key is set that narrows one of these: ``selection.asks("claims", "sources")``."""
        return any(getattr(self, key.field) != key.default for kind in narrowed for key in _NARROWING.get(kind, ()))

    def cleared(self) -> Self:
        """Return this selection without its filters; focus, lanes, order, language, story and columns stay."""
        return replace(type(self)(), **{field: getattr(self, field) for field in _BESIDE})

    def without(self, key: str, value: str | None = None) -> Self:
        """Return this selection without one value of a URL key, or without the whole key."""
        query = self.to_query()
        left = [other for other in query.pop(key, []) if value is not None and other != value]
        if left:
            query[key] = left
        return type(self).from_query(query)


KEYS = keys_of(Selection)  # by name, in the order in which links have them
FILTERS = tuple(key for key in KEYS.values() if key.is_filter)
# What the filter panel shows and sends; it leaves all other keys alone.
PANEL = {key.name: control for key in KEYS.values() if (control := key.control)}
FACETS = tuple(  # whose values are counted, each with the events that choosing it alone would show
    name for name, control in sorted(PANEL.items(), key=lambda one: one[1].place) if control.kind == "facet"
)
LEAST = tuple(name for name, control in PANEL.items() if control.kind == "least")  # counted as "so many or more"
_WRITTEN = [(key.name, key.form.write, key.default) for key in KEYS.values()]  # one for each of _VALUES
_VALUES = attrgetter(*(key.field for key in KEYS.values()))
_BESIDE = {key.field: key.default for key in KEYS.values() if not key.is_filter}
_NARROWING = {kind: [key for key in FILTERS if key.narrows == kind] for kind in get_args(Narrows)}


def checked_ids(ids: Callable[[str], Collection[str]]) -> dict[str, Collection[str]]:
    """Return what ``read`` must know of a record whose ``ids(key)`` are those that a checked key may take."""
    return {name: ids(name) for name, key in KEYS.items() if key.checked}


def read(query: Query, known: Mapping[str, Collection[str]]) -> tuple[Selection, tuple[Ignored, ...]]:
    """Read a selection and check its ids against a record.

    Args:
        query: The URL's keys; keys that are not ours are passed over.
        known: The ids of each key that is ``checked``; those of another, as ``place``, are checked only if they
            are given.

    Returns:
        The selection, with unknown values left out, and these values.

    Raises:
        KeyError: ``known`` lacks a checked key.
    """
    fields, ignored = _read(query, {key.name: known[key.name] for key in KEYS.values() if key.checked} | dict(known))
    return Selection(**fields), tuple(ignored)


def _read(query: Query, known: Mapping[str, Collection[str]]) -> tuple[dict[str, Any], list[Ignored]]:
    fields: dict[str, Any] = {}
    ignored: list[Ignored] = []
    for name, key in KEYS.items():
        values = _values(query.get(name, ()))
        if not values:
            continue
        found = key.form.read(values, fields.get("table") or FIRST_TABLE, known.get(name))
        if found.value is not None:
            fields[key.field] = found.value
        if found.strange:
            ignored += _unknown(name, found.strange, found.among)
    if "hours" in fields:
        fields["hours"], idle = _of_days(fields["hours"], [day in fields for day in ("first", "last")])
        ignored += [Ignored("hours", value) for value in idle]
    return fields, ignored


def _of_days(hours: Sequence[int | None], days: Sequence[bool]) -> tuple[tuple[int | None, ...] | None, Sequence[str]]:
    """Return the times whose days are asked for, and, as a link has them, the others, which say nothing."""
    own, idle = (
        tuple(time if dated == wanted else None for time, dated in zip(hours, days, strict=True))
        for wanted in (True, False)
    )
    named = KEYS["hours"].form.write(idle) if idle != (None, None) else ()
    return own if own != (None, None) else None, named


def _values(found: str | Sequence[str]) -> list[str]:
    return [clean(str(value)) for value in ([found] if isinstance(found, str) else found) if value != ""]


def clean(value: str) -> str:
    """Return a stranger's value with ``REPLACED`` in place of what no text has and no message can carry."""
    return _UNREADABLE.sub(REPLACED, value)


def _unknown(key: str, values: Iterable[str], known: Collection[str]) -> list[Ignored]:
    """Return the values that are not known, the first of them with the known one nearest to it."""
    alphabet = KnownWords(known, most=_GUESSED)
    return [Ignored(key, value, alphabet.nearest(value)) for value in values]
