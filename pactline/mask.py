"""Hides which outlet speaks: names, titles and addresses of publications in a text give way to a neutral word."""

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urlsplit

from pactline.dossier import Dossier
from pactline.model import Publisher, Source

# Publishers whose name is an outlet's wherever it stands; a government or an international body is one only where it
# publishes what is being judged: elsewhere it acts, as anybody else.
_SPEAKERS = ("government", "igo")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w.@])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w-])")
_ASIDE = re.compile(r"(?P<name>.+?)\s*\((?P<aside>[^()]+)\)")
_WORD = re.compile(r"\w+")
_SHORT = 2  # words of a title; a shorter one may be any word of a sentence
_FIRST_OTHER_LETTER = "\u0370"  # Greek; Cyrillic follows
_FIRST_WITHOUT_BLANKS = "\u1100"  # Hangul; Chinese and Japanese follow
_LEAST = 2  # letters of a name; a shorter one would stand in half of all words' endings


class Mask:
    """Takes out of texts what would tell whose publications they come from.

    Names are matched as they are written, upper and lower case alike, as whole words: "TIME" hides no "time".

    Args:
        dossier: All of a record.
        sources: The publications that are being judged.
        instead: What stands in a name's place.
    """

    def __init__(self, dossier: Dossier, sources: Iterable[Source], instead: str) -> None:
        self._instead = instead
        own = list(sources)
        houses = {house for source in own for house in (source.publisher, *source.carried_by) if house}
        names = {name for house in houses for name in names_of(dossier.publishers[house])}
        names.update(_outlets(dossier), _telling(own))
        self.names = frozenset(name for name in names if len(name) >= _LEAST)
        # By their first word: far quicker than one pattern of a thousand names.
        self._by_word: dict[str, list[str]] = {}
        others = []
        for name in sorted(self.names, key=lambda name: (-len(name), name)):
            word = _WORD.match(name)
            if word and max(name) < _FIRST_OTHER_LETTER:
                self._by_word.setdefault(word[0], []).append(name)
            else:
                others.append(name)
        self._others = re.compile("|".join(map(_beginning, others)) or r"(?!)")

    def __call__(self, text: str) -> str:
        """Return a text without the names; what was none is left as it is."""
        text = _ADDRESS.sub(self._instead, text)
        kept, at = [], 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start >= at and (name := self._at(text, word)):
                kept.append(text[at:start])
                at = start + len(name)
        text = self._instead.join([*kept, text[at:]])
        return self._others.sub(self._instead, text)

    def tells(self, entry: str) -> bool:
        """Say whether an entry's id holds a name, word by word; it stands in addresses, where nothing can be masked."""
        words = f"-{entry.lower()}-"
        return any(f"-{'-'.join(name.lower().split())}-" in words for name in self.names)

    def _at(self, text: str, word: re.Match[str]) -> str | None:
        """Return the longest name that begins with a word of the text, and ends with one."""
        for name in self._by_word.get(word[0], ()):
            if text.startswith(name, word.start()):
                end = word.start() + len(name)
                if not (_WORD.match(name[-1]) and _WORD.match(text[end : end + 1])):
                    return name
        return None


def names_of(publisher: Publisher) -> Iterator[str]:
    """Yield the names under which a text may speak of a publisher.

    That is its name, with and without what stands in brackets and a leading "The", a short form in brackets, and
    its other names. "The" stays where one word alone would be left: "The Nation" is an outlet, a nation is none.
    """
    for name in (publisher.name, *publisher.also):
        found = _ASIDE.fullmatch(name)
        yield name
        plain = found["name"] if found else name
        yield plain
        if found and found["aside"].isupper():
            yield found["aside"]
        short = plain.removeprefix("The ")
        if len(short.split()) > 1:
            yield short


def _outlets(dossier: Dossier) -> Iterator[str]:
    for house in dossier.publishers.values():
        if house.kind not in _SPEAKERS and house.id not in dossier.actors:
            yield from names_of(house)


def _telling(sources: Collection[Source]) -> Iterator[str]:
    """Yield what would tell a publication itself: its title, the host of its address, its only name."""
    for source in sources:
        if source.publisher is None:
            yield source.id
        if source.title and len(source.title.split()) > _SHORT:
            yield source.title
        for address in (source.url, source.archived_url):
            host = urlsplit(address).hostname if address else None
            if host:
                yield host.removeprefix("www.")


def _beginning(name: str) -> str:
    """Return a pattern for a name in a script whose words take endings, or have no blanks between them."""
    return (r"(?<!\w)" if name[0] < _FIRST_WITHOUT_BLANKS else "") + re.escape(name)
