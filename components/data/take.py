"""What is shown, and the whole record, as files to take away: each table as CSV, and every format of all.

A file stands at an address of its own (``TAKE``), which makes it when it is asked for: the page holds links alone, and
they lead there before the app has come, and where no script runs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import ClassVar, Final
from urllib.parse import urlencode

from markupsafe import Markup

from components.parts import draw, markup
from components.parts.cites import cites, today
from pactline.export.about import narrowed, selection_in_words
from pactline.export.citing import cited_view
from pactline.export.csv_files import ABOUT, csv_file, csv_metadata
from pactline.export.formats import FORMATS, STEM, Format
from pactline.network import Served
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.own_words import speech_here
from pactline.tables.columns import TAKEN
from pactline.tables.kept import kept
from pactline.wording import spoken, text

TAKE: Final = "take"  # the address of all files; its keys ``file`` and ``of`` say which one, of which record
_CSV: Final = {name: f"{STEM}-{name}.csv" for name in TAKEN}


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to take away: what its link says, and where it is made."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file as it is given: its media type, and what makes it of what is shown and of the app's address."""

    kind: str
    write: Callable[[View, str], bytes]


@dataclass(frozen=True, slots=True)
class TakeValues:
    """What can be taken away.

    Attributes:
        formats: Of all tables at once: what each is called, what it holds, and its address where it lies as a file.
        selected: Which part of the record is taken away, in words; ``None`` for all of it.
        cites: How what is shown is cited; ``None`` inside a frame, where there is no address.
        files: Of what is shown; ``whole``: of the whole record, where that is more.
    """

    template: ClassVar = "data/take.html"
    formats: tuple[tuple[str, str, str | None], ...]
    selected: str | None
    cites: Markup | None
    files: list[FileLink]
    whole: list[FileLink]


def take_away(view: View, *, served: Served | None, of: str) -> None:
    """Offer files: of what is shown, and where that is a part, of the whole record too, each labelled as such.

    Args:
        view: What is shown.
        served: Where the app is served, to cite what is shown; ``None`` inside a frame.
        of: What names the record in addresses.
    """
    if draw.file_at(_apart()[0].name):  # a site has the files beside its pages
        beside = tuple((one.label, one.holds, draw.file_at(one.name)) for one in _apart())
        draw.html(markup.render(TakeValues(beside, _selected(view), None, [], [])))
    else:
        draw.html(_html(view, served.base if served else None, of, today()))


@kept(32)
def _html(view: View, base: str | None, of: str, day: date) -> str:
    part, named = narrowed(view), tuple((one.label, one.holds, None) for one in _apart())
    every = [_link(one, "data.whole_as", of, Selection()) for one in _apart()] if part else []
    cited = None if base is None else cites(cited_view(view, base, day), name="view")
    return markup.render(TakeValues(named, _selected(view), cited, _files(view, of, part=part), every))


def _selected(view: View) -> str | None:
    return selection_in_words(view) if narrowed(view) else None


def _files(view: View, of: str, *, part: bool) -> list[FileLink]:
    selection = view.selection
    tables = [
        FileLink(text("data.csv", what=text(f"data.{name}")), _at(file, of, selection)) for name, file in _CSV.items()
    ]
    words = "data.selected_as" if part else "data.all_as"
    about = FileLink(text("data.csv_about"), _at(ABOUT, of, selection))
    return [*tables, about, *(_link(one, words, of, selection) for one in _apart())]


def _link(one: Format, words: str, of: str, selection: Selection) -> FileLink:
    return FileLink(text(words, what=text(f"format.{one.name}.name")), _at(f"{STEM}{one.suffix}", of, selection))


def _at(file: str, of: str, selection: Selection) -> str:
    return f"{TAKE}?{urlencode({'file': file, 'of': of, **selection.to_query()}, doseq=True)}"


def _apart() -> tuple[Format, ...]:
    """Return the formats that hold all tables at once."""
    return tuple(one for one in FORMATS.values() if one.name != "csv")


@cache
def files() -> Mapping[str, TakenFile]:
    """Return what can be taken away, by the name of its file."""
    tables = {file: TakenFile("text/csv", partial(_table, name)) for name, file in _CSV.items()}
    formats = {f"{STEM}{one.suffix}": TakenFile(one.mime, partial(_whole, one)) for one in _apart()}
    return {**tables, ABOUT: TakenFile("application/csvm+json", _about), **formats}


def _table(name: str, view: View, base: str) -> bytes:
    return csv_file(view, name, base)


def _about(view: View, base: str) -> bytes:
    return csv_metadata(view, _CSV, base).encode()


def _whole(one: Format, view: View, base: str) -> bytes:
    with spoken(speech_here(view.frames.dossier.edition)):
        return one.file(view, base)
