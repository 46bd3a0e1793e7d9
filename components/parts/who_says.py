"""Who says what a chart shows, and how many they are: publications, their publishers, those cited most."""

from collections import Counter

import numpy as np

from pactline.query.view import View
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows
from pactline.text.direction import joined
from pactline.wording import text

_NAMED = 4  # publishers


def of_claims(view: View) -> Rows:
    """Return the shown citations of claims."""
    cited = view.shown.citation_rows
    return cited[view.frames.index.cited_claim[cited] >= 0]


def who_says(record: Frames, citations: Rows) -> str:
    """Return in a sentence on whom some citations rest; that no source is recorded where there are none.

    Nothing is said of a record that makes no claim at all: who keeps plain dates has promised no source. A publisher
    that a state controls is named as such.

    Args:
        record: All tables.
        citations: Rows of ``CITATIONS``.
    """
    index = record.index
    if not len(citations):
        return text("picture.no_sources") if record.size("claims") or record.size("reactions") else ""
    codes, houses = index.houses
    sources = np.unique(index.cited_source[citations])
    house_of = dict(zip(index.cited_source[citations].tolist(), codes[citations].tolist(), strict=True))
    counted = Counter(house_of[source] for source in sources.tolist())
    named = {house: n for code, n in counted.items() if code >= 0 and (house := houses[code])}
    publications = text("count.publications", n=len(sources))
    if not named:
        return text("picture.publications", publications=publications)
    state = record.column("sources", "state_controlled").to_numpy()
    controlled = {houses[house_of[row]] for row in sources.tolist() if house_of[row] >= 0 and state[row] == "yes"}
    called = {house: record.names["publisher"].get(house, house) for house in named}
    first = sorted(named, key=lambda house: (-named[house], called[house].casefold()))[:_NAMED]
    most = [
        text("picture.house_state" if house in controlled else "picture.house", name=called[house], n=named[house])
        for house in first
    ]
    return text(
        "picture.sources" if len(named) > len(first) else "picture.sources_all",
        publications=publications,
        publishers=text("count.publishers", n=len(named)),
        most=joined(most, ", "),
    )
