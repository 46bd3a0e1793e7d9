"""Small records for tests, written as an editor writes them."""

from functools import lru_cache
from textwrap import dedent

from pactline.files.load import Loaded, load, load_texts
from pactline.home import curated_record
from pactline.problem import Problem, RecordError
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.record.dossier import Dossier
from pactline.tables import frames
from pactline.tables.frames import Frames

# Two events that look alike from afar: one well sourced, one on state media alone; and one without claims.
SMALL = """
edition: {version: "1", as_of: 2025-12-31, licence: CC-BY-4.0}
events:
- id: early-talks
  date: 2023-09
  title: Early talks
  summary: The two sides talk.
  actors: [rus, {id: kim, part: hosts}]
  themes: [diplomacy]
  importance: 2
  claims:
  - {id: early-talks.1, text: They met., status: documented, sources: [wire-1, {id: paper-1, part: repeats}]}
  - {id: early-talks.2, text: Shells were asked for., status: alleged, said_by: [nis], sources: [wire-1, paper-1], contradicts: [pact.2]}
- id: pact
  date: 2024-06-19
  title: A pact is signed
  actors: [rus, prk]
  themes: [diplomacy, military]
  importance: 3
  links: [{to: early-talks, type: part-of}]
  claims:
  - {id: pact.1, text: A treaty was signed., status: documented, sources: [tass-1], known: 2024-06-18, note: Announced a day before.}
  - id: pact.2
    text: No shells were sent.
    status: documented
    sources: [tass-1, {id: paper-1, part: disputes, quote: shells were sent, lang: en}]
    note: The paper had written of shells the year before.
    history: [{date: 2024-06-19, status: alleged}, {date: 2025-04-26, status: documented}]
- {id: bare, date: 2025~, title: Nothing claimed, themes: [outlook]}
reactions:
- {id: chn-1, event: pact, actor: chn, speaker: Lin Jian, date: 2024-06-20, stance: cautious, summary: A matter between the two., sources: [tass-1]}
- {id: kor-1, event: pact, actor: kor, date: 2024-06-21, act: denies, summary: Denies it., sources: [paper-1]}
- {id: eu-1, event: pact, actor: eu, silence: 2026-11-24}
sources:
- {id: paper-1, publisher: daily, title: Shells, published: 2023-10, read: {on: 2026-11-24, extent: excerpt}}
- {id: tass-1, publisher: tass, title: Pact, published: 2024-06-20, read: {on: 2026-11-24, extent: excerpt}}
- {id: wire-1, publisher: reuters, carried_by: [daily], title: Talks, url: "https://example.org/talks", published: 2023-09-14, language: en, read: {on: 2026-11-24, extent: page}}
publishers:
- {id: daily, name: The Daily, kind: newspaper, state_controlled: false}
- {id: reuters, name: Reuters, kind: wire, country: gbr, state_controlled: false}
- {id: tass, name: TASS, kind: state_media, country: rus, state_controlled: true}
actors:
- {id: rus, name: Russia, kind: state, group: principals}
- {id: prk, name: North Korea, kind: state, group: principals}
- {id: chn, name: China, kind: state, group: neighbours}
- {id: kor, name: South Korea, kind: state, group: neighbours}
- {id: eu, name: European Union, kind: alliance, group: blocs-and-bodies}
- {id: nis, name: NIS, kind: body, part_of: [kor]}
- {id: kim, name: Kim Jong Un, kind: person, part_of: [prk]}
themes:
- {id: diplomacy, name: Diplomacy}
- {id: military, name: Military}
- {id: outlook, name: Outlook}
"""


@lru_cache(maxsize=1)
def curated() -> Frames:
    """Return the tables of the curated record, which are never changed."""
    return frames.build(load(curated_record()).dossier)


def loaded(text: str, name: str = "events.yaml") -> Loaded:
    """Load a record from one text."""
    return load_texts([(name, dedent(text))])


def dossier(text: str = SMALL) -> Dossier:
    """Return the dossier of a text that loads."""
    return loaded(text).dossier


def tables(text: str = SMALL) -> Frames:
    """Return the tables of a text that loads."""
    return frames.build(dossier(text))


def shown(text: str = SMALL, /, **query: str | list[str]) -> View:
    """Return what a query leaves of a text's record; ``from_`` stands for ``from``."""
    return select(tables(text), Selection.from_query({key.rstrip("_"): value for key, value in query.items()}))


def problems(text: str) -> list[Problem]:
    """Return the errors of a text that does not load, or the warnings of one that does."""
    try:
        return list(loaded(text).warnings)
    except RecordError as error:
        return list(error.problems)
