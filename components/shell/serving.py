"""The one record that all readers share.

The only module that caches: what lives as long as the server, not as long as a reader.
"""

import gc
import sys
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

from pactline.files.opening import open_record
from pactline.files.watch import LiveRecord, Watched
from pactline.record.own_words import speech_of
from pactline.tables.frames import Frames
from pactline.wording import speak

# Python's own are 700, 10, 10: new values before the youngest are looked at, and rounds of that before older ones are.
_COLLECTED = (5_000, 10, 10)
# Not Streamlit's cache: each of a run's questions would make a text of the path.
WATCHED: Final[dict[str, Watched[Frames]]] = {}
_OPENING = Lock()


def live_record(path: Path) -> LiveRecord[Frames]:
    """Return what readers see of the record at a path now: the last good one, and what stands against a newer."""
    held = _watched(str(path)).now()
    if held.record is not None:
        _speak_of(held.record)
    return held


@lru_cache(maxsize=1)
def _speak_of(record: Frames) -> None:
    """Let the server speak as its record does."""
    speak(speech_of(record.dossier.edition))


def name_of(held: LiveRecord[Frames]) -> str:
    """Return what names the record that readers see in an address: another one once another is loaded."""
    return f"{int(held.loaded.timestamp() * 1e6):x}" if held.loaded else ""


def number_of(path: Path) -> int:
    """Return the number of what readers see: it rises with each change of it."""
    return _watched(str(path)).now().number


def _watched(path: str) -> Watched[Frames]:
    if watched := WATCHED.get(path):
        return watched
    with _OPENING:  # whoever comes meanwhile waits for it
        if path not in WATCHED:
            watched = Watched(Path(path), open_record, weigh=weigh, on_new=forget)
            watched.now()
            watched.keep_looking()
            WATCHED[path] = watched
        return WATCHED[path]


def weigh(record: Frames) -> int:
    """Return how much a record holds."""
    return sum(map(record.size, ("events", "claims", "reactions", "citations", "sources")))


def forget() -> None:
    """Let go of what our modules remember of an older record, and freeze the new one: no collection need look at it."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("components", "pactline"):
            for value in list(vars(module).values()):
                # A class is no store; what is made of it is.
                if callable(clear := getattr(value, "cache_clear", None)) and not isinstance(value, type):
                    clear()
    settle()


def settle() -> None:
    """Freeze what the server has made so far, so that no collection need look at it, and collect less often.

    What was frozen of an older record goes. A page for a new selection makes thousands of values that live on; Python
    would look at them two to ten times.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED)
