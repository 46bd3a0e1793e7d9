"""Other names of actors: one that finds two of them is named."""

from tests.support import loaded

NAMES = """
events: [{date: 2024-01-01, title: x, actors: [prk, kor]}]
actors:
- {id: prk, name: North Korea, also: [Korea]}
- {id: kor, name: South Korea, also: [%s]}
"""


def told(name: str) -> list[str]:
    return [one.message for one in loaded(NAMES % name).warnings if "names" in one.message]


def test_a_name_of_two_actors_is_told_in_whatever_form_it_stands() -> None:
    assert told("KOREA") == ["'korea' names 'prk' and 'kor'"]
    assert told("ROK") == []
