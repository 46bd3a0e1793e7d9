"""The ways of a claim's words from originator to carrier, as a picture's values and as a sentence."""

from collections.abc import Collection
from typing import Any

from pactline.query.select import View
from pactline.readings import evidence
from pactline.readings.evidence import Voice
from pactline.tables.frames import Frames
from pactline.wording import text


def ways_of(view: View, claim_ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the voices behind each of some shown claims, those that count first; see ``told``."""
    own = view.citations[view.citations["claim_id"].isin(claim_ids)]
    found = evidence.voices(view.frames, own)
    return {claim: [told(view.frames, voice) for voice in voices] for claim, voices in found.items()}


def told(record: Frames, voice: Voice) -> dict[str, Any]:
    """Return a voice's ``name``, whether it ``counts``, its ``ways`` by names, and all of it as a ``sentence``."""
    name, passed = record.voice(voice.originator), [record.called(way) for way in voice.ways]
    ways = [
        text("paths.way", first=way[0], rest="".join(text("paths.then", name=name) for name in way[1:]))
        for way in passed
    ]
    key = ("paths.voice" if voice.counts else "paths.echo") if ways else "paths.alone"
    sentence = text(key, name=name, ways="; ".join(ways))
    return {"name": name, "counts": voice.counts, "ways": passed, "sentence": sentence}
