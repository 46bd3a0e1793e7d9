"""The selection and its URL: a contract that links rely on."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pactline.query.selection import KEYS, LANES, Ignored, Selection, read
from pactline.record.vocabulary import KINDS, STATUSES

IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
WORDS = st.text(st.characters(categories=["L", "N", "P"]), max_size=20)
SELECTIONS = st.builds(
    Selection,
    first=st.none() | st.dates(),
    last=st.none() | st.dates(),
    certain=st.booleans(),
    actors=st.lists(IDS, unique=True, max_size=3).map(tuple),
    themes=st.lists(IDS, unique=True, max_size=3).map(tuple),
    countries=st.lists(st.sampled_from(["rus", "New Zealand"]), unique=True).map(tuple),
    one_voice=st.booleans(),
    publishers=st.lists(IDS | WORDS.filter(bool), unique=True, max_size=3).map(tuple),
    kinds=st.lists(st.sampled_from(KINDS), unique=True, max_size=3).map(tuple),
    statuses=st.lists(st.sampled_from(STATUSES), unique=True, max_size=3).map(tuple),
    match_all=st.booleans(),
    hide_state_media=st.booleans(),
    independent=st.integers(0, 9),
    importance=st.integers(1, 3),
    words=WORDS,
    known=st.none() | st.dates(),
    event=st.none() | IDS,
    lanes=st.sampled_from(LANES),
    newest_first=st.booleans(),
    language=st.none() | st.sampled_from(["ko", "ru"]),
    story=st.none() | IDS,
    step=st.none() | st.integers(0, 50),
    places=st.lists(IDS, unique=True, max_size=3).map(tuple),
    table=st.sampled_from(["claims", "estimates"]),
    by=st.none() | st.sampled_from(["known", "-note"]),
    columns=st.lists(st.just("note"), unique=True).map(tuple),
)
KNOWN = {
    "actor": ["rus", "prk"],
    "theme": ["diplomacy"],
    "country": ["rus"],
    "publisher": ["tass", "Some paper"],
    "event": ["pact"],
}


@given(SELECTIONS)
def test_a_selection_survives_the_url(selection: Selection) -> None:
    assert Selection.from_query(selection.to_query()) == selection


@given(
    st.dictionaries(
        st.sampled_from([*KEYS, "fbclid"]), st.text(max_size=30) | st.lists(st.text(max_size=10), max_size=3)
    )
)
def test_no_query_whatever_breaks_the_reading(query: dict[str, str | list[str]]) -> None:
    selection, ignored = read(query, KNOWN)
    assert Selection.from_query(selection.to_query()) == selection
    assert all(value.key in KEYS for value in ignored)


ODD = st.text(st.sampled_from("\x00\x07\x1b\x7f\x9b\ud800\udfffa b"), max_size=12)


@given(st.dictionaries(st.sampled_from([*KEYS]), ODD | st.lists(ODD, max_size=3)))
def test_what_no_text_has_never_comes_out_of_a_link(query: dict[str, str | list[str]]) -> None:
    selection, ignored = read(query, KNOWN)
    said = [*(value for values in selection.to_query().values() for value in values), *(one.value for one in ignored)]
    for value in said:
        value.encode()  # a half of a surrogate pair could not be sent
        assert not set(value) & set("\x00\x07\x1b\x7f\x9b")


def test_what_nobody_types_parts_words_and_names_no_value() -> None:
    selection, ignored = read({"q": "sh\x00ells \ud800", "actor": "r\x00us", "metric": "\x00"}, KNOWN)
    assert (selection.words, selection.actors, selection.metric) == ("sh ells", (), None)
    assert ignored == (Ignored("actor", "r\ufffdus", "rus"),)


def test_nothing_selected_is_an_empty_query() -> None:
    assert Selection().to_query() == {}


def test_every_key_of_the_contract_is_written() -> None:
    day = date(2024, 6, 19)
    full = Selection(
        first=day, last=day, certain=True, actors=("rus",), themes=("diplomacy",), publishers=("tass",), kinds=("wire",),
        statuses=("alleged",), match_all=True, hide_state_media=True, independent=2, importance=3, words="shells", known=day,
        event="pact", metric="troops", places=("rason",), lanes="actor", newest_first=True, language="ko", story="s", step=4,
        table="claims", by="-known", columns=("text", "known"),
    )  # fmt: skip
    assert full.to_query() == {
        "from": ["2024-06-19"],
        "to": ["2024-06-19"],
        "dates": ["certain"],
        "actor": ["rus"],
        "theme": ["diplomacy"],
        "publisher": ["tass"],
        "kind": ["wire"],
        "status": ["alleged"],
        "match": ["all"],
        "statemedia": ["hide"],
        "independent": ["2"],
        "importance": ["3"],
        "q": ["shells"],
        "known": ["2024-06-19"],
        "event": ["pact"],
        "metric": ["troops"],
        "place": ["rason"],
        "lanes": ["actor"],
        "sort": ["new"],
        "lang": ["ko"],
        "story": ["s"],
        "step": ["4"],
        "table": ["claims"],
        "by": ["-known"],
        "column": ["text", "known"],
    }


def test_a_year_or_month_stands_for_its_first_or_last_day() -> None:
    selection = Selection.from_query({"from": "2023", "to": "2024-02", "known": "2024-06"})
    assert (selection.first, selection.last, selection.known) == (
        date(2023, 1, 1),
        date(2024, 2, 29),
        date(2024, 6, 30),
    )


def test_a_long_list_of_strange_values_is_named_whole_and_guessed_at_in_its_beginning() -> None:
    _, ignored = read({"actor": [f"rusx{n}" for n in range(100)]}, KNOWN)
    assert len(ignored) == 100
    assert [bool(one.near) for one in ignored] == [True] * 8 + [False] * 92


def test_unknown_values_are_named_and_ignored() -> None:
    selection, ignored = read(
        {
            "actor": ["rus", "russ"],
            "kind": "wires",
            "from": "soon",
            "importance": "9",
            "lanes": "colour",
            "event": "pacts",
            "statemedia": "no",
        },
        KNOWN,
    )
    assert selection == Selection(actors=("rus",))
    assert set(ignored) == {
        Ignored("actor", "russ", "rus"),
        Ignored("kind", "wires", "wire"),
        Ignored("from", "soon"),
        Ignored("importance", "9"),
        Ignored("lanes", "colour"),
        Ignored("event", "pacts", "pact"),
        Ignored("statemedia", "no"),
    }


def test_places_are_checked_where_their_ids_are_known() -> None:
    assert read({"place": "rasom"}, KNOWN)[0].places == ("rasom",)
    selection, ignored = read({"place": ["rason", "rasom"]}, KNOWN | {"place": ["rason"]})
    assert selection.places == ("rason",)
    assert ignored == (Ignored("place", "rasom", "rason"),)


def test_columns_are_those_of_the_open_table() -> None:
    selection, ignored = read({"table": "claims", "by": "-knwn", "column": ["text", "title"]}, KNOWN)
    assert selection == Selection(table="claims", columns=("text",))
    assert ignored == (Ignored("by", "-knwn", "-known"), Ignored("column", "title", ""))
    assert read({"table": "events", "by": "title"}, KNOWN)[0] == Selection(by="title")


def test_keys_that_are_not_ours_are_passed_over_in_silence() -> None:
    assert read({"fbclid": "x", "utm_source": "y"}, KNOWN) == (Selection(), ())


def test_keys_of_features_to_come_are_carried_along() -> None:
    query = {"lang": ["ko"], "story": ["seven-reactions"], "step": ["3"]}
    assert Selection.from_query(query).to_query() == query


def test_one_value_or_a_whole_key_can_be_taken_away() -> None:
    selection = Selection(actors=("rus", "prk"), importance=3)
    assert selection.without("actor", "rus") == Selection(actors=("prk",), importance=3)
    assert selection.without("actor") == Selection(importance=3)
    assert selection.without("importance", "3") == Selection(actors=("rus", "prk"))


def test_clearing_keeps_what_is_no_filter() -> None:
    selection = Selection(actors=("rus",), known=date(2024, 1, 1), event="pact", lanes="actor", newest_first=True, places=("rason",))  # fmt: skip
    assert selection.cleared() == Selection(event="pact", lanes="actor", newest_first=True, places=("rason",))
    assert selection.filters == Selection(actors=("rus",), known=date(2024, 1, 1))
