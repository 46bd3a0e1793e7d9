"""A selection asked for from code: the keys of a link, and an error that says what there is where one is wrong.

A page names what it cannot read and shows the rest; a program would go on with the wrong rows, so here it raises.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import TypeAlias, TypedDict
from urllib.parse import parse_qs, urlsplit

from pactline.query.key_forms import (
    MAX_TEXT,
    MAX_VALUES,
    Choice,
    Choices,
    Day,
    Form,
    Hours,
    Ids,
    Number,
    Switch,
    Token,
    Words,
)
from pactline.query.keys import Key
from pactline.query.selection import KEYS, Selection, checked_ids, read
from pactline.record.dates_as_written import meant
from pactline.tables.frames import Frames
from pactline.text.nearest import nearest, quoted

_LISTED = 12  # ids that a message names

Text: TypeAlias = str | None
Texts: TypeAlias = str | Iterable[str] | None
AnyDay: TypeAlias = str | int | date | None

# What ``select`` takes by name, as ``docs/url-keys.md`` explains it; ``from_`` stands for ``from``, which is Python's.
Keys = TypedDict(
    "Keys",
    {
        "from": AnyDay,
        "from_": AnyDay,
        "to": AnyDay,
        "hours": Text,
        "dates": Text,
        "actor": Texts,
        "theme": Texts,
        "publisher": Texts,
        "kind": Texts,
        "country": Texts,
        "status": Texts,
        "match": Text,
        "statemedia": Text,
        "independent": int | Text,
        "voices": Text,
        "importance": int | Text,
        "q": Text,
        "known": AnyDay,
        "event": Text,
        "sort": Text,
    },
    total=False,
)
# Those of a link that leave rows out or order them; its others say what a page has open.
NAMES = tuple(name for name, key in KEYS.items() if key.is_filter or name in ("event", "sort"))


class SelectionError(ValueError):
    """What was asked for is not in the record, or cannot be read; the message says what there is."""


def asked(record: Frames, before: Selection, link: str | None, keys: Mapping[str, object]) -> Selection:
    """Return a selection with more keys than the one before.

    Args:
        record: Whose ids they are.
        before: What holds already; a key that is asked for anew takes its place.
        link: An address of the app, or the query of one; what it has beside ``NAMES`` is passed over.
        keys: Values by name; ``None`` takes a key away.

    Raises:
        SelectionError: A name is none of ``NAMES``, or a value is none of its key's.
    """
    query = before.to_query()
    query |= {name: values for name, values in _linked(link).items() if name in NAMES}
    for written, value in keys.items():
        name = "from" if written == "from_" else written
        if name not in NAMES:
            raise SelectionError(_no_such_key(name))
        query.pop(name, None)
        if value is not None:
            query[name] = _texts(KEYS[name], value)
    selection, ignored = read(query, checked_ids(record.values))
    if ignored:
        first = ignored[0]
        raise SelectionError(_no_such_value(KEYS[first.key], first.value, record))
    return selection


def _linked(link: str | None) -> dict[str, list[str]]:
    """Return the query of an address.

    Raises:
        SelectionError: It has none.
    """
    if link is None:
        return {}
    query = urlsplit(link).query if "?" in link else link
    found = parse_qs(query, keep_blank_values=True)
    if link and not ("?" in link or "=" in link):
        raise SelectionError(f"{quoted(link)} is no address with a query, as 'timeline?theme=sanctions' is.")
    return found


def _texts(key: Key, value: object) -> list[str]:
    """Return the values of a key as an address has them.

    Raises:
        SelectionError: There are none, or more than the key takes.
    """
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        values = list(map(_text, value))
    else:
        values = [_text(value)]
    if not values or "" in values:
        raise SelectionError(f"{key.name!r} has an empty value; leave it out, or give None.")
    if len(values) > 1 and not key.form.many:
        raise SelectionError(f"{key.name!r} takes one value, not {len(values)}.")
    if len(values) > MAX_VALUES:
        raise SelectionError(f"{key.name!r} takes at most {MAX_VALUES} values, not {len(values)}.")
    if isinstance(key.form, Words) and len(values[0]) > MAX_TEXT:
        raise SelectionError(f"{key.name!r} takes at most {MAX_TEXT} characters, not {len(values[0])}.")
    return values


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _no_such_key(name: str) -> str:
    if name in KEYS:
        return f"{name!r} leaves no rows out: it says what a page has open. Those that do: {', '.join(NAMES)}."
    return _with_near(f"There is no key {quoted(name)}.", nearest(name, NAMES), NAMES)


def _no_such_value(key: Key, value: str, record: Frames) -> str:
    form = key.form
    match form:
        case Day():
            near = meant(value)
            hint = f" Write {' or '.join(map(repr, near))}." if near else ""
            return f"{key.name!r} takes a date as '2024', '2024-06' or '2024-06-19', not {quoted(value)}.{hint}"
        case Hours():
            return f"{key.name!r} takes times of the days of 'from' and 'to', as '1400-1630', not {quoted(value)}."
        case Number(low, high):
            return f"{key.name!r} takes a whole number from {low} to {high}, not {quoted(value)}."
    known = _known(form, record, key)
    if isinstance(form, Ids | Token):
        return none_such(key.name, value, known)
    return _with_near(f"{key.name!r} cannot be {quoted(value)}.", nearest(value, known), known)


def none_such(what: str, value: str, known: Collection[str]) -> str:
    """Return the words for an id that a record does not have, with those that it has."""
    return _with_near(f"This record has no {what} {quoted(value)}.", nearest(value, known), known)


def _known(form: Form, record: Frames, key: Key) -> Collection[str]:
    match form:
        case Switch(off, on):
            return (off, on)
        case Choice(options) | Choices(options) if isinstance(options, tuple):
            return options
    return record.values(key.name)


def _with_near(said: str, near: str, known: Collection[str]) -> str:
    listed = list(known)[:_LISTED]
    more = f" and {len(known) - _LISTED:,} more" if len(known) > _LISTED else ""
    hint = f" {near[:1].upper()}{near[1:]}" if near else ""
    return f"{said}{hint} There {'is' if len(known) == 1 else 'are'}: {', '.join(listed) or 'none'}{more}."
