"""Links of one selection with a value or two otherwise: made of what they share, not of a whole selection each.

A page has hundreds of them, and their addresses are most of what it takes to make it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from secrets import token_hex
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qs, quote_plus

from markupsafe import Markup

from components.parts import markup
from pactline.query.selection import KEYS, Selection

# What a field of a selection holds; and what a selection has otherwise than another, by field.
Value: TypeAlias = str | bool | date | tuple[str, ...] | None
Otherwise: TypeAlias = Mapping[str, Value]

_AND: Final = "&amp;"  # as it stands in an attribute
_PLACES: Final = {key.field: (place, key) for place, key in enumerate(KEYS.values())}
# What nobody can guess, and so nobody's text can have, begins an address that waits: a field, and what it says.
_MARK: Final = token_hex(16)
_WAITING: Final = re.compile(rf'href="{_MARK}\[(\S+) (\S*)\]" data-go="([^"]+)"')


class Ways:
    """The links that lead from a selection to others near it."""

    def __init__(self, selection: Selection) -> None:
        """Begin at a selection."""
        self._selection, given = selection, selection.to_query()
        self._own = {n: _written({name: given[name]}) for n, name in enumerate(KEYS) if name in given}
        self._around: dict[str, tuple[str, str]] = {}

    def go(self, page: str, **values: Value) -> Markup:
        """Return the attributes of a link to a page with the selection, some fields of it otherwise; as ``markup.go``.

        Args:
            page: Where it leads.
            values: By the selection's field.
        """
        if markup.leads_elsewhere():
            changed: Mapping[str, Any] = values
            return markup.go(page, replace(self._selection, **changed))
        parts = self._own.copy()
        for field, value in values.items():
            parts[_PLACES[field][0]] = _said(field, value)
        return _attributes(page, _AND.join([parts[place] for place in sorted(parts) if parts[place]]))

    def event(self, event: str) -> Markup:
        """Return the attributes of a link that puts an event into focus on its own page."""
        return self.go("event", event=event)

    def led(self, waiting: re.Match[str]) -> str:
        """Return the attributes of a link that waited."""
        field, said, page = waiting.groups()
        if markup.leads_elsewhere():
            given = Selection.from_query(parse_qs(said.replace(_AND, "&")))
            return self.go(page, **{field: getattr(given, field)})
        if field not in self._around:
            place, own = _PLACES[field][0], sorted(self._own)
            self._around[field] = (
                _AND.join([*(self._own[n] for n in own if n < place), ""]),
                _AND.join(["", *(self._own[n] for n in own if n > place)]),
            )
        before, after = self._around[field]
        query = f"{before}{said}{after}" if said else f"{before}{after.removeprefix(_AND)}".removesuffix(_AND)
        return _attributes(page, query)


# HTML that is made once for all selections, and whose links wait for what each carries along


def waiting(event: str) -> Markup:
    """Return the attributes of a link that puts an event into focus, in HTML that ``filled`` makes whole."""
    return waiting_at("event", "event", event)


def waiting_pick(event: str) -> Markup:
    """Return those of a link that opens in the drawer where the page has one, as ``markup.pick``."""
    return waiting(event) + Markup(' data-pick="{}"').format(event)


def waiting_at(page: str, field: str, value: Value) -> Markup:
    """Return the attributes of a link to a page with a field of the selection otherwise, as ``waiting`` does."""
    return Markup(f'href="{_MARK}[{field} {_said(field, value)}]" data-go="{page}"')  # noqa: S704 - as below


def filled(made: str, selection: Selection) -> str:
    """Return HTML whose links are ``waiting`` with those of a selection."""
    return _WAITING.sub(Ways(selection).led, made)


def _said(field: str, value: Value) -> str:
    """Return what a query says of a field, as it stands in an attribute; nothing of its default."""
    _, key = _PLACES[field]
    return "" if value == key.default else _written({key.name: key.form.write(value)})


def _written(query: Mapping[str, Sequence[str]]) -> str:
    return _AND.join([f"{name}={quote_plus(value)}" for name, values in query.items() for value in values])


def _attributes(page: str, query: str) -> Markup:
    # A query that is written has nothing left that a quotation mark, or a tag, would need.
    path = "./" if page == "findings" else page
    return Markup(f'href="{path}?{query}" data-go="{page}"' if query else f'href="{path}" data-go="{page}"')  # noqa: S704
