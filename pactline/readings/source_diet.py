"""What the shown claims rest on: kinds, countries, state control, independence, copies that can be opened.

Every number counts rows that a reader can take away (``export``), and a test counts them again there.
Claims that cite several kinds count under each, so shares do not add up to one.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from pactline.query.select import View
from pactline.record.vocabulary import EXTENTS


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
        independence: Claims by their number of independent sources: ``0``, ``1``, ``2``, ``3`` for three and more.
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
    independence: tuple[Share, ...]
    copies: tuple[Share, ...]
    reading: tuple[Share, ...]


def diet(view: View) -> Diet:
    """Return what the shown claims rest on."""
    claims = view.claims
    number = len(claims)
    cited = view.citations[view.citations["claim"] >= 0]
    country = cited["country"].fillna("")
    publishers = _shares(cited.assign(country=country), "publisher", number)
    home = dict(zip(cited["publisher"], country, strict=True))
    by_country: dict[str, list[Share]] = {}
    for share in publishers:
        by_country.setdefault(home[share.key], []).append(share)
    return Diet(
        claims=number,
        kinds=_shares(cited, "kind", number),
        countries=_shares(cited.assign(country=country), "country", number),
        publishers=publishers,
        by_country={key: tuple(own) for key, own in by_country.items()},
        control=_control(claims, cited),
        independence=_independence(claims),
        copies=_copies(view, cited),
        reading=_reading(view),
    )


def without_copy(view: View) -> pd.DataFrame:
    """Return the shown claims that cite publications, but none with an address to open."""
    cited = view.citations[view.citations["claim"] >= 0]
    codes, ids = pd.factorize(cited["source_id"])
    known = frozenset(_addressed(view)["source_id"])
    addressed = np.array([one in known for one in ids], dtype=bool)[codes]
    rows = view.claims.index  # of the record's table of claims: what a citation's ``claim`` counts
    return view.claims[rows.isin(cited["claim"]) & ~rows.isin(cited["claim"][addressed])]


def _shares(cited: pd.DataFrame, column: str, of: int) -> tuple[Share, ...]:
    """Count the claims that cite each value of a column, most first, then by the value."""
    codes, keys = pd.factorize(cited[column])
    claims = cited["claim"].to_numpy()
    step = int(claims.max()) + 1 if len(claims) else 1
    pairs = np.unique(codes * step + claims)  # each claim once under each value
    counted = np.bincount(pairs // step, minlength=len(keys))
    found = [Share(str(key), int(number), of) for key, number in zip(keys, counted, strict=True)]
    return tuple(sorted(found, key=lambda share: (-share.number, share.key)))


def _control(claims: pd.DataFrame, cited: pd.DataFrame) -> tuple[Share, ...]:
    number = len(claims)
    alone = int(claims["state_only"].sum())
    controlled = claims.index.isin(cited.loc[cited["state_controlled"], "claim"])
    among = int((controlled & ~claims["state_only"]).sum())
    return (Share("alone", alone, number), Share("among", among, number), Share("none", number - alone - among, number))


def _independence(claims: pd.DataFrame) -> tuple[Share, ...]:
    counted = claims["independent"].clip(upper=3).value_counts()
    return tuple(Share(str(voices), int(counted.get(voices, 0)), len(claims)) for voices in range(4))


def _copies(view: View, cited: pd.DataFrame) -> tuple[Share, ...]:
    number = len(view.claims)
    no_source = number - int(view.claims.index.isin(cited["claim"]).sum())
    no_copy = len(without_copy(view))
    return (
        Share("copy", number - no_source - no_copy, number),
        Share("no_copy", no_copy, number),
        Share("no_source", no_source, number),
    )


def _reading(view: View) -> tuple[Share, ...]:
    addressed = _addressed(view)
    return tuple(Share(extent, int((addressed["read"] == extent).sum()), len(addressed)) for extent in EXTENTS)


def _addressed(view: View) -> pd.DataFrame:
    sources = view.sources
    return sources[sources["url"].notna() | sources["archived_url"].notna()]
