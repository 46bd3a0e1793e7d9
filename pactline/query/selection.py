"""What the reader asked for, as one frozen value, and its form in the URL.

The keys are a contract (``docs/url-keys.md``): ids, never labels; a key repeats for several values;
defaults are left out. Text in a URL comes from strangers: what cannot be read is reported, never shown as ours.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple, Self, TypeAlias

from pactline.record import edtf
from pactline.record.vocabulary import KINDS, STATUSES
from pactline.tables.columns import SORTABLE, TAKEN
from pactline.text.folding import by_form, fold
from pactline.text.nearest import Known

Lanes: TypeAlias = Literal["theme", "actor", "kind", "status"]
LANES: tuple[Lanes, ...] = ("theme", "actor", "kind", "status")
REPEATED = ("actor", "theme", "publisher", "kind", "status", "column")
KEYS = (
    "from",
    "to",
    "dates",
    "actor",
    "theme",
    "publisher",
    "kind",
    "status",
    "match",
    "statemedia",
    "independent",
    "importance",
    "q",
    "known",
    "event",
    "metric",
    "place",
    "lanes",
    "sort",
    "lang",
    "story",
    "step",
    "table",
    "by",
    "column",
)
_FIRST_TABLE = "events"
MAX_VALUES = 200  # of one key; a longer list is no reader's
MAX_TEXT = 200  # characters of a search

# Control characters and halves of a surrogate pair: no value of ours has one, and a half cannot be sent on.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
REPLACED = "\ufffd"  # stands for what cannot be read, as browsers write it
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")

Query: TypeAlias = Mapping[str, str | Sequence[str]]


class Ignored(NamedTuple):
    """A value of one of our keys that cannot be used; ``near`` is the id it may have meant, or empty."""

    key: str
    value: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """All of a page's state that a link carries.

    Keys are ANDed, the values of one key ORed, unless ``match_all`` (actors and themes).

    Attributes:
        first: ``from``: first day, counted in; ``None`` leaves the side open.
        last: ``to``: last day, counted in.
        certain: ``dates=certain``: keep only what falls in the range whatever day it was.
        hide_state_media: ``statemedia=hide``: leave out claims that state-controlled publishers alone support.
        independent: At least so many independent sources, on one claim.
        importance: At least so important, 1-3.
        words: ``q``: words that must all occur.
        known: As known on this day.
        event: The event in focus.
        metric: The figure in focus.
        newest_first: ``sort=new``.
        language, story, step: Carried along for features that read them.
        places: ``place``: the places that are open on the map.
        table: The table that is open on the data page; ``None`` is events.
        by: The column that the open table is sorted by, with ``-`` before it from the end; ``None`` as it stands.
        columns: ``column``: the columns of the open table; none for those that a reader looks at first.
    """

    first: date | None = None
    last: date | None = None
    certain: bool = False
    actors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    match_all: bool = False
    hide_state_media: bool = False
    independent: int = 0
    importance: int = 1
    words: str = ""
    known: date | None = None
    event: str | None = None
    lanes: Lanes = "theme"
    newest_first: bool = False
    language: str | None = None
    story: str | None = None
    step: int | None = None
    metric: str | None = None
    places: tuple[str, ...] = ()
    table: str | None = None
    by: str | None = None
    columns: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: Query) -> Self:
        """Read the selection out of a URL's query; what cannot be read is left at its default."""
        return cls(**_read(query)[0])

    def to_query(self) -> dict[str, list[str]]:
        """Return the query of this selection, in the order of ``KEYS``, defaults left out."""
        values: dict[str, Sequence[str]] = {
            "from": [self.first.isoformat()] if self.first else [],
            "to": [self.last.isoformat()] if self.last else [],
            "dates": ["certain"] if self.certain else [],
            "actor": self.actors,
            "theme": self.themes,
            "publisher": self.publishers,
            "kind": self.kinds,
            "status": self.statuses,
            "match": ["all"] if self.match_all else [],
            "statemedia": ["hide"] if self.hide_state_media else [],
            "independent": [str(self.independent)] if self.independent else [],
            "importance": [str(self.importance)] if self.importance > 1 else [],
            "q": [self.words] if self.words else [],
            "known": [self.known.isoformat()] if self.known else [],
            "event": [self.event] if self.event else [],
            "metric": [self.metric] if self.metric else [],
            "place": self.places,
            "lanes": [self.lanes] if self.lanes != "theme" else [],
            "sort": ["new"] if self.newest_first else [],
            "lang": [self.language] if self.language else [],
            "story": [self.story] if self.story else [],
            "step": [str(self.step)] if self.step is not None else [],
            "table": [self.table] if self.table else [],
            "by": [self.by] if self.by else [],
            "column": self.columns,
        }
        return {key: list(values[key]) for key in KEYS if values[key]}

    @property
    def filters(self) -> Self:
        """This selection with only what narrows the record: no focus, lanes, order, language, story or columns."""
        return replace(
            self,
            event=None,
            metric=None,
            places=(),
            lanes="theme",
            newest_first=False,
            language=None,
            story=None,
            step=None,
            table=None,
            by=None,
            columns=(),
        )

    @property
    def asks_for_events(self) -> bool:
        """Whether a key is set that only an event can fulfil, dates aside."""
        return bool(self.actors or self.themes or self.words or self.importance > 1)

    @property
    def asks_for_claims(self) -> bool:
        """Whether a key is set that must hold on a claim, so that an event without claims goes."""
        return bool(
            self.publishers or self.kinds or self.statuses or self.hide_state_media or self.independent or self.known
        )

    def cleared(self) -> Self:
        """Return this selection without its filters; focus, lanes, order, language, story and columns stay."""
        bare = type(self)()
        return replace(
            bare,
            event=self.event,
            metric=self.metric,
            places=self.places,
            lanes=self.lanes,
            newest_first=self.newest_first,
            language=self.language,
            story=self.story,
            step=self.step,
            table=self.table,
            by=self.by,
            columns=self.columns,
        )

    def without(self, key: str, value: str | None = None) -> Self:
        """Return this selection without one value of a URL key, or without the whole key."""
        query = self.to_query()
        left = [other for other in query.pop(key, []) if value is not None and other != value]
        if left:
            query[key] = left
        return type(self).from_query(query)


def read(query: Query, known: Mapping[str, Collection[str]]) -> tuple[Selection, tuple[Ignored, ...]]:
    """Read a selection and check its ids against a record.

    Args:
        query: The URL's keys; keys that are not ours are passed over.
        known: The ids that ``actor``, ``theme``, ``publisher`` and ``event`` may take; those of ``place`` are
            checked only if they are given.

    Returns:
        The selection, with unknown values left out, and these values.
    """
    fields, ignored = _read(query)
    for key, name in (("actor", "actors"), ("theme", "themes"), ("publisher", "publishers"), ("place", "places")):
        ids = known[key] if key in known else fields[name]
        forms = by_form(ids) if any(value not in ids for value in fields[name]) else {}
        found = [(one, one if one in ids else forms.get(fold(one, accents=True))) for one in fields[name]]
        ignored += _unknown(key, [value for value, own in found if own is None], ids)
        fields[name] = tuple(dict.fromkeys(own for _, own in found if own is not None))
    event = fields["event"]
    if event is not None and event not in known["event"]:
        ignored += _unknown("event", (event,), known["event"])
        fields["event"] = None
    return Selection(**fields), tuple(ignored)


def _read(query: Query) -> tuple[dict[str, Any], list[Ignored]]:
    reader = _Reader(query)
    fields = {
        "first": reader.day("from", last=False),
        "last": reader.day("to", last=True),
        "certain": reader.choice("dates", ("possible", "certain")) == "certain",
        "actors": reader.values("actor"),
        "themes": reader.values("theme"),
        "publishers": reader.values("publisher"),
        "kinds": reader.values("kind", KINDS),
        "statuses": reader.values("status", STATUSES),
        "match_all": reader.choice("match", ("any", "all")) == "all",
        "hide_state_media": reader.choice("statemedia", ("show", "hide")) == "hide",
        "independent": reader.number("independent", 0, 99) or 0,
        "importance": reader.number("importance", 1, 3) or 1,
        "words": reader.text("q"),
        "known": reader.day("known", last=True),
        "event": reader.token("event"),
        "metric": reader.text("metric") or None,
        "places": reader.values("place"),
        "lanes": reader.choice("lanes", LANES) or "theme",
        "newest_first": reader.choice("sort", ("old", "new")) == "new",
        "language": reader.token("lang"),
        "story": reader.token("story"),
        "step": reader.number("step", 0, 9999),
        "table": reader.choice("table", tuple(TAKEN)),
    }
    name = str(fields["table"] or _FIRST_TABLE)
    taken, own = TAKEN[name], SORTABLE[name]
    fields["by"] = reader.choice("by", (*own, *(f"-{column}" for column in own)))
    fields["columns"] = reader.values("column", taken)
    if fields["table"] == _FIRST_TABLE:
        fields["table"] = None
    if fields["language"] == "en":
        fields["language"] = None
    return fields, reader.ignored


class _Reader:
    """Reads values of a query and keeps those that cannot be used."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self.ignored: list[Ignored] = []

    def _all(self, key: str) -> list[str]:
        found = self._query.get(key, ())
        values = [found] if isinstance(found, str) else list(found)
        return [clean(str(value)) for value in values if value != ""]

    def _last(self, key: str) -> str | None:
        values = self._all(key)
        return values[-1] if values else None

    def values(self, key: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        values = list(dict.fromkeys(self._all(key)))[:MAX_VALUES]
        if known is None:
            return tuple(values)
        self.ignored += _unknown(key, values, known)
        return tuple(value for value in values if value in known)

    def choice(self, key: str, known: Sequence[str]) -> str | None:
        value = self._last(key)
        if value is not None and value not in known:
            self.ignored += _unknown(key, (value,), known)
            return None
        return value

    def number(self, key: str, low: int, high: int) -> int | None:
        value = self._last(key)
        if value is None:
            return None
        if value.isascii() and value.isdigit() and len(value) <= len("9999") and low <= int(value) <= high:
            return int(value)
        self.ignored.append(Ignored(key, value))
        return None

    def day(self, key: str, *, last: bool) -> date | None:
        """Read a day; a year or month stands for its first or last one."""
        value = self._last(key)
        if value is None:
            return None
        try:
            found = edtf.parse(value)
        except edtf.DateError:
            found = None
        if found is None or "/" in value or not found.drawable:
            self.ignored.append(Ignored(key, value))
            return None
        return found.latest if last else found.earliest

    def text(self, key: str) -> str:
        # What nobody types is no part of a word.
        return " ".join((self._last(key) or "").replace(REPLACED, " ").split())[:MAX_TEXT].strip()

    def token(self, key: str) -> str | None:
        value = self._last(key)
        if value is not None and not _TOKEN.fullmatch(value):
            self.ignored.append(Ignored(key, value))
            return None
        return value


def clean(value: str) -> str:
    """Return a stranger's value with ``REPLACED`` in place of what no text has and no message can carry."""
    return _UNREADABLE.sub(REPLACED, value)


def _unknown(key: str, values: Iterable[str], known: Collection[str]) -> list[Ignored]:
    """Return the values that are not known, each with the known one nearest to it."""
    strange = [value for value in values if value not in known]
    alphabet = Known(known) if strange else Known(())
    return [Ignored(key, value, alphabet.nearest(value)) for value in strange]
