"""Who says what a chart shows, and how many they are, in a sentence."""

from pactline.readings.rests_on import House, rests_on
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows
from pactline.text.direction import joined
from pactline.wording import text

_NAMED = 4  # publishers


def who_says(record: Frames, citations: Rows) -> str:
    """Return in a sentence on whom some citations rest; that no source is recorded where there are none.

    Nothing is said of a record that makes no claim at all: who keeps plain dates has promised no source. A publisher
    that a state controls is named as such.

    Args:
        record: All tables.
        citations: Rows of ``CITATIONS``.
    """
    if not len(citations):
        return text("picture.no_sources") if record.size("claims") or record.size("reactions") else ""
    found = rests_on(record, citations)
    publications = text("count.publications", n=found.publications)
    if not found.houses:
        return text("picture.publications", publications=publications)
    return text(
        "picture.sources" if len(found.houses) > _NAMED else "picture.sources_all",
        publications=publications,
        publishers=text("count.publishers", n=len(found.houses)),
        most=joined([_named(house) for house in found.houses[:_NAMED]], ", "),
    )


def _named(house: House) -> str:
    return text("picture.house_state" if house.controlled else "picture.house", name=house.name, n=house.publications)
