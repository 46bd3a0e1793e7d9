// What is left of the timeline's picture, and of the list, when a selection narrows them. Used by the sealed edition and by
// a site of plain files; knows of no document.
import { plural } from "./plain.js";
import { cited, select } from "./select.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {{ data: any; words: any; middles: (number | null)[]; facets: Record<string, [string, string][]> }} Book */

/**
 * What each event is of which claims are shown: how many, the first one's status, its independent sources.
 *
 * @param {any} data
 * @param {{ claims: Iterable<number>; then: any }} result
 * @returns {State["facts"]}
 */
export function factsOf(data, { claims, then }) {
  /** @type {State["facts"]} */
  const facts = new Map();
  for (const place of claims) {
    const [event] = data.claims[place];
    const { status, independent } = then[place];
    const own = facts.get(event) ?? { n: 0, status: data.names.status[status][0], independent: 0 };
    facts.set(event, own);
    own.n += 1;
    own.independent = Math.max(own.independent, independent);
  }
  return facts;
}

/**
 * The publishers that shown claims and reactions cite, by their places; of claims, how many cite each.
 *
 * @param {any} data
 * @param {import("./types.js").Result} result
 * @param {number | null} known
 * @returns {{ all: Set<number>; claims: Map<number, number> }}
 */
export function housesOf(data, { claims, reactions, then }, known) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const place of claims) for (const house of then[place].houses) counts.set(house, (counts.get(house) ?? 0) + 1);
  const all = new Set(counts.keys());
  for (const place of reactions) for (const house of cited(data.reactions[place][3], known).houses) all.add(house);
  return { all, claims: counts };
}

/**
 * The picture as a selection leaves it. The range of dates is its window, and narrows it only where uncertain dates are
 * left out.
 *
 * @param {import("../timeline/types.js").TimelineData} whole
 * @param {Book} book
 * @param {Pick<State, "chosen" | "result" | "facts">} state
 * @param {any} texts
 * @param {Map<string, number>} places
 */
export function pictured(whole, book, { chosen, result, facts }, texts, places) {
  const { from, to, hours, known, dates } = chosen;
  const open = select(book.data, { ...chosen, from: null, to: null, hours: null, dates: false }, texts);
  const heads = statuses(open, book.data);
  const picked = narrowed(whole, dates ? result.events : open.events, heads, { book, facts, places });
  const shown = new Set(picked.events.map(({ id }) => id));
  return {
    ...picked,
    strip: counted(whole.strip, open.events, heads, book.middles),
    range: [from === null ? null : from + part(hours?.[0], 0), to === null ? null : to + part(hours?.[1], 1)],
    eras: whole.eras.filter(([, begins]) => known === null || begins <= known),
    links: whole.links.filter(([one, other]) => shown.has(one) && shown.has(other)),
    alt: plural(book.words.alt, shown.size),
  };
}

// Minutes as part of a day; none, or -1, is the day's own end.
/** @param {number | undefined} minutes @param {number} open */
const part = (minutes = -1, open = 0) => (minutes < 0 ? open : minutes / 1440);

// Leave the events that are shown, each with the status that its shown claims give it.
/**
 * @param {import("../timeline/types.js").TimelineData} whole
 * @param {Iterable<number>} left
 * @param {Map<number, string>} heads
 * @param {{ book: Book; facts: State["facts"]; places: Map<string, number> }} by
 */
function narrowed(whole, left, heads, { book, facts, places: known }) {
  const { data, words } = book;
  const shown = new Map([...left].map((place) => [data.events[place][0], place]));
  /** @type {Map<number, number>} */
  const places = new Map();
  const events = whole.events.flatMap((event, n) => {
    if (!shown.has(event.id)) return [];
    places.set(n, places.size);
    const own = facts.get(known.get(event.id) ?? -1);
    const sources = own ? plural(words.independent, own.independent) : "";
    return [{ ...event, status: heads.get(shown.get(event.id) ?? -1) || "none", sources }];
  });
  const rows = whole.rows.flatMap(({ event, lane }) =>
    places.has(event) ? [{ event: places.get(event) ?? 0, lane }] : [],
  );
  const lanes = whole.lanes.map(({ name }, n) => ({ name, n: rows.filter(({ lane }) => lane === n).length }));
  return { ...whole, events, rows, lanes };
}

// Each event's status, that of its first shown claim, whatever the range of dates.
/**
 * @param {{ claims: Iterable<number>; then: any }} left
 * @param {any} data
 */
function statuses({ claims, then }, data) {
  const heads = new Map();
  for (const claim of claims) {
    const [event] = data.claims[claim];
    if (!heads.has(event)) heads.set(event, data.names.status[then[claim].status][0]);
  }
  return heads;
}

// The strip counts what the other filters leave, on the whole record's axis.
/**
 * @param {import("../timeline/types.js").Strip} whole
 * @param {Iterable<number>} events
 * @param {Map<number, string>} heads
 * @param {(number | null)[]} middles
 */
function counted(whole, events, heads, middles) {
  /** @type {Map<string, import("../timeline/types.js").Strip["bins"][0]>} */
  const bins = new Map();
  for (const event of events) {
    const middle = middles[event];
    if (middle === null) continue;
    const pane = whole.panes.findIndex((one) => middle >= one.first && middle < one.after);
    if (pane < 0) continue;
    const edges = whole.edges[pane];
    let bin = edges.length - 2;
    while (bin > 0 && edges[bin] > middle) bin -= 1;
    const key = `${pane}:${bin}`;
    const own = bins.get(key) ?? [pane, edges[bin], edges[bin + 1], whole.statuses.map(() => 0)];
    own[3][whole.statuses.indexOf(heads.get(event) || "none")] += 1;
    bins.set(key, own);
  }
  const list = [...bins.values()];
  return { ...whole, bins: list, most: Math.max(0, ...list.map(([, , , counts]) => counts.reduce((a, b) => a + b))) };
}
