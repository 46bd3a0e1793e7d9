"""What readers do that no link says: each act has a rising number, is taken once, and is written into the address."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from components.parts.portion import Starts
from components.shell import reader
from pactline.query.selection import PANEL, Selection, clean

REWIND: Final = "rewind"  # the key of the control that plays what was known when


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


def rewound(selection: Selection, page: str) -> Selection:
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


def _write(selection: Selection) -> None:
    """Write a selection into the URL, with the keys that are not ours left as they are."""
    query = selection.to_query()
    if query != Selection.from_query(reader.query()).to_query():
        reader.write(query)


def filtered() -> None:
    """Take a change from the filter panel; it says all of its keys each time, with a rising number."""
    change = reader.state()["filter-panel"].get("change")
    if not isinstance(change, Mapping) or not _newer(change.get("at")):
        return
    reader.state()["_filtered"] = change["at"]
    asked = {key: values for key, values in (change.get("query") or {}).items() if key in PANEL}
    kept = {key: values for key, values in reader.query().items() if key not in PANEL}
    _write(Selection.from_query(kept | asked))


def found() -> dict[str, str]:
    """Return the words that the reader typed in the filter panel to find a value, by facet."""
    panel = reader.state().get("filter-panel")
    words = panel.get("find") if isinstance(panel, Mapping) else None
    return {str(key): clean(str(value)[:100]) for key, value in words.items()} if isinstance(words, Mapping) else {}


def turned() -> None:
    """Note the part of a list that the reader turned to, or the place of the page that the reader opened."""
    turn = reader.state()["router"].get("part")
    kept = reader.state().get("_list")
    if not isinstance(turn, Mapping) or not _newer(turn.get("at")):
        return
    start, of, parts = turn.get("start"), turn.get("of"), reader.state().get("_parts")
    if isinstance(turn.get("opened"), str):
        reader.state()["_opened"] = turn["opened"]
    elif isinstance(turn.get("sought"), str):
        reader.state()["_sought"] = turn["sought"]
    elif parts and of in Starts._fields and isinstance(start, int):
        reader.state()["_parts"] = parts[0], parts[1]._replace(**{of: max(start, 0)})
    elif kept and of is None and isinstance(start, int):
        reader.state()["_list"] = kept[0], max(start, 0), kept[2]


def bare() -> None:
    """Note that this reader's browser did not get the style sheet: from now on each page holds it."""
    reader.state()["_bare"] = True


def _newer(at: object) -> bool:
    """Say whether a message of the browser has not been handled yet, and remember that it now is."""
    if not isinstance(at, int | float) or at <= handled():
        return False
    reader.state()["_handled"] = at
    return True
