"""What the documents point at is there, and each public module says what it is."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    path
    for place in (ROOT, ROOT / "docs", ROOT / "drafts", ROOT / "benchmarks")
    for path in (place.glob("*.md") if place == ROOT else place.rglob("*.md"))
)
MODULES = sorted(path for package in ("pactline", "components", "pages") for path in (ROOT / package).rglob("*.py"))
DECISIONS = ROOT / "docs" / "decisions"

_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
# A file or folder of ours between backticks, from the top; what has a placeholder in it names none.
_NAMED = re.compile(r"`((?:pactline|components|pages|data|docs|static|tests|scripts)/[^`<>*…\s]*)`")
_MADE = ("static/made",)  # by the app when it starts


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as hosts of repositories make them."""
    prose = _CODE.sub("", document.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ +(.+?) *$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _dead(document: Path) -> Iterator[str]:
    for link in _LINK.findall(_CODE.sub("", document.read_text(encoding="utf-8"))):
        address, _, anchor = link.partition("#")
        target = (document.parent / address).resolve() if address else document
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target)):
            yield link


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_relative_link_leads_somewhere(document):
    assert not list(_dead(document))


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if path.name != "CHANGELOG.md"], ids=_name)
def test_every_file_that_is_named_is_there(document):
    named = _NAMED.findall(document.read_text(encoding="utf-8"))
    assert not [name for name in named if not name.startswith(_MADE) and not (ROOT / name).exists()]


def test_the_index_names_each_decision_once():
    index = _LINK.findall((DECISIONS / "README.md").read_text(encoding="utf-8"))
    listed = [link for link in index if not link.startswith("..")]
    assert sorted(listed) == sorted(path.name for path in DECISIONS.glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("decision", sorted(DECISIONS.glob("2*.md")), ids=_name)
def test_a_decision_is_one_page_that_says_what_why_and_instead_of_what(decision):
    said = decision.read_text(encoding="utf-8")
    assert said.startswith("# ")
    for part in ("What", "Why"):
        assert re.search(rf"^(## {part}$|\*\*{part}\.\*\*)", said, re.MULTILINE), part
    assert re.search(r"^## Instead of$|\bconsidered\b", said, re.MULTILINE | re.IGNORECASE)
    assert len(said.split()) <= 700


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_every_module_says_what_it_is(module):
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_every_name_of_the_glossary_stands_in_the_code():
    rows = [line.split(" | ") for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()]
    named = {name for row in rows if len(row) == 4 for name in re.findall(r"`([A-Za-z_]+)(?:\.\w+)?`", row[2])}
    code = " ".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert len(named) > 30
    assert not [name for name in named if not re.search(rf"\b{name}\b", code)]


@pytest.mark.parametrize("contract", [0, 1], ids=["domain", "components"])
def test_the_picture_of_the_layers_has_those_that_are_law_in_their_order(contract: int) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    called = {
        "cli": "command line",
        "pages": "pages" if contract == 0 else "pages.py",
        "components": "",
        "__main__": "",
    }
    law = [layer.replace("pactline.", "") for layer in contracts[contract]["layers"]]
    law = ["one folder per subject" if layer.count(" | ") > 5 else called.get(layer, layer) for layer in law]
    picture = (ROOT / "docs" / "pictures" / "layers.svg").read_text(encoding="utf-8")
    drawn = re.findall(r'class="b" text-anchor="start">([^<]+)<', picture)
    assert [name for name in drawn if name in law] == [name for name in law if name]
