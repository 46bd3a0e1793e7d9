"""Pactline: a sourced record, who says what in it, and the tables that pages draw.

From code::

    import pactline

    record = pactline.open()
    record.select(theme="sanctions", from_="2024").claims

What it needs is imported when a record is opened.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pactline.library.record import Record, SelectionError, open  # noqa: A004 - as gzip and wave have it
    from pactline.problem import Problem, RecordError

__version__ = "0.1.0"
__all__ = ["Problem", "Record", "RecordError", "SelectionError", "__version__", "open"]

_FROM = {
    "Problem": "pactline.problem",
    "Record": "pactline.library.record",
    "RecordError": "pactline.problem",
    "SelectionError": "pactline.library.record",
    "open": "pactline.library.record",
}


def __getattr__(name: str) -> object:
    """Return what programs use of the package, imported when it is first named."""
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_FROM[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the names that programs use, those included that are not imported yet."""
    return sorted({*globals(), *_FROM})
