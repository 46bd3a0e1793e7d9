"""Shown events as Markdown (CommonMark), to read or to go on writing: each with its claims and who says them."""

import re
from collections.abc import Iterator

from pactline.export.about import stated
from pactline.export.addresses import of_claim, of_event
from pactline.export.told import ToldClaim, Way, claims_by_event, edition_words, given, status_words, who_in_words
from pactline.query.view import View
from pactline.record.values import is_safe_url
from pactline.wording import text

# What Markdown, or the HTML in it, would take for a sign of its own.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&~$^=:@])")
_LINES = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]+\s*")


def to_markdown(view: View, base: str = "") -> str:
    """Return the shown events, in the reader's order.

    Args:
        view: What is shown.
        base: Where the app is served; without, addresses are relative to it.
    """
    of = claims_by_event(view)
    rows = view.event_rows[::-1] if view.selection.newest_first else view.event_rows
    lines = [f"# {plain(edition_words(view.frames))}", ""]
    lines += [f"- {plain(key)}: {plain(value)}" for key, value in stated(view, base).items()]
    for row in rows.tolist():
        lines += ["", *_event(view, row, of.get(row, []), base)]
    return "\n".join(lines) + "\n"


def plain(words: str) -> str:
    """Return a text of which nothing is a mark, on one line."""
    return _SIGNS.sub(r"\\\1", _LINES.sub(" ", words))


def _event(view: View, row: int, claims: list[ToldClaim], base: str) -> Iterator[str]:
    cells = (view.frames.cell("events", name, row) for name in ("event_id", "date_words", "title", "summary", "place"))
    event_id, words, title, summary, place = cells
    known = view.selection.known.isoformat() if view.selection.known else None
    where = f", {plain(place)}" if given(place) else ""
    yield f"## {plain(words)}{where}: [{plain(title)}](<{of_event(base, event_id, known)}>)"
    if given(summary):
        yield from ("", plain(summary))
    yield ""
    if not claims:
        yield plain(text("told.no_claim"))
    for claim in claims:
        address = of_claim(base, claim.id, known)
        yield f"- **{plain(status_words(claim.status))}**: {plain(claim.text)} [{plain(claim.id)}](<{address}>)"
        yield f"  {plain(who_in_words(claim, most=len(claim.ways)))}"
        for way in dict.fromkeys(claim.ways):
            yield f"  - {_publication(way)}"


def _publication(way: Way) -> str:
    said = plain(
        f"{way.publisher}: {way.title}" if way.publisher and way.title else way.title or way.publisher or way.source
    )
    linked = f"[{said}](<{way.url}>)" if way.url and is_safe_url(way.url) else said
    does = f" ({plain(text(f'part.{way.part}'))})" if way.part != "supports" else ""
    return f"{linked}{', ' + plain(way.published_words) if way.published_words else ''}{does}"
