"""What the sealed edition's scripts work on: rows to select from, figures, words, colours."""

import json
from typing import Any

from components.pages import SEALED
from components.parts.days import plain
from components.parts.theme import DARK, LIGHT, SIGNS, look
from components.sealed.content import content
from components.shell.filters import panel_words
from components.stage.component import stage_words
from components.timeline.chart import drawn
from components.timeline.component import timeline_words
from components.timeline.marks import marks
from components.timeline.sent import colours
from components.timeline.strip import middles
from pactline.query.in_words import facet_names
from pactline.query.select import View
from pactline.query.selection import FACETS, FILTERS, LANES
from pactline.record.look import Colours
from pactline.tables.index import STATUS_CODES
from pactline.wording import forms, has, text


def book(view: View) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the page's script works on, and the pictures of the timeline by kind of lanes."""
    own = view.frames.dossier.edition.accent
    most = len(view.event_rows)  # there is no server to ask for what is not in the file
    pictures: dict[str, Any] = {
        lanes: json.loads(drawn(view.shown, lanes=lanes, look=look(LIGHT.name, own), most=most)) for lanes in LANES
    }
    values: dict[str, Any] = {
        "data": content(view),
        "middles": _middles(view),
        "looks": _looks(own),
        "facets": {key: list(facet_names(view.frames, key).items()) for key in FACETS},
        "words": _words(),
    }
    return values, pictures


def _middles(view: View) -> list[float | None]:
    """Return where each event counts on the strip: the middle of its span, if it can be drawn."""
    once = marks(view).once()
    events = once.event[once.columns.drawable[once.event]]
    found = dict(zip(once.texts.ids(events), map(plain, middles(once.columns.of(events)).tolist()), strict=True))
    return [found.get(event) for event in view.frames.cells("events", "event_id", view.event_rows)]


def _looks(own: Colours | None) -> dict[str, Any]:
    light, dark = look(LIGHT.name, own), look(DARK.name, own)
    grounds = ("paper", "panel", "ink", "muted", "rule", "accent")
    pairs = [(getattr(light, name), getattr(dark, name)) for name in grounds]
    pairs += [(LIGHT.status[name], DARK.status[name]) for name in LIGHT.status]
    return {
        "light": colours(light),
        "dark": colours(dark),
        "pairs": list(dict(pairs).items()),
    }


def _words() -> dict[str, Any]:
    chips = {key.name: f"keys.{key.name}.chip" for key in FILTERS if key.name not in FACETS}
    counts = {
        name: forms(f"count.{name}")
        for name in ("shown", "shown_claims", "publishers", "events", "claims", "independent", "outlets")
    }
    return counts | {
        "site": text("site.name"),
        "pages": {name: text(f"nav.{name}") for name in SEALED if name != "event"},
        "stage": stage_words(),
        "timeline": timeline_words(),
        "print": text("sealed.printed", day="{day}"),
        "cited": forms("sources.claims"),
        "alt": forms("sealed.alt"),
        "sheet": {name: text(f"sealed.sheet.{name}") for name in ("offer", "back", "none", "known")},
        "more": forms("chart.more"),
        "some_claims": text("card.some_claims", shown="{shown}", n="{n}"),
        "no_claims": text("card.no_claims"),
        "not_shown": text("card.not_shown"),
        "no_source_then": text("card.no_source_then"),
        "remove": text("selection.remove", what="{what}"),
        "clear": text("selection.clear"),
        "chips": text("selection.chips"),
        "ignored": text("selection.ignored"),
        "nothing": text("selection.nothing"),
        "article_known": text("sealed.article_known"),
        "broken": text("sealed.broken"),
        "chip": {key: forms(words) if has(f"{words}.one") else text(words) for key, words in chips.items()},
        "status": {status: text(f"status.{status}") for status in STATUS_CODES},
        "signs": dict(SIGNS),
        "filters": panel_words(),
    }
