"""The picture of each kind of finding, as HTML."""

from markupsafe import Markup

from pactline.query.selection import Selection
from pactline.readings.findings import Told
from pactline.tables.frames import Frames


def picture_of(record: Frames, told: Told, selection: Selection) -> Markup:  # noqa: ARG001 - of pictures to come
    """Return what is drawn beside a finding; empty where there is nothing to draw."""
    if told.picture is None:
        return Markup()
    match told.picture.kind:
        case _:
            return Markup()
