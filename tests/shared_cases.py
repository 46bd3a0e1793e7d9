"""The cases that both languages answer: ``tests/cases``. Python's answers, and the record as the browser's has it.

``python -m tests.shared_cases`` writes ``record.json`` anew, and after ``shows`` prints the line of a case for each query.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from components.sealed.content import content
from pactline.query.select import select, whole
from pactline.query.selection import Selection, checked_ids, read
from pactline.tables.frames import Frames
from tests.app_server import ROOT
from tests.browser_scripts import NODE
from tests.support import tables

CASES = Path(__file__).parent / "cases"
MADE = CASES / "record.json"


def cases(name: str) -> Any:
    """Return the cases of a file."""
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def record() -> Frames:
    """Return the tables of the small record."""
    return tables((CASES / "record.yaml").read_text(encoding="utf-8"))


def asked(query: str) -> tuple[Selection, list[str]]:
    """Return what a query reads as, and what it asks for in vain as ``key=value``."""
    selection, ignored = read(parse_qs(query, keep_blank_values=True), checked_ids(record().values))
    return selection, [f"{one.key}={one.value}" for one in ignored]


def written(selection: Selection) -> str:
    """Return a selection as a query."""
    return urlencode(selection.to_query(), doseq=True)


def shows(query: str) -> dict[str, str]:
    """Return the line of a case: what a query leaves of the small record, ids joined by blanks."""
    view = select(record(), asked(query)[0])
    left = {name: getattr(view, name)[f"{name.removesuffix('s')}_id"] for name in ("events", "claims", "reactions")}
    return {"asked": query} | {name: " ".join(sorted(ids)) for name, ids in left.items()}


def made() -> str:
    """Return the small record as the sealed edition has it, with the texts that its search looks into, not folded."""
    dossier = record().dossier
    events = [
        [[str(event.id), event.title, event.place.name if event.place else ""], event.summary or ""]
        for event in dossier.events
    ]
    claims = [
        [
            claim.text,
            claim.note or "",
            [
                [n, said]
                for n, one in enumerate(claim.sources)
                for said in (one.quote, one.translation and one.translation.text)
                if said
            ],
        ]
        for event in dossier.events
        for claim in event.claims
    ]
    data = ",\n".join(f"{json.dumps(name)}: {_by_rows(value)}" for name, value in content(whole(record())).items())
    return f'{{"data": {{\n{data}\n}},\n"texts": {{"events": {_by_rows(events)}, "claims": {_by_rows(claims)}}}}}\n'


def _by_rows(value: Any) -> str:
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value) + "\n]"


def in_node(script: str, given: object) -> Any:
    """Return what ``script`` leaves in ``answer``: a module in the project's folder, which has ``given``."""
    program = f"""import {{ readFileSync, writeFileSync }} from "node:fs";
const given = JSON.parse(readFileSync(0, "utf8"));
let answer;
{script}
writeFileSync(1, JSON.stringify(answer));"""
    done = subprocess.run(
        [*NODE, "--input-type=module", "--eval", program],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def main(arguments: Sequence[str]) -> None:
    """Write the record, or print cases."""
    if arguments[:1] == ["shows"]:
        sys.stdout.write(
            ",\n".join(f"  {json.dumps(shows(query), ensure_ascii=False)}" for query in arguments[1:]) + "\n"
        )
    else:
        MADE.write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
