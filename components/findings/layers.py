"""One picture laid out for several widths: its marks stand in the page once, each with a place for every width.

The style sheet shows the layer of the window's width, and places the marks for it (``findings.css``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from components.findings.drawing import Drawing, Mark


@dataclass(frozen=True, eq=False)
class Layers:
    """The same things for several widths; where marks do not fit, what they stand for is counted.

    Attributes:
        widest: For the widest window.
        narrower: For narrower ones, in this order.
    """

    widest: Drawing
    narrower: tuple[Drawing, ...] = ()

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """One a width, the widest first."""
        return self.widest, *self.narrower

    @property
    def name(self) -> str:
        """What it shows, in a sentence."""
        return self.widest.name

    @property
    def is_open(self) -> bool:
        """Whether anything in it is a link."""
        return any(one.is_open for one in self.drawings)

    @cached_property
    def shared(self) -> bool:
        """Whether each drawing has the marks of the first, or none."""
        first = self._places[0].keys()
        return all(own.keys() in (first, set()) for own in self._places)

    @cached_property
    def _places(self) -> tuple[Mapping[str, Mark], ...]:
        """The marks that are links, by their events."""
        return tuple({mark.event: mark for mark in one.marks if mark.event} for one in self.drawings)

    @property
    def classes(self) -> str:
        """The widths at which nothing is marked: ``counted-2`` is the second."""
        return " ".join(f"counted-{n}" for n, own in enumerate(self._places, 1) if not own)

    @property
    def style(self) -> str:
        """How large it is at each width."""
        return ";".join(f"--wide{n}:{one.width};--high{n}:{one.height}" for n, one in enumerate(self.drawings, 1))

    @property
    def inside(self) -> Markup:
        """All that is in it, as HTML."""
        under, over = [], []
        for n, one in enumerate(self.drawings, 1):
            under.append(_layer(n, one.under if self.shared else one.under + one.marked))
            over.append(_layer(n, one.over))
        marked = self._marked() if self.shared else ""
        return Markup("".join((*under, marked, "\n", *over)))  # noqa: S704 - each has escaped what is a stranger's

    def _marked(self) -> str:
        first, (own, *others) = self.widest, self._places
        loose = "".join(
            _layer(n, "".join(mark.drawn("", -1) for mark in one.marks if not mark.event))
            for n, one in enumerate(self.drawings, 1)
            if len(one.marks) > len(self._places[n - 1])
        )
        parts: list[str] = []
        for event, mark in own.items():
            more = "".join(
                f"--x{n}:{place.x:.1f};--y{n}:{place.y:.1f};--r{n}:{place.r:.1f};"
                for n, there in enumerate(others, 2)
                if (place := there.get(event))
            )
            parts.append(mark.drawn(first.address, -1 if parts else 0, more))
        return loose + "".join(parts)


def _layer(number: int, content: str) -> str:
    return f'<div class="layer layer-{number}">{content}</div>' if content else ""
