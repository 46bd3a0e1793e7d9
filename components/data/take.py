"""What is shown, and the whole record, as files to take away: each table as CSV, and every format of all."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import streamlit as st
from markupsafe import Markup

from components.parts import draw, markup
from components.parts.cites import cites, today
from pactline.export.about import narrowed, selection_in_words
from pactline.export.citing import cited_view
from pactline.export.csv_files import ABOUT, csv_file, csv_metadata
from pactline.export.formats import FORMATS, STEM, Format
from pactline.network import Served
from pactline.query.select import View, whole
from pactline.record.own_words import speech_here
from pactline.tables.columns import TAKEN
from pactline.wording import spoken, text


@dataclass(frozen=True, slots=True)
class TakeValues:
    """What the files are that can be taken away.

    Attributes:
        formats: Of all tables at once: what each is called, what it holds, and its address where it lies as a file.
        selected: Which part of the record is taken away, in words; ``None`` for all of it.
        cites: How what is shown is cited; ``None`` inside a frame, where there is no address.
    """

    template: ClassVar = "data/take.html"
    formats: tuple[tuple[str, str, str | None], ...]
    selected: str | None
    cites: Markup | None


@dataclass(frozen=True, slots=True)
class WholeValues:
    """The heading above the files of the whole record, where a part of it is selected."""

    template: ClassVar = "data/take_whole.html"


def take_away(view: View, *, served: Served | None) -> None:
    """Offer files: of what is shown, and where that is a part, of the whole record too, each labelled as such.

    A file is made when it is asked for.

    Args:
        view: What is shown.
        served: Where the app is served, for addresses in files; ``None`` inside a frame.
    """
    part, base = narrowed(view), served.base if served else ""
    formats = tuple(one for one in FORMATS.values() if one.name != "csv")
    cited = cites(cited_view(view, base, today()), name="view") if served else None
    named = tuple((one.label, one.holds, draw.file_at(one.name)) for one in formats)
    draw.html(markup.render(TakeValues(named, selection_in_words(view) if part else None, cited)))
    if draw.baking():
        return
    with draw.box("take-away", horizontal=True):
        files = {name: f"{STEM}-{name}.csv" for name in TAKEN}
        for name, file in files.items():
            st.download_button(
                text("data.csv", what=text(f"data.{name}")),
                partial(csv_file, view, name, base),
                file_name=file,
                mime="text/csv",
                on_click="ignore",
                key=f"csv-{name}",
            )
        st.download_button(
            text("data.csv_about"),
            partial(csv_metadata, view, files, base),
            file_name=ABOUT,
            mime="application/csvm+json",
            on_click="ignore",
            key="csv-about",
        )
        for one in formats:
            _offer(view, one, base, words="data.selected_as" if part else "data.all_as", key=one.name)
    if part:
        draw.html(markup.render(WholeValues()))
        with draw.box("take-whole", horizontal=True):
            every = whole(view.frames.today)
            for one in formats:
                _offer(every, one, base, words="data.whole_as", key=f"whole-{one.name}")


def _made(form: Format, view: View, base: str) -> bytes:
    """Return a file in the words of its record; it is made when nothing of a page is running."""
    with spoken(speech_here(view.frames.dossier.edition)):
        return form.file(view, base)


def _offer(view: View, one: Format, base: str, *, words: str, key: str) -> None:
    st.download_button(
        text(words, what=text(f"format.{one.name}.name")),
        partial(_made, one, view, base),
        file_name=f"{STEM}{one.suffix}",
        mime=one.mime,
        on_click="ignore",
        key=key,
    )
