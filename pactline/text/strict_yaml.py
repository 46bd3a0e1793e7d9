"""Strict YAML: text in, plain values out; every scalar stays the text that stands in the file.

No implicit types (``NO`` is text, ``2024-02-30`` does not end the load), no duplicate keys, no aliases,
no tags, and limits that are checked while reading, before anything can grow. What is wrong in one place does not hide
what stands below: it is noted, and reading goes on.
"""

import contextlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from pactline.problem import Path
from pactline.text import repairs
from pactline.text.nearest import quoted

MAX_BYTES = 32 * 1024 * 1024
MAX_UPLOAD_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 14

# libyaml's parser where PyYAML was built with it: about five times faster, same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})  # unquoted, these mean that nothing is given
_MOST_FAULTS = 200  # that are noted of one file
_MOST_BROKEN = 50  # entries that are taken out of one file because YAML ends in them; each costs another reading ...
_MOST_READ = 20_000_000  # ... so of a large file fewer: so many characters are read in all
_END = 10**9  # a column behind every line's
_MOST_SHOWN = 4  # lines that are shown as they should be
_ASIDE: Any = object()  # where a value goes whose key is of no use

_FORBIDDEN = yaml.reader.Reader.NON_PRINTABLE
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # JSON writes an emoji as two halves; YAML knows none
_SURROGATE = re.compile("[\ud800-\udfff]")


class YamlError(ValueError):
    """Text that is not the YAML that a record may be written in.

    Attributes:
        line: From 1.
        column: From 1.
        hint: What to do next.
        instead: The line, or lines, as they were probably meant; empty where that is not known.
    """

    def __init__(self, message: str, hint: str, line: int, column: int, instead: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.line = line
        self.column = column
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text holds, as far as it can be read.

    Attributes:
        value: The document; what is at fault is left out. Where a key stands twice, its lists and sections are
            joined; of two texts the first stays.
        faults: All that is wrong, in the order in which it was found.
        whole: No entry had to be left out because YAML ends in it.
        text: What was read: the text without such entries, and with lines as they were probably meant in the place
            of some that are no YAML; each line in its place.
    """

    value: Any
    faults: tuple[YamlError, ...]
    whole: bool
    text: str = ""


def read(text: str, *, max_bytes: int = MAX_BYTES) -> Any:
    """Read one YAML document into dicts, lists, strings and ``None``.

    A key whose value is empty (nothing, ``~`` or ``null``) is left out: absent is absent.

    Args:
        text: The document; may be empty.
        max_bytes: Limit to its size in UTF-8.

    Raises:
        YamlError: Broken syntax, a duplicate key, an alias, a tag, or a limit passed; the first of these.
    """
    found = read_all(text, max_bytes=max_bytes)
    if found.faults:
        raise min(found.faults, key=lambda fault: (fault.line, fault.column))
    return found.value


def read_all(text: str, *, max_bytes: int = MAX_BYTES, keys: Collection[str] = ()) -> Reading:
    """Read one YAML document as ``read`` does, and all that is wrong with it.

    Where it is plain what a line that is no YAML was meant to be, that is told, and what was meant is read on. Else
    nothing is sure until the next entry of a section begins: the entry the fault stands in is left out.

    Args:
        text: The document; may be empty.
        max_bytes: Limit to its size in UTF-8.
        keys: Words that are known as keys, to tell what was meant.
    """
    if len(text.encode(errors="surrogatepass")) > max_bytes:
        msg = f"the file is larger than {max_bytes // 1024 // 1024} MB"
        return Reading(None, (YamlError(msg, "split the record into a folder of files", 1, 1),), whole=False)
    text, faults = _allowed(text)
    whole = True
    found: list[YamlError] = []
    for _ in range(min(_MOST_BROKEN, 1 + _MOST_READ // (len(text) + 1))):
        found = []
        try:
            value = _parsed(text, found)
        except YamlError as error:
            if isinstance(error, _SyntaxError) and (meant := _meant(text, error, keys)):
                text, fault = meant
                faults.append(fault)
                continue
            faults.append(error)
            whole = False
            rest = _without_entry(text, error.line)
            if rest is None:
                return Reading(None, (*faults, *found), whole=False)
            text = rest
        else:
            return Reading(value, (*faults, *found), whole, text)
    return Reading(None, tuple(faults), whole=False)


class _SyntaxError(YamlError):
    """A fault after which the parser cannot go on; ``told`` is what it says itself."""

    def __init__(self, message: str, hint: str, line: int, column: int, told: str = "") -> None:
        super().__init__(message, hint, line, column)
        self.told = told


def _meant(text: str, error: _SyntaxError, keys: Collection[str]) -> tuple[str, YamlError] | None:
    """Return a text with the line at fault as it was probably meant, and what to tell of it.

    What is offered counts if its entry can be read, or its next fault stands further down.
    """
    lines = text.split("\n")
    span = _entry_at(lines, error.line)
    for offer in repairs.offers(lines, min(error.line, len(lines)) - 1, error.column - 1, error.told, keys):
        first = min(span[0], _entry_at(lines, offer.line + 1)[0])
        own = [offer.lines.get(number, line) for number, line in enumerate(lines[first : span[1]], first)]
        if own == lines[first : span[1]]:
            continue
        fault = _first_fault("\n".join(own))
        least = (max(error.line, offer.line + 1), error.column if offer.partial else _END)
        if fault is None or (first + fault[0], fault[1]) > least:
            few = len(offer.lines) <= _MOST_SHOWN
            told = "\n".join(offer.lines[number] for number in sorted(offer.lines) if few or number == offer.line)
            for number, line in offer.lines.items():
                lines[number] = line
            return "\n".join(lines), YamlError(offer.message, offer.hint, offer.line + 1, offer.column + 1, told)
    return None


def _first_fault(text: str) -> tuple[int, int] | None:
    """Return line and column, from 1, in which a text ends to be YAML."""
    try:
        _parsed(text, [])
    except YamlError as error:
        return error.line, error.column
    return None


def _allowed(text: str) -> tuple[str, list[YamlError]]:
    """Return a text with a mark in the place of each character that YAML does not allow, and where these stand."""
    faults = []
    for match in _FORBIDDEN.finditer(text):
        line, column = _place(text, match.start())
        message = f"a character that YAML does not allow: U+{ord(match[0]):04X}"
        faults.append(YamlError(message, "delete it: it is not to be seen, and came in by copying", line, column))
        if len(faults) == _MOST_FAULTS:
            break
    return (_FORBIDDEN.sub("\ufffd", text) if faults else text), faults


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


class _Paired(yaml.SafeLoader):
    """Joins the two halves in which JSON writes a character beyond U+FFFF; half a character alone is a fault."""

    def get_event(self) -> Any:
        event: Any = super().get_event()  # type: ignore[no-untyped-call]
        if hasattr(event, "value") and _SURROGATE.search(event.value):
            event.value = event.value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
            if _SURROGATE.search(event.value):
                message = "half a character without its other half"
                raise yaml.scanner.ScannerError(None, None, message, event.start_mark)
        return event


def _loader(text: str) -> Any:
    """Return the class that parses a text: libyaml's, which is fast, unless there are halves to join."""
    return _Paired if _HALF.search(text) else _LOADER


def _parsed(text: str, faults: list[YamlError]) -> Any:
    try:
        parser = _loader(text)(text)
        try:
            return _document(parser, faults)
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and _left_open(error, text):
            mark = error.context_mark  # found out far below: where it was opened is of use
        message = " ".join(part for part in (error.context, error.problem) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        before = text[: mark.index].rpartition("\n")[2] if mark else ""
        hint = _syntax_hint(message, before)
        raise _SyntaxError(f"not readable as YAML: {message}", hint, line, column, message) from None
    except yaml.reader.ReaderError:
        raise _SyntaxError("a character that YAML does not allow", "remove control characters", 1, 1) from None


def _left_open(error: Any, text: str) -> bool:
    """Say whether a fault is that a bracket, brace or quotation mark was left open in an entry above."""
    if error.problem_mark.line > text.rstrip().count("\n"):
        return True
    between = text.split("\n")[error.context_mark.line + 1 : error.problem_mark.line + 1]
    opened = any(word in (error.context or "") for word in ("flow", "quoted"))
    return opened and any(_BEGINS.match(line) for line in between)


# What a parser's message says, all of it, and what to do about it; the first that fits counts.
_HINTS = (
    (("half a character",), "write the character itself instead of its escapes"),
    (("flow",), "close the bracket or brace that opens here, and put what holds , : [ ] or { } in quotes"),
    (("mapping values are not allowed",), "text that holds ': ' or ' #' needs quotes"),
    (
        ("quoted scalar", "end of stream"),
        "the quotation mark that opens here is never closed: close it, or leave it out",
    ),
    (("\\t",), "indent with spaces, not tabs"),
    (("tab",), "indent with spaces, not tabs"),
)


def _syntax_hint(message: str, before: str) -> str:
    """Return what to do about a syntax fault.

    Args:
        message: The parser's.
        before: What stands on its line before the fault.
    """
    if "mapping values are not allowed" in message and re.fullmatch(r"\s+[\w-]+", before):
        return "this line begins too far right: begin it in the same column as the key above it"
    otherwise = "check quotes, colons and indentation on this line and the one before"
    return next((hint for words, hint in _HINTS if all(word in message for word in words)), otherwise)


_SECTION = re.compile(r"[^\s#-]")
_BEGINS = re.compile(r"[^\s#-]|\s*-\s")  # a section, or an entry of a list


def _without_entry(text: str, line: int) -> str | None:
    """Empty the lines of the section's entry, or else of the section, that a line belongs to; others keep their place.

    Returns:
        The rest, or ``None`` if there is nothing to empty.
    """
    lines = text.split("\n")
    first, after = _entry_at(lines, line)
    if not any(one.strip() for one in lines[first:after]):
        return None
    return "\n".join([*lines[:first], *[""] * (after - first), *lines[after:]])


def _entry_at(lines: list[str], line: int) -> tuple[int, int]:
    """Return the first line, from 0, of the section's entry, or else of the section, that a line belongs to.

    Returns:
        It, and the first line after.
    """
    at = min(line, len(lines)) - 1
    head = next((n for n in range(at, -1, -1) if _SECTION.match(lines[n])), 0)
    end = next((n for n in range(at + 1, len(lines)) if _SECTION.match(lines[n])), len(lines))
    indent = next((match[0] for one in lines[head + 1 : end] if (match := re.match(r" *(?=-\s)", one))), None)
    starts = [] if indent is None else [n for n in range(head, end) if re.match(rf"{indent}-(\s|$)", lines[n])]
    first = max((n for n in starts if n <= at), default=head)
    return first, min((n for n in starts if n > at), default=end)


def _document(parser: Any, faults: list[YamlError]) -> Any:  # noqa: C901, PLR0912 - one loop, see below
    """Build the values of one document from the parser's events, and note what is wrong with them.

    One loop with a stack of open collections, since a large record has a million events and a call costs as much
    as what it does. ``keys`` holds, for each open collection, the key that waits for its value.
    """
    next_event, scalar, starts, ends = parser.get_event, yaml.ScalarEvent, _STARTS, _ENDS
    root: list[Any] = []
    stack: list[Any] = [root]
    keys: list[Any] = [None]
    strange: list[dict[Any, Any]] = []  # hold values under keys that are no text
    into: Any = root
    while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
        if kind is scalar:
            if event.tag is not None and event.tag != "!":
                _note(faults, _tagged(event))
            value: Any = event.value
            if value in EMPTY and event.implicit[0]:
                value = None
        elif kind in starts:
            value = _opened(event, len(stack), faults)
        elif kind in ends:
            keys.pop()
            _without_empty(stack.pop())
            into = stack[-1]
            continue
        elif kind is yaml.AliasEvent:
            _note(faults, _at(event, f"the alias {quoted('*' + event.anchor)} is not used in a record", "write it out"))
            value = None
        else:
            if kind is yaml.DocumentStartEvent and root:
                _note(faults, _at(event, "a second document begins here", "remove the line '---'"))
            continue
        if type(into) is list:
            into.append(value)
        elif (waiting := keys[-1]) is not None:
            into[waiting] = value
            keys[-1] = None
        else:
            keys[-1] = _key(event, value, into, faults)
            if type(keys[-1]) is not str:
                strange.append(into)
        if kind in starts:
            stack.append(value)
            keys.append(None)
            into = value
    for one in strange:
        _tidy(one)
    return root[0] if root else None


_STARTS = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})


def _opened(event: Any, depth: int, faults: list[YamlError]) -> dict[str, Any] | list[Any]:
    if event.tag is not None:
        _note(faults, _tagged(event))
    if depth > MAX_DEPTH:
        raise _at(event, f"nested more than {MAX_DEPTH} levels deep", "a record needs no more than nine")
    return {} if type(event) is yaml.MappingStartEvent else []


def _without_empty(done: Any) -> None:
    if type(done) is dict and None in done.values():
        for key in [key for key, held in done.items() if held is None]:
            del done[key]


def _note(faults: list[YamlError], fault: YamlError) -> None:
    if len(faults) < _MOST_FAULTS:
        faults.append(fault)


def _key(event: Any, value: Any, into: dict[Any, Any], faults: list[YamlError]) -> Any:
    """Put a key into its mapping, so that a second one is noticed even if this one stays empty."""
    if type(value) is not str:
        _note(faults, _at(event, "a key must be a word", "write 'key: value'"))
        return _ASIDE
    if value in into:
        hint = "keep one of the two"
        if value == next(iter(into)):
            hint += "; if a new entry begins here, begin it with '- '"
        _note(faults, _at(event, f"the key {quoted(value)} stands here twice", hint))
        value = (value, len(into))
    into[value] = None
    return value


def _tidy(mapping: dict[Any, Any]) -> None:
    """Join what a key has that stands in a mapping again, and leave out what has no key."""
    for key in [key for key in mapping if type(key) is not str]:
        value = mapping.pop(key)
        if key is not _ASIDE and value is not None:
            first = mapping.setdefault(key[0], value)
            if first is not value and type(first) is type(value) is list:
                first.extend(value)
            elif first is not value and type(first) is type(value) is dict:
                for name, one in value.items():
                    first.setdefault(name, one)


def _tagged(event: Any) -> YamlError:
    return _at(event, f"the tag {quoted(event.tag)} is not used in a record", "write plain text")


def _at(event: Any, message: str, hint: str) -> YamlError:
    return YamlError(message, hint, event.start_mark.line + 1, event.start_mark.column + 1)


@dataclass(slots=True)
class _Node:
    """A value of a document: where it begins, its text if it is one, and what it holds; a mapping keys and values.

    ``end`` is where its text ends; of others where their first sign does.
    """

    mark: Any
    end: Any
    kind: Any
    text: str = ""
    children: "list[_Node]" = field(default_factory=list)


class Places:
    """Finds the line and column of a value, for the file's rare problems.

    The text is parsed a second time, with marks, only when the first problem asks.
    """

    def __init__(self, text: str) -> None:
        """Take a text as ``Reading.text`` has it."""
        self._text = text
        self._root: _Node | None = None

    def of(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return line and column, both from 1, of the value at ``path``.

        Args:
            path: Keys and positions from the top; where it leads nowhere, its deepest existing part counts.
            key: Point at the key instead of its value.
        """
        node, _ = self._at(path, key=key)
        return (node.mark.line + 1, node.mark.column + 1) if node.mark else (1, 1)

    def has(self, path: Path) -> bool:
        """Say whether something stands at ``path``, be it empty."""
        return self._at(path, key=True)[1]

    def span(self, path: Path, *, key: bool = False) -> tuple[int, int, int] | None:
        """Return the line of a text, and its first column and that after it, all from 0; ``None`` of others."""
        node, found = self._at(path, key=key)
        if not found or node.kind is not yaml.ScalarEvent or node.mark.line != node.end.line:
            return None
        return node.mark.line, node.mark.column, node.end.column

    def _at(self, path: Path, *, key: bool) -> tuple[_Node, bool]:
        """Return what stands at a path, or its deepest existing part, and whether it is all there."""
        if self._root is None:
            self._root = _tree(self._text)
        nodes, last = [self._root], self._root  # several, where a key stands more than once
        for step in path:
            found = _below(nodes, step)
            if not found:
                return last, False
            last = found[0][not key]
            nodes = [value for _, value in found]
        return last, True


def _below(nodes: list[_Node], step: str | int) -> list[tuple[_Node, _Node]]:
    """Return the keys and values that a step leads to from joined nodes; an entry of a list is its own key."""
    if isinstance(step, str):
        mappings = [node.children for node in nodes if node.kind is yaml.MappingStartEvent]
        pairs = [pair for own in mappings for pair in zip(own[::2], own[1::2], strict=False)]
        return [pair for pair in pairs if pair[0].text == step]
    lists = [node.children for node in nodes if node.kind is yaml.SequenceStartEvent]
    entries = lists[0] if len(lists) == 1 else [child for own in lists for child in own]
    return [(entries[step], entries[step])] if step < len(entries) else []


def _tree(text: str) -> _Node:
    """Return the first document of a text that can be parsed; of one that cannot, an empty one."""
    root = _Node(None, None, None)
    within = [root]
    try:
        for event in _events(text):
            kind = type(event)
            if kind in _ENDS:
                within.pop()
            elif kind in _STARTS or kind in (yaml.ScalarEvent, yaml.AliasEvent):
                node = _Node(event.start_mark, event.end_mark, kind, getattr(event, "value", ""))
                within[-1].children.append(node)
                if kind in _STARTS:
                    within.append(node)
    except yaml.YAMLError:
        pass
    return root.children[0] if root.children else root


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, and whether it cuts a text: it stands one blank behind it, as if it belonged there.

    Attributes:
        text: From ``#`` on.
        line: From 1.
        column: From 1.
        cuts: A plain text stands before it on its line, or nothing where a text belongs, with one blank between.
    """

    text: str
    line: int
    column: int
    cuts: bool


_MAY_HOLD = re.compile(r"(^|[ \t])#", re.MULTILINE)
_ONE = re.compile("(?P<before>[ \\t]*)#[^\\n\\r\x85\u2028\u2029]*")
_ENDS_IT = (yaml.KeyToken, yaml.BlockEndToken, yaml.DocumentEndToken, yaml.StreamEndToken)
_NOTHING = {yaml.ValueToken: _ENDS_IT, yaml.BlockEntryToken: (*_ENDS_IT, yaml.BlockEntryToken)}


def comments(text: str) -> list[Comment]:
    """Return all comments of a text, in order; of one that is not YAML, those before its fault."""
    if not _MAY_HOLD.search(text):
        return []
    found: list[Comment] = []
    last: Any = None
    try:
        for token in yaml.scan(text, Loader=_loader(text)):
            if last is not None:
                found += _between(text, last, token)
            last = token
    except yaml.YAMLError:
        pass
    return found


def _between(text: str, last: Any, token: Any) -> Iterator[Comment]:
    """Yield the comments between two tokens, and one in the head of a block of text."""
    begin, end = last.end_mark.index, token.start_mark.index
    if type(last) is yaml.ScalarToken and last.style in ("|", ">"):
        begin_of_it = last.start_mark.index
        head = text[begin_of_it : text.find("\n", begin_of_it)]
        if (match := re.search(r"[ \t]#.*", head)) and "#" not in head[: match.start()]:
            yield _comment(text, begin_of_it + match.start() + 1, cuts=False)
    if begin >= end or "#" not in text[begin:end]:
        return
    for match in _ONE.finditer(text, begin, end):
        at = match.end("before")
        same_line = "\n" not in text[begin:at]
        plain = type(last) is yaml.ScalarToken and last.plain and last.end_mark.index != last.start_mark.index
        nothing = isinstance(token, _NOTHING.get(type(last), ()))
        yield _comment(text, at, cuts=same_line and len(match["before"]) == 1 and (plain or nothing))


def _comment(text: str, at: int, *, cuts: bool) -> Comment:
    match = _ONE.match(text, at)
    line, column = _place(text, at)
    return Comment(match[0].rstrip() if match else "", line, column, cuts)


def _index(mark: Any) -> int:
    return int(mark.index)


def _events(text: str) -> Iterable[Any]:
    return yaml.parse(text, Loader=_loader(text))


def lines_of_texts(text: str) -> dict[int, bool]:
    """Return the lines, from 1, on which a text goes on that began on an earlier one, and whether each blank counts.

    In a block (``|`` or ``>``) it does, up to its last word; elsewhere blanks at a line's end mean nothing.
    """
    found: dict[int, bool] = {}
    with contextlib.suppress(yaml.YAMLError):  # then the lines before its fault
        for event in _events(text):
            if type(event) is yaml.ScalarEvent:
                begin: Any = event.start_mark
                last = begin.line + 1 + text[begin.index : _index(event.end_mark)].rstrip().count("\n")
                lines = range(begin.line + 2, last + 1)
                found.update(dict.fromkeys(lines, event.style in ("|", ">")))
    return found
