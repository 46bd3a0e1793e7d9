"""What the shown claims rest on: kinds, countries, state control, independence, copies that can be opened.

Every number counts rows that a reader can take away (``export``), and a test counts them again there.
Claims that cite several kinds count under each, so shares do not add up to one.
"""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pactline.query.select import View
from pactline.query.view import marked
from pactline.record.vocabulary import EXTENTS
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import RowMask, Rows


class Share(NamedTuple):
    """A number of the rows, of how many; ``key`` is an id, a class, or empty where not given."""

    key: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Diet:
    """What the shown claims rest on.

    Attributes:
        claims: Number of shown claims.
        kinds: Claims that cite a publisher of a kind, most first; ``of`` all shown claims, as below.
        countries: Claims that cite a publisher of a country, by its id, most first.
        publishers: Claims that cite a publisher, most first.
        by_country: The same publishers, by the country's id.
        control: ``alone``: claims that state-controlled publishers alone support; ``among``: claims that cite one,
            but do not rest on such alone; ``none``: claims that cite none.
        copies: ``no_source``: claims that cite nothing; ``no_copy``: claims that cite, but nothing with an address;
            ``copy``: the other claims.
        reading: Of the publications with an address that what is shown cites: ``page``, ``excerpt``, ``none``: how
            much of a copy somebody read.
    """

    claims: int
    kinds: tuple[Share, ...]
    countries: tuple[Share, ...]
    publishers: tuple[Share, ...]
    by_country: dict[str, tuple[Share, ...]]
    control: tuple[Share, ...]
    copies: tuple[Share, ...]
    reading: tuple[Share, ...]


def diet(view: View) -> Diet:
    """Return what the shown claims rest on."""
    record, index, number = view.frames, view.frames.index, len(view.claim_rows)
    rows = view.shown.citation_rows
    rows = rows[index.cited_claim[rows] >= 0]
    claims, sources = index.cited_claim[rows], index.cited_source[rows]
    coded = {key: record.stored.coded("sources", key) for key in ("kind", "country", "publisher")}
    shares = {key: _shares(codes[sources], names, claims, number) for key, (codes, names) in coded.items()}
    home = _homes(coded["publisher"], coded["country"], sources)
    by_country: dict[str, list[Share]] = {}
    for share in shares["publisher"]:
        by_country.setdefault(home.get(share.key, ""), []).append(share)
    return Diet(
        claims=number,
        kinds=shares["kind"],
        countries=shares["country"],
        publishers=shares["publisher"],
        by_country={key: tuple(own) for key, own in by_country.items()},
        control=_control(view, claims, rows),
        copies=_copies(view),
        reading=_reading(view),
    )


def without_copy(view: View) -> Rows:
    """Return the rows of the shown claims that cite publications, but none with an address to open."""
    cited, opened = _cited(view)
    rows = view.claim_rows
    return rows[cited[rows] & ~opened[rows]]


def _cited(view: View) -> tuple[RowMask, RowMask]:
    """Mark the claims that cite a publication, and those that cite one with an address, of all of the record."""
    index, rows = view.frames.index, view.shown.citation_rows
    rows = rows[index.cited_claim[rows] >= 0]
    addressed = _addressed(view.frames)[index.cited_source[rows]]
    claims = index.cited_claim[rows]
    return marked(claims, index.claims), marked(claims[addressed], index.claims)


def _shares(codes: Rows, names: list[str], claims: Rows, of: int) -> tuple[Share, ...]:
    """Count the claims that cite each value, most first, then by the value; a citation without one counts as empty."""
    step = int(claims.max()) + 1 if len(claims) else 1
    pairs = np.unique((codes + 1) * step + claims)  # each claim once under each value
    counted = np.bincount(pairs // step, minlength=len(names) + 1).tolist()
    found = [Share(key, number, of) for key, number in zip(["", *names], counted, strict=True) if number]
    return tuple(sorted(found, key=lambda share: (-share.number, share.key)))


def _homes(publishers: tuple[Rows, list[str]], countries: tuple[Rows, list[str]], sources: Rows) -> dict[str, str]:
    """Return the country of each publisher that some publications have."""
    (houses, names), (places, country_names) = publishers, countries
    pairs = zip(houses[sources].tolist(), places[sources].tolist(), strict=True)
    return {
        names[house] if house >= 0 else "": country_names[place] if place >= 0 else "" for house, place in set(pairs)
    }


def independence(view: View) -> tuple[Share, ...]:
    """Return the shown claims by their number of independent sources: ``0``, ``1``, ``2``, ``3`` for three and more."""
    number = len(view.claim_rows)
    voices = np.minimum(view.frames.numbers("claims", "independent")[view.claim_rows], 3)
    return tuple(Share(str(n), found, number) for n, found in enumerate(np.bincount(voices, minlength=4).tolist()))


def _control(view: View, cited: Rows, rows: Rows) -> tuple[Share, ...]:
    number, index = len(view.claim_rows), view.frames.index
    alone = index.state_only[view.claim_rows]
    state = view.frames.column("citations", "state_controlled").to_numpy(dtype=bool)[rows]
    controlled = marked(cited[state], index.claims)[view.claim_rows]
    counts = int(alone.sum()), int((controlled & ~alone).sum())
    return (
        Share("alone", counts[0], number),
        Share("among", counts[1], number),
        Share("none", number - sum(counts), number),
    )


def _copies(view: View) -> tuple[Share, ...]:
    rows, (cited, opened) = view.claim_rows, _cited(view)
    number = len(rows)
    no_source, copy = int((~cited[rows]).sum()), int(opened[rows].sum())
    return (
        Share("copy", copy, number),
        Share("no_copy", number - no_source - copy, number),
        Share("no_source", no_source, number),
    )


def _reading(view: View) -> tuple[Share, ...]:
    sources = np.unique(view.frames.index.cited_source[view.shown.citation_rows])
    sources = sources[_addressed(view.frames)[sources]]
    read = Counter(view.frames.cells("sources", "read", sources))
    return tuple(Share(extent, read[extent], len(sources)) for extent in EXTENTS)


@kept(4)
def _addressed(record: Frames) -> RowMask:
    """Mark the publications that have an address to open."""
    url, archived = (record.column("sources", name).notna().to_numpy(dtype=bool) for name in ("url", "archived_url"))
    mask: RowMask = url | archived
    return mask
