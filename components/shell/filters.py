"""The filter panel: one component of native fields that shows the selection and sends the next one.

It stands behind a button of the selection bar; the browser opens it (``frame.js``), so that no run is waited for.

Its own component, since Streamlit's widgets keep labels, not ids, for values: a label with a live count
changes with every filter, and the choice would be lost.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from typing import Any, ClassVar

from components.parts import draw, markup
from components.parts.browser_part import browser_part
from components.parts.wire import compact
from pactline.query.in_words import facet_names
from pactline.query.key_forms import Number, Switch
from pactline.query.keys import Control, Key
from pactline.query.select import facet_counts, select
from pactline.query.selection import FACETS, KEYS, LEAST, PANEL, Selection
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.folding import fold
from pactline.wording import Speech, has, speaking, text


@dataclass(frozen=True, slots=True)
class PanelHeadValues:
    """The panel's name, and the button that closes it."""

    template: ClassVar = "shell/panel_head.html"


@dataclass(frozen=True, slots=True)
class PanelFootValues:
    """How many events are left, on the button that closes the panel."""

    template: ClassVar = "shell/panel_foot.html"
    shown: int


_MOST = 36  # values sent of a facet; the others are found by name
_OWN_ORDER = ("status", "theme")  # facets whose values have an order of their own


def panel_words() -> dict[str, Any]:
    """Return the panel's own sentences, and its ``controls``: what it shows of each key, in order."""
    plain = {
        name: text(f"filters.{name}")
        for name in ("search_hint", "dates", "date_hint", "date_bad", "fewer", "clear", "none")
    }
    filled = {"more": {"n": "{n}"}, "find": {"what": "{what}"}, "most": {"n": "{n}", "all": "{all}"}}
    sentences = plain | {name: text(f"filters.{name}", **values) for name, values in filled.items()}
    return sentences | {"controls": [_control(KEYS[name], control) for name, control in PANEL.items()]}


def _control(key: Key, control: Control) -> dict[str, Any]:
    """Return what the panel needs to show a key.

    Returns:
        ``key``, ``kind`` and ``group`` as ``Control`` has them, ``label``; where there is one a ``hint``, the key that
        all of several values are asked with (``all_by``), and what a tick sends (``on``); whether a facet's values are
        ``ordered`` and not sorted by their counts; for ``least`` the choices as pairs of value and label, the first
        of which is the default.
    """
    words, form = f"keys.{key.name}", key.form
    shown: dict[str, Any] = {
        "key": key.name,
        "kind": control.kind,
        "group": control.group,
        "label": text(f"{words}.label"),
    }
    if has(f"{words}.hint"):
        shown["hint"] = text(f"{words}.hint")
    if key.name in _OWN_ORDER:
        shown["ordered"] = True
    if key.all_by:
        shown["all_by"] = key.all_by
    if isinstance(form, Switch):
        shown["on"] = form.on
    if control.kind == "least" and isinstance(form, Number):
        return shown | {"least": [[str(n), text(f"{words}.least.{n}")] for n in range(form.low, form.high + 1)]}
    return shown


_PANEL = browser_part(
    "filters",
    style="shell/filters.css",
    words=panel_words(),
)


# Not Streamlit's cache: it makes a text of its arguments at each call, which takes longer than counting.
@kept(256)
def counts_of(record: Frames, selection: Selection) -> dict[str, dict[str, int]]:
    """Return ``facet_counts``, made once for all who ask for the same; the selection is one of filters alone."""
    return facet_counts(record, selection)


def filter_panel(
    record: Frames,
    selection: Selection,
    *,
    found: Mapping[str, str],
    handled: float,
    on_change: Callable[[], None],
) -> None:
    """Draw the filters with their counts.

    Args:
        record: Names and registers for the options.
        selection: What is chosen now.
        found: Per facet the words that the reader typed to find a value.
        handled: Number of the panel's last change that the server has taken; the panel keeps newer ones.
        on_change: Called when the panel sends ``change`` = ``{at, query}``; ``find`` = ``{facet: words}`` needs
            no more than a run.
    """
    # What was handled stands before what is the same for all who ask for the same.
    data = compact({"handled": handled})[:-1] + b"," + _shown(record, selection.filters, tuple(found.items()))[1:]
    _PANEL(key="filter-panel", data=data, on_change_change=on_change, on_find_change=lambda: None)


@kept(256)
def _shown(record: Frames, selection: Selection, found: tuple[tuple[str, str], ...]) -> bytes:
    """Return what the panel shows, as JSON; arguments as of ``filter_panel``, of the selection the filters alone."""
    counts, words = counts_of(record, selection), dict(found)
    query = {key: values for key, values in selection.to_query().items() if key in PANEL}
    return compact(
        {
            "query": query,
            "idle": sorted(idle(record) - query.keys()),
            "facets": [
                facet(record, key, counts.get(key, {}), chosen=query.get(key, []), words=words.get(key, ""))
                for key in FACETS
            ],
            "least": {key: counts.get(key, {}) for key in LEAST},
        }
    )


def panel_head() -> None:
    """Draw the panel's name and the button that closes it."""
    draw.html(_around(PanelHeadValues(), speaking()))


def panel_foot(shown: int) -> None:
    """Draw the button below the filters that closes them and says how many events are left."""
    draw.html(_around(PanelFootValues(shown), speaking()))


@lru_cache(maxsize=256)
def _around(values: PanelHeadValues | PanelFootValues, _: Speech) -> str:
    return markup.render(values)


@kept(8)
def idle(record: Frames) -> frozenset[str]:
    """Return the keys of which the record gives nothing to choose: whatever is chosen leaves all of it, or nothing."""
    counts = facet_counts(record, Selection())
    events = record.size("events")
    found = {key for key in FACETS if all(shown == events for shown in counts[key].values())}
    found |= {key for key in LEAST if len(set(counts[key].values()) - {0}) <= 1}
    for name, control in PANEL.items():
        form = KEYS[name].form
        if control.kind == "tick" and control.group == "evidence" and isinstance(form, Switch):
            values: list[str] = [form.on]
        elif control.kind == "number" and isinstance(form, Number):
            values = [str(number) for number in range(max(form.low, 1), form.high + 1)]
        else:
            continue
        left = {len(select(record, Selection.from_query({name: [value]})).claim_rows) for value in values}
        if left <= {0, record.size("claims")}:
            found.add(name)
    timed = record.moments.timed  # among times, a day without one is as imprecise as a month among days
    if (record.events["earliest"] == record.events["latest"]).all() and (timed.all() or not timed.any()):
        found.add("dates")
    return frozenset(found)


def facet(record: Frames, key: str, counts: Mapping[str, int], *, chosen: Sequence[str], words: str) -> dict[str, Any]:
    """Return a facet's values as the panel takes them: id, label, events.

    A facet of many values brings the most frequent ones, or those whose names hold ``words``, and those chosen.

    Returns:
        ``key``, ``label``, ``options``, how many values there are in ``all``, and the ``words`` they were found by.
    """
    names = facet_names(record, key)
    if len(names) <= _MOST:
        options = list(names)
        words = ""
    elif wanted := fold(words):
        options = [value for value, name in _folded(record, key) if wanted in name]
        options = nlargest(_MOST, options, key=lambda value: counts.get(value, 0))
    else:
        options = nlargest(_MOST, counts, key=counts.__getitem__)
    if key not in _OWN_ORDER:
        options.sort(key=lambda value: (-counts.get(value, 0), names[value].casefold()))
    options += [value for value in chosen if value not in options]
    return {
        "key": key,
        "label": text(f"keys.{key}.label"),
        "all": len(names),
        "words": words,
        "options": [[value, names[value], counts.get(value, 0)] for value in options],
    }


@kept(8)
def _folded(record: Frames, key: str) -> list[tuple[str, str]]:
    return [(value, fold(name)) for value, name in facet_names(record, key).items()]
