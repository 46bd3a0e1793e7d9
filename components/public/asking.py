"""The query of a request read as a selection, strictly: what cannot be used is refused and named.

A page leaves it out and says so; a program would take the answer for what it asked.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from components.public.answering import RefusalError
from pactline.query.select import View, select
from pactline.query.selection import KEYS, Ignored, Selection, checked_ids, clean, read
from pactline.readings import places
from pactline.readings.disagreement import side_ids
from pactline.tables.frames import Frames
from pactline.text.nearest import KnownWords
from pactline.wording import text

LONGEST: Final = 4_000  # bytes of a query as it comes in the address
MOST_FIELDS: Final = 400
LIMIT: Final = 50  # entries of an answer that says nothing of it
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is asked for: so many entries, after so many others."""

    limit: int = LIMIT
    offset: int = 0


def selected(
    query: str, record: Frames, *, own: Collection[str] = (), table: str = ""
) -> tuple[Selection, dict[str, str]]:
    """Return the selection of a query, and what it says under keys of our own.

    Args:
        query: Of the address, still coded.
        record: The keys' values are checked against it.
        own: Keys beside those of the selection, each of one value.
        table: The table that is given: the one that ``by`` sorts.

    Raises:
        RefusalError: A key is not known, a value cannot be used, or it is too long.
    """
    asked = _fields(query)
    for key in asked:
        if key not in KEYS and key not in own:
            near = KnownWords([*KEYS, *own]).nearest(key)
            hint = text("public.near", near=near) if near else text("public.keys")
            raise _refused(clean(key)[:100], text("public.no_key", name=clean(key)[:100]), hint)
    if table:
        asked["table"] = [table]
    ids: dict[str, Collection[str]] = checked_ids(record.values)
    ids |= {"place": places.ids(record)} if "place" in asked else {}
    ids |= {"side": side_ids(record)} if "side" in asked else {}
    selection, ignored = read({key: values for key, values in asked.items() if key in KEYS}, ids)
    if ignored:
        raise _unusable(ignored[0])
    return selection, {key: values[-1] for key, values in asked.items() if key in own}


def viewed(record: Frames, selection: Selection) -> View:
    """Return what a selection leaves, and of that the event alone that it names: no page stands around it here."""
    view = select(record, selection)
    return view.of([view.frames.row_of(selection.event)]) if selection.event else view


def paging(given: Mapping[str, str]) -> Paging:
    """Return the part of a list that is asked for.

    Raises:
        RefusalError: ``limit`` or ``offset`` is no number, or none in its bounds.
    """
    return Paging(_number(given, "limit", LIMIT, 1, MOST), _number(given, "offset", 0, 0, 10**7))


def _number(given: Mapping[str, str], key: str, default: int, least: int, most: int) -> int:
    value = given.get(key, "")
    if not value:
        return default
    if value.isascii() and value.isdigit() and len(value) <= len(str(most)) and least <= int(value) <= most:
        return int(value)
    shown = clean(value)[:100]
    raise _refused(key, text("public.no_number", value=shown), text("public.bounds", least=least, most=most))


def _fields(query: str) -> dict[str, list[str]]:
    if len(query) > LONGEST:
        raise RefusalError(
            414,
            "too-long",
            title=text("public.long"),
            where=text("public.the_query"),
            detail=text("public.long_detail", n=len(query)),
            todo=text("public.long_todo", most=LONGEST),
        )
    try:
        return parse_qs(query, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        hint = text("public.many_todo", most=MOST_FIELDS)
        raise _refused(text("public.the_query"), text("public.many"), hint) from None


def _unusable(one: Ignored) -> RefusalError:
    hint = text("public.near", near=one.near) if one.near else text("public.values", name=one.key)
    return _refused(one.key, text("public.no_value", name=one.key, value=one.value[:100]), hint)


def _refused(where: str, detail: str, todo: str) -> RefusalError:
    return RefusalError(400, "query", title=text("public.query"), where=where, detail=detail, todo=todo)
