"""Builds the sealed edition: one HTML file with the record, the picture, and all that draws and filters it."""

import base64
import gzip
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from markupsafe import Markup

from components import markup, theme
from components.figures.marks import marks
from components.panels.about import method
from components.panels.article_check import sections, tally
from components.panels.card import event_card, reactions
from components.panels.chart import draw
from components.panels.classroom import outline
from components.panels.deck import story_deck
from components.panels.event_list import PART, Part, years
from components.panels.filters import facet_names, panel_words
from components.panels.source_list import grouped, publishers
from components.panels.stage import stage_script, stage_words
from components.panels.timeline import timeline_words
from components.sealed.content import content
from components.sealed.fonts import font_faces
from components.theme import DARK, LIGHT, SIGNS, SYMBOLS, Look
from pactline import reacting
from pactline.export import stated
from pactline.fields import KINDS
from pactline.home import app_root
from pactline.index import STATUS_CODES
from pactline.select import View
from pactline.selection import LANES, Selection
from pactline.view import Left
from pactline.wording import forms, text

PAGES = ("timeline", "event", "reactions", "sources", "classroom", "article", "about")
FACETS = ("theme", "status", "actor", "kind", "publisher")
_STYLES = ("base", "article", "classroom", "list", "reactions", "sources", "stage", "timeline", "print")
WIDTHS = (340, 640, 940)  # px: the picture is packed for these, and drawn with the largest that fits
_HERE = Path(__file__).parent
_ONE = Lock()  # it takes seconds of a processor: readers who ask for the same file wait for one
_BLANKS = re.compile(r"\s{2,}")  # what the templates indent
# What only the app's router reads, or page.js sets once for all links; a tenth of a megabyte.
_UNUSED = re.compile(r' data-go="(?!article)[a-z]+"| data-stay="1"| target="_blank" rel="noopener noreferrer nofollow"')
_ELSEWHERE = re.compile(r'<p class="elsewhere">.*?</p>', re.DOTALL)  # slides' links to pages that the file lacks
_TIMELINE = (
    "timeline.js",
    "plotly.js",
    "timeline_hand.js",
    "timeline_drag.js",
    "timeline_strip.js",
    "timeline_over.js",
)


def sealed(view: View) -> str:
    """Return the sealed edition of what a view shows, as HTML that asks nothing of any network.

    It holds its own fonts, styles, scripts and data, and a policy that forbids every request. Without scripts it
    is a plain document: each event with its claims, sources and reactions, in order of time.

    Args:
        view: What the file holds; its filters are stated in it, focus, lanes and order are not kept.
    """
    with _ONE:
        return _made(view.left)


@lru_cache(maxsize=2)
def _made(left: Left) -> str:
    held = View(replace(left.selection, newest_first=False), left)
    with markup.addressed(_addresses(held.selection)):
        body = _BLANKS.sub(" ", _UNUSED.sub("", _body(held)))
    return markup.render(
        "sealed.html",
        title=held.frames.dossier.edition.title or text("app.name"),
        body=Markup(body),
        style=Markup(_style(body)),
        data=Markup(_json(_book(held))),
        plotly=_small(_own("vendor", "plotly-basic.min.js")),
        decks=_small(_json(_decks(held))) if _told(held) else "",
        scripts=[Markup(script) for script in _scripts()],
    )


def _addresses(held: Selection) -> Callable[[str, Selection], str | None]:
    """Return how links of the templates lead inside the file: what it was narrowed by needs no saying again."""
    base = held.to_query()

    def address(page: str, selection: Selection) -> str | None:
        if page == "actor":
            page = "timeline"
        elif page not in PAGES:
            return None
        query = {key: values for key, values in selection.to_query().items() if base.get(key) != values}
        return "#" + markup.href(page, Selection.from_query(query))

    return address


def _body(view: View) -> str:
    record = view.frames
    article = record.dossier.article if "article" not in _left_out(view) else None
    events = record.stored.column("events", "event_id").take(view.event_rows).tolist()
    return markup.render(
        "sealed_body.html",
        edition=record.dossier.edition,
        cards=[(event, Markup(event_card(view, event, level=2, drawn_ways=False))) for event in events],
        list=Markup(
            markup.render(
                "event_list.html",
                part=Part(0, len(events), len(events), years(view, 0, len(events)), []),
                before="#timeline?event=",
                after="",
                page="timeline",
                level=3,
                heading=None,
                size=PART,
            )
        ),
        stakeholders=_stakeholders(view),
        selection=view.selection,
        sources=Markup(
            markup.render(
                "source_list.html",
                groups=grouped(publishers(view, most=100_000)),
                folded=False,
                written=True,
                start=0,
                last=0,
                total=0,
                size=1,
                chosen=(),
                choose=lambda publisher: replace(view.selection, publishers=(publisher,)),
            )
        ),
        article=Markup(
            markup.render(
                "article.html",
                article=article,
                tally=tally(article),
                sections=sections(view, article),
                selection=view.selection,
            )
        )
        if article
        else None,
        stories=_stories(view),
        about=Markup(method(view, titled=False)),
        pages=[page for page in PAGES if page not in _left_out(view)],
        lanes=LANES,
        stated=stated(view),
    )


def _left_out(view: View) -> set[str]:
    """Return the pages that the masthead does not name: nothing stands on them, or they are no place to begin."""
    article = view.frames.dossier.article and view.selection.known is None
    return {"event", *(() if article else ("article",)), *(() if _told(view) else ("classroom",))}


def _told(view: View) -> bool:
    """Say whether stories are told: they lead through all of a record, so that a part of it has none."""
    return bool(view.frames.dossier.stories) and not view.selection.to_query()


def _stories(view: View) -> list[tuple[str, str]]:
    """Return the stories' ids and outlines, after the list of them all, which has no id."""
    if not _told(view):
        return []
    record = view.frames
    listed = [(story, Selection(story=story.id)) for story in record.dossier.stories]
    found = [("", markup.render("classroom.html", stories=listed, unknown=None))]
    for story, selection in listed:
        steps = outline(record, story, Selection())
        html = markup.render(
            "outline.html", story=story, steps=steps, selection=selection, back=Selection(), beyond=False
        )
        found.append((story.id, html))
    return [(story, Markup(html)) for story, html in found]


def _decks(view: View) -> dict[str, Any]:
    """Return what the stage shows of each story, in the light theme's colours."""
    decks = {}
    for story in view.frames.dossier.stories:
        deck = story_deck(view.frames, story.id, look=LIGHT.name, room=None)
        slides = [slide | {"html": _ELSEWHERE.sub("", slide["html"])} for slide in deck["slides"]]
        decks[story.id] = deck | {"slides": slides}
    return decks


def _stakeholders(view: View) -> list[tuple[str, list[tuple[str, list[dict[str, Any]]]]]]:
    """Return the stakeholders by group, each with its reactions in order of time, with their events."""
    said = reacting.spoken(view)
    found: dict[str, list[dict[str, Any]]] = {}
    told = {one["reaction_id"]: one for one in reactions(view, view.reactions)}
    titles = dict(zip(view.events["event_id"], view.events["title"], strict=True))
    for whose, event, reaction in zip(said["stakeholder"], said["event_id"], said["reaction_id"], strict=True):
        link = {"title": titles[event], "selection": replace(view.selection, event=event)}
        found.setdefault(whose, []).append(told[reaction] | {"event": link})
    groups: dict[str, list[tuple[str, list[dict[str, Any]]]]] = {}
    for actor in reacting.stakeholders(view, said):
        groups.setdefault(actor.group, []).append((actor.name, found[actor.id]))
    return list(groups.items())


def _book(view: View) -> dict[str, Any]:
    """Return what the page's script works on."""
    figures: dict[str, dict[int, Any]] = {}
    picture: dict[str, Any] = {}
    for lanes in LANES:
        figures[lanes] = {}
        for width in WIDTHS if lanes == "theme" else (WIDTHS[0], WIDTHS[-1]):
            drawn = draw(view.left, lanes=lanes, look=LIGHT.name, width=width, zoom=None, focus=None)
            sent = json.loads(drawn.payload)
            figures[lanes][width] = sent.pop("figure") | {"members": dict(drawn.members)}
            picture = sent
    return {
        "data": content(view),
        "figures": figures,
        "picture": picture,
        "middles": _middles(view),
        "looks": _looks(),
        "css": {name: _own("panels", f"{name}.css") for name in ("filters", "timeline")},
        "facets": {key: list(facet_names(view.frames, key).items()) for key in FACETS},
        "words": _words(),
    }


def _middles(view: View) -> list[int | None]:
    """Return where each event counts on the strip: the middle of its span, if it can be drawn."""
    once = marks(view).once()
    events = once.event[once.columns.drawable[once.event]]
    first, last = once.columns.of(events).known_days
    found = dict(zip(once.texts.ids(events), ((first + last) // 2).tolist(), strict=True))
    return [found.get(event) for event in view.frames.stored.column("events", "event_id").take(view.event_rows)]


def _looks() -> dict[str, Any]:
    def plain(look: Look) -> dict[str, Any]:
        return {"status": dict(look.status), "panel": look.panel}

    grounds = ("paper", "panel", "ink", "muted", "rule", "accent")
    pairs = [(getattr(LIGHT, name), getattr(DARK, name)) for name in grounds]
    pairs += [(LIGHT.status[name], DARK.status[name]) for name in LIGHT.status]
    return {
        "light": plain(LIGHT),
        "dark": plain(DARK),
        "symbols": dict(SYMBOLS),
        "pairs": list(dict(pairs).items()),
    }


def _words() -> dict[str, Any]:
    chips: Mapping[str, str] = {
        "from": text("selection.from", day="{day}"),
        "to": text("selection.to", day="{day}"),
        "known": text("selection.known", day="{day}"),
        "q": text("selection.q", words="{words}"),
        "dates=certain": text("selection.certain"),
        "match=all": text("selection.match"),
        "statemedia=hide": text("selection.statemedia"),
        "importance": text("selection.importance", n="{n}"),
        "independent": forms("selection.independent")["other"],
    }
    counts = {
        name: forms(f"count.{name}")
        for name in ("shown", "shown_claims", "publishers", "events", "claims", "independent", "outlets")
    }
    return counts | {
        "pages": {name: text(f"nav.{name}") for name in PAGES if name != "event"},
        "stage": stage_words(),
        "timeline": timeline_words(),
        "print": text("sealed.printed", day="{day}"),
        "cited": forms("sources.claims"),
        "alt": forms("sealed.alt"),
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
        "chip": chips,
        "status": {status: text(f"status.{status}") for status in STATUS_CODES},
        "signs": dict(SIGNS),
        "kinds": {kind: text(f"kind.{kind}") for kind in KINDS},
        "filters": {**panel_words(), **{key: text(f"filters.{key}") for key in FACETS}},
    }


def _style(body: str) -> str:
    sheets = [_HERE.parent / "styles" / f"{name}.css" for name in _STYLES] + [_HERE / "sealed.css"]
    return font_faces(body) + theme.css_variables() + "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def _scripts() -> list[str]:
    """Return the scripts in order: the app's components, the selection, the page."""
    return [
        "window.Pactline = {};",
        _component("filters", ("filters.js",)),
        _component("timeline", _TIMELINE),
        stage_script(),
        _own("panels", "timeline_wire.js")
        + "".join((_HERE / name).read_text(encoding="utf-8") for name in ("select.js", "page.js")),
    ]


def _component(name: str, files: tuple[str, ...]) -> str:
    """Return a component of the app as a script that leaves it at ``window.Pactline``."""
    source = "\n".join(_own("panels", file) for file in files)
    source = source.replace("export default function", f"window.Pactline.{name} = function", 1)
    return f"(() => {{\nconst unpacked = (data) => data;\n{source}\n}})();"


def _own(folder: str, name: str) -> str:
    return (app_root() / "static" / folder / name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    """Return JSON that stays data wherever it stands in HTML."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _small(content: str) -> str:
    """Return a text packed, in letters that may stand anywhere in HTML; ``page.js`` unpacks it when it is wanted."""
    return base64.b64encode(gzip.compress(content.encode(), mtime=0)).decode("ascii")
