"""What a site has for others than readers: feeds, a calendar, a list of its pages, the whole record as JSON, links.

All of it names whole addresses, so that it is written where the site's own is known. What stands in it is what the app
answers (``components/public/``).
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from typing import Final
from urllib.parse import quote

import numpy as np

from components.pages import PAGES
from components.public import feeds, routes, share, site_map
from components.public.answering import Asked, Held, as_json
from components.public.api import KINDS
from components.public.api_values import edition_values
from components.public.links import SHORT
from components.shell.sorry import sorry_page
from components.site.addresses import Places, file_name
from pactline.query.select import View
from pactline.tables.frames import Frames

_MOST: Final = 200  # entries of a feed, as the app gives out at most


def public_files(view: View, held: Held, places: Places, *, address: str) -> Iterator[tuple[str, bytes]]:
    """Yield files by name.

    Args:
        view: The whole record.
        held: The record.
        places: Which file stands for which address.
        address: Of the site, without a slash at its end.
    """
    for name in (*routes.FEEDS, routes.CALENDAR):
        query = f"limit={_MOST}" if name in routes.FEEDS else ""
        found = routes.answer(Asked(name, query, address), held, inside="")
        assert found is not None  # noqa: S101 - these are there whatever the record
        # A feed says where it lies itself: there it has no query. Pages that it names are files.
        own = found.body.decode().replace(f"{name}?{query}", name) if query else found.body.decode()
        yield name, _led(own, places, address).encode()
    yield "robots.txt", f"User-agent: *\nDisallow: /card/\n\nSitemap: {address}/sitemap.xml\n".encode()
    yield "sitemap.xml", _map(view.frames, places, address)
    yield "404.html", sorry_page("missing", home=f"{address}/", own=view.frames.dossier.edition.accent).encode()
    yield from _tables(view, address)
    yield from _short_links(view.frames, places)


def _led(told: str, places: Places, address: str) -> str:
    def file(found: re.Match[str]) -> str:
        return f'"{address}/{places.at(found[1])}"'

    return re.sub(rf'"{re.escape(address)}/({"|".join(PAGES)})"', file, told)


def pictures(record: Frames, places: Places) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the pictures that go with a link, by name, each with what draws it."""
    for name in sorted({page for page, _ in places.wanted.values()} - {"event"}):
        yield f"share/{name}.png", partial(share.page_picture, record, name)
    for event in record.values("event"):
        yield f"share/e/{quote(event, safe='')}.png", partial(share.event_picture, record, event)


def _tables(view: View, address: str) -> Iterator[tuple[str, bytes]]:
    edition = edition_values(view.frames)
    rows = {"events": view.event_rows, "claims": view.claim_rows}
    for name, kind in KINDS.items():
        own = rows.get(name, np.arange(len(view.frames.sources), dtype=np.intp))
        values = kind.values(view, own, base=address)
        yield f"api/{name}.json", as_json({**edition, "total": len(own), name: values})
    listed = {name: f"{address}/api/{name}.json" for name in KINDS}
    beside = {"events_feed": "feed/events.atom", "changes_feed": "feed/changes.atom", "calendar": "events.ics"}
    yield "api/index.json", as_json({**edition, **listed, **{key: f"{address}/{at}" for key, at in beside.items()}})


def _short_links(record: Frames, places: Places) -> Iterator[tuple[str, bytes]]:
    """Yield what leads from the addresses under which events and claims are quoted to their pages."""
    ids = {"e": record.column("events", "event_id"), "c": record.column("claims", "claim_id")}
    for kind in SHORT:
        for one in ids[kind].tolist():
            to = escape(f"../../{places.at(f'{kind}/{quote(one)}')}")
            yield (
                f"{kind}/{file_name(one)}/index.html",
                f'<!DOCTYPE html>\n<meta charset="utf-8"><title>{escape(one)}</title>'
                f'<meta http-equiv="refresh" content="0; url={to}"><link rel="canonical" href="{to}">'
                f'<a href="{to}">{escape(one)}</a>\n'.encode(),
            )


def _map(record: Frames, places: Places, address: str) -> bytes:
    days = feeds.touched(record)
    lines = [line.date for line in record.dossier.changes]
    newest, begun = max(lines, default=None), min(lines, default=None)
    found = []
    for file, (_, selection) in sorted(places.wanted.items()):
        day = days.get(selection.event, begun) if selection.event else newest
        found.append((f"{address}/{'' if file == 'index.html' else file}", day))
    return site_map.listed(found)
