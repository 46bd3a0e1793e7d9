import { el } from "../parts/elements.js";

// The panel and the picture are the app's own components, told here what the server tells them there.
/**
 * @param {(component: Component) => unknown} main
 * @param {Element} host
 * @param {string} css
 * @param {any} words
 * @param {Tell} tell
 */
export function hosted(main, host, css, words, tell) {
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  if (!root.childElementCount) {
    root.append(el("style", {}, css), el("div", {}));
  }
  return (/** @type {any} */ data) =>
    main({ parentElement: /** @type {HTMLElement} */ (root.lastElementChild), data, words, setStateValue: tell });
}

// As the server packs it.
export const encoded = (/** @type {unknown} */ value) => new TextEncoder().encode(JSON.stringify(value));
