// What parts/streamlit.js is in the app, for a page of a site, which has no server: scripts/bundle.js puts this one in
// its place. Each function means what it means there.

const SCHEME = "pactline-scheme";
const own = /** @type {HTMLScriptElement} */ (document.currentScript);

/** Return the address of a shared file, by what it is for. */
export const shared = (/** @type {string} */ name) => new URL(own.dataset[name] ?? "", own.src).href;

const root = new URL("..", own.src).href; // shared files lie one folder below it

export const base = () => root;

export const app = () => /** @type {HTMLElement} */ (document.querySelector(".stApp"));

export const main = () => document.getElementById("content");

export function chosen() {
  return document.documentElement.dataset.scheme ?? "System";
}

/** @param {"System" | "Light" | "Dark"} scheme */
export async function choose(scheme) {
  document.documentElement.dataset.scheme = scheme;
  document.dispatchEvent(new Event("pactline:scheme"));
  try {
    if (scheme === "System") localStorage.removeItem(SCHEME);
    else localStorage.setItem(SCHEME, scheme);
  } catch {
    // It holds as long as the page.
  }
}

/**
 * Go to an address: where only its query is another one, the page itself answers; else the file is loaded.
 *
 * @param {string} href
 * @param {boolean} instead Whether it takes the place of the address that is open.
 */
export function visit(href, instead = false) {
  const to = new URL(href, location.href);
  if (to.pathname !== location.pathname) {
    location[instead ? "replace" : "assign"](to);
    return;
  }
  history[instead ? "replaceState" : "pushState"]({}, "", to);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

/** @returns {[chart: HTMLElement, widths: number[]][]} */
export const charts = () => []; // pictures of a page that stands by itself fit by their own rules
