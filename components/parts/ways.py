"""Links of one selection with a value or two otherwise: made of what they share, not of a whole selection each.

A page has hundreds of them, and their addresses are most of what it takes to make it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from secrets import token_hex
from typing import Any, Final, TypeAlias
from urllib.parse import quote_plus

from markupsafe import Markup

from components.parts import markup
from pactline.query.selection import KEYS, Selection

# What a field of a selection holds; and what a selection has otherwise than another, by field.
Value: TypeAlias = str | bool | date | tuple[str, ...] | None
Otherwise: TypeAlias = Mapping[str, Value]

_AND: Final = "&amp;"  # as it stands in an attribute
_PLACES: Final = {key.field: (place, key) for place, key in enumerate(KEYS.values())}
# What nobody can guess, and so nobody's text can have, begins an address that waits: page, field, and what it says.
_MARK: Final = token_hex(16)
_WAITS: Final = re.compile(rf"{_MARK}\[(\S+) (\S+) (\S*)\]")


class Ways:
    """The links that lead from a selection to others near it."""

    def __init__(self, selection: Selection) -> None:
        """Begin at a selection."""
        self.selection, given = selection, selection.to_query()
        self._own = {n: _written({name: given[name]}) for n, name in enumerate(KEYS) if name in given}
        self._around: dict[tuple[str, str], tuple[str, str]] = {}

    def go(self, page: str, **values: Value) -> Markup:
        """Return the attributes of a link to a page with the selection, some fields of it otherwise; as ``markup.go``.

        Args:
            page: Where it leads.
            values: By the selection's field.
        """
        if markup.leads_elsewhere():
            changed: Mapping[str, Any] = values
            return markup.go(page, replace(self.selection, **changed))
        parts = self._own.copy()
        for field, value in values.items():
            parts[_PLACES[field][0]] = _said(field, value)
        query = _AND.join([parts[place] for place in sorted(parts) if parts[place]])
        # A query that is written has nothing left that a quotation mark, or a tag, would need.
        return Markup(f'href="{_path(page)}{"?" if query else ""}{query}" data-go="{page}"')  # noqa: S704

    def event(self, event: str) -> Markup:
        """Return the attributes of a link that puts an event into focus on its own page."""
        return self.go("event", event=event)

    def filled(self, made: str) -> Markup:
        """Return HTML of a template whose links are ``waiting`` with those of the selection."""
        return Markup(_WAITS.sub(self._address, made))  # noqa: S704 - addresses as in ``go``

    def _address(self, waiting: re.Match[str]) -> str:
        page, field, said = waiting.groups()
        if (page, field) not in self._around:
            place = _PLACES[field][0]
            own = sorted(self._own)
            self._around[page, field] = (
                _AND.join([*(self._own[n] for n in own if n < place), ""]),
                _AND.join(["", *(self._own[n] for n in own if n > place)]),
            )
        before, after = self._around[page, field]
        query = f"{before}{said}{after}" if said else f"{before}{after.removeprefix(_AND)}".removesuffix(_AND)
        return f"{_path(page)}{'?' if query else ''}{query}"


def waiting(page: str, field: str, value: Value) -> Markup:
    """Return the attributes of a link that waits in HTML made once for all selections, until it is ``filled``.

    Args:
        page: Where it leads.
        field: Of the selection, and the value that it has there; all else is that of the selection.
        value: See there.
    """
    return Markup(f'href="{_MARK}[{page} {field} {_said(field, value)}]" data-go="{page}"')  # noqa: S704 - see ``go``


def to_event(event: str) -> Markup:
    """Return the attributes of a link that puts an event into focus, and waits."""
    return waiting("event", "event", event)


def _said(field: str, value: Value) -> str:
    """Return what a query says of a field, as it stands in an attribute; nothing of its default."""
    _, key = _PLACES[field]
    return "" if value == key.default else _written({key.name: key.form.write(value)})


def _written(query: Mapping[str, Sequence[str]]) -> str:
    return _AND.join([f"{name}={quote_plus(value)}" for name, values in query.items() for value in values])


def _path(page: str) -> str:
    return "./" if page == "findings" else page
