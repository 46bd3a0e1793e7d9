"""HTML that a template made once, with gaps for what differs: of lines that a page has by hundreds."""

from collections.abc import Callable
from secrets import token_hex
from typing import Final, TypeAlias

from markupsafe import Markup

from components.parts import markup

# What nobody can guess, and so nobody's text can have. They stand in the values that fill a template.
GAPS: Final = tuple(Markup(token_hex(16)) for _ in range(4))  # noqa: S704 - letters of ours


# HTML with gaps: returns it with these filled, in the order of ``GAPS``, with numbers, or what is HTML already.
Mould: TypeAlias = Callable[..., str]


def mould(values: markup.Values) -> Mould:
    """Return what a template makes of values, some of which are ``GAPS``."""
    made = markup.render(values).replace("{", "{{").replace("}", "}}")
    for place, gap in enumerate(GAPS):
        made = made.replace(gap, f"{{{place}}}")
    return made.format
