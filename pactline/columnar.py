"""A record as a folder of Parquet files: the tables of ``pactline.frames``, written and read back.

``record.json`` beside them holds the small sections (edition, themes, eras ...) in the shape they have in YAML.
Tables come from strangers: their columns, ids, row numbers and listed values are checked before anything is shown.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from pactline import tabular
from pactline.columns import ACTORS, PUBLISHERS, SEARCH, SEARCHED, TABLES, table
from pactline.dossier import Dossier, assemble
from pactline.folding import fold
from pactline.frames import Frames
from pactline.later import LaterMapping, LaterSequence
from pactline.model import Actor, Publisher, Record, Theme
from pactline.problem import Problem, RecordError
from pactline.restore import Restorer
from pactline.tables import ALL, StoredTables, packed

REST = "record.json"
_IN_TABLES = ("events", "reactions", "sources", "actors", "publishers")  # sections that are not in ``record.json``


def is_columnar(path: Path) -> bool:
    """Say whether a path is a record of Parquet files: the folder, or one of its files."""
    return path.suffix == ".parquet" or (path / "events.parquet").is_file()


def write(record: Frames, folder: Path) -> None:
    """Write a record into a folder that exists: its tables as Parquet, all else into ``record.json``."""
    for name, content in files_of(record).items():
        (folder / name).write_bytes(content)


def files_of(record: Frames) -> dict[str, bytes]:
    """Return the files of a record by name, as ``write`` writes them."""
    tables = {name: record.stored.frame(name) for name in TABLES}
    for name in SEARCHED:
        tables[name] = tables[name].assign(**{SEARCH: record.stored.column(name, SEARCH)})
    tables["actors"] = table([_actor(actor) for actor in record.dossier.actors.values()], ACTORS)
    tables["publishers"] = table([_publisher(house) for house in record.dossier.publishers.values()], PUBLISHERS)
    found = {}
    for name, content in packed(tables.items()):
        out = io.BytesIO()
        pq.write_table(content, out, compression="zstd")
        found[f"{name}.parquet"] = out.getvalue()
    return found | {REST: _rest_of(record.dossier).encode()}


def read(path: Path, *, thorough: bool = False) -> Frames:
    """Read a record that ``write`` wrote, or another program in the same form.

    Args:
        path: The folder, or a Parquet file in it.
        thorough: Look for every problem, also for those that only spoil what is shown.

    Raises:
        RecordError: Files that cannot be read, or do not hold a record; all that is wrong is in there.
    """
    folder = path if path.is_dir() else path.parent
    files = {}
    for name in (*(f"{name}.parquet" for name in ALL), REST):
        try:
            files[name] = (folder / name).read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            hint = "check its permissions"
            raise RecordError([Problem("error", f"cannot be read: {error.strerror}", hint, name)]) from None
    return record_of(files, thorough=thorough)


def record_of(files: Mapping[str, bytes], *, thorough: bool = False) -> Frames:
    """Make a record out of its files' contents; arguments and errors as of ``read``."""
    if "events.parquet" not in files:
        hint = "a record of Parquet files has an events.parquet"
        raise RecordError([Problem("error", "there is no events.parquet", hint, "events.parquet")])
    try:
        tables = StoredTables({name: files[f"{name}.parquet"] for name in ALL if f"{name}.parquet" in files})
        wrong = [*tables.misfits()] or [*tables.unpack()]
        wrong = wrong or tabular.problems(tables, thorough=thorough)
    except (pa.ArrowException, OSError) as error:
        hint = "write the files again; docs/parquet.md describes them"
        raise RecordError([Problem("error", f"not readable as Parquet: {_line(error)}", hint, "*.parquet")]) from None
    if wrong:
        raise RecordError([Problem("error", message, hint, f"{name}.parquet") for name, message, hint in wrong])
    rest = _rest(files.get(REST, b"{}"))
    _fold_where_missing(tables)
    return _record(tables, rest)


def _record(tables: StoredTables, rest: Record) -> Frames:
    """Put tables and sections together; what stands in no register gets an entry of its own, as in YAML."""
    names = {"theme": {theme.id: theme.name for theme in rest.themes}}
    for key, register in (("actor", "actors"), ("publisher", "publishers")):
        ids, called = (tables.column(register, column).tolist() for column in ("id", "name"))
        names[key] = dict(zip(ids, called, strict=True))
    for key, place, column in (
        ("actor", "event_actors", "actor"),
        ("actor", "reactions", "actor"),
        ("publisher", "sources", "publisher"),
        ("theme", "event_themes", "theme"),
    ):
        for one in filter(None, tables.coded(place, column)[1]):
            names[key].setdefault(one, one[:1].upper() + one[1:] if key == "theme" else one)
    made = Restorer(tables, names)
    dossier = replace(
        assemble(rest),
        events=LaterSequence(tables.rows("events"), made.events),
        reactions=LaterSequence(tables.rows("reactions"), made.reactions),
        sources=LaterMapping(tables.rows("sources"), made.sources),
        publishers=LaterMapping(len(names["publisher"]), made.publishers),
        actors=LaterMapping(len(names["actor"]), made.actors),
        themes={one: Theme.model_construct(id=one, name=name) for one, name in names["theme"].items()},
    )
    return Frames(tables, names, dossier)


def _fold_where_missing(tables: StoredTables) -> None:
    """Fold the words of tables that another program wrote without them."""
    for name, columns in (("events", ("event_id", "title", "summary", "place")), ("claims", ("text", "note"))):
        if not tables.has(name, SEARCH):
            texts = (tables.column(name, column).tolist() for column in columns)
            folded = [fold(" ".join(t for t in row if isinstance(t, str))) for row in zip(*texts, strict=True)]
            tables.put(name, SEARCH, folded)


def _rest(content: bytes) -> Record:
    try:
        return Record.model_validate_json(content)
    except ValidationError as error:
        wrong = [
            Problem("error", f"{'.'.join(map(str, one['loc']))}: {one['msg']}", "sections are as in YAML", REST)
            for one in error.errors(include_url=False)
        ]
        raise RecordError(wrong) from None


def _rest_of(dossier: Dossier) -> str:
    """Return the sections of a record that no table holds, as JSON."""
    content: dict[str, Any] = {}
    for section in Record.model_fields:
        value = getattr(dossier, section)
        if section in _IN_TABLES or not value:
            continue
        entries = list(value.values()) if isinstance(value, Mapping) else value
        content[section] = [*map(_plain, entries)] if isinstance(entries, list | tuple) else _plain(entries)
    return json.dumps(content, ensure_ascii=False, indent=1)


def _plain(entry: Any) -> Any:
    return entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _actor(actor: Actor) -> dict[str, Any]:
    whole = "; ".join(actor.part_of)
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "group": actor.group,
        "part_of": whole,
        "note": actor.note,
    }


def _publisher(house: Publisher) -> dict[str, Any]:
    controlled = {True: "yes", False: "no", None: "not given"}[house.state_controlled]
    own = {name: getattr(house, name) for name in ("id", "name", "kind", "country", "note")}
    return own | {"state_controlled": controlled}


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
