"""A sourcing exercise: the publications behind events or a figure, to be judged before it is said whose they are.

What a class sees first is ``Exercise.blind()``: a copy of its own, out of which names, titles and addresses of outlets
have been taken. All else stays on the server until the reveal.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings.known_estimates import estimates_of
from pactline.readings.masking import OutletMask, outlets_of
from pactline.record.citation import FOUNDING_ARTICLE, Citation
from pactline.record.dossier import Dossier
from pactline.record.estimate import Estimate, Metric
from pactline.record.model import Source
from pactline.tables import provenance
from pactline.tables.kept import kept

RELIABILITY = "ABCDEF"  # of the source, by the Admiralty code
CREDIBILITY = "123456"  # of what it says
GRADES = RELIABILITY + CREDIBILITY
MOST = 8  # publications to judge: more would take longer than a lesson
_MOST_SAYINGS = 3  # of one publication
_MOST_VOTES = 999  # for one grade; a larger number was no class's


@dataclass(frozen=True, slots=True)
class Words:
    """What an exercise says in the words of whoever shows it.

    Attributes:
        outlet: Stands where an outlet's name did.
        language: Returns a language's name by its code.
        figure: Returns an estimate of a metric in words.
    """

    outlet: str
    language: Callable[[str], str]
    figure: Callable[[Estimate, Metric], str]


@dataclass(frozen=True, slots=True)
class Saying:
    """What a publication says on one claim or figure.

    Attributes:
        owner: The claim's id, or ``estimates/`` and the estimate's.
        text: The claim, or the figure in words.
        status: The claim's, as of the day of the view; empty for a figure.
        originators: Ids or words of those whose word it is.
        via: Who passed it on before this publication had it.
    """

    owner: str
    text: str
    status: str
    part: str
    originators: tuple[str, ...]
    via: tuple[str, ...]
    quote: str | None
    lang: str | None
    translation: str | None
    translation_by: str | None


class _Statement(NamedTuple):
    """A claim or a figure, with the publications that speak of it; ``sources`` as its editor cites them."""

    owner: str
    text: str
    status: str
    said_by: tuple[str, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """A publication that is judged, under a letter."""

    letter: str
    source: Source
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class BlindSaying:
    """A saying without outlets' names; ``whose`` is ``None`` where the publication speaks for itself."""

    text: str
    part: str
    quote: str | None
    lang: str | None
    translation: str | None
    translation_by: str | None
    whose: str | None
    via: list[str]


@dataclass(frozen=True, slots=True)
class BlindWitness:
    """A publication without its outlet: its day and language in words, what it says, how many carried it."""

    letter: str
    day: str | None
    language: str | None
    sayings: list[BlindSaying]
    carriers: int


@dataclass(frozen=True, slots=True)
class Blind:
    """What a class may see before the reveal."""

    title: str
    held: int
    witnesses: list[BlindWitness]


@dataclass(frozen=True)
class Exercise:
    """An exercise, unmasked.

    Attributes:
        title: The event's or the figure's; of a story or a view, what its sheet is called.
        witnesses: In the order of their days, the undated last.
        held: How many publications there would be.
        mask: Takes outlets' names out of a text.
        words: What it says in words of its own.
        left_out: How many more there are whose outlets the words here might tell.
    """

    dossier: Dossier
    title: str
    witnesses: tuple[Witness, ...]
    held: int
    mask: OutletMask
    words: Words
    left_out: int = 0

    def blind(self) -> Blind:
        """Return what a class may see before the reveal; nothing in it names, links or numbers an outlet."""
        return self._masked

    @cached_property
    def _masked(self) -> Blind:
        return Blind(self.mask(self.title), self.held, [*map(self._blind, self.witnesses)])

    def voices(self) -> dict[str, list[str]]:
        """Return whose word more than one publication passes on, with their letters."""
        found: dict[str, dict[str, None]] = {}
        for witness in self.witnesses:
            for saying in witness.sayings:
                for voice in saying.originators:
                    found.setdefault(name_of(self.dossier, voice), {})[witness.letter] = None
        return {voice: list(letters) for voice, letters in found.items() if len(letters) > 1}

    def _blind(self, witness: Witness) -> BlindWitness:
        source = witness.source
        language = source.language or next((one.lang for one in witness.sayings if one.lang), None)
        return BlindWitness(
            letter=witness.letter,
            day=source.published.words if source.published else None,
            language=self.words.language(language) if language else None,
            sayings=[self._blind_saying(one, source) for one in witness.sayings],
            carriers=len(source.carried_by),
        )

    def _blind_saying(self, saying: Saying, source: Source) -> BlindSaying:
        return BlindSaying(
            text=self.mask(saying.text),
            part=saying.part,
            quote=self.mask(saying.quote) if saying.quote else None,
            lang=saying.lang,
            translation=self.mask(saying.translation) if saying.translation else None,
            translation_by=saying.translation_by,
            whose=self._whose(saying, source),
            via=list(dict.fromkeys(self.mask(name_of(self.dossier, voice)) for voice in saying.via)),
        )

    def _whose(self, saying: Saying, source: Source) -> str | None:
        """Return whose word a saying is, masked; ``None`` where the publication speaks for itself."""
        if set(saying.originators) <= {source.publisher, source.id}:
            return None
        names = [self.mask(name_of(self.dossier, voice)) for voice in saying.originators]
        return "; ".join(dict.fromkeys(names))


def unfiltered(view: View) -> View:
    """Return all that could be known on a view's day, whatever else its reader filtered."""
    return select(view.frames, Selection(known=view.selection.known))


def of_event(view: View, event_id: str, words: Words) -> Exercise:
    """Return the exercise of one event: the same publications under the same letters wherever it is done.

    The page, the sheets of paper and the sealed edition all take it from here, so that a class may have the one and
    its teacher the other. It depends on the event and the view's day alone: filters say what a reader looks at, not
    what a class judges.
    """
    record = view.frames
    title = str(record.cell("events", "title", record.row_of(event_id)))
    return of_events(unfiltered(view), [event_id], title, words)


def of_events(view: View, event_ids: Collection[str], title: str, words: Words, *, most: int = MOST) -> Exercise:
    """Return the exercise of one event or several, from the claims that the view shows."""
    claims = view.claims[view.claims["event_id"].isin(event_ids)]
    shown = dict(zip(claims["claim_id"], claims["status"], strict=True))
    statements = [
        _Statement(str(claim.id), claim.text, shown[claim.id], claim.said_by, claim.sources)
        for event in view.frames.dossier.events
        if event.id in event_ids
        for claim in event.claims
        if claim.id in shown
    ]
    return _exercise(view, statements, title, words, most)


def of_metric(view: View, metric_id: str, words: Words, *, most: int = MOST) -> Exercise:
    """Return the exercise of a contested figure: one saying per estimate that could be known on the view's day."""
    dossier = view.frames.dossier
    metric = dossier.metrics[metric_id]
    statements = [
        _Statement(
            f"estimates/{estimate.id}",
            words.figure(estimate, metric),
            "",
            (estimate.estimator,) if estimate.estimator else (),
            estimate.sources,
        )
        for estimate in estimates_of(view, metric_id)
    ]
    return _exercise(view, statements, metric.label, words, most)


def name_of(dossier: Dossier, voice: str) -> str:
    """Return the name of an originator: an actor's, a publisher's, or the words as written."""
    known = dossier.actors.get(voice) or dossier.publishers.get(voice)
    return known.name if known else voice


def counted(votes: object) -> dict[str, int]:
    """Return the votes that a browser sent: grades that there are, whole numbers that a class may have."""
    if not isinstance(votes, Mapping):
        return {}
    return {
        grade: min(int(number), _MOST_VOTES)
        for grade in GRADES
        if isinstance(number := votes.get(grade), int | float) and number >= 1
    }


def chosen(votes: Mapping[str, int], grades: str) -> str:
    """Return the grade that got most votes; of several, all, joined by "/"; empty without votes."""
    most = max((votes.get(grade, 0) for grade in grades), default=0)
    return "/".join(grade for grade in grades if most and votes.get(grade, 0) == most)


def suitable(view: View, *, least: int = 3) -> list[tuple[str, int]]:
    """Return the shown events that make an exercise, with how many publishers speak in it, most first."""
    shown = np.zeros(view.frames.size("events"), dtype=bool)
    shown[view.event_rows] = True
    return [(event, n) for row, event, n in _speaking(unfiltered(view)) if n >= least and shown[row]]


@kept(8)
def _speaking(view: View) -> tuple[tuple[int, str, int], ...]:
    """Return row and id of each event on a view's day, with how many publishers speak in it, most first."""
    cited = view.citations
    cited = cited[(cited["claim"] >= 0) & (cited["source_id"] != FOUNDING_ARTICLE) & (cited["publisher"] != "")]
    houses = cited.groupby("event_id")["publisher"].nunique().sort_values(ascending=False, kind="stable")
    return tuple((view.frames.row_of(str(event)), str(event), int(n)) for event, n in houses.items())


def _gathered(view: View, statements: Iterable[_Statement]) -> dict[str, list[Saying]]:
    """Return what each publication says, as far as it was published by the view's day."""
    found: dict[str, list[Saying]] = {}
    for one in statements:
        for citation in one.sources:
            source = view.frames.dossier.sources[citation.id]
            if citation.id == FOUNDING_ARTICLE or not provenance.published_by(source, view.selection.known):
                continue
            saying = Saying(
                owner=one.owner,
                text=one.text,
                status=one.status,
                part=citation.part,
                originators=provenance.originators(citation, one.said_by, source),
                via=citation.via,
                quote=citation.quote,
                lang=citation.lang,
                translation=citation.translation.text if citation.translation else None,
                translation_by=citation.translation.by if citation.translation else None,
            )
            found.setdefault(source.id, []).append(saying)
    return found


def _exercise(view: View, statements: Iterable[_Statement], title: str, words: Words, most: int) -> Exercise:
    """Choose publications until none is left of which it is not sure that it can be hidden."""
    dossier = view.frames.dossier
    gathered = _gathered(view, statements)
    found = dict(gathered)
    while True:
        taken = sorted(_taken(dossier, found, most), key=lambda source: _order(dossier.sources[source]))
        witnesses = tuple(
            Witness(letter, dossier.sources[source], tuple(sorted(found[source], key=_telling)[:_MOST_SAYINGS]))
            for letter, source in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", taken, strict=False)
        )
        mask = OutletMask(dossier, [witness.source for witness in witnesses], words.outlet)
        made = Exercise(dossier, title, witnesses, len(found), mask, words, len(gathered) - len(found))
        doubtful = _doubtful(made)
        if not doubtful:
            return made
        found = {source: sayings for source, sayings in found.items() if source not in doubtful}


def _doubtful(made: Exercise) -> set[str]:
    """Return the publications whose outlets what is shown might tell, however it is masked.

    That is one whose outlet stands somewhere in small letters: hidden, a word that is missing would tell it; shown, a
    name. And one in whose words all letters of an outlet follow each other, run together with others or apart. Where
    they do in the title, which all see, it is the publication of that outlet.
    """
    mask, dossier = made.mask, made.dossier
    named, found = mask.doubted(made.title) | mask.traced(made.title), set[str]()
    for witness in made.witnesses:
        for words in {words: None for one in witness.sayings for words in _shown(dossier, one)}:
            named |= mask.doubted(words)
            if mask.traced(words):
                found.add(witness.source.id)
    own = ((witness.source.id, outlets_of(dossier, witness.source)) for witness in made.witnesses if named)
    return found | {source for source, names in own if names & named}


def _shown(dossier: Dossier, saying: Saying) -> Iterator[str]:
    """Yield the texts that a class sees of a saying, unmasked."""
    yield saying.text
    yield from filter(None, (saying.quote, saying.translation))
    yield from (name_of(dossier, voice) for voice in (*saying.originators, *saying.via))


def _taken(dossier: Dossier, found: Mapping[str, list[Saying]], most: int) -> list[str]:
    """Choose the publications: of other houses and on other claims first, then those whose own words we have."""
    left, taken = dict(found), list[str]()
    houses, owners = Counter[str](), Counter[str]()

    def worth(source: str) -> tuple[Any, ...]:
        first = min(left[source], key=_telling)
        house = houses[dossier.sources[source].publisher or source]
        return (house + owners[first.owner], house, _telling(first), -len(left[source]))

    while left and len(taken) < most:
        source = min(left, key=worth)
        houses[dossier.sources[source].publisher or source] += 1
        owners[min(left.pop(source), key=_telling).owner] += 1
        taken.append(source)
    return taken


def _telling(saying: Saying) -> tuple[bool, bool]:
    return (saying.quote is None, saying.part == "repeats")


def _order(source: Source) -> tuple[Any, ...]:
    """Order by day; on one day, by nothing that a reader could guess from."""
    day = source.published
    return (day is None, day.earliest.isoformat() if day else "", hashlib.sha256(source.id.encode()).hexdigest())
