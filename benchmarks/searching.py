"""Measures a search of a large record, and of SQLite's full text search on the same texts and questions."""

import sqlite3
from typing import Final

import numpy as np

from benchmarks.clock import cpu
from pactline.search.engine import engine
from pactline.tables.frames import Frames

QUESTIONS: Final = (
    "in", "state", "about", "announce", "artillery shells", '"artillery shells"', "in state", "defense treaty",
    "sanctions in", "announce a defence treaty", "tuomya envoy", "denied agenda", "qqqq", "artilery", "sta",
    "monitoring report", "state media", "envoy", "kim jong-un", "new sanctions",
)  # fmt: skip
_SHARE = 95  # of a hundred questions


def measure(record: Frames) -> dict[str, float]:
    """Return the ms that 95 of 100 questions take at most: ours, and SQLite's."""
    searching = engine(record)
    fts = _fts5(record)
    return {
        "search p95": _slow(
            [cpu(lambda q=q: searching.search(q), before=searching.index.forget, times=3) for q in QUESTIONS]
        ),  # type: ignore[misc]
        "fts5 p95": _slow([cpu(lambda q=q: _asked(fts, q), times=3) for q in QUESTIONS]),  # type: ignore[misc]
    }


def _slow(times: list[float]) -> float:
    return float(np.percentile(times, _SHARE))


def _fts5(record: Frames) -> sqlite3.Connection:
    fts = sqlite3.connect(":memory:")
    fts.execute("create virtual table words using fts5(kind unindexed, said, tokenize='unicode61 remove_diacritics 2')")
    for table, columns in (("events", ("title", "summary")), ("claims", ("text",)), ("sources", ("title",))):
        texts = zip(*(record.column(table, column).fillna("").tolist() for column in columns), strict=True)
        fts.executemany("insert into words values (?, ?)", ((table, " ".join(own)) for own in texts))
    return fts


def _asked(fts: sqlite3.Connection, question: str) -> None:
    """Ask for what a page shows: how many hits of each kind, and the best ones."""
    quoted = question if question.startswith('"') else " ".join(f'"{word}"' for word in question.split())
    fts.execute("select kind, count(*) from words where words match ? group by kind", (quoted,)).fetchall()
    fts.execute("select rowid from words where words match ? order by rank limit 30", (quoted,)).fetchall()
