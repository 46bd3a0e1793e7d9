// The drawer's cards, each from a file of its own.
import { Cards } from "../drawer/cards.js";
import { base } from "../parts/streamlit.js";
import { hold } from "./holds.js";

export class FileCards extends Cards {
  /**
   * @param {string[]} events
   * @param {"list" | "cite" | ""} [as]
   * @returns {Promise<string | null>}
   */
  async ask(events, as = "") {
    const found = await Promise.all(events.map((event) => hold(`card/${event}`, `card/${event}.js`)));
    return rooted(found.map(({ card, entry, cite }) => ({ "": card, list: entry, cite })[as]).join(""));
  }
}

/**
 * Links of a card are written from the site's root on, wherever the page stands that shows it.
 *
 * @param {string} html Of our own templates.
 */
function rooted(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  for (const link of made.content.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href") ?? "";
    if (!/^([a-z][a-z0-9+.-]*:|#)/i.test(href)) link.setAttribute("href", new URL(href, base()).href);
  }
  return made.innerHTML;
}
