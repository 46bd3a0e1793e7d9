"""A record's tables as numbers: what a selection asks, answered without comparing a text.

Made once per record, out of its tables alone. Rows are those of the tables; the claims of an event stand together.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.record.vocabulary import NONE, REACTS, STATUSES
from pactline.tables.disputed import DISPUTED
from pactline.tables.moments import Moments, moments
from pactline.tables.postings import Postings, RowMask, Rows, sorted_order
from pactline.tables.source import Tables

Days: TypeAlias = npt.NDArray[np.int32]  # days since 1970-01-01
SmallNumbers: TypeAlias = npt.NDArray[np.int8]

STATUS_CODES = (*STATUSES, NONE)  # a status's number is its place here
_EPOCH = date(1970, 1, 1).toordinal()
_NEVER = np.iinfo(np.int32).max


class Cited:
    """Who cites whom: postings of the publishers, kinds and countries that claims, or reactions, cite; made when asked.

    A kind and a country may be asked for at once, of one publisher: Russian state media.
    """

    def __init__(self, rows: Rows, coded: Mapping[str, tuple[Rows, list[str]]], owners: Rows) -> None:
        """Keep who cites.

        Args:
            rows: Per citation the row that cites.
            coded: Per key (``publisher``, ``kind``, ``country``) each citation's number, -1 for none, and the values.
            owners: What each row belongs to, by row number.
        """
        self._rows, self._coded, self._owners = rows, coded, owners

    @cached_property
    def publisher(self) -> Postings:
        """Publishers."""
        return self._of("publisher")

    @cached_property
    def kind(self) -> Postings:
        """Kinds of publishers."""
        return self._of("kind")

    @cached_property
    def country(self) -> Postings:
        """Countries of publishers."""
        return self._of("country")

    @cached_property
    def _both(self) -> Postings:
        """Kinds and countries at once: a value is the two, joined."""
        (kinds, kind_names), (countries, country_names) = self._coded["kind"], self._coded["country"]
        given = (kinds >= 0) & (countries >= 0)
        pairs, codes = np.unique(kinds[given] * len(country_names) + countries[given], return_inverse=True)
        names = [
            _joined(kind_names[pair // len(country_names)], country_names[pair % len(country_names)])
            for pair in pairs.tolist()
        ]
        return Postings.of(self._rows[given], codes, names, owners=self._owners)

    def mark(self, kinds: Sequence[str], countries: Sequence[str], number: int) -> RowMask:
        """Mark the rows that cite a publisher of one of the kinds in one of the countries; none given is any.

        Args:
            kinds: Ids of kinds.
            countries: As publishers have them.
            number: How many rows there are.
        """
        if kinds and countries:
            return self._both.mark((_joined(kind, country) for kind in kinds for country in countries), number)
        return self.country.mark(countries, number) if countries else self.kind.mark(kinds, number)

    def beside(self, key: str, others: Sequence[str]) -> Postings:
        """Return the postings of kinds, or of countries, of those publishers that have one of some of the other.

        Args:
            key: ``kind`` or ``country``.
            others: Values of the other of the two; none given is any.
        """
        if not others:
            return self.kind if key == "kind" else self.country
        codes, names = self._coded[key]
        other, other_names = self._coded["country" if key == "kind" else "kind"]
        wanted = np.isin(other, [n for n, name in enumerate(other_names) if name in others]) & (codes >= 0)
        return Postings.of(self._rows[wanted], codes[wanted], names, owners=self._owners)

    def _of(self, key: str) -> Postings:
        codes, names = self._coded[key]
        given = codes >= 0
        return Postings.of(self._rows[given], codes[given], names, owners=self._owners)


def _joined(kind: str, country: str) -> str:
    return f"{kind}\0{country}"


class Index:
    """What is looked up at each selection.

    Arrays have one place for each row of their table: e events, c claims, r reactions, n citations. Days are
    ``int32`` days since 1970-01-01, as of ``day_number``; row numbers are ``intp``; a mask is ``bool``.

    Attributes:
        events, claims, reactions: How many there are: e, c, r.
        earliest: First day of each event.
        latest: Last day of each event.
        importance: Of each event, 1-3, ``int8``.
        event_of: The event of each claim; ascends, since claims stand in their events' order.
        claims_from: Where each event's claims begin, and where the last one's end; e + 1 places.
        status: Each claim's number in ``STATUS_CODES``, ``int8``.
        known: The day from which each claim is known.
        independent: Independent sources of each claim, ``int16``.
        state_only: Of each claim.
        disputed: Of each claim; see ``pactline.tables.disputed``.
        reaction_event: The event of each reaction.
        reaction_known: The day from which each reaction is known.
        reaction_state_only: Of each reaction.
        cited_claim: The claim of each citation, -1 for a reaction's.
        cited_reaction: The reaction of each citation, -1 for a claim's.
        cited_source: The publication of each citation.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._ways: dict[tuple[str, str], tuple[Rows, npt.NDArray[Any]]] = {}
        self.earliest, self.latest = (day_numbers(tables.column("events", name)) for name in ("earliest", "latest"))
        self.importance: SmallNumbers = self._numbers("events", "importance").astype(np.int8)
        self.event_of: Rows = self._numbers("claims", "event").astype(np.intp)
        self.reaction_event: Rows = self._numbers("reactions", "event").astype(np.intp)
        self.events, self.claims, self.reactions = len(self.earliest), len(self.event_of), len(self.reaction_event)
        self.claims_from: Rows = np.searchsorted(self.event_of, np.arange(self.events + 1))
        self.status = self._listed("claims", "status", STATUS_CODES)
        self.known = day_numbers(tables.column("claims", "known"))
        self.independent: npt.NDArray[np.int16] = self._numbers("claims", "independent")
        self.state_only: RowMask = self._numbers("claims", "state_only")
        self.disputed: RowMask = self._numbers("claims", "disputed") | (self.status == STATUS_CODES.index(DISPUTED))
        self.reaction_known = day_numbers(tables.column("reactions", "known"))
        self.reaction_state_only: RowMask = self._numbers("reactions", "state_only")
        self.cited_claim: Rows = self._numbers("citations", "claim").astype(np.intp)
        self.cited_reaction: Rows = self._numbers("citations", "reaction").astype(np.intp)
        self.cited_source: Rows = self._numbers("citations", "source").astype(np.intp)

    @cached_property
    def themes(self) -> Postings:
        """Themes of events."""
        return Postings.of(self._numbers("event_themes", "event"), *self._tables.coded("event_themes", "theme"))

    @cached_property
    def actors(self) -> Postings:
        """Actors of events, those that react and those that an actor belongs to included."""
        return self._closure(self._numbers("event_actors", "event"), *self._tables.coded("event_actors", "actor"))

    @cached_property
    def takers(self) -> Postings:
        """Actors that take part in events, and those that these belong to."""
        codes, actors = self._tables.coded("event_actors", "actor")
        part, parts = self._tables.coded("event_actors", "part")
        own = part != (parts.index(REACTS) if REACTS in parts else -1)
        return self._closure(self._numbers("event_actors", "event")[own], codes[own], actors)

    @cached_property
    def reacting(self) -> Postings:
        """Actors of reactions, and those that these belong to."""
        return self._closure(np.arange(self.reactions), *self._tables.coded("reactions", "actor"))

    @cached_property
    def statuses(self) -> Postings:
        """Statuses of claims, as ``of_status`` finds them."""
        own = [np.flatnonzero(self.of_status(name)) for name in STATUS_CODES]
        codes = np.repeat(np.arange(len(own)), [len(rows) for rows in own])
        return Postings.of(np.concatenate(own), codes, STATUS_CODES, owners=self.event_of)

    @cached_property
    def voices(self) -> Postings:
        """Originators that independently support claims."""
        return Postings.of(self._numbers("voices", "claim"), *self._tables.coded("voices", "originator"))

    @cached_property
    def houses(self) -> tuple[Rows, list[str]]:
        """Each citation's publisher as a number, -1 for none, and the publishers."""
        codes, houses = self._tables.coded("sources", "publisher")
        return codes[self.cited_source], houses

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries of the publishers that the record's publications have, sorted."""
        return tuple(sorted(country for country in self._tables.coded("sources", "country")[1] if country))

    @cached_property
    def claims_citing(self) -> Cited:
        """Publishers, kinds and countries that claims cite."""
        return self._cited(self.cited_claim, self.event_of)

    @cached_property
    def reactions_citing(self) -> Cited:
        """Publishers, kinds and countries that reactions cite."""
        return self._cited(self.cited_reaction, self.reaction_event)

    @cached_property
    def undrawn(self) -> RowMask:
        """Marks the events whose date no axis can show."""
        mask: RowMask = ~self._numbers("events", "drawable").astype(bool)
        return mask

    @cached_property
    def moments(self) -> Moments:
        """When events begin and end, to the second."""
        return moments(self._tables.column("events", "date"), self.earliest, self.latest, ~self.undrawn)

    @cached_property
    def out(self) -> Days:
        """The day since which each event had begun, or its first claim, which says what happened, was known.

        Without that, a claim on what went before would bring the title of an event that nobody could foresee.
        """
        days = self.earliest.copy()
        has = self.claims_from[1:] > self.claims_from[:-1]
        days[has] = np.minimum(days[has], self.known[self.claims_from[:-1][has]])
        return days

    def of_status(self, name: str) -> RowMask:
        """Mark the claims that a status finds; ``disputed`` finds those that something stands against, too.

        Raises:
            ValueError: ``name`` is not in ``STATUS_CODES``.
        """
        mask: RowMask = self.disputed if name == DISPUTED else self.status == STATUS_CODES.index(name)
        return mask

    def events_with(self, claims: RowMask) -> RowMask:
        """Mark the events that have one of the marked claims."""
        mask = np.zeros(self.events, dtype=bool)
        mask[self.event_of[np.flatnonzero(claims)]] = True
        return mask

    def rows_of(self, name: str, column: str, row: int) -> Rows:
        """Return the rows of a table that lead to a row of another, ascending; ``column`` holds row numbers.

        As ``rows_of("citations", "claim", 7)``: the citations of claim 7. The first call for a column sorts it, later
        ones look it up.
        """
        order, owners = self._way(name, column)
        begin, end = np.searchsorted(owners, (row, row + 1))
        return order[begin:end]

    def rows_of_each(self, name: str, column: str, rows: Rows | Sequence[int]) -> Rows:
        """Return the rows that lead to some rows of another table, as ``rows_of`` does for one after the other."""
        order, owners = self._way(name, column)
        asked = np.asarray(rows, dtype=np.intp)
        begins, ends = np.searchsorted(owners, asked).tolist(), np.searchsorted(owners, asked + 1).tolist()
        return np.concatenate([order[:0], *(order[begin:end] for begin, end in zip(begins, ends, strict=True))])

    def _way(self, name: str, column: str) -> tuple[Rows, Rows]:
        """Return the rows of a table by where a column of it leads, and where that is; sorted once."""
        if (name, column) not in self._ways:
            owners = self._numbers(name, column)
            order = sorted_order(owners + 1)  # -1 leads nowhere
            self._ways[name, column] = order, owners[order]
        return self._ways[name, column]

    def _cited(self, rows: Rows, owners: Rows) -> Cited:
        own = np.flatnonzero(rows >= 0)
        coded = {key: self._tables.coded("sources", key) for key in ("publisher", "kind", "country")}
        cited = self.cited_source[own]
        return Cited(rows[own], {key: (codes[cited], names) for key, (codes, names) in coded.items()}, owners)

    def _closure(self, rows: npt.NDArray[Any], codes: Rows, actors: list[str]) -> Postings:
        """Return the postings of actors and all that they belong to, themselves included."""
        part, parts = self._tables.coded("membership", "actor")
        whole, wholes = self._tables.coded("membership", "whole")
        number = {actor: n for n, actor in enumerate(parts)}
        own = np.array([*(number.get(actor, -1) for actor in actors), -1], dtype=np.intp)[codes]
        rows, own = rows[own >= 0], own[own >= 0]
        order = np.argsort(part, kind="stable")
        starts = np.searchsorted(part[order], np.arange(len(parts) + 1))
        lengths = (starts[1:] - starts[:-1])[own]
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return Postings.of(np.repeat(rows, lengths), whole[order][np.repeat(starts[own], lengths) + within], wholes)

    def _numbers(self, name: str, column: str) -> npt.NDArray[Any]:
        return self._tables.column(name, column).to_numpy()

    def _listed(self, name: str, column: str, values: tuple[str, ...]) -> SmallNumbers:
        """Return each text's place in a short list, -1 for one that is not in it."""
        codes, texts = self._tables.coded(name, column)
        places = {value: place for place, value in enumerate(values)}
        return np.array([*(places.get(text, -1) for text in texts), -1], dtype=np.int8)[codes]


def day_number(day: date) -> int:
    """Return a day's number: days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def day_numbers(days: pd.Series) -> Days:
    """Return the numbers of a column of ``datetime64`` as ``int32``; a missing day comes after all others."""
    plain = days.to_numpy().astype("datetime64[D]")
    numbers: Days = np.where(np.isnat(plain), _NEVER, plain.astype(np.int64)).astype(np.int32)
    return numbers
