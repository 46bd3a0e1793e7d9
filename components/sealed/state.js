// What the reader asked for and what is left of it: one value, that page.js makes anew for each address.
/** @type {import("./types.js").State} */
// @ts-expect-error: before the first page
export let state = null; // page, query, chosen, result

/** @param {import("./types.js").State} next */
export function become(next) {
  state = next;
}

/**
 * @param {string} key
 * @param {string} [value]
 */
export function without(key, value) {
  return [...state.query].filter(([name, one]) => name !== key || (value !== undefined && one !== value));
}

/**
 * @param {string} key
 * @param {string | null} value
 */
export function withKey(key, value) {
  return [...without(key), ...(value === null ? [] : [[key, value]])];
}
