// The drawer in the app: one a document, it outlives runs of the server and changes of page.
import { app, base, visit } from "../parts/streamlit.js";
import { Cards } from "./cards.js";
import { Drawer } from "./drawer.js";

/** @param {Component<{ of: string; query: string; focus: string | null; unknown: string | null }>} component */
export default function drawer({ data, words }) {
  document.__pactlineDrawer ??= new Drawer({
    root: app,
    cards: new Cards((path) => new URL(path, base()).href),
    visit,
    words,
  });
  document.__pactlineDrawer.told(data);
}
