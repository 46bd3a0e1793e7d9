"""An event's short card: what is claimed first, how its status moved, who says so, who disagrees, who reacted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from markupsafe import Markup

from components.drawer.card_values import (
    Dissent,
    DrawerCard,
    Further,
    Lead,
    ListedEvent,
    ListedEvents,
    Neighbour,
    NotYetKnown,
    Stances,
    Step,
    Strip,
    Voice,
)
from components.parts import markup
from components.parts.days import day_number
from components.parts.rows import day_words
from components.parts.small_map import Spot, small_map, spots
from pactline.query.select import View
from pactline.readings import places
from pactline.readings.came_since import Came, came
from pactline.record import edtf
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.values import is_safe_url
from pactline.record.vocabulary import NONE, SILENT, STANCES
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.tables.kept import kept
from pactline.tables.postings import Rows
from pactline.wording import brief, text

VOICES = 6  # publications that are named for the first claim
DISSENT = 4  # words against it
FURTHER = 8  # other claims
MAP = (138, 120)  # px
_SHORT = 90  # characters of words that stand beside others
_GAP = 3.5  # per cent of the strip between two denials
_MIDDLE = 50.0
_MOST_DENIALS = 8  # signs on the strip
_LEAST = 14.0  # per cent of the strip that a status takes however short it was
_GROUPS = (
    ("support", ("endorses", "supports")),
    ("between", ("neutral", "cautious")),
    ("critical", ("concerned", "condemns")),
    ("deny", ("denies",)),
    ("open", (NONE,)),
    ("silent", (SILENT,)),
)  # of stances, as the bar's words count them


def card_html(view: View, event_id: str) -> str:
    """Return the short card of an event as HTML; one line where nothing of it was known on the selection's day.

    Args:
        view: What is shown, and in which order the events are stepped through.
        event_id: An event of the record; it need not be among the shown.

    Raises:
        KeyError: The record has no such event.
    """
    own = view.frames.row_of(event_id)
    if view.selection.known is not None and not _known(view, own):
        return markup.render(NotYetKnown(day_words(view.selection.known)))
    return markup.render(card(view, event_id))


def list_html(view: View, event_ids: Iterable[str]) -> str:
    """Return some events as a list's entries in HTML; ids that the record has not are left out."""
    known = view.frames.values("event")
    rows = np.array([view.frames.row_of(one) for one in event_ids if one in known], dtype=np.intp)
    columns = [_cells(view.frames, "events", name, rows) for name in ("event_id", "title", "date_words")]
    statuses = [_status_of(view, row) for row in rows.tolist()]
    return markup.render(
        ListedEvents(
            [
                ListedEvent(event, title, day, status, replace(view.selection, event=event))
                for event, title, day, status in zip(*columns, statuses, strict=True)
            ]
        )
    )


def card(view: View, event_id: str) -> DrawerCard:
    """Return what the short card of an event holds; arguments and errors as of ``card_html``."""
    record, own = view.frames, view.frames.row_of(event_id)
    part = view.of([own])
    claims = part.claim_rows.tolist()
    title, summary, words, place = (
        _text(_cell(record, "events", name, own)) for name in ("title", "summary", "date_words", "place")
    )
    place_of = view.place_of(event_id)
    before, after = _beside(view, own)
    further = claims[1:]
    new = came(view.shown)
    return DrawerCard(
        title=title or "",
        summary=summary,
        date_words=words or "",
        place=place,
        map=_map(view, own, place),
        shown=place_of is not None,
        place_of=0 if place_of is None else place_of + 1,
        total=len(view.event_rows),
        fresh=("new" if new.events[own] else "changed" if new.changed[own] else "") if new else "",
        since=day_words(new.since) if new else "",
        lead=_lead(part, claims[0], new) if claims else None,
        hidden_claims=not claims and _has_known_claims(view, own),
        has_reactions=record.size("reactions") > 0,
        stances=_stances(part),
        further=[_further(record, claim, new) for claim in further[:FURTHER]],
        more_claims=len(further[FURTHER:]),
        before=before,
        after=after,
        first=_end(view, 0),
        last=_end(view, -1),
        selection=replace(view.selection, event=event_id),
        link=markup.short_link("e", event_id, view.selection.known) if record.addressed else "",
    )


# The first claim


def _lead(part: View, claim: int, new: Came | None) -> Lead:
    record = part.frames
    cited = _cited(part, claim)
    voices = [_voice(record, row) for row in cited if row["part"] != "disputes"]
    dissent = _dissent(part, claim, cited)
    return Lead(
        text=str(_cell(record, "claims", "text", claim)),
        status=STATUS_CODES[record.numbers("claims", "status")[claim]],
        known=day_words(_cell(record, "claims", "known", claim)),
        strip=_strip(part, claim),
        independent=int(record.numbers("claims", "independent")[claim]),
        publications=len({row["source"] for row in cited if row["part"] != "disputes"}),
        voices=sorted(voices, key=lambda voice: not voice.counts)[:VOICES],
        more_voices=len(voices[VOICES:]),
        dissent=dissent[:DISSENT],
        more_dissent=len(dissent[DISSENT:]),
        side_by_side=len(dissent) > 1 and all(len(one.words) < _SHORT for one in dissent[:DISSENT]),
        **_news(claim, new),
    )


def _news(claim: int, new: Came | None) -> dict[str, str]:
    """Return what is new of a claim: whether it came or changed, and the status that it had before."""
    if new is None or not (new.claims[claim] or claim in new.was):
        return {"fresh": "", "was": ""}
    return {"fresh": "new" if new.claims[claim] else "changed", "was": new.was.get(claim, "")}


def _cited(part: View, claim: int) -> list[dict[str, Any]]:
    """Return the citations of a claim that could be known, as plain values, in the record's order."""
    record = part.frames
    shown = set(part.shown.citation_rows.tolist())
    rows = np.array([row for row in record.rows_of("citations", "claim", claim).tolist() if row in shown], np.intp)
    return _rows(record, rows)


def _rows(record: Frames, rows: Rows) -> list[dict[str, Any]]:
    names = ("part", "source", "source_id", "originators", "via", "publisher", "quote", "lang", "translation")
    columns = [_cells(record, "citations", name, rows) for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _voice(record: Frames, row: dict[str, Any]) -> Voice:
    source = row["source"]
    whose = row["originators"]
    passed = [*row["via"], row["publisher"], *_cell(record, "sources", "carried_by", source)]
    who = record.called(whose)
    way = tuple(name for name in dict.fromkeys(record.called(one for one in passed if one)) if name not in who)
    url = _text(_cell(record, "sources", "url", source))
    return Voice(
        who=", ".join(who) or _text(_cell(record, "sources", "title", source)) or str(row["source_id"]),
        way=way,
        day=brief(_text(_cell(record, "sources", "published_words", source)) or ""),
        counts=row["part"] == "supports" and row["source_id"] != FOUNDING_ARTICLE and bool(whose),
        url=url if url and is_safe_url(url) else None,
    )


def _strip(part: View, claim: int) -> Strip | None:
    """Return how a claim's status moved; ``None`` where it never did and nobody denied it."""
    record, known = part.frames, part.selection.known
    rows = record.rows_of("history", "claim", claim)
    found = zip(*(_cells(record, "history", name, rows) for name in ("date", "written", "status")), strict=True)
    changes: list[tuple[date, str, str]] = []
    for day, written, status in found:
        if (known is None or day.date() <= known) and (not changes or changes[-1][2] != status):
            changes.append((day.date(), brief(edtf.parse(written).words), status))
    denied = [(day, actor) for day, actor in _denials(part) if day is not None]
    if len(changes) < 2 and not denied:  # noqa: PLR2004 - one status is no movement
        return None
    if not changes:
        own = _cell(record, "claims", "known", claim).date()
        changes = [(own, brief(day_words(own)), STATUS_CODES[record.numbers("claims", "status")[claim]])]
    days = [day_number(day) for day, _, _ in changes]
    against = [day_number(day) for day, _ in denied]
    end = max(*days, *against, day_number(known or record.dossier.edition.as_of or changes[-1][0]))
    begin = min([*days, *against])
    return _drawn(changes, days, against, (begin, end), [record.names["actor"][actor] for _, actor in denied])


def _drawn(
    changes: Sequence[tuple[date, str, str]],
    days: Sequence[int],
    against: Sequence[int],
    span: tuple[int, int],
    deniers: Sequence[str],
) -> Strip:
    """Return the strip with every status wide enough to be seen, and the denials where they belong on it.

    Within its own status a denial stands where its day is: what is stretched is stretched alike.
    """
    begin, end = span
    edges = [begin, *days, max(end, days[-1] + 1)] if begin < days[0] else [*days, max(end, days[-1] + 1)]
    spans = [after - before for before, after in pairwise(edges)]
    least = min(_LEAST, 60.0 / len(spans))
    raw = [max(100.0 * one / (sum(spans) or 1), least) for one in spans]
    wide = [100.0 * one / sum(raw) for one in raw]
    starts = [sum(wide[:n]) for n in range(len(wide))]
    lead = 1 if begin < days[0] else 0

    def place(day: int) -> float:
        n = max(at for at, edge in enumerate(edges[:-1]) if edge <= day)
        return round(starts[n] + wide[n] * (day - edges[n]) / (spans[n] or 1), 1)

    denials = _apart(sorted(place(day) for day in against))
    left = bool(denials) and denials[0] > _MIDDLE
    return Strip(
        steps=[
            Step(status, words, round(starts[lead + n], 1), round(wide[lead + n], 1))
            for n, (_, words, status) in enumerate(changes)
        ],
        before=round(wide[0], 1) if lead else 0.0,
        denials=denials,
        deniers=_joined(list(dict.fromkeys(deniers))),
        told_left=left,
        told_at=round(_GAP + (100 - denials[0] if left else denials[-1] if denials else 0), 1),
    )


def _apart(places: list[float]) -> list[float]:
    """Return places that keep a distance from each other, none beyond the end; of very many the first ones."""
    found: list[float] = []
    for place in places[:_MOST_DENIALS]:
        found.append(place if not found else max(place, round(found[-1] + _GAP, 1)))
    beyond = max(0.0, found[-1] - 100) if found else 0.0
    return [round(place - beyond, 1) for place in found]


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(names)
    return text("drawer.and", some=", ".join(names[:-1]), last=names[-1])


# Who disagrees


def _denials(part: View) -> list[tuple[date | None, str]]:
    """Return when, and by which actor, the event was denied, as far as it is shown."""
    record, rows = part.frames, part.reaction_rows
    columns = (_cells(record, "reactions", name, rows) for name in ("act", "day", "actor"))
    return [
        (day.date() if day == day else None, actor)  # noqa: PLR0124 - NaT alone is not itself
        for act, day, actor in zip(*columns, strict=True)
        if act == "denies"
    ]


def _dissent(part: View, claim: int, cited: list[dict[str, Any]]) -> list[Dissent]:
    """Return who denies it, who disputes it and what stands against it, each once."""
    found = [*_denying(part), *_disputing(part.frames, cited), *_contradicting(part, claim)]
    return list({(one.words.casefold(), one.who): one for one in reversed(found)}.values())[::-1]


def _denying(part: View) -> Iterable[Dissent]:
    record, rows = part.frames, part.reaction_rows
    names = ("act", "actor", "speaker", "speaker_role", "date_words", "summary")
    columns = (_cells(record, "reactions", name, rows) for name in names)
    for row, act, actor, speaker, role, day, summary in zip(rows.tolist(), *columns, strict=True):
        if act != "denies":
            continue
        own = _rows(record, record.rows_of("citations", "reaction", row))
        name = record.names["actor"][actor]
        words, lang = _quoted(own)
        office = _text(role) or (name if _text(speaker) and _text(speaker) != name else None)
        yield Dissent(
            words=words or _text(summary) or "",
            quoted=bool(words),
            lang=lang,
            who=_text(speaker) or name,
            beside=", ".join(one for one in (office, brief(_text(day) or "")) if one),
            status=None,
        )


def _disputing(record: Frames, cited: list[dict[str, Any]]) -> Iterable[Dissent]:
    for row in cited:
        if row["part"] != "disputes":
            continue
        words, lang = _quoted([row])
        yield Dissent(
            words=words or _text(_cell(record, "sources", "title", row["source"])) or text("drawer.disputes"),
            quoted=bool(words),
            lang=lang,
            who=", ".join(record.called(row["originators"])) or record.voice(row["publisher"] or row["source_id"]),
            beside=brief(_text(_cell(record, "sources", "published_words", row["source"])) or ""),
            status=None,
        )


def _contradicting(part: View, claim: int) -> Iterable[Dissent]:
    record, known = part.frames, part.selection.known
    named = _cells(record, "against", "other", record.rows_of("against", "claim", claim))
    naming = _cells(record, "against", "claim", record.rows_of("against", "other", claim))
    days = record.numbers("claims", "known")
    for other in dict.fromkeys([*named, *naming]):
        if known is not None and int(days[other]) > day_number(known):
            continue
        said_by = _cell(record, "claims", "said_by", other)
        yield Dissent(
            words=str(_cell(record, "claims", "text", other)),
            quoted=False,
            lang=None,
            who=", ".join(record.called(said_by)) if isinstance(said_by, tuple) else "",
            beside=brief(day_words(_cell(record, "claims", "known", other))),
            status=STATUS_CODES[record.numbers("claims", "status")[other]],
        )


def _quoted(cited: Iterable[dict[str, Any]]) -> tuple[str | None, str | None]:
    """Return the first exact words of some citations, in English where there is a translation, and their language."""
    for row in cited:
        quote, lang, english = (_text(row[name]) for name in ("quote", "lang", "translation"))
        if english:
            return english, "en"
        if quote:
            return quote, lang
    return None, None


# Reactions, further claims, neighbours


def _stances(part: View) -> Stances | None:
    record, rows = part.frames, part.reaction_rows
    if not len(rows):
        return None
    found = Counter(
        act if act in ("denies", SILENT) else stance
        for act, stance in zip(
            _cells(record, "reactions", "act", rows), _cells(record, "reactions", "stance", rows), strict=True
        )
    )
    told = [
        text(f"drawer.stances.{group}", n=n)
        for group, stances in _GROUPS
        if (n := sum(found[stance] for stance in stances))
    ]
    parts = [(stance, found[stance]) for stance in (*STANCES, "denies", NONE) if found[stance]]
    return Stances(total=len(rows), parts=parts, told=", ".join(told))


def _further(record: Frames, claim: int, new: Came | None) -> Further:
    said_by = _cell(record, "claims", "said_by", claim)
    alone = int(record.numbers("claims", "independent")[claim]) == 1
    return Further(
        text=_text(_cell(record, "claims", "short", claim)) or str(_cell(record, "claims", "text", claim)),
        status=STATUS_CODES[record.numbers("claims", "status")[claim]],
        sole=record.voice(said_by[0]) if alone and isinstance(said_by, tuple) and len(said_by) == 1 else "",
        **_news(claim, new),
    )


def _beside(view: View, own: int) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the shown events before and after one in the reader's order; the nearest to it, if it is not shown."""
    among = view.event_rows
    at = int(np.searchsorted(among, own))
    earlier = _neighbour(view, int(among[at - 1])) if at > 0 else None
    next_at = at + 1 if view.shows(own) else at
    later = _neighbour(view, int(among[next_at])) if next_at < len(among) else None
    return (later, earlier) if view.selection.newest_first else (earlier, later)


def _end(view: View, at: int) -> Neighbour | None:
    if not len(view.event_rows):
        return None
    return _neighbour(view, int(view.event_rows[-1 - at if view.selection.newest_first else at]))


def _neighbour(view: View, event: int) -> Neighbour:
    own, title, words = (str(_cell(view.frames, "events", name, event)) for name in ("event_id", "title", "date_words"))
    return Neighbour(own, title, brief(words), replace(view.selection, event=own))


def _status_of(view: View, event: int) -> str:
    at = int(np.searchsorted(view.event_rows, event))
    return STATUS_CODES[view.facts.status[at]] if view.shows(event) else NONE


def _known(view: View, event: int) -> bool:
    """Say whether an event may be told of: by a claim or reaction known on the day, or since it had begun by then."""
    return view.shows(event) or _has_known_claims(view, event)


def _has_known_claims(view: View, event: int) -> bool:
    known, claims = view.selection.known, view.frames.claims_of(event)
    if known is None:
        return len(claims) > 0
    days = view.frames.numbers("claims", "known")[claims.start : claims.stop]
    return bool((days <= day_number(known)).any())


# Where it happened


def _map(view: View, own: int, name: str | None) -> Markup:
    """Return the small map of the event's place; empty where it has none."""
    place = places.of_row(view.frames, own)
    if place is None:
        return Markup()
    around = spots(view.shown)
    if place not in around:  # the event is not shown
        lat, lon = (float(_cell(view.frames, "events", column, own)) for column in ("lat", "lon"))
        around = {**around, place: Spot(name or "", lat, lon)}
    return small_map(list(around.values()), picked=list(around).index(place), width=MAP[0], height=MAP[1])


# A card reads a few rows of many columns: the tables, which the record keeps, give them at once, while each call of
# ``Frames.cells`` may make a column of its own.
@kept(256)
def _column(record: Frames, table: str, name: str) -> Any:
    return getattr(record, table)[name].array


def _cells(record: Frames, table: str, name: str, rows: Rows) -> list[Any]:
    """Return what some rows hold in a column, as ``Frames.cells`` does."""
    found: list[Any] = _column(record, table, name).take(rows).tolist() if len(rows) else []
    return found


def _cell(record: Frames, table: str, name: str, row: int) -> Any:
    """Return what a row holds in a column, as ``Frames.cell`` does."""
    return _column(record, table, name)[row]


def _text(value: object) -> str | None:
    """Return a cell's text; what is missing is ``None``."""
    return value if isinstance(value, str) and value else None
