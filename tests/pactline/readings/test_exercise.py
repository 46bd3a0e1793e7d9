"""The sourcing exercise: what a class sees, what it does not, and what its votes come to."""

import json
import re
from dataclasses import asdict
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.exercise import making
from components.exercise.panel import against, bars, chain, compared, unmasked
from components.paper.exercise_sheet import sheet_of
from components.paper.press import pdf
from components.parts.amount_words import figure
from pactline.files.load import load
from pactline.home import app_root, curated_record
from pactline.query.in_words import country_name
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings import exercise
from pactline.readings.exercise import CREDIBILITY, MOST, RELIABILITY, Exercise
from pactline.readings.known_estimates import estimates_of
from pactline.readings.masking import names_of
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.vocabulary import COUNTS
from pactline.tables import frames
from pactline.wording import text
from tests.support import SMALL, shown, tables

FIGURE = """
events: [{date: 2024, title: x}]
metrics: [{id: shells, unit: shells, label: Shells}]
estimates:
- {id: e1, metric: shells, counts: capacity, since: 2023-08, as_of: 2024-02, low: 1000000, estimator: The Daily, sources: [d-1, w-1]}
- {id: e2, metric: shells, as_of: 2025-03, low: 4000000, high: 6000000, sources: [w-2]}
- {id: e3, metric: shells, as_of: 2025-04, value: 2.5, approximate: true, sources: [w-3]}
- {id: e4, metric: shells, as_of: 2025-05, text: millions, sources: [w-3]}
sources:
- {id: d-1, publisher: daily, published: 2024-02-10}
- {id: w-1, publisher: wire, published: 2024-02-11}
- {id: w-2, publisher: wire, published: 2025-03-11}
- {id: w-3, publisher: wire, published: 2025-05-01}
publishers: [{id: daily, name: The Daily, kind: newspaper}, {id: wire, name: Wire, kind: wire}]
"""


@pytest.fixture(scope="module")
def record() -> View:
    return whole(frames.build(load(curated_record()).dossier))


@pytest.fixture(scope="module")
def exercises(record: View) -> dict[str, Exercise]:
    titles = zip(record.events["event_id"], record.events["title"], strict=True)
    metrics = record.frames.dossier.metrics
    return {event: making.of_events(record, [event], title) for event, title in titles} | {
        metric: making.of_metric(record, metric) for metric in metrics
    }


def small(event: str, **query: str) -> Exercise:
    return making.of_events(shown(SMALL, **query), [event], "Title")


# What a class sees


def test_nothing_of_the_whole_record_tells_an_outlet_before_the_reveal(exercises):
    assert len(exercises) > 150
    for name, made in exercises.items():
        seen = json.dumps(asdict(made.blind()), ensure_ascii=False)
        for witness in made.witnesses:
            source = witness.source
            houses = [made.dossier.publishers[one] for one in (source.publisher, *source.carried_by) if one]
            names = {one for house in houses for one in names_of(house)}
            for one in names:
                assert not re.search(rf"(?<!\w){re.escape(one)}(?!\w)", seen), (name, one)
            assert source.id not in seen, name
            assert not source.title or source.title not in seen, name
            assert not source.url or source.url not in seen, name


def test_a_source_shows_its_day_its_language_its_words_and_whose_they_are():
    blind = small("early-talks").blind()
    assert [one.letter for one in blind.witnesses] == ["A", "B"]
    wire, paper = blind.witnesses
    assert wire.day == "14 September 2023"
    assert wire.language == "English"
    assert wire.carriers == 1
    assert [one.text for one in wire.sayings] == ["They met.", "Shells were asked for."]
    assert [one.whose for one in wire.sayings] == [None, "NIS"]
    assert paper.day == "October 2023"
    assert paper.sayings[-1].part == "repeats"


def test_a_quotation_and_its_translation_are_masked():
    words = SMALL.replace(
        "quote: shells were sent, lang: en", "quote: TASS lies, lang: ru, translation: {text: so TASS, by: us}"
    )
    event = making.of_events(shown(words), ["pact"], "TASS and the pact").blind()
    (saying,) = [one for w in event.witnesses for one in w.sayings if one.quote]
    assert (saying.quote, saying.translation, saying.lang) == ("[outlet] lies", "so [outlet]", "ru")
    assert event.title == "[outlet] and the pact"


def test_sources_stand_in_the_order_of_their_days_the_undated_last(exercises):
    for made in exercises.values():
        days = [one.source.published for one in made.witnesses]
        dated = [day.earliest for day in days if day]
        assert dated == sorted(dated)
        assert None not in days[: len(dated)]


def test_there_are_never_more_than_a_lesson_holds(exercises):
    for made in exercises.values():
        assert len(made.witnesses) == min(made.held, MOST)


def test_other_publishers_come_first():
    words = SMALL.replace(
        "sources: [wire-1, {id: paper-1, part: repeats}]",
        "sources: [wire-1, wire-2, wire-3, {id: paper-1, part: repeats}]",
    )
    words = words.replace(
        "- {id: wire-1, publisher",
        "- {id: wire-2, publisher: reuters}\n- {id: wire-3, publisher: reuters}\n- {id: wire-1, publisher",
    )
    made = making.of_events(shown(words), ["early-talks"], "T", most=2)
    assert {one.source.publisher for one in made.witnesses} == {"reuters", "daily"}
    assert made.held == 4


def test_the_founding_article_is_no_source_to_judge(exercises):
    assert not any(one.source.id == FOUNDING_ARTICLE for made in exercises.values() for one in made.witnesses)


def test_as_known_on_a_day_neither_later_claims_nor_later_publications_are_shown():
    assert [one.source.id for one in small("early-talks", known="2023-09-30").witnesses] == ["wire-1"]
    # What was published on the day after the signing is not there yet; what was published before it is.
    assert [one.source.id for one in small("pact", known="2024-06-19").witnesses] == ["paper-1"]
    assert [one.source.id for one in small("pact").witnesses] == ["paper-1", "tass-1"]


# Figures


def test_a_figure_is_said_with_how_it_was_counted_and_until_when():
    view = shown(FIGURE)
    metric = view.frames.dossier.metrics["shells"]
    assert [figure(one, metric) for one in estimates_of(view, "shells")] == [
        "Shells: at least 1,000,000 shells, counted as room to carry it; from August 2023 to February 2024.",
        "Shells: 4,000,000 to 6,000,000 shells; as of March 2025.",
        "Shells: about 2.5 shells; as of April 2025.",
        "Shells: “millions” shells; as of May 2025.",
    ]
    assert all(text(f"figure.counts.{counts}") for counts in COUNTS)


def test_a_figures_estimates_are_those_known_by_the_day():
    view = shown(FIGURE, known="2024-02-10")
    assert [one.id for one in estimates_of(view, "shells")] == ["e1"]
    assert [one.source.id for one in making.of_metric(view, "shells").witnesses] == ["d-1"]
    blind = making.of_metric(shown(FIGURE), "shells").blind()
    assert [one.sayings[0].whose for one in blind.witnesses][1] == "[outlet]"


def test_other_figures_stand_against_a_figure():
    view = shown(FIGURE)
    made = making.of_metric(view, "shells")
    first = made.witnesses[0]
    assert against(view, made, first, first.sayings[0])[0].startswith("Shells: 4,000,000 to 6,000,000")


# Votes


def test_votes_are_whole_numbers_of_grades_that_there_are():
    assert exercise.counted({"A": 3, "2": 4.0, "x": 9, "round": 1, "B": -1, "C": "7", "D": 10**9, "E": None}) == {
        "A": 3, "2": 4, "D": 999,
    }  # fmt: skip
    assert exercise.counted("A") == {}


def test_the_class_chose_the_grade_with_most_votes_and_a_tie_names_all():
    assert exercise.chosen({"A": 1, "C": 5, "2": 9}, RELIABILITY) == "C"
    assert exercise.chosen({"2": 4, "3": 4}, CREDIBILITY) == "2/3"
    assert exercise.chosen({}, RELIABILITY) == ""


def test_bars_are_measured_against_the_most_votes_of_their_scale():
    first, second = bars({"A": {"B": 3, "C": 6}}, "A")
    assert [(one.n, one.part) for one in first.grades[:4]] == [(0, 0), (3, 50), (6, 100), (0, 0)]
    assert (first.any, second.any) == (True, False)


# The reveal


def test_the_reveal_says_house_chain_status_and_who_disagrees():
    view = shown()
    made = small("early-talks")
    wire = made.witnesses[0]
    opened = unmasked(view, made, wire)
    assert (opened.publisher, opened.kind, opened.country, opened.state_controlled) == (
        "Reuters", "wire", "GBR", False,
    )  # fmt: skip
    asked = opened.sayings[1]
    assert asked.chain == ["NIS", "Reuters", "The Daily"]
    assert asked.status == "alleged"
    assert asked.against == ["No shells were sent."]
    denied = small("pact").witnesses[1]
    assert "The Daily disputes this." in against(view, small("pact"), denied, denied.sayings[-1])


def test_a_country_is_named_by_the_record_or_by_us_or_stays_as_it_is_written(record):
    dossier = record.frames.dossier
    assert country_name(record.frames, "rus") == "Russia"
    assert country_name(record.frames, "tur") == "Türkiye"
    assert country_name(record.frames, "xyz") == "XYZ"
    assert country_name(record.frames, "Atlantis") == "Atlantis"
    for house in dossier.publishers.values():
        assert not house.country or country_name(record.frames, house.country) != house.country.upper(), house.id


def test_sources_that_pass_on_one_voice_are_named_together():
    made = small("early-talks")
    assert made.voices() == {"NIS": ["A", "B"]}
    rows = compared(shown(), made, {"A": {"B": 2, "3": 1}}).rows
    assert [row.grade for row in rows] == ["B 3", ""]
    assert rows[0].whose == "Reuters; NIS"
    assert chain(made, made.witnesses[1], made.witnesses[1].sayings[0]) == ["NIS", "The Daily"]


# The page


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path) -> AppTest:
    (tmp_path / "events.yaml").write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("PACTLINE_DATA", str(tmp_path / "events.yaml"))
    return AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)


def opened(app: AppTest, **query: str) -> AppTest:
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    app.switch_page("pages/exercise.py").run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_no_name_is_on_the_page_before_the_reveal_and_all_are_after_it(page):
    app = opened(page, event="early-talks", publisher="tass", kind="wires")
    assert "Source A" in html(app)
    for name in ("Reuters", "The Daily", "TASS", "tass", "wire-1", "example.org", "NIS → "):
        assert name not in html(app), name
    app.button[0].click().run()
    for name in ("Reuters", "The Daily", "example.org/talks", "A, B pass on one voice: NIS."):
        assert name in html(app), name


def test_votes_last_over_the_reveal_and_start_over_takes_them_away(page):
    app = opened(page, event="early-talks")
    app.session_state["ballots"] = {"votes": {"A": {"B": 3, "C": 1}, "round": 1}}
    app.run()
    app.button[0].click().run()
    assert re.search(r'class="given">B<', html(app))
    app.button[0].click().run()
    assert "Reuters" not in html(app)
    app.button[0].click().run()
    assert not re.search(r'class="given">B<', html(app))


def test_votes_of_another_exercise_are_not_taken_over(page):
    app = opened(page, event="early-talks")
    app.session_state["ballots"] = {"votes": {"A": {"B": 3}, "round": 1}}
    app.run()
    app.query_params["event"] = "pact"
    app.run()
    app.button[0].click().run()
    assert 'class="given">B' not in html(app)


def test_without_an_event_one_is_chosen_and_where_there_is_none_the_page_says_so(page):
    assert "An exercise needs at least three publishers" in html(opened(page))
    assert "The link names a figure that this record does not have." in html(opened(page, metric="<b>"))


def test_an_event_without_sources_says_so(page):
    assert "no publication on this that can be judged" in html(opened(page, event="bare"))


def test_on_the_curated_record_events_and_figures_are_offered_without_naming_outlets(record):
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    text = html(opened(app))
    for event, _ in exercise.suitable(record)[:12]:
        assert f"event={event}" in text
    assert "metric=artillery-shells" in text
    assert "[outlet] publishes the treaty" in text


def test_an_event_whose_address_would_tell_an_outlet_is_not_offered(record, monkeypatch):
    telling = "reuters-osc-shells-2025"
    assert telling in dict(exercise.suitable(record))
    monkeypatch.setattr("components.exercise.panel._OFFERED", 500)
    text = html(opened(AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)))
    assert text.count("event=") > 100
    assert telling not in text


def test_a_strangers_text_stays_text(monkeypatch, tmp_path):
    odd = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    claim = f"{{text: '{odd}', said_by: ['{odd}'], sources: [{{id: s, quote: '{odd}', lang: en}}]}}"
    source = f"sources: [{{id: s, publisher: p, title: 'T {odd}'}}]\npublishers: [{{id: p, name: Paper {odd}}}]\n"
    (tmp_path / "events.yaml").write_text(
        f"events: [{{id: a, date: 2024, title: '{odd}', claims: [{claim}]}}]\n{source}"
    )
    monkeypatch.setenv("PACTLINE_DATA", str(tmp_path / "events.yaml"))
    app = opened(AppTest.from_file(str(app_root() / "app.py"), default_timeout=60), event="a")
    before = html(app)
    app.button[0].click().run()
    for seen in (before, html(app)):
        assert "&lt;script&gt;alert(1)" in seen
        assert "<script>alert" not in seen
        assert "<img src=x" not in seen


def test_only_events_known_by_the_day_are_offered():
    view = select(tables(), Selection.from_query({"known": "2023-09-30"}))
    assert [event for event, _ in exercise.suitable(view, least=1)] == ["early-talks"]


# Where it is not sure

HOUSES = """
publishers:
- {id: tide, name: TIDE, kind: magazine}
- {id: wind, name: South Wind, kind: wire}
- {id: bote, name: Zürcher Bote, kind: newspaper}
- {id: post, name: 새벽신문, kind: newspaper}
sources:
- {id: t-1, publisher: tide, published: 2024-06-20}
- {id: w-1, publisher: wind, published: 2024-06-21}
- {id: b-1, publisher: bote, published: 2024-06-22}
- {id: p-1, publisher: post, published: 2024-06-23}
"""


def doubtful(
    words: str = "A deal was made.", *, title: str = "A deal", quote: str = "we met", cited: str = "b-1"
) -> Exercise:
    claims = f"[{{text: A deal was made., sources: [t-1, w-1, b-1, p-1]}}, {{text: {json.dumps(words)}, sources: [{{id: {cited}, quote: {json.dumps(quote)}, lang: en}}]}}]"
    view = shown(f"events: [{{id: deal, date: 2024-06-19, title: x, claims: {claims}}}]\n{HOUSES}")
    return making.of_events(view, ["deal"], title)


def judged(made: Exercise) -> list[str]:
    assert len(made.witnesses) + made.left_out == 4
    return [one.source.id for one in made.witnesses]


def test_a_name_in_another_form_is_hidden_and_its_publication_stays() -> None:
    forms = "SOUTH-WIND, South\u00a0Wi\u00adnd, ZURCHER BOTE, Zu\u0308rcher Bote, 새벽신문의, TIDE"
    made = doubtful(forms, quote=forms, title=forms)
    assert judged(made) == ["t-1", "w-1", "b-1", "p-1"]
    hidden = "[outlet], [outlet], [outlet], [outlet], [outlet]의, [outlet]"
    assert made.blind().title == hidden
    assert [one.text for one in made.blind().witnesses[2].sayings] == [hidden, "A deal was made."]


@pytest.mark.parametrize("where", ["words", "title", "quote"])
def test_an_outlet_whose_name_may_be_a_word_here_is_left_out_and_the_word_stays(where: str) -> None:
    made = doubtful(**{where: "The tide turns"})
    assert judged(made) == ["w-1", "b-1", "p-1"]
    assert "The tide turns" in json.dumps(asdict(made.blind()))


def test_a_publication_whose_words_hold_all_letters_of_an_outlet_is_left_out() -> None:
    for words in ("as #SouthWindToday has it", "ein Zürcherbotenbericht", "So uth Wi nd says"):
        made = doubtful(words, cited="p-1")
        assert judged(made) == ["t-1", "w-1", "b-1"], words
        assert "outh" not in json.dumps(asdict(made.blind())), words


def test_a_title_that_holds_all_letters_of_an_outlet_leaves_that_outlet_out() -> None:
    assert judged(doubtful(title="#SouthWindToday")) == ["t-1", "b-1", "p-1"]


def test_where_no_publication_is_sure_the_page_refuses_with_a_reason(page, tmp_path) -> None:
    claim = "{text: The tide and the south wind., sources: [t-1, w-1]}"
    event = f"{{id: deal, date: 2024-06-19, title: x, claims: [{claim}]}}"
    (tmp_path / "events.yaml").write_text(
        f"events: [{event}, {{id: zurcher-bote, date: 2024, title: y, claims: [{claim}]}}]\n{HOUSES}", encoding="utf-8"
    )
    app = opened(page, event="deal")
    assert "might tell whose they are" in html(app)
    app.query_params["event"] = "zurcher-bote"
    app.run()
    assert not app.exception
    assert "address names an outlet" in html(app)


def test_what_is_left_out_is_said_on_the_sheet_too() -> None:
    made = doubtful("The tide turns")
    view = whole(tables(f"events: [{{date: 2024, title: x}}]\n{HOUSES}"))
    sheet = sheet_of(view, made, printed=None, questions=["Is it #SouthWindToday?", "Is it South-Wind?"])
    assert sheet["left_out"] == "Left out, since the words here might tell the outlet: 1."
    assert sheet["questions"] == ["Is it [outlet]?"]
    assert len(pdf("exercise", sheet, on=date(2026, 1, 1))) > 1000
