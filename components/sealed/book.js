// What the sealed edition holds: its data, its cards and pages, and the ways to them.
import { el } from "../parts/elements.js";
import { fold } from "../parts/folding.js";
import { dayWords } from "../parts/language.js";

export { alone, own, plural } from "./plain.js";

export const BOOK = JSON.parse(document.getElementById("pactline-data")?.textContent ?? "");
export const { data: DATA, words: WORDS, looks: LOOKS } = BOOK;
export const VIEWS = [...document.querySelectorAll("main > .view")].map((view) => view.id.slice(5));
// One event alone is a way to look at the timeline's view; an exercise stands alone (exercise.js).
export const PAGES = [...VIEWS, "event", ...(BOOK.sheets.length ? ["exercise", "key"] : [])];
// What stands in our own templates is there, and is what they say.
/**
 * @param {string} what
 * @param {ParentNode} where
 * @returns {any}
 */
export const $ = (what, where = document) => where.querySelector(what);
/**
 * @param {string} what
 * @param {ParentNode} where
 * @returns {any[]}
 */
export const $$ = (what, where = document) => [...where.querySelectorAll(what)];

export const OFFERED = new Set(BOOK.sheets); // events that have a sheet to judge
const PACKED = new Map(["plotly", "figures", "decks", "sheets", "keys"].map((id) => [id, $(`#${id}`)]));
/** @type {Map<Element | undefined | null, any>} */
const FOLDED = new Map(); // cards and views that nobody has seen yet, as text
export const CARDS = cards();
export const ENTRIES = new Map($$(".entry").map((entry) => [entry.dataset.event, entry]));
/** @type {Map<string, any>} */
export const PLACES = new Map(
  DATA.events.map((/** @type {[string]} */ [id], /** @type {number} */ place) => [id, place]),
);
/** @type {Map<string, any>} */
export const CLAIMS = new Map(
  DATA.claims.map((/** @type {[string]} */ [id], /** @type {number} */ place) => [id, place]),
);
for (const claim of DATA.claims) claim.shift();
/** @type {Map<string, any>} */
export const REACTIONS = new Map(
  DATA.reactions.map((/** @type {[string]} */ [id], /** @type {number} */ place) => [id, place]),
);
for (const reaction of DATA.reactions) reaction.shift();

// Cards and views that are not on screen lie in the document as text (start.js): to parse them all took half of the
// time in which the page opens. They become elements when they are shown, searched or printed. The text in the
// document itself stays until this script has come to its end.
/** @returns {Map<any, any>} */
function cards() {
  for (const view of $$("main > .view")) {
    const text = $(":scope > noscript", view)?.textContent;
    if (text) FOLDED.set(view, text);
  }
  const texts = $("#cards > noscript")
    .textContent.split(/<div class=.sealed-event./)
    .slice(1);
  const found = DATA.events.map((/** @type {[string]} */ [id], /** @type {number} */ place) => {
    const card = el("div", { class: "sealed-event", "data-event": id, id: `event-${id}` });
    FOLDED.set(card, texts[place].slice(texts[place].indexOf(">") + 1, texts[place].lastIndexOf("</div>")));
    return [id, card];
  });
  $("#cards").append(...found.map((/** @type {[string, HTMLElement]} */ [, card]) => card));
  return new Map(found);
}

/** @param {any} part */
function elements(part) {
  const template = document.createElement("template");
  template.innerHTML = FOLDED.get(part);
  return template.content;
}

export const folded = (/** @type {any} */ part) => FOLDED.has(part);

/** @param {any} part */
export function unfold(part) {
  if (!folded(part)) return;
  part.replaceChildren(elements(part));
  FOLDED.delete(part);
  for (const claim of $$("details.claim", part)) claim.open = false; // open in the file, for who has no scripts
}

// The texts to search in, read from the document itself, so that they stand in the file once: of an event its own
// words and its summary, of a claim its own, its note, and its quotations by the place of their citation.
let texts = null;
export const TEXTS = {
  get events() {
    return (texts ??= read()).events;
  },
  get claims() {
    return (texts ??= read()).claims;
  },
};
const said = (/** @type {any} */ part) => fold(part?.textContent || "");

function read() {
  const found = { events: DATA.events.map(() => [[], ""]), claims: DATA.claims.map(() => ["", "", []]) };
  for (const [id, held] of CARDS) {
    const card = folded(held) ? elements(held) : held;
    const place = PLACES.get(id);
    found.events[place] = [[id, title(id), DATA.events[place][7]].map((one) => fold(one)), said($(".summary", card))];
    for (const claim of $$(".claim", card)) {
      const quotes = $$(".citation", claim).flatMap((citation, n) =>
        $$(".quote, .translation q", citation).map((words) => [n, said(words)]),
      );
      found.claims[CLAIMS.get(claim.id)] = [said($(".claim-text", claim)), said($(".note", claim)), quotes];
    }
  }
  return found;
}

// What is large, and not wanted at once, lies in the file packed. Browsers before 2023 have nothing that unpacks it;
// the file brings that along.
/** @param {string} id */
export async function unzipped(id) {
  const letters = atob(PACKED.get(id).textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  if (!window.DecompressionStream) return new TextDecoder().decode(Fflate.gunzipSync(bytes));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

// A part that does not unpack (a file that was changed or cut off) is said to the reader.
/** @param {ParentNode} where */
export function broken(where) {
  if (!$(".broken", where)) where.prepend(el("p", { class: "notice broken", role: "alert" }, WORDS.broken));
}

/** @param {string} id */
export function title(id) {
  return $(".entry-title", ENTRIES.get(id)).textContent;
}

export const today = () =>
  dayWords(new Date(), { day: "numeric", month: "long", year: "numeric", timeZone: undefined });
