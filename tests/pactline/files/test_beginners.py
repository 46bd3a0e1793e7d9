"""The mistakes of people who have never seen YAML: each is told in their words, at its place, with the right line."""

from pathlib import Path

import pytest

from pactline.files.load import load
from pactline.problem import Problem, RecordError
from tests.support import loaded, problems

E = "events:\n- date: 2024-06-19\n  title: Meeting\n"

# What was written; line and column; what the message says; what the hint says; the line as it should be.
CASES = {
    "a tab": ("events:\n- date: 2024\n\ttitle: M\n", (3, 1), "begins with a tab", "blanks", "  title: M"),
    "a day in words": (
        "events:\n- date: 19 June 2024\n  title: M\n",
        (2, 9),
        "not a date",
        "2024-06-19",
        "- date: 2024-06-19",
    ),
    "a month in words": (
        "events:\n- date: June 2024\n  title: M\n",
        (2, 9),
        "not a date",
        "2024-06 ",
        "- date: 2024-06",
    ),
    "a day with dots": (
        "events:\n- date: 19.6.2024\n  title: M\n",
        (2, 9),
        "not a date",
        "2024-06-19",
        "- date: 2024-06-19",
    ),
    "a day that can only be one": (
        "events:\n- date: 06/19/2024\n  title: M\n",
        (2, 9),
        "not a date",
        "2024-06-19",
        "- date: 2024-06-19",
    ),
    "a day that can be two": (
        "events:\n- date: 06/07/2024\n  title: M\n",
        (2, 9),
        "two ways",
        "2024-07-06 (6 July 2024) or 2024-06-07 (7 June 2024)",
        "",
    ),
    "a day without zeros": (
        "events:\n- {date: 2024-6-9, title: M}\n",
        (2, 10),
        "not a date",
        "2024-06-09",
        "- {date: 2024-06-09, title: M}",
    ),
    "a day that is none": ("events:\n- date: 2024-06-31\n  title: M\n", (2, 9), "no day 31", "1-30", ""),
    "a year before Christ": ("events:\n- date: 300 BC\n  title: M\n", (2, 9), "not a date", "-0299", "- date: -0299"),
    "typographic quotes": (
        "events:\n- date: “2024-06-19”\n  title: M\n",
        (2, 9),
        "the marks “ ”",
        "2024-06-19",
        "- date: 2024-06-19",
    ),
    "a colon in a text": (
        "events:\n- date: 2024\n  title: The mill: a history\n",
        (3, 18),
        "holds ': '",
        "in quotes",
        '  title: "The mill: a history"',
    ),
    "a colon in braces": (
        "events:\n- {date: 2024, title: The mill: a history}\n",
        (2, 23),
        "in braces",
        "in quotes",
        '- {date: 2024, title: "The mill: a history"}',
    ),
    "a line too far right": (
        "events:\n- date: 2024\n   title: M\n",
        (3, 4),
        "one blank too far right",
        "same column",
        "  title: M",
    ),
    "a line too far left": (
        E + " claims:\n  - text: a\n",
        (4, 2),
        "one blank too far left",
        "same column",
        "  claims:\n   - text: a",
    ),
    "no dash": (
        "events:\ndate: 2024\ntitle: M\n",
        (2, 1),
        "'date' belongs to an event",
        "begins with '- '",
        "- date: 2024",
    ),
    "no dash, indented": (
        "events:\n  date: 2024\n  title: M\n",
        (2, 3),
        "the dash before its entry is missing",
        "'- '",
        "  - date: 2024",
    ),
    "no blank behind the dash": (
        "events:\n-date: 2024\n title: M\n",
        (2, 2),
        "blank is missing behind the dash",
        "'- '",
        "- date: 2024\n  title: M",
    ),
    "no blank behind the colon": (
        "events:\n- date:2024\n  title: M\n",
        (2, 7),
        "blank is missing behind 'date:'",
        "key: value",
        "- date: 2024",
    ),
    "no colon": (
        "events:\n- date: 2024\n  title The mill\n  summary: s\n",
        (3, 8),
        "colon is missing behind 'title'",
        "key: value",
        "  title: The mill",
    ),
    "no comma": (
        "events:\n- {date: 2024 title: M}\n",
        (2, 15),
        "comma is missing before 'title'",
        "commas",
        "- {date: 2024, title: M}",
    ),
    "an open quotation": (
        'events:\n- date: 2024\n  title: "never closed\n- date: 2025\n  title: "b"\n',
        (3, 10),
        "never closed",
        "close it",
        '  title: "never closed"',
    ),
    "an open brace": (
        "events:\n- {date: 2024, title: M\n- {date: 2025, title: N}\n",
        (2, 3),
        "never closed",
        "'}'",
        "- {date: 2024, title: M}",
    ),
    "an apostrophe": (
        "events:\n- date: 2024\n  title: 'Tis the season\n",
        (3, 10),
        "apostrophe",
        "quotes",
        '  title: "\'Tis the season"',
    ),
    "a quotation in a title": (
        'events:\n- date: 2024\n  title: "Hello" said the mayor\n',
        (3, 10),
        "behind its closing",
        "quotes",
        "  title: '\"Hello\" said the mayor'",
    ),
    "a text that begins with a sign": (
        "events:\n- date: 2024\n  title: @handle wrote\n",
        (3, 10),
        "cannot begin with '@'",
        "quotes",
        '  title: "@handle wrote"',
    ),
    "an unknown actor": (
        "actors: [{id: mayor, name: M}]\n" + E + "  actors: [mayer]\n",
        (5, 12),
        "unknown actor 'mayer'",
        "did you mean 'mayor'?",
        "  actors: [mayor]",
    ),
    "an id twice": (
        "events:\n- {id: a, date: 2024, title: A}\n- {id: a, date: 2025, title: B}\n",
        (3, 8),
        "stands twice under events: here, and at line 2",
        "another id",
        "",
    ),
    "a title that is a comment": (
        "events:\n- date: 2024\n  title: #5 passed\n",
        (3, 3),
        "'title' is empty",
        "needs quotes",
        "",
    ),
    "a capital in a key": (
        "events:\n- Date: 2024\n  title: M\n",
        (2, 3),
        "unknown key 'Date'",
        "small letters",
        "- date: 2024",
    ),
    "a key called otherwise": (
        E + "  description: x\n",
        (4, 3),
        "unknown key 'description'",
        "called 'summary'",
        "  summary: x",
    ),
    "two keys for a stretch": (E + "  end: 2025\n", (4, 3), "unknown key 'end'", "with a slash", ""),
    "a word for a number": (E + "  importance: high\n", (4, 15), "no whole number", "3", "  importance: 3"),
    "one word for a list": (E + "  themes: music\n", (4, 11), "themes must be a list", "'- '", "  themes: [music]"),
    "no date": ("events:\n- title: M\n", (2, 3), "an event lacks 'date'", "2024-06-19", ""),
    "a section misspelt": (
        "event:\n- {date: 2024, title: M}\n",
        (1, 1),
        "unknown section 'event'",
        "'events'",
        "events:",
    ),
    "a status misspelt": (
        E + "  claims: [{text: t, status: Reportet}]\n",
        (4, 30),
        "status 'Reportet' is none of",
        "'reported'",
        "  claims: [{text: t, status: reported}]",
    ),
    "a status of another list": (
        E + "  claims: [{text: t, status: confirmed}]\n",
        (4, 30),
        "none of",
        "open to see",
        "",
    ),
    "an entry that is text": (
        "events:\n- 2024-06-19 Meeting\n",
        (2, 3),
        "must be keys",
        "key: value",
        '- {date: 2024-06-19, title: "Meeting"}',
    ),
    "a list without its section": (
        "- date: 2024\n  title: M\n",
        (1, 1),
        "a list, not sections",
        "'events:'",
        "events:\n- date: 2024",
    ),
    "an id with blanks": (
        "events:\n- {id: My Event, date: 2024, title: M}\n",
        (2, 8),
        "not an id",
        "hyphens",
        "- {id: my-event, date: 2024, title: M}",
    ),
    "an address without its scheme": (
        "sources:\n- {id: s, url: www.example.org/a}\n",
        (2, 16),
        "not safe to open",
        "https://",
        "- {id: s, url: https://www.example.org/a}",
    ),
    "yes for true": (
        "publishers:\n- {id: p, name: P, state_controlled: yes}\n",
        (2, 38),
        "neither true nor false",
        "true",
        "- {id: p, name: P, state_controlled: true}",
    ),
    "signs between thousands": (
        E + "  place: {name: x, lat: 5 million}\n",
        (4, 25),
        "not a number",
        "digits",
        "  place: {name: x, lat: 5000000}",
    ),
    "a table": (
        "date;title;source\r\n2024-06-19;Other: thing;https://x.org\r\n",
        (1, 1),
        "a table (CSV)",
        "each row",
        'events:\n- date: 2024-06-19\n  title: "Other: thing"\n  sources: ["https://x.org"]',
    ),
    "a web page": (
        "<!DOCTYPE html>\n<html><body>x</body></html>\n",
        (1, 1),
        "a web page",
        "event",
        "events:\n- date: 2024-06-19\n  title: What happened",
    ),
    "running text": (
        "# Our town\n\nIn 1900 a mill was built.\n",
        (1, 1),
        "text, not sections",
        "events:",
        "events:\n- date: 2024-06-19\n  title: What happened",
    ),
    "JSON without a comma": (
        '{"events": [{"date": "2024" "title": "M"}]}\n',
        (1, 29),
        "comma is missing before 'title'",
        "commas",
        '{"events": [{"date": "2024", "title": "M"}]}',
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_a_mistake_is_told_at_its_place_with_the_line_as_it_should_be(what: str) -> None:
    text, place, says, hint, instead = CASES[what]
    told = [one for one in problems(text) if one.severity == "error"]
    found = [one for one in told if says in one.message]
    assert len(found) == 1, told
    assert (found[0].line, found[0].column) == place
    assert hint in found[0].hint
    assert found[0].instead == instead


@pytest.mark.parametrize("what", [one for one, case in CASES.items() if case[4] and len(case[4].splitlines()) == 1])
def test_the_line_as_it_should_be_is_one_that_is_read(what: str) -> None:
    text, (line, _), says, _, instead = CASES[what]
    lines = text.split("\n")
    lines[line - 1] = instead
    mended = problems("\n".join(lines))
    assert not [one for one in mended if says in one.message and one.line == line], mended


WARNINGS = {
    "a text that a sign cuts": (
        E.replace("Meeting", "Resolution #5 passed"),
        "ends before '#5 passed'",
        '  title: "Resolution #5 passed"',
    ),
    "a title in typographic quotes": (E.replace("Meeting", "“Meeting”"), "the marks “ ”", "  title: Meeting"),
    "Markdown": (E.replace("Meeting", "Meeting **bold**"), "'**bold**' is Markdown", ""),
    "a link in Markdown": (E + '  summary: "See [the page](https://x.org)."\n', "is Markdown", ""),
    "HTML": (E.replace("Meeting", "<b>Meeting</b>"), "'<b>' is HTML", ""),
    "an empty file": ("", "the file is empty", "events:\n- date: 2024-06-19\n  title: What happened"),
    "comments alone": ("# only this\n", "comments alone", "events:\n- date: 2024-06-19\n  title: What happened"),
}


@pytest.mark.parametrize("what", WARNINGS)
def test_what_is_probably_not_meant_is_told_and_loads(what: str) -> None:
    text, says, instead = WARNINGS[what]
    found = [one for one in loaded(text).warnings if says in one.message]
    assert [one.instead for one in found] == [instead], loaded(text).warnings


@pytest.mark.parametrize(
    "text", ["a < b > c", "x*y*z and 2 ** 3", "5 - 3", "[sic] (see below)", "#5", "an <unnamed> official"]
)
def test_plain_signs_are_no_markdown(text: str) -> None:
    told = loaded(f"events:\n- date: 2024\n  title: '{text}'\n").warnings
    assert not [one for one in told if "readers see as it stands" in one.message]


@pytest.mark.parametrize(
    "text",
    [
        E,
        "\ufeff" + E.replace("\n", "\r\n"),
        '{"events":[{"date":"2024-06-19","title":"Meeting"}]}',
        E + "  place: Town hall\n",
    ],
)
def test_what_can_be_read_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "events.yaml").write_text(text, encoding="utf-8", newline="")
    (event,) = load(tmp_path / "events.yaml").dossier.events
    assert (event.date.text, event.title) == ("2024-06-19", "Meeting")


def refused(path: Path) -> list[Problem]:
    with pytest.raises(RecordError) as caught:
        load(path)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("content", "says", "instead"),
    [
        (E.encode("utf-16"), "UTF-16", ""),
        (E.encode("utf-16-le"), "UTF-16", ""),
        (E.replace("Meeting", "Café").encode("cp1252"), "probably 'é'", "  title: Café"),
        (b"PK\x03\x04\xff\xff", "an office program", ""),
        (b"%PDF-1.7\xff", "a PDF", ""),
    ],
)
def test_a_file_that_is_not_utf8_is_told_what_it_is(tmp_path: Path, content: bytes, says: str, instead: str) -> None:
    (tmp_path / "events.yaml").write_bytes(content)
    (told,) = refused(tmp_path / "events.yaml")
    assert says in told.message
    assert told.instead == instead


def test_every_problem_of_a_file_comes_at_once() -> None:
    """A tab, a repeated key, a missing dash, a key called otherwise and a bad date hide no unknown source below."""
    text = """\
event:
- date: 19 June 2024
\ttitle: The mill: a history
- date: 2024
  Title: b
  title: c
- date: 2025
  headline: d
  claims:
  - statement: It was so.
    sources: [tas]
  - {text: e, status: reported, sources: [tass, afp}
sources:
- {id: tass, publisher: tas}
publishers: [{id: tass, name: TASS}]
"""
    told = [(one.line, one.message) for one in problems(text) if one.severity == "error"]
    assert told == [
        (1, "unknown section 'event'"),
        (2, "'19 June 2024' is not a date"),
        (3, "this line begins with a tab"),
        (3, "the text holds ': ', which YAML takes for another key"),
        (5, "unknown key 'Title'"),
        (8, "unknown key 'headline'"),
        (10, "unknown key 'statement'"),
        (11, "a claim cites unknown source 'tas'"),
        (12, "this bracket is never closed"),
        (12, "a claim cites unknown source 'afp'"),
        (14, "unknown publisher 'tas'"),
    ]


def test_other_lines_with_the_same_slip_are_counted() -> None:
    tabs = "events:\n- date: 2024\n\ttitle: M\n\tsummary: N\n"
    hints = {lines: problems(tabs + "\tplace: P\n" * (lines - 1))[0].hint for lines in (1, 2)}
    assert hints[1].endswith("; 1 other line of this file does so")
    assert hints[2].endswith("; 2 other lines of this file do so")


def test_what_is_told_is_printed_with_the_line_as_it_should_be() -> None:
    (told,) = problems("events:\n- date: June 2024\n  title: M\n")
    assert str(told).splitlines() == [
        "events.yaml:2:9: error: 'June 2024' is not a date",
        "    hint: write 2024-06 (June 2024)",
        "    write: - date: 2024-06",
    ]


def test_a_record_of_plain_dates_lacks_nothing() -> None:
    told = loaded("events:\n- {date: 1900-05-01, title: a}\n- {date: 1901, title: b}\n").warnings
    assert [one.message for one in told] == ["none of the 2 events has an id"]
