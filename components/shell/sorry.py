"""The calm page that stands for what cannot be shown: in the look of the app, and without its scripts."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from markupsafe import Markup

from components.parts import markup, theme
from pactline.record.look import Colours

_COLOURS = ("paper", "panel", "ink", "muted", "rule", "accent")


@dataclass(frozen=True, slots=True)
class SorryValues:
    """The calm page; values as of ``sorry_page``, and its style."""

    template: ClassVar = "shell/sorry.html"
    kind: str
    home: str
    near: str | None
    address: str
    style: Markup


def sorry_page(kind: str, *, home: str, near: str | None = None, address: str = "", own: Colours | None = None) -> str:
    """Return a whole page of HTML that says what is the matter and leads back.

    Args:
        kind: What is the matter: ``missing``, ``long`` or ``fault``.
        home: Address of the first page; ends with a slash.
        near: Name of the page that may have been meant.
        address: Of that page.
        own: The record's colour.
    """
    style = (Path(__file__).parent / "sorry.css").read_text(encoding="utf-8")
    rules = Markup(theme.font_variables() + _colours() + theme.own_variables(own) + style)  # noqa: S704 - all are ours
    return markup.render(SorryValues(kind, home, near, address, rules))


def _colours() -> str:
    rules = "".join(
        f"--{name}:light-dark({getattr(theme.LIGHT, name)},{getattr(theme.DARK, name)});" for name in _COLOURS
    )
    return f":root{{{rules}}}\n"
