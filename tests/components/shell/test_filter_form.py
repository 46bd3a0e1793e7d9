"""The filters as a form: it says what is chosen, and what it sends is a selection that shows just that."""

from urllib.parse import urlencode

import pytest

from components.parts import markup
from components.shell import filters
from components.shell.filter_form import form_values
from components.shell.filters import idle
from pactline.query.selection import PANEL, Query, Selection
from pactline.tables.frames import Frames
from tests.components.shell.test_baked import Document
from tests.components.shell.test_door import ask
from tests.support import SMALL, curated, tables

ALL: Query = {
    "from": "2023-09-01", "to": "2025-03-31", "dates": "certain", "actor": ["rus", "prk"], "theme": ["military"],
    "publisher": ["tass"], "kind": ["state_media", "wire"], "country": ["rus"], "status": ["documented", "disputed"],
    "match": "all", "statemedia": "hide", "independent": "7", "voices": "one", "importance": "2", "q": '"two words" <b>',
    "known": "2025-05-01", "event": "treaty-signed", "lanes": "kind", "sort": "new",
}  # fmt: skip


def form(query: Query, page: str = "timeline", record: Frames | None = None) -> Document:
    shown = record or curated()
    selection = Selection.from_query(query)
    return Document(
        markup.render(form_values(shown, selection, filters.counts_of(shown, selection.filters), page=page))
    )


def sent(page: Document) -> dict[str, list[str]]:
    """What a browser sends of a form that nobody touched."""
    found: dict[str, list[str]] = {}
    name = ""
    for tag, given, _ in page.elements:
        if tag == "select":
            name = str(given["name"])
        pressed = "checked" in given or given.get("type") in ("hidden", "search", "text")
        if (tag == "input" and pressed) or (tag == "option" and "selected" in given):
            found.setdefault(name if tag == "option" else str(given["name"]), []).append(str(given["value"]))
    return found


def test_it_has_a_field_for_each_key_of_the_panel_of_which_something_can_be_chosen() -> None:
    names = {str(given["name"]) for tag, given, _ in form({}).elements if tag in ("input", "select")}
    assert names == set(PANEL) - idle(curated())
    assert len(names) >= 12


def _sorted(selection: Selection) -> dict[str, list[str]]:
    return {key: sorted(values) for key, values in selection.to_query().items()}


@pytest.mark.parametrize("query", [{}, ALL, {"theme": "military"}, {"q": "treaty", "story": "x", "step": "2"}])
def test_what_it_sends_untouched_is_the_selection_that_it_shows(query: Query) -> None:
    page = form(query)
    assert page.wrong == []
    own = Selection.from_query(query)
    assert _sorted(Selection.from_query(sent(page))) == _sorted(own)
    status, headers, _ = ask("/timeline", urlencode(sent(page), doseq=True))
    if own == Selection():
        assert (status, headers["location"]) == (307, "/timeline")


def test_what_says_nothing_goes_from_the_address_and_what_says_something_stays() -> None:
    status, headers, _ = ask("/below/timeline", "q=&theme=military&from=&theme=legality", base="/below")
    assert (status, headers["location"]) == (307, "/below/timeline?theme=military&theme=legality")
    assert ask("/timeline", "q=a%3D&x==")[0] == 200


def test_many_values_are_one_field_and_few_stand_below_each_other_with_their_counts() -> None:
    page = form({})
    many = {str(given["name"]) for given, _ in page.all("select") if "multiple" in given}
    assert many == {"actor", "publisher", "kind", "country"}
    themes = [given["value"] for given, _ in page.all("input", name="theme")]
    assert set(themes) == set(curated().names["theme"])
    counts = filters.counts_of(curated(), Selection())["theme"]
    labels = [words for given, words in page.all("label") if "row" in str(given.get("class"))]
    assert any(words.endswith(f"{counts['military']:,}") for words in labels if words.startswith("Military"))


def test_a_record_of_plain_dates_has_no_field_that_would_change_nothing() -> None:
    days = "events:\n" + "".join(f"- {{date: 2024-01-{n + 1:02}, title: Day {n}}}\n" for n in range(20))
    names = {given["name"] for tag, given, _ in form({}, record=tables(days)).elements if tag in ("input", "select")}
    assert names == {"q", "from", "to"}
    assert form({}, record=tables(SMALL)).wrong == []
