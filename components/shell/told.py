"""What goes to the log, and in which form: lines for people, or one JSON object each for a machine that collects them.

``PACTLINE_LOG=json`` (``pactline run --log json``) asks for JSON: each request with its number, and runs that take
long. Never who asked, nor what was looked for: neither address nor query of a reader is in it.
Imports nothing heavy: the server waits for this module.
"""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

FORM_VARIABLE: Final = "PACTLINE_LOG"  # "json", or nothing
SLOW_VARIABLE: Final = "PACTLINE_SLOW"  # s from which on a run of a page is noted; of JSON 1 unless it says
_SLOW: Final = 1.0
_OURS: Final = ("components", "pactline", "uvicorn.error")
_requests = logging.getLogger("pactline.requests")
_runs = logging.getLogger("pactline.runs")


class AsJson(logging.Formatter):
    """One line of JSON for each entry: ``time`` (ISO 8601, UTC), ``level``, ``logger``, ``message``, and about what."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; a trace stands in it under ``trace``."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "about", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up() -> None:
    """Give our log, and the server's, the form that was asked for. May be called again.

    Raises:
        ValueError: A variable says what cannot be; the message names it.
    """
    slow_after.cache_clear()
    slow_after()
    form = os.environ.get(FORM_VARIABLE, "").strip().lower()
    if form not in ("", "plain", "json"):
        message = f"{FORM_VARIABLE}: {form!r} is no form of the log. Write json, or plain."
        raise ValueError(message)
    if form != "json":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson())
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.WARNING)
    _requests.setLevel(logging.INFO)


def tells_requests() -> bool:
    """Say whether each request is to be told."""
    return _requests.isEnabledFor(logging.INFO)


def request(number: str, *, method: str, path: str, status: int, seconds: float, edition: str) -> None:
    """Tell of an answered request; ``path`` without its query."""
    about = {"request": number, "method": method, "path": path, "status": status, "edition": edition}
    _requests.info("answered", extra={"about": {**about, "milliseconds": round(seconds * 1000, 1)}})


@lru_cache(maxsize=1)
def slow_after() -> float:
    """Return from how many seconds on a run is noted; without end where nobody asked.

    Raises:
        ValueError: The variable holds no number above 0.
    """
    said = os.environ.get(SLOW_VARIABLE, "").strip()
    if said:
        return seconds(said)
    return _SLOW if os.environ.get(FORM_VARIABLE, "").strip().lower() == "json" else float("inf")


def seconds(said: str) -> float:
    """Return what ``SLOW_VARIABLE`` says.

    Raises:
        ValueError: It is no number above 0; the message says so.
    """
    try:
        found = float(said)
    except ValueError:
        found = 0
    if not found > 0:
        message = f"{SLOW_VARIABLE}: {said!r} is no number of seconds above 0."
        raise ValueError(message)
    return found


def slow(page: str, took: float) -> None:
    """Tell of a run of a page that took many seconds."""
    from components.shell import health  # noqa: PLC0415 - asks for the record, which need not be there

    about = {"page": page, "seconds": round(took, 3), "edition": health.state().version}
    _runs.warning("a run of %s took %.2f s", page, took, extra={"about": about})
