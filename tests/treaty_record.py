"""A small record with treaties, resolutions and legal questions, written as an editor writes it."""

TREATIES = """
edition: {version: "1", as_of: 2025-12-31}
events:
- id: signed
  date: 2024-06-19
  title: It is signed
  actors: [rus, prk]
  themes: [diplomacy]
  claims: [{id: signed.1, text: They signed., status: documented, sources: [wire-1]}]
- id: printed
  date: 2024-06-20
  title: Its text is printed
  claims: [{id: printed.1, text: It is out., status: documented, sources: [kcna-1]}]
- id: in-force
  date: 2024-12-04
  title: It enters into force
  claims: [{id: in-force.1, text: It holds., status: documented, sources: [paper-1]}]
- id: shells
  date: 2023-10
  title: Shells are said to be sent
  themes: [military]
  claims:
  - {id: shells.1, text: Shells were sent., status: alleged, said_by: [usa], sources: [wire-1], history: [{date: 2024-06-19, status: alleged}]}
  - {id: shells.2, text: A photograph shows one., status: documented, sources: [paper-1]}
  - {id: shells.3, text: None were sent., status: disputed, said_by: [rus], sources: [kcna-1]}
subjects:
- {id: defence, name: Defence}
- {id: exit, name: Exit}
- {id: culture, name: Culture}
- {id: arms, name: Arms}
- {id: oil, name: Oil}
treaties:
- id: old-pact
  title: The old pact
  official: {en: Old pact, ru: Старый договор}
  parties: [rus, prk]
  signed: 1961-07-06
  place: Moscow
  ended: 1996
  known: 1961-07
  articles_count: 2
  sources: [book-1]
  articles:
  - number: 1
    subject: defence
    text: If one is attacked the other helps.
    sources: [book-1]
    wordings: [{lang: en, whose: Treaty Series, text: "Should one suffer armed attack and find itself in a state of war, the other shall help with all the means at its disposal.", source: book-1}]
  - {number: 2, subject: exit, text: It holds for ten years., sources: [paper-1]}
- id: new-pact
  title: The new pact
  parties: [rus, prk]
  signed: 2024-06-19
  in_force: 2024-12-04
  term: Without limit.
  articles_count: 23
  events: [signed, printed, in-force]
  note: What its editor knows today.
  sources: [kcna-1]
  articles:
  - number: 4
    subject: defence
    text: If one is put in a state of war the other helps.
    sources: [kcna-1, paper-1]
    differs: 'The Russian says "attack" (вооруженное нападение), the English "armed invasion". One has "at its disposal".'
    note: A note on it.
    wordings:
    - {lang: ru, whose: Russian text, text: "Если Сторона подвергнется вооруженному нападению, другая поможет", source: kcna-1}
    - {lang: en, whose: English text, text: "In case one is put in a state of war by an armed invasion the other shall help with all the means.", source: kcna-1}
    - {lang: ko, whose: Later print, text: "무력침공을 받아", source: paper-1}
  - {number: 9, subject: culture, text: They dance., sources: [undated-1]}
- id: charter
  title: A charter
  signed: 1945-06-26
  articles:
  - {number: 51, subject: defence, text: Self-defence remains., sources: [undated-1], wordings: [{lang: en, whose: Authentic text, text: "Nothing shall impair the right if an armed attack occurs.", source: undated-1}]}
resolutions:
- id: res-10
  number: 10
  adopted: 2006-10-14
  after: A test.
  votes: {for: 15}
  russia: for
  event: signed
  sources: [wire-1]
  note: On the vote.
  measures:
  - {subject: arms, text: No arms may be bought., conduct: [shells.1, shells.2]}
  - {subject: oil, text: Oil is capped.}
- id: res-20
  number: 20
  adopted: 2024-06-20
  votes: {for: 12, against: 1, abstained: 2}
  russia: against
  sources: [paper-1]
  measures: [{subject: arms, text: No arms at all., conduct: [shells.2, shells.3]}]
questions:
- id: lawful
  text: Is it lawful?
  note: On the question.
  answers:
  - {text: "Yes. It follows the charter.", said_by: [rus], sources: [wire-1]}
  - {text: "It depends on what is done. And that is not seen.", said_by: [A scholar], sources: [paper-1]}
  - {text: No., sources: [undated-1]}
- id: later
  text: And the troops?
  answers: [{text: "No. They are not.", said_by: [usa], sources: [paper-1]}]
sources:
- {id: book-1, publisher: press, title: Treaties}
- {id: kcna-1, publisher: kcna, title: Text, published: 2024-06-20, read: {on: 2026-11-24, extent: page}}
- {id: paper-1, publisher: daily, title: Later, published: 2024-12-05, read: {on: 2026-11-24, extent: page}}
- {id: undated-1, publisher: press, title: Undated}
- {id: wire-1, publisher: reuters, title: Signed, published: 2024-06-19, read: {on: 2026-11-24, extent: page}}
publishers:
- {id: daily, name: The Daily, kind: newspaper, state_controlled: false}
- {id: kcna, name: KCNA, kind: state_media, country: prk, state_controlled: true}
- {id: press, name: A press, kind: academic, state_controlled: false}
- {id: reuters, name: Reuters, kind: wire, state_controlled: false}
actors:
- {id: prk, name: North Korea, kind: state, group: principals}
- {id: rus, name: Russia, kind: state, group: principals}
- {id: usa, name: United States, kind: state, group: others}
themes:
- {id: diplomacy, name: Diplomacy}
- {id: military, name: Military}
"""
