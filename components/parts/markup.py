"""HTML for the pages: templates with autoescaping, so that a record's text stays text."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol
from urllib.parse import quote_plus, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from components.parts.card_values import (
    Citation,
    CitationValues,
    MarkValues,
    Reaction,
    ReactionWordsValues,
    RunsValues,
    StanceValues,
    StatusValues,
)
from components.parts.held_words import held
from components.parts.isolation import Isolation
from components.parts.theme import SIGNS, STANCE_SIGNS
from pactline.export import addresses
from pactline.query.selection import Selection
from pactline.readings.stakeholders import Streak
from pactline.record import edtf
from pactline.record.values import is_safe_url
from pactline.wording import Speech, month, speaking, text

_KEPT = 8192  # citations, reactions, addresses: the largest have some 1 kB


class Values(Protocol):
    """What fills a template: a frozen dataclass whose fields are the names that the template reads.

    Attributes:
        template: The template's file, from ``components`` on: ``event/bar.html``.
    """

    template: ClassVar[str]


def render(values: Values) -> str:
    """Fill the template that the values name; what is not markup is escaped."""
    kind = type(values)
    return _environment().get_template(kind.template).render({name: getattr(values, name) for name in _names(kind)})


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names that a template may read of its values."""
    return tuple(field.name for field in fields(kind))


@held(_KEPT)
def href(page: str, selection: Selection) -> str:
    """Return the relative address of a page with a selection; the findings are the root."""
    query = _query(selection.to_query())
    path = "./" if page == "findings" else page
    return f"{path}?{query}" if query else path


def short_link(kind: Literal["e", "c"], name: str, known: date | None = None) -> str:
    """Return the relative address under which an event (``e``) or a claim (``c``) is quoted elsewhere.

    It leads to the page that has it, wherever that is; the day that is looked back from goes along, filters do not.
    """
    of = addresses.of_event if kind == "e" else addresses.of_claim
    return of("", name, known.isoformat() if known else None)


def picture_link(chart: str, form: str, selection: Selection) -> str:
    """Return the relative address of a chart as a picture of what a selection leaves."""
    query = _query(selection.to_query())
    return f"picture/{chart}.{form}" + (f"?{query}" if query else "")


def follow_link(file: str, selection: Selection, event: str | None = None) -> str:
    """Return the relative address of a feed or calendar of what a selection leaves, or of one event alone."""
    query = _query(replace(selection.filters, event=event).to_query())
    return f"{file}?{query}" if query else file


def cite_query(page: str, selection: Selection) -> str:
    """Return the query by which it is asked how what a page shows is cited."""
    return _query({**selection.filters.to_query(), "cite": ["1"], "page": [page]})


def _query(asked: Mapping[str, list[str]]) -> str:
    """Return a query as it stands in an address: what a hundred links of a page say alike is written once."""
    return "&".join(_said(key, *values) for key, values in asked.items())


@held(_KEPT)
def _said(key: str, *values: str) -> str:
    return urlencode({key: values}, doseq=True)


@contextmanager
def addressed(address: Callable[[str, Selection], str | None]) -> Iterator[None]:
    """Let links lead elsewhere for a while: ``address`` gives the address of a page with a selection.

    Where it gives none, the link is plain text.
    """
    token = _ADDRESS.set(address)
    try:
        yield
    finally:
        _ADDRESS.reset(token)


def leads_elsewhere() -> bool:
    """Say whether links lead elsewhere now than into the app."""
    return _ADDRESS.get() is not href


def go(page: str, selection: Selection) -> Markup:
    """Return the attributes of a link that the router follows without loading the app anew."""
    address = _ADDRESS.get()(page, selection)
    return Markup() if address is None else _leading(address, page)


@held(_KEPT)
def _leading(address: str, page: str) -> Markup:
    return Markup(f'href="{escape(address)}" data-go="{escape(page)}"')  # noqa: S704 - escaped here


def go_event(page: str, event: str, selection: Selection) -> Markup:
    """Return the attributes of a link, as ``go`` does, to a page with another event in focus.

    A page has hundreds of these, which differ in the event alone.

    Args:
        page: The page that it leads to.
        event: The event's id.
        selection: What else is carried along; the same one for all links of a page.
    """
    if _ADDRESS.get() is not href:
        return go(page, replace(selection, event=event))
    before, after = _around_event(page, selection)
    return Markup(f"{before}{quote_plus(event)}{after}")  # noqa: S704 - what quote_plus returns needs no escaping


@held(256)
def _around_event(page: str, selection: Selection) -> tuple[str, str]:
    return _around(page, replace(selection, event=_PLACE))


@held(256)
def _around_actor(selection: Selection) -> tuple[str, str]:
    return _around("actor", actor_selection(selection, _PLACE))


def _around(page: str, selection: Selection) -> tuple[str, str]:
    """Return what stands in a link's attributes before ``_PLACE``, and after it."""
    before, _, after = _leading.__wrapped__(href.__wrapped__(page, selection), page).partition(quote_plus(_PLACE))
    return str(before), str(after)


def pick(event: str, selection: Selection) -> Markup:
    """Return the attributes of a link to an event, which opens in the drawer where the page has one.

    Args:
        event: The event's id.
        selection: What else is carried along, the same one for all links of a page; the event comes into focus.
    """
    link = go_event("event", event, selection)
    return Markup(f'{link} data-pick="{escape(event)}"') if link else link  # noqa: S704 - both are escaped


_ADDRESS: ContextVar[Callable[[str, Selection], str | None]] = ContextVar("pactline_address", default=href)
_PLACE = "\0"  # where an id will stand in an address: no text has it


def actor_selection(selection: Selection, actor_id: str) -> Selection:
    """Return a selection with this actor chosen alone; nothing else is in focus."""
    return replace(selection, actors=(actor_id,), event=None, places=())


def go_actor(selection: Selection, actor_id: str) -> Markup:
    """Return the attributes of a link to an actor's panel; ``selection`` is the same one for all links of a page."""
    if _ADDRESS.get() is not href:
        return go("actor", actor_selection(selection, actor_id))
    before, after = _around_actor(selection)
    return Markup(f"{before}{quote_plus(actor_id)}{after}")  # noqa: S704 - as in ``go_event``


def rich(key: str, **values: Markup) -> Markup:
    """Return a sentence of the interface with markup filled in; values that are none are escaped."""
    return Markup(escape(text(key))).format(**values)  # noqa: S704 - the sentence is escaped first


def moment(at: datetime) -> str:
    """Return a moment as a reader says it: "25 November 2026, 04:10 UTC"."""
    return f"{edtf.parse(at.date().isoformat()).words}, {at:%H:%M} UTC"


def cited(citation: Citation) -> Markup:
    """Return a citation, of whatever claim or reaction, as HTML; made once, since no selection changes it."""
    return _cited(citation, speaking())


@held(_KEPT)
def _cited(citation: Citation, _: Speech) -> Markup:
    return Markup(render(CitationValues(citation)))  # noqa: S704 - a template of ours has escaped it


def words_of(reaction: Reaction, then: bool) -> Markup:  # noqa: FBT001 - a template says it
    """Return a reaction below its head as HTML, made once; ``then``: whether it is told as known on a day."""
    return _words_of(reaction, then, speaking())


@held(_KEPT)
def _words_of(reaction: Reaction, then: bool, _: Speech) -> Markup:  # noqa: FBT001 - of a cache's key
    return Markup(render(ReactionWordsValues(reaction, then)))  # noqa: S704 - a template of ours has escaped it


def status_word(name: str) -> Markup:
    """Return a status in a word with its sign, as HTML."""
    return _word(StatusValues(name), speaking())


def stance_word(name: str, act: str) -> Markup:
    """Return a stance in a word with its sign, as HTML; of a silence or a denial, that."""
    return _word(StanceValues(name, act), speaking())


def mark_word(name: str) -> Markup:
    """Return what a stakeholder did in a word with its sign, as HTML."""
    return _word(MarkValues(name), speaking())


def runs_of(runs: tuple[Streak, ...], quiet: int) -> Markup:
    """Return what a stakeholder did in a row as HTML; ``quiet``: bodies of it that were silent meanwhile."""
    return _runs_of(RunsValues(runs, quiet), speaking())


@held(1024)
def _runs_of(values: RunsValues, _: Speech) -> Markup:
    return Markup(render(values))  # noqa: S704 - a template of ours has escaped it


@held(256)
def _word(values: StatusValues | StanceValues | MarkValues, _: Speech) -> Markup:
    return Markup(render(values).strip())  # noqa: S704 - a template of ours has escaped it


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent),
        autoescape=True,
        extensions=[Isolation],
        undefined=StrictUndefined,
        auto_reload=False,  # nobody edits what is served: each use would ask the disk for a template's day
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        text=text,
        go=go,
        go_event=go_event,
        short_link=short_link,
        picture_link=picture_link,
        follow_link=follow_link,
        cite_query=cite_query,
        pick=pick,
        go_actor=go_actor,
        actor_selection=actor_selection,
        rich=rich,
        cited=cited,
        words_of=words_of,
        status_word=status_word,
        stance_word=stance_word,
        mark_word=mark_word,
        runs_of=runs_of,
        moment=moment,
        month=month,
        language=lambda: speaking().language,
        sign=_sign,
        stance_sign=_stance_sign,
        safe_url=is_safe_url,
    )
    return environment


def _sign(status: str) -> str:
    return SIGNS.get(status, SIGNS["none"])


def _stance_sign(stance: str) -> str:
    return STANCE_SIGNS.get(stance, STANCE_SIGNS["none"])
