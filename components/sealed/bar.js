// What is said above the list of what a selection leaves, and what the filter panel is told. Used by the sealed edition
// and by a site of plain files; knows of no document.
import { written } from "../parts/language.js";
import { said } from "../timeline/axis.js";
import { alone, own, plural } from "./plain.js";
import { facetCounts } from "./select.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./narrowing.js").Book} Book */

/**
 * What is shown of how many.
 *
 * @param {Book} book
 * @param {State} state
 */
export function counted({ data, words }, { result, publishers }) {
  const shown = (
    /** @type {import("./types.js").Forms} */ forms,
    /** @type {number} */ few,
    /** @type {number} */ all,
  ) => plural(forms, all).replace("{shown}", written(few));
  return [
    shown(words.shown, result.events.size, data.events.length),
    shown(words.shown_claims, result.claims.size, data.claims.length),
    plural(words.publishers, publishers),
  ].join(", ");
}

/**
 * What a chip says; nothing for what is no filter.
 *
 * @param {Book} book
 * @param {import("./select.js").Chosen} chosen
 * @param {string} key
 * @param {string} value
 */
export function chipLabel({ data, facets, words }, chosen, key, value) {
  const named = own(facets, key)?.find((/** @type {[string]} */ [id]) => id === value);
  if (named) return named[1] || value;
  const says = own(words.chip, key);
  if (!says) return "";
  if (typeof says !== "string") return plural(says, Number(value));
  const form = data.keys.find((/** @type {{ key: string }} */ one) => one.key === key)?.form;
  const shown = form === "day" ? said(chosen[key]) : form === "hours" ? times(value) : value;
  return says.replace(/\{(day|words|n)\}/, () => alone(shown));
}

// "1400-1630" as a reader says it.
/** @param {string} value */
const times = (value) => value.replace(/(\d\d)(\d\d)/g, "$1:$2").replace("-", "–");

/**
 * What the filter panel shows.
 *
 * @param {Book} book
 * @param {Pick<State, "query" | "chosen">} state
 * @param {any} texts
 * @param {number} handled The panel's last change that was taken.
 */
export function panelled({ data, facets, words }, { query, chosen }, texts, handled) {
  /** @type {Map<string, any>} */
  const controls = new Map(
    words.filters.controls.map((/** @type {{ key: string }} */ control) => [control.key, control]),
  );
  /** @type {Record<string, string[]>} */
  const asked = {};
  for (const [key, value] of query) if (controls.has(key)) (asked[key] ??= []).push(value);
  const { importance, ...counts } = facetCounts(data, chosen, texts);
  return {
    handled,
    query: asked,
    facets: Object.keys(facets).map((key) => {
      /** @type {[string, string, number][]} */
      const all = facets[key].map(([id, label]) => [id, label, own(counts[key], id) || 0]);
      const { label, ordered } = controls.get(key);
      const options = ordered
        ? all
        : all
            .filter(([id, , n]) => n || asked[key]?.includes(id))
            .sort((a, b) => b[2] - a[2] || a[1].localeCompare(b[1]));
      return { key, label, all: options.length, words: "", options };
    }),
    least: { importance },
  };
}
