"""A record's own colour, for both themes, as far as words in it can be read (WCAG 2.2, level AA).

One colour cannot be read on a light ground and on a dark one: that for the dark theme is made of the other, unless
both are given. What lacks contrast gives way to the nearest shade of it that has enough.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

CONTRAST: Final = 4.5  # of words on their ground, at least (WCAG 2.2, 1.4.3)
# Paper, panel and card of both themes, which components/parts/theme.py has; a test holds the two together.
GROUNDS: Final = {"light": ("#FBFAF7", "#F3F1EB", "#FFFFFF"), "dark": ("#12151B", "#1A1E26", "#1A1E26")}
_END: Final = {"light": "#000000", "dark": "#FFFFFF"}  # the way to more contrast
_WASH: Final = {"light": 0.09, "dark": 0.16}  # how much of it is in the ground of what is chosen
_STEPS: Final = 200


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour as it is shown in a theme, ``#RRGGBB``; ``wash`` is the ground of what is chosen."""

    colour: str
    wash: str


def shown(asked: str, theme: str) -> Accent:
    """Return a colour as it can be read in a theme: itself, or the nearest shade of it.

    Args:
        asked: ``#RRGGBB``.
        theme: ``light`` or ``dark``.
    """
    found = next(
        shade
        for shade in (mixed(asked, _END[theme], step / _STEPS) for step in range(_STEPS + 1))
        if lowest(shade, theme) >= CONTRAST
    )
    return Accent(found, _wash(found, theme))


def lowest(colour: str, theme: str) -> float:
    """Return the least contrast that words in a colour have in a theme."""
    return min(contrast(colour, ground) for ground in (*GROUNDS[theme], _wash(colour, theme)))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it, 0 to 1."""
    parts = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(own + (more - own) * share):02X}" for own, more in parts)


def _wash(colour: str, theme: str) -> str:
    return mixed(GROUNDS[theme][0], colour, _WASH[theme])


def _luminance(colour: str) -> float:
    weigh: Callable[[float], float] = lambda part: (  # noqa: E731 - the standard's formula
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
    )
    red, green, blue = (weigh(part / 255) for part in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
