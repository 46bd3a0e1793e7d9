// The timeline: figures placed in Python, narrowed to what is shown, in the colours of the theme.
import { el } from "../parts/elements.js";
import { mountTimeline } from "../timeline/component.js";
import { unpacked } from "../timeline/wire.js";
import { go, link } from "./address.js";
import {
  $,
  BOOK,
  broken,
  DATA,
  ENTRIES,
  LOOKS,
  own,
  PICTURE,
  PLACES,
  plural,
  TEXTS,
  title,
  unzipped,
  WORDS,
} from "./book.js";
import { away } from "./exercise.js";
import { encoded, hosted } from "./hosted.js";
import { select } from "./select.js";
import { state, withKey } from "./state.js";

export const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = (/** @type {Component} */ component) => mountTimeline(component, component.data);
/** @type {any} */
let width = null;
/** @type {any} */
let view = null;
/** @type {Record<string, Record<number, import("../timeline/types.js").Figure>> | null} */
let figures = null; // per kind of lanes and width; unpacked at once, drawn when they are
unzipped("figures").then(
  (text) => {
    figures = JSON.parse(text);
    if (!away && state) chart();
  },
  () => broken($("#chart").parentElement),
);

const picture = hosted(
  drawn,
  $("#chart"),
  BOOK.css.timeline,
  WORDS.timeline,
  (/** @type {string} */ name, /** @type {any} */ value) => {
    if (away) return; // out of the document it has no width
    if (name === "width") {
      width = value;
      chart();
    }
    if (name === "view") {
      view = value;
      chart();
    }
    if (name === "pick") {
      if (value.kind === "event") go(link(state.page, withKey("event", value.id)));
      else group(value.id);
    }
    if (name === "range") {
      const kept = [...state.query].filter(([key]) => !["from", "to"].includes(key));
      go(link(state.page, [...kept, ...["from", "to"].flatMap((end) => (value[end] ? [[end, value[end]]] : []))]));
    }
  },
);

export function chart() {
  if (state.page !== "timeline" || !figures) return;
  const sizes = figures[state.chosen.lanes];
  const asked = width ?? $("#chart").clientWidth;
  const size =
    Object.keys(sizes)
      .map(Number)
      .sort((a, b) => b - a)
      .find((one) => one <= asked) ?? Math.min(...Object.keys(sizes).map(Number));
  const shown = new Set([...state.result.events].map((place) => DATA.events[place][0]));
  const figure = narrowed(recoloured(sizes[size]), shown);
  figure.windows = view && Object.keys(view).length ? view : {};
  const { from: first, to: last, known, event } = state.chosen;
  const edges = PICTURE.strip.edges;
  picture({
    ...PICTURE,
    figure,
    strip: strip(),
    range: first === null && last === null ? null : [first ?? edges[0][0], (last ?? edges.at(-1).at(-1) - 1) + 1],
    eras: PICTURE.eras.filter((/** @type {[string, number]} */ [, begins]) => known === null || begins <= known),
    links: PICTURE.links.filter((/** @type {[string, string]} */ [from, to]) => shown.has(from) && shown.has(to)),
    alt: plural(WORDS.alt, shown.size),
    width: asked,
    colours: LOOKS[dark.matches ? "dark" : "light"].status,
  });
  document.__pactlineFocus = event;
  document.dispatchEvent(new Event("pactline:focus"));
}

// The figures are drawn in the light theme's colours; the dark ones stand for the same meanings.
const REDONE = new Map();
/** @param {import("../timeline/types.js").Figure} figure */
function recoloured(figure) {
  if (!REDONE.has(figure)) REDONE.set(figure, [JSON.stringify(unpacked(encoded({ figure })).figure)]);
  const drawn = REDONE.get(figure);
  if (!dark.matches) return JSON.parse(drawn[0]);
  if (!drawn[1]) {
    drawn[1] = darkened(drawn[0]);
  }
  return JSON.parse(drawn[1]);
}

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

// Take out of a figure the events that are not shown; counts count what is left of theirs.
/**
 * @param {import("../timeline/types.js").Figure} figure
 * @param {Set<string>} shown
 */
function narrowed(figure, shown) {
  const keep = figure.events.map((/** @type {any} */ event) => shown.has(event.id));
  const left = figure.groups.map((/** @type {any} */ group) =>
    (figure.members?.[group.id] ?? []).filter((/** @type {any} */ id) => shown.has(id)),
  );
  figure.groups = figure.groups.map((/** @type {any} */ group, /** @type {any} */ n) => ({
    ...group,
    n: plural(WORDS.events, left[n].length),
    titles: left[n].slice(0, 4).map(title),
    more: left[n].length > 4 ? plural(WORDS.more, left[n].length - 4) : "",
  }));
  const colours = LOOKS[dark.matches ? "dark" : "light"].status;
  figure.events = figure.events.map((/** @type {any} */ event) => {
    const facts = state.facts.get(PLACES.get(event.id));
    return {
      ...event,
      status: facts?.status || "none",
      sources: facts ? plural(WORDS.independent, facts.independent) : "",
    };
  });
  for (const trace of figure.data) {
    if (!trace.customdata) continue;
    if (trace.name === "marks") {
      trace.customdata.forEach((/** @type {any} */ n, /** @type {number} */ at) => {
        const { status } = figure.events[n];
        const hollow = /-(open|dot)$/.test(LOOKS.symbols[status]);
        const rim = LOOKS[dark.matches ? "dark" : "light"].panel;
        trace.marker.symbol[at] = LOOKS.symbols[status];
        trace.marker.color[at] = colours[status];
        trace.marker.line.color[at] = hollow ? colours[status] : rim;
        trace.marker.line.width[at] = hollow ? 2.2 : 1;
      });
    }
    const stays = trace.customdata.map((/** @type {any} */ what) => {
      const n = Array.isArray(what) ? what[0] : what;
      return n >= 0 ? keep[n] : left[-1 - n].length > 0;
    });
    if (trace.name === "counts") trace.text = trace.customdata.map((/** @type {any} */ n) => `+${left[-1 - n].length}`);
    thin(trace, stays);
  }
  return figure;
}

/**
 * @param {any} object
 * @param {boolean[]} stays
 */
function thin(object, stays) {
  for (const [key, value] of Object.entries(object)) {
    if (Array.isArray(value) && value.length === stays.length) object[key] = value.filter((_, n) => stays[n]);
    else if (value && typeof value === "object" && !Array.isArray(value)) thin(value, stays);
  }
}

// The strip counts what the other filters leave, on the whole record's axis.
function strip() {
  const { events, claims, then } = select(DATA, { ...state.chosen, from: null, to: null, dates: false }, TEXTS);
  const heads = new Map(); // an event's status is that of its first shown claim
  for (const claim of claims) {
    const [event] = DATA.claims[claim];
    if (!heads.has(event)) heads.set(event, DATA.names.status[then[claim].status][0]);
  }
  const bins = new Map();
  for (const event of events) {
    const middle = BOOK.middles[event];
    if (middle === null) continue;
    const pane = PICTURE.strip.panes.findIndex((/** @type {any} */ one) => middle >= one.first && middle < one.after);
    if (pane < 0) continue;
    const edges = PICTURE.strip.edges[pane];
    let bin = edges.length - 2;
    while (bin > 0 && edges[bin] > middle) bin -= 1;
    const key = `${pane}:${bin}`;
    if (!bins.has(key)) bins.set(key, [pane, edges[bin], edges[bin + 1], PICTURE.strip.statuses.map(() => 0)]);
    bins.get(key)[3][PICTURE.strip.statuses.indexOf(heads.get(event) || "none")] += 1;
  }
  const list = [...bins.values()];
  return {
    ...PICTURE.strip,
    bins: list,
    most: Math.max(
      0,
      ...list.map(([, , , counts]) => counts.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b)),
    ),
  };
}

/** @param {any} id */
function group(id) {
  const any = Object.values(figures?.[state.chosen.lanes] ?? {}).find((figure) => own(figure.members, id));
  const shown = new Set([...state.result.events].map((place) => DATA.events[place][0]));
  const list = el("ol", {});
  for (const event of (any?.members?.[id] ?? []).filter((/** @type {any} */ one) => shown.has(one))) {
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
