// The timeline: what is sent to it in the app, narrowed to what is shown, in the colours of the theme.
import { el } from "../parts/elements.js";
import { mountTimeline } from "../timeline/component.js";
import { widened } from "../timeline/wire.js";
import { go, link } from "./address.js";
import { $, BOOK, broken, ENTRIES, LOOKS, PLACES, TEXTS, title, unzipped, WORDS } from "./book.js";
import { away } from "./exercise.js";
import { hosted } from "./hosted.js";
import { pictured } from "./narrowing.js";
import { state, withKey } from "./state.js";

export const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = (/** @type {Component} */ component) => mountTimeline(component, component.data);
/** @type {Record<string, import("../timeline/types.js").TimelineData> | null} */
let pictures = null; // per kind of lanes
unzipped("figures").then(
  (text) => {
    pictures = widened(JSON.parse(text));
    if (!away && state) chart();
  },
  () => broken($("#chart").parentElement),
);

const WINDOW = ["from", "to", "hours"]; // keys of the address

const picture = hosted(
  drawn,
  $("#chart"),
  BOOK.css.timeline,
  WORDS.timeline,
  (/** @type {string} */ name, /** @type {any} */ value) => {
    if (away) return; // out of the document it has no width
    if (name === "pick") {
      if (value.event) go(link(state.page, withKey("event", value.event)));
      else group(value);
    }
    if (name === "range" && state.page === "timeline") {
      const kept = [...state.query].filter(([key]) => !WINDOW.includes(key));
      go(link(state.page, [...kept, ...WINDOW.flatMap((end) => (value[end] ? [[end, value[end]]] : []))]));
    }
  },
);

export function chart() {
  if (state.page !== "timeline" || !pictures) return;
  document.__pactlineFocus = state.chosen.event;
  picture({
    ...pictured(pictures[state.chosen.lanes], BOOK, state, TEXTS, PLACES),
    colours: LOOKS[dark.matches ? "dark" : "light"],
  });
  document.dispatchEvent(new Event("pactline:focus"));
}

// The stage's decks are drawn in the light theme's colours; the dark ones stand for the same meanings.
/** @param {string} text */
export function darkened(text) {
  for (const [light, other] of LOOKS.pairs) {
    const triple = (/** @type {string} */ hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(",");
    text = text
      .replaceAll(light, `\u0001${other.slice(1)}`)
      .replaceAll(`rgba(${triple(light)},`, `rgba\u0001(${triple(other)},`);
  }
  return text.replaceAll("\u0001(", "(").replaceAll("\u0001", "#");
}

/** @param {{ events: string[] }} picked */
function group({ events }) {
  const list = el("ol", {});
  for (const event of events) {
    list.append(
      el(
        "li",
        { class: "entry" },
        el("p", { class: "dateline" }, $(".dateline", ENTRIES.get(event)).textContent),
        el(
          "p",
          { class: "entry-title" },
          el("a", { dir: "auto", href: link("timeline", withKey("event", event)) }, title(event)),
        ),
      ),
    );
  }
  $("#group").replaceChildren(list);
  $("#group").scrollIntoView({ block: "nearest" });
}
