"""`pactline fmt` proves that values and comments stay: all styles of text, all line ends, all scripts."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactline.cli.main import main
from pactline.files import formatting
from pactline.files.formatting import formatted
from pactline.text import strict_yaml
from pactline.text.strict_yaml import YamlError

BREAKS = ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"]
ESCAPES = ["", "\\n", "\\a", "\\N", "\\L", "\\P", "\\t", "\\0", "\\x85", "\\u00e9", "\\U0001F680", "\\_"]
CHARACTERS = st.one_of(
    st.sampled_from("ab: #-?'\"|>{}[],&*!%@`~\\\t "),
    st.sampled_from(
        ["\u00a0", "\u3000", "\u200b", "\u200f", "\ufeff", "\u00ad", "é", "조", "ж", "ع", "ש", "ไ", "🚀", "İ", "null"]
    ),
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
)
LINES = st.lists(st.lists(CHARACTERS, max_size=12).map("".join), min_size=1, max_size=4)


@st.composite
def texts(draw: st.DrawFn, indent: int) -> str:
    """Draw a value as an editor or a program might write it: plain, quoted or as a block, over several lines."""
    style = draw(st.sampled_from(["plain", "single", "double", "|", ">", "raw"]))
    lines, end, pad = draw(LINES), draw(st.sampled_from(BREAKS)), " " * indent
    if style == "plain":
        return (end + pad).join("x" + line for line in lines)
    if style == "single":
        return "'" + (end + pad).join(line.replace("'", "''") for line in lines) + "'"
    if style == "double":
        quoted = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
        return '"' + (end + pad).join(quoted) + draw(st.sampled_from(ESCAPES)) + '"'
    if style == "raw":
        return lines[0]
    by, chomped = draw(st.sampled_from(["", "1", "2"])), draw(st.sampled_from(["", "-", "+"]))
    own = " " * (indent - 2 + int(by)) if by else pad
    head = style + draw(st.sampled_from([by + chomped, chomped + by]))
    body = end.join(own + line if line else "" for line in lines)
    return head + end + body + draw(st.sampled_from(["", end, end + end]))


@st.composite
def files(draw: st.DrawFn) -> str:
    end = draw(st.sampled_from(["\n", "\r\n"]))
    told = "events:" + end
    for _ in range(draw(st.integers(1, 3))):
        told += f"- date: 202{draw(st.integers(0, 9))}{end}"
        for key in draw(st.lists(st.sampled_from(["title", "summary", "tz", "strange"]), unique=True, max_size=3)):
            told += f"  {key}: {draw(texts(4))}{draw(st.sampled_from(['', '  # note']))}{end}"
        if draw(st.booleans()):
            told += f"# between{end}"
        if draw(st.booleans()):
            told += f"  claims:{end}  - text: {draw(texts(6))}{end}"
    return told


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_every_value_of_every_style_stays_or_nothing_is_written(text: str) -> None:
    try:
        before = strict_yaml.read(text)
        done = formatted(text)
    except YamlError as error:
        if not (error.hint and error.line >= 1):
            raise
        return
    assert _as_a_set(strict_yaml.read(done)["events"]) == _as_a_set(before["events"])
    assert sorted(one.text for one in strict_yaml.comments(done)) == sorted(
        one.text for one in strict_yaml.comments(text)
    )
    assert formatted(done) == done


def _as_a_set(events: list[Any]) -> list[str]:
    """Return events whose order may differ, and that of their keys."""
    return sorted(repr(sorted(event.items())) for event in events)


@pytest.mark.parametrize(
    "value",
    [
        ">\n      in two\n      lines",
        ">-\n      in two\n      lines",
        ">+\n      in two\n      lines\n\n",
        "|\n      a\n\n      b",
        '"a\\ab"',
        '"a\x85 b"',
        '"a\\Nb\\Lc\\Pd"',
        "x\u2028      y",
        '"\\ud83d\\ude80 and \\\\ud83d"',
        "'조약   서명'",
        "| # about it\n      a\n      b",
    ],
)
def test_one_value_stays(value: str) -> None:
    text = f"events:\n- date: 2024\n  title: {value}\n"
    done = formatted(text)
    assert strict_yaml.read(done) == strict_yaml.read(text)
    assert "\x07" not in done


def test_a_folded_text_stays_a_text_that_can_be_read() -> None:
    text = "events:\n- date: 2024\n  title: >-\n    A spokesman said\n    nothing.\n"
    assert formatted(text) == "events:\n- {date: 2024, title: A spokesman said nothing.}\n"


def test_lines_of_a_block_stay_lines() -> None:
    text = "events:\n- date: 2024\n  title: t\n  summary: |\n    One.\n\n    Two.\n"
    assert formatted(text) == text


def test_an_empty_value_stays_empty() -> None:
    text = "events:\n- date: 2024\n  title: ''\n  summary:\n  tz: ~\n"
    assert strict_yaml.read(formatted(text)) == {"events": [{"date": "2024", "title": ""}]}


def test_events_of_one_day_stay_in_the_order_of_the_file() -> None:
    days = "".join(f"- {{date: 2024-06-19, title: t{n}}}\n" for n in range(1, 13))
    text = "events:\n- {date: 2025, title: later}\n" + days
    titles = [event["title"] for event in strict_yaml.read(formatted(text))["events"]]
    assert titles == [*(f"t{n}" for n in range(1, 13)), "later"]


def test_an_order_that_is_no_number_is_no_traceback() -> None:
    text = "events:\n- {date: 2024, order: x, title: t}\n- {date: [2], title: u}\n- v\n"
    assert strict_yaml.read(formatted(text)) == strict_yaml.read(text)


def test_a_comment_inside_an_entry_stays() -> None:
    text = dedent("""\
        events:
        - date: 2024
          # about the title
          title: A
          actors:
          - a  # the first
          # before the second
          - b
        # at the end
        """)
    assert [one.text for one in strict_yaml.comments(formatted(text))] == [
        "# about the title",
        "# the first",
        "# before the second",
        "# at the end",
    ]


def test_a_difference_is_named_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "events:\n- {date: 2025, title: B}\n- {date: 2024, title: A, summary: kept whole}\n"
    good, bad = tmp_path / "a.yaml", tmp_path / "b.yaml"
    good.write_text("sources:\n- {id: b}\n- {id: a}\n")
    bad.write_text(text)
    dumped = formatting._dumped
    monkeypatch.setattr(formatting, "_dumped", lambda *a, **k: dumped(*a, **k).replace("kept whole", "kept\a whole"))
    done = CliRunner().invoke(main, ["fmt", str(tmp_path)])
    assert done.exit_code == 1
    assert f"{bad}:3:35: error: the value of events.1.summary would not stay as it is" in done.stderr
    assert good.read_text() == "sources:\n- {id: b}\n- {id: a}\n"
    assert bad.read_text() == text


def test_a_comment_that_would_go_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    dumped = formatting._dumped
    monkeypatch.setattr(formatting, "_dumped", lambda *a, **k: dumped(*a, **k).replace("# of ours", ""))
    with pytest.raises(YamlError, match="'# of ours' would be lost") as caught:
        formatted("events:\n# of ours\n- {date: 2024, title: A}\n")
    assert caught.value.line == 2


def test_a_file_that_changes_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "events.yaml"
    file.write_text("events:\n- {title: A, date: 2024}\n")

    def saved(text: str) -> str:
        file.write_text("events:\n- {title: saved by an editor, date: 2024}\n")
        return formatted(text)

    monkeypatch.setattr("pactline.cli.commands.formatted", saved)
    done = CliRunner().invoke(main, ["fmt", str(file)])
    assert done.exit_code == 1
    assert "changed by another program" in done.stderr
    assert "saved by an editor" in file.read_text()


def test_another_program_s_file_is_not_touched(tmp_path: Path) -> None:
    other = tmp_path / "compose.yaml"
    other.write_text("services:\n    web:   {}\n")
    (tmp_path / "events.yaml").write_text("events:\n- {title: A, date: 2024}\n")
    done = CliRunner().invoke(main, ["fmt", str(tmp_path)])
    assert done.exit_code == 0
    assert "compose.yaml" in done.stderr
    assert other.read_text() == "services:\n    web:   {}\n"
    assert CliRunner().invoke(main, ["fmt", str(other)]).exit_code == 1
