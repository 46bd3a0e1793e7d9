"""What a mistyped word may have meant; asked three thousand times in a row it stays cheap.

Comparing each unknown word with all known ones takes minutes for a few thousand of either, so a word is compared with
few: those beside it in the alphabet, read from the front and from the back, since a slip leaves one of the two.
"""

from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches

QUOTED = 80  # characters of a wrong value that a message repeats
_BESIDE = 30  # words on either side, in either alphabet, that a word is compared with
_LIKE = 0.6  # of 1: how much alike two words must be, one being offered for the other
_MOST = 200  # words that one register is asked for; whoever has more unknown ones has no slips, but another register
_LONGEST = 200  # characters of a word that are looked at


class KnownWords:
    """Words that are known, ready to be asked for the one nearest to a word that is not, ``most`` times."""

    def __init__(self, words: Iterable[str], *, most: int = _MOST) -> None:
        self._words = frozenset(words)
        self._left = most
        self._forward: list[str] = []
        self._backward: list[str] = []

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __bool__(self) -> bool:
        return bool(self._words)

    def nearest(self, word: str, *, likeness: float = _LIKE) -> str:
        """Return the known word that looks most like another, by at least so much of 1; an empty text if none does."""
        if not self._left or not self._words:
            return ""
        self._left -= 1
        if not self._forward:
            self._forward = sorted(self._words)
            self._backward = sorted(one[::-1] for one in self._words)
        word = word[:_LONGEST]
        few = {*_beside(word, self._forward), *(one[::-1] for one in _beside(word[::-1], self._backward))}
        near = get_close_matches(word, sorted(one for one in few if len(one) <= _LONGEST), n=1, cutoff=likeness)
        return near[0] if near else ""

    def offer(self, word: str, otherwise: str = "") -> tuple[str, str]:
        """Return a hint that names the known word nearest to ``word``, and that word; else ``otherwise``."""
        near = self.nearest(word)
        return (f"did you mean {near!r}?", near) if near else (otherwise, "")

    def hint(self, word: str, otherwise: str = "") -> str:
        """Return the hint of ``offer``."""
        return self.offer(word, otherwise)[0]


def nearest(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint as ``Known.hint`` does, for a list that is asked once."""
    return KnownWords(known).hint(word, otherwise)


def quoted(value: object) -> str:
    """Return a wrong value in quotes as a message repeats it: of a long one the beginning."""
    words = value if isinstance(value, str) else str(value)
    return repr(words) if len(words) <= QUOTED else repr(words[: QUOTED - 1] + "…")


def _beside(word: str, alphabet: list[str]) -> list[str]:
    at = bisect_left(alphabet, word)
    return alphabet[max(at - _BESIDE, 0) : at + _BESIDE]
