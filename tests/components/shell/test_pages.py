"""Each page as a value: no filter, a filter, nothing left, a bad link; on the real record and on strangers'."""

import os
import re
from pathlib import Path

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest

from components import pages
from components.shell import serving
from pactline.home import app_root
from pactline.record.article import VERDICTS
from tests.figures_record import FIGURES
from tests.support import SMALL, curated
from tests.treaty_record import TREATIES

PAGES = tuple(pages.PAGES)
# Those that open with the filters' selection; the findings say it in their own words.
WITH_SELECTION = tuple(name for name, page in pages.PAGES.items() if page.filters and name != pages.FIRST)

DOSSIER = curated().dossier
FILLING = {"numbers": DOSSIER.estimates, "treaty": DOSSIER.treaties or DOSSIER.resolutions or DOSSIER.questions}
UNFILLED = {page for page, filled in FILLING.items() if not filled}  # not offered


def opened(page: str = "findings", **query: str | list[str]) -> AppTest:
    """Open a page at a query and check that it ran without an exception."""
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception
    if page != "findings":
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
    return app


def html(app: AppTest) -> str:
    """Return the page's markup, without the style sheet, which names everything that a page may have."""
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_a_filter(page: str) -> None:
    text = html(opened(page))
    named = pages.PAGES[page].menu != "open" and page not in UNFILLED
    assert ('aria-current="page"' in text) is named
    assert "colophon" in text


@pytest.mark.parametrize("page", WITH_SELECTION)
def test_a_shared_link_opens_with_its_filter_on_every_page(page: str) -> None:
    text = html(opened(page, theme="sanctions", from_="2024"))
    assert "from 1 January 2024" in text
    assert "Remove Sanctions" in text
    assert ">Clear</a>" in text


@pytest.mark.parametrize("page", WITH_SELECTION)
def test_where_nothing_is_left_the_page_says_so_and_how_to_widen(page: str) -> None:
    nothing = {"from_": "2999"} if page == "search" else {"q": "zzzz-nothing-of-the-kind"}  # words are no filter there
    text = html(opened(page, **nothing))
    assert "0 of " in text
    assert "No event matches these filters." in text


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
    assert '<table class="grid"' in text


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
    article = curated().dossier.article
    assert article is not None
    assert len(article.checks) == 37
    for check in article.checks:
        shown = text.split(f'id="{check.id}"', 1)[1].split("</article>", 1)[0]
        assert str(escape(check.says)) in shown
        assert f'class="verdict verdict-{check.verdict}"' in shown
        assert str(escape(check.why)) in shown


def test_the_tally_is_counted_from_the_checks() -> None:
    text = html(opened("article"))
    article = curated().dossier.article
    assert article is not None
    numbers = re.findall(r'<span class="figure">(\d+)</span>', text.split('class="verdicts"', 1)[1].split("</ul>")[0])
    assert [int(n) for n in numbers] == [sum(c.verdict == v for c in article.checks) for v in VERDICTS]


def test_the_article_check_is_not_shown_as_known_on_an_earlier_day() -> None:
    text = html(opened("article", known="2024-06-20"))
    assert "cannot be shown as known on an earlier day" in text
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


def test_the_map_lists_every_shown_event_once_under_its_place_or_without_one() -> None:
    text = html(opened("map", theme="sanctions"))
    shown = int(re.search(r"(\d+) of \d+ events", text)[1])  # type: ignore[index]
    listed = re.findall('data-picks="([^"]+)"', text.split('class="place-list"', 1)[1])
    assert sum(len(ids.split()) for ids in listed) == len({one for ids in listed for one in ids.split()}) == shown
    assert "have no place" in text or "has no place" in text


def test_a_place_of_the_link_is_open_and_an_unknown_one_is_named() -> None:
    text = html(opened("map", place=["kursk-region", "pjongjang"]))
    panel = text.split('class="place-open"', 1)[1].split("</section>")[0]
    events = curated().dossier.events
    here = [e for e in events if e.place and e.place.name == "Kursk region"]
    assert panel.count('class="entry ') == len(here)
    assert "at <bdi>Kursk region" in panel or "at Kursk region" in panel
    assert "<code>place=pjongjang</code>" in text


def test_a_record_without_coordinates_offers_no_map_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "PACTLINE_DATA", write(tmp_path, "events:\n- {date: 2024, title: x, place: {name: Somewhere}}\n")
    )
    text = html(opened("map"))
    assert "None of the events shown has a place with coordinates." in text
    assert "1 event has no place" in text
    assert ">Map</a>" not in html(opened())


def test_the_place_on_a_card_leads_to_the_map() -> None:
    assert 'href="map?place=' in html(opened("event", event="vostochny-summit-2023"))


def test_each_chosen_actor_has_a_panel_in_turn() -> None:
    text = html(opened("actor", actor=["chn", "rus"]))
    assert text.index('id="actor-chn"') < text.index('id="actor-rus"')
    assert text.count('<article class="card actor"') == 2
    assert "All people and bodies" in text


def test_the_panels_numbers_are_those_of_its_lists_and_of_the_chooser() -> None:
    panel = html(opened("actor", actor="ukr", theme="military"))
    numbers = [int(n) for n in re.findall(r'<span class="figure">(\d+)</span>', panel.split('actor-numbers"', 1)[1].split("</ul>")[0])]  # fmt: skip
    body = panel.split('<article class="card actor"', 1)[1]
    lists = [body.count('<li class="entry '), body.count('<li class="saying">'), body.count('<li class="claim">'), body.count('<li class="own-figure">')]  # fmt: skip
    assert numbers == lists
    chooser = html(opened("actor", theme="military"))
    facts = chooser.split(">Ukraine</a>", 1)[1].split("</p>", 2)[1]
    assert [int(n) for n in re.findall(r"(\d+) ", facts)] == [n for n in numbers if n]


def test_names_of_actors_lead_to_their_panels_from_a_card() -> None:
    text = html(opened("event", event="vostochny-summit-2023"))
    assert 'href="actor?actor=rus" data-go="actor"' in text
    assert text.count('data-go="actor"') > 5  # actors, who reacted, whose word


@pytest.mark.parametrize("page", ["actor", "map"])
def test_a_stranger_that_is_chosen_stays_text(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = f"events: [{{id: a, date: 2024, title: x, place: {{name: '{HOSTILE}', lat: 1, lon: 2}}, actors: ['{HOSTILE}'], claims: [{{text: '{HOSTILE}', said_by: ['{HOSTILE}']}}]}}]\nestimates: [{{id: e, metric: '{HOSTILE}', as_of: 2024, text: '{HOSTILE}', estimator: '{HOSTILE}', basis: '{HOSTILE}'}}]\n"
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, record))
    text = html(opened(page, actor=HOSTILE, place="script-alert-1-script-img-src-x-onerror-alert-2"))
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert text.count("&lt;script&gt;alert") > 3


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
    text = html(opened(page))
    assert "Record events.yaml" in text
    assert "what is claimed" not in text  # nothing is, in a record of plain dates


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_record_shows_on_every_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, ""))
    text = html(opened(page))
    assert page not in WITH_SELECTION or "This record holds no events yet." in text


def test_no_filter_is_to_be_taken_away_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, "events:\n- {date: 2024, title: x}\n"))
    text = html(opened("sources"))
    assert "Nothing of what is shown cites a publication." in text
    assert "Remove a filter" not in text
    assert "Remove a filter" in html(opened("sources", to="2024"))


def test_numbers_show_each_figure_with_its_spread_and_open_one_with_plot_and_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, FIGURES))
    app = opened("numbers")
    text = html(app)
    assert "12 of 12 estimates, 4 figures" in text
    assert "delivered: between 15,800 and at least 20,000 by 29 May 2025" in text
    assert "No independent estimate" in text
    assert not app.get("plotly_chart")  # what a plot needs is loaded when one is opened
    app.session_state["open-figure-crates"] = True
    text = html(app.run())
    charts = app.get("plotly_chart")
    assert len(charts) == 1  # the others draw nothing yet
    assert charts[0].proto.alt.startswith("Crates sent by ship, crates: 6 estimates by 4 estimators")
    assert text.count('class="estimate"') == 7
    assert 'id="est-fallen-1"' not in text
    app.session_state["open-figure-fallen"] = True
    app.run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 2
    assert "party to the war" in html(app).split('id="est-fallen-1"', 1)[1].split("</li>")[0]


def test_numbers_say_why_nothing_is_left_and_how_to_widen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, FIGURES))
    assert "was public on 1 January 2023" in html(opened("numbers", known="2023-01-01"))
    text = html(opened("numbers", importance="2", q="talks", publisher="tass"))
    assert "No estimate matches these filters." in text
    assert ">Show all estimates</a>" in text


def test_as_known_on_a_day_numbers_show_neither_later_estimates_nor_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, FIGURES))
    app = opened("numbers", known="2025-06-01")
    app.session_state["open-figure-crates"] = True
    text = html(app.run())
    assert 'id="est-crates-2"' in text
    assert "What is inside is inferred." not in text
    assert "Not explained." not in text
    assert "The fallen" in text
    assert "the latest of" not in text.split("The fallen", 1)[1].split("</li>")[0]
    assert ">101<" not in text
    assert "What is inside is inferred." in html(opened("numbers"))


def test_the_treaty_stands_beside_the_older_one_and_its_wordings_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, TREATIES))
    text = html(opened("treaty"))
    for part in ("steps", "texts", "clauses", "official", "subjects", "sanctions", "questions"):
        assert f'id="treaty-{part}"' in text
        assert f'data-jump="treaty-{part}"' in text
    assert '<blockquote dir="auto" lang="ru">' in text
    assert "<mark>вооруженному нападению</mark>" in text
    assert "12 for, 1 against, 2 abstained" in text
    assert "15 for, none against" in text
    assert "<strong>Yes.</strong> It follows the charter." in text
    assert "(1 of 3 claims shown)" in html(opened("treaty", status="alleged"))
    assert "Filters hide all 3 claims." in html(opened("treaty", theme="diplomacy"))


def test_as_known_on_a_day_the_treaty_shows_nothing_later_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, TREATIES))
    text = html(opened("treaty", known="2024-06-20"))
    assert "As known on 20 June 2024: what came later is left out" in text
    for later in ("무력침공을", "What its editor knows today", "It enters into force", "Later</a>", "And the troops?"):
        assert later not in text
        assert later in html(opened("treaty")) or later == "Later</a>"
    assert "None of it was public on that day." in html(opened("treaty", known="1900"))


def test_a_record_without_treaties_does_not_offer_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, "events:\n- {date: 2024, title: x}\n"))
    assert ">Treaty</a>" not in html(opened())
    assert "This record holds no treaties, resolutions or legal questions." in html(opened("treaty"))
    serving.WATCHED.clear()
    alone = "questions: [{id: q, text: Is it?, answers: [{text: Yes.}]}]\n"
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, alone))
    text = html(opened("treaty"))
    assert ">Treaty</a>" in text
    assert "Is it?" in text
    assert "No source given" in text


def test_a_record_without_estimates_does_not_offer_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, "events:\n- {date: 2024, title: x}\n"))
    assert ">Figures</a>" not in html(opened())
    assert "This record holds no estimates." in html(opened("numbers"))
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, FIGURES))
    serving.WATCHED.clear()
    assert ">Figures</a>" in html(opened())


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
  place: {{name: '{HOSTILE}', lat: 55, lon: 37, precision: city}}
  actors: ['{HOSTILE}']
  themes: ['{HOSTILE}']
  claims: [{{text: '{HOSTILE}', said_by: ['{HOSTILE}'], note: '{HOSTILE}', sources: ['{HOSTILE}', {{id: b, quote: '{HOSTILE}', lang: en}}]}}]
reactions: [{{event: a, actor: '{HOSTILE}', speaker: '{HOSTILE}', summary: '{HOSTILE}', sources: ['{HOSTILE}']}}]
estimates:
- {{id: e, metric: '{HOSTILE}', as_of: 2024, value: 1, estimator: '{HOSTILE}', basis: '{HOSTILE}', note: '{HOSTILE}', sources: ['{HOSTILE}'], event: a}}
- {{id: f, metric: '{HOSTILE}', as_of: 2025, text: '{HOSTILE}', event: a}}
subjects: [{{id: s, name: '{HOSTILE}'}}]
treaties:
- id: t
  title: '{HOSTILE}'
  official: {{ru: '{HOSTILE}'}}
  parties: ['{HOSTILE}']
  signed: 2024
  place: '{HOSTILE}'
  term: '{HOSTILE}'
  note: '{HOSTILE}'
  events: [a]
  articles:
  - {{number: '{HOSTILE}', subject: s, text: '{HOSTILE}', note: '{HOSTILE}', differs: '({HOSTILE})', sources: ['{HOSTILE}'], wordings: [{{lang: en, whose: '{HOSTILE}', text: '{HOSTILE}', source: b}}]}}
- id: u
  title: u
  signed: 2025
  articles: [{{number: 1, subject: s, text: u, wordings: [{{lang: en, whose: '{HOSTILE}', text: '{HOSTILE}', source: b}}]}}]
resolutions: [{{id: r, number: 1, adopted: 2024, after: '{HOSTILE}', note: '{HOSTILE}', event: a, sources: ['{HOSTILE}'], measures: [{{subject: s, text: '{HOSTILE}', conduct: [a.1]}}]}}]
questions: [{{id: q, text: '{HOSTILE}', note: '{HOSTILE}', answers: [{{text: '{HOSTILE}', said_by: ['{HOSTILE}'], sources: ['{HOSTILE}']}}]}}]
"""
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, record))
    text = html(opened(page, event="a", q=HOSTILE))
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert (
        page in ("about", "article", "changes", "classroom", "exercise", "own", "play")
        or "&lt;img src=x" in text
        or "&lt;script&gt;" in text
    )


def test_state_media_is_labelled_where_it_is_cited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, SMALL))
    text = html(opened("event", event="pact"))
    assert "state-controlled" in text
    assert "No statement found as of 24 November 2026" in text
    assert "disputes" in text


def test_no_environment_is_left_behind() -> None:
    assert "PACTLINE_DATA" not in os.environ
