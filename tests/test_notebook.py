"""The notebook of the guide runs, and shows what it was stored with: ``python -m tests.test_notebook`` stores it anew.

No kernel needs the network: it is a process of this machine, spoken to through its own files.
"""

import re
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "notebook.ipynb"
_OWN = ("text/plain", "text/html", "text")  # what of an output is compared; a figure by what it says


def run(notebook: Any) -> Any:
    """Run all cells of a notebook anew, and return it with what they show."""
    client = NotebookClient(
        notebook, timeout=280, kernel_name="python3", resources={"metadata": {"path": str(ROOT / "docs")}}
    )
    client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran is nobody's business
    return notebook


def _shown(notebook: Any) -> list[list[object]]:
    return [[_told(output) for output in cell.get("outputs", ())] for cell in notebook.cells]


def _told(output: Any) -> object:
    if output.output_type == "stream":
        return output.text
    data = output.get("data", {})
    if figure := data.get("application/vnd.plotly.v1+json"):
        return [trace.get("hovertext") for trace in figure["data"]], figure["layout"]["annotations"]
    return {kind: data[kind] for kind in _OWN if kind in data}


def test_the_notebook_shows_what_its_cells_say() -> None:
    stored = nbformat.read(FILE, as_version=4)
    assert sum(bool(cell.get("outputs")) for cell in stored.cells) == sum(c.cell_type == "code" for c in stored.cells)
    assert _shown(run(nbformat.read(FILE, as_version=4))) == _shown(stored)


def test_the_notebook_asks_no_other_host() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.search(r"(src|href)=\\?[\"']https?:", text)


def main() -> None:
    """Store the notebook with what its cells show now."""
    nbformat.write(run(nbformat.read(FILE, as_version=4)), FILE)


if __name__ == "__main__":
    main()
