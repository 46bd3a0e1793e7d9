"""Labels, digests, plays, findings and their publications: each rule with a record that breaks it and one that keeps it."""

from collections.abc import Iterator
from textwrap import dedent

import pytest

from pactline.files.source_lint import faults
from pactline.problem import Problem
from tests.support import problems

TEN = "One two three four five six seven eight nine ten"
RECORD = """
events:
- id: talks
  date: 2024-06-19
  title: Talks at the spaceport
  short: Talks at the spaceport
  themes: [arms, diplomacy]
  main_theme: arms
  importance: 3
  digest:
  - {text: The two met., claims: [talks.1]}
  claims:
  - {id: talks.1, text: The two met for 5 hours., status: documented, sources: [w], history: [{date: 2024-06-19, status: alleged, sources: [w]}, {date: 2024-07, status: documented, sources: [w]}]}
- id: denial
  date: 2024-10-20
  title: A denial
  short: A denial
  claims: [{id: denial.1, text: Nothing was promised., status: documented, said_by: [kim], note: Told before., sources: [w]}]
reactions:
- {id: r1, event: talks, actor: chn, date: 2024-06-30, act: says, summary: A matter of the two., sources: [w]}
- {id: quiet, event: talks, actor: rus, silence: 2024-12-31}
metrics: [{id: shells, unit: shells, label: Shells}]
estimates: [{id: e1, metric: shells, as_of: 2025-03, low: 4200000, high: 5800000, sources: [w]}]
plays:
- id: p
  title: A play
  event: talks
  beats:
{BEATS}
findings:
- id: f
  headline: "{days} days"
  sentences:
  - {text: "They met for 5 hours on 19 June 2024.", claims: [talks.1]}
  - {text: "By March 2025 {low} to 5.8 million shells came.", estimates: [e1]}
  - {text: "China spoke on 30 June.", reactions: [r1]}
  numbers:
    days: {days: [talks, r1]}
    low: {estimate: e1, value: low}
    n: {count: claims, where: theme=arms}
  picture: {kind: stances, event: talks, arrow: [r1]}
  caption: "{n} claims."
  see: {page: reactions, query: event=talks}
sources:
- {id: w, publisher: wire, title: T, url: "https://wire.example/a", archived_url: "https://web.archive.org/web/20240620123456/https://wire.example/a", published: 2024-06-20, read: {on: 2026-11-24, extent: page}}
publishers: [{id: blog, name: A blog, kind: blog, state_controlled: false}, {id: wire, name: World Wire, kind: wire, state_controlled: false}]
actors: [{id: kim, name: Kim Yo Jong, kind: person}, {id: chn, name: China, kind: state}, {id: rus, name: Russia, kind: state}]
themes: [{id: arms, name: Arms}, {id: diplomacy, name: Diplomacy}]
"""
BEAT = "  - {date: 2024-06-NN, text: T, said_by: [kim], claims: [talks.1], against: [r1]}"
BEATS = "\n".join(BEAT.replace("NN", str(day)) for day in range(19, 27))


def found(*changes: tuple[str, str]) -> list[Problem]:
    text = dedent(RECORD).replace("{BEATS}", BEATS)
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return [one for one in problems(text) if "'blog' of publishers is used nowhere" not in one.message]


def test_the_record_keeps_every_rule() -> None:
    assert [str(one) for one in found()] == []


TWICE = "title: Talks at the spaceport\n"
# What is changed, what is said of it, how bad it is, and what to do next.
BROKEN: dict[str, tuple[tuple[tuple[str, str], ...], str, str, str]] = {
    "title": (((TWICE, f"title: {TEN} eleven\n"),), "has 11 words", "warning", "at most 10"),
    "label missing": ((("  short: A denial\n", ""),), "'A denial' has no 'short', and others have", "warning", "28 characters"),
    "label too long": ((("short: A denial", f"short: {'x' * 29}"),), "has 29 characters", "warning", "at most 28"),
    "claim's label too long": ((("promised., status", f"promised., short: {'x' * 61}, status"),), "of a claim has 61 characters", "warning", "at most 60"),
    "claim's label no shorter": ((("promised., status", "promised., short: Nothing was promised., status"),), "of a claim has 21 characters", "warning", "fewer than the text"),
    "main theme": ((("main_theme: arms", "main_theme: history"),), "'history' is none of the event's themes", "warning", "arms, diplomacy"),
    "digest missing": ((("  title: A denial\n", "  title: A denial\n  importance: 3\n"),), "importance 3 and no digest", "warning", "three to five"),
    "digest too long": ((("  - {text: The two met., claims: [talks.1]}\n", "  - {text: The two met., claims: [talks.1]}\n" * 6),), "has 6 sentences", "warning", "at most 5"),
    "digest of another event": ((("The two met., claims: [talks.1]", "The two met., claims: [denial.1]"),), "rests on 'denial.1', another event's claim", "warning", "its own event"),
    "digest without claims": ((("The two met., claims: [talks.1]", "The two met."),), "no claim bears 'The two met.'", "warning", "claims: [...]"),
    "digest of nothing": ((("The two met., claims: [talks.1]", "The two met., claims: [talks.7]"),), "names unknown claim 'talks.7'", "error", "talks.1"),
    "beats too few": (((BEAT.replace("NN", "26"), ""),), "'A play' has 7 beats", "warning", "8 to 12"),
    "one beat": (((BEATS, BEAT.replace("NN", "19")),), "'A play' has 1 beat", "warning", "8 to 12"),
    "days of one thing": ((("days: [talks, r1]", "days: [talks]"),), "1 thing has no days between", "error", "name two"),
    "beats out of order": (((BEAT.replace("NN", "26"), BEAT.replace("NN", "18")),), "18 June 2024 comes after that of 25 June 2024", "warning", "order of their days"),
    "beat without claims": ((("2024-06-26, text: T, said_by: [kim], claims: [talks.1], against: [r1]", "2024-06-26, text: T, said_by: [kim]"),), "no claim bears 'T'", "warning", "made or moved"),
    "beat against nothing": ((("against: [r1]", "against: [r9]"),), "unknown claim or reaction 'r9'", "error", "that the record has"),
    "beat by nobody": ((("said_by: [kim]", "said_by: [kym]"),), "said_by names unknown 'kym'", "error", "kim"),
    "play of nothing": ((("  event: talks\n  beats", "  event: talk\n  beats"),), "unknown event 'talk'", "error", "talks"),
    "number that is no bearer's": ((("for 5 hours on", "for 6 hours on"),), "the number 6 stands in nothing", "warning", "computed"),
    "number in the headline": ((('headline: "{days} days"', 'headline: "{days} of 12 days"'),), "the number 12 stands in nothing", "warning", "computed"),
    "number unused": ((('caption: "{n} claims."', 'caption: "Claims."'),), "the number 'n' is used nowhere", "warning", "{n}"),
    "placeholder without number": ((('caption: "{n} claims."', 'caption: "{n} of {m} claims."'),), "'{m}' stands for no number", "error", "numbers:"),
    "sentence without bearer": ((('{text: "China spoke on 30 June.", reactions: [r1]}', "{text: China spoke.}"),), "nothing bears 'China spoke.'", "warning", "bear it"),
    "days of nothing": ((("days: [talks, r1]", "days: [talks, r2]"),), "unknown event, claim or reaction 'r2'", "error", "that the record has"),
    "days of a silence": ((("days: [talks, r1]", "days: [talks, quiet]"),), "'quiet' is not on one day", "error", "one known day"),
    "estimate without value": ((("value: low", "value: value"),), "'e1' has no 'value'", "error", "low and high"),
    "count of nothing": ((("theme=arms", "theme=army"),), "the count asks for unknown theme 'army'", "error", "arms"),
    "link to nothing": ((("query: event=talks", "query: events=talks"),), "the link has unknown key 'events'", "error", "event"),
    "picture of nothing": ((("arrow: [r1]", "arrow: [r3]"),), "arrow names unknown reaction 'r3'", "error", "that the record has"),
    "step without source": ((("status: alleged, sources: [w]", "status: alleged"),), "the status 'alleged' of 19 June 2024 has no source", "warning", "add sources"),
    "step of no source": ((("status: alleged, sources: [w]", "status: alleged, sources: [v]"),), "unknown source 'v'", "error", "add it under"),
    "weak hosts alone": ((("sources:\n- {id: w, publisher: wire", "sources:\n- {id: w, publisher: wire, carried_by: [blog]"), ("sources: [w], history", "sources: [w], history")), "claim 'denial.1' rests on copies", "warning", "original"),
    "archive without time": ((("/web/20240620123456/", "/web/2024/"),), "no time of 14 digits", "warning", "20240620123456"),
    "archived and not": ((("published: 2024-06-20", "archived: none, archived_reason: no copy seen, published: 2024-06-20"),), "an archived copy and none", "error", "keep"),
    "archived without reason": ((('archived_url: "https://web.archive.org/web/20240620123456/https://wire.example/a"', "archived: none"),), "stand together", "error", "both"),
    "address with a port": ((('url: "https://wire.example/a"', 'url: "https://wire.example:8080/a"'),), "the address of 'w' names port 8080", "warning", "take the port out"),
    "picture with another's key": ((("arrow: [r1]", "metric: shells"),), "a picture of 'stances' has no 'metric'", "error", "event, arrow"),
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN)
def test_a_record_that_breaks_a_rule_hears_what_where_and_what_next(rule: str) -> None:
    changes, says, severity, hint = BROKEN[rule]
    said = [one for one in found(*changes) if says in one.message]
    assert said, [str(one) for one in found(*changes)]
    assert {one.severity for one in said} == {severity}
    assert all(hint in one.hint and one.line > 1 for one in said), [str(one) for one in said]


ODD = (
    "https://example.org:443/a",
    "https://example.org./a",
    "https://www01.example.org/a",
    "https://iframe.example.org/a",
    "https://uat.example.org/a",
    "https://example.org/a/amp",
    "https://example.org/amp/a",
    "https://example.org/a.amp.html",
    "https://amp.example.org/a",
    "https://example-org.cdn.ampproject.org/c/s/example.org/a",
    "https://example.org/a?amp=1",
    "https://example.org/rss/a",
)
PLAIN = (
    "https://example.org/a",
    "https://www.example.org/ample/stamp?example=amplitude",
    "https://www3.example.or.jp/a",
    "https://guate.example.org/a",
)


@pytest.mark.parametrize("address", ODD)
def test_an_address_that_is_not_the_plain_one_is_named(address: str) -> None:
    assert [*faults(address)]


@pytest.mark.parametrize("address", PLAIN)
def test_a_plain_address_is_not(address: str) -> None:
    assert [*faults(address)] == []


def many(others: int, addresses: int) -> Iterator[str]:
    yield "events: [{id: a, date: 2024, title: A, claims: [{text: T, status: reported, sources: [own, s00]}]}]"
    yield "publishers: [{id: odd, name: O, kind: other, state_controlled: false}, {id: wire, name: W, kind: wire, state_controlled: false}]"
    yield "sources:\n- {id: own, publisher: wire, title: T}"
    for n in range(addresses):
        yield f'- {{id: s{n:02}, publisher: {"odd" if n < others else "wire"}, url: "https://example.org/{n}"}}'


@pytest.mark.parametrize(("others", "addresses", "told"), [(2, 20, True), (1, 20, False), (10, 19, False)])
def test_publishers_of_no_known_kind_are_a_twentieth_at_most(others: int, addresses: int, told: bool) -> None:  # noqa: FBT001
    said = [one.message for one in problems("\n".join(many(others, addresses)))]
    assert (f"{others} of {addresses} addresses are on publishers of kind 'other'" in said) is told
