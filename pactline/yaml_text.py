"""Strict YAML: text in, plain values out; every scalar stays the text that stands in the file.

No implicit types (``NO`` is text, ``2024-02-30`` does not end the load), no duplicate keys, no aliases,
no tags, and limits that are checked while reading, before anything can grow.
"""

from typing import Any

import yaml

from pactline.problem import Path

MAX_BYTES = 32 * 1024 * 1024
MAX_UPLOAD_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 14

# libyaml's parser where PyYAML was built with it: about five times faster, same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})  # unquoted, these mean that nothing is given


class YamlError(ValueError):
    """Text that is not the YAML that a record may be written in.

    Attributes:
        line: From 1.
        column: From 1.
        hint: What to do next.
    """

    def __init__(self, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(message)
        self.hint = hint
        self.line = line
        self.column = column


def read(text: str, *, max_bytes: int = MAX_BYTES) -> Any:
    """Read one YAML document into dicts, lists, strings and ``None``.

    A key whose value is empty (nothing, ``~`` or ``null``) is left out: absent is absent.

    Args:
        text: The document; may be empty.
        max_bytes: Limit to its size in UTF-8.

    Raises:
        YamlError: Broken syntax, a duplicate key, an alias, a tag, or a limit passed.
    """
    if len(text.encode(errors="surrogatepass")) > max_bytes:
        msg = f"the file is larger than {max_bytes // 1024 // 1024} MB"
        raise YamlError(msg, "split the record into a folder of files", 1, 1)
    try:
        parser = _LOADER(text)
        try:
            return _document(parser)
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and mark.line > text.rstrip().count("\n"):
            mark = error.context_mark  # found out at the end of the file: what was left open is of use
        message = " ".join(part for part in (error.context, error.problem) if part)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlError(f"not readable as YAML: {message}", _syntax_hint(message), line, column) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError("a character that YAML does not allow", "remove control characters", line, 1) from None


def _syntax_hint(message: str) -> str:
    if "mapping values are not allowed" in message:
        return "text that holds ': ' or ' #' needs quotes"
    if "\\t" in message or "tab" in message:
        return "indent with spaces, not tabs"
    return "check quotes, colons and indentation on this line and the one before"


def _document(parser: Any) -> Any:
    """Build the values of one document from the parser's events.

    One loop with a stack of open collections, since a large record has a million events and a call costs as much
    as what it does. ``keys`` holds, for each open collection, the key that waits for its value.
    """
    next_event, scalar, starts, ends = parser.get_event, yaml.ScalarEvent, _STARTS, _ENDS
    root: list[Any] = []
    stack: list[Any] = [root]
    keys: list[str | None] = [None]
    into: Any = root
    while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
        if kind is scalar:
            if event.tag is not None and event.tag != "!":
                raise _tagged(event)
            value: Any = event.value
            if value in EMPTY and event.implicit[0]:
                value = None
        elif kind in starts:
            value = _opened(event, len(stack))
        elif kind in ends:
            keys.pop()
            _without_empty(stack.pop())
            into = stack[-1]
            continue
        else:
            _check_rest(event, root)
            continue
        if type(into) is list:
            into.append(value)
        elif (waiting := keys[-1]) is not None:
            into[waiting] = value
            keys[-1] = None
        else:
            keys[-1] = _key(event, value, into)
        if kind is not scalar:
            stack.append(value)
            keys.append(None)
            into = value
    return root[0] if root else None


_STARTS = frozenset({yaml.MappingStartEvent, yaml.SequenceStartEvent})
_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})


def _opened(event: Any, depth: int) -> dict[str, Any] | list[Any]:
    if event.tag is not None:
        raise _tagged(event)
    if depth > MAX_DEPTH:
        raise _at(event, f"nested more than {MAX_DEPTH} levels deep", "a record needs no more than nine")
    return {} if type(event) is yaml.MappingStartEvent else []


def _without_empty(done: Any) -> None:
    if type(done) is dict and None in done.values():
        for key in [key for key, held in done.items() if held is None]:
            del done[key]


def _check_rest(event: Any, root: list[Any]) -> None:
    if type(event) is yaml.AliasEvent:
        raise _at(event, f"the alias *{event.anchor} is not used in a record", "write the text out")
    if type(event) is yaml.DocumentStartEvent and root:
        raise _at(event, "a second document begins here", "remove the line '---'")


def _key(event: Any, value: Any, into: dict[str, Any]) -> str:
    """Put a key into its mapping, so that a second one is noticed even if this one stays empty."""
    if type(value) is not str:
        raise _at(event, "a key must be a word", "write 'key: value'")
    if value in into:
        raise _at(event, f"the key {value!r} stands here twice", "keep one of the two")
    into[value] = None
    return value


def _tagged(event: Any) -> YamlError:
    return _at(event, f"the tag {event.tag!r} is not used in a record", "write plain text")


def _at(event: Any, message: str, hint: str) -> YamlError:
    return YamlError(message, hint, event.start_mark.line + 1, event.start_mark.column + 1)


class Places:
    """Finds the line and column of a value, for the file's rare problems.

    The text is parsed a second time, with marks, only when the first problem asks.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Any = None

    def of(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return line and column, both from 1, of the value at ``path``.

        Args:
            path: Keys and positions from the top; where it leads nowhere, its deepest existing part counts.
            key: Point at the key instead of its value.
        """
        if self._root is None:
            self._root = yaml.compose(self._text, Loader=_LOADER)
        node, mark = self._root, self._root.start_mark if self._root else None
        for step in path:
            found = None
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == step), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = (node.value[step], node.value[step])
            if found is None:
                break
            mark = (found[0] if key else found[1]).start_mark
            node = found[1]
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)
