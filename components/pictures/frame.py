"""What stands around a chart in a picture of its own: headline, legend, sources, edition, licence, address.

The picture stands alone: no font, style or file from elsewhere, every text escaped, on light ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import escape

from components.parts import svg
from components.parts.charts import WIDTH, Chart, Key
from components.parts.packing import text_width
from components.parts.theme import LIGHT
from pactline.export.about import narrowed, selection_in_words
from pactline.export.told import edition_words
from pactline.query.view import View
from pactline.wording import text

PAD = 40  # px around everything
FULL = WIDTH + 2 * PAD
_TITLE, _TEXT, _SMALL = 28.0, 15.0, 13.0  # px of type
_TITLE_LINES, _LINES = 4, 12  # lines; an address has all of its own, since a part of it leads nowhere
_KEY, _KEY_GAP, _ROW = 22.0, 26.0, 24.0  # px: a sign with its gap, between two keys, from row to row


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as the text of an SVG file, ``FULL`` px wide and so many high."""

    text: str
    height: int


def framed(chart: Chart, view: View, base: str, *, kind: str) -> Drawn:
    """Put around a chart what must be said of it.

    Args:
        chart: What is drawn.
        view: Of what: its edition, and its selection in words.
        base: Where the app is served, without a slash at its end; empty states no address.
        kind: What kind of chart it is, in words.
    """
    parts, y = _head(chart, view, kind)
    parts.append(f'<g transform="translate({PAD} {y:.1f})">{chart.elements}</g>')
    y += chart.height + 18
    legend, y = _legend(chart.legend, y)
    parts.append(legend)
    for note in chart.notes:
        drawn, y = _paragraph(note, y, size=_SMALL, colour="muted")
        parts.append(drawn)
    parts.append(svg.line(PAD, y + 8, FULL - PAD, y + 8, svg.stroke("rule")))
    y += 18
    for words in _foot(chart, view, base):
        drawn, y = _paragraph(words, y, size=_SMALL, colour="muted", most=None)
        parts.append(drawn)
    height = round(y + PAD * 0.7)
    written = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{FULL}" height="{height}" viewBox="0 0 {FULL} {height}"'
        f' role="img" lang="en" font-family="{svg.SANS}">'
        f"<title>{_told(chart.title)}</title><desc>{_told(' '.join((chart.alt, *_foot(chart, view, base))))}</desc>"
        f'<rect width="{FULL}" height="{height}" style="fill:{LIGHT.paper}"/>{"".join(parts)}</svg>\n'
    )
    return Drawn(written, height)


def address_of(chart: Chart, view: View, base: str) -> str:
    """Return where the chart stands in the app with what it shows."""
    query = view.selection.filters.to_query() | {key: list(values) for key, values in chart.keys.items()}
    asked = urlencode(query, doseq=True)
    return f"{base}/{chart.page}" + (f"?{asked}" if asked else "")


def _head(chart: Chart, view: View, kind: str) -> tuple[list[str], float]:
    title = view.frames.dossier.edition.title or text("app.name")
    parts = [svg.words(PAD, PAD + 8, kind, size=_TEXT, bold=True, colour="accent")]
    parts.append(svg.words(FULL - PAD, PAD + 8, _cut(title), size=_TEXT, colour="muted", anchor="end"))
    lines = svg.broken(chart.title, WIDTH, _TITLE, bold=True, serif=True)
    if len(lines) > _TITLE_LINES:
        lines = [*lines[: _TITLE_LINES - 1], f"{lines[_TITLE_LINES - 1]} …"]
    drawn, y = svg.paragraph(PAD, PAD + 22, lines, size=_TITLE, leading=1.25, bold=True, serif=True)
    parts.append(drawn)
    if narrowed(view):
        drawn, y = _paragraph(_upper(selection_in_words(view)), y + 4, size=_TEXT, colour="muted")
        parts.append(drawn)
    return parts, y + 14


def _foot(chart: Chart, view: View, base: str) -> list[str]:
    """Return what is said below the chart: who says it, which edition under which licence, where it stands."""
    own = view.frames.dossier.edition
    edition = edition_words(view.frames) if own.title or own.version or own.as_of or view.frames.day else ""
    if own.licence:
        edition = text("picture.edition", edition=edition or text("app.name"), licence=own.licence)
    elif edition:
        edition = f"{edition}."
    address = text("picture.address", address=address_of(chart, view, base)) if base else text("picture.drawn_by")
    return [said for said in (chart.sources, edition, address) if said]


def _legend(keys: Sequence[Key], y: float) -> tuple[str, float]:
    if not keys:
        return "", y
    parts, x = [], float(PAD)
    y += 8
    for key in keys:
        long = _KEY + text_width(key.words, _SMALL)
        if x > PAD and x + long > FULL - PAD:
            x, y = float(PAD), y + _ROW
        parts.append(f'<g transform="translate({x + 8:.1f} {y:.1f})">{key.sign}</g>')
        parts.append(svg.words(x + _KEY, y + 0.35 * _SMALL, key.words, size=_SMALL))
        x += long + _KEY_GAP
    return "".join(parts), y + 16


def _paragraph(said: str, y: float, *, size: float, colour: str, most: int | None = _LINES) -> tuple[str, float]:
    return svg.paragraph(PAD, y, svg.broken(said, WIDTH, size)[:most], size=size, colour=colour)


def _cut(title: str) -> str:
    return next(iter(svg.broken(title, WIDTH * 0.7, _TEXT)), "")


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _told(words: str) -> str:
    return str(escape(svg.writable(words)))
