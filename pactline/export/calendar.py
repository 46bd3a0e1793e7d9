"""Events as a calendar that any calendar program reads or subscribes to: iCalendar (RFC 5545, with RFC 7986).

Each event is one of whole days, on its own day or over all days that its date may mean; ``DTEND`` is the day after,
as the standard has it. One with a time of day begins then: in UTC where its zone is written, else by whatever clock
the reader's is (the standard's floating time). A date that is no single day stands in words behind the title, since a
calendar would else show a month in which something happened as a thing that took a month. Folding at 75 octets,
escaping and line ends are the library's.

iCalendar's own ``STATUS`` says whether an appointment holds, not how far a claim is established: it is not used, and
the claim's status stands in the description, with who says it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from math import isnan
from typing import Any
from uuid import UUID

from icalendar import Calendar
from icalendar import Event as Entry

from pactline.export.told import ToldClaim, edition_words, first_claims, given, permanent_id, said_in_words
from pactline.query.view import View
from pactline.record.clock import DAY, Clock
from pactline.record.edtf import day_after, parse
from pactline.wording import text

_REFRESH = timedelta(days=1)
_EXACT = ("site", "city")  # how exactly a place must be known for a point on a map
_COLUMNS = (
    "event_id",
    "title",
    "summary",
    "date",
    "date_words",
    "earliest",
    "latest",
    "open_start",
    "open_end",
    "drawable",
    "place",
    "lat",
    "lon",
    "place_precision",
)


def to_calendar(view: View, *, stamp: datetime, base: str = "") -> bytes:
    """Return what is shown as one calendar, in UTF-8; events outside the years 1-9999 are counted, not shown.

    Args:
        view: What is shown.
        stamp: When this state of the record was made, in UTC (``DTSTAMP``).
        base: Address below which the app is served, without a slash at its end: each event then has its link.
    """
    record = view.frames
    title = record.dossier.edition.title or text("site.name")
    calendar = Calendar()
    calendar.add("prodid", f"-//{text('app.name')}//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # the standard's, and what programs read that are older than it
        calendar.add(name, title)
    claims, edition = first_claims(view), edition_words(record)
    events = list(_events(view))
    drawn = [(row, event) for row, event in events if event["drawable"]]
    undrawn = len(events) - len(drawn)
    about = f"{edition}. {text('told.undrawn', n=undrawn)}" if undrawn else edition
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, about)
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    for row, event in drawn:
        uid = permanent_id(record, event["event_id"])
        calendar.add_component(_entry(event, claims.get(row), uid=uid, stamp=stamp, base=base, edition=edition))
    return bytes(calendar.to_ical())


def days_of(event: dict[str, Any]) -> tuple[date, date | None]:
    """Return the first day of an event and the day after its last one.

    Where a beginning or an end is open or not known, the other end alone stands for it: what nobody dates takes no
    room. The calendar's last day has none after it: ``None``, which the standard reads as one day.
    """
    first, last = event["earliest"].date(), event["latest"].date()
    if event["open_start"] or event["open_end"]:
        begin, _, end = event["date"].partition("/")
        stated = parse(end if event["open_start"] else begin)
        first, last = stated.earliest, stated.latest
    after = day_after(last)
    return first, after if after > last else None


def _moments(written: str) -> tuple[datetime, datetime | None] | None:
    """Return when a date begins and ends where both its ends have times of one kind; ``None`` is whole days."""
    found = parse(written) if "T" in written else None
    if found is None or found.begins_at is None or found.ends_at is None:
        return None
    if (found.begins_at.offset is None) != (found.ends_at.offset is None):
        return None
    try:
        begin, end = _moment(found.earliest, found.begins_at), _moment(found.latest, found.ends_at)
    except OverflowError:  # the calendar's first or last day, moved out of it
        return None
    return begin, end if end > begin else None


def _moment(day: date, clock: Clock) -> datetime:
    moment = datetime.combine(day, time()) + timedelta(seconds=min(clock.seconds, DAY - 1))
    return moment if clock.offset is None else (moment - timedelta(minutes=clock.offset)).replace(tzinfo=UTC)


def _entry(
    event: dict[str, Any], claim: ToldClaim | None, *, uid: UUID, stamp: datetime, base: str, edition: str
) -> Entry:
    first, after = _moments(event["date"]) or days_of(event)
    a_day = event["earliest"] == event["latest"]
    address = f"{base}/e/{event['event_id']}" if base else ""
    entry = Entry()
    entry.add("uid", str(uid))
    entry.add("dtstamp", stamp)
    entry.add("dtstart", first)
    if after:
        entry.add("dtend", after)
    entry.add("summary", event["title"] if a_day else f"{event['title']} ({event['date_words']})")
    said = said_in_words(claim) if claim else "\n".join(filter(None, (given(event["summary"]), text("told.no_claim"))))
    entry.add("description", "\n\n".join(filter(None, (event["date_words"], said, f"{edition}.", address))))
    entry.add("transp", "TRANSPARENT")  # it takes nobody's time
    if place := given(event["place"]):
        entry.add("location", place)
        if event["place_precision"] in _EXACT and not (isnan(event["lat"]) or isnan(event["lon"])):
            entry.add("geo", (event["lat"], event["lon"]))
    if address:
        entry.add("url", address)
    return entry


def _events(view: View) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the shown events in the record's order: row, and the columns that a calendar needs."""
    columns = (view.frames.cells("events", name, view.event_rows) for name in _COLUMNS)
    for row, *values in zip(view.event_rows.tolist(), *columns, strict=True):
        yield row, dict(zip(_COLUMNS, values, strict=True))
