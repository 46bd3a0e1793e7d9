"""What stands around a page and needs a session: it is given to the shell by ``app.py``, and nothing of it is baked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from components.parts import theme
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.tables.frames import Frames


class Router(Protocol):
    """Mounts what follows links and asks for the style sheet.

    ``on_part`` is called when the reader turned a list, ``on_bare`` when the sheet did not come.
    """

    def __call__(  # noqa: D102
        self,
        *,
        key: str,
        scheme: str,
        focus: str | None,
        dressed: bool,
        handled: float,
        on_part: Callable[[], None],
        on_bare: Callable[[], None],
    ) -> None: ...


class Filters(Protocol):
    """Draws the filters; ``on_change`` is called when the reader changed them."""

    def __call__(  # noqa: D102
        self,
        record: Frames,
        selection: Selection,
        *,
        found: Mapping[str, str],
        handled: float,
        on_change: Callable[[], None],
    ) -> None: ...


class Form(Protocol):
    """Draws the filters of a page that is baked as a form that needs no script and asks for the address of ``page``."""

    def __call__(  # noqa: D102
        self, record: Frames, selection: Selection, counts: Mapping[str, Mapping[str, int]], *, page: str
    ) -> None: ...


class Drawer(Protocol):
    """Mounts what shows an event's card where it was picked."""

    def __call__(self, view: View, *, key: str, of: str, unknown: str | None) -> None: ...  # noqa: D102


class Stage(Protocol):
    """Mounts what presents a page or a story; it keeps its own step, and asks for what it is to show."""

    def __call__(  # noqa: D102
        self, view: View, page: str, *, key: str, state: Mapping[str, Any], look: theme.Look, room: str | None
    ) -> None: ...


class Script(Protocol):
    """A page's script."""

    def run(self) -> None:
        """Draw the page."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a page in a session."""

    filters: Filters
    drawer: Drawer
    stage: Stage
