"""What the values of a filter are called."""

from collections.abc import Mapping

from components.parts.rows import country_name
from pactline.record.vocabulary import KINDS, STATUSES
from pactline.tables.disputed import DISPUTED
from pactline.tables.frames import Frames
from pactline.wording import text


def facet_names(record: Frames, key: str) -> Mapping[str, str]:
    """Return the labels of a facet's values, in the register's order."""
    if key == "status":
        return {status: text("filters.disputed" if status == DISPUTED else f"status.{status}") for status in STATUSES}
    if key == "kind":
        return {kind: text(f"kind.{kind}") for kind in KINDS}
    if key == "country":
        return {country: country_name(record, country) for country in record.values("country")}
    return record.names[key]
