"""The sourcing exercise in the words of the interface: the same for page, paper and sealed edition."""

from collections.abc import Collection

from components.parts.amount_words import figure
from pactline.query.select import View
from pactline.readings import exercise
from pactline.readings.exercise import MOST, Exercise, Words
from pactline.readings.masking import OutletMask
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import language_name, text


def of_event(view: View, event_id: str) -> Exercise:
    """Return the exercise of one event; see ``pactline.readings.exercise.of_event``."""
    return _of_event(exercise.unfiltered(view), event_id)


@kept(32)
def _of_event(view: View, event_id: str) -> Exercise:
    """Return it for all that could be known on a view's day: many readers, and each of their votes, ask for it."""
    return exercise.of_event(view, event_id, _words())


def of_events(view: View, event_ids: Collection[str], title: str, *, most: int = MOST) -> Exercise:
    """Return the exercise of one event or several, from the claims that the view shows."""
    return exercise.of_events(view, event_ids, title, _words(), most=most)


def of_metric(view: View, metric_id: str) -> Exercise:
    """Return the exercise of a contested figure; see ``pactline.readings.exercise.of_metric``."""
    return _of_metric(exercise.unfiltered(view), metric_id)


@kept(32)
def _of_metric(view: View, metric_id: str) -> Exercise:
    return exercise.of_metric(view, metric_id, _words())


@kept(1)
def _outlets(record: Frames) -> OutletMask:
    """Return what hides every outlet of a record."""
    return OutletMask(record.dossier, (), text("exercise.outlet"))


@kept(256)
def tells(record: Frames, event_id: str) -> bool:
    """Say whether an event's id tells an outlet."""
    return _outlets(record).tells(event_id)


@kept(256)
def hidden(record: Frames, words: str) -> str:
    """Return words without the names of outlets: what one chooses from is shown to the room next."""
    return _outlets(record)(words)


def _words() -> Words:
    return Words(outlet=text("exercise.outlet"), language=language_name, figure=figure)
