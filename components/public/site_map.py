"""What search engines read first: ``robots.txt`` (RFC 9309) and ``sitemap.xml`` (sitemaps.org)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from components.pages import FIRST, PAGES
from components.public.feeds import touched
from components.public.links import event_page
from pactline.tables.frames import Frames

KIND: Final = "application/xml; charset=utf-8"
MOST: Final = 45_000  # addresses of one file; the protocol allows 50,000, and 50 MB
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What is no page: asked for by scripts or drawn for one reader, many times over, and of no use to whoever searches.
_NO_PAGES = ("card", "drawn", "hits", "take", "words", "picture/", "_stcore/", "component/", "media/")


def robots(*, base: str, inside: str) -> bytes:
    """Return what crawlers may read: the pages and all that is public, not what scripts ask for.

    Args:
        base: The app's address.
        inside: Its path on the host, without a slash at its end. Crawlers read the file at a host's root alone.
    """
    lines = ["User-agent: *", *(f"Disallow: {inside}/{one}" for one in _NO_PAGES), ""]
    return "\n".join([*lines, f"Sitemap: {base}/sitemap.xml", ""]).encode()


def parts(record: Frames) -> int:
    """Return how many files the addresses of a record need; more than one stand in an index."""
    return -(-(record.size("events") + len(PAGES)) // MOST)


def site_map(record: Frames, *, base: str, part: int | None = None) -> bytes:
    """Return the addresses of all pages and events; of a large record the index of its parts.

    ``lastmod`` is the day of the ledger's last line that touches it, and is left out where no ledger says so.

    Args:
        record: All tables.
        base: The app's address.
        part: Which part, from 1; ``None`` is the whole, or the index.
    """
    many = parts(record)
    if part is None and many > 1:
        index = ET.Element("sitemapindex", xmlns=_SPACE)
        for number in range(1, many + 1):
            ET.SubElement(ET.SubElement(index, "sitemap"), "loc").text = f"{base}/sitemap-{number}.xml"
        return _written(index)
    first = (part - 1) * MOST if part else 0
    return listed(list(_addresses(record, base))[first : first + MOST])


def listed(found: Iterable[tuple[str, date | None]]) -> bytes:
    """Return addresses as a site map, each with the day of its last change, where that is known."""
    urls = ET.Element("urlset", xmlns=_SPACE)
    for address, day in found:
        url = ET.SubElement(urls, "url")
        ET.SubElement(url, "loc").text = address
        if day:
            ET.SubElement(url, "lastmod").text = day.isoformat()
    return _written(urls)


def _addresses(record: Frames, base: str) -> Iterator[tuple[str, date | None]]:
    days = touched(record)
    lines = [line.date for line in record.dossier.changes]
    newest, begun = max(lines, default=None), min(lines, default=None)
    for name, page in PAGES.items():
        if page.menu != "open" and page.needs(record):
            yield f"{base}/" if name == FIRST else f"{base}/{name}", newest
    for event in record.column("events", "event_id").tolist():
        yield event_page(base, event), days.get(event, begun)


def _written(root: ET.Element) -> bytes:
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
