"""A small record with contested figures, written as an editor writes it."""

# Two metrics that many estimate, one that nobody independent does, and one that a single voice gives.
FIGURES = """
edition: {version: "1", as_of: 2025-12-31}
events:
- {id: talks, date: 2023-09, title: Talks, actors: [rus], themes: [diplomacy], importance: 2, claims: [{id: talks.1, text: They met., status: documented, sources: [wire-1]}]}
- {id: report, date: 2025-05-29, title: A team reports, actors: [prk], themes: [sanctions], importance: 3, claims: [{id: report.1, text: It reports., status: documented, sources: [paper-1]}]}
metrics:
- {id: crates, unit: crates, label: Crates sent by ship, note: What is inside is inferred.}
- {id: fallen, unit: persons, label: The fallen}
- {id: parade, unit: persons, label: At the parade}
- {id: change, unit: percent, label: Change in trade}
estimates:
- {id: crates-1, metric: crates, counts: delivery, since: 2023-09, as_of: 2023-10-01, cumulative: true, low: 1000, estimator: white-house, basis: imagery, event: talks, sources: [wire-1]}
- {id: crates-2, metric: crates, counts: delivery, as_of: 2024-02-26, cumulative: true, value: 6700, approximate: true, estimator: kor-mod, sources: [{id: paper-1, quote: six thousand seven hundred, lang: en}], note: Not explained.}
- {id: crates-3, metric: crates, counts: delivery, since: 2023-08, as_of: 2025-03, cumulative: true, low: 15800, high: 16000, estimator: centre, sources: [paper-1, {id: tass-1, part: disputes}]}
- {id: crates-4, metric: crates, counts: delivery, since: 2023-09, as_of: 2025-05-29, cumulative: true, low: 20000, estimator: white-house, event: report, sources: [paper-1]}
- {id: crates-5, metric: crates, counts: capacity, as_of: 2025-05, cumulative: true, high: 90000, estimator: kor-mod, sources: [undated-1]}
- {id: crates-6, metric: crates, counts: presence, as_of: 2025-01-15, cumulative: false, value: 300, estimator: An officer, sources: [paper-1]}
- {id: crates-7, metric: crates, counts: delivery, as_of: 2025-04, text: a great many, estimator: tass, sources: [tass-1]}
- {id: fallen-1, metric: fallen, counts: death, as_of: 2025-01-05, cumulative: true, value: 300, estimator: ukr-gur, sources: [paper-1]}
- {id: fallen-2, metric: fallen, counts: death, as_of: 2025-06-30, cumulative: true, value: 101, estimator: prk, sources: [tass-1, {id: paper-1, part: disputes}]}
- {id: parade-1, metric: parade, counts: presence, as_of: 2025-05-09, cumulative: false, value: 1, estimator: prk, sources: [tass-1]}
- {id: change-1, metric: change, counts: share, as_of: 2024, value: -56, estimator: rus, sources: [tass-1]}
- {id: change-2, metric: change, counts: share, as_of: 2025, value: 54, estimator: rus, sources: [tass-1]}
sources:
- {id: paper-1, publisher: daily, title: Crates, url: "https://example.org/crates", published: 2025-06-01, read: {on: 2026-11-24, extent: page}}
- {id: tass-1, publisher: tass, title: Denied, published: 2025-07-01, read: {on: 2026-11-24, extent: excerpt}}
- {id: undated-1, publisher: daily, title: Room}
- {id: wire-1, publisher: reuters, title: Talks, published: 2023-10-13, read: {on: 2026-11-24, extent: page}}
publishers:
- {id: centre, name: The Centre, kind: think_tank, country: gbr, state_controlled: false}
- {id: daily, name: The Daily, kind: newspaper, state_controlled: false}
- {id: reuters, name: Reuters, kind: wire, state_controlled: false}
- {id: tass, name: TASS, kind: state_media, country: rus, state_controlled: true}
- {id: voice, name: The Voice, kind: broadcaster, country: usa, state_controlled: true}
actors:
- {id: kor-mod, name: Seoul's ministry, kind: body, part_of: [kor]}
- {id: kor, name: South Korea, kind: state, group: neighbours}
- {id: prk, name: North Korea, kind: state, group: principals}
- {id: rus, name: Russia, kind: state, group: principals}
- {id: ukr, name: Ukraine, kind: state, group: parties-to-the-war}
- {id: ukr-gur, name: HUR, kind: body, part_of: [ukr]}
- {id: usa, name: United States, kind: state, group: others}
- {id: white-house, name: White House, kind: body, part_of: [usa]}
themes:
- {id: diplomacy, name: Diplomacy}
- {id: sanctions, name: Sanctions}
"""
