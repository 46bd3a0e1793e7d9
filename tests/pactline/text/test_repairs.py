"""Lines that are no YAML, as they were meant: what is offered can be read, and nothing else changes."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactline.text.strict_yaml import YamlError, read, read_all

KEYS = ("events", "date", "title", "claims", "text", "status", "sources", "id")
GOOD = """\
events:
- date: 2024-06-19
  title: Meeting of the society
  claims:
  - text: It met.
    status: reported
- {id: b, date: 2025, title: 'Twelve', sources: [one, two]}
- date: 2026
  title: "Third"
"""


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_text_with_one_sign_spoilt_is_told_and_read_on(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(GOOD) - 1))
    sign = data.draw(
        st.sampled_from(["", " ", "\t", ":", ": ", "'", '"', "[", "]", "{", "}", ",", "-", "#", "@", "\n", "*"])
    )
    text = GOOD[:at] + sign + GOOD[at + data.draw(st.integers(0, 1)) :]
    reading = read_all(text, keys=KEYS)
    assert all(fault.line >= 1 and fault.column >= 1 and str(fault) for fault in reading.faults)
    if not reading.whole:
        return
    try:
        assert read(text) == reading.value
    except YamlError:
        assert reading.faults
        assert read_all(reading.text).value == reading.value


def test_what_is_offered_touches_no_other_line() -> None:
    text = GOOD.replace("title: Meeting of", "title: Meeting: of")
    reading = read_all(text, keys=KEYS)
    (fault,) = reading.faults
    assert fault.instead == '  title: "Meeting: of the society"'
    changed = [line for line, old in zip(reading.text.split("\n"), text.split("\n"), strict=True) if line != old]
    assert changed == [fault.instead]


def test_many_faults_of_one_large_text_end_soon() -> None:
    text = "events:\n" + "- date: 2024\n  title: a: b: c\n" * 2000
    reading = read_all(text, keys=KEYS)
    assert 0 < len(reading.faults) <= 50
    assert all(re.search("holds ': '", str(one)) for one in reading.faults)
