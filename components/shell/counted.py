"""What whoever runs the app can count: runs and their time, requests, refusals, the record; told in Prometheus' form.

The names follow its conventions (base units, ``_total``). No label holds anything of a reader: no address, no query.
Kept per process; with several workers each is asked by itself.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from components.shell import health, told
from components.shell.told import slow_after

KIND = CONTENT_TYPE_LATEST
_STEPS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.4, 0.6, 1.0, 2.5, 5.0, 10.0)  # s; the goals for readers lie in between

_NUMBERS = CollectorRegistry()
_RUNS = Histogram("pactline_run_seconds", "Time of a run of a page.", ["page"], registry=_NUMBERS, buckets=_STEPS)
_FAILED = Counter("pactline_runs_failed_total", "Runs that ended with the calm page.", ["page"], registry=_NUMBERS)
_REQUESTS = Counter("pactline_requests_total", "Answers by their status.", ["status"], registry=_NUMBERS)
_REFUSED = Counter("pactline_refused_total", "What was refused, by why.", ["why"], registry=_NUMBERS)
_ROWS = Gauge("pactline_record_rows", "Rows of the record that readers see.", ["table"], registry=_NUMBERS)
_LOADED = Gauge("pactline_record_loaded_seconds", "When that record was loaded, in Unix time.", registry=_NUMBERS)
_PROBLEMS = Gauge("pactline_record_problems", "What stands against a newer record on the disk.", registry=_NUMBERS)
_EDITION = Info("pactline_edition", "The edition that readers see.", registry=_NUMBERS)
ProcessCollector(registry=_NUMBERS)
_ran = time.perf_counter()  # when a run last began or ended


@contextmanager
def run_of(page: str) -> Iterator[None]:
    """Count a run of a page and its time; one that takes long is noted in the log.

    What ends a run early (Streamlit's way to begin anew) is counted as a run as well.
    """
    global _ran  # noqa: PLW0603 - of this process, as all numbers here are
    begun = _ran = time.perf_counter()
    try:
        yield
    except Exception:
        _FAILED.labels(page).inc()
        raise
    finally:
        _ran = time.perf_counter()
        seconds = _ran - begun
        _RUNS.labels(page).observe(seconds)
        if seconds >= slow_after():
            told.slow(page, seconds)


def still_for() -> float:
    """Return for how many seconds no run has begun or ended."""
    return time.perf_counter() - _ran


def answered(status: int) -> None:
    """Count an answer."""
    _REQUESTS.labels(str(status)).inc()


def refused(why: str) -> None:
    """Count what was refused: ``host``, ``origin``, ``body``, ``message``."""
    _REFUSED.labels(why).inc()


def numbers() -> bytes:
    """Return all numbers as text (``KIND``), those of the record as it is now."""
    state = health.state()
    for table, rows in state.rows.items():
        _ROWS.labels(table).set(rows)
    _LOADED.set(state.since.timestamp() if state.since else 0)
    _PROBLEMS.set(state.problems)
    _EDITION.info({"version": state.version, "as_of": state.as_of})
    return generate_latest(_NUMBERS)
