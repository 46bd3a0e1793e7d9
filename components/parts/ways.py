"""Links of one selection with a value or two otherwise: made of what they share, not of a whole selection each.

A page has hundreds of them, and their addresses are most of what it takes to make it.
"""

import re
from dataclasses import replace
from secrets import token_hex
from typing import Any, Final
from urllib.parse import quote_plus, unquote_plus, urlencode

from markupsafe import Markup

from components.parts import markup
from pactline.query.selection import KEYS, Selection

_AND: Final = "&amp;"  # as it stands in an attribute
_PLACES: Final = {key.field: (place, key) for place, key in enumerate(KEYS.values())}
# What nobody can guess, and so nobody's text can have: they stand for what a selection says before an event and after.
_BEFORE, _AFTER = f"before-{token_hex(16)}", f"after-{token_hex(16)}"
_WAITING: Final = re.compile(f'href="{_BEFORE}([^"]*){_AFTER}" data-go="event"')


class Ways:
    """The links that lead from a selection to others near it."""

    def __init__(self, selection: Selection) -> None:
        """Begin at a selection."""
        self._selection, given = selection, selection.to_query()
        self._own = {n: _said({name: given[name]}) for n, name in enumerate(KEYS) if name in given}

    def go(self, page: str, **values: Any) -> Markup:
        """Return the attributes of a link to a page with the selection, some fields of it otherwise; as ``markup.go``.

        Args:
            page: Where it leads.
            values: By the selection's field.
        """
        if markup.leads_elsewhere():
            return markup.go(page, replace(self._selection, **values))
        parts = self._own.copy()
        for field, value in values.items():
            place, key = _PLACES[field]
            parts[place] = "" if value == key.default else _said({key.name: key.form.write(value)})
        query = _AND.join([parts[place] for place in sorted(parts) if parts[place]])
        path = "./" if page == "findings" else page
        # A query that is written has nothing left that a quotation mark, or a tag, would need.
        return Markup(f'href="{path}?{query}" data-go="{page}"' if query else f'href="{path}" data-go="{page}"')  # noqa: S704

    def event(self, event: str) -> Markup:
        """Return the attributes of a link that puts an event into focus on its own page."""
        return self.go("event", event=event)


def _said(query: dict[str, Any]) -> str:
    return urlencode(query, doseq=True).replace("&", _AND)


# HTML that is made once for all selections, and whose links to events wait for what each carries along


def waiting(event: str) -> Markup:
    """Return the attributes of a link that puts an event into focus, in HTML that ``filled`` makes whole."""
    return Markup(f'href="{_BEFORE}{quote_plus(event)}{_AFTER}" data-go="event"')  # noqa: S704 - see above


def filled(made: str, selection: Selection) -> str:
    """Return HTML whose links are ``waiting`` with those of a selection."""
    ways = Ways(selection)
    if markup.leads_elsewhere():
        return _WAITING.sub(lambda one: str(ways.event(unquote_plus(one[1]))), made)
    before, _, after = ways.event("-").partition("event=-")
    head, tail = before.removeprefix('href="'), after.partition('"')[0]
    return made.replace(_BEFORE, f"{head}event=").replace(_AFTER, tail)
