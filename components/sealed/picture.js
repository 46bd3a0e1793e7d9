// The timeline: what is sent to it in the app, narrowed to what is shown, in the colours of the theme.
import { el } from "../parts/elements.js";
import { mountTimeline } from "../timeline/component.js";
import { widened } from "../timeline/wire.js";
import { go, link } from "./address.js";
import { $, BOOK, broken, DATA, ENTRIES, LOOKS, PLACES, plural, TEXTS, title, unzipped, WORDS } from "./book.js";
import { away } from "./exercise.js";
import { hosted } from "./hosted.js";
import { select } from "./select.js";
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
    if (name === "range") {
      const kept = [...state.query].filter(([key]) => !WINDOW.includes(key));
      go(link(state.page, [...kept, ...WINDOW.flatMap((end) => (value[end] ? [[end, value[end]]] : []))]));
    }
  },
);

// Minutes as part of a day; none, or -1, is the day's own end.
/** @param {number | undefined} minutes @param {number} open */
const part = (minutes = -1, open = 0) => (minutes < 0 ? open : minutes / 1440);

export function chart() {
  if (state.page !== "timeline" || !pictures) return;
  const { from, to, hours, known, event } = state.chosen;
  // The range of dates is the picture's window, and narrows it only where uncertain dates are left out.
  const open = select(DATA, { ...state.chosen, from: null, to: null, hours: null, dates: false }, TEXTS);
  const left = state.chosen.dates ? state.result : open;
  const heads = statuses(open);
  const whole = pictures[state.chosen.lanes];
  const picked = narrowed(whole, left.events, heads);
  const shown = new Set(picked.events.map(({ id }) => id));
  document.__pactlineFocus = event;
  picture({
    ...picked,
    strip: counted(whole.strip, open.events, heads),
    range: [from === null ? null : from + part(hours?.[0], 0), to === null ? null : to + part(hours?.[1], 1)],
    eras: whole.eras.filter(([, begins]) => known === null || begins <= known),
    links: whole.links.filter(([one, other]) => shown.has(one) && shown.has(other)),
    alt: plural(WORDS.alt, shown.size),
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

// Leave the events that are shown, each with the status that its shown claims give it.
/**
 * @param {import("../timeline/types.js").TimelineData} whole
 * @param {Iterable<number>} left
 * @param {Map<number, string>} heads
 */
function narrowed(whole, left, heads) {
  const shown = new Map([...left].map((place) => [DATA.events[place][0], place]));
  /** @type {Map<number, number>} */
  const places = new Map();
  const events = whole.events.flatMap((event, n) => {
    if (!shown.has(event.id)) return [];
    places.set(n, places.size);
    const facts = state.facts.get(PLACES.get(event.id));
    const sources = facts ? plural(WORDS.independent, facts.independent) : "";
    return [{ ...event, status: heads.get(shown.get(event.id) ?? -1) || "none", sources }];
  });
  const rows = whole.rows.flatMap(({ event, lane }) =>
    places.has(event) ? [{ event: places.get(event) ?? 0, lane }] : [],
  );
  const lanes = whole.lanes.map(({ name }, n) => ({ name, n: rows.filter(({ lane }) => lane === n).length }));
  return { ...whole, events, rows, lanes };
}

// Each event's status, that of its first shown claim, whatever the range of dates.
/** @param {{ claims: Iterable<number>; then: any }} left */
function statuses({ claims, then }) {
  const heads = new Map();
  for (const claim of claims) {
    const [event] = DATA.claims[claim];
    if (!heads.has(event)) heads.set(event, DATA.names.status[then[claim].status][0]);
  }
  return heads;
}

// The strip counts what the other filters leave, on the whole record's axis.
/**
 * @param {import("../timeline/types.js").Strip} whole
 * @param {Iterable<number>} events
 * @param {Map<number, string>} heads
 */
function counted(whole, events, heads) {
  /** @type {Map<string, import("../timeline/types.js").Strip["bins"][0]>} */
  const bins = new Map();
  for (const event of events) {
    const middle = BOOK.middles[event];
    if (middle === null) continue;
    const pane = whole.panes.findIndex((one) => middle >= one.first && middle < one.after);
    if (pane < 0) continue;
    const edges = whole.edges[pane];
    let bin = edges.length - 2;
    while (bin > 0 && edges[bin] > middle) bin -= 1;
    const key = `${pane}:${bin}`;
    const own = bins.get(key) ?? [pane, edges[bin], edges[bin + 1], whole.statuses.map(() => 0)];
    own[3][whole.statuses.indexOf(heads.get(event) || "none")] += 1;
    bins.set(key, own);
  }
  const list = [...bins.values()];
  return { ...whole, bins: list, most: Math.max(0, ...list.map(([, , , counts]) => counts.reduce((a, b) => a + b))) };
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
