"""The ways of a claim's words from originator to carrier, as a picture's values and as a sentence."""

from collections.abc import Collection
from dataclasses import dataclass

from pactline.query.select import View
from pactline.readings import evidence
from pactline.readings.evidence import Voice
from pactline.wording import text


@dataclass(frozen=True, slots=True)
class VoiceWays:
    """A voice behind a claim.

    Attributes:
        name: Whose word it is.
        counts: Whether it is an independent source.
        ways: Per citation who passed the word on, in order.
        sentence: The same in words.
    """

    name: str
    counts: bool
    ways: tuple[tuple[str, ...], ...]
    sentence: str


def ways_of(view: View, claim_ids: Collection[str]) -> dict[str, list[VoiceWays]]:
    """Return the voices behind each of some shown claims, those that count first; see ``told``."""
    own = view.citations[view.citations["claim_id"].isin(claim_ids)]
    return {claim: [told(voice) for voice in voices] for claim, voices in evidence.voices(view.frames, own).items()}


def told(voice: Voice) -> VoiceWays:
    """Return a voice with the ways of its word, and the same as a sentence."""
    ways = [
        text("paths.way", first=way[0], rest="".join(text("paths.then", name=name) for name in way[1:]))
        for way in voice.ways
    ]
    key = ("paths.voice" if voice.counts else "paths.echo") if ways else "paths.alone"
    return VoiceWays(*voice, sentence=text(key, name=voice.name, ways="; ".join(ways)))
