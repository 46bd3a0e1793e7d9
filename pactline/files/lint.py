"""What an editor should look at in a record that loads.

Our own record must pass all of it; a stranger's record only hears of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from pactline.files import source_lint, story_lint, text_lint, told_lint
from pactline.files.checks import Finding
from pactline.problem import Path
from pactline.record import accent, edtf, references
from pactline.record.dossier import event_ids
from pactline.record.model import Claim, Event, Record, Source
from pactline.record.vocabulary import STATUSES
from pactline.tables import provenance
from pactline.text.folding import fold
from pactline.text.nearest import quoted
from pactline.wording import known_language, languages, missing

_SOON = timedelta(days=3)  # a page of these days after an event can tell its day

_NAMED = 12  # sentences that a language lacks


def warnings(record: Record, sources: Mapping[str, Source]) -> list[Finding]:
    """Return all that an editor should look at.

    Args:
        record: A record that loads.
        sources: All its publications by id, those included that are only cited.
    """
    found: list[Finding] = [
        *_too_early(record, sources),
        *story_lint.findings(record, sources),
        *told_lint.findings(record, sources),
        *source_lint.findings(record, sources),
        *text_lint.findings(record),
    ]
    for check in (
        _events,
        _unsourced,
        _unread,
        _publishers,
        _firsts,
        _named_alike,
        _one_sided,
        _after_the_edition,
        _unreadable,
        _language,
        _backwards,
        _unused,
        _said_twice,
        _unanswered,
        _unsorted,
        _untold,
    ):
        found += check(record)
    return found


def _warn(message: str, hint: str, path: Path) -> Finding:
    return Finding("warning", message, hint, path)


def _claims(record: Record) -> Iterator[tuple[str, Claim, Event, Path]]:
    """Yield each claim with the id it goes by, its event and its path."""
    for e, (event, event_id) in enumerate(zip(record.events, event_ids(record.events), strict=True)):
        for c, claim in enumerate(event.claims):
            yield claim.id or f"{event_id}.{c + 1}", claim, event, ("events", e, "claims", c)


def _events(record: Record) -> Iterator[Finding]:
    ids = event_ids(record.events)
    none_has_one = len(ids) > 1 and not any(event.id for event in record.events)
    if none_has_one:
        hint = f"each goes by its date and title, the first by {quoted(ids[0])}; write 'id: ...' to keep links stable"
        yield _warn(f"none of the {len(ids)} events has an id", hint, ("events", 0))
    claimed = any(event.claims for event in record.events)  # else the record is one of plain dates
    for number, event in enumerate(record.events):
        path: Path = ("events", number)
        if event.id is None and not none_has_one:
            hint = f"it goes by {quoted(ids[number])}; write 'id: {ids[number]}' to keep links stable"
            yield _warn(f"event {quoted(event.title)} has no id", hint, path)
        if claimed and not event.claims:
            hint = "add claims: each a sentence with its status and sources"
            yield _warn(f"event {quoted(event.title)} has no claims", hint, path)
    for name, claim, _, path in _claims(record):
        if not claim.sources:
            hint = "add sources: [...]; until then readers see 'no source given'"
            yield _warn(f"claim {quoted(name)} has no source", hint, path)
        if claim.status is None:
            yield _warn(f"claim {quoted(name)} has no status", "one of: " + ", ".join(STATUSES), path)


def _unsourced(record: Record) -> Iterator[Finding]:
    for number, reaction in enumerate(record.reactions):
        if not reaction.sources and reaction.silence is None:
            yield _warn(
                f"the reaction of {quoted(reaction.actor)} has no source", "add sources: [...]", ("reactions", number)
            )
    for section in ("estimates", "treaties", "resolutions"):
        for number, entry in enumerate(getattr(record, section)):
            if not entry.sources:
                yield _warn(f"{quoted(entry.id)} has no source", "add sources: [...]", (section, number))


def _unread(record: Record) -> Iterator[Finding]:
    """A link or a quotation promises that somebody opened the page."""
    read = {source.id for source in record.sources if source.read and source.read.extent != "none"}
    for number, source in enumerate(record.sources):
        if source.url and source.id not in read:
            hint = "add read: {on: day, extent: page or excerpt}, or drop the url"
            yield _warn(f"source {quoted(source.id)} has a url that nobody read", hint, ("sources", number, "url"))
    registered = {source.id for source in record.sources}
    for citation, path in references.citations(record):
        if citation.quote and citation.id in registered - read:
            hint = "quote only a page that somebody read"
            yield _warn(f"a quotation from {quoted(citation.id)}, which nobody read", hint, (*path, "quote"))
        if citation.quote and citation.lang is None:
            hint = "add lang: en (or the language it is in)"
            yield _warn(f"a quotation from {quoted(citation.id)} without a language", hint, (*path, "quote"))


def _publishers(record: Record) -> Iterator[Finding]:
    for number, publisher in enumerate(record.publishers):
        for key in ("kind", "state_controlled"):
            if getattr(publisher, key) is None:
                hint = "readers see 'not given', filters pass it over"
                yield _warn(f"publisher {quoted(publisher.id)} lacks {key!r}", hint, ("publishers", number))


def _named_alike(record: Record) -> Iterator[Finding]:
    """Yield other names that find two actors: a reader who types one gets both."""
    first: dict[str, str] = {}
    for number, actor in enumerate(record.actors):
        for name in dict.fromkeys(fold(one) for one in (actor.name, *actor.also)):
            if (other := first.setdefault(name, actor.id)) != actor.id:
                hint = "keep the name where it is meant"
                yield _warn(f"{quoted(name)} names {quoted(other)} and {quoted(actor.id)}", hint, ("actors", number))


def _firsts(record: Record) -> Iterator[Finding]:
    """A first of the month is often a month that somebody made into a day."""
    published = {source.id: source.published for source in record.sources}
    for number, event in enumerate(record.events):
        day = event.date
        if day.precision != "day" or day.earliest.day != 1 or not day.drawable or not event.claims:
            continue
        words = day.words.rsplit(" ", 1)[0]  # "1 March"
        told = any(words in part for claim in event.claims for part in (claim.text, claim.note or ""))
        pages = (published.get(citation.id) for claim in event.claims for citation in claim.sources)
        soon = any(
            page and page.precision == "day" and timedelta(0) <= page.earliest - day.earliest <= _SOON for page in pages
        )
        if not told and not soon:
            hint = f"if only the month is known, write {day.earliest:%Y-%m}; else let a claim say the day"
            yield _warn(
                f"event {quoted(event.title)} is on a 1st that no source tells", hint, ("events", number, "date")
            )


def _one_sided(record: Record) -> Iterator[Finding]:
    """Contested is what somebody contests: the other side must stand in the record too."""
    named = {other for _, claim, _, _ in _claims(record) for other in claim.contradicts}
    for name, claim, _, path in _claims(record):
        against = any(citation.part == "disputes" for citation in claim.sources)
        if claim.status == "disputed" and not (against or claim.contradicts or name in named):
            hint = "add the other side: contradicts: [claim], or a source with part: disputes"
            yield _warn(f"claim {quoted(name)} is disputed by nobody", hint, path)


def _too_early(record: Record, sources: Mapping[str, Source]) -> Iterator[Finding]:
    for name, claim, event, path in _claims(record):
        if claim.status == "projection" or claim.note or not event.date.drawable or event.date.open_start:
            continue
        known = provenance.known_claim(claim, event, sources)
        if not known.assumed and known.day < event.date.earliest:
            hint = "mend a date, make it a projection, or say in note: what was announced"
            message = f"claim {quoted(name)} was known on {known.day}, before its event"
            yield _warn(message, hint, path)


def _after_the_edition(record: Record) -> Iterator[Finding]:
    until = record.edition.as_of if record.edition else None
    for number, event in enumerate(record.events):
        if until and event.date.drawable and event.date.earliest > until:
            hint = "move as_of, or leave the event to the next edition"
            yield _warn(
                f"event {quoted(event.title)} is after the edition's last day", hint, ("events", number, "date")
            )


def _unreadable(record: Record) -> Iterator[Finding]:
    """Report an own colour in which words cannot be read: what is shown is the nearest one in which they can."""
    own = record.edition.accent if record.edition else None
    for theme, colour in (("light", own.light), ("dark", own.dark)) if own else ():
        if colour and (found := accent.lowest(colour, theme)) < accent.CONTRAST:
            nearest = accent.shown(colour, theme).colour
            has = f"the accent {colour} has a contrast of {found:.1f}:1 in the {theme} theme"
            message = f"{has}; words need {accent.CONTRAST}:1"
            yield _warn(message, f'the nearest that has it, and is shown, is "{nearest}"', ("edition", "accent", theme))


def _language(record: Record) -> Iterator[Finding]:
    """Report a language that the interface lacks, and what it lacks in one that it has."""
    asked = record.edition.language if record.edition else None
    if asked is None:
        return
    own, path = known_language(asked), ("edition", "language")
    if own.split("-")[0] != asked.split("-")[0]:
        hint = f"there are {', '.join(languages())}"
        yield _warn(f"the interface has no words in {quoted(asked)}, and stays English", hint, path)
    elif lacking := missing(own):
        more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
        several = f"{len(lacking)} sentences of the interface are not in {quoted(own)} yet, and stay English"
        one = f"1 sentence of the interface is not in {quoted(own)} yet, and stays English"
        message = one if len(lacking) == 1 else several
        yield _warn(message, f"{', '.join(lacking[:_NAMED])}{more}", path)


def _backwards(record: Record) -> Iterator[Finding]:
    pairs: list[tuple[str, edtf.Edtf | None, edtf.Edtf | None, Path]] = []
    for number, treaty in enumerate(record.treaties):
        pairs.append(("in_force is before signed", treaty.signed, treaty.in_force, ("treaties", number, "in_force")))
        pairs.append(("ended is before in_force", treaty.in_force, treaty.ended, ("treaties", number, "ended")))
    for number, estimate in enumerate(record.estimates):
        pairs.append(("as_of is before since", estimate.since, estimate.as_of, ("estimates", number, "as_of")))
    for message, first, second, path in pairs:
        if first and second and second.latest < first.earliest:
            yield _warn(message, "mend one of the two dates", path)


def _unused(record: Record) -> Iterator[Finding]:
    cited = {citation.id for citation, _ in references.citations(record)} | {
        s for s, _ in references.plain_sources(record)
    }
    voices = {voice for voice, _ in references.voices(record)}
    houses = {house for source in record.sources for house in (source.publisher, *source.carried_by) if house}
    actors = {part.id for event in record.events for part in event.actors}
    actors |= {reaction.actor for reaction in record.reactions} | {owner for a in record.actors for owner in a.part_of}
    actors |= {party for treaty in record.treaties for party in treaty.parties}
    countries = {publisher.country for publisher in record.publishers if publisher.country}
    themes = {theme for event in record.events for theme in event.themes}
    yield from _not_in("sources", record.sources, cited)
    yield from _not_in("publishers", record.publishers, houses | voices)
    yield from _not_in("actors", record.actors, actors | voices | countries)
    yield from _not_in("themes", record.themes, themes)
    yield from _not_in("metrics", record.metrics, {estimate.metric for estimate in record.estimates})
    subjects = {article.subject for treaty in record.treaties for article in treaty.articles}
    subjects |= {measure.subject for resolution in record.resolutions for measure in resolution.measures}
    yield from _not_in("subjects", record.subjects, subjects)


def _not_in(section: str, entries: Iterable[object], used: set[str]) -> Iterator[Finding]:
    for number, entry in enumerate(entries):
        entry_id: str = getattr(entry, "id")  # noqa: B009 - all registers have ids
        if entry_id not in used:
            yield _warn(f"{quoted(entry_id)} of {section} is used nowhere", "use it, or take it out", (section, number))


def _said_twice(record: Record) -> Iterator[Finding]:
    said: list[tuple[str, Path]] = []
    for e, event in enumerate(record.events):
        said.append((event.title, ("events", e, "title")))
        if event.summary:
            said.append((event.summary, ("events", e, "summary")))
    said += [(claim.text, (*path, "text")) for _, claim, _, path in _claims(record)]
    said += [(claim.note, (*path, "note")) for _, claim, _, path in _claims(record) if claim.note]
    for section, keys in (("reactions", ("summary", "note")), ("estimates", ("note",)), ("resolutions", ("after",))):
        for number, entry in enumerate(getattr(record, section)):
            said += [(words, (section, number, key)) for key in keys if (words := getattr(entry, key))]
    times = Counter(_plain(words) for words, _ in said)
    seen: set[str] = set()
    for words, path in said:
        plain = _plain(words)
        if times[plain] > 1 and plain in seen:
            yield _warn(f"the sentence {quoted(words)} stands twice", "say it once, where it belongs", path)
        seen.add(plain)


def _plain(words: str) -> str:
    return fold(words).rstrip(".")


def _unanswered(record: Record) -> Iterator[Finding]:
    if record.article is None:
        return
    answered = {answer for _, claim, _, _ in _claims(record) for answer in claim.article}
    answered |= {answer for reaction in record.reactions for answer in reaction.article}
    for number, check in enumerate(record.article.checks):
        if check.id not in answered:
            hint = f"add article: [{check.id}] to the claim or reaction that answers it"
            yield _warn(f"no claim answers {quoted(check.id)} of the article", hint, ("article", "checks", number))


def _unsorted(record: Record) -> Iterator[Finding]:
    """Sorted files stay mergeable, and what is new in them is seen."""
    hint = "'pactline fmt' puts them in order"
    for section in ("sources", "publishers", "estimates", "metrics"):
        ids = [entry.id for entry in getattr(record, section)]
        for number, (one, other) in enumerate(pairwise(ids), start=1):
            if one > other:
                yield _warn(f"{section} are not in the order of their ids at {quoted(other)}", hint, (section, number))
                break
    days = [(event.date.order, event.order) for event in record.events]
    for number, (before, after) in enumerate(pairwise(days), start=1):
        if before > after:
            title = record.events[number].title
            yield _warn(f"events are not in the order of their dates at {quoted(title)}", hint, ("events", number))
            break


def _untold(record: Record) -> Iterator[Finding]:
    """A story without steps, or a step with nothing to say or ask, is of no use in front of a class."""
    for s, story in enumerate(record.stories):
        if not story.steps:
            yield _warn(
                f"story {quoted(story.title)} has no steps", "add steps: each an event or a view", ("stories", s)
            )
        for n, step in enumerate(story.steps):
            if not (step.say or step.ask or step.look):
                hint = "add say, ask or look"
                yield _warn(f"a step of {quoted(story.title)} says and asks nothing", hint, ("stories", s, "steps", n))
