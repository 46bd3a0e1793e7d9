"""Sections of a record out of what came: ids, registers, and every value within what a record may hold.

Nothing is added that the file does not say. Events have no claims: that somebody put a thing on a timeline is nobody's
word for it, and no status. Its links are publications that the event rests on; nobody says that they were read.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pactline.importing import links
from pactline.importing.date_parts import is_date
from pactline.importing.imported import Happening, Imported, ImportFailedError, Link, Log, Note, Stretch
from pactline.importing.plain_text import one_line, tidy
from pactline.record.addresses import house_of
from pactline.record.dossier import event_ids, slug
from pactline.record.model import Event, Record

LONGEST_NAME, LONGEST_TEXT = 300, 4000  # characters, as of ``pactline.record.values``
UNTITLED = "Untitled"
_POLE, _DATE_LINE = 90, 180  # degrees


def sections(imported: Imported, *, note: str = "") -> tuple[dict[str, Any], tuple[Note, ...]]:
    """Return a record's sections as plain values, valid by its model, and notes on what that took.

    Args:
        imported: Of a file.
        note: What the edition says of where the record came from.

    Raises:
        ImportFailedError: Nothing came that has a date.
    """
    if not imported.happenings:
        raise ImportFailedError("the file holds no event with a date that can be read")
    log = Log()
    sources = _Sources(log)
    events = [_event(one, sources, log) for one in imported.happenings]
    ids = event_ids([Event.model_validate(event) for event in events])
    edition = {"title": _name(imported.title, log, "the title"), "note": note}
    eras = [_era(one, number, log) for number, one in enumerate(imported.stretches, start=1)]
    whole: dict[str, Any] = {
        "edition": _given(edition),
        "eras": [era for era in eras if era],
        "events": [{"id": event_id, **event} for event_id, event in zip(ids, events, strict=True)],
        **sources.registers(),
    }
    whole = {section: entries for section, entries in whole.items() if entries}
    Record.model_validate(whole)
    return whole, log.notes()


def _event(one: Happening, sources: "_Sources", log: Log) -> dict[str, Any]:
    title, summary = _title(one, log)
    return _given(
        {
            "date": one.date,
            "tz": _name(one.zone, log, one.where),
            "title": title,
            "summary": _text(summary, log, one.where),
            "place": _place(one, log),
            "actors": _names(one.actors, log, one.where),
            "themes": _names(one.themes, log, one.where),
            "sources": sources.of(one),
        }
    )


def _title(one: Happening, log: Log) -> tuple[str, str]:
    """Return title and summary: of an event without a title its first words, of a long title the rest."""
    title, summary = one_line(tidy(one.title, log, one.where)), tidy(one.summary, log, one.where)
    if not title and summary:
        first = re.split(r"(?<=[.!?。])\s|\n", summary, maxsplit=1)[0]
        title = one_line(first)
        summary = summary if len(title) > LONGEST_NAME or title != one_line(summary) else ""
        log.changed("an event without a title is called by its first words", one.where, title)
    if not title:
        log.changed(f"an event without a title and text is called {UNTITLED!r}", one.where)
        return UNTITLED, summary
    if len(title) > LONGEST_NAME:
        log.changed(f"a title of over {LONGEST_NAME} characters is cut; the whole begins the summary", one.where, title)
        whole = title
        title = whole[: LONGEST_NAME - 1].rsplit(" ", 1)[0].rstrip() + "…"
        summary = summary if one_line(summary).startswith(whole) else f"{whole}\n\n{summary}".strip()
    return title, "" if summary == title else summary


def _place(one: Happening, log: Log) -> dict[str, Any] | None:
    if not one.place and one.lat is None:
        return None
    name = _name(one.place, log, one.where)
    if one.lat is None or one.lon is None:
        return {"name": name} if name else None
    if abs(one.lat) > _POLE or abs(one.lon) > _DATE_LINE:
        log.left("coordinates are not on the earth", one.where, f"{one.lat}, {one.lon}")
        return {"name": name} if name else None
    lat, lon = round(one.lat, 6), round(one.lon, 6)  # a tenth of a metre
    if not name:
        name = f"{abs(lat):g}° {'S' if lat < 0 else 'N'}, {abs(lon):g}° {'W' if lon < 0 else 'E'}"
        log.changed("a place without a name is called by its coordinates", one.where, name)
    return {"name": name, "lat": _near_nothing(lat), "lon": _near_nothing(lon)}


def _near_nothing(degrees: float) -> float:
    return degrees or 0.0  # -0.0 is 0


def _era(one: Stretch, number: int, log: Log) -> dict[str, Any] | None:
    name = _name(one.name, log, one.where)
    if not name:
        log.left("a stretch of time has no name", one.where, one.date)
        return None
    return {"id": f"{slug(name)[:50].strip('-') or 'era'}-{number}", "name": name, "date": one.date}


def _given(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value not in (None, "", [], {})}


def _name(text: str, log: Log, where: str) -> str:
    name = one_line(tidy(text, log, where))
    if len(name) <= LONGEST_NAME:
        return name
    log.left(f"a name of over {LONGEST_NAME} characters is cut", where, name)
    return name[: LONGEST_NAME - 1].rstrip() + "…"


def _names(texts: Iterable[str], log: Log, where: str) -> list[str]:
    return list(dict.fromkeys(name for text in texts if (name := _name(text, log, where))))


def _text(text: str, log: Log, where: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    log.left(f"a text of over {LONGEST_TEXT:,} characters is cut", where, text[LONGEST_TEXT - 1 :])
    return text[: LONGEST_TEXT - 1].rstrip() + "…"


class _Sources:
    """The registers of publications and publishers, as they grow."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._sources: dict[str, dict[str, Any]] = {}
        self._publishers: dict[str, dict[str, Any]] = {}
        self._by_key: dict[tuple[str, str, str], str] = {}

    def of(self, one: Happening) -> list[str]:
        """Return the ids of an event's publications."""
        return list(dict.fromkeys(found for link in one.links if (found := self._id(link, one.where))))

    def registers(self) -> dict[str, list[dict[str, Any]]]:
        """Return the two sections, in the order of ids."""
        return {
            "sources": [self._sources[key] for key in sorted(self._sources)],
            "publishers": [self._publishers[key] for key in sorted(self._publishers)],
        }

    def _id(self, link: Link, where: str) -> str:
        url = links.safe(link.url) if link.url else ""
        if link.url and not url:
            self._log.left("an address is not one of the web (https:// or http://)", where, link.url)
        title = _name(link.title, self._log, where)
        house = _name(link.publisher, self._log, where) or (house_of(url) if url else "")
        note = _text(tidy(link.note, self._log, where), self._log, where)
        if not (url or title):
            if note or link.publisher:
                self._log.left("a source without address and title", where, " · ".join(filter(None, (house, note))))
            return ""
        key = (url, "" if url else title, "" if url else house)
        if key in self._by_key:
            self._say_more(self._sources[self._by_key[key]], title, note)
            return self._by_key[key]
        found = self._free(slug(house, title or url.rstrip("/").rsplit("/", 1)[-1]) or "source", self._sources)
        published = link.published if link.published and is_date(link.published) else ""
        self._by_key[key] = found
        entry = {"id": found, "publisher": self._publisher(house), "title": title, "url": url}
        self._sources[found] = _given({**entry, "published": published, "note": note})
        return found

    def _say_more(self, source: dict[str, Any], title: str, note: str) -> None:
        """Keep what another place of the file says of the same address."""
        if title and not source.get("title"):
            source["title"] = title
        elif title and title != source["title"]:
            note = f"{title}. {note}".strip()
        known = str(source.get("note", ""))
        if note and note not in known:
            longer = f"{known}\n{note}".strip()
            if len(longer) <= LONGEST_TEXT:
                source["note"] = longer
            else:
                self._log.left("one more note on a source", str(source["id"]), note)

    def _publisher(self, name: str) -> str:
        if not name:
            return ""
        key = slug(name) or "publisher"
        if key in self._publishers and self._publishers[key]["name"] != name:
            same = self._publishers[key]["name"].casefold() == name.casefold()
            key = key if same else self._free(key, self._publishers)
        self._publishers.setdefault(key, {"id": key, "name": name})
        return key

    @staticmethod
    def _free(base: str, taken: Mapping[str, Any]) -> str:
        number, found = 2, base
        while found in taken:
            found, number = f"{base}-{number}", number + 1
        return found
