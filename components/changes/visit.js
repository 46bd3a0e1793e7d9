// What has changed since the reader's last visit. The browser keeps when that was and the digests of what stood there, in
// its own store and nowhere else; the server is asked for what stands there now, and told nothing of the reader.
import { el } from "../parts/elements.js";
import { dayWords, formOf, written } from "../parts/language.js";
import { base } from "../parts/streamlit.js";

const APART = 30 * 60 * 1000; // ms without a page of ours after which another visit begins; shell/baked.js has it too
const NAME = "pactline-visit:"; // in the store, with the record's name behind it; likewise

/** @typedef {{ at: number; edition: string; digest: string; events: Record<string, string> }} Visit */
/** @typedef {{ now: Visit; before: Visit | null }} State What stood there in this visit, and in the one before. */
/** @typedef {{ digest: string; edition: string; events: Record<string, [print: string, title: string]> }} Seen */
/** @typedef {{ added: string[]; changed: string[]; withdrawn: string[]; told: boolean }} Differing */

/**
 * Return the state after another page of ours.
 *
 * @param {State | null} state
 * @param {Visit} now
 * @returns {State}
 */
export function after(state, now) {
  if (!state) return { now, before: null };
  return { now, before: now.at - state.now.at > APART ? state.now : state.before };
}

/**
 * Return which events differ between two visits; `told` is false where they are not told apart, or where the two have
 * nothing in common: then it was another record.
 *
 * @param {Visit} before
 * @param {Visit} now
 * @returns {Differing}
 */
export function differing(before, now) {
  const had = Object.keys(before.events);
  const has = Object.keys(now.events);
  const both = has.filter((id) => Object.hasOwn(before.events, id));
  if (!both.length) return { added: [], changed: [], withdrawn: [], told: false };
  return {
    added: has.filter((id) => !Object.hasOwn(before.events, id)),
    changed: both.filter((id) => before.events[id] !== now.events[id]),
    withdrawn: had.filter((id) => !Object.hasOwn(now.events, id)),
    told: true,
  };
}

/**
 * Return what has changed in words.
 *
 * @param {any} words
 * @param {Visit} before
 * @param {Differing} found
 */
export function sentence(words, before, found) {
  const kinds = /** @type {const} */ (["added", "changed", "withdrawn"]).filter((kind) => found[kind].length);
  const parts = kinds.map((kind, place) => {
    const form = place ? words[`also_${kind}`] : formOf(words[kind], found[kind].length);
    return form.replace("{n}", written(found[kind].length));
  });
  const said = found.told ? parts.join(", ") || words.none : words.some;
  // The day is the reader's own, wherever the reader is.
  const day = dayWords(before.at, { day: "numeric", month: "long", year: "numeric", timeZone: undefined });
  return words.line.replace("{day}", () => day).replace("{parts}", () => said);
}

/** What is kept of a record; nothing where the browser keeps nothing, or something else. */
export class Store {
  /** @param {string} of @param {() => Storage} place */
  constructor(of, place = () => localStorage) {
    this.name = NAME + of;
    this.place = place;
  }

  /** @returns {State | null} */
  read() {
    try {
      const state = JSON.parse(this.place().getItem(this.name) ?? "null");
      return isVisit(state?.now) && (state.before === null || isVisit(state.before)) ? state : null;
    } catch {
      return null;
    }
  }

  /** @param {State} state @returns {boolean} Whether it is kept. */
  write(state) {
    try {
      this.place().setItem(this.name, JSON.stringify(state));
      return true;
    } catch {
      return false;
    }
  }

  forget() {
    try {
      this.place().removeItem(this.name);
    } catch {
      /* it keeps nothing */
    }
  }
}

/** @param {any} one */
const isVisit = (one) =>
  Number.isFinite(one?.at) && typeof one.digest === "string" && typeof one.events === "object" && one.events !== null;

/**
 * Note a visit, and return what has changed since the one before: nothing on a first one, or where nothing has.
 *
 * @param {Store} store
 * @param {string} digest Of the record as the page has it.
 * @param {() => Promise<Seen | null>} ask
 * @param {number} at The moment.
 * @returns {Promise<Change>}
 */
export async function visited(store, digest, ask, at) {
  const state = store.read();
  let now = state?.now;
  if (now?.digest !== digest) {
    const seen = await ask();
    if (!seen?.digest) return null;
    const events = Object.fromEntries(Object.entries(seen.events).map(([id, [print]]) => [id, print]));
    now = { at, edition: seen.edition, digest: seen.digest, events };
  }
  const next = after(state, { ...now, at });
  if (!store.write(next)) return null;
  const { before } = next;
  if (!before || before.digest === now.digest) return null;
  const found = differing(before, now);
  const other = !found.told && Object.keys(before.events).length > 0 && Object.keys(now.events).length > 0;
  return other ? null : { before, found };
}

/** @type {Promise<Seen | null> | null} */
let asked = null;
let forgotten = false;

const ask = () => {
  asked ??= fetch(new URL("seen", base()))
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null);
  return asked;
};

/** @typedef {{ before: Visit; found: Differing } | null} Change */

/** @type {Promise<{ store: Store; change: Change } | null>} */
let coming = Promise.resolve(null);

/** Note a page of ours, whose head says what it is of, and fill the line where it has one; called whenever it changes. */
export function visitLine() {
  const own = (/** @type {string} */ one) =>
    /** @type {HTMLElement | null} */ (document.querySelector(`.stApp:not(.baked) ${one}:not([data-met])`));
  const head = own(".masthead[data-visit]");
  if (head && !forgotten) {
    head.dataset.met = "";
    const store = new Store(head.dataset.of ?? "");
    coming = visited(store, head.dataset.visit ?? "", ask, Date.now()).then((change) => {
      document.documentElement.toggleAttribute("data-visited", change !== null);
      return { store, change };
    });
  }
  const line = own(".visit");
  if (!line) return;
  line.dataset.met = "";
  coming.then((found) => {
    if (!found?.change || forgotten) return;
    const { store, change } = found;
    const words = JSON.parse(line.dataset.words ?? "{}");
    const [said] = line.getElementsByTagName("span");
    said.textContent = sentence(words, change.before, change.found);
    line.dataset.said = "";
    const [show] = line.getElementsByTagName("button");
    show.hidden = !change.found.told && !leadsOn(line, change);
    line.onclick = (event) => act(event, line, words, store, change);
  });
}

/**
 * Say whether the page Changes may know the edition of the visit before.
 *
 * @param {HTMLElement} line
 * @param {NonNullable<Change>} change
 */
const leadsOn = (line, { before }) => before.edition !== "" && before.edition !== line.dataset.version;

/**
 * @param {MouseEvent} event
 * @param {HTMLElement} line
 * @param {any} words
 * @param {Store} store
 * @param {NonNullable<Change>} change
 */
async function act(event, line, words, store, change) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-visit-act]"));
  const list = /** @type {HTMLElement} */ (line.querySelector("div"));
  if (button?.dataset.visitAct === "show") {
    list.hidden = !list.hidden;
    button.setAttribute("aria-expanded", String(!list.hidden));
    if (!list.hidden) list.replaceChildren(...listed(line, words, change, (await ask())?.events ?? {}));
  } else if (button) {
    forgotten = true;
    store.forget();
    list.hidden = true;
    const told = /** @type {HTMLElement} */ (line.querySelector("p"));
    told.replaceChildren(words.forgotten);
    told.focus();
  }
}

/**
 * @param {HTMLElement} line
 * @param {any} words
 * @param {NonNullable<Change>} change
 * @param {Seen["events"]} events
 */
function listed(line, words, change, events) {
  const { before, found } = change;
  const link = (/** @type {string} */ page, /** @type {Record<string, string>} */ query, /** @type {string} */ said) =>
    el("a", { href: `${page}?${new URLSearchParams(query)}`, "data-go": page, dir: "auto" }, said);
  const parts = /** @type {const} */ (["added", "changed"]).flatMap((kind) =>
    found[kind].length
      ? [
          el("h2", {}, formOf(words[kind], found[kind].length).replace("{n}", written(found[kind].length))),
          el("ul", {}, ...found[kind].map((id) => el("li", {}, link("event", { event: id }, events[id]?.[1] ?? id)))),
        ]
      : [],
  );
  if (found.withdrawn.length)
    parts.push(
      el(
        "p",
        {},
        words.gone.replace("{ids}", () => found.withdrawn.join(", ")),
      ),
    );
  if (leadsOn(line, change))
    parts.push(
      el(
        "p",
        {},
        link(
          "changes",
          { edition: before.edition },
          words.words.replace("{edition}", () => before.edition),
        ),
      ),
    );
  return parts;
}
