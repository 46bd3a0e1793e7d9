"""Measures what runs on the server, without a server: load, filter, search, figure."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import records, searching
from benchmarks.clock import cpu
from components.parts import theme
from components.timeline import chart
from pactline.files import cache_folder, parquet_files
from pactline.files.opening import open_record
from pactline.home import curated_record
from pactline.query import select
from pactline.query.selection import Selection
from pactline.search.engine import engine
from pactline.tables.frames import Frames

FILTER = Selection.from_query(
    {"from": "2022", "theme": ["military", "diplomacy"], "kind": ["wire", "state_media"], "status": ["documented"]}
)
FACETS = ("actor", "theme", "publisher")
SEARCH = Selection.from_query({"q": "artillery shells"})


def measure(*, quick: bool) -> dict[str, float]:
    """Return ms by what was measured: ``load yaml curated``, ``filter 100000``, ``figure 1000`` ..."""
    found = {"load yaml curated": cpu(lambda: open_record(curated_record()), times=3)}
    found |= _kept() if not quick else {}
    sizes: dict[str, Callable[[], Frames]] = {
        "curated": lambda: open_record(curated_record()),
        **{str(n): lambda n=n: parquet_files.read(records.parquet(n)) for n in (1_000, 10_000, 100_000)},  # type: ignore[misc]
    }
    if not quick:
        sizes["1000000"] = lambda: parquet_files.read(records.parquet(1_000_000))
    for name, load in sizes.items():
        if name not in ("curated", "1000000"):
            found[f"load parquet {name}"] = cpu(load, times=3)
        record = load()
        record.index  # noqa: B018 - made when it is first asked for
        _asked(record)
        if name == "100000":
            found |= {f"{what} {name}": ms for what, ms in searching.measure(record).items()}
        found |= {f"{what} {name}": ms for what, ms in _questions(record, figure=name != "1000000").items()}
    return found


def _kept() -> dict[str, float]:
    """Return load cold and from the cache, 10,000 events of YAML."""
    file = records.yaml(10_000)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[cache_folder.FOLDER_VARIABLE] = folder
        cold = cpu(lambda: open_record(file), before=lambda: _empty(Path(folder)), times=1)
        cached = cpu(lambda: open_record(file), times=5)
        del os.environ[cache_folder.FOLDER_VARIABLE]
    return {"load yaml 10000": cold, "load yaml 10000 cached": cached}


def _empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def _questions(record: Frames, *, figure: bool) -> dict[str, float]:
    found = {
        "filter": cpu(lambda: _asked(record), before=record.shelf.clear, times=7),
    }
    if figure:
        found["search"] = cpu(lambda: select.select(record, SEARCH), before=lambda: _searchable(record), times=5)
        view = select.whole(record)
        look = theme.look("light")
        found["figure"] = cpu(
            lambda: chart.drawn(view.shown, lanes=view.selection.lanes, look=look),
            before=record.shelf.clear,
            times=5,
        )
    return found


def _searchable(record: Frames) -> None:
    """Forget what was asked, but not the index of words, which is made once for a record."""
    record.shelf.clear()
    engine(record)


def _asked(record: Frames) -> None:
    select.select(record, FILTER)
    select.facet_counts(record, FILTER, FACETS)
