"""What somebody meant who wrote lines that are no YAML, as those lines should be.

YAML's rules are few, and people who never heard of them break the same ones: a colon in a text, a tab, a line that
begins one blank too far, a quotation mark that is never closed. Each rule here offers the lines as they were probably
meant; who reads the text tries them, and tells the first that can be read. Nothing is mended in a file.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pactline.text.amounts import counted


@dataclass(frozen=True, slots=True)
class Repair:
    """One offer.

    Attributes:
        lines: The lines that change, by number from 0.
        message: What is wrong, in plain words.
        hint: What to do.
        line: Where, from 0.
        column: From 0.
        partial: Another fault may be left on the line, further on.
    """

    lines: dict[int, str]
    message: str
    hint: str
    line: int
    column: int = 0
    partial: bool = False


_ITEM = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?:(?P<key>[\w.-]+):(?: +|$))?(?P<value>.*)")
_KEY_OR_DASH = re.compile(r"\s*(?:-\s|[\w.-]+:(?:\s|$))")
_PAIR = re.compile(r"(?P<before>[{,]\s*[\w.-]+:\s+)(?P<value>[^'\"\s][^{}]*?)(?=\s*(?:,\s*[\w.-]+:\s|\}|$))")
_OPENS, _CLOSES = "[{", "]}"
_ABOVE = 8  # lines in which the quotation mark is looked for that a fault further down comes from
_MARKS = {"'": "apostrophe", '"': "quotation mark"}


def offers(lines: list[str], at: int, column: int, message: str, keys: Collection[str]) -> Iterator[Repair]:
    """Yield what may have been meant, the likeliest first.

    Args:
        lines: Of the whole text.
        at: Number of the line with the fault, from 0; where something was left open, of the line where it begins.
        column: Of the fault, from 0.
        message: The parser's.
        keys: Words that are known as keys.
    """
    line = lines[at]
    if "\\t" in message or any(re.match(r"\s*\t|\s*-\t", one) for one in lines[max(at - 1, 0) : at + 1]):
        yield from _tabs(lines, at)
    yield from _blanks(lines, at, keys)
    first = re.fullmatch(r"\s*(?:-\s+)*[\w.-]+", line[:column]) is not None
    if first and "mapping values" in message:
        yield from _indents(lines, at)
    yield from _flow(lines, at, keys)
    yield from _quotes(lines, at)
    yield from _over_lines(lines, at, keys)
    for above in range(at - 1, max(at - _ABOVE, -1), -1):
        if _never_closed(lines[above]):
            yield from _quotes(lines, above)
    if not first or "mapping values" not in message:
        yield from _indents(lines, at)


def _tabs(lines: list[str], at: int) -> Iterator[Repair]:
    """Blanks for the tabs that lines begin with: two each, or as many as the line above begins with."""
    message, hint = "this line begins with a tab", "YAML knows no tabs there: begin the line with blanks"
    blank = {
        number: one[:white].replace("\t", "  ") + one[white:]
        for number, one in enumerate(lines)
        if "\t" in one[: (white := len(one) - len(one.lstrip()))]
    }
    dashes = {number: re.sub(r"-\t\s*", "- ", one) for number, one in enumerate(lines) if re.match(r"\s*-\t", one)}
    changed = blank | {number: re.sub(r"-\t\s*", "- ", blank.get(number, lines[number])) for number in dashes}
    if len(changed) > 1:
        hint += "; " + counted(len(changed) - 1, "other line of this file does so", "other lines of this file do so")
    if changed:
        yield Repair(changed, message, hint, at, partial=True)
    yield from (Repair({at: " " * indent + lines[at].lstrip()}, message, hint, at) for indent in _levels(lines, at))


def _blanks(lines: list[str], at: int, keys: Collection[str]) -> Iterator[Repair]:
    """A blank behind a dash or a colon, or a colon behind a key, on this line or the one before."""
    mended: dict[int, str] = {}
    for number in range(at, max(at - _ABOVE, -1), -1):
        line = lines[number]
        if match := re.match(r"(\s*)-(?=\w+:(\s|$))", line):
            own = {number: f"{match[0]} {line[match.end() :]}"}
            below = {n: f" {lines[n]}" for n in range(number + 1, at + 1) if lines[n].startswith(match[1] + " ")}
            for changed in (own, own | below):
                told = "a blank is missing behind the dash"
                yield Repair(changed, told, "an entry begins with '- '", number, match.end())
        match = re.match(r"(\s*(?:- +)?)([\w-]+)(\s*[:=]\s*|\s+)(?=\S)", line)
        if match and match[2] in keys and not re.fullmatch(r":\s+", match[3]):
            what = "a blank is missing behind" if match[3] == ":" else "a colon is missing behind"
            told = f"{what} {match[2] + (':' if match[3] == ':' else '')!r}"
            mended = {number: f"{match[1]}{match[2]}: {line[match.end() :]}", **mended}
            yield Repair(mended, told, "a line is 'key: value'", number, match.end(2))


def _levels(lines: list[str], at: int) -> list[int]:
    """Return where keys of the same entry begin above a line, the nearest to where it begins itself first."""
    own = len(lines[at]) - len(lines[at].lstrip())
    found: dict[int, None] = {}
    for line in reversed(lines[:at]):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = re.match(r" *(?:- +)*", line)
        found[len(match[0]) if match else 0] = None
        found[len(line) - len(line.lstrip())] = None
        if not line.startswith((" ", "-")):
            break
    return sorted((level for level in found if level != own), key=lambda level: abs(level - own))


def _indents(lines: list[str], at: int) -> Iterator[Repair]:
    """The line, with what hangs on it, as far right as a key above it."""
    line = lines[at]
    if not _KEY_OR_DASH.match(line):
        return
    own = len(line) - len(line.lstrip())
    below = at + 1
    while below < len(lines) and (not lines[below].strip() or lines[below].startswith(" " * (own + 1))):
        below += 1
    while not lines[below - 1].strip():
        below -= 1
    for level in _levels(lines, at):
        side = "right" if level < own else "left"
        shift = level - own
        moved = {
            number: (" " * shift + one if shift > 0 else one[-shift:]) if one.strip() else one
            for number, one in enumerate(lines[at:below], at)
        }
        blanks = "one blank" if abs(shift) == 1 else f"{abs(shift)} blanks"
        told = f"this line begins {blanks} too far {side}"
        yield Repair(moved, told, "keys of one entry begin in the same column, below each other", at, own)


def _flow(lines: list[str], at: int, keys: Collection[str]) -> Iterator[Repair]:
    """What stands in brackets or braces: a comma before a key, quotes around a text, the closing sign."""
    line = lines[at]
    if not any(sign in line for sign in _OPENS):
        return
    for match in re.finditer(r"(?<![{,\s])(\s+)\"?([\w-]+)\"?:\s", line):
        if match[2] in keys:
            mended = f"{line[: match.start()]}, {line[match.end(1) :]}"
            told = f"a comma is missing before {match[2]!r}"
            yield Repair({at: mended}, told, "in braces, commas stand between the keys", at, match.end(1))
    if (quoted := _PAIR.sub(_pair, line)) != line:
        column = next(n for n, (one, other) in enumerate(zip(line, quoted, strict=False)) if one != other)
        told = "a text in braces holds a sign that YAML reads as its own"
        yield Repair({at: quoted}, told, "put the text in quotes", at, column)
    if (closed := _closed(line)) is not None:
        mended, column, sign = closed
        told = f"this {'bracket' if sign == '[' else 'brace'} is never closed"
        yield Repair({at: mended}, told, f"close it with {_CLOSES[_OPENS.index(sign)]!r}", at, column)


def _pair(match: re.Match[str]) -> str:
    value = match["value"]
    risky = re.search(r": |:$| #|[\[\]\"]|^[@`%*&!|>]", value) and not value.startswith("[")
    return match["before"] + (in_quotes(value) if risky else value)


def _closed(line: str) -> tuple[str, int, str] | None:
    """Return a line whose brackets and braces are all closed, and column and sign of the first that was not."""
    opened: list[tuple[int, str]] = []
    first: tuple[int, str] | None = None
    mended, quote = "", ""
    for column, sign in enumerate(line.rstrip().rstrip(",")):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in _MARKS and (column == 0 or line[column - 1] in " [{,:"):
            quote = sign
        elif sign in _OPENS:
            opened.append((column, sign))
        elif sign in _CLOSES:
            while opened and _CLOSES[_OPENS.index(opened[-1][1])] != sign:
                first = opened.pop()
                mended += _CLOSES[_OPENS.index(first[1])]
            if opened:
                opened.pop()
        mended += sign
    first = opened[-1] if opened else first
    mended += "".join(_CLOSES[_OPENS.index(sign)] for _, sign in reversed(opened))
    return (mended, *first) if first else None


def _quotes(lines: list[str], at: int) -> Iterator[Repair]:
    """The value of a line in quotes, or the mark that closes it."""
    match = _ITEM.fullmatch(lines[at].rstrip())
    if not match or not match["value"] or not (match["key"] or match["dashes"]) or match["value"][0] == "{":
        return
    value, column = match["value"], match.start("value")
    before = lines[at][:column]
    opening = value[0]
    if opening in _MARKS and value.count(opening) == 1:
        told = f"the {_MARKS[opening]} that opens here is never closed"
        mended = value + opening if opening == '"' else in_quotes(value)
        yield Repair({at: before + mended}, told, "close it, or put the whole text in quotes", at, column)
        return
    plain = value
    if opening in _MARKS:
        ends = len(value) > 1 and value[-1] == opening
        plain = value[1:-1] if ends else value
        if "\\" in plain and opening == '"':
            told, hint = "a backslash in double quotes has a meaning of its own", "write single quotes around it"
        elif ends:
            told, hint = "a quotation mark stands in a text in such marks", "write the other kind around the text"
        else:
            told, hint = "the text goes on behind its closing quotation mark", "put the whole text in quotes"
    elif colon := re.search(r":(?= |$)", value):
        told, hint = "the text holds ': ', which YAML takes for another key", "put the whole text in quotes"
        column += colon.start()
    elif opening in "@`%*&!|>[,?":
        told, hint = f"a text cannot begin with {opening!r} in YAML", "put the whole text in quotes"
    else:
        return
    yield Repair({at: before + in_quotes(plain)}, told, hint, at, column)


def _over_lines(lines: list[str], at: int, keys: Collection[str]) -> Iterator[Repair]:
    """A text over several lines in quotes, where a line of it looks like a key."""
    match = _ITEM.fullmatch(lines[at].rstrip())
    if match and match["key"] in keys:
        return
    for begin in range(at - 1, max(at - _ABOVE, -1), -1):
        match = _ITEM.fullmatch(lines[begin].rstrip())
        if match and match["key"] and match["value"] and match["value"][0] not in "'\"|>[{":
            break
    else:
        return
    end, level = at, len(lines[begin]) - len(lines[begin].lstrip())
    while end + 1 < len(lines) and len(lines[end + 1]) - len(lines[end + 1].lstrip()) > level:
        end += 1
    sign = "'" if any('"' in one or "\\" in one for one in lines[begin : end + 1]) else '"'
    own = {n: lines[n].replace("'", "''") if sign == "'" else lines[n] for n in range(begin, end + 1)}
    head = match.start("value")
    own[begin] = own[begin][:head] + sign + own[begin][head:]
    own[end] = own[end].rstrip() + sign
    told, hint = "the text holds ': ', which YAML takes for another key", "put the whole text in quotes"
    yield Repair(own, told, hint, begin, head)


def _never_closed(line: str) -> bool:
    match = _ITEM.fullmatch(line.rstrip())
    value = match["value"] if match else ""
    return value[:1] in _MARKS and value.count(value[0]) == 1


def in_quotes(text: str) -> str:
    """Return a text in quotes that YAML reads as it stands."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def uncut(line: str) -> str:
    """Return a line whose value a comment cuts, with the whole of it in quotes; empty where it holds more than that."""
    match = _ITEM.fullmatch(line.rstrip())
    if not match or not (match["key"] or match["dashes"]) or match["value"][:1] in ("", "'", '"', *_OPENS):
        return ""
    return line[: match.start("value")] + in_quotes(match["value"])
