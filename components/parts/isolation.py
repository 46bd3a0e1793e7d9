"""Every text that a template draws is isolated: it keeps its own direction and leaves its neighbours theirs.

Where the text stands, the template's own markup says: among words it becomes a ``bdi`` element; in a name for
assistive technology or a tooltip, which hold no elements, Unicode's isolates stand around it; elsewhere (an address,
an id, a style), and where the element before it has ``dir="auto"``, it stays as it is. No template needs to say so.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from pactline.text.direction import closed, isolated, joined, listed, outside, runs_left_to_right, turns

_SPOKEN = re.compile(r'\s(?:aria-label|alt|title|placeholder)="[^"]*$')
_DIRECTED = re.compile(r'<[^>]*\bdir="auto"[^>]*>\s*$')
_LETTERS_ALONE = re.compile(r"<(?:title|textarea|option|script|style)\b[^>]*>[^<]*$")


class Isolation(Extension):
    """Lays a filter on every ``{{ … }}`` of a template, by where it stands."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters["in_text"] = in_text
        environment.filters["in_letters"] = in_letters
        environment.filters["join"] = join
        environment.filters["names"] = listed

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield a template's tokens with the filters added."""
        before = ""  # the markup since the last element began
        chosen = None
        for token in stream:
            if token.type == "data":
                before += token.value
                before = before[max(before.rfind("<"), 0) :]
            elif token.type == "variable_begin":
                chosen = _filter(before)
                yield token
                if chosen:
                    yield Token(token.lineno, "lparen", "(")
                continue
            elif token.type == "variable_end":
                if chosen:
                    yield Token(token.lineno, "rparen", ")")
                    yield Token(token.lineno, "pipe", "|")
                    yield Token(token.lineno, "name", chosen)
                before += "."  # whatever it is, it is no markup
            yield token


def _filter(before: str) -> str | None:
    if before.startswith("<") and ">" not in before:
        return "in_letters" if _SPOKEN.search(before) else None
    if _LETTERS_ALONE.search(before):
        return "in_letters"
    return None if _DIRECTED.search(before) else "in_text"


def in_text(value: Any) -> Any:
    """Put a text that may turn its neighbours round into an element of its own; all else stays as it is."""
    if not isinstance(value, str) or isinstance(value, Markup) or not turns(value):
        return value
    # A browser takes an element's direction from its first letter, and looks into isolates as well: whatever stands
    # around those says which way a sentence runs that has a name at its beginning.
    around = outside(value)
    own = Markup(' dir="ltr"') if around != value and runs_left_to_right(around) else ""
    return Markup("<bdi{}>{}</bdi>").format(own, closed(value))


def in_letters(value: Any) -> Any:
    """Isolate a text where no element may stand."""
    return isolated(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def join(values: Iterable[Any], between: str = "") -> str:
    """Join what a template has, each text in its own direction; what is markup stays so."""
    found = list(values)
    if any(isinstance(one, Markup) for one in found):
        return escape(between).join(in_text(one) for one in found)
    return joined(map(str, found), between)
