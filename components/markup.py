"""HTML for the pages: templates with autoescaping, so that a record's text stays text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from components.theme import SIGNS, STANCE_SIGNS
from pactline.fields import is_safe_url
from pactline.selection import Selection
from pactline.wording import text


def render(template: str, **values: object) -> str:
    """Fill a template of ``components/templates``; everything that is not markup already is escaped."""
    return _environment().get_template(template).render(**values)


def href(page: str, selection: Selection) -> str:
    """Return the relative address of a page with a selection; the overview is the root."""
    query = urlencode(selection.to_query(), doseq=True)
    path = "./" if page == "overview" else page
    return f"{path}?{query}" if query else path


@contextmanager
def addressed(address: Callable[[str, Selection], str]) -> Iterator[None]:
    """Let links lead elsewhere for a while: ``address`` gives the address of a page with a selection."""
    token = _ADDRESS.set(address)
    try:
        yield
    finally:
        _ADDRESS.reset(token)


def go(page: str, selection: Selection) -> Markup:
    """Return the attributes of a link that the router follows without loading the app anew."""
    return Markup('href="{}" data-go="{}"').format(_ADDRESS.get()(page, selection), page)


_ADDRESS: ContextVar[Callable[[str, Selection], str]] = ContextVar("pactline_address", default=href)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        text=text,
        go=go,
        sign=_sign,
        stance_sign=_stance_sign,
        safe_url=is_safe_url,
    )
    return environment


def _sign(status: str) -> str:
    return SIGNS.get(status, SIGNS["none"])


def _stance_sign(stance: str) -> str:
    return STANCE_SIGNS.get(stance, STANCE_SIGNS["none"])
