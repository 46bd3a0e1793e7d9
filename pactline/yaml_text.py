"""Strict YAML: text in, plain values out; every scalar stays the text that stands in the file.

No implicit types (``NO`` is text, ``2024-02-30`` does not end the load), no duplicate keys, no aliases,
no tags, and limits that are checked while reading, before anything can grow.
"""

from collections.abc import Callable, Iterator
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
        return _document(yaml.parse(text, Loader=_LOADER))
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


def _document(events: Iterator[Any]) -> Any:
    builder = _Builder()
    for event in events:
        take = builder.takes.get(type(event))
        if take is not None:
            take(event)
    return builder.root[0] if builder.root else None


class _Builder:
    """Builds values from the parser's events, with a stack of open collections and their waiting keys."""

    def __init__(self) -> None:
        self.root: list[Any] = []
        self._stack: list[tuple[Any, list[str]]] = [(self.root, [])]
        self._documents = 0
        self.takes: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def _scalar(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            raise _at(event, f"the tag {event.tag!r} is not used in a record", "write plain text")
        self._put(None if event.implicit[0] and event.value in EMPTY else event.value, event)

    def _open(self, event: Any) -> None:
        if event.tag is not None:
            raise _at(event, f"the tag {event.tag!r} is not used in a record", "write plain text")
        if len(self._stack) > MAX_DEPTH:
            raise _at(event, f"nested more than {MAX_DEPTH} levels deep", "a record needs no more than nine")
        collection: Any = {} if type(event) is yaml.MappingStartEvent else []
        self._put(collection, event)
        self._stack.append((collection, []))

    def _close(self, _event: Any) -> None:
        collection, _ = self._stack.pop()
        if isinstance(collection, dict):
            for key in [key for key, value in collection.items() if value is None]:
                del collection[key]

    def _alias(self, event: Any) -> None:
        raise _at(event, f"the alias *{event.anchor} is not used in a record", "write the text out")

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _at(event, "a second document begins here", "remove the line '---'")

    def _put(self, value: Any, event: Any) -> None:
        collection, waiting = self._stack[-1]
        if isinstance(collection, list):
            collection.append(value)
        elif waiting:
            collection[waiting.pop()] = value
        elif not isinstance(value, str):
            raise _at(event, "a key must be a word", "write 'key: value'")
        elif value in collection:
            raise _at(event, f"the key {value!r} stands here twice", "keep one of the two")
        else:
            collection[value] = None  # so that a second one is noticed even if this one stays empty
            waiting.append(value)


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
