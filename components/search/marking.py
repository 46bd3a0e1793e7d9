"""Found words marked in a text, and the stretch of a long text around them."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from pactline.text.words import Term, Word, inside, key, placed, spelt

_BEFORE = 60  # characters of a long text before the first found word
_DOTS = "…"


def marked(text: str, asked: Sequence[Term], *, most: int | None = None) -> Markup:
    """Return a text with the words that were asked for in ``<mark>``, escaped.

    Args:
        text: Any.
        asked: What was asked for.
        most: Characters to show; of a longer text those around the first found word.
    """
    spots = list(_joined(sorted(_spots(text, asked))))
    begin, end = _stretch(text, spots, most)
    found, at = escape(_DOTS if begin else ""), begin
    for first, last in spots:
        if begin <= first and last <= end:
            found += escape(text[at:first]) + Markup("<mark>{}</mark>").format(text[first:last])
            at = last
    return found + escape(text[at:end]) + (_DOTS if end < len(text) else "")


def holds(text: str, asked: Sequence[Term]) -> bool:
    """Say whether a text has one of the terms."""
    return bool(_spots(text, asked))


def _spots(text: str, asked: Sequence[Term]) -> list[tuple[int, int]]:
    words = placed(text)
    found: list[tuple[int, int]] = []
    for term in asked:
        found += _of(term, words)
    return found


def _of(term: Term, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return where a term stands: its words whole, else joined otherwise, else where they begin or lie within one."""
    keys = [key(word.text) for word in words]
    wanted = [key(word) for word in term.words]
    if found := list(_rows(words, keys, wanted)):
        return found
    one = key("".join(term.words))
    for size in () if term.quoted else (1, 2, 3):
        rows = [words[at : at + size] for at in range(len(words) - size + 1)] if size != len(wanted) else []
        found += [(row[0].begin, row[-1].end) for row in rows if key("".join(word.text for word in row)) == one]
    if found or term.quoted:
        return found
    last = {term.words[-1], spelt(term.words[-1])}
    for begin in (True, False) if not inside(term.words[-1]) else (False,):
        for at in range(len(wanted) - 1, len(words)):
            before = keys[at - len(wanted) + 1 : at] == wanted[:-1]
            forms = (words[at].text, spelt(words[at].text))
            if before and any(form.startswith(part) if begin else part in form for form in forms for part in last):
                found.append((words[at - len(wanted) + 1].begin, words[at].end))
        if found:
            break
    return found


def _rows(words: Sequence[Word], keys: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    for at in range(len(keys) - len(wanted) + 1):
        if list(keys[at : at + len(wanted)]) == list(wanted):
            yield words[at].begin, words[at + len(wanted) - 1].end


def _joined(spots: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spots in order, none overlapping another."""
    at = -1
    for begin, end in spots:
        if begin >= at:
            yield begin, end
            at = end


def _stretch(text: str, spots: Sequence[tuple[int, int]], most: int | None) -> tuple[int, int]:
    if most is None or len(text) <= most:
        return 0, len(text)
    first = spots[0][0] if spots else 0
    begin = 0 if first < most - _BEFORE else text.rfind(" ", 0, max(first - _BEFORE, 0)) + 1
    end = begin + most
    if end >= len(text):
        return begin, len(text)
    blank = text.rfind(" ", begin + most // 2, end)
    return begin, blank if blank > begin and not any(a < blank < b for a, b in spots) else end
