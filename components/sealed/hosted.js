// @ts-nocheck
import { el } from "../parts/elements.js";

// The panel and the picture are the app's own components, told here what the server tells them there.
export function hosted(main, host, css, words, tell) {
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  if (!root.childElementCount) {
    root.append(el("style", {}, css), el("div", {}));
  }
  return (data) => main({ parentElement: root.lastElementChild, data, words, setStateValue: tell });
}

// As the server packs it.
export const encoded = (value) => new TextEncoder().encode(JSON.stringify(value));
