"""The notebook of the guide runs as it was stored, with each edition: ``python -m tests.test_notebook`` does.

No kernel needs the network: it is a process of this machine, spoken to through its own files.
"""

import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

import pactline

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "notebook.ipynb"
_FILES: Any = nbformat  # whose functions are untyped


def run(notebook: Any) -> Any:
    """Run all cells of a notebook anew, and return it with what they show."""
    client: Any = NotebookClient(
        notebook, timeout=280, kernel_name="python3", resources={"metadata": {"path": str(ROOT / "docs")}}
    )
    client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran is nobody's business
    return notebook


def _kinds(notebook: Any) -> list[list[tuple[str, ...]]]:
    """Return what kinds of things each cell shows; what they say changes with the record."""
    return [
        [(output.output_type, *sorted(output.get("data", {}))) for output in cell.get("outputs", ())]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_the_notebook_runs_and_shows_what_it_was_stored_with() -> None:
    stored = _kinds(_FILES.read(FILE, as_version=4))
    assert all(stored)
    assert _kinds(run(_FILES.read(FILE, as_version=4))) == stored  # a cell that fails ends the run


def test_the_notebook_was_stored_with_the_edition_of_the_record() -> None:
    first = next(cell for cell in _FILES.read(FILE, as_version=4).cells if cell.get("outputs"))
    assert f"edition {pactline.open().edition}," in first.outputs[0]["data"]["text/plain"].replace("\n", " ")


def test_the_notebook_asks_no_other_host() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.search(r"(src|href)=\\?[\"']https?:", text)


def main() -> None:
    """Store the notebook with what its cells show now."""
    _FILES.write(run(_FILES.read(FILE, as_version=4)), FILE)


if __name__ == "__main__":
    main()
