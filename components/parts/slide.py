"""What a slide is asked for, and what it gives back."""

from dataclasses import dataclass
from typing import Any, TypedDict

from components.parts.theme import Look
from pactline.query.select import View


class Picture(TypedDict):
    """A picture that the browser draws.

    Attributes:
        data: Plotly's traces.
        layout: Plotly's layout; ``height`` in px is fixed.
        width: Px that it is made for.
        alt: One sentence for those who do not see it.
    """

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    width: int
    alt: str


@dataclass(frozen=True, slots=True)
class SlideRequest:
    """What a slide is to show.

    Attributes:
        view: The record as the step selects it.
        look: Colours of the reader's theme.
        claims: Claims that bear out what is said: they come first.
        place: The part of the page that is meant, as ``S33`` in ``article#S33``, or several, with commas; may be
            empty.
        title: What the step is called; may be empty.
        show: The parts of a claim that the step looks at (``Step.show``); empty: what there is room for.
    """

    view: View
    look: Look
    claims: tuple[str, ...] = ()
    place: str = ""
    title: str = ""
    show: tuple[str, ...] = ()

    @property
    def places(self) -> list[str]:
        """The parts of the page that are meant, in the step's order."""
        return [place for place in self.place.split(",") if place]


@dataclass(frozen=True, slots=True)
class SlideBody:
    """What a slide shows below its title: ``html`` of our own templates, and a picture.

    Attributes:
        when: Date and place, or the event in focus: stands above the title.
    """

    html: str = ""
    picture: Picture | None = None
    when: str = ""
