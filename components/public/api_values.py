"""What the API says of an event, a claim, a publication, as plain values: never without status, way and citation."""

from collections.abc import Iterable, Mapping
from datetime import date
from math import isnan
from typing import Any

import numpy as np

from components.public.links import claim_link, event_link
from pactline.export.told import ToldClaim, Way, claims_by_event, edition_words, given, told_claims
from pactline.query.view import View
from pactline.readings.editions import in_addresses
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows
from pactline.wording import text

MOST_CITING = 100  # claims that are listed with a publication
_EVENT = (
    "event_id",
    "title",
    "short",
    "summary",
    "date",
    "date_words",
    "earliest",
    "latest",
    "open_start",
    "open_end",
    "drawable",
    "importance",
    "place",
    "lat",
    "lon",
    "place_precision",
)
_SOURCE = (
    "source_id",
    "title",
    "publisher",
    "carried_by",
    "kind",
    "country",
    "state_controlled",
    "published",
    "language",
    "url",
    "archived_url",
    "read",
    "weak_host",
    "note",
)

Plain = dict[str, Any]


def edition_values(record: Frames) -> Plain:
    """Return which edition of which record answers, as of and as known on which day."""
    edition = record.dossier.edition
    return {
        "record": edition.title,
        "edition": edition.version,
        "as_of": _iso(edition.as_of),
        "known_on": _iso(record.day),
        "licence": edition.licence,
        "words": edition_words(record),
    }


def events_values(view: View, rows: Rows, *, base: str) -> list[Plain]:
    """Return some shown events in the order of ``rows``, each with its shown claims."""
    record, claims = view.frames, claims_by_event(view.of(rows))
    return [
        _event(record, row, own, claims.get(row, []), base=base, hidden=view.hidden_claims(own["event_id"]))
        for row, own in zip(rows.tolist(), _each(record, "events", _EVENT, rows), strict=True)
    ]


def claims_values(view: View, rows: Rows, *, base: str) -> list[Plain]:
    """Return some shown claims, ascending, each with its event."""
    record, said = view.frames, told_claims(view, rows)
    events = np.unique([claim.event for claim in said]).astype(np.intp)
    titles, days = (
        dict(zip(events.tolist(), record.cells("events", name, events), strict=True))
        for name in ("title", "date_words")
    )
    return [
        {**_claim(record, claim, days[claim.event], base), "event": _event_of(claim, titles, days, base)}
        for claim in said
    ]


def sources_values(view: View, rows: Rows, *, base: str) -> list[Plain]:
    """Return some publications in the order of ``rows``, each with the shown claims that cite it."""
    record = view.frames
    cited = view.shown.citation_rows
    of, claims = (record.numbers("citations", name)[cited] for name in ("source", "claim"))
    own = np.isin(of, rows) & (claims >= 0)
    parts = record.cells("citations", "part", cited[own])
    wanted = np.unique(claims[own])
    names, said, statuses = (
        dict(zip(wanted.tolist(), record.cells("claims", name, wanted), strict=True))
        for name in ("claim_id", "text", "status")
    )
    citing: dict[int, list[Plain]] = {row: [] for row in rows.tolist()}
    for source, claim, part in zip(of[own].tolist(), claims[own].tolist(), parts, strict=True):
        citing[source].append(
            {
                "id": names[claim],
                "text": said[claim],
                "status": statuses[claim],
                "part": part,
                "link": claim_link(base, names[claim]),
            }
        )
    return [
        _source(record, one, citing[row], base=base)
        for row, one in zip(rows.tolist(), _each(record, "sources", _SOURCE, rows), strict=True)
    ]


def _event(record: Frames, row: int, own: Plain, claims: list[ToldClaim], *, base: str, hidden: int) -> Plain:
    drawable = own["drawable"]
    link = event_link(base, own["event_id"])
    return {
        "id": own["event_id"],
        "title": own["title"],
        "short": given(own["short"]),
        "summary": given(own["summary"]),
        "date": own["date"],
        "date_words": own["date_words"],
        "earliest": _iso(own["earliest"]) if drawable and not own["open_start"] else None,
        "latest": _iso(own["latest"]) if drawable and not own["open_end"] else None,
        "importance": own["importance"],
        "place": _place(own),
        "actors": [
            {"id": actor, "name": record.names["actor"].get(actor, actor), "part": part}
            for actor, part in _pairs(record, "event_actors", ("actor", "part"), row)
        ],
        "themes": [
            {"id": theme, "name": record.names["theme"].get(theme, theme)}
            for (theme,) in _pairs(record, "event_themes", ("theme",), row)
        ],
        "status": claims[0].status if claims else "none",
        "claims": [_claim(record, claim, own["date_words"], base) for claim in claims],
        "hidden_claims": hidden,
        "link": link,
        "api": f"{base}/api/events/{own['event_id']}",
        "citation": _citation(record, own["title"], own["date_words"], link),
    }


def _claim(record: Frames, claim: ToldClaim, day: str, base: str) -> Plain:
    link = claim_link(base, claim.id)
    return {
        "id": claim.id,
        "event_id": claim.event_id,
        "text": claim.text,
        "status": claim.status,
        "status_means": text(f"status_meaning.{claim.status}"),
        "said_by": list(claim.said_by),
        "known": _iso(claim.known),
        "known_assumed": claim.known_assumed,
        "independent": claim.independent,
        "note": claim.note,
        "chains": [_way(way, base) for way in claim.ways],
        "link": link,
        "api": f"{base}/api/claims/{claim.id}",
        "citation": _citation(record, claim.text, day, link),
    }


def _way(way: Way, base: str) -> Plain:
    return {
        "part": way.part,
        "chain": list(way.names),
        "originators": list(way.originators),
        "via": list(way.via),
        "publisher": way.publisher or None,
        "carriers": list(way.carriers),
        "source": way.source,
        "title": way.title,
        "published": way.published,
        "url": way.url,
        "archived_url": way.archived_url,
        "quote": way.quote,
        "lang": way.lang,
        "translation": way.translation,
        "api": f"{base}/api/sources/{way.source}",
    }


def _event_of(claim: ToldClaim, titles: Mapping[int, str], days: Mapping[int, str], base: str) -> Plain:
    return {
        "id": claim.event_id,
        "title": titles[claim.event],
        "date_words": days[claim.event],
        "link": event_link(base, claim.event_id),
    }


def _source(record: Frames, own: Plain, citing: list[Plain], *, base: str) -> Plain:
    publisher = own["publisher"]
    names = [record.voice(publisher)] if publisher else []
    carriers = list(record.called(own["carried_by"]))
    title = given(own["title"]) or own["source_id"]
    return {
        "id": own["source_id"],
        "title": given(own["title"]),
        "publisher": {
            "id": publisher,
            "name": names[0],
            "kind": own["kind"] or None,
            "country": given(own["country"]),
            "state_controlled": own["state_controlled"],
        }
        if publisher
        else None,
        "carriers": carriers,
        "chain": list(dict.fromkeys([*names, *carriers])),
        "published": given(own["published"]),
        "language": given(own["language"]),
        "url": given(own["url"]),
        "archived_url": given(own["archived_url"]),
        "read": own["read"],
        "copy": given(own["weak_host"]) or None,
        "note": given(own["note"]),
        "statuses": _tally(one["status"] for one in citing),
        "claims": citing[:MOST_CITING],
        "claims_total": len(citing),
        "api": f"{base}/api/sources/{own['source_id']}",
        "citation": _citation(record, title, ", ".join([*names, *filter(None, [given(own["published"])])]), ""),
    }


def _citation(record: Frames, title: str, day: str, link: str) -> str:
    """Return how to cite it: what it says, its day, the record and its edition, its link, which carries that."""
    edition = in_addresses(record.dossier.edition.version)
    link = f"{link}?edition={edition}" if link and edition else link
    said = text("told.cited", title=title, day=day) if day else f"“{title}”"
    return ", ".join(one for one in (said, edition_words(record), link) if one)


def _place(own: Plain) -> Plain | None:
    name, exact = given(own["place"]), given(own["place_precision"]) or None
    lat, lon = (None if isnan(own[one]) else own[one] for one in ("lat", "lon"))
    return {"name": name, "lat": lat, "lon": lon, "precision": exact} if name else None


def _pairs(record: Frames, table: str, names: tuple[str, ...], event: int) -> Iterable[tuple[Any, ...]]:
    rows = record.rows_of(table, "event", event)
    return zip(*(record.cells(table, name, rows) for name in names), strict=True)


def _tally(statuses: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for status in statuses:
        found[status] = found.get(status, 0) + 1
    return found


def _each(record: Frames, table: str, names: tuple[str, ...], rows: Rows) -> Iterable[Plain]:
    columns = [record.cells(table, name, rows) for name in names]
    if not len(rows):
        return []
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _iso(day: Any) -> str | None:
    if day is None or day != day:  # noqa: PLR0124 - not a time
        return None
    return f"{day:%Y-%m-%d}".rjust(10, "0") if isinstance(day, date) else None
