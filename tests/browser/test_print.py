"""Pages printed by the browser: what they show stands on paper, nothing is cut off, and dark screens print on white."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Page, ViewportSize
from pypdf import PdfReader

from components.parts.theme import DARK, LIGHT
from tests.browser.test_app import dark, settled

A4 = ViewportSize(width=680, height=962)  # px between the margins of print.css
# What a page shows beside what only a screen can use, as paper leaves that out (print.css).
SHOWN = """() => {
  const parts = [...document.querySelectorAll('[data-testid="stMain"] :is(.stHtml, .stHeading, .stMarkdown), .stPlotlyChart .main-svg')];
  const away = ".masthead nav ul, .skip, .opens-filters, .actions, .figure-acts, .neighbours, .hint, .to-screen, .contents, .modebar, .visually-hidden";
  return parts.filter((part) => part.checkVisibility() && !part.closest(away)).map((part) => {
    if (part.matches("svg")) return [...part.querySelectorAll("text, tspan")].map((one) => one.firstChild?.data ?? "").join(" ");
    const gone = [...part.querySelectorAll(away)].map((one) => one.innerText);
    return gone.reduce((text, one) => text.replace(one, " "), part.innerText);
  }).join(" ");
}"""
CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter((part) => part.getClientRects().length && getComputedStyle(part).visibility !== "hidden")
  .filter((part) => part.getBoundingClientRect().right > innerWidth + 12 && !part.closest(".visually-hidden, .draglayer"))
  .map((part) => [part.tagName, String(part.className?.baseVal ?? part.className), part.getBoundingClientRect().right])
  .slice(0, 5)"""


def words(text: str) -> set[str]:
    """Return the words of a text that are long enough to tell, as no typesetter joins their letters."""
    return set(re.findall(r"[^\W_]{4,}", unicodedata.normalize("NFKC", text).casefold()))


def printed(page: Page) -> str:
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return " ".join(one.extract_text() for one in pdf.pages)


@pytest.mark.parametrize("path", ["treaty", "numbers#figure-casualties", "sources"])
def test_what_a_page_shows_stands_on_paper_and_a_chart_from_a_dark_screen_too(
    page: Page, served_app: str, path: str
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{served_app}/{path}")
    settled(page)
    if "#" in path:
        page.wait_for_selector(".stPlotlyChart .textpoint text")
    for scheme in ("light", "dark") if "#" in path else ("light",):  # a chart is drawn anew in the dark, words are not
        if scheme == "dark":
            dark(page)
        shown = words(page.evaluate(SHOWN))
        assert len(shown) > 100  # so that there is something to look for
        said = printed(page)
        joined = re.sub(r"\W", "", unicodedata.normalize("NFKC", said).casefold())
        assert [word for word in shown - words(said) if word not in joined] == [], scheme
    nothing_is_cut_off(page)


def test_an_events_matrix_is_not_cut_off_on_paper(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/event?event=treaty-signed")
    settled(page)
    nothing_is_cut_off(page)


def nothing_is_cut_off(page: Page) -> None:
    """As wide as a line on paper nothing reaches past its end; charts were drawn for the screen."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    assert page.evaluate(CUT) == []
    page.emulate_media(media="screen")


def test_a_chart_of_a_dark_screen_is_printed_in_the_colours_of_the_light_one(page: Page, served_app: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{served_app}/numbers#figure-casualties")
    settled(page)
    page.wait_for_selector(f'.stPlotlyChart [style*="{rgb(DARK.panel)}"]')  # drawn for a dark screen
    colours = """() => [...document.querySelectorAll(".stPlotlyChart .main-svg *")].flatMap((part) => {
      const { fill, stroke } = getComputedStyle(part);
      return part.getAttribute("style") ? [fill, stroke] : [];
    })"""
    on_screen = set(page.evaluate(colours))
    assert on_screen & dark_alone()  # so that there is something to turn
    page.emulate_media(media="print", color_scheme="dark")
    on_paper = set(page.evaluate(colours))
    assert on_paper & dark_alone() == set()
    assert rgb(LIGHT.side["no"]) in on_paper
    ground = "() => getComputedStyle(document.querySelector('[data-testid=stExpander] details')).backgroundColor"
    assert page.evaluate(ground) == "rgba(0, 0, 0, 0)"


def dark_alone() -> set[str]:
    """Return the colours of the dark theme that the light one does not have."""
    own, other = (
        {rgb(colour) for colour in (look.paper, look.panel, look.ink, look.muted, look.rule, *look.side.values())}
        for look in (DARK, LIGHT)
    )
    return own - other


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))
