// Small things that the sealed edition's scripts say and look up by; they know of no document.
import { formOf, written } from "../parts/language.js";

// A text from the right, kept from turning its neighbours round where no element can be: pactline/text/direction.py.
/** @param {string} words */
export function alone(words) {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud802|\ud803|\ud83a|\ud83b/.test(words)
    ? `\u2068${words}\u2069`
    : words;
}

// What an object of data has of its own: a record's ids may be called like anything.
export const own = (/** @type {any} */ object, /** @type {string} */ key) =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/**
 * @param {import("./types.js").Forms} forms
 * @param {number} n
 */
export function plural(forms, n) {
  return formOf(forms, n).replace("{n}", written(n));
}
