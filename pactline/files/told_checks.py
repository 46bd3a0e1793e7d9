"""What digests, plays and findings name must be there: else nothing sensible could be shown of them."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias
from urllib.parse import parse_qs

from pactline.files.checks import Finding, asked_in_vain, ids_of
from pactline.problem import Path
from pactline.record import telling
from pactline.record.dossier import event_ids, reaction_ids
from pactline.record.edtf import Edtf
from pactline.record.model import Record
from pactline.record.telling import Figure
from pactline.text.nearest import KnownWords, quoted

# Of which kind something must be, under which key it is named, its id, and where.
_Named: TypeAlias = tuple[str, str, str, Path]


def errors(record: Record) -> list[Finding]:
    """Return what is wrong with a record's digests, plays and findings as a whole."""
    digests = [*_in_digests(record)]
    if not (digests or record.plays or record.findings):
        return []
    found = [*_unknown(record, [*digests, *_in_plays(record), *_in_findings(record), *_in_pictures(record)])]
    queries = ids_of(record)
    for f, finding in enumerate(record.findings):
        found += _without_number(finding, ("findings", f))
        for name, figure in finding.numbers.items():
            found += _uncounted(record, figure, ("findings", f, "numbers", name))
            query = parse_qs(figure.where, keep_blank_values=True)
            found += asked_in_vain("the count", query, queries, ("findings", f, "numbers", name, "where"))
        query = parse_qs(finding.see.query if finding.see else "", keep_blank_values=True)
        found += asked_in_vain("the link", query, queries, ("findings", f, "see", "query"))
    return found


def _unknown(record: Record, named: Iterable[_Named]) -> Iterator[Finding]:
    events, reactions = event_ids(record.events), reaction_ids(record.reactions)
    claims = [
        claim.id or f"{event_id}.{number}"
        for event, event_id in zip(record.events, events, strict=True)
        for number, claim in enumerate(event.claims, start=1)
    ]
    known = {
        "claim": KnownWords(claims),
        "event": KnownWords(events),
        "reaction": KnownWords(reactions),
        "estimate": KnownWords(estimate.id for estimate in record.estimates),
        "claim or reaction": KnownWords([*claims, *reactions]),
        "event, claim or reaction": KnownWords([*events, *claims, *reactions]),
        "metric": KnownWords(metric.id for metric in record.metrics),
        "article": KnownWords(
            f"{treaty.id}-{article.number}" for treaty in record.treaties for article in treaty.articles
        ),
    }
    for kind, key, one, path in named:
        if one not in known[kind] and (kind != "metric" or record.metrics):  # without a register, plain words
            hint = known[kind].hint(one, "name one that the record has")
            yield Finding("error", f"{key} names unknown {kind} {quoted(one)}", hint, path)


def _each(kind: str, key: str, named: Iterable[str], path: Path) -> Iterator[_Named]:
    for number, one in enumerate(named):
        yield kind, key, one, (*path, key, number)


def _in_digests(record: Record) -> Iterator[_Named]:
    for e, event in enumerate(record.events):
        for n, told in enumerate(event.digest):
            yield from _each("claim", "claims", told.claims, ("events", e, "digest", n))


def _in_plays(record: Record) -> Iterator[_Named]:
    for p, play in enumerate(record.plays):
        if play.event:
            yield "event", "event", play.event, ("plays", p, "event")
        for b, beat in enumerate(play.beats):
            yield from _each("claim", "claims", beat.claims, ("plays", p, "beats", b))
            yield from _each("claim or reaction", "against", beat.against, ("plays", p, "beats", b))


def _in_findings(record: Record) -> Iterator[_Named]:
    for f, finding in enumerate(record.findings):
        for n, told in enumerate(finding.sentences):
            here: Path = ("findings", f, "sentences", n)
            yield from _each("claim", "claims", told.claims, here)
            yield from _each("reaction", "reactions", told.reactions, here)
            yield from _each("estimate", "estimates", told.estimates, here)
        for name, figure in finding.numbers.items():
            where: Path = ("findings", f, "numbers", name)
            yield from _each("event, claim or reaction", "days", figure.days, where)
            if figure.estimate:
                yield "estimate", "estimate", figure.estimate, (*where, "estimate")


def _in_pictures(record: Record) -> Iterator[_Named]:
    for f, picture in enumerate(finding.picture for finding in record.findings):
        if picture is None:
            continue
        here: Path = ("findings", f, "picture")
        for n, mark in enumerate(picture.marks):
            yield "event", "event", mark.event, (*here, "marks", n, "event")
            if mark.claim:
                yield "claim or reaction", "claim", mark.claim, (*here, "marks", n, "claim")
        for r, row in enumerate(picture.rows):
            for i, item in enumerate(row.items):
                yield "claim or reaction", "claim", item.claim, (*here, "rows", r, "items", i, "claim")
        yield from _each("event", "events", picture.events, here)
        yield from _each("estimate", "label", picture.label, here)
        yield from _each("claim or reaction", "against", picture.against, here)
        yield from _each("reaction", "arrow", picture.arrow, here)
        for kind, key in (
            ("claim", "both"),
            ("claim", "claim"),
            ("event", "event"),
            ("metric", "metric"),
            ("article", "article"),
        ):
            if value := getattr(picture, key):
                yield kind, key, value, (*here, key)


def _without_number(finding: telling.Finding, here: Path) -> Iterator[Finding]:
    texts: list[tuple[str, Path]] = [(finding.headline, (*here, "headline"))]
    texts += [(one.text, (*here, "sentences", n, "text")) for n, one in enumerate(finding.sentences)]
    texts += [(finding.caption, (*here, "caption"))] if finding.caption else []
    for text, path in texts:
        for name in telling.placeholders(text):
            if name not in finding.numbers:
                hint = f"add it under numbers: {{{name}: {{count: claims}}}}"
                yield Finding("error", f"{quoted('{' + name + '}')} stands for no number", hint, path)
    span = finding.picture.span if finding.picture else None
    if span and span not in finding.numbers:
        hint = "name one of the finding's numbers"
        yield Finding("error", f"span names unknown number {quoted(span)}", hint, (*here, "picture", "span"))


def _uncounted(record: Record, figure: Figure, path: Path) -> Iterator[Finding]:
    """Report days between what is not on one day, and a value that an estimate does not have."""
    days: dict[str, Edtf | None] = dict(
        zip(event_ids(record.events), (event.date for event in record.events), strict=True)
    )
    days |= zip(reaction_ids(record.reactions), (reaction.date for reaction in record.reactions), strict=True)
    for n, one in enumerate(figure.days):  # of a claim the day on which it became known is always there
        if one in days and not _is_one_day(days[one]):
            hint = "name what happened on one known day"
            yield Finding("error", f"{quoted(one)} is not on one day; no days count from it", hint, (*path, "days", n))
    for estimate in record.estimates:
        if estimate.id == figure.estimate and figure.value and getattr(estimate, figure.value) is None:
            given = [key for key in ("low", "high", "value") if getattr(estimate, key) is not None]
            hint = f"it has {' and '.join(given)}" if given else "it has words alone"
            message = f"the estimate {quoted(estimate.id)} has no {quoted(figure.value)}"
            yield Finding("error", message, hint, (*path, "value"))


def _is_one_day(day: Edtf | None) -> bool:
    return day is not None and day.drawable and day.precision == "day"
