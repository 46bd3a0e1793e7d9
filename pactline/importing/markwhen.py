"""markwhen: a text in which a line with a date and a colon is an event, and the lines below it tell of it.

The dates are the author's own: ISO 8601, American (unless ``dateFormat`` says that the day comes first), or in words.
What counts from another event or from today has no date of its own and is named.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pactline.importing import date_parts, dates
from pactline.importing.imported import Happening, Imported, Log, Options, Order
from pactline.importing.links import in_texts
from pactline.importing.plain_text import decoded, of_markdown

FORM = "markwhen"
_SECTION = re.compile(r"(?P<signs>#{1,6})\s+(?P<title>.+)")
_GROUP = re.compile(r"(?:section|group)\b\s*(?P<title>.*)", re.IGNORECASE)
_GROUP_ENDS = re.compile(r"end\s?(?:section|group)\b.*", re.IGNORECASE)
_KEY = re.compile(r"(?P<key>[A-Za-z][\w .-]{0,40}):(?:\s+(?P<value>.*)|$)")
_AMOUNT = (
    r"-?\d+\s*(?:ms|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hours?|d|days?|(?:week|work|business)\s*days?|"
    r"w|weeks?|months?|y|years?)\b"
)
_RELATIVE = re.compile(rf"(?:(?:after|before|by|now|today|tomorrow|yesterday|!\w+)\b|{_AMOUNT}).*", re.IGNORECASE)
_LASTS = re.compile(rf"\s*[-/]\s*((?:{_AMOUNT}[\s,]*)+)$", re.IGNORECASE)
_PLACE = re.compile(r"\[(?P<name>[^\]\n]+)\]\((?:location|map)\)")
_REPEATS = re.compile(r"\s+(?P<rule>every\s.+)$", re.IGNORECASE)
_TAG = re.compile(r"(?<![\w&/#])#(?P<tag>[^\W\d][\w-]*)")
_ID = re.compile(r"^!(?P<id>\w+)\s*")
_LONGEST = 120  # characters of a date, what it repeats by included
_TEXT_ALONE = 3  # events that a text must have to be taken for markwhen by its content alone, unless it has few lines


@dataclass(slots=True)
class _Open:
    """An event whose text is still being read."""

    written: date_parts.Written
    where: str
    title: str
    themes: tuple[str, ...]
    lines: list[str] = field(default_factory=list)
    at_keys: bool = True


def seems(text: str) -> bool:
    """Say whether a text has lines that are markwhen's events."""
    lines = [line for line in text.split("\n")[:2000] if line.strip()]
    found = sum(_event_line(line, "mdy") is not None for line in lines)
    return found >= min(_TEXT_ALONE, max(len(lines) // 4, 1))


def of_text(content: bytes, options: Options) -> Imported:
    """Read a text; ``ImportFailedError`` if it is none."""
    log = Log()
    lines = decoded(content, log).replace("\r\n", "\n").split("\n")
    begin, title, order = _header(lines, log)
    order = options.order or order
    # Without a line that ends any, each group ends where the next one begins.
    nests = any(map(_GROUP_ENDS.fullmatch, (line.strip() for line in lines)))
    events = _Events(order or "mdy", log, nests=nests)
    for number, line in enumerate(lines[begin:], start=begin + 1):
        events.line(line, f"line {number}")
    events.end()
    if order is None and any(map(dates.has_open_order, lines[begin:])):
        log.changed("dates like 06/07/2024 are read as month/day/year, as markwhen does where no dateFormat is given")
    return Imported(FORM, tuple(events.found), title, notes=log.notes())


def _header(lines: Sequence[str], log: Log) -> tuple[int, str, Order | None]:
    """Return where events begin, the title, and how dates are meant where the header says it."""
    title = ""
    order: Order | None = None
    fenced = False
    for number, line in enumerate(lines):
        bare = line.strip()
        if bare == "---":
            if fenced:
                return number + 1, title, order
            fenced = True
            continue
        if not fenced and (
            _SECTION.fullmatch(bare) or _GROUP.fullmatch(bare) or _event_line(line, "mdy") or _is_relative(bare)
        ):
            return number, title, order
        match = _KEY.fullmatch(bare)
        key = match["key"].strip().lower() if match and not line.startswith((" ", "\t")) else ""
        value = (match["value"] or "").strip().strip("'\"") if match else ""
        if key == "title":
            title = value
        elif key == "dateformat":
            order = "dmy" if re.match(r"d", value) else "mdy"
        elif bare and not bare.startswith("//"):
            log.left(
                f"the header's {key!r}" if key else "a line of the header", f"line {number + 1}", value if key else bare
            )
        elif bare:
            log.left("a comment", f"line {number + 1}", bare.removeprefix("//").strip())
    return len(lines), title, order


class _Events:
    """Reads the lines below the header, one after the other."""

    def __init__(self, order: Order, log: Log, *, nests: bool) -> None:
        self.found: list[Happening] = []
        self._order, self._log, self._nests = order, log, nests
        self._path: list[tuple[int, str]] = []  # groups that are open, with the level of a heading; 0 for a named one
        self._now: _Open | None = None
        self._skipping = False

    def line(self, line: str, where: str) -> None:
        """Take a line."""
        bare = self._without_comment(line.strip(), where)
        if not bare and line.strip():
            return
        if self._group(bare):
            return
        if event := _event_line(line, self._order):
            self.end()
            path = tuple(title for _, title in self._path if title)
            self._now = _opened(*event, where, path, self._log)
            for rule in event[0].changed:
                self._log.changed(rule, where, bare)
        elif _is_relative(bare):
            self.end()
            self._skipping = True
            self._log.left("an event whose date counts from another or from today", where, bare)
        elif self._now:
            _line(self._now, line, where, self._log)
        elif bare:
            what = "the text of an event that was left" if self._skipping else "a line that belongs to no event"
            self._log.left(what, where, bare)

    def end(self) -> None:
        """Close the event whose text was read."""
        if self._now:
            self.found.append(_closed(self._now, self._log))
        self._now, self._skipping = None, False

    def _without_comment(self, bare: str, where: str) -> str:
        if bare.startswith("//"):
            self._log.left("a comment", where, bare.removeprefix("//").strip())
            return ""
        if " //" in bare and (_SECTION.fullmatch(bare) or _GROUP.fullmatch(bare)):
            bare, _, comment = bare.partition(" //")
            self._log.left("a comment", where, comment.strip())
        return bare

    def _group(self, bare: str) -> bool:
        """Take a line that begins or ends a group, and say whether it is one."""
        heading = _SECTION.fullmatch(bare)
        group = None if heading else _GROUP.fullmatch(bare)
        if not (heading or group or _GROUP_ENDS.fullmatch(bare)):
            return False
        self.end()
        if heading:
            level = len(heading["signs"])
            self._path = [one for one in self._path if one[0] < level]
            self._path.append((level, _TAG.sub("", heading["title"]).strip()))
        elif group:
            self._path = [one for one in self._path if self._nests or one[0]]
            self._path.append((0, _TAG.sub("", group["title"]).strip()))
        else:
            self._path = self._path[:-1]
        return True


def _opened(written: date_parts.Written, rule: str, rest: str, where: str, path: tuple[str, ...], log: Log) -> _Open:
    if rule:
        log.left("a repetition or a length: the first day is kept", where, rule)
    if match := _ID.match(rest):
        log.left("an event's own name", where, match["id"])
        rest = rest[match.end() :]
    return _Open(written, where, rest, path)


def _line(now: _Open, line: str, where: str, log: Log) -> None:
    """Take a line below an event: its fields come first, then its text."""
    bare = line.strip()
    match = _KEY.fullmatch(bare) if now.at_keys else None
    if match and bare:
        log.left(f"the field {match['key']!r}", where, match["value"] or "")
        return
    now.at_keys = now.at_keys and not bare and not now.lines
    now.lines.append(line.rstrip())


def _closed(now: _Open, log: Log) -> Happening:
    whole = "\n".join(now.lines)
    places = [match["name"] for text in (now.title, whole) for match in _PLACE.finditer(text)]
    for place in places[1:]:
        log.left("another place of one event", now.where, place)
    title, told = (of_markdown(_PLACE.sub(r"\g<name>", text)) for text in (now.title, whole))
    if title.text != now.title.strip() or told.text != whole.strip():
        log.changed("links and pictures became their words; their addresses are sources", now.where)
    tags = [match["tag"] for text in (title.text, told.text) for match in _TAG.finditer(text)]
    plain = " ".join(_TAG.sub("", title.text).split())
    return Happening(
        now.written.date,
        plain or " ".join(tags),
        now.where,
        summary=told.text,
        place=places[0] if places else "",
        themes=(*now.themes, *tags),
        links=tuple(in_texts((title, told))),
    )


def _event_line(line: str, order: Order) -> tuple[date_parts.Written, str, str] | None:
    """Return date, rule of repetition and text of a line that is an event."""
    bare = line.strip()
    for match in re.finditer(r":(?=\s|$)|:(?=[^\d\s/])", bare[:_LONGEST]):
        before, rest = bare[: match.start()], bare[match.end() :].strip()
        repeats = _REPEATS.search(before) or _LASTS.search(before)
        words = before[: repeats.start()] if repeats else before
        if not words or not words[0].isalnum() or not any(one.isdigit() for one in words):
            continue
        try:
            return dates.read(words, order), repeats[1] if repeats else "", rest
        except date_parts.DateUnreadableError:
            continue
    return None


def _is_relative(bare: str) -> bool:
    before, colon, _ = bare.partition(":")
    return bool(colon) and len(before) <= _LONGEST and _RELATIVE.fullmatch(before.strip()) is not None
