// @ts-nocheck
// What the reader asked for and what is left of it: one value, that page.js makes anew for each address.
export let state = null; // page, query, chosen, result

export function become(next) {
  state = next;
}

export function without(key, value) {
  return [...state.query].filter(([name, one]) => name !== key || (value !== undefined && one !== value));
}

export function withKey(key, value) {
  return [...without(key), ...(value === null ? [] : [[key, value]])];
}
