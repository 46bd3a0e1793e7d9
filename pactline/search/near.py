"""What a mistyped word may have meant: the known word with the fewest slips between the two."""

from bisect import bisect_left
from collections.abc import Mapping

_LEAST = 4  # letters of a word that can have a slip and still be told
_LONG = 8  # letters of one that can have two
_ALIKE = 3  # last letters that a word with another first one must share
_AFTER_ALL = "\U0010ffff"


class Nearby:
    """Known words, ready to be asked for the one nearest to a word that is not.

    Args:
        words: With how often each stands.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        self._often = dict(words)
        self._forward = sorted(words)
        self._backward = sorted(word[::-1] for word in words)

    def nearest(self, word: str) -> str:
        """Return the known word nearest to another; an empty text where none is near.

        Near is one slip, a letter too many, missing, another or changed with its neighbour; two for eight letters or
        more. The first letter is right, or the last three are. Of equally near ones the most frequent, then the first
        in the alphabet.
        """
        if len(word) < _LEAST:
            return ""
        most = 2 if len(word) >= _LONG else 1
        few = {*_beginning(self._forward, word[:1])}
        few.update(one[::-1] for one in _beginning(self._backward, word[: -_ALIKE - 1 : -1]))
        found = min(
            (
                (slips, -self._often[one], one)
                for one in few
                if one != word
                and len(one) >= _LEAST
                and abs(len(one) - len(word)) <= most
                and (slips := distance(word, one, most)) <= most
            ),
            default=None,
        )
        return found[2] if found else ""


def distance(one: str, other: str, most: int) -> int:
    """Return how many slips lie between two words; of more than ``most``, some number above it."""
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, before_last[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return last[-1]


def _beginning(words: list[str], start: str) -> list[str]:
    return words[bisect_left(words, start) : bisect_left(words, start + _AFTER_ALL)]
