// The selection of pactline/query/selection.py and select.py once more, for the one file that has no server: the same
// URL keys, of which `data.keys` tells how they are read, and the same rules. tests/cases holds the two together.
// Data as components/sealed/content.py makes it, ids of claims and reactions taken off.
import { span } from "../parts/edtf.js";
import { fold } from "../parts/folding.js";
import { terms, WordIndex } from "../parts/words.js";
import { iso } from "../timeline/axis.js";

/**
 * @typedef {number[] | string[] | string | number | boolean | null} Value What a key holds: days as numbers, values that
 *   `data.names` has as their places in it.
 * @typedef {{ key: string, form: string, default: Value, narrows: string, [setting: string]: any }} Key
 * @typedef {{ keys: Key[], names: Record<string, [id: string, name: string][]>, wholes: number[][], events: any[][],
 *   claims: any[][], reactions: any[][] }} Data
 * @typedef {{ ignored: [key: string, value: string][], [key: string]: any }} Chosen
 * @typedef {{ events: [own: string[], summary: string][],
 *   claims: [own: string, note: string, quotes: [citation: number, text: string][]][] }} Texts Folded, by place.
 * @typedef {{ status: number, statuses: number[], independent: number, stateOnly: boolean, houses: number[],
 *   cites: number[][], outlets: number, citations: number }} Then What a claim or a reaction was on a day; whom it
 *   `cites` by citation: publisher, kind, country.
 */

const UNREADABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]/gu; // what no text has
const REPLACED = "\ufffd";
const BLANKS = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g; // as Python splits words
const TOKEN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const HOURS = /^((?:[01][0-9]|2[0-3])[0-5][0-9])?-((?:[01][0-9]|2[0-3])[0-5][0-9])?$/;
const SOON = 0.5 / 86400; // days: half a second, for sums of parts of days
const MOST_VALUES = 200;
const MOST_TEXT = 200; // characters
const FIRST_TABLE = "events";

/**
 * How each form of key is read (pactline/query/key_forms.py): what it holds, `null` for its default, and the values that
 * are strange and left out. There is at least one value; `known` are the record's ids, if the record has any for the key.
 * @type {Record<string, (key: Key, values: string[], table: string, known: string[] | null) => [Value, string[]?]>}
 */
const READ = {
  day({ last }, values) {
    const found = span(values[values.length - 1]);
    return found ? [found[last ? 1 : 0]] : [null, values.slice(-1)];
  },
  hours(_, values) {
    const found = HOURS.exec(values[values.length - 1]);
    if (!found?.[0] || !(found[1] || found[2])) return [null, values.slice(-1)];
    const minutes = [found[1], found[2]].map((time) =>
      time ? Number(time.slice(0, 2)) * 60 + Number(time.slice(2)) : -1,
    );
    return [minutes];
  },
  switch({ off, on }, values) {
    const value = values[values.length - 1];
    return value === on || value === off ? [value === on] : [null, [value]];
  },
  choice({ options, unsaid }, values, table) {
    const value = values[values.length - 1];
    if (!optionsOf(options, table).includes(value)) return [null, [value]];
    return [value === unsaid ? null : value];
  },
  choices({ options }, values, table, known) {
    const all = once(values);
    const own = all.filter((value) => optionsOf(options, table).includes(value));
    const strange = all.filter((value) => !own.includes(value));
    return [known ? own.map((value) => known.indexOf(value)) : own, strange];
  },
  ids(_, values, __, known) {
    const all = once(values);
    if (!known) return [all];
    const found = all.map((value) => {
      const place = known.indexOf(value); // else in another form of its text
      return place < 0 ? known.findIndex((id) => fold(id, true) === fold(value, true)) : place;
    });
    return [[...new Set(found)].filter((place) => place >= 0), all.filter((_value, n) => found[n] < 0)];
  },
  token({ unsaid }, values, _, known) {
    const value = values[values.length - 1];
    if (!TOKEN.test(value) || (known && !known.includes(value))) return [null, [value]];
    return [value === unsaid ? null : value];
  },
  number({ low, high }, values) {
    const value = values[values.length - 1];
    const fits = /^\d{1,4}$/.test(value) && Number(value) >= low && Number(value) <= high;
    return fits ? [Number(value)] : [null, [value]];
  },
  words(_, values) {
    const said = values[values.length - 1].replaceAll(REPLACED, " ").replace(BLANKS, " ").replace(/^ | $/g, "");
    return [[...said].slice(0, MOST_TEXT).join("").replace(/ $/, "") || null];
  },
};

/**
 * Read a query into a selection; what cannot be used is named in `ignored` and left out.
 * @param {URLSearchParams} query
 * @param {Data} data
 * @returns {Chosen}
 */
export function readQuery(query, data) {
  /** @type {Chosen} */
  const chosen = { ignored: [] };
  for (const key of data.keys) {
    const all = query.getAll(key.key).filter((value) => value !== "");
    const values = all.map((value) => value.replace(UNREADABLE, REPLACED));
    const table = chosen.table ?? FIRST_TABLE;
    const [value, strange = []] = values.length ? READ[key.form](key, values, table, ids(data, key.key)) : [null];
    chosen[key.key] = value ?? key.default;
    for (const one of strange) chosen.ignored.push([key.key, one]);
  }
  if (chosen.hours) {
    // A time without its day says nothing.
    /** @type {number[]} */
    const hours = chosen.hours;
    const dated = [chosen.from, chosen.to].map((day) => day !== null);
    const own = hours.map((time, end) => (dated[end] ? time : -1));
    const idle = hours.map((time, end) => (dated[end] ? -1 : time));
    chosen.hours = own.some((time) => time >= 0) ? own : null;
    if (idle.some((time) => time >= 0)) chosen.ignored.push(["hours", idle.map(hhmm).join("-")]);
  }
  return chosen;
}

/**
 * The query of a selection, keys in their order, defaults left out.
 * @param {Chosen} chosen
 * @param {Data} data
 * @returns {[key: string, value: string][]}
 */
export function writeQuery(chosen, data) {
  return data.keys
    .filter((key) => isSet(chosen, key))
    .flatMap((key) => {
      const value = chosen[key.key];
      if (key.form === "hours") return [pair(key, value.map(hhmm).join("-"))];
      if (Array.isArray(value)) return value.map((one) => pair(key, data.names[key.key]?.[one][0] ?? one));
      if (key.form === "day") return [pair(key, iso(value))];
      if (key.form === "switch") return [pair(key, value ? key.on : key.off)];
      return [pair(key, String(value))];
    });
}

/** @param {number} minutes of a day, -1 for none */
const hhmm = (minutes) => (minutes < 0 ? "" : `${Math.floor(minutes / 60) * 100 + (minutes % 60)}`.padStart(4, "0"));

/** @param {Key} key @param {string} value @returns {[string, string]} */
const pair = (key, value) => [key.key, value];

/** @param {Chosen} chosen @param {Key} key */
function isSet(chosen, key) {
  const value = chosen[key.key];
  return Array.isArray(value) ? value.length > 0 : value !== key.default;
}

/** @param {Data} data @param {string} key */
function ids(data, key) {
  if (key === "event") return data.events.map(([id]) => id);
  return data.names[key]?.map(([id]) => id) ?? null;
}

/** @param {string[]} values */
const once = (values) => [...new Set(values)].slice(0, MOST_VALUES);

/** @param {string[] | Record<string, string[]>} options @param {string} table */
const optionsOf = (options, table) => (Array.isArray(options) ? options : options[table]);

// Where a citation has what these keys ask. A kind and a country are asked of one publisher.
const KIND = 1;
const COUNTRY = 2;

/**
 * Whom a claim or reaction cites that is of the chosen kinds and countries.
 * @param {{ [key: string]: any }} chosen
 * @param {Then} then
 */
const citing = ({ kind = [], country = [] }, then) =>
  then.cites.filter((one) => meets(kind, [one[KIND]]) && meets(country, [one[COUNTRY]]));

/**
 * Which values of a facet a claim has by what it was on the day, and an event.
 * @type {Record<string, (then: Then, chosen: Chosen) => number[]>}
 */
const OWN_OF_CLAIMS = {
  publisher: ({ houses }) => houses,
  kind: (then, { country }) => given(citing({ country }, then).map((one) => one[KIND])),
  country: (then, { kind }) => given(citing({ kind }, then).map((one) => one[COUNTRY])),
  status: ({ statuses }) => statuses,
};

/** @param {number[]} places */
const given = (places) => [...new Set(places)].filter((place) => place >= 0);

/** @type {Record<string, (event: any[], data: Data) => number[]>} */
const OWN_OF_EVENTS = {
  theme: ([, , , , themes]) => themes,
  actor: ([, , , , , acts, reacts], { wholes }) => [
    ...new Set([...acts, ...reacts].flatMap((/** @type {number} */ actor) => wholes[actor])),
  ],
};

/**
 * What each key asks, of claims and of reactions by what they were on the day, and of events. A key that is not set
 * asks nothing. `q` is not among them: it is looked for in all events at once.
 * @type {Record<string, (asked: any, then: Then, known: number, all: Chosen) => boolean>}
 */
const OF_SOURCES = {
  publisher: (houses, then) => meets(houses, then.houses),
  kind: (_, then, __, all) => citing(all, then).length > 0,
  country: (_, then, __, all) => citing(all, then).length > 0,
  statemedia: (_, then) => !then.stateOnly,
  known: (day, _, known) => known <= day,
};

/** @type {typeof OF_SOURCES} */
const OF_CLAIMS = {
  ...OF_SOURCES,
  status: (statuses, then) => meets(statuses, then.statuses),
  independent: (least, then) => then.independent >= least,
  voices: (_, then) => then.independent === 1,
};

/** @type {Record<string, (chosen: any, event: any[], all: Chosen, data: Data) => boolean>} */
const OF_EVENTS = {
  from: (day, [, first, last, , , , , , , exact], { dates, hours }) => {
    if (!hours || hours[0] < 0) return (dates ? first : last) >= day;
    const moment = day + hours[0] / 1440;
    if (dates) return (exact?.[0] ?? first) >= moment - SOON;
    return exact ? exact[1] >= moment - SOON : last + 1 > moment;
  },
  to: (day, [, first, last, , , , , , , exact], { dates, hours }) => {
    if (!hours || hours[1] < 0) return (dates ? last : first) <= day;
    return (dates ? (exact?.[1] ?? last + 1) : (exact?.[0] ?? first)) <= day + hours[1] / 1440 + SOON;
  },
  actor: (actors, event, { match }, data) => meets(actors, OWN_OF_EVENTS.actor(event, data), match),
  theme: (themes, event, { match }, data) => meets(themes, OWN_OF_EVENTS.theme(event, data), match),
  importance: (least, [, , , own]) => own >= least,
  known: (day, [, , , , , , , , out]) => out <= day,
};

/**
 * What a selection leaves: sets of places of events, claims and reactions, and what each claim was on the day.
 * @param {Data} data
 * @param {Chosen} chosen
 * @param {Texts} texts
 */
export function select(data, chosen, texts) {
  const set = data.keys.filter((key) => isSet(chosen, key));
  const rules = (/** @type {Record<string, any>} */ of) =>
    set.filter(({ key }) => key in of).map(({ key }) => [of[key], chosen[key]]);
  const [ofClaims, ofSources, ofEvents] = [OF_CLAIMS, OF_SOURCES, OF_EVENTS].map(rules);
  const disputed = data.names.status.findIndex(([id]) => id === "disputed");
  const then = data.claims.map((claim) => claimOn(claim, chosen.known, disputed));
  const stays = data.claims.map(([, , known], place) =>
    ofClaims.every(([rule, asked]) => rule(asked, then[place], known, chosen)),
  );
  const claimed = new Set();
  const kept = new Set();
  data.claims.forEach(([event], place) => {
    claimed.add(event);
    if (stays[place]) kept.add(event);
  });
  const asksForClaims = set.some(({ narrows }) => narrows === "claims" || narrows === "sources");
  const found = matches(data, chosen, texts);
  /** @type {Set<number>} */
  const events = new Set();
  data.events.forEach((event, place) => {
    if (!kept.has(place) && (asksForClaims || claimed.has(place))) return;
    if (found && !found.has(place)) return;
    if (ofEvents.every(([rule, asked]) => rule(asked, event, chosen, data))) events.add(place);
  });
  /** @type {Set<number>} */
  const claims = new Set();
  data.claims.forEach(([event], place) => {
    if (stays[place] && events.has(event)) claims.add(place);
  });
  /** @type {Set<number>} */
  const reactions = new Set();
  data.reactions.forEach(([event, actor, known, citations], place) => {
    const mine = (/** @type {number} */ one) => meets(chosen.actor, data.wholes[one]);
    if (!events.has(event) || (!mine(actor) && !data.events[event][5].some(mine))) return;
    const cites = cited(citations, chosen.known);
    if (ofSources.every(([rule, asked]) => rule(asked, cites, known, chosen))) reactions.add(place);
  });
  return { events, claims, reactions, then };
}

/**
 * For each value of each facet, by its id, the events that choosing it alone would show; the other keys hold. For
 * importance the events that are at least so important. As `facet_counts` in pactline/query/select.py.
 * @param {Data} data
 * @param {Chosen} chosen
 * @param {Texts} texts
 * @returns {Record<string, Record<string, number>>}
 */
export function facetCounts(data, chosen, texts) {
  /** @type {Record<string, Record<string, number>>} */
  const counts = {};
  const without = (/** @type {string} */ key) => {
    const otherwise = data.keys.find((one) => one.key === key)?.default;
    return select(data, { ...chosen, [key]: otherwise }, texts);
  };
  for (const key of [...Object.keys(OWN_OF_EVENTS), ...Object.keys(OWN_OF_CLAIMS)]) {
    const { events, claims, then } = without(key);
    /** @type {Map<number, Set<number>>} */
    const found = new Map();
    const count = (/** @type {number[]} */ own, /** @type {number} */ event) => {
      for (const place of own) found.set(place, (found.get(place) ?? new Set()).add(event));
    };
    if (key in OWN_OF_EVENTS) for (const event of events) count(OWN_OF_EVENTS[key](data.events[event], data), event);
    else for (const claim of claims) count(OWN_OF_CLAIMS[key](then[claim], chosen), data.claims[claim][0]);
    counts[key] = Object.fromEntries([...found].map(([place, events]) => [data.names[key][place][0], events.size]));
  }
  const important = [...without("importance").events].map((event) => data.events[event][3]);
  counts.importance = Object.fromEntries(
    [1, 2, 3].map((least) => [least, important.filter((own) => own >= least).length]),
  );
  return counts;
}

/**
 * What a claim was on a day: as pactline/tables/as_known_on.py counts it anew. A voice carries the day since which it is
 * heard. `statuses` are those that find it: its own, and "disputed" if a claim that was known or a publication that was
 * out stands against it (pactline/tables/disputed.py).
 * @param {any[]} claim
 * @param {number | null} known
 * @param {number} disputed Place of that status.
 * @returns {Then}
 */
export function claimOn([, status, , voices, citations, history, against], known, disputed) {
  const stood = (/** @type {number} */ day) => known === null || day <= known;
  const before = known === null ? [] : history.filter((/** @type {number[]} */ [day]) => stood(day));
  const was = known === null || !history.length ? status : (before.at(-1) || history[0])[1];
  const objects = (/** @type {number[]} */ [day, , , bits]) => bits & 4 && stood(day);
  const objected = against.some(stood) || citations.some(objects);
  const statuses = objected && was !== disputed ? [was, disputed] : [was];
  return { status: was, statuses, independent: voices.filter(stood).length, ...cited(citations, known) };
}

/** @param {any[][]} citations @param {number | null} known */
export function cited(citations, known) {
  const there = known === null ? citations : citations.filter(([day]) => day <= known);
  const supporting = there.filter(([, , , bits]) => bits & 1);
  return {
    stateOnly: supporting.length > 0 && supporting.every(([, , , bits]) => bits & 2),
    houses: given(there.map(([, house]) => house)),
    cites: there.map(([, house, kind, , , country]) => [house, kind, country]),
    outlets: new Set(there.flatMap(([, , , , outlets]) => outlets)).size,
    citations: there.length,
  };
}

/** @param {number[]} chosen @param {number[]} own */
function meets(chosen, own, all = false) {
  if (!chosen.length) return true;
  return all ? chosen.every((one) => own.includes(one)) : chosen.some((one) => own.includes(one));
}

/**
 * Whether a summary stood on that day: not while a claim of the event was not known yet.
 * @param {Data} data
 * @param {number | null} known
 */
export function settled(data, known) {
  const late = new Set(data.claims.filter(([, , day]) => known !== null && day > known).map(([event]) => event));
  return (/** @type {number} */ event) => !late.has(event);
}

/** @type {WeakMap<Texts, { index: WordIndex, of: any[] }>} */
const INDEXES = new WeakMap();

/**
 * All texts in one index, and what each is: of an event, or of a claim (its own words; its note; a quotation).
 * @param {Data} data
 * @param {Texts} texts
 */
function indexOf(data, texts) {
  let made = INDEXES.get(texts);
  if (made) return made;
  /** @type {string[]} */
  const all = [];
  /** @type {any[]} */
  const of = [];
  const add = (/** @type {string} */ text, /** @type {any} */ what) => {
    all.push(text);
    of.push({ claim: -1, note: false, summary: false, citation: -1, ...what });
  };
  texts.events.forEach(([own, summary], event) => {
    for (const text of own) add(text, { event });
    add(summary, { event, summary: true });
  });
  texts.claims.forEach(([own, note, quotes], claim) => {
    const [event] = data.claims[claim];
    add(own, { event, claim });
    add(note, { event, claim, note: true });
    for (const [citation, text] of quotes) add(text, { event, claim, citation });
  });
  made = { index: new WordIndex(all), of };
  INDEXES.set(texts, made);
  return made;
}

/**
 * The events in which each term is found, in their own words, or in a claim that was known; `null` if nothing is asked.
 * @param {Data} data
 * @param {Chosen} chosen
 * @param {Texts} texts
 */
function matches(data, { q, known }, texts) {
  if (!q) return null;
  const { index, of } = indexOf(data, texts);
  const stands = settled(data, known);
  const stood = (/** @type {number} */ day) => known === null || day <= known;
  const asked = terms(q);
  const found = asked.map((term) => {
    /** @type {Set<number>} */
    const here = new Set();
    for (const place of index.find(term)) {
      const { event, claim, note, summary, citation } = of[place];
      const [, , since, , citations] = claim < 0 ? [] : data.claims[claim];
      const was = claim < 0 ? !summary || stands(event) : stood(since) && (!note || known === null);
      if (was && (citation < 0 || stood(citations[citation][0]))) here.add(event);
    }
    return here;
  });
  return new Set([...(found[0] ?? [])].filter((event) => found.every((here) => here.has(event))));
}
