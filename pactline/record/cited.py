"""Publications as they are written where they are cited: an address, ``{url, title, publisher, date}``, plain words.

Whatever is written, the register is completed with it, so that everything after this point finds a source by its id,
and one page stands there once.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pactline.record import references
from pactline.record.addresses import house_of, plain, readable
from pactline.record.citation import Citation
from pactline.record.model import Publisher, Record, Source
from pactline.record.naming import citations_mapped
from pactline.record.values import is_safe_url
from pactline.text.folding import fold

Slug = Callable[[str], str]
_OWN = ("url", "title", "publisher", "published", "language", "kind")  # what a citation may say of its publication
_OWN_SET = frozenset(_OWN)


def told_of(citation: Citation) -> dict[str, Any]:
    """Return what a citation says itself of its publication."""
    if _OWN_SET.isdisjoint(citation.model_fields_set):
        return {}  # nearly all: they name it
    return {name: value for name in _OWN if (value := getattr(citation, name))}


def with_own(record: Record, slug: Slug) -> Record:
    """Return a record in which citations name publications by ids, the register having those written with a citation.

    Args:
        record: Validated.
        slug: Makes an id of a text.
    """
    if not any(told_of(citation) for citation, _ in references.citations(record)):
        return record
    found = _Found(record, slug)
    mapped: Record = citations_mapped(record, found.registered)
    return mapped.model_copy(update={"sources": (*record.sources, *found.made)}) if found.made else mapped


class _Found:
    """Gives each citation the id of its publication, and gathers those that the register lacks."""

    def __init__(self, record: Record, slug: Slug) -> None:
        self.made: list[Source] = []
        self._slug = slug
        self._ids = {source.id for source in record.sources}
        self._by_page = {plain(url): source.id for source in record.sources for url in _addresses(source)}
        self._by_words: dict[tuple[str, str], str] = {}
        self._houses = houses_of(record.sources)
        self._by_name = names_of(record.publishers)

    def registered(self, citation: Citation) -> Citation:
        """Return a citation by the id of its publication."""
        told = told_of(citation)
        if not told:
            return citation
        url = told.get("url") or (citation.id if is_safe_url(citation.id) else None)
        words = (fold(told.get("title", "")), fold(told.get("publisher", "")))
        own = self._by_page.get(plain(url)) if url else self._by_words.get(words)
        if own is None:
            own = self._register(citation, told, url)
            if url:
                self._by_page[plain(url)] = own
            else:
                self._by_words[words] = own
        return citation.model_copy(update={"id": own, **dict.fromkeys(_OWN)})

    def _register(self, citation: Citation, told: Mapping[str, Any], url: str | None) -> str:
        named = citation.id not in (url, told.get("title"), told.get("publisher"))
        base = citation.id if named else readable(url) if url else _words(told)
        own, number = self._slug(base) or "source", 2
        while own in self._ids:
            own, number = f"{self._slug(base)}-{number}", number + 1
        self._ids.add(own)
        house = told.get("publisher")
        house = self._by_name.get(fold(house), house) if house else (house_for(url, self._houses) if url else None)
        title = told.get("title") or (readable(url) if url else None)
        values = {**told, "url": url, "title": title, "publisher": house}
        self.made.append(Source.model_construct(id=own, **values))
        return own


def _words(told: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (told.get("title"), told.get("publisher"))))


def _addresses(source: Source) -> Iterable[str]:
    return filter(None, (source.url, source.archived_url))


def houses_of(sources: Iterable[Source]) -> dict[str, str]:
    """Return the publisher whose pages lie under a registered name, that of most if of several."""
    counts: dict[str, dict[str, int]] = {}
    for source in sources:
        house = source.carried_by[0] if source.carried_by else source.publisher
        if source.url and house:
            own = counts.setdefault(house_of(source.url), {})
            own[house] = own.get(house, 0) + 1
    return {host: max(own, key=lambda house: (own[house], house)) for host, own in counts.items()}


def names_of(publishers: Iterable[Publisher]) -> dict[str, str]:
    """Return publishers' ids by their ids and all their names, folded."""
    return {
        fold(name): publisher.id for publisher in publishers for name in (*publisher.also, publisher.name, publisher.id)
    }


def house_for(address: str, houses: Mapping[str, str]) -> str:
    """Return the publisher of a page: the register's whose pages lie there, else the registered name itself."""
    name = house_of(address)
    return houses.get(name, name)


def source_of_address(address: str, houses: Mapping[str, str]) -> Source:
    """Return the publication of an address alone."""
    return Source.model_construct(
        id=address, url=address, title=readable(address), publisher=house_for(address, houses)
    )
