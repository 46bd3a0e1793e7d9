"""Markdown with a front matter of YAML, an event a file, as the Kleptocracy Timeline keeps them.

Its ``status: confirmed`` and its importance of 1 to 10 are that project's judgements: they are named, and not taken for
ours.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pactline.importing import date_parts, dates, json_values
from pactline.importing.imported import Happening, Imported, ImportFailedError, Link, Log, Options
from pactline.importing.json_values import listed, name_rest, section, text
from pactline.importing.links import in_texts
from pactline.importing.plain_text import decoded, of_markdown
from pactline.text import strict_yaml

FORM = "Kleptocracy Timeline Markdown"
_FRONT = re.compile(r"\ufeff?\s*---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n(?P<body>.*))?", re.DOTALL)
_USED = ("date", "title", "summary", "description", "location", "actors", "tags", "sources")
_OF_A_SOURCE = ("title", "url", "outlet", "publisher", "date", "publication_date", "published", "description", "notes")
_WRITTEN_OUT = 200 * 1024  # bytes of one event's file


def seems(content: str) -> bool:
    """Say whether a text begins with a front matter that has a date."""
    match = _FRONT.match(content)
    return match is not None and re.search(r"^date:\s*\S", match["yaml"], re.MULTILINE) is not None


def of_markdown_file(content: bytes, options: Options) -> Imported:
    """Read one event; ``ImportFailedError`` if the file has no front matter."""
    return of_files([("the file", content)], options)


def of_files(files: Iterable[tuple[str, bytes]], options: Options) -> Imported:
    """Read events, each from a file.

    Args:
        files: Pairs of name and content.
        options: Of whoever imports.

    Raises:
        ImportFailedError: None of them has a front matter with a date; what one alone lacks is noted.
    """
    log = Log()
    found: list[Happening] = []
    wrong: list[ImportFailedError] = []
    for name, content in files:
        try:
            one = _event(name, content, options, log)
        except ImportFailedError as error:
            wrong.append(error)
            log.left(f"a file that cannot be read: {error}", name)
            continue
        found += [one] if one else []
    if not found and wrong:
        raise wrong[0]
    return Imported(FORM, tuple(found), notes=log.notes())


def _event(name: str, content: bytes, options: Options, log: Log) -> Happening | None:
    own = Log()
    whole = decoded(content, own)
    for note in own.notes():
        log.changed(note.what, name)
    match = _FRONT.fullmatch(whole)
    if not match:
        raise ImportFailedError("it has no front matter between two lines of ---")
    if len(match["yaml"]) > _WRITTEN_OUT:
        raise ImportFailedError(f"its front matter is longer than {_WRITTEN_OUT:,} characters")
    try:
        front = section(strict_yaml.read(match["yaml"].replace("\r\n", "\n")))
    except strict_yaml.YamlError as error:
        raise ImportFailedError(f"its front matter, line {error.line}: {error}", error.hint) from None
    body = of_markdown((match["body"] or "").replace("\r\n", "\n"))
    if body.links:
        log.changed("links and pictures became their words; their addresses are sources", name)
    written = _date(front.get("date"), name, options, log)
    if written is None:
        log.left("an event without a date that can be read", name, f"{text(front.get('title'))} {body.text}".strip())
        return None
    name_rest(front, _USED, log, name)
    place = front.get("location")
    if isinstance(place, dict):
        name_rest(place, ("name",), log, name, within="location.")
        place = place.get("name")
    return Happening(
        written.date,
        text(front.get("title")),
        name,
        summary="\n\n".join(filter(None, (text(front.get("summary")), text(front.get("description")), body.text))),
        place=text(place),
        actors=tuple(_names(front.get("actors"), "actors", name, log)),
        themes=tuple(_names(front.get("tags"), "tags", name, log)),
        links=(*_links(front.get("sources"), name, options, log), *in_texts((body,))),
    )


def _date(value: Any, where: str, options: Options, log: Log) -> date_parts.Written | None:
    try:
        found = dates.read(text(value), options.order)
    except date_parts.DateUnreadableError as error:
        if value:
            log.left(f"a date that cannot be read: {error}", where, error.hint)
        return None
    for rule in found.changed:
        log.changed(rule, where, text(value))
    return found


def _names(value: Any, key: str, where: str, log: Log) -> Iterable[str]:
    """Yield names of a list, plain or each with a ``name``."""
    for one in listed(value) if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            name_rest(one, ("name",), log, where, within=f"{key}.")
            yield text(one.get("name"))
        elif text(one):
            yield text(one)
        elif one:
            log.left(f"the field {key!r}", where, json_values.shown(one))


def _links(value: Any, where: str, options: Options, log: Log) -> Iterable[Link]:
    for one in listed(value) if isinstance(value, list) else [value]:
        if not isinstance(one, Mapping):
            words = text(one)
            if words.lower().startswith(("http://", "https://", "www.")):
                yield Link(words)
            elif words:
                yield Link(title=words)
            continue
        name_rest(one, _OF_A_SOURCE, log, where, within="sources.")
        day = next((text(one[key]) for key in ("date", "publication_date", "published") if text(one.get(key))), "")
        written = _date(day, where, options, log) if day else None
        house = text(one.get("outlet")) or text(one.get("publisher"))
        published = written.date if written else ""
        yield Link(
            text(one.get("url")),
            text(one.get("title")),
            house,
            published,
            "\n".join(filter(None, (text(one.get("description")), text(one.get("notes"))))),
        )
