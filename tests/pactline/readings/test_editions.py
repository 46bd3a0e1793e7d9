"""Two editions side by side: what came, what went, what says something else."""

from hypothesis import given
from hypothesis import strategies as st

from pactline.readings.editions import Kept, KeptClaim, compared, kept
from tests.support import SMALL, tables

OLD = kept(tables(SMALL).dossier, "1")


def now(*changes: tuple[str, str]) -> Kept:
    text = SMALL
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return kept(tables(text).dossier, "2")


def test_an_edition_beside_itself_differs_in_nothing() -> None:
    found = compared(OLD, now())
    assert (found.added, found.withdrawn, found.changed) == ((), (), ())


def test_an_event_that_came_and_one_that_went() -> None:
    found = compared(
        OLD, now(("- {id: bare, date: 2025~, title: Nothing claimed", "- {id: new, date: 2025, title: Something new"))
    )
    assert (found.added, found.withdrawn, found.changed) == (
        (("new", "Something new"),),
        (("bare", "Nothing claimed"),),
        (),
    )


def test_a_claim_in_other_words_has_what_went_and_what_came() -> None:
    found = compared(OLD, now(("text: A treaty was signed.", "text: A second treaty was signed.")))
    (event,) = found.changed
    (claim,) = event.changed
    assert (event.id, claim.id, claim.moved) == ("pact", "pact.1", None)
    assert [tuple(piece) for piece in claim.words] == [("same", "A"), ("new", "second"), ("same", "treaty was signed.")]
    assert (found.claims_changed, found.statuses_moved) == (1, 0)


def test_a_status_that_moved_says_from_what_to_what() -> None:
    found = compared(OLD, now(("They met., status: documented", "They met., status: reported")))
    (claim,) = found.changed[0].changed
    assert (claim.moved, claim.words, claim.text) == (("documented", "reported"), (), "They met.")
    assert (found.claims_changed, found.statuses_moved) == (0, 1)


def test_claims_that_came_and_went_under_an_event_that_stays() -> None:
    found = compared(OLD, now(("{id: pact.1, text: A treaty was signed.", "{id: pact.9, text: Another.")))
    (event,) = found.changed
    assert (event.added, event.withdrawn) == ((("pact.9", "Another."),), (("pact.1", "A treaty was signed."),))
    assert (found.claims_added, found.claims_withdrawn) == (1, 1)


def test_an_event_of_another_title_or_day_says_what_it_was() -> None:
    (one, other) = compared(
        OLD, now(("title: Early talks", "title: First talks"), ("date: 2024-06-19\n", "date: 2024-06-18\n"))
    ).changed
    assert (one.title, one.was, one.was_on) == ("First talks", "Early talks", "")
    assert (other.was, other.was_on) == ("", "2024-06-19")


SENTENCES = st.lists(st.sampled_from(("a", "treaty", "was", "signed", "조약", "\u202e")), min_size=1, max_size=8).map(
    " ".join
)


@given(SENTENCES, SENTENCES)
def test_the_pieces_are_both_sentences(old: str, new: str) -> None:
    one, other = (
        Kept(version=v, events=OLD.events, claims={"c": KeptClaim(event="pact", text=words)})
        for v, words in (("1", old), ("2", new))
    )
    pieces = [piece for event in compared(one, other).changed for claim in event.changed for piece in claim.words]
    if old == new:
        assert pieces == []
    else:
        assert " ".join(piece.words for piece in pieces if piece.op != "new") == old
        assert " ".join(piece.words for piece in pieces if piece.op != "old") == new
