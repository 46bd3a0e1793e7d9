"""What would tell an outlet is taken out of a text, and nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactline.readings.masking import OutletMask, names_of
from pactline.text.folding import fold
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


def mask(*sources: str) -> OutletMask:
    record = dossier(HOUSES)
    return OutletMask(record, [record.sources[one] for one in sources], "[outlet]")


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
    assert OutletMask(record, (), "-")("anything (a|b) .* (a|b)!") == "anything (a|b) -!"


def test_a_record_without_publishers_masks_nothing():
    assert OutletMask(dossier("events: [{date: 2024, title: x}]"), (), "-")("TASS said") == "TASS said"


def test_other_names_are_read_from_the_register():
    assert set(names_of(dossier(HOUSES).publishers["yonhap"])) == {
        "Yonhap News Agency", "Yonhap", "연합뉴스",
    }  # fmt: skip


# However it is written

FORMS = """
events: [{date: 2024, title: x}]
sources: [{id: s-1, publisher: a}, {id: s-2, publisher: b}, {id: s-3, publisher: c}, {id: s-4, publisher: d}, {id: s-5, publisher: e}, {id: s-6, publisher: f}, {id: s-7, publisher: g}]
publishers:
- {id: a, name: Zürcher Bote, kind: newspaper}
- {id: b, name: 새벽신문, kind: newspaper}
- {id: c, name: South Wind Service, kind: wire}
- {id: d, name: İnci Gazetesi, kind: newspaper}
- {id: e, name: "L'Écho d'Est", kind: newspaper}
- {id: f, name: Вестник Ёлки, kind: newspaper}
- {id: g, name: Straßenblatt, kind: newspaper}
"""
NAMES = [
    "Zürcher Bote",
    "새벽신문",
    "South Wind Service",
    "İnci Gazetesi",
    "L'Écho d'Est",
    "Вестник Ёлки",
    "Straßenblatt",
]
RECORD = dossier(FORMS)
ALL_JUDGED = OutletMask(RECORD, RECORD.sources.values(), "[…]")
UNSEEN = ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e"]
BLANKS = [" ", "\u00a0", "\u2009", "\u3000", "-", "\u2011", "\n  ", "_", " – ", ""]
FORM = ["NFC", "NFD", "NFKC", "NFKD"]


def letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def wide(letter: str) -> str:
    return chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and the same in another form."""
    name = draw(st.sampled_from(NAMES))
    made = []
    for letter in name:
        if letter == " ":
            made.append(draw(st.sampled_from(BLANKS)))
            continue
        one = {"'": draw(st.sampled_from("'’‘ʼ´`"))}.get(letter, letter)
        one = draw(st.sampled_from([one, one, one.upper(), one.lower(), wide(one)]))
        made.append(one + (draw(st.sampled_from(UNSEEN)) if draw(st.integers(0, 3)) == 0 else ""))
    return name, unicodedata.normalize(draw(st.sampled_from(FORM)), "".join(made))


@given(rewritten(), st.sampled_from(["{} says", "told “{}”", "by the {}’s man", "({})", "as {}, it", "see {}."]))
def test_no_form_of_a_judged_outlet_s_name_is_left(name: tuple[str, str], sentence: str) -> None:
    plain, other = name
    masked = ALL_JUDGED(sentence.format(other))
    assert letters(plain) not in letters(masked)
    assert fold(masked) == fold(sentence.format("[…]"))  # all of it is cut out, and nothing else


@pytest.mark.parametrize(
    "text",
    ["새벽신문은 썼다", "새벽신문의", "〈새벽신문〉", "오늘새벽신문이", unicodedata.normalize("NFD", "새벽신문에서")],
)
def test_korean_particles_and_neighbours_hide_no_name(text: str) -> None:
    masked = ALL_JUDGED(text)
    assert "[…]" in masked
    assert letters("새벽신문") not in letters(masked)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("S.W.S. and SOUTH-WIND_SERVICE는", "S.W.S. and […]는"),
        ("a south wind, service", "a […]"),
        ("INCI GAZETESI, ınci gazetesı", "[…], […]"),
        ("strassenblatt; STRASSENBLATT; STRAẞENBLATT", "[…]; […]; […]"),
        ("Straßenblätter und Straßen", "Straßenblätter und Straßen"),
        ("Вестнику ёлки", "Вестнику ёлки"),
        ("Вестник елкиной", "[…]ной"),
    ],
)  # fmt: skip
def test_what_is_a_form_of_a_name_and_what_is_not(text: str, masked: str) -> None:
    assert ALL_JUDGED(text) == masked


def test_other_outlets_are_hidden_where_they_are_written_as_a_name() -> None:
    none_judged = OutletMask(RECORD, (), "[…]")
    assert none_judged("South-Wind Ser\u00advice on a south wind service") == "[…] on a south wind service"


def test_addresses_and_names_of_signs_are_hidden_in_any_form() -> None:
    record = dossier(FORMS + "- {id: h, name: A+, kind: magazine}\n- {id: i, name: '@', kind: magazine}\n")
    hide = OutletMask(record, (), "[…]")
    assert (
        hide("HTTPS://X.EXAMPLE/a, bote.exam\u00adple, ＢＯＴＥ．ＣＯＭ. The end.It is")
        == "[…] […], […]. The end.It is"
    )
    assert hide("A+ and a+b and A") == "[…] and a+b and A"


@given(st.text(alphabet=st.characters(), max_size=60))
def test_no_text_breaks_a_mask_and_one_without_names_is_left_as_it_is(text: str) -> None:
    assert OutletMask(dossier("events: [{date: 2024, title: x}]"), (), "[…]")(f"{text} ") is not None
    masked = ALL_JUDGED(text)
    if "[…]" not in masked:
        assert masked == text


def test_doubt_is_a_word_in_small_letters_or_letters_run_together() -> None:
    doubted = {name.text for name in ALL_JUDGED.doubted("the south wind service of the South Wind Service")}
    assert doubted == {"south wind service"}
    assert not ALL_JUDGED.doubted("South Wind Service")
    for told in ("#SouthWindServiceToday", "Straßenblatts", "Stras sen blatt", "vom Zürcherbotenmann"):
        assert ALL_JUDGED.traced(told), told
    assert not ALL_JUDGED.traced("South Wind Service")
    assert ALL_JUDGED.safe("#SouthWindServiceToday, it says") == "[…]"


def test_an_id_tells_a_name_in_any_form() -> None:
    for entry in ("zurcher-bote-2024", "the-southwind-service", "straßenblatt", "inci.gazetesi"):
        assert ALL_JUDGED.tells(entry), entry
    assert not ALL_JUDGED.tells("a-south-wind")
