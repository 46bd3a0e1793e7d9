"""The filter panel: one component of native fields that shows the selection and sends the next one.

Its own component, since Streamlit's widgets keep labels, not ids, for values: a label with a live count
changes with every filter, and the choice would be lost.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from typing import Any

from components.parts.browser_part import browser_part
from components.parts.facet_names import facet_names
from components.parts.wire import compact
from pactline.query.selection import Selection
from pactline.tables.frames import Frames
from pactline.text.folding import fold
from pactline.wording import text

_MOST = 36  # values sent of a facet; the others are found by name
_OWN_ORDER = ("status", "theme")  # facets whose values have an order of their own


def panel_words() -> dict[str, str]:
    """Return the panel's own sentences."""
    names = (
        "title search search_hint dates from to date_hint date_bad certain certain_hint importance importance_1 "
        "importance_2 importance_3 actor_hint match_all statemedia independent fewer clear none"
    )
    plain = {name: text(f"filters.{name}") for name in names.split()}
    filled = {"more": {"n": "{n}"}, "find": {"what": "{what}"}, "most": {"n": "{n}", "all": "{all}"}}
    return plain | {name: text(f"filters.{name}", **values) for name, values in filled.items()}


_PANEL = browser_part(
    "filters",
    style="shell/filters.css",
    words=panel_words(),
)


def filter_panel(
    record: Frames,
    selection: Selection,
    counts: Mapping[str, Mapping[str, int]],
    *,
    keys: Collection[str],
    found: Mapping[str, str],
    handled: float,
    on_change: Callable[[], None],
) -> None:
    """Draw the filters with their counts.

    Args:
        record: Names and registers for the options.
        selection: What is chosen now.
        counts: Per facet the events that each value would show, as ``facet_counts`` returns them.
        keys: The URL keys that the panel shows and sends.
        found: Per facet the words that the reader typed to find a value.
        handled: Number of the panel's last change that the server has taken; the panel keeps newer ones.
        on_change: Called when the panel sends ``change`` = ``{at, query}``; ``find`` = ``{facet: words}`` needs
            no more than a run.
    """
    query = {key: values for key, values in selection.to_query().items() if key in keys}
    _PANEL(
        key="filter-panel",
        data=compact(
            {
                "handled": handled,
                "query": query,
                "facets": [
                    facet(record, key, counts.get(key, {}), chosen=query.get(key, []), words=found.get(key, ""))
                    for key in ("theme", "status", "actor", "kind", "publisher")
                ],
                "importance": counts.get("importance", {}),
            }
        ),
        on_change_change=on_change,
        on_find_change=lambda: None,
    )


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
        options = nlargest(_MOST, counts, key=lambda value: counts[value])
    if key not in _OWN_ORDER:
        options.sort(key=lambda value: (-counts.get(value, 0), names[value].casefold()))
    options += [value for value in chosen if value not in options]
    return {
        "key": key,
        "label": text(f"filters.{key}"),
        "all": len(names),
        "words": words,
        "options": [[value, names[value], counts.get(value, 0)] for value in options],
    }


@lru_cache(maxsize=8)
def _folded(record: Frames, key: str) -> list[tuple[str, str]]:
    return [(value, fold(name)) for value, name in facet_names(record, key).items()]
