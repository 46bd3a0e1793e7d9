"""What would tell an outlet is taken out of a text, and nothing else is."""

import pytest

from pactline.mask import Mask, names_of
from tests.support import dossier

HOUSES = """
events: [{date: 2024, title: x}]
sources:
- {id: s-1, publisher: yonhap, carried_by: [carrier], title: A long telling title, url: "https://en.yna.example/a/1"}
- {id: s-2, publisher: kremlin, title: News}
- {id: s-3, title: Nobody's page}
publishers:
- {id: yonhap, name: Yonhap News Agency, also: [Yonhap, 연합뉴스], kind: wire}
- {id: carrier, name: Carrier Daily, kind: newspaper}
- {id: kuna, name: Kuwait News Agency (KUNA), kind: state_media}
- {id: nation, name: The Nation (Thailand), kind: newspaper}
- {id: moscow-times, name: The Moscow Times, kind: newspaper}
- {id: time, name: TIME, kind: magazine}
- {id: kremlin, name: Kremlin, kind: government}
- {id: white-house, name: White House, kind: government}
- {id: un, name: United Nations, kind: igo}
"""


def mask(*sources: str) -> Mask:
    record = dossier(HOUSES)
    return Mask(record, [record.sources[one] for one in sources], "[outlet]")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Yonhap News Agency said so", "[outlet] said so"),
        ("Yonhap's report, by Yonhap.", "[outlet]'s report, by [outlet]."),
        ("연합뉴스는 보도했다", "[outlet]는 보도했다"),
        ("told KUNA and the Kuwait News Agency", "told [outlet] and the [outlet]"),
        ("The Moscow Times and Moscow Times", "[outlet] and [outlet]"),
        ("The Nation writes of a Nation", "[outlet] writes of a Nation"),
        ("TIME wrote that time is short", "[outlet] wrote that time is short"),
        ("see https://x.example/a?b=1 and www.y.example/z", "see [outlet] and [outlet]"),
        ("as en.yna.example and nk.news have it", "as [outlet] and [outlet] have it"),
        ("the Times of old, U.S. and U.N., 1.5 km, e.g. this", "the Times of old, U.S. and U.N., 1.5 km, e.g. this"),
    ],
)  # fmt: skip
def test_an_outlet_is_hidden_by_each_of_its_names_and_no_other_word_is(text, masked):
    assert mask()(text) == masked


def test_who_acts_is_hidden_only_where_it_publishes_what_is_judged():
    said = "The Kremlin and the White House addressed the United Nations"
    assert mask()(said) == said
    assert mask("s-2")(said) == "The [outlet] and the White House addressed the United Nations"


def test_title_carrier_and_a_nameless_publication_are_hidden_too():
    assert mask("s-1")("A long telling title in Carrier Daily") == "[outlet] in [outlet]"
    assert mask("s-3")("as s-3 has it") == "as [outlet] has it"
    assert mask("s-2")("News of the day") == "News of the day"  # one word of a title tells nothing


def test_a_name_is_no_pattern():
    record = dossier("events: [{date: 2024, title: x}]\npublishers: [{id: odd, name: '.* (a|b)', kind: other}]\n")
    assert Mask(record, (), "-")("anything (a|b) .* (a|b)!") == "anything (a|b) -!"


def test_a_record_without_publishers_masks_nothing():
    assert Mask(dossier("events: [{date: 2024, title: x}]"), (), "-")("TASS said") == "TASS said"


def test_other_names_are_read_from_the_register():
    assert set(names_of(dossier(HOUSES).publishers["yonhap"])) == {
        "Yonhap News Agency", "Yonhap", "연합뉴스",
    }  # fmt: skip
