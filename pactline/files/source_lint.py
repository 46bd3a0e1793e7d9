"""What an editor should look at in the publications of a record: weak hosts, addresses that are not the plain ones."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from pactline.files.checks import Finding
from pactline.problem import Path
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.dossier import event_ids
from pactline.record.model import Publisher, Record, Source
from pactline.tables import provenance
from pactline.text.nearest import quoted

MOST_OTHER = 0.05  # share of addresses on publishers of kind "other"
_FEW = 20  # addresses below which one alone would be a twentieth
_TIME = re.compile(r"/(?:web/)?\d{14}(?!\d)")  # how archives write when they took a copy

# What is wrong with an address by its host or its path, and what to do.
_ODD_HOSTS = (
    (re.compile(r"\.$"), "ends its host in a dot", "take the dot out"),
    (re.compile(r"^www0\d+\."), "is one machine's of many", "write www. alone"),
    (re.compile(r"^iframe\."), "is a frame's part of a page", "name the page itself"),
    (re.compile(r"^uat\."), "is on a test server", "name the public page"),
    (
        re.compile(r"^amp\.|\.ampproject\.org$"),
        "is an AMP host's",
        "name the plain page",
    ),
)
_ODD_PATHS = (
    (re.compile(r"/amp(?:/|$)|\.amp(?:\.html)?$"), "is an AMP page", "name the plain page"),
    (re.compile(r"/(?:rss|feed)(?:/|$)"), "is a feed's", "name the plain page"),
)
_ODD_QUERIES = (
    (re.compile(r"(?:^|&)(?:amp|outputType=amp|m=amp)(?:=1)?(?:&|$)"), "is an AMP page", "name the plain page"),
)


def findings(record: Record, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield all that is to be looked at, as warnings; arguments as of ``lint.warnings``."""
    publishers = {publisher.id: publisher for publisher in record.publishers}
    yield from _alone(record, sources, publishers)
    yield from _others(record, publishers)
    yield from _unsourced_steps(record)
    for number, source in enumerate(record.sources):
        path: Path = ("sources", number)
        if source.url:
            for fault, hint in faults(source.url):
                message = f"the address of {quoted(source.id)} {fault}"
                yield Finding("warning", message, hint, (*path, "url"))
        if source.archived_url and not _TIME.search(source.archived_url):
            hint = "write the whole of it: https://web.archive.org/web/20240620123456/https://..."
            message = f"the archived address of {quoted(source.id)} has no time of 14 digits"
            yield Finding("warning", message, hint, (*path, "archived_url"))


def faults(address: str) -> Iterator[tuple[str, str]]:
    """Yield what keeps an address from being the plain one of its page, and what to do."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", None
    try:
        port = parts.port
    except ValueError:
        yield "has a port that is no number", "take the port out"
    if port is not None:
        yield f"names port {port}", "take the port out"
    for rules, text in ((_ODD_HOSTS, host), (_ODD_PATHS, parts.path), (_ODD_QUERIES, parts.query)):
        for odd, fault, hint in rules:
            if odd.search(text):
                yield fault, hint


def _alone(record: Record, sources: Mapping[str, Source], publishers: Mapping[str, Publisher]) -> Iterator[Finding]:
    for e, (event, event_id) in enumerate(zip(record.events, event_ids(record.events), strict=True)):
        for c, claim in enumerate(event.claims):
            cited = [sources[one.id] for one in claim.sources if one.id != FOUNDING_ARTICLE]
            if cited and all(provenance.weak_host(source, publishers) for source in cited):
                name = claim.id or f"{event_id}.{c + 1}"
                hint = "find the original, or a house's own page; until then readers are warned beside the link"
                message = f"claim {quoted(name)} rests on copies, blogs and the like alone"
                yield Finding("warning", message, hint, ("events", e, "claims", c))


def _others(record: Record, publishers: Mapping[str, Publisher]) -> Iterator[Finding]:
    with_address = [(number, source) for number, source in enumerate(record.sources) if source.url]
    others = {publisher.id for publisher in publishers.values() if publisher.kind == "other"}
    strange = [number for number, source in with_address if others & {source.publisher, *source.carried_by}]
    if len(with_address) >= _FEW and len(strange) > MOST_OTHER * len(with_address):
        hint = f"at most {MOST_OTHER:.0%}: give publishers their kind, or cite a house's own page"
        message = f"{len(strange)} of {len(with_address)} addresses are on publishers of kind 'other'"
        yield Finding("warning", message, hint, ("sources", strange[0]))


def _unsourced_steps(record: Record) -> Iterator[Finding]:
    for e, event in enumerate(record.events):
        for c, claim in enumerate(event.claims):
            for n, change in enumerate(claim.history):
                if not change.sources:
                    hint = "add sources: [...] that tell of the step and its day"
                    message = f"the status {quoted(change.status)} of {change.date.words} has no source"
                    yield Finding("warning", message, hint, ("events", e, "claims", c, "history", n))
