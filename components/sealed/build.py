"""Builds the sealed edition: one HTML file with the record, the picture, and all that draws and filters it."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from components import markup, theme
from components.figures.axis import extent
from components.figures.marks import marks
from components.figures.strip import strip
from components.figures.timeline import timeline_figure
from components.panels.about import method
from components.panels.article_check import sections, tally
from components.panels.card import event_card
from components.panels.chart import covered, eras, links, note, whole_scale
from components.panels.event_list import years
from components.panels.filters import options, words
from components.panels.reaction_board import stakeholders
from components.panels.source_list import publishers
from components.panels.timeline import picture_words
from components.sealed.content import content
from components.sealed.fonts import font_faces
from components.theme import DARK, LIGHT, SIGNS, SYMBOLS, Look
from pactline.export import stated
from pactline.fields import KINDS, STATUSES
from pactline.home import app_root
from pactline.select import View
from pactline.selection import LANES, Selection
from pactline.wording import forms, text

PAGES = ("timeline", "reactions", "sources", "article", "about")
WIDTHS = (340, 640, 940)  # px: the picture is packed for these, and drawn with the largest that fits
_PANELS = Path(__file__).parent.parent / "panels"
_HERE = Path(__file__).parent
_TIMELINE = ("timeline.js", "timeline_hand.js", "timeline_strip.js", "timeline_over.js")


def sealed(view: View) -> str:
    """Return the sealed edition of what a view shows, as HTML that asks nothing of any network.

    It holds its own fonts, styles, scripts and data, and a policy that forbids every request. Without scripts it
    is a plain document: each event with its claims, sources and reactions, in order of time.
    """
    everything = replace(view, selection=Selection(), events=_oldest_first(view))
    with markup.addressed(_hash):
        body = re.sub(r"\s{2,}", " ", _body(everything))  # what the templates indent
    return markup.render(
        "sealed.html",
        title=view.frames.dossier.edition.title or text("app.name"),
        stated=stated(view),
        body=Markup(body),
        style=Markup(_style(body)),
        data=Markup(_json(_book(everything))),
        scripts=[Markup(script) for script in _scripts()],
    )


def _oldest_first(view: View) -> pd.DataFrame:
    return view.events[::-1] if view.selection.newest_first else view.events


def _hash(page: str, selection: Selection) -> str:
    address = markup.href(page, selection)
    return "#" + (address.removeprefix("./") if page != "overview" else "timeline" + address.removeprefix("./"))


def _body(view: View) -> str:
    record = view.frames
    article = record.dossier.article
    return markup.render(
        "sealed_body.html",
        edition=record.dossier.edition,
        cards=[(event, Markup(event_card(view, event, level=2))) for event in view.events["event_id"]],
        list=Markup(
            markup.render(
                "event_list.html",
                years=years(view),
                focus=None,
                page="timeline",
                title=text("timeline.list"),
                level=3,
                orders=(),
                selection_for=lambda event: Selection(event=event),
            )
        ),
        reactions=Markup(
            markup.render(
                "reaction_board.html",
                panels=stakeholders(view),
                selection=view.selection,
                event_title=dict(zip(record.events["event_id"], record.events["title"], strict=True)),
                selection_for=lambda event: Selection(event=event),
            )
        ),
        sources=Markup(
            markup.render("source_list.html", publishers=publishers(view), chosen=(), choose=lambda _: Selection())
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
        about=Markup(method(view, titled=False)),
        pages=[page for page in PAGES if page != "article" or article],
        lanes=LANES,
        stated=stated(view),
    )


def _book(view: View) -> dict[str, Any]:
    """Return what the page's script works on."""
    whole = whole_scale(view.frames)
    drawn = marks(view)
    first, last = extent(drawn)
    middles = dict(
        zip(drawn.loc[drawn["drawable"].to_numpy(bool), "event_id"], ((first + last) // 2).tolist(), strict=True)
    )
    return {
        "data": content(view),
        "figures": _figures(view),
        "strip": {**strip(drawn, whole, WIDTHS[-1]), "bins": [], "most": 0},
        "middles": [middles.get(event) for event in view.events["event_id"]],
        "eras": eras(view),
        "links": links(view),
        "looks": _looks(),
        "css": {name: (_PANELS / f"{name}.css").read_text(encoding="utf-8") for name in ("filters", "timeline")},
        "facets": {key: list(values.items()) for key, values in options(view.frames).items()},
        "words": _words(),
    }


def _figures(view: View) -> dict[str, dict[int, Any]]:
    """Return the picture for each kind of lanes and each width, in the light theme's colours."""
    figures: dict[str, dict[int, Any]] = {}
    for lanes in LANES:
        shown = marks(replace(view, selection=Selection(lanes=lanes)), by=lanes)
        figures[lanes] = {
            width: timeline_figure(
                shown,
                look=LIGHT,
                width=width,
                scale=whole_scale(view.frames),
                covered_until=covered(view),
                note=note(view),
                head=22.0 if view.frames.dossier.eras else 0.0,
            )
            for width in (WIDTHS if lanes == "theme" else (WIDTHS[0], WIDTHS[-1]))
        }
    return figures


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
    return {
        "pages": {name: text(f"nav.{name}") for name in ("timeline", "reactions", "sources", "article", "about")},
        "shown": forms("count.shown"),
        "shown_claims": forms("count.shown_claims"),
        "publishers": forms("count.publishers"),
        "events": forms("count.events"),
        "cited": forms("sources.claims"),
        "alt": forms("sealed.alt"),
        "more": forms("chart.more"),
        "some_claims": text("card.some_claims", shown="{shown}", n="{n}"),
        "remove": text("selection.remove", what="{what}"),
        "clear": text("selection.clear"),
        "chips": text("selection.chips"),
        "ignored": text("selection.ignored"),
        "nothing": text("selection.nothing"),
        "chip": chips,
        "status": {status: text(f"status.{status}") for status in (*STATUSES, "none")},
        "signs": dict(SIGNS),
        "kinds": {kind: text(f"kind.{kind}") for kind in KINDS},
        "filters": {
            **words(),
            **{key: text(f"filters.{key}") for key in ("theme", "status", "actor", "kind", "publisher")},
        },
        "chart": picture_words(),
    }


def _style(body: str) -> str:
    sheets = sorted((_HERE.parent / "styles").glob("*.css"))
    own = (_HERE / "sealed.css").read_text(encoding="utf-8")
    return font_faces(body) + theme.css_variables() + "".join(s.read_text(encoding="utf-8") for s in sheets) + own


def _scripts() -> list[str]:
    """Return the scripts in order: Plotly, the app's components, the selection, the page."""
    bundle = (app_root() / "static" / "vendor" / "plotly-basic.min.js").read_text(encoding="utf-8")
    return [
        _script_safe(bundle),
        "window.Pactline = {}; window.__pactlinePlotly = Promise.resolve(window.Plotly);",
        _component("filters", ("filters.js",)),
        _component("timeline", _TIMELINE),
        (_HERE / "select.js").read_text(encoding="utf-8") + (_HERE / "page.js").read_text(encoding="utf-8"),
    ]


def _component(name: str, files: tuple[str, ...]) -> str:
    """Return a component of the app as a script that leaves it at ``window.Pactline``."""
    source = "\n".join((_PANELS / file).read_text(encoding="utf-8") for file in files)
    return f"(() => {{\n{source.replace('export default function', f'window.Pactline.{name} = function', 1)}\n}})();"


def _json(value: object) -> str:
    """Return JSON that stays data wherever it stands in HTML."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _script_safe(script: str) -> str:
    """Return a script in which nothing ends the element that it stands in."""
    return (
        script.replace("</", "<\\/").replace("<!--", "<\\!--").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
