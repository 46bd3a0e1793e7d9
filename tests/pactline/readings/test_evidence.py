"""Whose word a claim is: every voice counted again, and who among them is a party to the event."""

from pactline.query.select import whole
from pactline.readings import evidence
from tests.support import SMALL, curated, tables


def test_the_voices_that_support_a_claim_are_its_independent_sources() -> None:
    view = whole(curated())
    cited: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
    own = view.citations[view.citations["claim"] >= 0]
    for claim, *rest in zip(*(own[name] for name in ("claim_id", "part", "source_id", "originators")), strict=True):
        cited.setdefault(claim, []).append(tuple(rest))
    for claim, number in zip(view.claims["claim_id"], view.claims["independent"], strict=True):
        found = evidence.voices(cited.get(claim, ()))
        assert sum(does == "supports" for does in found.values()) == number, claim


def test_who_supports_on_any_way_supports() -> None:
    cited = [("repeats", "s1", ["ap"]), ("disputes", "s2", ["nis"]), ("supports", "s3", ["ap", "kcna"])]
    assert evidence.voices(cited) == {"ap": "supports", "nis": "disputes", "kcna": "supports"}


def test_a_dispute_outweighs_a_repetition_and_the_founding_article_supports_nothing() -> None:
    cited = [("supports", "founding-article", ["ap"]), ("repeats", "s", ["nis"]), ("disputes", "s", ["nis"])]
    assert evidence.voices(cited) == {"ap": "repeats", "nis": "disputes"}


def test_parties_act_or_host_belong_to_one_that_does_or_are_its_state_media() -> None:
    record = tables(SMALL)
    asked = ["rus", "prk", "kim", "tass", "nis", "reuters", "some words"]
    assert evidence.parties(record, record.row_of("pact"), asked) == {"rus", "prk", "kim", "tass"}
    assert evidence.parties(record, record.row_of("early-talks"), asked) == {"rus", "kim", "tass"}
    assert evidence.parties(record, record.row_of("bare"), asked) == set()
