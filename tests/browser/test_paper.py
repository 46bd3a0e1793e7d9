"""Sheets of paper from the app, and the pages as a browser prints them."""

import io
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.test_app import settled

EVENT = "nis-troop-announcement-2024"


def taken(page: Page, button: str) -> tuple[str, PdfReader]:
    """Press a button and return the file's name and what came."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, PdfReader(download.value.path())


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_an_events_page_gives_handout_exercise_and_key(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/event?event={EVENT}&theme=military")
    settled(page)
    name, handout = taken(page, "Handout (PDF)")
    assert name == f"pactline-handout-{EVENT}.pdf"
    assert "Shown: Military." in words(handout)
    assert "Notes to the sources" in words(handout)
    _, exercise = taken(page, "Exercise (PDF)")
    assert "TASS" not in words(exercise)
    assert "Source A" in words(exercise)
    _, key = taken(page, "Answer key (PDF)")
    assert "Source A · TASS" in words(key)
    page.get_by_role("link", name="Judge its sources").click()
    expect(page).to_have_url(re.compile(rf"/exercise\?event={EVENT}$"))
    expect(page.get_by_role("heading", name="Source A", exact=True)).to_be_visible()


def test_a_selection_and_an_exercise_give_sheets_too(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/data?theme=legality&known=2025-01-01")
    settled(page)
    name, handout = taken(page, "Handout (PDF)")
    assert name == "pactline-handout-record.pdf"
    assert "Shown: Legality; as known on 1 January 2025." in words(handout)
    page.goto(f"{served_app}/exercise?metric=artillery-shells")
    settled(page)
    name, sheet = taken(page, "Exercise (PDF)")
    assert name == "pactline-exercise-sources.pdf"
    assert "Artillery shells for Russia" in words(sheet)


def test_a_printed_page_is_black_on_white_without_controls(open_page: Callable[..., Page], served_app: str) -> None:
    page = open_page(color_scheme="dark")
    page.goto(f"{served_app}/event?event={EVENT}")
    settled(page)
    page.emulate_media(media="print", color_scheme="dark")
    for control in ("stDownloadButton", "stHeader"):
        assert all(not one.is_visible() for one in page.get_by_test_id(control).all()), control
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0)
    ground, ink = page.evaluate(
        "() => [getComputedStyle(document.querySelector('.stApp')).backgroundColor,"
        " getComputedStyle(document.querySelector('.claim-text')).color]"
    )
    assert ground == "rgb(255, 255, 255)"
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 60
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    said = words(pdf)
    assert "each pair once" in said
    assert "https://tass.com/politics/1854537" in said.replace(" ", "")
    assert "Minimum independent sources" not in said
    assert round(float(pdf.pages[0].mediabox.width)) == 595
    assert 2 <= len(pdf.pages) <= 12


def test_what_is_folded_away_on_screen_is_printed(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/actor?actor=nis-kor")
    settled(page)
    folded = page.locator(".actor details .claim-text").last.text_content() or ""
    assert folded
    page.emulate_media(media="print")
    said = words(PdfReader(io.BytesIO(page.pdf())))
    assert folded.replace(" ", "")[:60] in said.replace(" ", "")
