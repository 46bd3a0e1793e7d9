"""How something is cited, to copy: five styles, of which one is shown at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar

from markupsafe import Markup

from components.parts import markup
from pactline.export.citing import Cited, ways
from pactline.readings.editions import in_addresses

MOST = 20  # claims of an event that are cited one by one


@dataclass(frozen=True, slots=True)
class CitesValues:
    """The styles.

    Attributes:
        name: What tells these from others on the page.
        whole: The citation in each style, by its name.
        parts: Claims of what is cited, each with its words and its citations.
        left: How many more claims there are.
        edition: Whether the addresses carry one.
    """

    template: ClassVar = "parts/cites.html"
    name: str
    whole: Mapping[str, str]
    parts: Sequence[tuple[str, Mapping[str, str]]]
    left: int
    edition: bool


def cites(cited: Cited, *, name: str, claims: Sequence[Cited] = ()) -> Markup:
    """Return the ways of citing something as HTML.

    Args:
        cited: What is cited.
        name: What tells these from others on the page.
        claims: Claims of it, to be cited one by one.
    """
    parts = [(one.title, ways(one)) for one in claims[:MOST]]
    named = in_addresses(cited.version) is not None
    values = CitesValues(name, ways(cited), parts, len(claims) - len(parts), named)
    return Markup(markup.render(values))  # noqa: S704 - out of the escaping template


def today() -> date:
    """Return the day of access: that of the server, in UTC."""
    return datetime.now(UTC).date()
