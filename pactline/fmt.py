"""One style for a record's files: entries in order, keys in order, short things on one line, comments kept."""

import io
import re
from collections.abc import Callable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from pactline import edtf, yaml_text
from pactline.load import fields_at

WIDTH = 120
INDENT = 2


class _Text(BaseResolver):
    """Takes every scalar for text, so that no value changes its look."""

    def __init__(self, version: object = None, loader: object = None, loadumper: object = None) -> None:  # noqa: ARG002
        super().__init__(loadumper or loader)

    @property
    def processing_version(self) -> tuple[int, int]:
        return (1, 2)


def formatted(text: str) -> str:
    """Return a record's file in the one style; its values are the same.

    Entries with comments between them stay in their order: a comment could end up beside the wrong one.

    Raises:
        yaml_text.YamlError: The text is not the strict YAML that a record is written in.
    """
    before = yaml_text.read(text)
    if not isinstance(before, dict):
        return text
    yaml = YAML()
    yaml.Resolver = _Text
    yaml.width = WIDTH
    yaml.preserve_quotes = True
    yaml.indent(mapping=INDENT, sequence=INDENT, offset=0)
    data = yaml.load(text)
    for name, section in data.items():
        if isinstance(section, CommentedSeq):
            if name in _ORDER and not _commented(section):
                section.sort(key=_ORDER[name])
            for number, entry in enumerate(section):
                section[number] = _keys_in_order(entry, (name, number))
        elif isinstance(section, CommentedMap):
            data[name] = _keys_in_order(section, (name,))
        _style(data[name], indent=0, taken=len(name) + 2, flow=False)
    out = io.StringIO()
    yaml.dump(data, out)
    spaced = _spaced(out.getvalue())
    return spaced if yaml_text.read(spaced) == yaml_text.read(out.getvalue()) else out.getvalue()


def _by_date(event: Any) -> tuple[Any, ...]:
    try:
        date = edtf.parse(str(event["date"]))
    except (edtf.DateError, KeyError, TypeError):
        return (0, 0)  # what is wrong stays first, where it is seen
    return (1, date.year, date.earliest, date.latest, int(event.get("order", 0)), str(event.get("id", "")))


def _by_id(entry: Any) -> str:
    return str(entry.get("id", "")) if isinstance(entry, dict) else ""


_ORDER: dict[str, Callable[[Any], Any]] = {
    "events": _by_date,
    "sources": _by_id,
    "publishers": _by_id,
    "metrics": _by_id,
    "estimates": _by_id,
}


def _commented(section: CommentedSeq) -> bool:
    """Say whether a comment stands between or in the entries of a section."""
    out = io.StringIO()
    YAML().dump(section, out)
    return any(line.lstrip().startswith("#") or " # " in line for line in out.getvalue().splitlines())


def _keys_in_order(value: Any, path: tuple[str | int, ...]) -> Any:
    """Put the keys of an entry, and of all in it, in the order of the model."""
    if isinstance(value, CommentedMap):
        order = {key: number for number, key in enumerate(fields_at(path))}
        for key in sorted(value, key=lambda key: order.get(str(key), len(order))):
            _put(value, key, _keys_in_order(value[key], (*path, str(key))))
            value.move_to_end(key)
    elif isinstance(value, CommentedSeq):
        for number, one in enumerate(value):
            _put(value, number, _keys_in_order(one, (*path, number)))
    elif isinstance(value, SingleQuotedScalarString | DoubleQuotedScalarString) and value not in yaml_text.EMPTY:
        return str(value)  # quotes stay only where they are needed, or where a word in them would mean nothing
    return value


def _put(collection: Any, key: Any, value: Any) -> None:
    """Set a value; set at once over a quoted one, ruamel would give it the old one's quotes."""
    if isinstance(collection[key], str):
        collection[key] = None
    collection[key] = value


def _style(value: Any, *, indent: int, taken: int, flow: bool = True) -> None:
    """Write on one line what fits there: ``taken`` columns of it are used already."""
    if not isinstance(value, CommentedMap | CommentedSeq):
        return
    if flow and taken + len(_flow(value)) <= WIDTH:
        value.fa.set_flow_style()
        _quote_marks(value)
        return
    value.fa.set_block_style()
    if isinstance(value, CommentedMap):
        for key, one in value.items():
            _style(one, indent=indent + INDENT, taken=indent + len(str(key)) + 2, flow=key not in _NEVER_ON_ONE_LINE)
    else:
        for one in value:
            _style(one, indent=indent + INDENT, taken=indent + 2, flow=not _holds_claims(one))


def _quote_marks(value: CommentedMap | CommentedSeq) -> None:
    """Quote what holds a question mark or begins with a colon: inside braces PyYAML reads a mark of its own."""
    for key, one in value.items() if isinstance(value, CommentedMap) else enumerate(value):
        if isinstance(one, CommentedMap | CommentedSeq):
            _quote_marks(one)
        elif isinstance(one, str) and ("?" in one or one.startswith(":")):
            value[key] = SingleQuotedScalarString(one)


_NEVER_ON_ONE_LINE = ("claims", "articles", "checks")


def _holds_claims(value: Any) -> bool:
    return isinstance(value, dict) and any(key in value for key in (*_NEVER_ON_ONE_LINE, "text"))


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return f'"{value}"' if re.search(r"[:#,\[\]{}]", str(value)) else str(value)


def _spaced(text: str) -> str:
    """Keep one empty line before each section and each event, and no other."""
    lines: list[str] = []
    section = ""
    for line in text.splitlines():
        bare = line.rstrip()
        if not bare:
            continue
        top = re.match(r"(\w+):", bare)
        first_of_section = bool(lines) and lines[-1] == f"{section}:"
        if lines and (
            (top and not lines[-1].startswith("#"))
            or (section == "events" and bare.startswith("- ") and not first_of_section)
        ):
            lines.append("")
        if top:
            section = top[1]
        lines.append(bare)
    return "\n".join(lines) + "\n"
