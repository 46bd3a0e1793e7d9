// The first lines of each browser part, which Streamlit sends anew with every change of its data: as few as can be.
// Nothing is awaited outside of a function: WebKit lets a second import of a module that still waits go on with nothing
// in it (its bug 242740).
import { base } from "./streamlit.js";

/**
 * Fetch a part and return what Streamlit calls with the component.
 *
 * @param {string} address Of the part's file, relative to the app's.
 */
export function opening(address) {
  const part = import(own(address));
  return async (/** @type {Component} */ component) => (await part).mounted(component);
}

/**
 * Return the whole address of a file of ours.
 *
 * @param {string} address
 */
export function own(address) {
  return new URL(address, base()).href;
}
