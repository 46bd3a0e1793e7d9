"""The ways of a claim's words from originator to carrier, as a picture's values and as a sentence."""

from collections.abc import Collection
from dataclasses import dataclass

from pactline.query.select import View
from pactline.readings import evidence
from pactline.readings.evidence import Voice
from pactline.tables.frames import Frames
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
    """Return the voices behind each of some shown claims, those that count first; see ``path_values``."""
    own = view.citations[view.citations["claim_id"].isin(claim_ids)]
    found = evidence.voices(view.frames, own)
    return {claim: [path_values(view.frames, voice) for voice in voices] for claim, voices in found.items()}


def path_values(record: Frames, voice: Voice) -> VoiceWays:
    """Return a voice with the ways of its word, by names, and the same as a sentence."""
    name, passed = record.voice(voice.originator), tuple(record.called(way) for way in voice.ways)
    ways = [
        text("paths.way", first=way[0], rest="".join(text("paths.then", name=name) for name in way[1:]))
        for way in passed
    ]
    key = ("paths.voice" if voice.counts else "paths.echo") if ways else "paths.alone"
    return VoiceWays(name, voice.counts, passed, sentence=text(key, name=name, ways="; ".join(ways)))
