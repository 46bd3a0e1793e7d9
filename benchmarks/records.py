"""The records that are measured, made once and kept in a folder that git ignores."""

import json
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks.generate import draft, rest_of, yaml_of
from benchmarks.rows import tables_of
from pactline.tables.source import FORM, packed

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".bench"


def parquet(events: int) -> Path:
    """Return the folder of a record of so many events as Parquet files."""
    folder = KEPT / f"events-{events}-form-{FORM.decode()}"
    if not (folder / "record.json").is_file():  # written last
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in packed(tables_of(draft(events)).items()):
            pq.write_table(content, folder / f"{name}.parquet", compression="zstd")
        (folder / "record.json").write_text(json.dumps(rest_of()), encoding="utf-8")
    return folder


def yaml(events: int) -> Path:
    """Return the file of a record of so many events as YAML."""
    file = KEPT / f"events-{events}.yaml"
    if not file.is_file():
        KEPT.mkdir(exist_ok=True)
        file.write_text(json.dumps(yaml_of(draft(events))), encoding="utf-8")
    return file
