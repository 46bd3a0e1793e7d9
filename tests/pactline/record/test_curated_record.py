"""The curated record: large enough, about what it promises, and with every claim of its founding article."""

import re
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pytest
import yaml
from fontTools.ttLib import TTFont

from pactline.files.load import load
from pactline.files.source_lint import faults
from pactline.home import app_root, curated_record
from pactline.record.citation import FOUNDING_ARTICLE, Citation
from pactline.record.edtf import day_after, parse
from pactline.record.model import Source
from pactline.record.vocabulary import THEMES
from pactline.tables import frames, provenance

LOADED = load(curated_record())
DOSSIER = LOADED.dossier
RECORD = frames.build(DOSSIER)
EVENTS = {event.id: event for event in DOSSIER.events}


class Attribution(NamedTuple):
    """How the founding article attributes one of its claims: whose word, through whom."""

    said_by: str
    via: tuple[str, ...] = ()


AP = ("ap",)
# The article's own attributions: originator, outlet, and the agency behind whose report it puts the paragraph.
ARTICLE = {
    "S01": Attribution("ap"),
    "S02": Attribution("ap"),
    "S03": Attribution("reuters", AP),
    "S04": Attribution("reuters", AP),
    "S05": Attribution("nyt"),
    "S06": Attribution("nyt"),
    "S07": Attribution("nyt"),
    "S08": Attribution("cnn", AP),
    "S09": Attribution("cnn", AP),
    "S10": Attribution("wsj"),
    "S11": Attribution("wsj"),
    "S12": Attribution("isw", AP),
    "S13": Attribution("isw", AP),
    "S14": Attribution("unnamed experts", ("bbc",)),
    "S15": Attribution("international observers", ("bbc",)),
    "S16": Attribution("the-guardian", AP),
    "S17": Attribution("the-guardian", AP),
    "S18": Attribution("the-guardian", AP),
    "S19": Attribution("the-guardian", AP),
    "S20": Attribution("intelligence assessments", ("washington-post",)),
    "S21": Attribution("intelligence assessments", ("washington-post",)),
    "S22": Attribution("washington-post"),
    "S23": Attribution("UN officials", ("reuters", "ap")),
    "S24": Attribution("UN officials", ("reuters", "ap")),
    "S25": Attribution("reuters", AP),
    "S26": Attribution("yonhap"),
    "S27": Attribution("kor-president", ("yonhap",)),
    "S28": Attribution("yonhap"),
    "S29": Attribution("international law scholars", ("chatham-house", "ap")),
    "S30": Attribution("cfr"),
    "S31": Attribution("cfr"),
    "S32": Attribution("tass", AP),
    "S33": Attribution("tass", AP),
    "S34": Attribution("tass", AP),
    "S35": Attribution("csis"),
    "S36": Attribution("csis"),
    "S37": Attribution("csis"),
}


def answering(article: str) -> list[tuple[Citation, ...]]:
    """Return the citations of each claim and reaction that answers to a claim of the founding article."""
    claims = [claim.sources for event in DOSSIER.events for claim in event.claims if article in claim.article]
    return claims + [reaction.sources for reaction in DOSSIER.reactions if article in reaction.article]


@pytest.mark.parametrize("article", ARTICLE)
def test_each_claim_of_the_founding_article_is_here_with_its_attribution(article: str) -> None:
    chains = [
        Attribution(citation.said_by[0], citation.via)
        for citations in answering(article)
        for citation in citations
        if citation.id == FOUNDING_ARTICLE
    ]
    assert ARTICLE[article] in chains


def test_no_claim_answers_to_an_article_claim_that_does_not_exist() -> None:
    named = {a for event in DOSSIER.events for claim in event.claims for a in claim.article}
    named |= {a for reaction in DOSSIER.reactions for a in reaction.article}
    assert named == set(ARTICLE)


def test_the_record_has_no_error_and_no_warning() -> None:
    assert [str(problem) for problem in LOADED.warnings] == []


def test_the_record_is_as_large_as_promised() -> None:
    assert len(DOSSIER.events) >= 300
    assert sum(event.date.latest >= date(2022, 7, 1) for event in DOSSIER.events) >= 240
    assert len(RECORD.claims) >= 1150
    assert len(DOSSIER.sources) >= 1500
    assert len(DOSSIER.reactions) >= 240
    assert len({reaction.actor for reaction in DOSSIER.reactions}) >= 15
    assert len(DOSSIER.estimates) >= 95
    assert len(DOSSIER.metrics) >= 10


COVERAGE = yaml.safe_load((app_root() / "docs" / "coverage.yaml").read_text(encoding="utf-8"))["rows"]


def test_each_entry_of_the_nearest_timeline_is_covered_or_skipped_for_a_reason() -> None:
    assert [row["n"] for row in COVERAGE] == list(range(277))
    covered = [row for row in COVERAGE if row.get("covered_by")]
    assert all(set(row["covered_by"]) <= set(EVENTS) for row in covered)
    assert all(row.get("skipped") for row in COVERAGE if row not in covered)
    assert len(covered) >= 230
    method = (app_root() / "docs" / "method.md").read_text(encoding="utf-8")
    assert f"{len(covered)} of them are covered" in method
    assert f"the other {len(COVERAGE) - len(covered)} are left out" in method


def test_statuses_that_moved_have_a_history_with_sources() -> None:
    moved = [claim for event in DOSSIER.events for claim in event.claims if claim.history]
    assert len(moved) >= 40
    assert all(step.sources for claim in moved for step in claim.history)


def test_what_the_reading_needs_is_there() -> None:
    """A label and a lane for each event, a digest for the weightiest, plays of the troops and of the shells."""
    assert all(event.short and len(event.short) <= 28 for event in DOSSIER.events)
    assert all(event.main_theme in event.themes for event in DOSSIER.events)
    assert all(3 <= len(event.digest) <= 5 for event in DOSSIER.events if event.importance == 3)
    assert {play.id for play in DOSSIER.plays} == {"troops", "shells"}
    assert len(DOSSIER.findings) >= 6


NO_OTHER = re.compile(r"\bfound\b|\balone\b|\bone text\b")


def test_first_claims_of_the_weightiest_have_a_second_voice_or_say_that_none_was_found() -> None:
    first = [claim for event in DOSSIER.events if event.importance == 3 for claim in event.claims[:2]]
    one_voice = [claim for claim in first if len(provenance.independent(claim, DOSSIER.sources)) < 2]
    assert [claim.id for claim in one_voice if not NO_OTHER.search(claim.note or "")] == []


def weak(source: Source) -> bool:
    return provenance.weak_host(source, DOSSIER.publishers) is not None


def test_few_addresses_are_copies() -> None:
    addresses = [source for source in DOSSIER.sources.values() if source.url]
    assert sum(map(weak, addresses)) <= 0.05 * len(addresses)
    assert all(source.archived_url or source.archived_reason for source in addresses)


def test_no_claim_rests_on_copies_alone() -> None:
    alone = [
        claim.id
        for event in DOSSIER.events
        for claim in event.claims
        if all(weak(DOSSIER.sources[citation.id]) for citation in claim.sources if citation.id != FOUNDING_ARTICLE)
        and any(citation.id != FOUNDING_ARTICLE for citation in claim.sources)
    ]
    assert alone == []


def test_no_address_is_an_amp_page() -> None:
    odd = [(source.id, fault) for source in DOSSIER.sources.values() if source.url for fault, _ in faults(source.url)]
    assert odd == []


OCCASIONS = {
    "the spaceport meeting": ["vostochny-summit-2023"],
    "the missiles of January 2024": ["white-house-missiles-2024"],
    "the panel's end": ["panel-of-experts-veto", "panel-mandate-expires"],
    "the treaty": ["treaty-signed", "treaty-text-published"],
    "the troops": ["nis-troop-announcement-2024", "us-confirms-troops-2024", "nato-confirms-troops-2024"],
    "the admission of April 2025": ["gerasimov-acknowledges-2025", "dprk-confirms-troops-2025"],
    "Beijing in September 2025": ["beijing-parade-2025"],
}


@pytest.mark.parametrize("occasion", OCCASIONS)
def test_each_occasion_shows_how_many_stakeholders_took_it(occasion: str) -> None:
    actors = {reaction.actor for reaction in DOSSIER.reactions if reaction.event in OCCASIONS[occasion]}
    assert len(actors) >= 6, actors


def test_a_silence_says_until_when_it_was_looked_for() -> None:
    silences = [reaction.silence for reaction in DOSSIER.reactions if reaction.silence]
    assert len(silences) >= 5
    assert DOSSIER.edition.as_of is not None
    assert min(silences) > DOSSIER.edition.as_of


@pytest.mark.parametrize(("year", "read"), [(1961, 4), (2000, 1), (2024, 8)])
def test_each_treaty_is_here_by_subject(year: int, read: int) -> None:
    (treaty,) = [treaty for treaty in DOSSIER.treaties if treaty.signed.year == year]
    assert len(treaty.articles) >= read
    assert treaty.note or len(treaty.articles) == treaty.articles_count  # what was not read is said
    assert {article.subject for article in treaty.articles} <= set(DOSSIER.subjects)
    assert all(article.sources for article in treaty.articles)


def test_article_4_stands_in_both_official_wordings_with_what_differs() -> None:
    (treaty,) = [treaty for treaty in DOSSIER.treaties if treaty.signed.year == 2024]
    (article,) = [article for article in treaty.articles if article.number == "4"]
    assert {wording.lang for wording in article.wordings} >= {"ru", "en"}
    assert article.differs


@pytest.mark.parametrize("number", [1718, 1874, 2094, 2270, 2321, 2371, 2375, 2397])
def test_each_resolution_is_here_with_measures_and_vote(number: int) -> None:
    (resolution,) = [one for one in DOSSIER.resolutions if one.number == number]
    assert resolution.measures
    assert resolution.sources
    assert resolution.votes is not None
    assert resolution.votes.for_ + resolution.votes.against + resolution.votes.abstained == 15


def test_every_claim_of_the_article_is_checked_with_reasons() -> None:
    assert DOSSIER.article is not None
    assert [check.id for check in DOSSIER.article.checks] == list(ARTICLE)
    for check in DOSSIER.article.checks:
        assert check.sources or check.verdict == "not-found", check.id
        assert 1 <= check.why.count(".") <= 6, check.id
        said = ARTICLE[check.id]
        assert check.attributed_to == (said.said_by, *said.via), check.id


def test_shares_of_status_are_judged_and_not_given_away() -> None:
    """What only one side says must not stand as documented: the material did so for two claims of three."""
    documented = sum(claim.status == "documented" for event in DOSSIER.events for claim in event.claims)
    assert documented < 0.55 * len(RECORD.claims)


def test_eras_cover_the_record_without_a_gap() -> None:
    ends = [(era.date.earliest, era.date.latest) for era in DOSSIER.eras]
    assert len(ends) >= 4
    assert all(day_after(before[1]) == after[0] for before, after in pairwise(ends))
    assert all(era.sources for era in DOSSIER.eras)


@pytest.mark.parametrize(
    ("event", "day"),
    [("invasion-of-ukraine", "2022-02-24"), ("vostochny-summit-2023", "2023-09-13"), ("treaty-signed", "2024-06-19")],
)
def test_the_three_events_of_the_mission_stand_on_their_days(event: str, day: str) -> None:
    assert EVENTS[event].date == parse(day)


def test_the_history_before_and_the_consequences_after_are_there() -> None:
    years = {event.date.year for event in DOSSIER.events}
    assert min(years) < 1962
    assert max(years) >= 2025


def test_every_claim_and_reaction_has_a_source() -> None:
    assert all(claim.sources for event in DOSSIER.events for claim in event.claims)
    assert all(reaction.sources or reaction.silence for reaction in DOSSIER.reactions)


def test_a_link_or_a_quotation_stands_only_where_a_copy_was_read() -> None:
    for source in DOSSIER.sources.values():
        assert source.url is None or (source.read and source.read.extent != "none"), source.id
    cited = [c for event in DOSSIER.events for claim in event.claims for c in claim.sources]
    cited += [c for reaction in DOSSIER.reactions for c in reaction.sources]
    for citation in cited:
        read = DOSSIER.sources[citation.id].read
        assert citation.quote is None or (read and read.extent != "none"), citation.id


def test_every_publisher_says_its_kind_and_whether_a_state_controls_it() -> None:
    lacking = [p.id for p in DOSSIER.publishers.values() if p.kind is None or p.state_controlled is None]
    assert lacking == []


def test_themes_are_those_of_the_method() -> None:
    assert set(DOSSIER.themes) == set(THEMES)


def test_troops_were_alleged_before_they_were_admitted() -> None:
    changed = [claim for event in DOSSIER.events for claim in event.claims if len(claim.history) > 1]
    assert any(
        (claim.history[0].status, claim.history[-1].status) == ("alleged", "documented")
        and claim.history[0].date == parse("2024-10-18")
        for claim in changed
    )


def test_contradictions_stand_side_by_side() -> None:
    assert sum(bool(claim.contradicts) for event in DOSSIER.events for claim in event.claims) >= 5


def test_no_sentence_stands_twice() -> None:
    texts = [claim.text for event in DOSSIER.events for claim in event.claims]
    texts += [event.summary for event in DOSSIER.events if event.summary]
    texts += [reaction.summary for reaction in DOSSIER.reactions if reaction.summary]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


@pytest.mark.parametrize("word", ["regime", "rogue", "brazen", "so-called", "seed article", "dossier"])
def test_words_are_neutral_and_for_readers(word: str) -> None:
    found = re.compile(rf"(?<!sanctions )\b{word}\b", re.IGNORECASE)
    for event in DOSSIER.events:
        for text in (event.title, event.summary, *(claim.text for claim in event.claims)):
            assert not found.search(text or ""), (event.id, text)


def test_no_claim_can_be_known_before_its_event_unless_it_was_announced_or_projected() -> None:
    for event in DOSSIER.events:
        for claim in event.claims:
            known = provenance.known_claim(claim, event, DOSSIER.sources)
            early = known.day < event.date.earliest
            assert not early or claim.known or claim.status == "projection" or not known.assumed, claim.id


def test_shipped_fonts_cover_the_scripts_of_the_record() -> None:
    """Latin and Cyrillic come with Streamlit's Source Sans; the rest must be in the fonts we ship."""
    covered: set[int] = set()
    for font in (app_root() / "static" / "fonts").glob("*.woff2"):
        covered |= set(TTFont(font).getBestCmap())
    text = "".join(file.read_text(encoding="utf-8") for file in curated_record().glob("*.yaml"))
    foreign = {letter for letter in text if ord(letter) >= 0x2E80}
    assert {letter for letter in foreign if ord(letter) not in covered} == set()
