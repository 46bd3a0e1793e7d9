"""A record as a folder of Parquet files: the tables of ``pactline.tables.frames``, written and read back.

``record.json`` beside them holds the small sections (edition, themes, eras ...) in the shape they have in YAML, and
``entries.parquet`` the entries whole, so that what was written comes back the same. Files come from strangers: how
much they unpack to, their columns, ids, row numbers and listed values are checked before anything is shown.
"""

import io
import json
import logging
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from pactline.files import entries, parquet_checks
from pactline.files.from_tables import Restorer
from pactline.problem import Problem, RecordError
from pactline.record.dossier import Dossier, assemble, claims_of
from pactline.record.model import Actor, Publisher, Record, Theme
from pactline.record.vocabulary import NOT_GIVEN
from pactline.tables import unpacking
from pactline.tables.columns import ACTORS, PUBLISHERS, STORED, TABLES, table
from pactline.tables.frames import Frames
from pactline.tables.lazy import LazyMapping, LazySequence
from pactline.tables.source import StoredTables, opened, packed

REST = "record.json"
MAX_REST = 64 * 2**20  # bytes of it
_log = logging.getLogger(__name__)
_Named = TypeVar("_Named", Actor, Publisher)


def is_columnar(path: Path) -> bool:
    """Say whether a path is a record of Parquet files: the folder, or one of its files."""
    return path.suffix == ".parquet" or (path / "events.parquet").is_file()


def write(record: Frames, folder: Path) -> None:
    """Write a record into a folder that exists: its tables as Parquet, all else into ``record.json``."""
    for name, content in files_of(record).items():
        part = folder / f".{name}.part"
        part.write_bytes(content)
        part.replace(folder / name)  # whole or not at all


def files_of(record: Frames) -> dict[str, bytes]:
    """Return the files of a record by name, as ``write`` writes them."""
    tables = {name: record.stored.frame(name) for name in TABLES}
    tables["actors"] = table([_actor(actor) for actor in record.dossier.actors.values()], ACTORS)
    tables["publishers"] = table([_publisher(house) for house in record.dossier.publishers.values()], PUBLISHERS)
    found = {REST: _rest_of(record.dossier).encode()}
    for name, content in packed(tables.items()):
        out = io.BytesIO()
        few = [column for column, what in STORED[name].items() if what.coded and column in content.column_names]
        pq.write_table(content, out, compression="zstd", use_dictionary=few, write_page_checksum=True)
        found[f"{name}.parquet"] = out.getvalue()
    return found | {entries.NAME: entries.file_of(record.dossier, found)}


def read(path: Path, *, thorough: bool = False) -> Frames:
    """Read a record that ``write`` wrote, or another program in the same form.

    Args:
        path: The folder, or a Parquet file in it.
        thorough: Look for every problem, also for those that only spoil what is shown.

    Raises:
        RecordError: Files that cannot be read, or do not hold a record; all that is wrong is in there.
    """
    return record_of(contents(path), thorough=thorough)


def contents(path: Path) -> dict[str, bytes]:
    """Return the files of a record by name; arguments and errors as of ``read``."""
    folder = path if path.is_dir() else path.parent
    files = {}
    for name in (*(f"{name}.parquet" for name in STORED), entries.NAME, REST):
        try:
            found = (folder / name).stat()
            if not stat.S_ISREG(found.st_mode):
                raise RecordError([Problem("error", "is no regular file", "put the file itself there", name)])
            most = MAX_REST if name == REST else unpacking.MAX_PACKED
            if found.st_size > most:
                raise RecordError([Problem("error", f"is larger than {most / 2**20:g} MB", "take a part of it", name)])
            files[name] = (folder / name).read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            hint = "check its permissions"
            raise RecordError([Problem("error", f"cannot be read: {error.strerror}", hint, name)]) from None
    return files


def record_of(files: Mapping[str, bytes], *, thorough: bool = False) -> Frames:
    """Make a record out of its files' contents; arguments and errors as of ``read``."""
    if "events.parquet" not in files:
        hint = "a record of Parquet files has an events.parquet"
        raise RecordError([Problem("error", "there is no events.parquet", hint, "events.parquet")])
    parquet, left = _opened(files)
    tables = StoredTables({name: parquet[f"{name}.parquet"] for name in STORED if f"{name}.parquet" in parquet})
    rest, problems = _rest(files.get(REST, b"{}"))
    metrics = {metric.id for metric in rest.metrics} | {estimate.metric for estimate in rest.estimates}
    try:
        wrong = [*tables.misfits()] or [*tables.unpack(left)]
        wrong = wrong or parquet_checks.problems(tables, thorough=thorough, metrics=metrics)
    except (pa.ArrowException, OSError) as error:
        raise RecordError([*problems, _unreadable(error, "*.parquet")]) from None
    problems += [Problem("error", message, hint, f"{name}.parquet") for name, message, hint in wrong]
    if problems:
        raise RecordError(problems)
    kept = entries.opened(parquet[entries.NAME], files, left) if entries.NAME in parquet else None
    return _record(tables, rest, kept)


def _opened(files: Mapping[str, bytes]) -> tuple[dict[str, pq.ParquetFile], int]:
    """Open all Parquet files and weigh them; return them with the bytes that may still be unpacked.

    Raises:
        RecordError: Some are none, or unpack to more than is borne.
    """
    found, wrong, left = {}, [], unpacking.MAX_UNPACKED
    for name in sorted(files.keys() - {REST}):
        try:
            found[name] = opened(name.removesuffix(".parquet"), files[name])
            weight, problem = unpacking.excess(found[name], files[name], left)
        except (pa.ArrowException, OSError) as error:
            wrong.append(_unreadable(error, name))
            continue
        left -= weight
        if problem:
            wrong.append(Problem("error", *problem, name))
    if wrong:
        raise RecordError(wrong)
    return found, left


def _unreadable(error: Exception, name: str) -> Problem:
    hint = "write the files again; docs/parquet.md describes them"
    return Problem("error", f"not readable as Parquet: {_line(error)}", hint, name)


def _record(stored: StoredTables, rest: Record, kept: entries.Entries | None) -> Frames:
    """Put tables and sections together; what stands in no register gets an entry of its own, as in YAML."""
    names = _names(stored, rest, whole=kept is not None)
    whole = cache(lambda: _whole(stored, rest, kept))  # made at the first look into an entry
    dossier = replace(
        assemble(rest),
        events=LazySequence(stored.rows("events"), lambda: whole().events),
        reactions=LazySequence(stored.rows("reactions"), lambda: whole().reactions),
        sources=LazyMapping(lambda: whole().sources, filled=bool(stored.rows("sources"))),
        # Every page asks for these two, and their tables hold them in full: no event is made for them.
        publishers=LazyMapping(
            lambda: _register(Restorer(stored).publishers(), names["publisher"], Publisher.model_construct),
            filled=bool(names["publisher"]),
        ),
        actors=LazyMapping(
            lambda: _register(Restorer(stored).actors(), names["actor"], Actor.model_construct),
            filled=bool(names["actor"]),
        ),
        themes={one: Theme.model_construct(id=one, name=name) for one, name in names["theme"].items()},
        made_ids=frozenset(kept.made.made_ids if kept else ()),
        implied=frozenset(kept.made.implied if kept else ()),
    )
    return Frames(stored, names, dossier, also=_also(stored))


def _names(stored: StoredTables, rest: Record, *, whole: bool) -> dict[str, dict[str, str]]:
    """Return the names of actors, publishers and themes by id; the registers may be known to be whole."""
    names = {"theme": {theme.id: theme.name for theme in rest.themes}}
    for key, register in (("actor", "actors"), ("publisher", "publishers")):
        ids, called = (stored.column(register, column).tolist() for column in ("id", "name"))
        names[key] = dict(zip(ids, called, strict=True))
    for key, place, column in (
        ("actor", "event_actors", "actor"),
        ("actor", "reactions", "actor"),
        ("publisher", "sources", "publisher"),
        ("theme", "event_themes", "theme"),
    ):
        for one in filter(None, stored.coded(place, column)[1]):
            names[key].setdefault(one, one[:1].upper() + one[1:] if key == "theme" else one)
    if whole:
        return names
    for carrier in chain.from_iterable(stored.column("sources", "carried_by").unique()):
        names["publisher"].setdefault(carrier, carrier)
    return names


def _register(entries: Iterable[_Named], names: Mapping[str, str], kind: Callable[..., _Named]) -> dict[str, _Named]:
    """Return a register's entries by id; what is named and stands in none gets one of its own."""
    found = {one.id: one for one in entries}
    return found | {one: kind(id=one, name=name) for one, name in names.items() if one not in found}


def _also(stored: StoredTables) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the other names of actors and publishers that have some, by id."""
    found = {}
    for key, register in (("actor", "actors"), ("publisher", "publishers")):
        ids, names = (stored.column(register, column).tolist() for column in ("id", "also"))
        found[key] = {one: tuple(also) for one, also in zip(ids, names, strict=True) if also}
    return found


def _whole(stored: StoredTables, rest: Record, kept: entries.Entries | None) -> Dossier:
    """Return the record with all its entries: those that were written with the tables, else what tables tell."""
    if kept is not None:
        try:
            dossier = kept.dossier(rest)
            if _same_rows(stored, dossier):
                return dossier
        except (ValueError, KeyError, pa.ArrowException, OSError):
            pass
        _log.warning("%s does not say what the tables say, and is passed over.", entries.NAME)
    record = Restorer(stored).record(rest)
    return replace(assemble(record), events=record.events, reactions=record.reactions)


def _same_rows(stored: StoredTables, dossier: Dossier) -> bool:
    """Say whether entries are those of the tables' rows, in their order."""
    own = (
        ("events", "event_id", [event.id for event in dossier.events]),
        ("claims", "claim_id", [claim.id for _, claim in claims_of(dossier)]),
        ("reactions", "reaction_id", [reaction.id for reaction in dossier.reactions]),
        ("sources", "source_id", list(dossier.sources)),
    )
    return all(stored.column(name, column).tolist() == ids for name, column, ids in own)


def _rest(content: bytes) -> tuple[Record, list[Problem]]:
    """Return the sections that no table holds, and what is wrong with them."""
    try:
        rest = Record.model_validate_json(content)
    except ValidationError as error:
        return Record(), [
            Problem("error", f"{'.'.join(map(str, one['loc']))}: {one['msg']}", "sections are as in YAML", REST)
            for one in error.errors(include_url=False, include_input=False)
        ]
    return rest, [
        Problem("error", f"{section} do not stand here", f"put them into {section}.parquet", REST)
        for section in entries.SECTIONS
        if getattr(rest, section)
    ]


def _rest_of(dossier: Dossier) -> str:
    """Return the sections of a record that no table holds, as JSON; what stands in no register is made anew."""
    content: dict[str, Any] = {}
    for section in Record.model_fields:
        value = getattr(dossier, section)
        if section in entries.SECTIONS or not value:
            continue
        if isinstance(value, Mapping):
            value = [entry for one, entry in value.items() if (section, one) not in dossier.implied]
        content[section] = [*map(_plain, value)] if isinstance(value, list | tuple) else _plain(value)
    return json.dumps(content, ensure_ascii=False, indent=1)


def _plain(entry: Any) -> Any:
    return entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "also": actor.also,
        "kind": actor.kind,
        "group": actor.group,
        "part_of": actor.part_of,
        "note": actor.note,
    }


def _publisher(house: Publisher) -> dict[str, Any]:
    controlled = {True: "yes", False: "no", None: NOT_GIVEN}[house.state_controlled]
    own = {name: getattr(house, name) for name in ("id", "name", "also", "kind", "country", "note")}
    return own | {"state_controlled": controlled}


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
