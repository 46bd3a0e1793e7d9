"""What a selection leaves, in plain loops over the dossier's entries: slow, and easy to hold against the design."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from pactline.query.selection import Selection
from pactline.record.dossier import Dossier
from pactline.record.model import Claim, Event, Reaction
from pactline.search.engine import engine
from pactline.tables import frames, provenance
from pactline.tables.index import day_number

Entry = TypeVar("Entry", Claim, Reaction)


class Left(NamedTuple):
    """Ids of what stays, in reading order."""

    events: list[str]
    claims: list[str]
    reactions: list[str]


class SlowSelect:
    """A record asked entry by entry."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._engines: dict[Selection, set[str]] = {}

    def select(self, selection: Selection) -> Left:
        left = Left([], [], [])
        for event in self.dossier.events:
            claims = [claim for claim in event.claims if self._claim_stays(event, claim, selection)]
            if not self._event_stays(event, selection):
                continue
            if not claims and (event.claims or selection.asks("claims", "sources")):
                continue
            left.events.append(str(event.id))
            left.claims.extend(str(claim.id) for claim in claims)
            left.reactions.extend(
                str(r.id)
                for r in self.dossier.reactions
                if r.event == event.id and self._reaction_stays(r, event, selection)
            )
        if selection.newest_first:
            left.events.reverse()
        return left

    def status_of(self, claim: Claim, selection: Selection) -> str:
        if selection.known is None or not claim.history:
            return claim.status or "none"
        before = [change.status for change in claim.history if change.date.latest <= selection.known]
        return before[-1] if before else claim.history[0].status

    def facets(self, selection: Selection, field: str, values: list[str]) -> dict[str, int]:
        """Count by choosing each value alone."""
        counts = {value: len(self.select(_replaced(selection, field, value)).events) for value in values}
        return {value: number for value, number in counts.items() if number}

    def then(self, entry: Entry, selection: Selection) -> Entry:
        """Return a claim or reaction without what is written today, and without what was published later."""
        if selection.known is None:
            return entry
        sources = [c for c in entry.sources if provenance.published_by(self.dossier.sources[c.id], selection.known)]
        return entry.model_copy(update={"sources": tuple(sources), "note": None})

    def summary_of(self, event: Event, selection: Selection) -> str | None:
        """Return an event's summary, unless it may rest on what was not known yet."""
        settled = all(self._known(event, claim, selection) for claim in event.claims)
        return event.summary if settled else None

    def disputed(self, event: Event, claim: Claim, selection: Selection) -> bool:
        """Somebody disagrees: its status says so, a claim contradicts it or the other way, a citation disputes it."""
        others = [
            c
            for e in self.dossier.events
            for c in e.claims
            if (c.id in claim.contradicts or claim.id in c.contradicts) and self._known(e, c, selection)
        ]
        return (
            self.status_of(claim, selection) == "disputed"
            or (bool(others) and self._known(event, claim, selection))
            or any(citation.part == "disputes" for citation in self.then(claim, selection).sources)
        )

    def _known(self, event: Event, claim: Claim, selection: Selection) -> bool:
        return (
            selection.known is None or provenance.known_claim(claim, event, self.dossier.sources).day <= selection.known
        )

    def _claim_stays(self, event: Event, claim: Claim, selection: Selection) -> bool:
        sources = self.dossier.sources
        then = self.then(claim, selection)
        return (
            self._cites(then, selection)
            and (
                not selection.statuses
                or self.status_of(claim, selection) in selection.statuses
                or ("disputed" in selection.statuses and self.disputed(event, claim, selection))
            )
            and not (selection.hide_state_media and self.state_only(then))
            and len(provenance.independent(then, sources)) >= selection.independent
            and (not selection.one_voice or len(provenance.independent(then, sources)) == 1)
            and self._known(event, claim, selection)
        )

    def _cites(self, entry: Claim | Reaction, selection: Selection) -> bool:
        """Say whether a chosen publisher is cited, and one that is of a chosen kind and country at once."""
        cited = [self.dossier.sources[citation.id].publisher for citation in entry.sources]
        houses = [self.dossier.publishers[house] if house else None for house in cited]
        fits = [
            (not selection.kinds or (house is not None and house.kind in selection.kinds))
            and (not selection.countries or (house is not None and house.country in selection.countries))
            for house in houses
        ]
        asked = selection.kinds or selection.countries
        return (not selection.publishers or any(house in selection.publishers for house in cited)) and (
            not asked or any(fits)
        )

    def state_only(self, entry: Claim | Reaction) -> bool:
        supports = [citation for citation in entry.sources if citation.part == "supports"]
        houses = [self.dossier.sources[citation.id].publisher for citation in supports]
        return bool(supports) and all(house and self.dossier.publishers[house].state_controlled for house in houses)

    def _event_stays(self, event: Event, selection: Selection) -> bool:
        day = event.date
        low, high = (day.earliest, day.latest) if selection.certain else (day.latest, day.earliest)
        if selection.first and low < selection.first:
            return False
        if (selection.last and high > selection.last) or not self._in_hours(event, selection):
            return False
        if event.importance < selection.importance or not self._out(event, selection):
            return False
        every = all if selection.match_all else any
        reacting = {r.actor for r in self.dossier.reactions if r.event == event.id}
        actors = {whole for actor in {part.id for part in event.actors} | reacting for whole in self._wholes(actor)}
        if selection.actors and not every(actor in actors for actor in selection.actors):
            return False
        if selection.themes and not every(theme in event.themes for theme in selection.themes):
            return False
        return not selection.words or event.id in self._found(selection)

    def _in_hours(self, event: Event, selection: Selection) -> bool:
        """Say whether an event passes the times of the first and last day; times without zones alone."""
        day, (early, late) = event.date, selection.hours or (None, None)
        begins, ends = ((one.seconds / 60 if one else None) for one in (day.begins_at, day.ends_at))
        begin = (day.earliest, 0 if begins is None else begins)
        end = (day.latest, 1440 if ends is None else ends)
        if selection.first and early is not None:
            moment = (selection.first, early)
            if (begin if selection.certain else end) < moment:
                return False
        return not (
            selection.last and late is not None and (end if selection.certain else begin) > (selection.last, late)
        )

    def _out(self, event: Event, selection: Selection) -> bool:
        begun = selection.known is None or event.date.earliest <= selection.known
        return begun or (bool(event.claims) and self._known(event, event.claims[0], selection))

    def _found(self, selection: Selection) -> set[str]:
        """What words find is the engine's to say: its own tests hold it, in two languages."""
        if selection not in self._engines:
            record = frames.build(self.dossier).on(selection.known)
            day = selection.known
            known = None if day is None else record.numbers("claims", "known") <= day_number(day)
            mask = engine(record, day).events(selection.words, known)
            self._engines[selection] = set(record.column("events", "event_id")[mask])
        return self._engines[selection]

    def _wholes(self, actor: str) -> Iterator[str]:
        seen: set[str] = set()
        waiting = [actor]
        while waiting:
            own = waiting.pop()
            if own not in seen:
                seen.add(own)
                yield own
                waiting += self.dossier.actors[own].part_of if own in self.dossier.actors else ()

    def _reaction_stays(self, reaction: Reaction, event: Event, selection: Selection) -> bool:
        then = self.then(reaction, selection)
        said = reaction.date
        known = reaction.silence or (said.latest if said and not said.open_end else event.date.latest)
        chosen = set(selection.actors)
        acting = {whole for part in event.actors for whole in self._wholes(part.id)}
        return (
            self._cites(then, selection)
            and not (selection.hide_state_media and self.state_only(then))
            and (selection.known is None or known <= selection.known)
            and (not chosen or bool(chosen & (set(self._wholes(reaction.actor)) | acting)))
        )


def _replaced(selection: Selection, field: str, value: str) -> Selection:
    chosen: dict[str, Any] = {field: (value,)}
    return replace(selection, **chosen)
