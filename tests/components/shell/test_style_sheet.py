"""The sheets: which of them may name Streamlit's elements, and that what is for plain elements comes first."""

import re

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
