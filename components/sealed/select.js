// @ts-nocheck
// The selection of pactline/query/selection.py and select.py once more, for the one file that has no server: the same URL
// keys, the same meaning. The two are held together by tests that ask both the same questions in a browser.
// Data as components/sealed/content.py makes it, ids of claims and reactions taken off.
import { FOLD_BLANKS, fold } from "../parts/folding.js";

const DAY_MS = 86400000;
const UNREADABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]/gu; // what no text has
const REPLACED = "\ufffd";
const FORMS = ["actor", "theme", "publisher"]; // keys whose values may be plain words, which have several forms

// Read a query into a selection; what the record does not have is named in `ignored` and left out.
export function readQuery(query, data) {
  const all = (key) =>
    query
      .getAll(key)
      .filter((value) => value !== "")
      .map((value) => value.replace(UNREADABLE, REPLACED));
  const last = (key) => all(key).at(-1) ?? null;
  const ignored = [];
  const choice = (key, known, otherwise) => {
    const value = last(key);
    if (value === null) return otherwise;
    if (known.includes(value)) return value;
    ignored.push([key, value]);
    return otherwise;
  };
  const number = (key, low, high, otherwise) => {
    const value = last(key);
    if (value === null) return otherwise;
    if (/^\d{1,4}$/.test(value) && Number(value) >= low && Number(value) <= high) return Number(value);
    ignored.push([key, value]);
    return otherwise;
  };
  const day = (key, end) => {
    const value = last(key);
    if (value === null) return null;
    const span = days(value);
    if (!span) ignored.push([key, value]);
    return span ? span[end] : null;
  };
  const values = (key) => {
    const places = new Map(data.names[key].map(([id], place) => [id, place]));
    const named = (value) => data.names[key].findIndex(([id]) => fold(id, true) === fold(value, true));
    const taken = [...new Set(all(key))].flatMap((value) => {
      const found = places.get(value) ?? (FORMS.includes(key) ? named(value) : -1);
      const place = found < 0 ? undefined : found;
      if (place !== undefined && (key !== "status" || value !== "none")) return [place];
      ignored.push([key, value]);
      return [];
    });
    return [...new Set(taken)];
  };
  const event = last("event");
  const known = event === null || data.events.some(([id]) => id === event);
  if (!known) ignored.push(["event", event]);
  return {
    first: day("from", 0),
    last: day("to", 1),
    certain: choice("dates", ["possible", "certain"], "possible") === "certain",
    actor: values("actor"),
    theme: values("theme"),
    publisher: values("publisher"),
    kind: values("kind"),
    status: values("status"),
    all: choice("match", ["any", "all"], "any") === "all",
    hideState: choice("statemedia", ["show", "hide"], "show") === "hide",
    independent: number("independent", 0, 99, 0),
    importance: number("importance", 1, 3, 1),
    words: [...(last("q") ?? "").replaceAll(REPLACED, " ").replace(FOLD_BLANKS, " ").trim()]
      .slice(0, 200)
      .join("")
      .trim(),
    known: day("known", 1),
    event: known ? event : null,
    lanes: choice("lanes", data.lanes, "theme"),
    newest: choice("sort", ["old", "new"], "old") === "new",
    story: last("story"),
    step: number("step", 0, 9999, null),
    ignored,
  };
}

// The first and last day of a year, month or day, counted from 1970-01-01; null for anything else.
export function days(text) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map((part) => (part === undefined ? null : Number(part)));
  if (year < 1 || (month !== null && (month < 1 || month > 12))) return null;
  const at = (y, m, d) => Math.round(new Date(0).setUTCFullYear(y, m, d) / DAY_MS);
  if (day !== null) {
    const only = at(year, month - 1, day);
    return new Date(only * DAY_MS).getUTCDate() === day && day > 0 ? [only, only] : null;
  }
  return month === null ? [at(year, 0, 1), at(year, 11, 31)] : [at(year, month - 1, 1), at(year, month, 0)];
}

// What a selection leaves: sets of places of events, claims and reactions, and what each claim was on the day.
// `words` are the folded texts of events and claims, by place, as `TEXTS` in book.js has them.
export function select(data, chosen, words) {
  const disputed = data.names.status.findIndex(([id]) => id === "disputed");
  const then = data.claims.map((claim) => claimOn(claim, chosen.known, disputed));
  const claimStays = data.claims.map(([, , known], place) => {
    const { statuses, independent, stateOnly, houses, kinds } = then[place];
    return (
      meets(chosen.publisher, houses) &&
      meets(chosen.kind, kinds) &&
      meets(chosen.status, statuses) &&
      !(chosen.hideState && stateOnly) &&
      independent >= chosen.independent &&
      onTime(known, chosen)
    );
  });
  const claimed = new Set(),
    kept = new Set();
  data.claims.forEach(([event], place) => {
    claimed.add(event);
    if (claimStays[place]) kept.add(event);
  });
  const asks =
    chosen.publisher.length ||
    chosen.kind.length ||
    chosen.status.length ||
    chosen.hideState ||
    chosen.independent ||
    chosen.known !== null;
  const found = matches(data, chosen, words);
  const events = new Set();
  data.events.forEach(([, first, last, importance, themes, acts, reacts, , out], place) => {
    const takePart = acts.concat(reacts).flatMap((actor) => data.wholes[actor]);
    const [low, high] = chosen.certain ? [first, last] : [last, first];
    if (
      (kept.has(place) || (!asks && !claimed.has(place))) &&
      (chosen.first === null || low >= chosen.first) &&
      (chosen.last === null || high <= chosen.last) &&
      importance >= chosen.importance &&
      onTime(out, chosen) &&
      meets(chosen.theme, themes, chosen.all) &&
      meets(chosen.actor, takePart, chosen.all) &&
      (!found || found.has(place))
    )
      events.add(place);
  });
  const claims = new Set();
  data.claims.forEach(([event], place) => {
    if (claimStays[place] && events.has(event)) claims.add(place);
  });
  const reactions = new Set();
  data.reactions.forEach(([event, actor, known, citations], place) => {
    const { stateOnly, houses, kinds } = cited(citations, chosen.known);
    const mine = (one) => data.wholes[one].some((whole) => chosen.actor.includes(whole));
    if (
      events.has(event) &&
      meets(chosen.publisher, houses) &&
      meets(chosen.kind, kinds) &&
      !(chosen.hideState && stateOnly) &&
      onTime(known, chosen) &&
      (!chosen.actor.length || mine(actor) || data.events[event][5].some(mine))
    )
      reactions.add(place);
  });
  return { events, claims, reactions, then };
}

// What a claim was on a day: as pactline/tables/as_known_on.py counts it anew. A voice carries the day since which it is heard.
// `statuses` are those that find it: its own, and "disputed" if it contradicts a claim that was known (pactline/tables/disputed.py).
export function claimOn([, status, , voices, citations, history, against], known, disputed) {
  const before = known === null ? [] : history.filter(([day]) => day <= known);
  const was = known === null || !history.length ? status : (before.at(-1) || history[0])[1];
  const independent = known === null ? voices.length : voices.filter((day) => day <= known).length;
  const contradicts = against.some((day) => known === null || day <= known);
  const statuses = contradicts && was !== disputed ? [was, disputed] : [was];
  return { status: was, statuses, independent, ...cited(citations, known) };
}

export function cited(citations, known) {
  const there = known === null ? citations : citations.filter(([day]) => day <= known);
  const supporting = there.filter(([, , , bits]) => bits & 1);
  return {
    stateOnly: supporting.length > 0 && supporting.every(([, , , bits]) => bits & 2),
    houses: [...new Set(there.map(([, house]) => house).filter((house) => house >= 0))],
    kinds: [...new Set(there.map(([, , kind]) => kind).filter((kind) => kind >= 0))],
    outlets: new Set(there.flatMap(([, , , , outlets]) => outlets)).size,
    citations: there.length,
  };
}

function onTime(known, chosen) {
  return chosen.known === null || known <= chosen.known;
}

function meets(chosen, own, all = false) {
  if (!chosen.length) return true;
  return all ? chosen.every((one) => own.includes(one)) : chosen.some((one) => own.includes(one));
}

// Whether a summary stood on that day: not while a claim of the event was not known yet.
export function settled(data, known) {
  const late = new Set(data.claims.filter(([, , day]) => known !== null && day > known).map(([event]) => event));
  return (event) => !late.has(event);
}

// The events in which each word occurs: in their own words, or in a claim that was known.
function matches(data, chosen, words) {
  if (!chosen.words) return null;
  const stands = settled(data, chosen.known);
  let found = null;
  for (const word of fold(chosen.words).split(" ")) {
    const here = new Set();
    words.events.forEach(([own, summary], place) => {
      if (own.includes(word) || (stands(place) && summary.includes(word))) here.add(place);
    });
    words.claims.forEach(([own, note, quotes], place) => {
      const [event, , known, , citations] = data.claims[place];
      if (!onTime(known, chosen)) return;
      const quoted = () =>
        quotes.some(([n, text]) => text.includes(word) && (chosen.known === null || citations[n][0] <= chosen.known));
      if (own.includes(word) || (chosen.known === null && note.includes(word)) || quoted()) here.add(event);
    });
    found = found === null ? here : new Set([...found].filter((event) => here.has(event)));
  }
  return found;
}
