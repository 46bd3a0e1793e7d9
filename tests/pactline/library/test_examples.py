"""The examples in docstrings do what they say."""

import doctest

import pytest

import pactline
from pactline.library import asking, plain_tables, record

_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_EXAMPLES = [
    test
    for module in (pactline, asking, plain_tables, record)
    for test in doctest.DocTestFinder().find(module)
    if test.examples
]


def test_what_programs_call_has_examples() -> None:
    named = {test.name.removeprefix("pactline.library.record.") for test in _EXAMPLES}
    assert {"open", "Record.select", "Record.events", "Record.timeline", "Record.cite"} <= named


@pytest.mark.parametrize("example", _EXAMPLES, ids=lambda example: example.name)
def test_an_example_does_what_it_says(example: doctest.DocTest) -> None:
    said: list[str] = []
    doctest.DocTestRunner(optionflags=_FLAGS).run(example, out=said.append)
    assert "".join(said) == ""
