"""Text is text on every path: in HTML, Markdown, Plotly's and Typst's markup, in the app, on paper, in the sealed file.

A record with markup in every text field is drawn beside its twin with plain words of the same length. Wherever the
two differ in anything but words, a text has become something else.
"""

import ast
import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from components.paper import exercise_sheet, handout, press
from components.sealed.build import sealed
from components.shell import serving
from pactline.files.load import load_texts
from pactline.home import app_root
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.tables import frames
from tests.components.shell.test_pages import PAGES
from tests.every_text import harmless, hostile, record

LEAK = "leak.invalid"
FOCUS = {"event": "event-0", "metric": "metric-0", "actor": "actor-0", "publisher": "publisher-0"}
QUERIES = {
    "event": [{"event": "event-0"}],
    "compare": [{"event": "event-0"}],
    "sources": [{}, {"publisher": "publisher-0"}],
    "actor": [{}, {"actor": "actor-0"}],
    "exercise": [{}, {"event": "event-0"}, {"metric": "metric-0"}],
    "classroom": [{}, {"story": "story-0"}, *({"story": "story-0", "step": str(n)} for n in range(1, 11))],
    "data": [{"table": table} for table in ("events", "claims", "reactions", "citations", "estimates", "sources")],
    "timeline": [{"event": "event-0", "lanes": lanes} for lanes in ("theme", "actor", "kind", "status")],
    "map": [{"place": "nothing"}, {}],
    "reactions": [{"event": "event-0"}],
}
VIEWS = [(page, query) for page in PAGES for query in QUERIES.get(page, [{}])]


@pytest.fixture(scope="module")
def twins() -> tuple[View, View]:
    """The hostile record and its harmless twin."""
    return tuple(  # type: ignore[return-value]
        whole(frames.build(load_texts([("events.yaml", record(text))]).dossier)) for text in (hostile, harmless)
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same two as files."""
    folder = tmp_path_factory.mktemp("twins")
    return written(folder / "hostile.yaml", record(hostile)), written(folder / "twin-of.yaml", record(harmless))


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    serving.WATCHED.clear()


def written(file: Path, content: str) -> Path:
    file.write_text(content, encoding="utf-8")
    return file


def test_every_text_field_of_the_schema_is_filled() -> None:
    """Each with its own place in it, also those of a story, a treaty, an article's check; ids and forms aside."""
    said = record(hostile)
    for field in (
        "Edition-title", "Event-summary", "Place-name", "Claim-note", "Citation-quote", "Translation-text",
        "Reaction-speaker_role", "Metric-unit", "Estimate-basis", "Treaty-official-ko", "Wording-text", "Answer-text",
        "Check-instead", "Story-goals", "Step-ask", "Publisher-also", "Actor-note", "Change-text", "Era-note",
        "Preset-name",
    ):  # fmt: skip
        assert f"{field} " in said, field


# In the app


class Nodes(HTMLParser):
    """Counts the elements of HTML and the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[tuple[str, ...]] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "mark":  # stands around what two texts share, which is not the same in other texts
            self.found[(tag, *sorted(name for name, _ in attrs))] += 1

    def handle_comment(self, _data: str) -> None:
        self.found[("comment",)] += 1


def nodes(html: str) -> Counter[tuple[str, ...]]:
    parser = Nodes()
    parser.feed(html)
    parser.close()
    return parser.found


def elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def opened(file: Path, page: str, query: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what a page draws, its boxes unfolded."""
    monkeypatch.setenv("PACTLINE_DATA", str(file))
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if page != "findings":
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return list(elements(app._tree))


@pytest.mark.parametrize(("page", "query"), VIEWS, ids=lambda value: str(value).replace(" ", ""))
def test_a_page_of_a_hostile_record_has_the_nodes_of_its_twin(
    page: str, query: dict[str, str], files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = (opened(file, page, query, monkeypatch) for file in files)
    markup = [[one.proto.body for one in drawn if one.type == "html"] for drawn in (bad, good)]
    assert nodes("\n".join(markup[0])) == nodes("\n".join(markup[1]))
    assert LEAK in "\n".join(markup[0]) or page in ("about", "exercise", "map", "own")
    for one in bad:  # whatever Streamlit draws itself may be Markdown
        if one.type not in ("html", "plotly_chart", "bidi_component"):
            assert LEAK not in str(getattr(one, "proto", "")), one.type
    drawn = [one.proto for one in bad if one.type == "plotly_chart"]
    for chart in drawn:
        assert plotly_markup(chart.spec) <= {"b", "br"}


def plotly_markup(spec: str) -> set[str]:
    """Return the elements that Plotly would read in any text of a figure."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.update(tag for tag, *_ in nodes(value))
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(one)

    walk(json.loads(spec))
    return found


# On paper


def sheets(view: View) -> Iterator[tuple[str, bytes]]:
    day = date(2026, 11, 25)
    focused = select(view.frames, Selection(event="event-0"))
    made = exercise_sheet.of_view(view)
    story = view.frames.dossier.stories[0]
    for kind, values in (
        ("handout", handout.of_event(focused, "event-0", printed=day)),
        ("handout", handout.of_view(view, printed=day)),
        ("handout", handout.of_story(view, story, printed=day)),
        ("exercise", exercise_sheet.sheet_of(view, made, printed=day, questions=story.questions)),
        ("key", exercise_sheet.key_of(view, made, printed=day, story=story)),
    ):
        yield kind, press.pdf(kind, values, on=day)


def test_a_sheet_of_a_hostile_record_has_the_links_of_its_twin_and_says_the_text(twins: tuple[View, View]) -> None:
    for (kind, bad), (_, good) in zip(sheets(twins[0]), sheets(twins[1]), strict=True):
        assert links(bad) == links(good), kind
        said = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(bad)).pages).split())
        assert "$x^2$#panic():red[r]:smile:" in said.replace("\u200b", "")


def links(pdf: bytes) -> Counter[str]:
    found: Counter[str] = Counter()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for one in page.get("/Annots") or []:
            found[str(one.get_object().get("/A", {}).get("/URI", "inside"))] += 1
    return found


# In the sealed file


def test_the_sealed_file_of_a_hostile_record_has_the_nodes_of_its_twin(twins: tuple[View, View]) -> None:
    bad, good = (nodes(sealed(view)) for view in twins)
    assert bad == good


# In what is to come


MARKDOWN = {"title", "header", "subheader", "write", "markdown", "caption", "text", "button", "download_button",
            "expander", "toggle", "checkbox", "radio", "selectbox", "multiselect", "tabs", "popover", "info",
            "warning", "error", "success", "toast", "metric", "link_button", "page_link", "text_input", "slider",
            "segmented_control", "pills", "feedback", "badge", "status", "spinner"}  # fmt: skip
HANDED_ON = {"title", "say", "fold"}  # what components/parts/draw.py gives to Streamlit as it is


def test_streamlit_draws_no_words_but_the_interfaces_own() -> None:
    """Whatever Streamlit writes is Markdown: it gets sentences of ours, filled with numbers and sentences of ours."""
    calls = 0
    for file in (*(app_root() / "pages").glob("*.py"), *(app_root() / "components").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if file.name == "draw.py" or not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            by = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
            if node.func.attr not in {"st": MARKDOWN, "draw": HANDED_ON}.get(by, set()):
                continue
            calls += 1
            said = [*node.args[:1], *(key.value for key in node.keywords if key.arg in ("label", "help", "body"))]
            assert all(map(ours, said)), f"{file.name}:{node.lineno}: {ast.unparse(node)}"
    assert calls > 10


def ours(said: ast.expr) -> bool:
    """Say whether an expression is ``text(…)`` filled with numbers, with constants of ours, or with such sentences."""
    if not (isinstance(said, ast.Call) and ast.unparse(said.func) == "text"):
        return False
    counted = [key.value for key in said.keywords if not ours(key.value)]
    return all(
        (isinstance(value, ast.Name) and value.id.isupper())
        or (isinstance(value, ast.Call) and ast.unparse(value.func) in ("len", "int"))
        for value in counted
    )
