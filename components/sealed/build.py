"""Builds the sealed edition: one HTML file with the record, the picture, and all that draws and filters it."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

from markupsafe import Markup

from components.about.panel import method
from components.article.panel import article_html
from components.classroom.panel import OutlineValues, StoriesValues, outline
from components.event.whole import whole_html
from components.pages import SEALED
from components.parts import markup, theme
from components.parts.browser_part import bundled
from components.parts.card import reactions
from components.parts.card_values import Reaction
from components.parts.event_list import Part, written, years
from components.parts.rows import day_words
from components.parts.theme import LIGHT
from components.sealed.book import book
from components.sealed.fonts import font_faces
from components.sealed.sheets import Sheets, sheets
from components.sources.register import RegisterValues, grouped, publishers
from components.stage.deck import story_deck
from components.timeline.component import SHEETS
from pactline.export.about import stated
from pactline.home import app_root
from pactline.query.select import View
from pactline.query.selection import LANES, Selection
from pactline.query.view import Shown
from pactline.readings import stakeholders
from pactline.record.logo import Logo
from pactline.record.look import Colours
from pactline.record.model import Edition
from pactline.tables.kept import kept
from pactline.wording import text

_STYLES = (
    *("shell/elements", "shell/frame", "shell/base", "article/article", "classroom/classroom", "event/event"),
    "exercise/exercise",
    "parts/list",
    *("reactions/reactions", "sources/sources", "stage/stage", "timeline/timeline", "shell/print"),
)
_HERE = Path(__file__).parent
_ONE = Lock()  # it takes seconds of a processor: readers who ask for the same file wait for one
_BLANKS = re.compile(r"\s{2,}")  # what the templates indent
# What only the app's router reads, or page.js sets once for all links, or sealed.css draws; a third of a megabyte.
_UNUSED = re.compile(
    r' data-go="(?!article)[a-z]+"| data-stay="1"| target="_blank" rel="noopener noreferrer nofollow"'
    r'|<span class="out" aria-hidden="true">↗</span>'
)
_ELSEWHERE = re.compile(r'<p class="elsewhere">.*?</p>', re.DOTALL)  # slides' links to pages that the file lacks
_NO_STYLE = ""  # Plotly begins with an empty sheet, and fills it rule by rule


@dataclass(frozen=True, slots=True)
class SealedLink:
    """An event by its title, and the selection that puts it into focus."""

    title: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class SealedReaction:
    """A reaction and its event."""

    reaction: Reaction
    event: SealedLink


@dataclass(frozen=True, slots=True)
class BodyValues:
    """What the file shows, each part as HTML.

    Attributes:
        logo: Address of the record's sign, which holds it.
        as_of: Until which day the edition goes, in words.
        cards: Events by id.
        stakeholders: Groups of stakeholders by name, with their reactions.
        stories: Outlines by id; the list of them all has none.
        pages: What the masthead names.
        exercises: How many events have a sheet.
        stated: What the file states of itself.
    """

    template: ClassVar = "sealed/body.html"
    edition: Edition
    logo: Markup | None
    as_of: str | None
    cards: Sequence[tuple[str, Markup]]
    listing: Markup
    stakeholders: Sequence[tuple[str, Sequence[tuple[str, Sequence[SealedReaction]]]]]
    selection: Selection
    sources: Markup
    article: Markup | None
    stories: Sequence[tuple[str, Markup]]
    about: Markup
    pages: Sequence[str]
    exercises: int
    lanes: Sequence[str]
    stated: dict[str, str]


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """The whole file: policy, styles and scripts as they stand in it; what is asked for late is packed."""

    template: ClassVar = "sealed/document.html"
    title: str
    body: Markup
    policy: Markup
    start: Markup
    style: Markup
    data: Markup
    figures: str
    plotly: str
    decks: str
    sheets: str
    keys: str
    scripts: list[Markup]


def sealed(view: View) -> str:
    """Return the sealed edition of what a view shows, as HTML that asks nothing of any network.

    It holds its own fonts, styles, scripts and data, and a policy that forbids every request. Without scripts it
    is a plain document: each event with its claims, sources and reactions, in order of time.

    Args:
        view: What the file holds; its filters are stated in it, focus, lanes and order are not kept.
    """
    with _ONE:
        return _made(view.shown)


@kept(2)
def _made(shown: Shown) -> str:
    held = View(replace(shown.selection, newest_first=False), shown)
    with markup.addressed(_addresses(held.selection)):
        judged = sheets(held)
        body = _BLANKS.sub(" ", _UNUSED.sub("", _body(held, judged)))
    values, figures = book(held)
    css = {
        name: "".join(_own(f"components/{file}") for file in files)
        for name, files in (("filters", ("shell/filters.css",)), ("timeline", SHEETS))
    }
    edition = held.frames.dossier.edition
    start, style, plotly = _text("start.js"), _style(body, edition.accent), _own("static/vendor/plotly-basic.min.js")
    scripts = _scripts()
    return markup.render(
        DocumentValues(
            title=edition.title or text("site.name"),
            body=Markup(body),
            policy=Markup(_policy([start, "fold()", *scripts, plotly], [style, *css.values(), _NO_STYLE])),
            start=Markup(start),
            style=Markup(style),
            data=Markup(_json(values | {"css": css, "sheets": judged.events})),
            figures=_small(_json(figures)),
            plotly=_small(plotly),
            decks=_small(_json(_decks(held))) if _told(held) else "",
            sheets=_small(_json(_tight(judged.blind))),
            keys=_small(_json(_tight(judged.keys))),
            scripts=[Markup(script) for script in scripts],
        )
    )


def _addresses(held: Selection) -> Callable[[str, Selection], str | None]:
    """Return how links of the templates lead inside the file: what it was narrowed by needs no saying again."""
    base = held.to_query()

    def address(page: str, selection: Selection) -> str | None:
        if page == "actor":
            page = "timeline"
        elif page not in SEALED:
            return None
        query = {key: values for key, values in selection.to_query().items() if base.get(key) != values}
        return "#" + markup.href(page, Selection.from_query(query))

    return address


def _body(view: View, judged: Sheets) -> str:
    record = view.frames
    article = record.dossier.article if view.selection.known is None else None
    events = record.cells("events", "event_id", view.event_rows)
    return markup.render(
        BodyValues(
            edition=record.dossier.edition,
            logo=_logo(record.dossier.logo),
            as_of=day_words(record.dossier.edition.as_of) if record.dossier.edition.as_of else None,
            cards=[(event, Markup(whole_html(view, event, level=2, opened=True))) for event in events],
            listing=Markup(_listed(view, len(events))),
            stakeholders=_stakeholders(view),
            selection=view.selection,
            sources=Markup(markup.render(_register(view))),
            article=Markup(article_html(view, article)) if article else None,
            stories=_stories(view),
            about=Markup(method(view, titled=False)),
            pages=[page for page in SEALED if page not in _left_out(view, judged)],
            exercises=len(judged.events),
            lanes=LANES,
            stated=stated(view),
        )
    )


def _listed(view: View, total: int) -> str:
    shown = Part(0, total, total, years(view, 0, total), [])
    return written(view, shown, ("#timeline?event=", ""), page="timeline", level=3)


def _register(view: View) -> RegisterValues:
    return RegisterValues(
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


def _left_out(view: View, judged: Sheets) -> set[str]:
    """Return the pages that the masthead does not name: nothing stands on them, or they are no place to begin."""
    article = view.frames.dossier.article and view.selection.known is None
    there = {"article": article, "classroom": _told(view), "exercise": judged.events}
    return {"event", *(page for page, any_ in there.items() if not any_)}


def _told(view: View) -> bool:
    """Say whether stories are told: they lead through all of a record, so that a part of it has none."""
    return bool(view.frames.dossier.stories) and not view.selection.to_query()


def _stories(view: View) -> list[tuple[str, Markup]]:
    """Return the stories' ids and outlines, after the list of them all, which has no id."""
    if not _told(view):
        return []
    record = view.frames
    listed = [(story, Selection(story=story.id)) for story in record.dossier.stories]
    found = [("", markup.render(StoriesValues(listed, None)))]
    for story, _ in listed:
        steps = outline(record, story, Selection())
        html = markup.render(OutlineValues(story, steps, back=Selection(), beyond=False))
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


def _stakeholders(view: View) -> list[tuple[str, list[tuple[str, list[SealedReaction]]]]]:
    """Return the stakeholders by group, each with its reactions in order of time, with their events."""
    said = stakeholders.spoken(view)
    found: dict[str, list[SealedReaction]] = {}
    told = {one.reaction_id: one for one in reactions(view.frames, view.reaction_rows)}
    titles = dict(zip(view.events["event_id"], view.events["title"], strict=True))
    for whose, event, reaction in zip(said["stakeholder"], said["event_id"], said["reaction_id"], strict=True):
        link = SealedLink(titles[event], replace(view.selection, event=event))
        found.setdefault(whose, []).append(SealedReaction(told[reaction], link))
    groups: dict[str, list[tuple[str, list[SealedReaction]]]] = {}
    for actor in stakeholders.stakeholders(view, said):
        groups.setdefault(actor.group, []).append((actor.name, found[actor.id]))
    return list(groups.items())


def _style(body: str, own: Colours | None) -> str:
    sheets = [_HERE.parent / f"{name}.css" for name in _STYLES]
    sheets += [_HERE / name for name in ("parts.css", "sealed.css", "exercise.css")]
    rules = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return font_faces(body) + theme.css_variables() + theme.own_variables(own) + rules


def _scripts() -> list[str]:
    """Return the scripts in order: what unpacks in old browsers, then all else as ``make scripts`` has joined it."""
    return [_own("static/vendor/fflate-gunzip.min.js"), bundled("sealed")]


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return what the file forbids itself: every request, and each script and sheet that is not one of these.

    A ``blob:`` is a script that these have made: the teller's window has one. Attributes of style stay allowed, since
    Plotly and the slides place things by them; they can ask for nothing.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)} blob:",
            f"style-src {_hashes(styles)}",
            "style-src-attr 'unsafe-inline'",
            "img-src data: blob:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _own(name: str) -> str:
    return (app_root() / name).read_text(encoding="utf-8")


def _logo(logo: Logo | None) -> Markup | None:
    if logo is None:
        return None
    return Markup(f"data:image/png;base64,{base64.b64encode(logo.png).decode('ascii')}")


def _json(value: object) -> str:
    """Return JSON that stays data wherever it stands in HTML."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _tight(pages: Mapping[str, str]) -> dict[str, str]:
    return {name: _BLANKS.sub(" ", html) for name, html in pages.items()}


def _small(content: str) -> str:
    """Return a text packed, in letters that may stand anywhere in HTML; ``book.js`` unpacks it when it is wanted."""
    return base64.b64encode(gzip.compress(content.encode(), mtime=0)).decode("ascii")
