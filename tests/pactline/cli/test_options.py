"""The options of the commands: each says what it does, and none is offered that its command does not obey."""

import re

import click
import pytest
from click.testing import CliRunner

from pactline.cli.commands import build, export
from pactline.cli.main import main
from pactline.query.selection import FILTERS, KEYS


@pytest.mark.parametrize("command", [export, build], ids=lambda command: command.name)
def test_each_option_says_what_it_does(command: click.Command) -> None:
    context = click.Context(command)
    told = [param.get_help_record(context) for param in command.params if isinstance(param, click.Option)]
    assert len(told) > len(FILTERS)
    assert [one for one in told if one is None or not re.sub(r"\[.*?\]", "", one[1]).strip()] == []


def test_a_command_has_the_keys_that_it_obeys_and_no_others() -> None:
    exported = {param.name for param in export.params} & set(KEYS)
    assert exported == {key.name for key in FILTERS} | {"table", "sort", "by", "column", "event", "metric", "lanes"}
    assert {param.name for param in build.params} & set(KEYS) == {key.name for key in FILTERS}


@pytest.mark.parametrize(("command", "option"), [("export", "--story"), ("build", "--event"), ("build", "--sort")])
def test_a_key_that_a_command_does_not_obey_is_wrong_usage(command: str, option: str) -> None:
    result = CliRunner().invoke(main, [command, option, "x"])
    assert result.exit_code == 2
    assert "No such option" in result.stderr


def test_help_has_the_words_of_the_keys() -> None:
    told = " ".join(CliRunner().invoke(main, ["export", "--help"]).stdout.split())
    assert "--actor TEXT Events in which one of these actors takes part or to which it reacts. May be repeated." in told
    assert "--statemedia show|hide" in told
    assert "`" not in told
