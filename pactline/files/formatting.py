"""One style for a record's files: entries in order, keys in order, short things on one line, comments kept.

A program that rewrites files proves that nothing is lost: what is read of the new text is compared with what is read
of the old one, value by value, comments too.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
    SingleQuotedScalarString,
)

from pactline.files import plain_entries
from pactline.files.error_words import fields_at
from pactline.files.plain_entries import NEVER_ON_ONE_LINE, ONLY_QUOTED, WIDTH, measured
from pactline.problem import Path
from pactline.record import edtf
from pactline.text import strict_yaml
from pactline.text.strict_yaml import YamlError

INDENT = 2
_ROUNDS = 2  # to write what a style cannot hold in double quotes, which hold everything
_TIMES = 4  # until nothing changes any more: the first time, comments and empty lines may settle
_NOTHING = "null"  # what is written where a key or an entry has no value
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")  # line ends in the YAML that we read, not in ruamel's


class _Text(BaseResolver):
    """Takes every scalar for text, so that no value changes its look."""

    def __init__(self, version: object = None, loader: object = None, loadumper: object = None) -> None:  # noqa: ARG002
        super().__init__(loadumper or loader)

    @property
    def processing_version(self) -> tuple[int, int]:
        return (1, 2)


def formatted(text: str) -> str:
    """Return a record's file in the one style; its values and its comments are the same.

    What comes out is in the style: formatted again it stays as it is.

    Entries with comments between them stay in their order: a comment could end up beside the wrong one.

    Raises:
        YamlError: The text is not the strict YAML that a record is written in, or, with the place, it holds something
            that would not stay as it is.
    """
    for _ in range(_TIMES):
        before, text = text, _formatted(text)
        if text == before:
            break
    return text


def written(sections: Mapping[str, Any]) -> str:
    """Return the sections of a new record in the one style.

    Args:
        sections: Plain values, by name; numbers are written as they are, what is not given is left out.

    Raises:
        YamlError: There is something in them that YAML cannot hold.
    """
    before = _texts(sections)
    orders = _orders(before, set())
    expected = {name: _arranged(value, orders.get(name)) for name, value in before.items()}
    done = _spaced("".join(_section(name, value) for name, value in expected.items()))
    if _says(done, expected):
        return done
    difficult: set[Path] = set()
    different = list[Path]()
    for _ in range(_ROUNDS):
        done = _spaced(_emitted(_tree(before), before, orders, difficult, commented=False))
        different = list(_differences(expected, _read_back(done), ()))
        if not different:
            return done
        difficult.update(different)
    name = ".".join(map(str, different[0]))
    raise YamlError(f"the value of {name} cannot be written", "nothing was written", 1, 1)


def _says(text: str, expected: Any) -> bool:
    """Say whether what is read of a text is what is expected."""
    try:
        return next(_differences(expected, _read_back(text), ()), None) is None
    except YamlError:
        return False


def _section(name: str, value: Any) -> str:
    """Return a section, its entries in order, not yet proved to say the same: by ruamel what is not plain."""
    if not isinstance(value, list) or not value:
        return _by_ruamel({name: value})
    head, orders = f"{name}:\n", dict[Path, dict[str, int]]()
    return head + "".join(
        plain_entries.entry(_ordered(one, (name,), orders)) or _by_ruamel({name: [one]}).removeprefix(head)
        for one in value
    )


def _by_ruamel(sections: dict[str, Any]) -> str:
    return _emitted(_tree(sections), sections, {}, set(), commented=False)


def _ordered(value: Any, path: Path, orders: dict[Path, dict[str, int]]) -> Any:
    """Return values with all keys in the order of the model; ``orders`` keeps what was found of it."""
    if isinstance(value, list):
        return [_ordered(one, path, orders) for one in value]
    if not isinstance(value, dict):
        return value
    order = orders.get(path)
    if order is None:
        order = orders[path] = {key: number for number, key in enumerate(fields_at(path))}
    keys = sorted(value, key=lambda key: order.get(key, len(order)))
    return {key: _ordered(value[key], (*path, key), orders) for key in keys}


def _texts(value: Any) -> Any:
    """Return values as our own reader reads them: texts, lists and mappings, and nothing of what is not given."""
    if isinstance(value, Mapping):
        return {str(key): _texts(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_texts(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _tree(value: Any) -> Any:
    """Return texts, lists and mappings as ruamel has them once it has read them."""
    if isinstance(value, dict):
        tree = CommentedMap()
        for key, one in value.items():
            tree[key] = _tree(one)
        return tree
    return CommentedSeq(map(_tree, value)) if isinstance(value, list) else value


def _formatted(text: str) -> str:
    before = strict_yaml.read(text)
    if not isinstance(before, dict):
        return text
    comments = strict_yaml.comments(text)
    places = strict_yaml.Places(text)
    orders = _orders(before, _commented(before, comments, places))
    expected = {name: _arranged(value, orders.get(name)) for name, value in before.items()}
    difficult: set[Path] = set()
    done, different = "", list[Path]()
    for _ in range(_ROUNDS):
        done = _spaced(_dumped(text, before, orders, difficult, commented=bool(comments)))
        if done == text:
            return text  # nothing has changed, and nothing can be lost
        different = list(_differences(expected, _read_back(done), ()))
        if not different:
            break
        difficult.update(different)
    if different:
        raise _changed(different[0], orders, places)
    lost = Counter(one.text for one in comments) - Counter(one.text for one in strict_yaml.comments(done))
    if lost:
        one = next(one for one in comments if one.text in lost)
        hint = "put it on a line of its own before the entry; nothing was written"
        raise YamlError(f"the comment {one.text[:60]!r} would be lost", hint, one.line, one.column)
    return done


def _dumped(text: str, before: Any, orders: dict[str, list[int]], difficult: set[Path], *, commented: bool) -> str:
    """Return the text in the one style, not yet proved to say the same.

    Args:
        text: Of the file.
        before: Its values, as our own reader reads them.
        orders: Per section that is put in order, its entries' numbers in that order.
        difficult: Paths, in the new order, of texts that only double quotes keep.
        commented: Comments stand in it.
    """
    try:
        data = _yaml().load(_BREAKS.sub("\n", text))  # only for its structure and comments: texts are our reader's
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"two YAML parsers read this differently: {getattr(error, 'problem', None) or 'one cannot'}"
        raise YamlError(message, "put the text in quotes; nothing was written", line, column) from None
    return _emitted(data, before, orders, difficult, commented=commented)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _Text
    yaml.width = WIDTH
    yaml.preserve_quotes = True
    yaml.indent(mapping=INDENT, sequence=INDENT, offset=0)
    return yaml


def _emitted(data: Any, before: Any, orders: dict[str, list[int]], difficult: set[Path], *, commented: bool) -> str:
    """Return ruamel's tree of a file as text in the one style; arguments as of ``_dumped``."""
    for name, section in data.items():
        value = before.get(name)
        order = orders.get(name)
        if order is not None:
            section[:] = [section[number] for number in order]
            value = [value[number] for number in order]
        data[name] = own = _restyled(section, value, (name,), difficult)
        if isinstance(own, CommentedSeq):
            for number, entry in enumerate(own):
                _keys_in_order(entry, (name, number))
        else:
            _keys_in_order(own, (name,))
        _style(own, indent=0, taken=len(name) + 2, flow=False, commented=commented)
    out = io.StringIO()
    try:
        _yaml().dump(data, out)
    except YAMLError as error:
        raise YamlError(f"cannot be written again: {error}", "nothing was written", 1, 1) from None
    return out.getvalue()


def _orders(before: dict[str, Any], fixed: set[str]) -> dict[str, list[int]]:
    """Return per section that has an order its entries' numbers in that order; equal ones stay as they stand."""
    found = {}
    for name, key in _ORDER.items():
        section = before.get(name)
        if name not in fixed and isinstance(section, list):
            keys = [key(entry) for entry in section]
            found[name] = sorted(range(len(keys)), key=keys.__getitem__)
    return found


def _arranged(value: Any, order: list[int] | None) -> Any:
    return value if order is None else [value[number] for number in order]


def _by_date(event: Any) -> tuple[Any, ...]:
    try:
        date = edtf.parse(str(event["date"]))
        return (1, date.order, int(event.get("order", 0)))
    except (edtf.DateError, KeyError, TypeError, ValueError, AttributeError):
        return (0,)  # what is wrong stays first, where it is seen


def _by_id(entry: Any) -> str:
    return str(entry.get("id", "")) if isinstance(entry, dict) else ""


_ORDER: dict[str, Callable[[Any], Any]] = {
    "events": _by_date,
    "sources": _by_id,
    "publishers": _by_id,
    "metrics": _by_id,
    "estimates": _by_id,
}


def _commented(before: dict[str, Any], comments: list[strict_yaml.Comment], places: strict_yaml.Places) -> set[str]:
    """Return the sections in which a comment stands, between their first line and the next section."""
    begins = sorted((places.of((name,), key=True)[0], name) for name in before)
    ends = [*(line for line, _ in begins[1:]), None]
    return {
        name
        for (begin, name), end in zip(begins, ends, strict=False)
        if any(begin <= one.line and (end is None or one.line < end) for one in comments)
    }


def _differences(expected: Any, found: Any, path: Path) -> Iterator[Path]:
    """Yield where two trees of values differ."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in dict.fromkeys([*expected, *found]):
            if key in expected and key in found:
                yield from _differences(expected[key], found[key], (*path, key))
            else:
                yield (*path, key)
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from _differences(one, other, (*path, number))
    elif expected != found:
        yield path


def _read_back(text: str) -> Any:
    return strict_yaml.read_all(text).value


def _changed(path: Path, orders: dict[str, list[int]], places: strict_yaml.Places) -> YamlError:
    """Return the error for a value that would not stay, at its place in the text as it is."""
    order = orders.get(str(path[0])) if path else None
    if order is not None and len(path) > 1 and isinstance(path[1], int):
        path = (path[0], order[path[1]], *path[2:])
    line, column = places.of(path)
    message = f"the value of {'.'.join(map(str, path)) or 'the file'} would not stay as it is"
    return YamlError(message, "write it in double quotes; nothing was written", line, column)


def _restyled(node: Any, value: Any, path: Path, difficult: set[Path]) -> Any:
    """Return ruamel's value with the text that our own reader reads, in a style that keeps it."""
    if isinstance(node, CommentedMap):
        own = value if isinstance(value, dict) else {}
        for key in node:
            _put(node, key, _restyled(node[key], own.get(str(key)), (*path, str(key)), difficult))
        return node
    if isinstance(node, CommentedSeq):
        many = value if isinstance(value, list) and len(value) == len(node) else [None] * len(node)
        for number, one in enumerate(node):
            _put(node, number, _restyled(one, many[number], (*path, number), difficult))
        return node
    if value is None:
        return PlainScalarString(str(node) or _NOTHING)
    return _scalar(str(value), node, quoted=path in difficult)


def _scalar(value: str, node: Any, *, quoted: bool) -> Any:
    """Return a text in the style that it is written in; quotes only where they are needed."""
    if quoted or ONLY_QUOTED.search(value):
        return DoubleQuotedScalarString(value)
    if value in strict_yaml.EMPTY:
        return SingleQuotedScalarString(value)  # plain, it would mean nothing
    if "\n" in value:
        folded = isinstance(node, FoldedScalarString) and "\n" not in value.rstrip("\n")
        return FoldedScalarString(value) if folded else LiteralScalarString(value)
    return value


def _keys_in_order(value: Any, path: tuple[str | int, ...]) -> None:
    """Put the keys of an entry, and of all in it, in the order of the model."""
    if isinstance(value, CommentedMap):
        order = {key: number for number, key in enumerate(fields_at(path))}
        for key in sorted(value, key=lambda key: order.get(str(key), len(order))):
            _keys_in_order(value[key], (*path, str(key)))
            value.move_to_end(key)
    elif isinstance(value, CommentedSeq):
        for number, one in enumerate(value):
            _keys_in_order(one, (*path, number))


def _put(collection: Any, key: Any, value: Any) -> None:
    """Set a value; set at once over a quoted one, ruamel would give it the old one's quotes."""
    if isinstance(collection[key], str):
        collection[key] = None
    collection[key] = value


def _style(value: Any, *, indent: int, taken: int, flow: bool = True, commented: bool = False) -> None:
    """Write on one line what fits there: ``taken`` columns of it are used already."""
    if not isinstance(value, CommentedMap | CommentedSeq):
        return
    if flow and not _stays_apart(value, commented=commented) and taken + len(measured(value)) <= WIDTH:
        value.fa.set_flow_style()
        _quote_marks(value)
        return
    value.fa.set_block_style()
    if isinstance(value, CommentedMap):
        for key, one in value.items():
            own = key not in NEVER_ON_ONE_LINE or _names_alone(one)
            taken = indent + len(str(key)) + 2
            _style(one, indent=indent + INDENT, taken=taken, flow=own, commented=commented)
    else:
        for one in value:
            _style(one, indent=indent + INDENT, taken=indent + 2, flow=not _holds_claims(one), commented=commented)


def _stays_apart(value: Any, *, commented: bool) -> bool:
    """Say whether a collection holds what one line cannot: a block of text, or a comment."""
    if isinstance(value, LiteralScalarString | FoldedScalarString):
        return True
    if not isinstance(value, CommentedMap | CommentedSeq):
        return False
    inside = value.values() if isinstance(value, CommentedMap) else value
    if commented and _comments_inside(value):
        return True
    return any(_stays_apart(one, commented=commented) for one in inside)


def _comments_inside(value: CommentedMap | CommentedSeq) -> bool:
    """Say whether ruamel has noted a comment inside a collection, one behind its last value aside."""
    last = next(reversed(value), None) if isinstance(value, CommentedMap) else len(value) - 1
    return any(key != last and any(notes) for key, notes in value.ca.items.items()) or bool(value.ca.comment)


def _quote_marks(value: CommentedMap | CommentedSeq) -> None:
    """Quote what holds a question mark or begins with a colon: inside braces PyYAML reads a mark of its own."""
    for key, one in value.items() if isinstance(value, CommentedMap) else enumerate(value):
        if isinstance(one, CommentedMap | CommentedSeq):
            _quote_marks(one)
        elif type(one) is str and ("?" in one or one.startswith(":")):
            value[key] = SingleQuotedScalarString(one)


def _names_alone(value: Any) -> bool:
    """Say whether a list names things by their ids, as stories and digests name claims, and holds none itself."""
    return isinstance(value, CommentedSeq) and bool(value) and not any(isinstance(one, CommentedMap) for one in value)


def _holds_claims(value: Any) -> bool:
    return isinstance(value, dict) and any(key in value for key in (*NEVER_ON_ONE_LINE, "text"))


def _spaced(text: str) -> str:
    """Keep one empty line before each section and each event, and no other; texts of several lines stay as they are."""
    inside = strict_yaml.lines_of_texts(text)
    lines: list[str] = []
    section = ""
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.rstrip(" ")
        if number in inside:
            lines.append(line if inside[number] else bare)
            continue
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
