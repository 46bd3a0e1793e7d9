"""Loading: all problems of a record in one go, each at its place, with what to do next."""

import unicodedata
from pathlib import Path

import pytest

from pactline.files.load import load
from pactline.problem import RecordError
from pactline.record import dossier as dossier_module
from pactline.record.values import is_slug
from pactline.text import strict_yaml
from tests.support import SMALL, loaded, problems

EVENT = "events: [{id: a, date: 2024, title: A, claims: [{text: t, status: documented, sources: [s]}]}]\n"
REGISTERS = "sources: [{id: s, publisher: p}]\npublishers: [{id: p, name: P, kind: wire, state_controlled: false}]\nactors: [{id: rus, name: Russia}]\nthemes: [{id: war, name: War}]\n"

ERRORS = [
    ("events: [{date: 2024}]", "an event lacks 'title'", "add 'title"),
    ("events: [{title: A}]", "an event lacks 'date'", "add 'date"),
    ("events: [{date: 2024-02-30, title: A}]", "February 2024 has no day 30", "1-29"),
    ("events: [{date: soon, title: A}]", "'soon' is not a date", "2024-06-19"),
    ("events: [{date: 2024, titel: A}]", "unknown key 'titel'", "did you mean 'title'?"),
    ("event: []", "unknown section 'event'", "did you mean 'events'?"),
    ("- {date: 2024, title: A}", "not sections", "events:"),
    ("events: {date: 2024}", "events must be a list", "'- '"),
    ("events: [{id: 'A b', date: 2024, title: A}]", "'A b' is not an id", "lower-case"),
    ("events: [{date: 2024, title: A, importance: 4}]", "importance is 4", "at most 3"),
    ("events: [{date: 2024, title: A, importance: big}]", "importance", ""),
    ("events: [{date: 2024, title: A, place: {name: X, lat: 91}}]", "lat is 91", "at most 90"),
    (
        "events: [{date: 2024, title: A, claims: [{text: t, status: rumoured}]}]",
        "status 'rumoured' is none of",
        "reported",
    ),
    ("events: [{date: 2024, title: A, actors: [{id: x, part: guest}]}]", "part 'guest' is none of", "addressed"),
    ("sources: [{id: s, url: 'javascript:alert(1)'}]", "not safe to open", "https://"),
    ("sources: [{id: s, url: 'https://a b.org'}]", "not safe to open", "no spaces"),
    ("sources: [{id: s, url: 'https://user:pw@a.org'}]", "not safe to open", "https://"),
    ("publishers: [{id: p, name: P, state_controlled: maybe}]", "neither true nor false", "true or false"),
    ("publishers: [{id: p, name: P, kind: diary}]", "kind 'diary' is none of", ""),
    ("reactions: [{event: a, actor: chn}]", "the reaction says nothing", "silence"),
    ("reactions: [{event: a, actor: chn, silence: 2024-06-20, summary: x}]", "a silence has 'summary'", "keep either"),
    ("reactions: [{event: a, actor: chn, silence: 2024-06}]", "not one certain day", "2024-06-19"),
    ("reactions: [{event: a, actor: chn, summary: x, stance: angry}]", "stance 'angry' is none of", ""),
    (
        "events: [{date: 2024, title: A, claims: [{text: t, status: alleged, history: [{date: 2024-01-01, status: documented}]}]}]",
        "the history ends in 'documented', the status is 'alleged'",
        "the same",
    ),
    (
        "events: [{date: 2024, title: A, claims: [{text: t, status: alleged, history: [{date: 2025-01-01, status: alleged}, {date: 2024-01-01, status: alleged}]}]}]",
        "not in order",
        "oldest",
    ),
    (
        "events: [{date: 2024, title: A, claims: [{text: t, sources: [{id: s, quote: '" + "w " * 26 + "'}]}]}]",
        "the quotation has 26 words",
        "at most 25",
    ),
    (
        "events: [{id: a, date: 2024, title: A}, {id: a, date: 2025, title: B}]",
        "'a' stands twice under events",
        "another id",
    ),
    (
        "events: [{date: 2024, title: A, claims: [{id: c, text: t}, {id: c, text: u}]}]",
        "'c' stands twice under claims",
        "another id",
    ),
    ("reactions: [{event: b, actor: chn, summary: x}]\n" + EVENT, "unknown event 'b'", "did you mean|add the event"),
    (EVENT + "edition: {lead: b}", "lead is unknown event 'b'", ""),
    (EVENT.replace("sources: [s]", "sources: [s], contradicts: [a.2]"), "unknown claim 'a.2'", "did you mean 'a.1'?"),
    (EVENT.replace("sources: [s]", "id: a.1, sources: [s], contradicts: [a.1]"), "contradicts itself", "other claim"),
    (EVENT.replace("title: A", "title: A, links: [{to: b, type: part-of}]"), "unknown event 'b'", ""),
    (EVENT.replace("title: A", "title: A, links: [{to: a, type: part-of}]"), "its own event", "other event"),
    (
        "events: [{id: a, date: 2024, title: A, links: [{to: b, type: leads-to}]}, {id: b, date: 2025, title: B}]",
        "'leads-to' needs sources",
        "part-of",
    ),
    (EVENT.replace("[s]", "[z]") + REGISTERS, "a claim cites unknown source 'z'", "sources:"),
    (EVENT.replace("[s]", "[ss]") + REGISTERS, "a claim cites unknown source 'ss'", "did you mean 's'?"),
    (EVENT.replace("title: A", "title: A, actors: [russ]") + REGISTERS, "unknown actor 'russ'", "did you mean 'rus'?"),
    (EVENT.replace("title: A", "title: A, themes: [wars]") + REGISTERS, "unknown theme 'wars'", "did you mean 'war'?"),
    (EVENT + REGISTERS.replace("publisher: p", "publisher: q"), "unknown publisher 'q'", "publishers:"),
    (
        EVENT + REGISTERS.replace("publisher: p", "publisher: p, carried_by: [q]"),
        "unknown publisher 'q'",
        "publishers:",
    ),
    (EVENT + REGISTERS.replace("name: Russia", "name: Russia, part_of: [ussr]"), "unknown actor 'ussr'", "actors:"),
    (EVENT.replace("[s]", "[s], said_by: [kremlim]") + REGISTERS, "said_by names unknown 'kremlim'", "as words"),
    (
        EVENT + "metrics: [{id: m, unit: shells, label: M}]\nestimates: [{id: e, metric: m, as_of: 2024}]",
        "no figure",
        "add 'value'",
    ),
    (EVENT + "estimates: [{id: e, metric: m, as_of: 2024, value: 1, low: 1}]", "a value and a range", "keep 'value'"),
    (EVENT + "estimates: [{id: e, metric: m, as_of: 2024, low: 2, high: 1}]", "low 2 is above high 1", "swap"),
    (
        EVENT + "estimates: [{id: e, metric: m, as_of: 2024, value: 1, counts: rumour}]",
        "counts 'rumour' is none of",
        "delivery",
    ),
    (
        EVENT + "metrics: [{id: n, unit: u, label: N}]\nestimates: [{id: e, metric: m, as_of: 2024, value: 1}]",
        "unknown metric 'm'",
        "metrics:",
    ),
    (
        EVENT + "estimates: [{id: e, metric: m, as_of: 2024, value: 1, event: b}]",
        "an estimate of unknown event 'b'",
        "did you mean|add the event",
    ),
    (
        EVENT + "treaties: [{id: t, title: T, signed: 2024, events: [b]}]",
        "a treaty names unknown event 'b'",
        "add the event",
    ),
    (
        EVENT
        + "subjects: [{id: x, name: X}]\ntreaties: [{id: t, title: T, signed: 2024, articles: [{number: 1, subject: y, text: t}]}]",
        "unknown subject 'y'",
        "subjects:",
    ),
    (EVENT + "resolutions: [{id: r, number: 1718, adopted: 2006-10-14, votes: {for: 16}}]", "for is 16", "at most 15"),
    (
        EVENT
        + "resolutions: [{id: r, number: 1718, adopted: 2006-10-14, measures: [{subject: s, text: t, conduct: [a.9]}]}]",
        "conduct names unknown claim 'a.9'",
        "did you mean 'a.1'?",
    ),
    (
        EVENT + "resolutions: [{id: r, number: 1718, adopted: 2006-10-14, event: b}]",
        "a resolution names unknown event 'b'",
        "add the event",
    ),
    (
        EVENT.replace("sources: [s]", "sources: [s], article: [S02]")
        + "article: {title: T, sections: [{id: x, title: X}], checks: [{id: S01, section: x, says: t, verdict: in-part, why: w}]}",
        "answers to unknown claim 'S02'",
        "did you mean 'S01'?",
    ),
    (
        EVENT + "article: {title: T, checks: [{id: S01, section: x, says: t, verdict: in-part, why: w}]}",
        "unknown section 'x' of the article",
        "sections:",
    ),
    (
        "article: {title: T, checks: [{id: S01, section: x, says: t, verdict: true, why: w}]}",
        "verdict 'true' is none of",
        "borne-out",
    ),
    (EVENT + "stories: [{id: x, title: X, steps: [{say: y}]}]", "a step shows an event or a view", "not both"),
    (
        EVENT + "stories: [{id: x, title: X, steps: [{event: b, say: y}]}]",
        "a step shows unknown event 'b'",
        "did you mean|add the event",
    ),
    (
        EVENT + "stories: [{id: x, title: X, steps: [{event: a, claims: [a.9]}]}]",
        "claims names unknown claim 'a.9'",
        "did you mean 'a.1'?",
    ),
    (EVENT + "stories: [{id: x, title: X, steps: [{view: 'time?q=x', say: y}]}]", "names no page", "timeline"),
    (
        EVENT + "stories: [{id: x, title: X, steps: [{view: 'timeline?event=b', say: y}]}]",
        "the view asks for unknown event 'b'",
        "URL keys",
    ),
    (
        EVENT + "stories: [{id: x, title: X, steps: [{view: 'timeline?them=a', say: y}]}]",
        "the view has unknown key 'them'",
        "did you mean 'theme'?",
    ),
    ("events: [{date: 2024, title: A}]\nevents: []", "stands here twice", "keep one"),
    ("events: [", "never closed", "close it with ']'"),
]

WARNINGS = [
    (EVENT.replace("[{", "[{id: b, date: 2023, title: B}, {", 1), "event 'B' has no claims", "add claims"),
    ("events: [{date: 2024, title: A}]", "event 'A' has no id", "it goes by '2024-a'"),
    (
        "events: [{id: a, date: 2024, title: A, claims: [{text: t, status: alleged}]}]",
        "claim 'a.1' has no source",
        "no source given",
    ),
    (
        "events: [{id: a, date: 2024, title: A, claims: [{text: t, sources: [x]}]}]",
        "claim 'a.1' has no status",
        "documented",
    ),
    (
        EVENT + "reactions: [{event: a, actor: China, summary: x}]",
        "the reaction of 'China' has no source",
        "add sources",
    ),
    ("sources: [{id: s, url: 'https://a.org'}]", "a url that nobody read", "read:"),
    (EVENT.replace("[s]", "[{id: s, quote: x, lang: en}]") + REGISTERS, "which nobody read", "quote only"),
    (EVENT.replace("[s]", "[{id: s, quote: x}]"), "without a language", "lang: en"),
    ("publishers: [{id: p, name: P, state_controlled: false}]", "publisher 'p' lacks 'kind'", ""),
    ("publishers: [{id: p, name: P, kind: wire}]", "publisher 'p' lacks 'state_controlled'", ""),
    (EVENT.replace("2024", "2024-03-01"), "on a 1st that no source tells", "write 2024-03"),
    (EVENT.replace("documented", "disputed"), "'a.1' is disputed by nobody", "contradicts: [claim]"),
    (EVENT + "sources: [{id: s, published: 2023-01-02}]", "known on 2023-01-02, before its event", "projection"),
    (EVENT + "edition: {as_of: 2023-12-31}", "after the edition's last day", "move as_of"),
    (
        EVENT + "treaties: [{id: t, title: T, signed: 2024-06, in_force: 2024-05, sources: [s]}]",
        "in_force is before signed",
        "mend one",
    ),
    (
        EVENT + "estimates: [{id: e, metric: m, since: 2025, as_of: 2024, value: 1, sources: [s]}]",
        "as_of is before since",
        "mend one",
    ),
    (EVENT + "estimates: [{id: e, metric: m, as_of: 2024, value: 1}]", "'e' has no source", "add sources"),
    (EVENT + "sources: [{id: s}, {id: t}]", "'t' of sources is used nowhere", "take it out"),
    (EVENT + "actors: [{id: rus, name: Russia}]", "'rus' of actors is used nowhere", "take it out"),
    (EVENT + "metrics: [{id: m, unit: u, label: M}]", "'m' of metrics is used nowhere", "take it out"),
    (EVENT.replace("text: t", "text: A."), "the sentence 'A.' stands twice", "say it once"),
    (
        EVENT
        + "article: {title: T, sections: [{id: x, title: X}], checks: [{id: S01, section: x, says: t, verdict: not-found, why: w}]}",
        "no claim answers 'S01'",
        "article: [S01]",
    ),
    (EVENT + "sources: [{id: t}, {id: s}]", "sources are not in the order of their ids at 's'", "pactline fmt"),
    (
        "events: [{id: a, date: 2025, title: A}, {id: b, date: 2024, title: B}]",
        "not in the order of their dates at 'B'",
        "pactline fmt",
    ),
]


@pytest.mark.parametrize(("text", "says", "hint"), ERRORS)
def test_each_error_has_its_message_its_hint_and_its_place(text: str, says: str, hint: str) -> None:
    found = [problem for problem in problems(text) if says in problem.message]
    assert len(found) == 1, problems(text)
    assert found[0].severity == "error"
    assert found[0].line >= 1
    assert any(part in found[0].hint for part in hint.split("|"))


@pytest.mark.parametrize(("text", "says", "hint"), WARNINGS)
def test_each_warning_lets_the_record_load(text: str, says: str, hint: str) -> None:
    found = [problem for problem in loaded(text).warnings if says in problem.message]
    assert len(found) == 1, loaded(text).warnings
    assert found[0].severity == "warning"
    assert hint in found[0].hint


def test_a_clean_record_has_no_problem() -> None:
    sourced = SMALL.replace("status: alleged}, {", "status: alleged, sources: [tass-1]}, {")
    sourced = sourced.replace("status: documented}]", "status: documented, sources: [tass-1]}]")
    assert [str(problem) for problem in problems(sourced) if "Nothing claimed" not in problem.message] == []


def test_a_clean_record_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its values stand is asked for a problem alone: to find out takes as long as to read it."""
    asked: list[str] = []
    tree = strict_yaml._tree

    def looked_up(text: str) -> strict_yaml._Node:
        asked.append(text)
        return tree(text)

    monkeypatch.setattr(strict_yaml, "_tree", looked_up)
    loaded(SMALL)
    assert asked == []
    assert problems("events:\n- {date: someday, title: One}\n")
    assert asked


def test_all_problems_are_told_at_once_in_the_order_of_lines() -> None:
    found = problems("""\
        events:
        - {date: 2024-13, title: A}
        - date: 2024
          titel: B
          claims:
          - {text: c, status: rumoured}
        """)
    assert [(problem.line, problem.severity) for problem in found] == [
        (2, "error"),
        (4, "error"),
        (6, "error"),
    ]


def test_a_problem_stands_at_its_line_and_column() -> None:
    problem = problems("events:\n- id: a\n  date: 2024\n  title: A\n  importance: 9\n")[0]
    assert str(problem).splitlines()[0] == "events.yaml:5:15: error: importance is 9"


def test_the_smallest_legal_file_loads() -> None:
    dossier = loaded("events:\n- {date: 2024, title: x}\n").dossier
    assert [(event.id, event.title) for event in dossier.events] == [("2024-x", "x")]
    assert "2024-x" in dossier.made_ids


def test_an_empty_file_is_an_empty_record() -> None:
    assert loaded("").dossier.events == ()


def test_made_ids_are_unique_and_avoid_given_ones() -> None:
    dossier = loaded(
        "events:\n- {date: 2024, title: x}\n- {date: 2024, title: X}\n- {id: 2024-x-2, date: 2023, title: y}\n"
    ).dossier
    assert sorted(str(event.id) for event in dossier.events) == ["2024-x", "2024-x-2", "2024-x-3"]


def test_plain_text_needs_no_register() -> None:
    dossier = loaded("""\
        events:
        - {date: 2024, title: x, actors: [Some Town], themes: [water], claims: [{text: t, said_by: [the mayor], sources: [Town paper of 3 May, "https://example.org/a"]}]}
        """).dossier
    assert dossier.actors["Some Town"].name == "Some Town"
    assert dossier.themes["water"].name == "Water"
    assert dossier.sources["Town paper of 3 May"].url is None
    assert dossier.sources["https://example.org/a"].url == "https://example.org/a"
    assert ("actors", "Some Town") in dossier.implied


def test_a_folder_is_one_record_and_places_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text("events:\n- {id: a, date: 2024, title: A}\n", encoding="utf-8")
    (tmp_path / "more.yaml").write_text(
        "events:\n- {id: b, date: 2025, title: B}\n- {id: c, date: bad, title: C}\n", encoding="utf-8"
    )
    with pytest.raises(RecordError) as caught:
        load(tmp_path)
    problem = caught.value.problems[0]
    assert (Path(problem.file).name, problem.line, problem.column) == ("more.yaml", 3, 17)


@pytest.mark.parametrize(
    ("make", "says"), [(lambda p: p, "holds no .yaml file"), (lambda p: p / "gone.yaml", "no such file")]
)
def test_a_missing_record_is_a_problem_not_a_traceback(tmp_path: Path, make, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        load(make(tmp_path))


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_bytes(b"events:\n- {date: 2024, title: \xff}\n")
    with pytest.raises(RecordError, match="not UTF-8"):
        load(tmp_path)


def test_events_stand_in_reading_order() -> None:
    dossier = loaded("""\
        events:
        - {id: d, date: 2024-06-19, title: d, order: 2}
        - {id: c, date: 2024-06-19, title: c, order: 1}
        - {id: e, date: 2024-06, title: e}
        - {id: b, date: 2024-06-19, title: b}
        - {id: old, date: Y-20000, title: old}
        - {id: a, date: 2024-06-19, title: a}
        """).dossier
    assert [event.id for event in dossier.events] == ["old", "e", "b", "a", "c", "d"]


TITLES = [
    "조약 서명",
    "만찬",
    "Подписание договора",
    "توقيع المعاهدة",
    "🚀🚂",
    "Встреча 2024",
    "Договор 2024",
    "Łódź 1",
    "Treaty 조",
]


def ids_of(titles: list[str]) -> dict[str, str]:
    told = "".join(f"- {{date: 2024-06-19, title: '{title}'}}\n" for title in titles)
    return {event.title: str(event.id) for event in loaded("events:\n" + told).dossier.events}


@pytest.mark.parametrize("at", range(len(TITLES)))
def test_a_made_id_stays_when_other_events_come_and_go(at: int) -> None:
    whole = ids_of(TITLES)
    assert len(set(whole.values())) == len(TITLES)
    assert all(is_slug(one) for one in whole.values())
    rest = TITLES[:at] + TITLES[at + 1 :]
    assert ids_of(rest[::-1]) == {title: whole[title] for title in rest}


def test_both_forms_of_a_title_make_one_id() -> None:
    assert [*ids_of(["평양"]).values()] == [*ids_of([unicodedata.normalize("NFD", "평양")]).values()]


def test_a_title_that_ascii_can_say_has_a_plain_id() -> None:
    assert ids_of(["Café Müller – “quoted” Ｆｕｌｌ"]) == {
        "Café Müller – “quoted” Ｆｕｌｌ": "2024-06-19-cafe-muller-quoted-full"
    }


def test_events_of_one_day_stand_in_the_order_of_the_file() -> None:
    told = "".join(f"- {{date: 2024-06-19, title: '사건 {n}'}}\n" for n in range(1, 13))
    same = "- {date: 2024-06-19, title: same}\n" * 12
    events = loaded("events:\n" + told + same).dossier.events
    assert [event.title for event in events] == [*(f"사건 {n}" for n in range(1, 13)), *["same"] * 12]
    assert [str(event.id).rpartition("-")[2] for event in events[12:]] == ["same", *map(str, range(2, 13))]


def test_twenty_thousand_equal_events_get_their_ids_at_once() -> None:
    """One look per event: counting up from 2 for each would take two hundred millions."""
    free = dossier_module._Free(())
    looked = 0

    class Taken(set[str]):
        def __contains__(self, one: object) -> bool:
            nonlocal looked
            looked += 1
            return super().__contains__(one)

    free._taken = Taken()
    assert [free.id_of("a") for _ in range(20_000)][-1] == "a-20000"
    assert looked <= 40_000


def test_days_before_year_1_stand_in_their_order() -> None:
    dossier = loaded("""\
        events:
        - {id: d, date: 0001-01-01, title: d}
        - {id: c, date: 0000-06-15, title: c}
        - {id: b, date: -0043-03-15, title: b}
        - {id: a, date: -0043-03-14, title: a}
        """).dossier
    assert [event.id for event in dossier.events] == ["a", "b", "c", "d"]
