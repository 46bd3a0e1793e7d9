"""Where what a file tells can be opened: addresses of events, claims and selections.

One that is cited carries the edition in which it was read: opened later, it says what has changed since.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode


def of_event(base: str, event: str, known: str | None = None, edition: str | None = None) -> str:
    """Return the address under which an event is quoted elsewhere, the same in every edition.

    Args:
        base: Where the app is served, without a slash at its end; empty leaves the address relative to it.
        event: The event's id.
        known: The day as known on which it is shown.
        edition: The one in which it was read.
    """
    return _below(base, f"e/{quote(event)}", _beside(known, edition))


def of_claim(base: str, claim: str, known: str | None = None, edition: str | None = None) -> str:
    """Return the address under which a claim is quoted elsewhere; arguments as of ``of_event``."""
    return _below(base, f"c/{quote(claim)}", _beside(known, edition))


def of_view(base: str, query: Mapping[str, Sequence[str]], page: str = "data") -> str:
    """Return the address of what a selection, as its query, leaves, on a page; ``base`` as of ``of_event``.

    Without a page, the app's first one.
    """
    return _below(base, page, query)


def of_figure(base: str, metric: str, query: Mapping[str, Sequence[str]]) -> str:
    """Return the address of a contested figure among what a selection leaves; arguments as of ``of_view``."""
    return f"{_below(base, 'numbers', query)}#figure-{quote(metric, safe='')}"


def _beside(known: str | None, edition: str | None) -> dict[str, str]:
    return {key: value for key, value in (("known", known), ("edition", edition)) if value}


def _below(base: str, page: str, query: Mapping[str, str | Sequence[str]]) -> str:
    asked = urlencode(query, doseq=True)
    return "".join((f"{base}/" if base else "" if page else "./", page, f"?{asked}" if asked else ""))
