"""Which address gives what; each answer is made once for an edition, and kept as long as there is room."""

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Final

from components.pages import PAGES
from components.public import api, charts, feeds, links, share, site_map
from components.public.answering import DRAWING, Answer, Asked, Held, RefusalError, problem
from components.public.asking import paging, selected, viewed
from pactline.export.calendar import to_calendar
from pactline.wording import text

FEEDS: Final = {"feed/events.atom": feeds.events_feed, "feed/changes.atom": feeds.changes_feed}
CALENDAR: Final = "events.ics"
ROOM: Final = 32 * 2**20  # bytes of answers that are kept
_BESIDE = 1_000  # bytes that an answer takes beside its body, its name included
_PART = re.compile(r"sitemap-([1-9]\d{0,3})\.xml")
_SHARED = re.compile(r"share/(?:(e)/)?([^/]{1,300})\.png")
_CHART = re.compile(r"picture/([a-z]{1,20}(?:-[^/]{1,200})?)\.(svg|png)")
_PLAIN: Final = "text/plain; charset=utf-8"
_DAY_LONG: Final = "public, max-age=86400"


class Store:
    """Answers that were made, up to so many bytes; those go first that nobody asked for the longest."""

    def __init__(self, room: int) -> None:
        self._room, self._kept, self.size = room, OrderedDict[tuple[object, ...], Answer](), 0
        self._lock = Lock()

    def get(self, name: tuple[object, ...]) -> Answer | None:
        """Return what is kept under a name."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def keep(self, name: tuple[object, ...], answer: Answer) -> None:
        """Keep an answer; one that would take a quarter of all the room is not kept."""
        with self._lock:
            if name in self._kept or _weight(answer) > self._room // 4:
                return
            self._kept[name] = answer
            self.size += _weight(answer)
            while self.size > self._room:
                self.size -= _weight(self._kept.popitem(last=False)[1])

    def cache_clear(self) -> None:
        """Forget all: another record is shown."""
        with self._lock:
            self._kept.clear()
            self.size = 0


STORE = Store(ROOM)


def answer(asked: Asked, held: Held, *, inside: str) -> Answer | None:
    """Return the answer to a request; ``None`` where a short link leads nowhere.

    Args:
        asked: The request.
        held: The record that readers see.
        inside: The app's path on its host, without a slash at its end.
    """
    kind = asked.path.partition("/")[0]
    if kind in links.SHORT:
        return links.led(held.record, asked.path, asked.query, inside=inside)
    # A picture has no address in it and hears no query.
    name = (held.record, asked.path, *(() if kind == "share" else (asked.query, asked.base)))
    found = STORE.get(name)
    if found is None:
        try:
            found = _made(asked, held, inside)
        except RefusalError as refusal:
            return problem(refusal, asked)
        STORE.keep(name, found)
    return found


def _made(asked: Asked, held: Held, inside: str) -> Answer:
    path, record, base = asked.path, held.record, asked.base
    plain: Mapping[str, Callable[[], Answer]] = {
        CALENDAR: lambda: _calendar(asked, held),
        "robots.txt": lambda: Answer(site_map.robots(base=base, inside=inside), _PLAIN, keeping=_DAY_LONG),
        "sitemap.xml": lambda: Answer(site_map.site_map(record, base=base), site_map.KIND),
        **dict.fromkeys(FEEDS, lambda: _feed(asked, held)),
    }
    if path in plain:
        return plain[path]()
    if path.partition("/")[0] == api.ROOT:
        return api.answered(asked, held)
    if (part := _PART.fullmatch(path)) and int(part[1]) <= site_map.parts(record):
        return Answer(site_map.site_map(record, base=base, part=int(part[1])), site_map.KIND)
    if shared := _SHARED.fullmatch(path):
        return _picture(held, *shared.groups())
    if chart := _CHART.fullmatch(path):
        return charts.chart_picture(asked, held, *chart.groups())
    raise _nothing(path)


def _feed(asked: Asked, held: Held) -> Answer:
    selection, given = selected(asked.query, held.record, own=("limit",))
    own = f"{asked.base}/{asked.path}" + (f"?{asked.query}" if asked.query else "")
    view = viewed(held.record, selection)
    return Answer(FEEDS[asked.path](view, held, base=asked.base, own=own, limit=paging(given).limit), feeds.KIND)


def _calendar(asked: Asked, held: Held) -> Answer:
    selection, _ = selected(asked.query, held.record)
    made = to_calendar(viewed(held.record, selection), stamp=held.stamp, base=asked.base)
    name = ("Content-Disposition", 'attachment; filename="pactline.ics"')
    return Answer(made, "text/calendar; charset=utf-8", headers=(name,))


def _picture(held: Held, event: str | None, name: str) -> Answer:
    record = held.record
    if name not in (record.values("event") if event else PAGES):
        raise _nothing(name)
    with DRAWING:
        made = share.event_picture(record, name) if event else share.page_picture(record, name)
    return Answer(made, share.KIND, keeping=_DAY_LONG)


def _nothing(where: str) -> RefusalError:
    return RefusalError(
        404,
        "missing",
        title=text("public.missing"),
        where=where[:200],
        detail=text("public.no_such"),
        todo=text("public.see_index"),
    )


def _weight(answer: Answer) -> int:
    return len(answer.body) + _BESIDE
