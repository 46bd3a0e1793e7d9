"""The first hits for the field in the head of every page: options of a list, made by words alone."""

from dataclasses import replace

from markupsafe import Markup

from components.parts import markup
from components.search.gather import Gatherer
from components.search.values import Option, OptionsValues
from pactline.query.selection import Selection
from pactline.readings.found import look_up
from pactline.search.documents import Kind
from pactline.tables.frames import Frames
from pactline.wording import text

_MOST = 8
_FIRST: dict[Kind, int] = {
    "actors": 2,
    "events": 4,
    "claims": 2,
    "places": 1,
    "figures": 1,
    "treaties": 1,
    "sources": 2,
    "quotations": 1,
}


def options_html(record: Frames, words: str) -> str:
    """Return the first hits of some words in the whole record, as the options of a list."""
    documents, found = look_up(record, words)
    asked = Selection(words=words)
    gather = Gatherer(record, documents, found.terms, asked)
    options = [
        Option(hit.link, hit.head, text(f"search.kind.{kind}"), hit.aside[-1] if hit.aside else "")
        for kind, most in _FIRST.items()
        for hit in gather.hits(kind, found.rows[kind][:most])
    ]
    return markup.render(
        OptionsValues(
            options=options[:_MOST],
            total=found.number,
            words=words,
            near=found.nearest,
            all=markup.go("search", asked),
            meant=markup.go("search", replace(asked, words=found.nearest)) if found.nearest else Markup(),
        )
    )
