"""The shell of every page: one selection in the URL, one record in memory, masthead and filters.

The only module that names the session, the URL and the caches. The URL is the whole state: links carry it,
filters write it, Back restores it; the session holds only what has been written and handled already.
"""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from urllib.parse import urlsplit

import streamlit as st

from components.pages import FIRST, PAGES
from components.parts import draw, markup, theme
from components.parts.portion import PART, Starts
from components.shell import counted, following, reader, serving, style_sheet, visiting
from components.shell.filters import panel_foot, panel_head
from components.shell.masthead import day, masthead
from pactline.files.watch import LiveRecord
from pactline.home import app_root, curated_record, shown_record
from pactline.network import ROOM_VARIABLE, Served, is_loopback
from pactline.problem import Problem
from pactline.query.select import View, facet_counts, select
from pactline.query.selection import PANEL, Ignored, Selection, checked_ids, clean, read
from pactline.readings import places
from pactline.readings.disagreement import side_ids
from pactline.readings.editions import in_addresses
from pactline.record.model import Edition
from pactline.record.own_words import speech_here
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import Speech, speaking, spoken, text

if TYPE_CHECKING:
    from pactline.brought.reading import Brought

REWIND = "rewind"  # the key of the control that plays what was known when
DRAWER = "drawer"  # the key of what shows an event's card
STAGE = "presenter"  # the key of what presents a page or a story
_FAILED = "_failed"  # in the session: the page failed, and the next run says so
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Run:
    """What ``app.py`` prepared for the page that is running."""

    page: str
    view: View
    ignored: tuple[Ignored, ...]


_RUN: ContextVar[_Run | None] = ContextVar("pactline_run", default=None)


class Router(Protocol):
    """Mounts what follows links and asks for the style sheet.

    ``on_part`` is called when the reader turned a list, ``on_bare`` when the sheet did not come.
    """

    def __call__(  # noqa: D102
        self,
        *,
        key: str,
        scheme: str,
        focus: str | None,
        dressed: bool,
        handled: float,
        on_part: Callable[[], None],
        on_bare: Callable[[], None],
    ) -> None: ...


class Filters(Protocol):
    """Draws the filters; ``on_change`` is called when the reader changed them."""

    def __call__(  # noqa: D102
        self,
        record: Frames,
        selection: Selection,
        counts: Mapping[str, Mapping[str, int]],
        *,
        found: Mapping[str, str],
        handled: float,
        on_change: Callable[[], None],
    ) -> None: ...


class Form(Protocol):
    """Draws the filters of a page that is baked as a form that needs no script and asks for the address of ``page``."""

    def __call__(  # noqa: D102
        self, record: Frames, selection: Selection, counts: Mapping[str, Mapping[str, int]], *, page: str
    ) -> None: ...


class Drawer(Protocol):
    """Mounts what shows an event's card where it was picked."""

    def __call__(self, view: View, *, key: str, of: str, unknown: str | None) -> None: ...  # noqa: D102


class Stage(Protocol):
    """Mounts what presents a page or a story; it keeps its own step, and asks for what it is to show."""

    def __call__(  # noqa: D102
        self, view: View, page: str, *, key: str, state: Mapping[str, Any], look: theme.Look, room: str | None
    ) -> None: ...


class Script(Protocol):
    """A page's script."""

    def run(self) -> None:
        """Draw the page."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a page in a session."""

    filters: Filters
    drawer: Drawer
    stage: Stage


@dataclass(frozen=True, slots=True)
class ProblemValues:
    """Why a record does not open, and its file's name."""

    template: ClassVar = "shell/problems.html"
    problems: tuple[Problem, ...]
    path: str


@dataclass(frozen=True, slots=True)
class HeldValues:
    """Why the last good record is shown (``problems``), since when it is, and when it was loaded."""

    template: ClassVar = "shell/held.html"
    problems: tuple[Problem, ...]
    loaded: datetime
    since: datetime
    edition: Edition
    as_of: str | None


@dataclass(frozen=True, slots=True)
class EmbeddedValues:
    """What closes a view in a frame: the way to the whole page; ``own`` is the name of a reader's own record.

    ``named`` is the edition that copied addresses carry.
    """

    template: ClassVar = "shell/embedded.html"
    address: str
    edition: Edition
    as_of: str | None
    own: str | None
    named: str | None


@dataclass(frozen=True, slots=True)
class FooterValues:
    """What closes a page."""

    template: ClassVar = "shell/footer.html"
    edition: Edition
    selection: Selection


@dataclass(frozen=True, slots=True)
class FaultValues:
    """The calm page that stands for one that failed; ``bare`` is the selection of nothing."""

    template: ClassVar = "shell/fault.html"
    page: str
    bare: Selection
    own: str | None


def run(*, router: Router, filters: Filters, drawer: Drawer, stage: Stage) -> None:
    """Draw the page that the URL names, inside masthead and filters. ``app.py`` calls it once.

    Args:
        router: What follows links inside the app.
        filters: What shows the selection and takes the reader's changes.
        drawer: What shows an event's card where it was picked.
        stage: What presents a page, or a story, over the whole window.
    """
    st.set_page_config(page_icon=_icon(), layout="wide")
    pages = _pages()
    current = st.navigation(list(pages.values()), position="hidden")
    name = next(name for name, page in pages.items() if page == current)
    whole = bool(reader.state().get("_bare"))
    st.html(_style(framed=reader.framed(), whole=whole, wide=PAGES[name].wide))
    focus = Selection.from_query(reader.query()).event
    router(
        key="router",
        scheme=theme.look(reader.theme()).name,
        focus=focus,
        dressed=whole,
        handled=handled(),
        on_part=_turned,
        on_bare=_bare,
    )
    brought, held = visiting.own(), _held()
    following.shows(None if brought else held.number)
    if held.record is None:
        st.html(markup.render(ProblemValues(held.problems, _data_path().name)))
        return
    if reader.state().pop(_FAILED, False):
        _sorry(held.record, name)
        return
    if own := theme.own_variables(held.record.dossier.edition.accent):
        st.html(f"<style>{own}</style>")
    try:
        with counted.run_of(name):
            show(held, held.record, current, name, around=Around(filters, drawer, stage))
    except Exception as error:  # noqa: BLE001 - whatever it is, no reader is to see it; Streamlit's ways out of a run are none
        # What was drawn so far is half a page: another run takes it away.
        if brought is None:
            _log.exception("the page %r failed; its reader sees a calm one", name)
        else:  # a trace may hold what stands in the record, which is the reader's alone
            _log.error("the page %r failed on a reader's own record: %s", name, visiting.told(error))
        reader.state()[_FAILED] = True
        st.rerun()


def show(
    held: LiveRecord[Frames],
    record: Frames,
    current: Script,
    name: str,
    *,
    around: Around | None = None,
    form: Form | None = None,
) -> View:
    """Draw masthead, filters and the page itself; return what is shown.

    Args:
        held: What readers see of the record; its ``record`` is there.
        record: That.
        current: The page's script.
        name: Of the page.
        around: What stands around it and needs a session; a page that is baked has nothing of it.
        form: What stands there for the filters.
    """
    with spoken(speech_here(record.dossier.edition)):
        return _show(held, record, current, name, around, form)


def _show(
    held: LiveRecord[Frames], record: Frames, current: Script, name: str, around: Around | None, form: Form | None
) -> View:
    edition, brought = record.dossier.edition, visiting.own()
    selection, ignored = read(
        reader.query(), checked_ids(record.values) | {"place": places.ids(record), "side": side_ids(record)}
    )
    selection = _rewound(selection, name)
    own = PAGES[name]
    if own.blind:
        selection, ignored = replace(selection.cleared(), known=selection.known), ()
    linked = replace(selection, event=None, metric=None) if own.blind else selection
    view = select(record, selection)
    if around and not own.blind:
        unknown = next((one.value for one in ignored if one.key == "event"), None)
        around.drawer(view, key=DRAWER, of=brought.key if brought else serving.name_of(held), unknown=unknown)
    if not reader.framed():
        if around and not own.blind:
            around.stage(view, name, key=STAGE, state=chart_state(STAGE), look=look(), room=_room(name))
        masthead(record, name, linked, own=_own_name(), of=brought.key if brought else "")
        if brought:
            home = serving.live_record(_data_path()).record
            visiting.strip(brought, home.dossier.edition if home else None, leave=leave)
    with draw.box():  # it has its place when it is empty too: what follows is not drawn anew, what is open stays
        if held.problems and held.loaded and held.since:
            draw.html(markup.render(HeldValues(held.problems, held.loaded, held.since, edition, day(edition.as_of))))
    if around and own.filters and not reader.framed():
        with draw.box("filters"):  # out of sight until the reader opens it: frame.js
            panel_head()
            around.filters(
                record,
                selection,
                _facets(record, selection.filters),
                found=_found(),
                handled=reader.state().get("_filtered", 0),
                on_change=_filtered,
            )
            panel_foot(len(view.event_rows))
    if form and own.filters and not reader.framed():
        form(record, selection, _facets(record, selection.filters), page=name)
    token = _RUN.set(_Run(name, view, ignored))
    try:
        current.run()
    finally:
        _RUN.reset(token)
    if reader.framed():
        address = markup.href(name, linked)
        named = in_addresses(edition.version) if record.addressed else None
        draw.html(markup.render(EmbeddedValues(address, edition, day(edition.as_of), _own_name(), named)))
    else:
        draw.html(markup.render(FooterValues(edition, linked)))
    return view


def _sorry(record: Frames, name: str) -> None:
    """Draw the calm page that stands for one that failed."""
    if not reader.framed():
        masthead(record, name, Selection(), own=_own_name())
    _calm(name)


def _calm(name: str) -> None:
    draw.html(markup.render(FaultValues(name, Selection(), _own_name())))


def apologise(_: Exception) -> bool:
    """Draw the calm page for what went wrong outside of any page, which Streamlit has logged; say that it stands."""
    st.html(_style(framed=reader.framed(), whole=bool(reader.state().get("_bare")), wide=False))
    _calm(FIRST)
    return True


def bring(brought: "Brought") -> bool:
    """Show a reader's record, which has no errors, in this session alone; false where there is no room for it."""
    if not visiting.begin(brought):
        return False
    st.query_params.clear()  # it asks for things of another record
    return True


def leave() -> None:
    """End the visit of a reader's record: the server's is shown again."""
    visiting.end()
    st.query_params.clear()


def served() -> Served | None:
    """Return where this app is served, for whoever wants to embed or cite it; ``None`` inside a frame.

    Nor has a record that a reader has brought any address that leads to it.
    """
    own, prepared = reader.address(), _RUN.get()
    if reader.framed() or not own or prepared is None or visiting.own():
        return None
    room = _room(prepared.page)
    return Served(room or _base(own, prepared.page), reachable=room is not None)


def view() -> View:
    """Return what the reader asked for and what is left. The first statement of every page.

    A page that runs without ``app.py`` (Streamlit's own discovery of ``pages/`` on a fresh server, or a
    test's ``switch_page``) is started again through it.
    """
    prepared = _RUN.get()
    if prepared is None:
        pages = _pages()
        st.navigation(list(pages.values()), position="hidden")
        st.switch_page(pages[_name_of(sys._getframe(1).f_code.co_filename)], query_params=reader.query())  # noqa: SLF001
    assert prepared is not None  # noqa: S101 - switch_page does not return
    return prepared.view


def ignored() -> tuple[Ignored, ...]:
    """Return the values of the URL that this record does not have."""
    prepared = _RUN.get()
    return prepared.ignored if prepared else ()


def page() -> str:
    """Return the name of the page that is running."""
    prepared = _RUN.get()
    return prepared.page if prepared else FIRST


def look() -> theme.Look:
    """Return the colours of the theme that the reader sees."""
    held = _held()
    return theme.look(reader.theme(), held.record.dossier.edition.accent if held.record else None)


def session_values(name: str) -> dict[str, Any]:
    """Return what this reader's session holds under a name, to be changed in place; it ends with the session."""
    content: dict[str, Any] = reader.state().setdefault(f"held-{name}", {})
    return content


def chart_state(key: str) -> Mapping[str, Any]:
    """Return what a chart of ours last told of itself."""
    state = reader.state().get(key)
    return state if isinstance(state, Mapping) else {}


def handled() -> float:
    """Return the rising number of the reader's last act that was taken."""
    return float(reader.state().get("_handled", 0))


def rewind() -> Callable[[], None]:
    """Return a callback that shows the record as known on the day that the reader chose."""

    def take() -> None:
        message = chart_state(REWIND).get("known")
        if isinstance(message, Mapping) and _newer(message.get("at")):
            asked = Selection.from_query({"known": message["day"]} if isinstance(message.get("day"), str) else {})
            _write(replace(Selection.from_query(reader.query()), known=asked.known))

    return take


def _rewound(selection: Selection, page: str) -> Selection:
    """Return the selection as known on the day at which the playing control is: the address keeps the last choice.

    Whatever the reader does elsewhere is newer than the last step, and ends it.
    """
    query, before = reader.query(), reader.state().get("_asked")
    reader.state()["_asked"] = query
    step = chart_state(REWIND).get("step") if page == "timeline" else None
    if not isinstance(step, Mapping) or not isinstance(step.get("day"), str):
        return selection
    at = step.get("at")
    if not isinstance(at, int | float) or at <= handled():
        return selection
    if query != before:  # a link, Back or Forward
        reader.state()["_handled"] = at
        return selection
    return replace(selection, known=Selection.from_query({"known": step["day"]}).known)


def list_start(part: int) -> int:
    """Return the place of the first event to show in the page's list, which shows ``part`` events at a time.

    That is where the reader turned to, until something else is asked; an event that comes into focus brings
    the part that holds it.
    """
    now = view()
    asked, focus = (page(), now.shown.selection), now.selection.event
    kept = reader.state().get("_list")
    place = now.place_of(focus) if focus else None
    start, before = (kept[1], kept[2]) if kept and kept[0] == asked else (0, None)
    if place is not None and focus != before and not start <= place < start + part:
        start = place // part * part
    reader.state()["_list"] = asked, start, focus
    return int(start)


def card_starts() -> Starts:
    """Return where the parts begin of the long lists of the event in focus: where the reader turned to.

    A claim that a link leads to brings the part that holds it.
    """
    now = view()
    asked = page(), now.selection
    kept = reader.state().get("_parts")
    starts: Starts = kept[1] if kept and kept[0] == asked else Starts()
    sought = reader.state().pop("_sought", None)
    place = now.place_of_claim(now.selection.event, sought) if sought and now.selection.event else None
    if place is not None:
        starts = starts._replace(claims=place // PART * PART)
    reader.state()["_parts"] = asked, starts
    return starts


def rows_start() -> int:
    """Return the place of the first row to show of the page's table: where the reader turned to."""
    now = view()
    asked = page(), now.shown.selection, now.selection.table, now.selection.by
    kept = reader.state().get("_list")
    start = kept[1] if kept and kept[0] == asked else 0
    reader.state()["_list"] = asked, start, None
    return int(start)


def name_tab(title: str) -> None:
    """Name the browser's tab after what the page shows."""
    draw.name_tab(joined((title, text("site.name")), " · "))


def _pages() -> dict[str, Any]:
    """Return Streamlit's pages for this run, which notes in them which one may be drawn."""
    return {name: copy(page) for name, page in _all_pages(speaking()).items()}


@lru_cache(maxsize=4)
def _all_pages(_: Speech) -> dict[str, Any]:
    """Return the pages as they are called in what is spoken."""
    return {
        name: st.Page(
            app_root() / "pages" / f"{name}.py",
            title=f"{text(f'nav.{name}')} · {text('site.name')}" if name != FIRST else text("site.name"),
            url_path="" if name == FIRST else name,
            default=name == FIRST,
        )
        for name in PAGES
    }


def _name_of(file: str) -> str:
    name = Path(file).stem
    return name if name in PAGES else FIRST


# The URL


def _write(selection: Selection) -> None:
    """Write a selection into the URL, with the keys that are not ours left as they are."""
    query = selection.to_query()
    if query != Selection.from_query(reader.query()).to_query():
        st.query_params.from_dict(query)


def _filtered() -> None:
    """Take a change from the filter panel; it says all of its keys each time, with a rising number."""
    change = reader.state()["filter-panel"].get("change")
    if not isinstance(change, Mapping) or not _newer(change.get("at")):
        return
    reader.state()["_filtered"] = change["at"]
    asked = {key: values for key, values in (change.get("query") or {}).items() if key in PANEL}
    kept = {key: values for key, values in reader.query().items() if key not in PANEL}
    _write(Selection.from_query(kept | asked))


def _found() -> dict[str, str]:
    """Return the words that the reader typed in the filter panel to find a value, by facet."""
    panel = reader.state().get("filter-panel")
    words = panel.get("find") if isinstance(panel, Mapping) else None
    return {str(key): clean(str(value)[:100]) for key, value in words.items()} if isinstance(words, Mapping) else {}


def _turned() -> None:
    """Note the part of a list that the reader turned to."""
    turn = reader.state()["router"].get("part")
    kept = reader.state().get("_list")
    if not isinstance(turn, Mapping) or not _newer(turn.get("at")):
        return
    start, of, parts = turn.get("start"), turn.get("of"), reader.state().get("_parts")
    if isinstance(turn.get("sought"), str):
        reader.state()["_sought"] = turn["sought"]
    elif parts and of in Starts._fields and isinstance(start, int):
        reader.state()["_parts"] = parts[0], parts[1]._replace(**{of: max(start, 0)})
    elif kept and of is None and isinstance(start, int):
        reader.state()["_list"] = kept[0], max(start, 0), kept[2]


def _bare() -> None:
    """Note that this reader's browser did not get the style sheet: from now on each page holds it."""
    reader.state()["_bare"] = True


def _newer(at: object) -> bool:
    """Say whether a message of the browser has not been handled yet, and remember that it now is."""
    if not isinstance(at, int | float) or at <= handled():
        return False
    reader.state()["_handled"] = at
    return True


# The record


def _held() -> LiveRecord[Frames]:
    """Return what this reader sees: the record that the session has brought, else the server's."""
    brought = visiting.own()
    return brought.live if brought else serving.live_record(_data_path())


def record_path() -> Path:
    """Return where the server's record lies."""
    return _data_path()


def beside() -> Path | None:
    """Return where the shown record lies, for what lies beside it; ``None`` of one that a reader has brought."""
    return None if visiting.own() else _data_path()


def _data_path() -> Path:
    return shown_record()


def _own_name() -> str | None:
    if brought := visiting.own():
        return brought.name
    path = _data_path()
    return None if path == curated_record() else path.name


# Not Streamlit's cache: it makes a text of its arguments at each call, which takes longer than counting.
@kept(256)
def _facets(record: Frames, selection: Selection) -> dict[str, dict[str, int]]:
    return facet_counts(record, selection)


def _room(page: str) -> str | None:
    """Return under which address others reach this app: what ``pactline run`` says, else the browser's own.

    ``None`` where the browser runs on the same machine and nothing was said, or others would find another record there.
    """
    if visiting.own():
        return None
    said = os.environ.get(ROOM_VARIABLE)
    own = reader.address()
    if said or not own:
        return said or None
    return None if is_loopback(urlsplit(own).hostname or "") else _base(own, page)


def _base(own: str, page: str) -> str:
    parts = urlsplit(own)
    path = parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path.removesuffix(f'/{page}')}"


def _icon() -> str:
    return str(app_root() / "static" / "icon.png")


@lru_cache(maxsize=8)
def _style(*, framed: bool, whole: bool, wide: bool) -> str:
    return style_sheet.style(framed=framed, whole=whole, wide=wide)
