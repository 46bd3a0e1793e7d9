// Where the reader is: what stands after the # says all. Any text may stand there.
import { PAGES } from "./book.js";

/** @type {string | null} */
let unwritten = null; // an address that this frame's browser refuses to keep
let draw = () => {};

// Say what draws the page of an address that no event tells of.
/** @param {() => void} act */
export function drawsWith(act) {
  draw = act;
}

// The browser's own address says it again.
export function written() {
  unwritten = null;
}

export const here = () => unwritten ?? location.hash;
// In a srcdoc frame "#…" alone would be read against the address of the page around it.
export const absolute = (/** @type {string} */ hash) => location.href.split("#")[0] + hash;
export const rootless = () => absolute("") !== document.baseURI.split("#")[0];

/** @param {string} hash */
export function go(hash) {
  if (hash === here()) return;
  keep(() => {
    location.hash = hash;
  }, hash);
  if (unwritten === hash) draw();
}

// Write the address without a step in the browser's history.
/** @param {string} hash */
export function amend(hash) {
  keep(() => history.replaceState(history.state, "", absolute(hash)), hash);
}

/**
 * @param {() => void} write
 * @param {string} hash
 */
function keep(write, hash) {
  const before = location.hash;
  unwritten = null;
  try {
    write();
  } catch {
    /* a frame that may not have its own: it is kept here */
  }
  if (location.hash === before && before !== hash) unwritten = hash;
}

// As the query of any link, no text in it is wrong: a lone % is a %.
/** @returns {[page: string, query: URLSearchParams]} */
export function address() {
  const [page, ...query] = here().slice(1).split("?");
  return [PAGES.includes(page) ? page : PAGES[0], new URLSearchParams(query.join("?"))];
}

/**
 * @param {string} page
 * @param {(string | number | null)[][] | import("./types.js").Pairs} query
 */
export function link(page, query) {
  const text = new URLSearchParams(/** @type {string[][]} */ (query)).toString();
  return `#${page}${text ? `?${text}` : ""}`;
}

/** @param {Event} event */
export function follow(event) {
  const own = event.target?.closest?.('a[href^="#"]');
  if (!own || event.defaultPrevented || !rootless()) return;
  event.preventDefault();
  if (event.type === "click") go(own.getAttribute("href") ?? "");
}
