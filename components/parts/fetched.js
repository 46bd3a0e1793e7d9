// What a page's buttons open and no page shows by itself is fetched beside it, once: `data-fetched` has its address. A
// button that is pressed before it has come opens its box as soon as that is there.
import { base } from "./streamlit.js";

/** @type {WeakSet<Element>} */
const asked = new WeakSet();
/** @type {string | null} */
let wanted = null; // the id of a box that was pressed and is not there yet

/** Fetch for each place that is new in the page. */
export function fetched() {
  for (const place of document.querySelectorAll("[data-fetched]")) if (!asked.has(place)) fill(place);
}

/** @param {HTMLElement} place */
async function fill(place) {
  asked.add(place);
  try {
    const answer = await fetch(new URL(place.dataset.fetched ?? "", base()));
    if (!answer.ok) return;
    place.innerHTML = await answer.text(); // of our own server, whose templates escape
  } catch {
    asked.delete(place); // the line is down: whoever presses asks again
    return;
  }
  const box = wanted && document.getElementById(wanted);
  wanted = null;
  if (box) box.showPopover();
}

document.addEventListener("click", (event) => {
  const id = /** @type {Element} */ (event.target).closest?.("button[popovertarget]")?.getAttribute("popovertarget");
  if (!id || document.getElementById(id)) return;
  wanted = id;
  fetched();
});
