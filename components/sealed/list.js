// The list of events as a selection leaves it: entries that are not shown are hidden, the others say what is shown of
// them. Used by the sealed edition and by a site of plain files.
import { el } from "../parts/elements.js";
import { plural } from "./plain.js";

/**
 * @param {ParentNode} list
 * @param {(event: string) => import("./types.js").Facts | null | undefined} factsOf Of an event; `null` for one that is
 *   shown without a claim, `undefined` for one that is not shown.
 * @param {any} words
 */
export function narrowList(list, factsOf, words) {
  for (const entry of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".entry"))) {
    const facts = factsOf(entry.dataset.event ?? "");
    entry.hidden = facts === undefined;
    const line = entry.querySelector(".entry-facts");
    if (facts !== undefined && line) tell(line, facts, words);
  }
  for (const year of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".year")))
    year.hidden = !year.querySelector(".entry:not([hidden])");
}

/**
 * @param {Element} line
 * @param {import("./types.js").Facts | null} facts
 * @param {any} words
 */
function tell(line, facts, words) {
  const told = facts
    ? `${plural(words.claims, facts.n)}, ${plural(words.independent, facts.independent)}`
    : words.no_claims;
  line.replaceChildren(statusMark(facts?.status || "none", words), el("span", facts ? {} : { class: "missing" }, told));
}

/**
 * @param {string} status
 * @param {any} words
 */
export function statusMark(status, words) {
  const mark = el("span", { class: `status status-${status}` });
  mark.append(el("span", { class: "sign", "aria-hidden": "true" }, words.signs[status]), words.status[status]);
  return mark;
}
