// How a view is cited is asked for when its menu opens (follow.html): it says the day, and looks at every row shown.
import { base } from "./streamlit.js";

/**
 * Listen for menus that open.
 *
 * @param {(path: string) => Promise<string | null>} [ask] Returns our own HTML at a path of the app.
 */
export function citeBoxes(ask = fetched) {
  if (document.__pactlineCites) return;
  document.__pactlineCites = true;
  document.addEventListener("toggle", (event) => fill(event, ask), true);
}

/**
 * @param {Event} event
 * @param {(path: string) => Promise<string | null>} ask
 */
export async function fill(event, ask) {
  const menu = /** @type {HTMLElement} */ (event.target);
  const box = /** @type {HTMLElement | null} */ (menu.querySelector?.("[data-cites]"));
  const query = box?.dataset.cites;
  if (!box || !query || /** @type {ToggleEvent} */ (event).newState !== "open" || box.dataset.asked === query) return;
  box.dataset.asked = query;
  const html = await ask(`card?${query}`);
  if (box.dataset.asked !== query) return;
  if (html)
    box.innerHTML = html; // of our own templates, every text escaped
  else delete box.dataset.asked; // the link in it leads to the page that has it; opened again, it is asked for again
}

/** @param {string} path */
async function fetched(path) {
  const own = encodeURIComponent(base().replace(/\/$/, ""));
  const answer = await fetch(new URL(`${path}&base=${own}`, base())).catch(() => null);
  return answer?.ok ? answer.text() : null;
}
