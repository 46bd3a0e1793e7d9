"""How a record may look of its own: colours, a picture beside it, the part of the earth on its map."""

import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from pactline.record.values import Entry, Number, wrong
from pactline.text.nearest import quoted

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)
_SHORT_COLOUR = re.compile(r"#?[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}", re.ASCII)
_PICTURE = re.compile(r"\w[\w .-]*\.(png|svg)", re.IGNORECASE)


def _colour(text: str) -> str:
    if not _COLOUR.fullmatch(text):
        digits = text.removeprefix("#")
        meant = "".join(one * 2 for one in digits) if len(digits) < 6 else digits  # noqa: PLR2004 - three digits of six
        instead = f'"#{meant.upper()}"' if _SHORT_COLOUR.fullmatch(text) else ""
        raise wrong(f"{quoted(text)} is not a colour", 'write # and six digits, in quotes: "#8A1F2D"', instead)
    return text.upper()


def _picture(text: str) -> str:
    if not _PICTURE.fullmatch(text):
        hint = "name a .png or .svg that lies beside the record's files, without a folder: logo.png"
        raise wrong(f"{quoted(text)} is not the name of a picture", hint)
    return text


def by_light(value: Any) -> Any:
    """Let one colour stand for a pair of which that for the dark theme is made."""
    return {"light": value} if isinstance(value, str) else value


Colour = Annotated[str, AfterValidator(_colour)]  # ``#RRGGBB``
PictureFile = Annotated[str, AfterValidator(_picture)]


class Colours(Entry):
    """A colour for the light theme and one for the dark theme; the latter is made of the former where it lacks."""

    light: Colour
    dark: Colour | None = None


class MapWindow(Entry):
    """A part of the earth; degrees, WGS 84. Across the date line ``west`` is the larger one."""

    west: Annotated[Number, Field(ge=-180, le=180)]
    south: Annotated[Number, Field(ge=-85, le=85)]
    east: Annotated[Number, Field(ge=-180, le=180)]
    north: Annotated[Number, Field(ge=-85, le=85)]

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.north - self.south < 1 or (self.east - self.west) % 360 < 1:
            raise wrong("the map's window is too narrow", "leave a degree between its edges at least")
        return self
