"""What the steps of stories ask for and do not show, as far as a rule can tell.

Whether a question can be answered from a slide only a reader can judge. What can be told by rule: words for parts of a
card (a quotation, a contradiction, a status, the third claim, two sides), and names and numbers, each of which the
slide must hold. ``SlideContent`` is what a slide holds at most; the browser tests make one of what is visible, and
hold our own
stories to the same rules at the sizes of a stage.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Self

from pydantic import BaseModel

from pactline.files.checks import Finding
from pactline.problem import Path
from pactline.readings.story_claims import focus_of, shown_claims, shows_claims
from pactline.record import edtf
from pactline.record.dossier import Dossier, event_ids
from pactline.record.edtf import Edtf
from pactline.record.model import Claim, Event, Record, Source
from pactline.record.story import Step

QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?=(?:st|nd|rd|th)?\b)")
_WORD = re.compile(r"[^\s,.;:?!()\"“”…]+(?:\.(?=\w)[^\s,.;:?!()\"“”…]+)*")
_LONGEST = 7  # words of a name
_SURNAME = 4  # letters: shorter ones are parts of many names
_COUNT = {"first": 1, "second": 2, "third": 3, "fourth": 4, "two": 2, "both": 2, "either": 2, "three": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class SlideContent:
    """What a slide holds beside its title, what to look at and what to ask.

    Attributes:
        words: All of its text.
        claims: How many claims, or checks of the article, stand on it.
        voices: How many claims, reactions, answers, estimates or texts stand on it.
        quotes: Whether a claim or a reaction has a quotation there.
        against: Whether it says what stands against a claim.
        history: Whether a claim has its statuses over time there.
        sources: Whether claims have all their citations there.
        statuses: Those that its claims may have; ``None`` where it is no slide of claims.
    """

    words: str
    claims: int = 0
    voices: int = 0
    quotes: bool = False
    against: bool = False
    history: bool = False
    sources: bool = False
    statuses: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """Words that ask for something, when a slide has it, what is said where it has not, and what to do."""

    asks: re.Pattern[str]
    has: Callable[[SlideContent, re.Match[str]], bool]
    message: str
    hint: str


def _rule(asks: str, has: Callable[[SlideContent, re.Match[str]], bool], message: str, hint: str) -> _Rule:
    return _Rule(re.compile(asks, re.IGNORECASE), has, message, hint)


_OPPOSED = r"claims|accounts|answers|sides|capitals|voices|statements|sentences|treaties|texts|entries"
_RULES = (
    _rule(
        r"\bquotations?\b(?! marks?\b)",
        lambda seen, _: seen.quotes,
        "speaks of a quotation, and the slide has none",
        "add show: [quotes], and name a claim that has one",
    ),
    _rule(
        r"\bcontradict\w*|\bstand\w* against\b|\bas its opposite\b",
        lambda seen, _: seen.against,
        "speaks of what stands against a claim, and the slide does not say it",
        "add show: [against], and name a claim that something contradicts",
    ),
    _rule(
        r"\bdisagree\w*",
        lambda seen, _: seen.against or seen.voices > 1,
        "asks who disagrees, and the slide has one voice",
        "add show: [against], or name a claim of each side with show: [claims]",
    ),
    _rule(
        r"\bstatus over time\b",
        lambda seen, _: seen.history,
        "speaks of a status over time, and the slide has none",
        "add show: [history], and name a claim that has one",
    ),
    _rule(
        r"\bcitations?\b|\bis cited\b|\bindependent (?:voices|sources)\b",
        lambda seen, _: seen.sources,
        "speaks of citations, and the slide has the first alone",
        "add show: [sources]",
    ),
    _rule(
        r"\b(first|second|third|fourth) claim\b",
        lambda seen, asked: seen.claims >= _COUNT[asked[1].casefold()],
        "speaks of a claim that the slide does not have",
        "name it in claims, with show: [claims] if it is another event's",
    ),
    _rule(
        r"\bclaims?\b|\bcards?\b",
        lambda seen, _: seen.claims > 0,
        "speaks of claims, and the slide has none",
        "show an event, or name them with show: [claims]",
    ),
    _rule(
        rf"\b(two|both|either|three|four)(?: of the| the)? (?:{_OPPOSED}|side|account|capital|voice)\b",
        lambda seen, asked: seen.voices >= _COUNT[asked[1].casefold()],
        "speaks of several that the slide does not have",
        "name a claim of each with show: [claims]",
    ),
    _rule(
        r"\beach (?:side|account|capital|voice|answer)\b",
        lambda seen, _: seen.voices > 1,
        "speaks of each side, and the slide has one at most",
        "name a claim of each with show: [claims]",
    ),
    _rule(
        r"\b(alleged|disputed|documented)\b",
        lambda seen, asked: seen.statuses is None or asked[1].casefold() in seen.statuses,
        "speaks of a status that no claim of the slide has",
        "name a claim with this status, with show: [claims] if it is another event's",
    ),
    _rule(
        r"\bfind the words? [\"“]([^\"”]+)[\"”]",
        lambda seen, asked: asked[1].casefold() in seen.words.casefold(),
        "has the room find words that the slide does not have",
        "show the claim or the quotation that has them",
    ),
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names that a record has registered, and how sentences use them."""

    names: frozenset[str]

    @classmethod
    def of(cls, record: Record | Dossier) -> Self:
        """Read them; a person goes by the last word of its name as well."""
        houses = record.publishers.values() if isinstance(record, Dossier) else record.publishers
        actors = record.actors.values() if isinstance(record, Dossier) else record.actors
        names = {name for house in houses for name in (house.name, *house.also)} | {actor.name for actor in actors}
        surnames = (actor.name.split()[-1] for actor in actors if actor.kind == "person")
        return cls(frozenset(names) | {last for last in surnames if len(last) >= _SURNAME})

    def used(self, sentence: str) -> list[str]:
        """Return the names in a sentence, the longest where several begin at one word."""
        words = [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(sentence)]
        found, at = [], 0
        while at < len(words):
            several = (" ".join(words[at : at + n]) for n in range(min(_LONGEST, len(words) - at), 0, -1))
            name = next((one for one in several if one in self.names), None)
            found += [name] if name else []
            at += len(name.split()) if name else 1
        return found


def missing(step: Step, seen: SlideContent, names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield what a step asks for that its slide does not hold: the key, what is wrong, and what to do.

    What stands in quotation marks is the editor's own example, and may be anything.
    """
    numbers = set(NUMBER.findall(" ".join((seen.words, step.title or ""))))
    held = f"{seen.words} {step.title or ''}".casefold()
    for key, sentence in (("look", step.look), ("ask", step.ask)):
        if not sentence:
            continue
        for rule in _RULES:
            if not all(rule.has(seen, asked) for asked in rule.asks.finditer(sentence)):
                yield key, rule.message, rule.hint
        bare = QUOTED.sub(" ", sentence)
        for number in NUMBER.findall(bare):
            if number not in numbers:
                yield key, f"has the number {number}, which the slide does not have", "show a claim that holds it"
        for name in names.used(bare):
            if not re.search(rf"(?<!\w){re.escape(name.casefold())}", held):
                yield key, f"names {name}, whom the slide does not", "show a claim of it or about it"


def findings(record: Record, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield what steps ask for and do not show, as warnings."""
    if not record.stories:
        return
    slides, names = Slides(record, sources), Names.of(record)
    for s, story in enumerate(record.stories):
        for n, step in enumerate(story.steps):
            for key, message, hint in missing(step, slides.seen(step), names):
                path: Path = ("stories", s, "steps", n, key)
                yield Finding("warning", f"'{key}' of a step of {story.title!r} {message}", hint, path)


@dataclass(frozen=True)
class Slides:
    """What the slides of a record's steps hold at most: what room is short for, and what a filter hides, included."""

    record: Record
    sources: Mapping[str, Source]

    def seen(self, step: Step) -> SlideContent:
        """Return what a step's slide holds at most."""
        days = " ".join(edtf.parse(day).words for key in ("from", "to", "known") for day in step.query.get(key, ()))
        if shows_claims(step):
            return self._of_claims(step, days)
        if step.page == "article":
            return self._of_article(step, days)
        entries = self._entries(step)
        words = " ".join(chain((days,), *(map(self._named, texts_in(entry)) for entry in entries)))
        if step.page == "timeline":
            return SlideContent(words)
        quotes = any(citation.quote for entry in entries for citation in getattr(entry, "sources", ()))
        return SlideContent(words, voices=len(entries), quotes=quotes)

    def _of_claims(self, step: Step, days: str) -> SlideContent:
        event = self._events.get(focus_of(step) or "")
        own = [name for name, (_, of) in self._claims.items() if of is event]
        named = shown_claims(step.claims, step.show, own)
        shown = [self._claims[name] for name in named if name in self._claims]
        against = {name for name in named for name in self._against.get(name, ())}
        words = [days, *(self._headed(of) for of in {id(of): of for _, of in [*shown, *self._focus(event)]}.values())]
        quotes = False
        for claim, _ in shown:
            words += [claim.text, *map(self._named, claim.said_by)]
            for citation in claim.sources:
                words += [*map(self._named, (*citation.said_by, *citation.via)), self._house(citation.id)]
                if citation.quote and (not step.show or "quotes" in step.show):
                    words.append(citation.quote)
                    quotes = quotes or "quotes" in step.show
        if not step.show or "against" in step.show:
            words += [self._claims[name][0].text for name in against if name in self._claims]
        statuses = {str(claim.status) for claim, _ in shown} | {h.status for claim, _ in shown for h in claim.history}
        pictured = [] if step.page == "event" else [self._headed(one) for one in self.record.events]
        return SlideContent(
            " ".join([*words, *pictured]),
            claims=len(shown),
            voices=len(shown) + (len(against) if "against" in step.show else 0),
            quotes=quotes,
            against=(bool(against) and "against" in step.show) or bool(against & set(named)),
            history="history" in step.show and any(claim.history for claim, _ in shown),
            sources="sources" in step.show,
            statuses=frozenset(statuses),
        )

    def _focus(self, event: Event | None) -> list[tuple[None, Event]]:
        return [(None, event)] if event else []

    def _of_article(self, step: Step, days: str) -> SlideContent:
        checks = self.record.article.checks if self.record.article else ()
        answered = {check for name in step.claims if name in self._claims for check in self._claims[name][0].article}
        told = {*step.place.split(","), *re.findall(r"\w+", step.title or "")}
        wanted = [check for check in checks if check.id in told] or [check for check in checks if check.id in answered]
        words = " ".join(chain((days,), *(map(self._named, texts_in(check)) for check in wanted)))
        return SlideContent(words, claims=len(wanted), voices=len(wanted))

    def _entries(self, step: Step) -> list[BaseModel]:
        """Return what a page may show of the record's entries, before any filter but the plainest."""
        record, query, places = self.record, step.query, set(step.place.split(",")) - {""}
        if step.page == "reactions":
            events, actors = set(query.get("event", ())), set(query.get("actor", ()))
            return [
                one
                for one in record.reactions
                if (not events or one.event in events) and (not actors or self._belongs(one.actor) & actors)
            ]
        if step.page == "numbers":
            metrics = {place.removeprefix("figure-") for place in places} | set(query.get("metric", ()))
            return [one for one in record.estimates if not metrics or one.metric in metrics]
        if step.page == "treaty":
            questions = [one for one in record.questions if f"question-{one.id}" in places]
            answers = [answer for one in questions for answer in one.answers]
            return [*answers, *questions] if questions else [*record.treaties]
        if step.page == "timeline":
            return [*record.events]
        return [*record.publishers, *record.events]

    def _belongs(self, actor: str) -> set[str]:
        """Return an actor with all that it belongs to."""
        found, todo = set[str](), [actor]
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += self._owners.get(one, ())
        return found

    def _headed(self, event: Event) -> str:
        place = getattr(event.place, "name", None) or ""
        return f"{event.date.words} {event.title} {place}"

    def _house(self, source: str) -> str:
        held = self.sources.get(source)
        if held is None:
            return source
        houses = (held.publisher, *held.carried_by)
        return " ".join(self._named(one) for one in houses if one)

    def _named(self, word: str) -> str:
        """Return the name of an id, the houses of a publication; other words as they are."""
        return self._registered.get(word) or (self._house(word) if word in self.sources else word)

    @cached_property
    def _registered(self) -> dict[str, str]:
        record = self.record
        return (
            {actor.id: actor.name for actor in record.actors}
            | {house.id: house.name for house in record.publishers}
            | {metric.id: metric.label for metric in record.metrics}
        )

    @cached_property
    def _owners(self) -> dict[str, tuple[str, ...]]:
        return {actor.id: actor.part_of for actor in self.record.actors}

    @cached_property
    def _events(self) -> dict[str, Event]:
        return dict(zip(event_ids(self.record.events), self.record.events, strict=True))

    @cached_property
    def _claims(self) -> dict[str, tuple[Claim, Event]]:
        return {
            claim.id or f"{name}.{number}": (claim, event)
            for name, event in self._events.items()
            for number, claim in enumerate(event.claims, start=1)
        }

    @cached_property
    def _against(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, (claim, _) in self._claims.items():
            for other in claim.contradicts:
                found.setdefault(name, set()).add(other)
                found.setdefault(other, set()).add(name)
        return found


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of an entry, and its days in words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Edtf):
        yield value.words
    elif isinstance(value, date):
        yield edtf.parse(value.isoformat()).words
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value:,g}" if value < 1e6 else f"{value:,.0f}"  # noqa: PLR2004 - then %g has no exponent
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(texts_in, value.values()))
    elif isinstance(value, tuple | list):
        yield from chain.from_iterable(map(texts_in, value))
