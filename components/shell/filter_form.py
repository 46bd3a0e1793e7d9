"""The filters as a form that needs no script: on a page that stands before the app does (``baked.py``).

It has the fields of the panel (``filters.py``, ``filters.js``), in the same order and with the same counts; what is
chosen is sent with its button, as the query of the same page. A facet of many values is one field that takes several.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from components.parts import draw, markup
from components.shell.filters import facet, idle
from pactline.query.key_forms import Number, Switch
from pactline.query.selection import FACETS, KEYS, PANEL, Selection
from pactline.tables.frames import Frames
from pactline.wording import has, text

FEW: Final = 9  # values of a facet that stand one below the other, as filters.js has them
_OPEN = ("theme", "status")  # facets that begin open, likewise
_NUMBERS = 4  # the highest to be chosen of a number


class Option(NamedTuple):
    """A value of a key; an empty one is sent as nothing. ``n``: the events that it would show, where that is said."""

    value: str
    name: str
    n: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A key with its values to choose from.

    Attributes:
        hint: What a reader may want to know of it.
        open: Whether it begins open.
        chosen: How many of its values are chosen.
    """

    key: str
    label: str
    options: list[Option]
    hint: str = ""
    open: bool = False
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A key that is on or off; ``on`` is what it then says."""

    key: str
    label: str
    on: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FormValues:
    """The form.

    Attributes:
        action: The address of its page.
        carried: Keys of the address that the form has no field for, with their values.
        texts: Fields of words, by key and label, with what stands in them; ``days``: those of dates.
        facets: Fields of several values; ``few``: as many as stand one below the other.
        least: Fields of "so much or more".
        numbers: Fields of a number.
        dated, ticks: What is on or off, of dates and of all else.
    """

    template: ClassVar = "shell/filter_form.html"
    action: str
    carried: list[tuple[str, str]]
    texts: list[tuple[str, str, str]]
    days: list[tuple[str, str, str]]
    dated: list[Tick]
    facets: list[Field]
    least: list[Field]
    ticks: list[Tick]
    numbers: list[Field]
    few: int = FEW


def filter_form(record: Frames, selection: Selection, counts: Mapping[str, Mapping[str, int]], *, page: str) -> None:
    """Draw the form.

    Args:
        record: Names and registers for the options.
        selection: What is chosen now.
        counts: Per facet the events that each value would show, as ``facet_counts`` returns them.
        page: Whose address it asks for.
    """
    draw.html(markup.render(form_values(record, selection, counts, page=page)))


def form_values(
    record: Frames, selection: Selection, counts: Mapping[str, Mapping[str, int]], *, page: str
) -> FormValues:
    """Return what fills the form; arguments as of ``filter_form``."""
    query = selection.to_query()
    left_out = idle(record) - query.keys()
    offered = {name: control for name, control in PANEL.items() if name not in left_out}

    def written(kind: str) -> list[tuple[str, str, str]]:
        return [(name, _label(name), query.get(name, [""])[-1]) for name, one in offered.items() if one.kind == kind]

    def ticks(*groups: str) -> list[Tick]:
        return [_tick(name, query) for name, one in offered.items() if one.kind == "tick" and one.group in groups]

    facets = [
        field
        for key in FACETS
        if key in offered and (field := _facet(record, key, counts.get(key, {}), query.get(key, []))).options
    ]
    all_of = {KEYS[field.key].all_by for field in facets}
    return FormValues(
        action=markup.href(page, Selection()),
        carried=[(key, value) for key, values in query.items() if key not in PANEL for value in values],
        texts=written("search"),
        days=written("day"),
        dated=ticks("dates"),
        facets=facets,
        least=[_least(name, counts.get(name, {}), query) for name, one in offered.items() if one.kind == "least"],
        ticks=[*(one for one in ticks("facet") if one.key in all_of), *ticks("evidence")],
        numbers=[_number(name, query) for name, one in offered.items() if one.kind == "number"],
    )


def _label(key: str) -> str:
    return text(f"keys.{key}.label")


def _facet(record: Frames, key: str, counts: Mapping[str, int], chosen: list[str]) -> Field:
    found = facet(record, key, counts, chosen=chosen, words="")
    options = [Option(value, name, n, value in chosen) for value, name, n in found["options"]]
    hint = text(f"keys.{key}.hint") if has(f"keys.{key}.hint") else ""
    if found["all"] > len(options):
        hint = text("filters.most", n=len(options), all=found["all"])
    return Field(key, found["label"], options, hint, open=bool(chosen) or key in _OPEN, chosen=len(chosen))


def _tick(key: str, query: Mapping[str, list[str]]) -> Tick:
    form = KEYS[key].form
    assert isinstance(form, Switch)  # noqa: S101 - what is ticked is one (selection.py)
    hint = text(f"keys.{key}.hint") if has(f"keys.{key}.hint") else ""
    return Tick(key, _label(key), form.on, hint, chosen=form.on in query.get(key, []))


def _least(key: str, counts: Mapping[str, int], query: Mapping[str, list[str]]) -> Field:
    form = KEYS[key].form
    assert isinstance(form, Number)  # noqa: S101 - likewise
    now = int(query.get(key, [str(form.low)])[-1])
    options = [
        Option("" if n == form.low else str(n), text(f"keys.{key}.least.{n}"), counts.get(str(n), 0), n == now)
        for n in range(form.low, form.high + 1)
    ]
    return Field(key, _label(key), options, open=key in query)


def _number(key: str, query: Mapping[str, list[str]]) -> Field:
    now = int(query.get(key, ["0"])[-1])
    numbers = [*range(_NUMBERS + 1), *([now] if now > _NUMBERS else [])]
    return Field(
        key,
        _label(key),
        [Option(str(n) if n else "", str(n) if n else text("filters.none"), None, n == now) for n in numbers],
    )
