// One bundle per page, shared by all that draw with it.
import { base } from "./streamlit.js";

export function plotly() {
  window.__pactlinePlotly ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = asset("vendor/plotly-basic.min.js");
    script.onload = () => loaded(window.Plotly);
    script.onerror = () => {
      window.__pactlinePlotly = undefined; // the next run may try again
      failed(new Error("plotly"));
    };
    document.head.append(script);
  });
  return window.__pactlinePlotly;
}

// Give a picture back once what is being drawn into it has come to rest: Plotly goes on for some moments, and would
// meet a picture without its state.
/**
 * @param {HTMLElement} art
 * @param {Promise<unknown>} drawing
 */
export function letGo(art, drawing) {
  Promise.allSettled([drawing]).then(() => window.Plotly?.purge(art));
}

// A file of ours that is given out as it is.
/** @param {string} path */
export function asset(path) {
  return new URL(`app/static/${path}`, base()).href;
}
