"""What an editor should look at in a record's texts: signs of other languages, which readers see as they stand."""

import re
from collections.abc import Iterator

from pactline.files.checks import Finding
from pactline.problem import Path
from pactline.record.dates_as_written import in_typographic_quotes
from pactline.record.model import Record
from pactline.text.nearest import quoted

_TAGS = "a|b|i|u|em|strong|br|p|div|span|ul|ol|li|img|script|style|table|tr|td|h[1-6]|blockquote|iframe|sup|sub|font"
_HTML = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"\*\*(?=\S)[^*\n]+\*\*|__(?=\S)[^_\n]+__|!?\[[^\]\n]+\]\(https?://[^)\s]+\)|^#{1,6} \S.*|^[*+-] \S.*|^```",
    re.MULTILINE,
)


def findings(record: Record) -> Iterator[Finding]:
    """Yield all that is to be looked at, as warnings."""
    for text, path in _texts(record):
        if found := _HTML.search(text):
            hint = "write plain words; line breaks go into a text after 'summary: |'"
            yield Finding("warning", f"{quoted(found[0])} is HTML, which readers see as it stands", hint, path)
        if found := _MARKDOWN.search(text):
            hint = "write plain words; an address belongs under sources"
            yield Finding("warning", f"{quoted(found[0])} is Markdown, which readers see as it stands", hint, path)
    for number, event in enumerate(record.events):
        if in_typographic_quotes(event.title):
            message = f"the marks “ ” around {quoted(event.title)} are read as a part of it"
            hint = "leave them out if they were to be YAML's quotation marks"
            path = ("events", number, "title")
            yield Finding("warning", message, hint, path, instead=event.title[1:-1])


def _texts(record: Record) -> Iterator[tuple[str, Path]]:
    for e, event in enumerate(record.events):
        yield event.title, ("events", e, "title")
        if event.summary:
            yield event.summary, ("events", e, "summary")
        for c, claim in enumerate(event.claims):
            yield claim.text, ("events", e, "claims", c, "text")
    for r, reaction in enumerate(record.reactions):
        if reaction.summary:
            yield reaction.summary, ("reactions", r, "summary")
