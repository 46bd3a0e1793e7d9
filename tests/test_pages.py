"""Each page as a value: no filter, a filter, nothing left, a bad link; on the real record and on strangers'."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from pactline.article import VERDICTS
from pactline.home import app_root, curated_record
from pactline.load import load
from tests.support import SMALL

PAGES = ("overview", "timeline", "event", "reactions", "sources", "article", "classroom", "data", "changes", "about")
WITH_SELECTION = ("timeline", "reactions", "sources", "data", "event")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("PACTLINE_DATA", raising=False)
    yield
    st.cache_resource.clear()


def opened(page: str = "overview", **query: str | list[str]) -> AppTest:
    """Open a page at a query and check that it ran without an exception."""
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception
    if page != "overview":
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_a_filter(page: str) -> None:
    text = html(opened(page))
    assert 'aria-current="page"' in text
    assert "colophon" in text


@pytest.mark.parametrize("page", WITH_SELECTION)
def test_a_shared_link_opens_with_its_filter_on_every_page(page: str) -> None:
    text = html(opened(page, theme="sanctions", from_="2024"))
    assert "from 1 January 2024" in text
    assert "Remove Sanctions" in text
    assert "Clear all" in text


@pytest.mark.parametrize("page", WITH_SELECTION)
def test_where_nothing_is_left_the_page_says_so_and_how_to_widen(page: str) -> None:
    text = html(opened(page, q="zzzz-nothing-of-the-kind"))
    assert "0 of " in text
    assert "Nothing in the record fits all of these at once." in text


@pytest.mark.parametrize("page", WITH_SELECTION)
def test_unknown_values_of_a_link_are_named_and_ignored(page: str) -> None:
    text = html(opened(page, actor=["rus", "rusx"], kind="wires", fbclid="123"))
    assert "<code>actor=rusx</code> (did you mean rus?)" in text
    assert "<code>kind=wires</code>" in text
    assert "fbclid" not in text
    assert "Remove Russia" in text


def test_the_first_run_of_a_page_without_the_app_still_gets_the_shell() -> None:
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    app.query_params["theme"] = ["sanctions"]
    app.switch_page("pages/reactions.py").run()
    assert not app.exception
    text = html(app)
    assert "masthead" in text
    assert "Remove Sanctions" in text
    assert '<h2 class="group-title">' in text


def test_an_event_page_shows_claims_chains_and_neighbours() -> None:
    text = html(opened("event", event="vostochny-summit-2023"))
    assert "13 September 2023" in text
    assert 'class="chain"' in text
    assert 'rel="prev"' in text
    assert 'rel="next"' in text


def test_an_event_outside_the_selection_says_so() -> None:
    assert "outside the present selection" in html(opened("event", event="vostochny-summit-2023", from_="2025"))


def test_sources_show_the_claims_of_the_chosen_publishers() -> None:
    text = html(opened("sources", publisher="tass"))
    assert "Claims that cite the chosen publishers" in text
    assert "publisher chosen" in text


def test_the_article_check_shows_each_claim_with_verdict_and_reason() -> None:
    text = html(opened("article"))
    article = load(curated_record()).dossier.article
    assert article is not None
    assert len(article.checks) == 37
    for check in article.checks:
        shown = text.split(f'id="{check.id}"', 1)[1].split("</article>", 1)[0]
        assert str(escape(check.says)) in shown
        assert f'class="verdict verdict-{check.verdict}"' in shown
        assert str(escape(check.why)) in shown


def test_the_tally_is_counted_from_the_checks() -> None:
    text = html(opened("article"))
    article = load(curated_record()).dossier.article
    assert article is not None
    numbers = re.findall(r'<span class="figure">(\d+)</span>', text.split('class="verdicts"', 1)[1].split("</ul>")[0])
    assert [int(n) for n in numbers] == [sum(c.verdict == v for c in article.checks) for v in VERDICTS]


def test_the_article_check_is_not_shown_as_known_on_an_earlier_day() -> None:
    text = html(opened("article", known="2024-06-20"))
    assert "can not be shown as known on an earlier day" in text
    assert 'class="check' not in text


def test_a_record_without_article_or_changes_says_so_and_offers_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, "events:\n- {date: 2024, title: x}\n"))
    assert "This record has no founding article to check." in html(opened("article"))
    text = html(opened("changes"))
    assert "This record keeps no ledger of changes." in text
    assert "Article check" not in text


def test_changes_stand_under_their_edition_with_links_to_what_they_touch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = """
changes:
- {edition: "1", date: 2026-01-02, kind: added, text: First edition.}
- {edition: "2", date: 2026-03-04, kind: corrected, text: A day was wrong., ids: [a.1, a]}
"""
    event = "events: [{id: a, date: 2024, title: Alpha, claims: [{text: t, status: alleged, sources: [s]}]}]\n"
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, event + ledger))
    text = html(opened("changes"))
    assert text.index("Edition 2, 4 March 2026") < text.index("Edition 1, 2 January 2026")
    assert text.count(">Alpha</a>") == 1
    assert "First edition." in text


def test_about_says_that_no_comments_are_taken() -> None:
    assert "No comments yet. This edition takes none" in html(opened("about"))


def write(folder: Path, text: str) -> str:
    (folder / "events.yaml").write_text(text, encoding="utf-8")
    return str(folder / "events.yaml")


@pytest.mark.parametrize("page", PAGES)
def test_the_smallest_legal_record_shows_on_every_page(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, "events:\n- {date: 2024, title: x}\n"))
    assert "Record events.yaml" in html(opened(page))


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_record_shows_on_every_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, ""))
    text = html(opened(page))
    assert page not in WITH_SELECTION or "This record holds no events yet." in text


def test_a_broken_record_is_a_readable_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, "events:\n- {date: 2024-02-30, titel: x}\n"))
    text = html(opened())
    assert "This record does not open yet" in text
    assert "events.yaml:2:10" in text
    assert "did you mean &#39;title&#39;?" in text
    assert str(tmp_path) not in text


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.mark.parametrize("page", PAGES)
def test_a_strangers_text_stays_text_on_every_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = f"""
events:
- id: a
  date: 2024
  title: '{HOSTILE}'
  summary: '{HOSTILE}'
  place: {{name: '{HOSTILE}'}}
  actors: ['{HOSTILE}']
  themes: ['{HOSTILE}']
  claims: [{{text: '{HOSTILE}', said_by: ['{HOSTILE}'], note: '{HOSTILE}', sources: ['{HOSTILE}', {{id: b, quote: '{HOSTILE}', lang: en}}]}}]
reactions: [{{event: a, actor: '{HOSTILE}', speaker: '{HOSTILE}', summary: '{HOSTILE}', sources: ['{HOSTILE}']}}]
"""
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, record))
    text = html(opened(page, event="a", q=HOSTILE))
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert page in ("about", "article", "changes", "classroom") or "&lt;img src=x" in text or "&lt;script&gt;" in text


def test_state_media_is_labelled_where_it_is_cited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, SMALL))
    text = html(opened("event", event="pact"))
    assert "state-controlled" in text
    assert "Looked for until 24 November 2026: no statement found." in text
    assert "disputes" in text


def test_no_environment_is_left_behind() -> None:
    assert "PACTLINE_DATA" not in os.environ
