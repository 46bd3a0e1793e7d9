"""Records for measuring: made up, seeded, of any size, and shaped like the curated one.

Events crowd into the last years, most are single days; a few publishers, actors and themes are in most of them and
thousands in one or two. Everything is drawn as columns; ``yaml_of`` writes them as an editor would, ``rows_of`` as
the tables that this YAML becomes (a test holds the two together).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from pactline.record.vocabulary import KINDS, STANCES, STATUSES, THEMES

Ints = npt.NDArray[np.int64]

FIRST, LAST = date(1945, 8, 9), date(2026, 3, 17)
_SYLLABLES = [
    "ba", "ko", "lun", "ri", "sen", "ta", "vo", "mir", "dal", "ge", "nor", "pa", "shi", "tu", "ya", "zel", "om", "ker",
]  # fmt: skip
_VERBS = [
    "meet about", "sign a protocol on", "reject", "announce", "deliver", "discuss", "suspend", "inspect", "condemn",
]  # fmt: skip
_THINGS = [
    "artillery shells", "a rail link", "a border crossing", "fuel deliveries", "joint exercises", "a pardon of debt",
    "a monitoring report", "labour permits", "a satellite launch", "a defence treaty", "new sanctions",
]  # fmt: skip
_CLAIMS = [
    "{a} said that {n} wagons of {thing} had crossed at {place}.",
    "Officials of {a} confirmed the talks with {b} about {thing}.",
    "{b} denied that {thing} had been on the agenda in {place}.",
    "Satellite pictures of {place} show {n} containers linked to {thing}.",
    "A spokesman of {a} called the report about {thing} unfounded.",
]
_REACTING, _QUOTED, _STATE = 0.3, 0.3, 0.25  # shares: events that draw a reaction, claims with a speaker, state media

_DAY, _MONTH, _YEAR, _ABOUT, _UNCERTAIN, _INTERVAL = range(6)  # how a date is written
_ENDINGS = {_ABOUT: "~", _UNCERTAIN: "?"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as columns; rows of one kind point to rows of another by number.

    Attributes:
        days: First day of each event, ascending; then by the last one.
        last_days: Last day of each event.
        forms: How its date is written: ``_DAY`` to ``_INTERVAL``.
    """

    actors: list[str]
    actor_whole: Ints
    houses: list[str]
    house_kind: Ints
    house_state: npt.NDArray[np.bool_]
    days: list[date]
    last_days: list[date]
    forms: Ints
    titles: list[str]
    summaries: list[str]
    importance: Ints
    event_actors: list[Ints]
    event_themes: list[Ints]
    claim_event: Ints
    claim_text: list[str]
    claim_status: Ints
    claim_said: Ints  # an actor, -1 for none
    cited_claim: Ints
    cited_source: Ints
    cited_part: Ints  # 0 supports, 1 repeats, 2 disputes
    source_house: Ints
    source_day: list[date]
    reaction_event: Ints
    reaction_actor: Ints
    reaction_stance: Ints
    reaction_after: Ints
    reaction_text: list[str]


def draft(events: int, seed: int = 1) -> Draft:
    """Draw a record of so many events; the same numbers give the same record."""
    rng = np.random.default_rng([seed, events])
    words = _words(rng, 2_000)
    actors = [
        f"{words[n % len(words)]} {('State', 'Bureau', 'Union', 'Envoy')[n % 4]} {n}"
        for n in range(_many(events, 20, 20_000))
    ]
    houses = [
        f"{words[(n * 7) % len(words)]} {('Times', 'Wire', 'Post', 'Radio')[n % 4]} {n}"
        for n in range(_many(events, 40, 20_000))
    ]
    back = (rng.exponential(0.09, events).clip(0, 1) * (LAST - FIRST).days).astype(int)
    forms = rng.choice(6, events, p=[0.86, 0.06, 0.01, 0.03, 0.02, 0.02])
    days, last_days, forms = _dates(LAST.toordinal() - back, forms, rng.integers(1, 90, events))
    part = [np.unique(_few(rng, len(actors), int(n))) for n in rng.integers(1, 4, events)]
    themes = [np.unique(rng.integers(0, len(THEMES) + 4, int(n)) % len(THEMES)) for n in rng.integers(1, 4, events)]
    a, b = _few(rng, len(actors), events), _few(rng, len(actors), events)
    verb, thing, place = (rng.integers(0, n, events) for n in (len(_VERBS), len(_THINGS), len(words)))
    names = [name.rsplit(" ", 1)[0] for name in actors]
    titles = [
        f"{names[a[n]]} and {names[b[n]]} {_VERBS[verb[n]]} {_THINGS[thing[n]]} in {words[place[n]]}"
        for n in range(events)
    ]
    summaries = [
        f"Delegations of {names[a[n]]} and {names[b[n]]} {_VERBS[verb[n]]} {_THINGS[thing[n]]}. "
        f"The two sides name {words[place[n]]} as the place; reports differ on what was agreed there."
        for n in range(events)
    ]
    claim_event = np.repeat(np.arange(events), rng.choice([1, 2, 3, 4], events, p=[0.3, 0.35, 0.25, 0.1]))
    claims = len(claim_event)
    form, number = rng.integers(0, len(_CLAIMS), claims), rng.integers(2, 900, claims)
    claim_text = [
        _CLAIMS[form[n]].format(
            a=names[a[e]], b=names[b[e]], n=number[n], thing=_THINGS[thing[e]], place=words[place[e]]
        )
        for n, e in enumerate(claim_event.tolist())
    ]
    cited_claim = np.repeat(np.arange(claims), rng.choice([1, 2, 3], claims, p=[0.6, 0.3, 0.1]))
    sources = max(int(len(cited_claim) * 0.7), 1)
    source_house = _few(rng, len(houses), sources)
    # A publication is cited by neighbours in time: its number follows the claim's.
    cited_source = (cited_claim * sources // max(claims, 1) + rng.integers(0, 3, len(cited_claim))).clip(0, sources - 1)
    keep = np.append(True, (np.diff(cited_claim) != 0) | (np.diff(cited_source) != 0))[: len(cited_claim)]
    cited_claim, cited_source = cited_claim[keep], cited_source[keep]
    first_event = claim_event[(np.arange(sources) * claims // sources).clip(0, claims - 1)]
    source_day = [
        days[e] + timedelta(days=int(n)) for e, n in zip(first_event, rng.integers(0, 20, sources), strict=True)
    ]
    reacting = np.flatnonzero(rng.random(events) < _REACTING)
    return Draft(
        actors=actors,
        actor_whole=np.where(np.arange(len(actors)) % 4 == 0, -1, np.arange(len(actors)) // 40 * 4),
        houses=houses,
        house_kind=rng.integers(0, len(KINDS), len(houses)),
        house_state=rng.random(len(houses)) < _STATE,
        days=days,
        last_days=last_days,
        forms=forms,
        titles=titles,
        summaries=summaries,
        importance=rng.choice([1, 2, 3], events, p=[0.5, 0.38, 0.12]),
        event_actors=part,
        event_themes=themes,
        claim_event=claim_event,
        claim_text=claim_text,
        claim_status=rng.choice(len(STATUSES), claims, p=[0.42, 0.28, 0.2, 0.05, 0.05]),
        claim_said=np.where(rng.random(claims) < _QUOTED, a[claim_event], -1),
        cited_claim=cited_claim,
        cited_source=cited_source,
        cited_part=rng.choice(3, len(cited_claim), p=[0.9, 0.08, 0.02]),
        source_house=source_house,
        source_day=source_day,
        reaction_event=reacting,
        reaction_actor=_few(rng, len(actors), len(reacting)),
        reaction_stance=rng.integers(0, len(STANCES), len(reacting)),
        reaction_after=rng.integers(0, 9, len(reacting)),
        reaction_text=[f"Says that {_THINGS[thing[e]]} concern all neighbours of {words[place[e]]}." for e in reacting],
    )


def _dates(begins: Ints, forms: Ints, lengths: Ints) -> tuple[list[date], list[date], Ints]:
    """Return first and last day of dates written in the given forms, in the order of a record."""
    first = np.array([date.fromordinal(int(day)) for day in begins], dtype="datetime64[D]")
    last = first.copy()
    for form, unit in ((_MONTH, "M"), (_YEAR, "Y")):
        own = forms == form
        first[own] = first[own].astype(f"datetime64[{unit}]").astype("datetime64[D]")
        last[own] = (first[own].astype(f"datetime64[{unit}]") + 1).astype("datetime64[D]") - 1
    own = forms == _INTERVAL
    last[own] += lengths[own]
    order = np.lexsort((last, first))
    return first[order].tolist(), last[order].tolist(), forms[order]


def _many(events: int, per: int, most: int) -> int:
    return min(24 + events // per, most)


def _words(rng: np.random.Generator, number: int) -> list[str]:
    made = rng.integers(0, len(_SYLLABLES), (number, 3))
    return ["".join(_SYLLABLES[n] for n in row).capitalize() for row in made]


def _few(rng: np.random.Generator, number: int, size: int) -> Ints:
    """Draw numbers below ``number``, low ones far more often."""
    return np.asarray((rng.pareto(0.6, size) * 2).astype(np.int64) % number)


def date_of(record: Draft, event: int) -> str:
    """Return an event's date as it stands in the file."""
    day, form = record.days[event], record.forms[event]
    if form == _MONTH:
        return f"{day:%Y-%m}"
    if form == _YEAR:
        return f"{day:%Y}"
    if form == _INTERVAL:
        return f"{day}/{record.last_days[event]}"
    return f"{day}{_ENDINGS.get(form, '')}"


def yaml_of(record: Draft) -> dict[str, Any]:
    """Return the record's sections as plain values, for ``json.dumps``: JSON of this form is YAML."""
    events: list[dict[str, Any]] = []
    for n, title in enumerate(record.titles):
        events.append(
            {
                "id": event_id(n),
                "date": date_of(record, n),
                "title": title,
                "summary": record.summaries[n],
                "actors": [actor_id(a) for a in record.event_actors[n]],
                "themes": [THEMES[t] for t in record.event_themes[n]],
                "importance": str(record.importance[n]),
                "claims": [],
            }
        )
    claims = []
    for n, (event, name) in enumerate(zip(record.claim_event, claim_ids(record), strict=True)):
        own = events[event]["claims"]
        claim: dict[str, Any] = {"id": name, "text": record.claim_text[n]}
        claim |= {"status": STATUSES[record.claim_status[n]], "sources": []}
        if record.claim_said[n] >= 0:
            claim["said_by"] = [actor_id(record.claim_said[n])]
        own.append(claim)
        claims.append(claim)
    for n, claim_row in enumerate(record.cited_claim):
        part = ("supports", "repeats", "disputes")[record.cited_part[n]]
        claims[claim_row]["sources"].append({"id": source_id(record.cited_source[n]), "part": part})
    return rest_of() | {
        "events": events,
        "reactions": [
            {
                "id": f"reaction-{n:07d}",
                "event": event_id(int(event)),
                "actor": actor_id(record.reaction_actor[n]),
                "date": str(record.days[event] + timedelta(days=int(record.reaction_after[n]))),
                "stance": STANCES[record.reaction_stance[n]],
                "summary": record.reaction_text[n],
                "sources": [],
            }
            for n, event in enumerate(record.reaction_event)
        ],
        "sources": [
            {
                "id": source_id(n),
                "publisher": f"house-{house:05d}",
                "title": f"Report {n}",
                "published": str(record.source_day[n]),
            }
            for n, house in enumerate(record.source_house)
        ],
        "publishers": [
            {
                "id": f"house-{n:05d}",
                "name": name,
                "kind": KINDS[record.house_kind[n]],
                "state_controlled": "true" if record.house_state[n] else "false",
            }
            for n, name in enumerate(record.houses)
        ],
        "actors": [
            {"id": actor_id(n), "name": name, "kind": ("state", "body", "alliance", "person")[n % 4]}
            | ({"part_of": [actor_id(record.actor_whole[n])]} if record.actor_whole[n] >= 0 else {})
            for n, name in enumerate(record.actors)
        ],
    }


def actor_id(number: int) -> str:
    """Return the id of an actor."""
    return f"actor-{number:05d}"


def event_id(number: int) -> str:
    """Return the id of an event."""
    return f"event-{number:07d}"


def source_id(number: int) -> str:
    """Return the id of a publication."""
    return f"source-{number:07d}"


def claim_ids(record: Draft) -> list[str]:
    """Return the ids of all claims: the event's, and their place in it."""
    place = np.arange(len(record.claim_event)) - np.searchsorted(record.claim_event, record.claim_event)
    return [f"{event_id(event)}.{n + 1}" for event, n in zip(record.claim_event.tolist(), place.tolist(), strict=True)]


def rest_of() -> dict[str, Any]:
    """Return the sections of every record that are no table of their own."""
    return {
        "edition": {"version": "1", "as_of": str(LAST), "licence": "CC0-1.0", "note": "Made up, for measuring."},
        "themes": [{"id": theme, "name": theme.capitalize()} for theme in THEMES],
    }
