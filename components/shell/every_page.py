"""Draws every page: masthead, filters, drawer and stage, the page's own script in their midst, and what closes it."""

import logging
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from components.pages import FIRST, PAGES
from components.parts import draw, markup, theme
from components.shell import acts, counted, following, notices, reader, run, serving, shown, style_sheet, visiting
from components.shell.around import Around, Drawer, Filters, Form, Router, Script, Stage
from components.shell.filters import counts_of, panel_foot, panel_head
from components.shell.masthead import day, masthead
from pactline.files.watch import LiveRecord
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings.editions import in_addresses
from pactline.record.own_words import speech_here
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import spoken

DRAWER = "drawer"  # the key of what shows an event's card
STAGE = "presenter"  # the key of what presents a page or a story
_ICON = "/app/static/icon.png"  # by its address: a file's name would be opened and read by each run
_FAILED = "_failed"  # in the session: the page failed, and the next run says so
_log = logging.getLogger(__name__)


def run_page(*, router: Router, filters: Filters, drawer: Drawer, stage: Stage) -> None:
    """Draw the page that the URL names, inside masthead and filters. ``app.py`` calls it once.

    Args:
        router: What follows links inside the app.
        filters: What shows the selection and takes the reader's changes.
        drawer: What shows an event's card where it was picked.
        stage: What presents a page, or a story, over the whole window.
    """
    st.set_page_config(page_icon=_ICON, layout="wide")
    pages = run.pages()
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
        handled=acts.handled(),
        on_part=acts.turned,
        on_bare=acts.bare,
    )
    brought, held = visiting.own(), shown.held()
    following.shows(None if brought else held.number)
    if held.record is None:
        st.html(markup.render(notices.ProblemValues(held.problems, shown.record_path().name)))
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
    selection, ignored = shown.asked(record, reader.query())
    selection = acts.rewound(selection, name)
    own, of = PAGES[name], brought.key if brought else serving.name_of(held)
    if own.blind:
        selection, ignored = replace(selection.cleared(), known=selection.known), ()
    linked = replace(selection, event=None, metric=None) if own.blind else selection
    view = select(record, selection)
    if around and not own.blind:
        unknown = next((one.value for one in ignored if one.key == "event"), None)
        around.drawer(view, key=DRAWER, of=of, unknown=unknown)
    if not reader.framed():
        if around and not own.blind:
            around.stage(view, name, key=STAGE, state=acts.chart_state(STAGE), look=run.look(), room=shown.room(name))
        masthead(record, name, linked, own=shown.own_name(), of=brought.key if brought else "")
        if brought:
            home = serving.live_record(shown.record_path()).record
            visiting.strip(brought, home.dossier.edition if home else None)
    with draw.box():  # it has its place when it is empty too: what follows is not drawn anew, what is open stays
        if held.problems and held.loaded and held.since:
            draw.html(
                markup.render(notices.HeldValues(held.problems, held.loaded, held.since, edition, day(edition.as_of)))
            )
    if around and own.filters and not reader.framed():
        with draw.box("filters"):  # out of sight until the reader opens it: frame.js
            panel_head()
            around.filters(
                record,
                selection,
                found=acts.found(),
                handled=reader.state().get("_filtered", 0),
                on_change=acts.filtered,
            )
            panel_foot(len(view.event_rows))
    if form and own.filters and not reader.framed():
        form(record, selection, counts_of(record, selection.filters), page=name)
    with run.of(name, view, ignored, record=of):
        current.run()
    if reader.framed():
        address = markup.href(name, linked)
        named = in_addresses(edition.version) if record.addressed else None
        draw.html(markup.render(notices.EmbeddedValues(address, edition, day(edition.as_of), shown.own_name(), named)))
    else:
        draw.html(_footer(record, linked))
    return view


@kept(256)
def _footer(record: Frames, linked: Selection) -> str:
    return markup.render(notices.FooterValues(record.dossier.edition, linked))


def _sorry(record: Frames, name: str) -> None:
    """Draw the calm page that stands for one that failed."""
    if not reader.framed():
        masthead(record, name, Selection(), own=shown.own_name())
    _calm(name)


def _calm(name: str) -> None:
    draw.html(markup.render(notices.FaultValues(name, Selection(), shown.own_name())))


def apologise(_: Exception) -> bool:
    """Draw the calm page for what went wrong outside of any page, which Streamlit has logged; say that it stands."""
    st.html(_style(framed=reader.framed(), whole=bool(reader.state().get("_bare")), wide=False))
    _calm(FIRST)
    return True


@lru_cache(maxsize=8)
def _style(*, framed: bool, whole: bool, wide: bool) -> str:
    return style_sheet.style(framed=framed, whole=whole, wide=wide)
