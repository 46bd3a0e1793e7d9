"""The page where a reader brings a record, sees what is wrong with it, mends it and takes it away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

import streamlit as st

from components.own.editor import edited
from components.own.taking import file_to_take
from components.parts import draw, markup
from pactline.brought import apart
from pactline.brought.limits import MAX_EVENTS, MAX_FILES, MAX_UNPACKED, MAX_UPLOAD, MB, SECONDS
from pactline.brought.reading import Asked, Brought, BroughtError
from pactline.files import starter
from pactline.importing.columns import FIELDS, NOTHING
from pactline.importing.imported import Mapped, Note, Options
from pactline.problem import Problem
from pactline.wording import text

MOST_COLUMNS = 60  # of a table that can be told what they are
_FEW = 3  # places named of each rule of the report
_MOST_TOLD = 200  # problems that are listed
_ORDERS: Mapping[str | None, str] = {None: "own.order_none", "dmy": "own.order_dmy", "mdy": "own.order_mdy"}


@dataclass(frozen=True, slots=True)
class IntroValues:
    """What the page is for, and its limits."""

    template: ClassVar = "own/intro.html"
    most_mb: int
    unpacked_mb: int
    files: int
    events: int
    seconds: int


@dataclass(frozen=True, slots=True)
class RefusedValues:
    """Why a file could not come in, and what to do next."""

    template: ClassVar = "own/refused.html"
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by which things came in another form, or were left: how often, and a few of the places."""

    what: str
    times: int
    places: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ReportValues:
    """What came of a file.

    Attributes:
        changed: What came in another form.
        left: What could not be carried.
    """

    template: ClassVar = "own/report.html"
    name: str
    form: str
    events: int
    sources: int
    changed: tuple[Rule, ...]
    left: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class ColumnsValues:
    """The columns of a table, as the fields below them number them."""

    template: ClassVar = "own/columns.html"
    columns: tuple[Mapped, ...]
    more: int


@dataclass(frozen=True, slots=True)
class FoundValues:
    """What is wrong with a record, or that nothing is."""

    template: ClassVar = "own/found.html"
    problems: tuple[Problem, ...]
    more: int
    errors: int
    shown: bool


def own_record(held: dict[str, Any], *, shown: bool, show: Callable[[Brought], bool]) -> None:
    """Draw the page.

    Args:
        held: Of the session, what was brought: ``brought``, ``given``, ``refused``; it is changed in place.
        shown: Whether a record of the reader's own is what the app shows now.
        show: Shows a record without errors in this session from the next run on; false where there is no room.
    """
    intro = IntroValues(MAX_UPLOAD // MB, MAX_UNPACKED // MB, MAX_FILES, MAX_EVENTS, SECONDS)
    draw.html(markup.render(intro))
    if draw.baking():
        return
    _ask(held, show)
    if held.get("refused"):
        draw.html(markup.render(RefusedValues(*held["refused"])))
    _ask_columns(held, show)
    brought: Brought | None = held.get("brought")
    if brought is None:
        return
    if brought.form != "YAML":
        draw.html(markup.render(_report(brought)))
    told = brought.problems[:_MOST_TOLD]
    draw.html(markup.render(FoundValues(told, len(brought.problems) - len(told), len(brought.errors), shown)))
    if (texts := edited(brought, key=f"own-text-{held.get('round', 0)}", handled=held.get("edit", 0.0))) is not None:
        held["edit"], changed = texts
        _take(held, partial(apart.read_again, brought.name, changed), show, keeps=brought)
        st.rerun()
    with draw.box("own-take", horizontal=True):
        name, mime, made = file_to_take(brought.name, brought.texts)
        st.download_button(text("own.take"), made, file_name=name, mime=mime, on_click="ignore", key="own-yaml")


def _ask(held: dict[str, Any], show: Callable[[Brought], bool]) -> None:
    """Ask for a file, or let the reader begin with an example."""
    given = st.file_uploader(
        text("own.bring"),
        max_upload_size=MAX_UPLOAD // MB,
        key=f"own-file-{held.get('round', 0)}",  # another one each time: Streamlit lets go of the file
    )
    if given is not None:
        asked, content = Asked(given.name), given.getvalue()
        held["given"] = asked, content
        held["round"] = held.get("round", 0) + 1
        _take(held, partial(apart.read, asked, content), show)
        st.rerun()
    if held.get("brought") is None and st.button(text("own.example"), key="own-example"):
        held.pop("given", None)
        held["round"] = held.get("round", 0) + 1
        _take(held, partial(apart.read_again, text("own.example_name"), tuple(starter.files().items())), show)
        st.rerun()


def _take(
    held: dict[str, Any], read: Callable[[], Brought], show: Callable[[Brought], bool], *, keeps: Brought | None = None
) -> None:
    """Read, and show what has no errors.

    Args:
        held: Of the session.
        read: Reads what the reader brought.
        show: As of ``own_record``.
        keeps: What stays if it cannot be read at all: else an edit would be lost with what was edited.
    """
    held["refused"], held["columns"] = None, ()
    try:
        with st.spinner(text("own.reading")):
            brought = read()
    except BroughtError as error:
        held["brought"], held["refused"], held["columns"] = keeps, (str(error), error.hint), error.columns
        return
    if keeps is not None:  # how it came stays told while it is edited
        brought = brought.came_as(keeps)
    held["brought"] = brought
    if not brought.errors and not show(brought):
        held["refused"] = text("own.full"), text("own.full_hint")


def _ask_columns(held: dict[str, Any], show: Callable[[Brought], bool]) -> None:
    """Show what each column of a table was taken for, and let the reader say otherwise."""
    brought: Brought | None = held.get("brought")
    columns = (brought.mapped if brought else ()) or tuple(
        Mapped(one, "", "", "") for one in held.get("columns", ()) or ()
    )
    if not columns or not held.get("given"):
        return
    part = columns[:MOST_COLUMNS]
    choices = ["", *FIELDS]
    with st.form(f"own-columns-{held.get('round', 0)}"):
        draw.html(markup.render(ColumnsValues(part, len(columns) - len(part))))
        with draw.box("own-columns"):
            chosen = [
                st.selectbox(
                    text("own.column", n=int(number)),
                    choices,
                    index=choices.index(one.field) if one.field in choices else 0,
                    format_func=lambda field: text(f"own.field.{field or 'nothing'}"),
                    key=f"own-column-{held.get('round', 0)}-{number}",
                )
                for number, one in enumerate(part, start=1)
            ]
        order: Any = st.radio(
            text("own.order"),
            list(_ORDERS),
            format_func=lambda one: text(_ORDERS[one]),
            key=f"own-order-{held.get('round', 0)}",
            horizontal=True,
        )
        again = st.form_submit_button(text("own.read_again"))
    if again:
        asked, content = held["given"]
        mapping = {one.column: field or NOTHING for one, field in zip(part, chosen, strict=True)}
        options = Options(mapping=mapping, order=order)
        _take(held, partial(apart.read, Asked(asked.name, options), content), show)
        held["columns"] = held["columns"] or tuple(one.column for one in columns)
        st.rerun()


def _report(brought: Brought) -> ReportValues:
    rules: dict[str, tuple[Rule, ...]] = {}
    for kind in ("changed", "left"):
        notes = sorted((one for one in brought.notes if one.kind == kind), key=lambda note: note.what)
        groups = [(what, tuple(own)) for what, own in groupby(notes, key=lambda note: note.what)]
        rules[kind] = tuple(Rule(what, len(own), own[:_FEW]) for what, own in groups)
    return ReportValues(
        brought.name, brought.form, brought.events, brought.sources, changed=rules["changed"], left=rules["left"]
    )
