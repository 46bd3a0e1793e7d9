"""The sheets: which of them may name Streamlit's elements or a class, and that what is for plain elements comes first."""

import re
from collections import defaultdict

import pytest

from components.sealed.build import sealed
from components.shell.style_sheet import SHEETS, css
from pactline.home import app_root
from pactline.query.select import whole
from tests.support import SMALL, tables

OWN = app_root() / "components"
STREAMLITS = re.compile(r"data-testid|\.st[A-Z]\w*|emotion")
MAY = {"shell/elements.css", "shell/over_streamlit.css"}
MAY |= {"shell/baked.css", "shell/scriptless.css"}  # of pages that have its elements before it has come


# Classes that subjects meet in on purpose: an event's card, and the button that presents wherever it stands.
SHARED = {"card", "present"}


def bare(sheet: str) -> str:
    """Return a sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


@pytest.mark.parametrize("name", sorted(str(file.relative_to(OWN)) for file in OWN.rglob("*.css")))
def test_streamlits_elements_are_named_in_their_sheets_alone(name: str) -> None:
    found = STREAMLITS.findall(bare((OWN / name).read_text(encoding="utf-8")))
    assert bool(found) == (name in MAY), found


def test_what_is_for_plain_elements_comes_first() -> None:
    assert SHEETS[:3] == ("shell/elements", "shell/over_streamlit", "shell/frame")


def test_plain_elements_in_markup_weigh_no_more_than_a_class() -> None:
    sheet = bare((OWN / "shell" / "elements.css").read_text(encoding="utf-8"))
    selectors = re.findall(r"^([^{}]*(?:\.stHtml|\.pactline)[^{}]*)\{", sheet, flags=re.MULTILINE)
    assert selectors
    for selector in selectors:
        assert re.fullmatch(r":root :where\([^()]*\) :where\([^()]*\) ", selector), selector


def test_the_page_shows_itself_once_the_sheet_is_there() -> None:
    assert re.search(r"\.stApp\{[^}]*visibility: visible", css())  # what style() hides until then


def test_the_sealed_edition_does_not_pose_as_streamlit() -> None:
    document = sealed(whole(tables(SMALL)))
    text = re.sub(r"<script.*?</script>", "", document, flags=re.DOTALL)  # scripts are shared with the app
    style = bare("".join(re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)))
    given = {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
    assert "pactline" in given
    assert not {name for name in given if re.match(r"st[A-Z]", name)}
    assert "stApp" not in style
    assert "data-testid" not in style


def test_no_sheet_names_a_family_by_itself_and_so_without_its_korean() -> None:
    named = re.compile(r"Source S(ans|erif)|\bNoto\b")
    assert [file.name for file in OWN.rglob("*.css") if named.search(file.read_text(encoding="utf-8"))] == []
    assert '--sans:"Source Sans", "Noto KR"' in css()


def _outermost(selectors: str) -> set[str]:
    """Return the classes whose elements selectors begin at: of ``.a.b > .c, :is(.d, .e) p`` those are a, d and e.

    What follows stands inside of such an element, and may be called as anything else elsewhere.
    """
    found: set[str] = set()
    for one in re.split(r",(?![^()]*\))", selectors):
        first = re.match(r"(?:[^\s>+~()]|\([^()]*\))*", one.strip())
        assert first
        inside = re.match(r":(?:is|where)\((.*)\)", first[0])
        found |= _outermost(inside[1]) if inside else set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", first[0])[:1])
    return found


def test_a_class_is_styled_by_one_subject_alone() -> None:
    """All sheets are one in the browser: a class of two subjects would take the looks of both on the pages of each."""
    by = defaultdict(set)
    above = {"shell", "parts", "sealed", "site"}  # what all stand on, and the files that repeat the app
    for file in OWN.rglob("*.css"):
        if (subject := file.relative_to(OWN).parts[0]) not in above:
            for selectors in re.findall(r"([^{};]+)\{", re.sub(r'"[^"]*"', "", bare(file.read_text(encoding="utf-8")))):
                for name in _outermost(selectors):
                    by[name].add(subject)
    assert len(by) > 100
    assert {name: subjects for name, subjects in by.items() if len(subjects) > 1}.keys() == SHARED
