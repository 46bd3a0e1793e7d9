"""Hides which outlet speaks: names, titles and addresses of publications in a text give way to a neutral word."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from pactline.record.dossier import Dossier
from pactline.record.model import Publisher, Source
from pactline.text.folding import Traced, traced
from pactline.text.spotting import Name, Names, spelled

# Publishers whose name is an outlet's wherever it stands; a government or an international body is one only where it
# publishes what is being judged: elsewhere it acts, as anybody else.
_SPEAKERS = ("government", "igo")
# In a folded text; one without a beginning of its own is an address only if its end is written in one case.
_ADDRESS = re.compile(r"(?P<sure>(?:https?://|www\.)\S+)|(?<![\w.@])(?:[a-z0-9-]+\.)+(?P<end>[a-z]{2,})(?![\w-])")
_ASIDE = re.compile(r"(?P<name>.+?)\s*\((?P<aside>[^()]+)\)")
_LEAST = 2  # signs of a name
_SHORT = 2  # words of a title; a shorter one may be any word of a sentence


class OutletMask:
    """Takes out of texts what would tell whose publications they come from.

    Names are found in whatever form they are written (``spotting``), as whole words. The names of those that are judged
    are hidden in small letters too; of all other outlets only what is written as a name: "TIME" hides no "time".

    Args:
        dossier: All of a record.
        sources: The publications that are being judged.
        instead: What stands in a name's place.
    """

    def __init__(self, dossier: Dossier, sources: Iterable[Source], instead: str) -> None:
        self._instead = instead
        own = list(sources)
        others = _outlets(dossier)
        judged = frozenset(name for source in own for name in outlets_of(dossier, source))
        self._hidden = judged | {spelled(words) for words in _telling(own)}
        self._others = others
        self._names = Names(others, self._hidden)
        self._judged = Names(frozenset(), judged)
        self._signs = [_of_signs(names) for names in (others, self._hidden)]

    def __call__(self, text: str) -> str:
        """Return a text without the names; what was none is left as it is."""
        return self._instead.join(self._left(text))

    def safe(self, text: str) -> str:
        """Return a text without the names; nothing of it where traces of one are left."""
        return self._instead if self.traced(text) else self(text)

    def tells(self, entry: str) -> bool:
        """Say whether an entry's id holds a name, word by word; it stands in addresses, where nothing can be masked."""
        return any(self._in_any_case.spots(entry))

    @cached_property
    def _in_any_case(self) -> Names:
        return Names(frozenset(), self._others | self._hidden)

    def doubted(self, text: str) -> set[Name]:
        """Return names of judged outlets that stand in a text in small letters: a word like another, perhaps."""
        return {spot.name for spot in self._judged.spots(text) if spot.small}

    def traced(self, text: str) -> set[Name]:
        """Return names of judged outlets of which a masked text still has all letters in order, run together."""
        return {name for left in self._left(text) for name in self._judged.traces(left)}

    def _left(self, text: str) -> Iterator[str]:
        """Yield what stands between the names and addresses of a text."""
        for part in _between(text, self._fixed(text)):
            yield from _between(part, [(spot.begin, spot.end) for spot in self._names.spots(part)])

    def _fixed(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where addresses stand, and names of hardly a letter, which are found sign by sign."""
        read, last = traced(text), 0
        found = [*_addresses(text, read), *(one for signs in self._signs for one in signs.finditer(read.text))]
        for begin, end in sorted(one.span() for one in found):
            if begin >= last:
                last = end
                yield read.begins[begin], read.ends[end - 1]


def outlets_of(dossier: Dossier, source: Source) -> frozenset[Name]:
    """Return the names of those who publish a publication; of one without a publisher its own."""
    houses = [house for house in (source.publisher, *source.carried_by) if house]
    names = {name for house in houses for name in _named(dossier.publishers[house])}
    return frozenset(names if source.publisher else names | {spelled(source.id)})


def _between(text: str, places: Iterable[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for begin, end in places:
        yield text[at:begin]
        at = end
    yield text[at:]


def _addresses(text: str, read: Traced) -> Iterator[re.Match[str]]:
    for found in _ADDRESS.finditer(read.text):
        begin, end = read.begins[found.start()], read.ends[found.end() - 1]
        written = text[read.begins[found.start("end")] : end] if found["end"] else ""
        if found["sure"] or written.islower() or text[begin:end].isupper():
            yield found


@lru_cache(maxsize=16)
def _of_signs(names: frozenset[Name]) -> re.Pattern[str]:
    """Return a pattern of the names that have too few letters to be found by them."""
    few = sorted((name.text for name in names if not name.usable and len(name.text) >= _LEAST), key=len, reverse=True)
    return re.compile("|".join(map(_whole, few)) or r"(?!)")


def _whole(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def names_of(publisher: Publisher) -> Iterator[str]:
    """Return the names under which a text may speak of a publisher.

    That is its name, with and without what stands in brackets and a leading "The", a short form in brackets, and
    its other names. "The" stays where one word alone would be left: "The Nation" is an outlet, a nation is none.
    """
    return _names(publisher.name, *publisher.also)


def _names(*called: str) -> Iterator[str]:
    for name in called:
        found = _ASIDE.fullmatch(name)
        yield name
        plain = found["name"] if found else name
        yield plain
        if found and found["aside"].isupper():
            yield found["aside"]
        short = plain.removeprefix("The ")
        if len(short.split()) > 1:
            yield short


def _named(publisher: Publisher) -> frozenset[Name]:
    return _spelled(publisher.name, publisher.also)


@lru_cache(maxsize=8192)
def _spelled(name: str, also: tuple[str, ...]) -> frozenset[Name]:
    return frozenset(map(spelled, _names(name, *also)))


def _outlets(dossier: Dossier) -> frozenset[Name]:
    houses = dossier.publishers.values()
    return frozenset().union(
        *(_named(house) for house in houses if house.kind not in _SPEAKERS and house.id not in dossier.actors)
    )


def _telling(sources: Collection[Source]) -> Iterator[str]:
    """Yield what would tell a publication itself: its title, the host of its address."""
    for source in sources:
        if source.title and len(source.title.split()) > _SHORT:
            yield source.title
        for address in (source.url, source.archived_url):
            host = urlsplit(address).hostname if address else None
            if host:
                yield host.removeprefix("www.")
