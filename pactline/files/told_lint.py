"""What an editor should look at in what a record tells by itself: labels, digests, plays, findings."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from pactline.files.checks import Finding
from pactline.files.story_lint import NUMBER, QUOTED, texts_in
from pactline.problem import Path
from pactline.record import edtf, telling
from pactline.record.dossier import event_ids, reaction_ids
from pactline.record.model import Record, Source
from pactline.tables import provenance
from pactline.text.amounts import counted
from pactline.text.nearest import quoted

TITLE_WORDS = 10
SHORT = 28  # characters of a label on the picture
CLAIM_SHORT = 60  # of a claim's label: a row of the picture of voices
DIGEST = 5  # sentences
BEATS = (8, 12)
_DIGEST_FROM = 3  # the importance from which an event has a digest
_SCALES = {1e3: "thousand", 1e6: "million", 1e9: "billion"}


def findings(record: Record, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield all that is to be looked at, as warnings; arguments as of ``lint.warnings``."""
    yield from _titles(record)
    yield from _labels(record)
    yield from _claim_labels(record)
    yield from _digests(record)
    yield from _plays(record)
    if record.findings:
        yield from _numbers(record, sources)


def _warn(message: str, hint: str, path: Path) -> Finding:
    return Finding("warning", message, hint, path)


def _titles(record: Record) -> Iterator[Finding]:
    for number, event in enumerate(record.events):
        words = len(event.title.split())
        if words > TITLE_WORDS:
            hint = f"say what happened, and by whom, in at most {TITLE_WORDS}"
            yield _warn(f"the title {quoted(event.title)} has {words} words", hint, ("events", number, "title"))


def _labels(record: Record) -> Iterator[Finding]:
    """Report labels that are missing or too long, where a record has any, and main themes that are none of its."""
    labelled = any(event.short for event in record.events)
    for number, event in enumerate(record.events):
        path: Path = ("events", number)
        if labelled and not event.short:
            hint = f"add short: a label of at most {SHORT} characters that is whole by itself"
            yield _warn(f"event {quoted(event.title)} has no 'short', and others have", hint, path)
        if event.short and len(event.short) > SHORT:
            hint = f"write at most {SHORT} characters, whole words"
            yield _warn(f"the label {quoted(event.short)} has {len(event.short)} characters", hint, (*path, "short"))
        if event.main_theme and event.main_theme not in event.themes:
            hint = f"one of: {', '.join(event.themes)}" if event.themes else "add it to the event's themes"
            message = f"the main theme {quoted(event.main_theme)} is none of the event's themes"
            yield _warn(message, hint, (*path, "main_theme"))


def _claim_labels(record: Record) -> Iterator[Finding]:
    """Report labels of claims that are too long, or longer than what they stand for."""
    for number, event in enumerate(record.events):
        for c, claim in enumerate(event.claims):
            if claim.short and (len(claim.short) > CLAIM_SHORT or len(claim.short) >= len(claim.text)):
                hint = f"write at most {CLAIM_SHORT} characters, fewer than the text has, and no more than it says"
                message = f"the label {quoted(claim.short)} of a claim has {len(claim.short)} characters"
                yield _warn(message, hint, ("events", number, "claims", c, "short"))


def _digests(record: Record) -> Iterator[Finding]:
    told = any(event.digest for event in record.events)
    for number, (event, event_id) in enumerate(zip(record.events, event_ids(record.events), strict=True)):
        path: Path = ("events", number)
        if told and event.importance >= _DIGEST_FROM and not event.digest:
            hint = "tell it in three to five sentences, each with the claims that bear it"
            yield _warn(f"event {quoted(event.title)} has importance 3 and no digest", hint, path)
        if len(event.digest) > DIGEST:
            hint = f"tell the event in at most {DIGEST}"
            yield _warn(f"the digest has {len(event.digest)} sentences", hint, (*path, "digest"))
        own = {claim.id or f"{event_id}.{n}" for n, claim in enumerate(event.claims, start=1)}
        for n, sentence in enumerate(event.digest):
            if not sentence.claims:
                hint = "add claims: [...] of this event"
                yield _warn(f"no claim bears {quoted(sentence.text)}", hint, (*path, "digest", n))
            for c, claim in enumerate(sentence.claims):
                if claim not in own:
                    hint = "a digest tells its own event: name one of its claims, or move the sentence"
                    message = f"the digest rests on {quoted(claim)}, another event's claim"
                    yield _warn(message, hint, (*path, "digest", n, "claims", c))


def _plays(record: Record) -> Iterator[Finding]:
    least, most = BEATS
    for p, play in enumerate(record.plays):
        if not least <= len(play.beats) <= most:
            hint = f"tell it in {least} to {most}"
            yield _warn(f"the play {quoted(play.title)} has {counted(len(play.beats), 'beat')}", hint, ("plays", p))
        for b, (one, other) in enumerate(pairwise(play.beats), start=1):
            if one.date.order > other.date.order:
                hint = "put the beats in the order of their days"
                message = f"the beat of {other.date.words} comes after that of {one.date.words}"
                yield _warn(message, hint, ("plays", p, "beats", b, "date"))
        for b, beat in enumerate(play.beats):
            if not (beat.claims or beat.against):
                hint = "add the claims that it made or moved"
                yield _warn(f"no claim bears {quoted(beat.text)}", hint, ("plays", p, "beats", b))


def _numbers(record: Record, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Report sentences that nothing bears, and numbers in them that nothing that bears them has."""
    bearers = _Bearers(record, sources)
    for f, finding in enumerate(record.findings):
        held = [bearers.numbers(told) for told in finding.sentences]
        whole = set[str]().union(*held)
        yield from _strange(finding.headline, whole, ("findings", f, "headline"))
        for n, (told, own) in enumerate(zip(finding.sentences, held, strict=True)):
            path: Path = ("findings", f, "sentences", n)
            if not (told.claims or told.reactions or told.estimates):
                hint = "add the claims, reactions or estimates that bear it"
                yield _warn(f"nothing bears {quoted(told.text)}", hint, path)
            yield from _strange(told.text, own, (*path, "text"))
        used = {name for text in _texts_of(finding) for name in telling.placeholders(text)}
        used |= {finding.picture.span} if finding.picture and finding.picture.span else set()
        for name in finding.numbers:
            if name not in used:
                hint = f"write {{{name}}} where it belongs, or take it out"
                yield _warn(f"the number {quoted(name)} is used nowhere", hint, ("findings", f, "numbers", name))


def _texts_of(finding: telling.Finding) -> list[str]:
    return [finding.headline, finding.caption or "", *(one.text for one in finding.sentences)]


def _strange(text: str, held: set[str], path: Path) -> Iterator[Finding]:
    for number in NUMBER.findall(QUOTED.sub(" ", text)):
        if number not in held:
            hint = "let it be computed, as {name} under numbers:, or name what bears it"
            yield _warn(f"the number {number} stands in nothing that bears the sentence", hint, path)


class _Bearers:
    """What bears sentences, and the numbers in its words and days."""

    def __init__(self, record: Record, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._things: dict[str, list[BaseModel]] = {}
        self._days: dict[str, date] = {}
        for event, event_id in zip(record.events, event_ids(record.events), strict=True):
            bare = event.model_copy(update={"claims": (), "digest": ()})
            for number, claim in enumerate(event.claims, start=1):
                name = claim.id or f"{event_id}.{number}"
                self._things[name] = [claim, bare]
                self._days[name] = provenance.known_claim(claim, event, sources).day
        for reaction, name in zip(record.reactions, reaction_ids(record.reactions), strict=True):
            self._things[name] = [reaction]
        for estimate in record.estimates:
            self._things[estimate.id] = [estimate]

    def numbers(self, told: telling.FindingSentence) -> set[str]:
        """Return the numbers in what bears a sentence, as they stand in words."""
        names = [*told.claims, *told.reactions, *told.estimates]
        words: list[str] = []
        for name in names:
            for thing in self._things.get(name, ()):
                words += texts_in(thing)
                words += _scaled(thing)
                words += self._published(thing)
            if name in self._days:
                words.append(_said(self._days[name]))
        return set(NUMBER.findall(" ".join(words)))

    def _published(self, thing: Any) -> Iterator[str]:
        for citation in getattr(thing, "sources", ()):
            published = self._sources[citation.id].published
            if published:
                yield published.words


def _said(day: date) -> str:
    return edtf.parse(f"{day:%Y-%m-%d}".rjust(10, "0")).words


def _scaled(thing: Any) -> Iterator[str]:
    """Yield an estimate's figures as they are said: 4200000 is 4.2 million."""
    for key in ("low", "high", "value"):
        value = getattr(thing, key, None)
        if isinstance(value, float):
            yield from (f"{value / scale:g} {word}" for scale, word in _SCALES.items() if value >= scale)
