"""A record as a program has it: its tables, a selection of it, its timeline, and how it is cited."""

import os
import textwrap
from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, Unpack, get_args

import pandas as pd

from pactline.export import citing
from pactline.export.in_brief import in_brief, in_lines
from pactline.files.opening import open_record
from pactline.home import curated_record, lead_to_app
from pactline.library.asking import Keys, SelectionError, asked, none_such
from pactline.library.plain_tables import plain_table
from pactline.query.select import View, select
from pactline.query.selection import LANES, Lanes, Selection
from pactline.tables.frames import Frames
from pactline.text.nearest import quoted

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["Keys", "Record", "SelectionError", "open"]

Style: TypeAlias = Literal["chicago", "apa", "mla", "bibtex", "csl"]
_STYLES: tuple[Style, ...] = get_args(Style)
_NARROWEST, _WIDEST = 200, 10_000  # px of a picture


def open(path: str | os.PathLike[str] | None = None, *, address: str = "") -> "Record":  # noqa: A001 - as gzip has it
    """Open a record.

    Args:
        path: A YAML file, a folder of them, or a folder of Parquet files; without it, the record that comes with
            the program.
        address: Where readers reach it on the web; addresses in tables, citations and pictures begin with it.

    Returns:
        The whole record, as known today.

    Raises:
        RecordError: It does not load; ``problems`` has all that is wrong, each at its line.

    Example:
        >>> import pactline
        >>> record = pactline.open()
        >>> record.title
        'Russia and North Korea: the pact, and what is known of it'
    """
    found = open_record(curated_record() if path is None else Path(path))
    return Record(found, Selection(), address.rstrip("/"))


class Record:
    """A record, or what a selection leaves of it; ``pactline.open`` makes one.

    It never changes: ``select`` returns another one, and each table is the caller's own, so that what is written into
    it reaches nobody else. Tables have the columns of the files that leave the house (``pactline export``), so that
    no row stands without what a reader needs to judge it: a claim has its status, whose word it is and its event.
    """

    def __init__(self, record: Frames, selection: Selection, address: str) -> None:
        self._record, self._selection, self._address = record, selection, address

    @cached_property
    def _view(self) -> View:
        view = select(self._record, self._selection)
        event = self._selection.event
        if event is None:
            return view
        row = view.frames.row_of(event)
        if not view.shows(row):
            raise SelectionError(f"the other keys leave out the event {event!r}.")
        return view.of([row])

    @property
    def title(self) -> str:
        """What the record is called; an empty text where it does not say."""
        return self._record.dossier.edition.title or ""

    @property
    def edition(self) -> str | None:
        """The version of its edition; ``None`` where it has none."""
        return self._record.dossier.edition.version

    @property
    def as_of(self) -> date | None:
        """The last day that the edition covers; ``None`` where it does not say."""
        return self._record.dossier.edition.as_of

    @property
    def licence(self) -> str | None:
        """Under which licence the record may be used, as it says; ``None`` where it does not."""
        return self._record.dossier.edition.licence

    @property
    def selection(self) -> dict[str, list[str]]:
        """What was asked for, as the query of a link has it: ``{"theme": ["sanctions"]}``; empty for the whole."""
        return self._selection.to_query()

    def select(self, link: str | None = None, /, **keys: Unpack[Keys]) -> "Record":
        """Return what some keys leave of the record; what was asked for before still holds.

        The keys are those of a link, which ``docs/url-keys.md`` explains: ``from``, ``to``, ``hours``, ``dates``,
        ``actor``, ``theme``, ``publisher``, ``kind``, ``country``, ``status``, ``match``, ``statemedia``,
        ``independent``, ``voices``, ``importance``, ``q``, ``known``, ``sort``; and ``event``, which leaves that event
        alone. Since ``from`` is a word of Python's, it can be written ``from_``. Several values of one key are a list.

        Args:
            link: An address that was copied out of the app, or the query of one. What it says beside these keys
                (which page is open, in which lanes) is passed over.
            keys: Values by name, each a text, a number, a day or a list of texts. A key that was asked for before
                is replaced; ``None`` takes it away.

        Raises:
            SelectionError: There is no such key, or the record has no such value; the message says what there is.

        Example:
            >>> import pactline
            >>> record = pactline.open()
            >>> signed = record.select(event="treaty-signed")
            >>> signed.events[["date", "title"]].values.tolist()
            [['2024-06-19', 'Putin and Kim sign the comprehensive strategic partnership treaty']]
            >>> disputed = record.select(theme=["sanctions", "military"], from_="2024", status="disputed")
            >>> disputed.selection
            {'from': ['2024-01-01'], 'theme': ['sanctions', 'military'], 'status': ['disputed']}
            >>> record.select("timeline?theme=sanctions&lanes=actor").selection
            {'theme': ['sanctions']}
            >>> record.select(theme="sanction")
            Traceback (most recent call last):
            ...
            pactline.library.asking.SelectionError: This record has no theme 'sanction'. Did you mean 'sanctions'? ...
        """
        selection = asked(self._record, self._selection, link, keys)
        found = Record(self._record, selection, self._address)
        found._view  # noqa: B018 - an event that the other keys leave out is told now
        return found

    # Tables

    @property
    def events(self) -> pd.DataFrame:
        """One row per event, in order of time: ``event_id``, ``title``, ``date`` (EDTF), ``earliest``, ``latest`` ...

        ``status`` is that of its first shown claim, ``claims`` the number of them.

        Example:
            >>> import pactline
            >>> events = pactline.open().select(event="treaty-signed").events
            >>> events[["event_id", "earliest", "status"]].astype(str).values.tolist()
            [['treaty-signed', '2024-06-19', 'documented']]
        """
        return self._table("events")

    @property
    def claims(self) -> pd.DataFrame:
        """One row per claim: ``text``, ``status``, ``said_by`` (names), ``independent`` sources, ``known`` since ..."""
        return self._table("claims")

    @property
    def reactions(self) -> pd.DataFrame:
        """One row per reaction: ``actor``, ``act``, ``stance``, ``summary``; where nothing was found, ``silence``."""
        return self._table("reactions")

    @property
    def citations(self) -> pd.DataFrame:
        """One row per citation of a claim or reaction: ``source_id``, ``part``, ``originators``, ``via``, ``quote``."""
        return self._table("citations")

    @property
    def estimates(self) -> pd.DataFrame:
        """One row per estimate: ``metric``, ``low``, ``high``, ``value``, ``unit``, ``estimator_name``."""
        return self._table("estimates")

    @property
    def sources(self) -> pd.DataFrame:
        """One row per publication that what is shown cites: ``publisher``, ``kind``, ``state_controlled``, ``url``."""
        return self._table("sources")

    @property
    def contradictions(self) -> pd.DataFrame:
        """One row per pair of claims of which one says that it contradicts the other, with both words and statuses."""
        return self._table("contradictions")

    @property
    def history(self) -> pd.DataFrame:
        """One row per step of a claim's status: ``date`` (EDTF), ``status``, ``sources`` that tell of it."""
        return self._table("history")

    @property
    def links(self) -> pd.DataFrame:
        """One row per link from an event ``to`` another, and its ``type``."""
        return self._table("links")

    @property
    def names(self) -> pd.DataFrame:
        """What ids are called: ``register`` (``actor``, ``metric``, ``publisher``, ``theme``), ``id``, ``name``."""
        return self._table("names")

    def _table(self, name: str) -> pd.DataFrame:
        if (kept := self._tables.get(name)) is None:
            kept = self._tables[name] = plain_table(self._view, name, self._address)
        return kept.copy()

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        return {}

    # Pictures and citations

    def timeline(
        self,
        lanes: Lanes = "theme",
        *,
        width: int = 1000,
        height: int = 640,
        theme: Literal["light", "dark"] = "light",
    ) -> "go.Figure":
        """Return the timeline as a Plotly figure: a mark per event, its shape and colour say the status.

        The pointer over a mark shows its date, its status and who says so. Record, edition, licence and selection
        stand in the picture, since it will be passed on without the page around it.

        Args:
            lanes: What the lanes are: ``theme``, ``actor``, ``kind`` (of source) or ``status``.
            width: Of the picture, in px; labels are packed for it.
            height: The px that lanes may take; where they need more, all marks stand in one band, and what finds no
                room there becomes a count.
            theme: For a light or a dark ground.

        Raises:
            ValueError: An argument is none of these.

        Example:
            >>> import pactline
            >>> figure = pactline.open().select(theme="sanctions").timeline(lanes="status")
            >>> figure.layout.width
            1000
        """
        for name, given, known in (("lanes", lanes, LANES), ("theme", theme, ("light", "dark"))):
            if given not in known:
                raise ValueError(f"{name!r} takes {', '.join(known)}; not {quoted(given)}.")
        if not (_NARROWEST <= width <= _WIDEST and _NARROWEST <= height <= _WIDEST):
            raise ValueError(f"a picture has from {_NARROWEST} to {_WIDEST:,} px, not {width} by {height}.")
        lead_to_app()
        import plotly.graph_objects as go  # noqa: PLC0415 - takes longer than to open a record; only pictures need it

        from components.notebook.figure import figure  # noqa: PLC0415 - draws, as Plotly

        return go.Figure(figure(self._view, lanes=lanes, width=width, height=height, theme=theme, base=self._address))

    def cite(
        self,
        event: str | None = None,
        *,
        claim: str | None = None,
        figure: str | None = None,
        style: Style = "chicago",
        accessed: date | None = None,
    ) -> str:
        """Return how an event, a claim, a figure or, without any, this selection is cited.

        Each carries status and who says so, edition, address, day of access, and a digest of its rows, by which a
        reader can tell whether they are still the same.

        Args:
            event: Its id.
            claim: Its id.
            figure: The id of what is estimated, as ``metric`` in ``estimates``.
            style: ``chicago``, ``apa``, ``mla``, ``bibtex`` or ``csl`` (CSL-JSON).
            accessed: The day of access; today if not given.

        Raises:
            SelectionError: The record has no such id.
            ValueError: There is no such style, or more than one thing is to be cited.

        Example:
            >>> import pactline
            >>> from datetime import date
            >>> record = pactline.open(address="https://pact.example")
            >>> print(record.cite("treaty-signed", accessed=date(2026, 11, 30)))
            “Putin and Kim sign the comprehensive strategic partnership treaty” [event of 19 June 2024; documented; ...
        """
        if style not in _STYLES:
            raise ValueError(f"'style' takes {', '.join(_STYLES)}; not {quoted(style)}.")
        if sum(one is not None for one in (event, claim, figure)) > 1:
            raise ValueError("an event, a claim or a figure is cited, one at a time.")
        day, view, base = accessed or date.today(), self._view, self._address  # noqa: DTZ011 - the reader's own day
        if event is not None:
            cited = citing.cited_event(view, _among("event", event, view.frames.values("event")), base, day)
        elif claim is not None:
            # As known on a day, the record has no claim that nobody could know then.
            known = select(view.frames.today, Selection(known=self._selection.known)).claims["claim_id"].tolist()
            cited = citing.cited_claim(view, _among("claim", claim, known), base, day)
        elif figure is not None:
            cited = citing.cited_figure(view, _among("figure", figure, view.frames.dossier.metrics), base, day)
        else:
            cited = citing.cited_view(view, base, day)
        return citing.ways(cited)[style]

    def __len__(self) -> int:
        """Return the number of its events."""
        return len(self._view.event_rows)

    def __repr__(self) -> str:
        """Return what it is and holds, in some lines that fit a screen."""
        return f"<pactline.Record>\n{textwrap.indent(in_lines(in_brief(self._view)), '  ')}"

    def _repr_html_(self) -> str:
        """Return the same as HTML, for notebooks."""
        lead_to_app()
        from components.notebook.card import card  # noqa: PLC0415 - as in ``timeline``

        return card(in_brief(self._view))


def _among(what: str, value: str, known: Collection[str]) -> str:
    """Return an id that the record has.

    Raises:
        SelectionError: It does not have it.
    """
    if value not in known:
        raise SelectionError(none_such(what, value, known))
    return value
