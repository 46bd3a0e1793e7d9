// The sealed edition at work: what the address asks for is selected, shown and drawn; nothing is fetched.
// Without this script the file is a plain document of all events with their sources.
import { el } from "../parts/elements.js";
import filterPanel from "../shell/filters.js";
import { Stage } from "../stage/stage.js";
import { said } from "../timeline/axis.js";
import { absolute, address, drawsWith, follow, go, link, rootless, written } from "./address.js";
import {
  $,
  $$,
  alone,
  BOOK,
  broken,
  CARDS,
  DATA,
  folded,
  own,
  plural,
  TEXTS,
  title,
  today,
  unfold,
  unzipped,
  VIEWS,
  WORDS,
} from "./book.js";
import { adapt, narrow } from "./cards.js";
import { away, judge, judging, offer, putBack, refocus } from "./exercise.js";
import { encoded, hosted } from "./hosted.js";
import { chart, dark, darkened } from "./picture.js";
import { facetCounts, readQuery, select, writeQuery } from "./select.js";
import { become, state, withKey, without } from "./state.js";

export { here } from "./address.js";
export { CLAIMS, DATA, PLACES, REACTIONS, TEXTS } from "./book.js";
export { readQuery, select } from "./select.js";
export { state } from "./state.js";

/** @type {Map<string, any>} */
const KEYS = new Map(DATA.keys.map((/** @type {{ key: string }} */ key) => [key.key, key]));

function render() {
  const [page, asked] = address();
  if (judging(page)) {
    judge(page, asked);
    return;
  }
  const scrolled = away ? putBack() : null;
  const before = state;
  const chosen = readQuery(asked, DATA);
  // What was asked for in vain is named once, and goes on into no link; keys that are not ours do.
  const query = new URLSearchParams([...writeQuery(chosen, DATA), ...[...asked].filter(([key]) => !KEYS.has(key))]);
  become({ page, query, chosen, result: select(DATA, chosen, TEXTS), facts: new Map(), publishers: 0 });
  if (page !== "timeline" && page !== "event") unfold($(`#view-${page}`));
  if (chosen.event) unfold(CARDS.get(chosen.event));
  for (const name of VIEWS) $(`#view-${name}`).hidden = name !== (page === "event" ? "timeline" : page);
  document.body.classList.toggle("no-filters", ["classroom", "article", "about"].includes(page));
  document.body.classList.toggle("one-event", page === "event" && Boolean(chosen.event));
  for (const part of $$("#article-known")) part.hidden = chosen.known === null;
  for (const part of $$(".article-check")) part.hidden = chosen.known !== null;
  for (const one of $$(".masthead nav a[data-page]")) {
    one.href = link(
      one.dataset.page,
      one.dataset.page === "exercise" ? [...query].filter(([key]) => key === "known") : [...query],
    );
    if (one.dataset.page === (page === "event" ? "timeline" : page)) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  for (const one of $$("#lanes a")) {
    one.href = link("timeline", withKey("lanes", one.dataset.lanes === "theme" ? null : one.dataset.lanes));
    if (one.dataset.lanes === chosen.lanes) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  for (const one of $$(".told")) one.classList.toggle("open", one.dataset.story === told());
  narrow();
  say();
  filters();
  focus(before);
  chart();
  const named = page === "event" && chosen.event ? title(chosen.event) : WORDS.pages[page] || WORDS.pages.timeline;
  document.title = `${alone(named)} · ${WORDS.site}`;
  if (scrolled !== null) {
    scrollTo(0, before?.page === page ? scrolled : 0);
    refocus();
  } else if (before && before.page !== page) scrollTo(0, 0);
}

// What is shown of how many, the filters in force, and what the address asked for in vain.
function say() {
  const { result, chosen, query, page } = state;
  const shown = (
    /** @type {import("./types.js").Forms} */ forms,
    /** @type {number} */ few,
    /** @type {number} */ all,
  ) => plural(forms, all).replace("{shown}", few.toLocaleString("en"));
  const sentence = [
    shown(WORDS.shown, result.events.size, DATA.events.length),
    shown(WORDS.shown_claims, result.claims.size, DATA.claims.length),
    plural(WORDS.publishers, state.publishers),
  ].join(", ");
  const chips = [];
  for (const [key, value] of query) {
    const label = chipLabel(key, value);
    if (!label) continue;
    const chip = el(
      "a",
      {
        class: "chip",
        href: link(page, without(key, value)),
        "aria-label": WORDS.remove.replace("{what}", () => alone(label)),
      },
      el("bdi", {}, label),
    );
    chip.append(el("span", { class: "x", "aria-hidden": "true" }, "×"));
    chips.push(el("li", {}, chip));
  }
  if (chips.length) {
    const kept = [...query].filter(([key]) => KEYS.get(key)?.narrows === "nothing");
    chips.push(el("li", {}, el("a", { class: "clear", href: link(page, kept) }, WORDS.clear)));
  }
  for (const bar of $$(".selection")) {
    const list = el("ul", { class: "chips", "aria-label": WORDS.chips });
    list.append(...chips.map((chip) => chip.cloneNode(true)));
    /** @type {HTMLElement[]} */
    const parts = [el("p", { class: "result", role: "status" }, sentence)];
    if (chips.length) parts.push(list);
    if (chosen.ignored.length) {
      const notice = el("div", { class: "notice", role: "alert" }, el("p", {}, WORDS.ignored));
      notice.append(
        el(
          "ul",
          {},
          ...chosen.ignored.map(([key, value]) => el("li", {}, el("code", {}, `${key}=${value.slice(0, 80)}`))),
        ),
      );
      parts.push(notice);
    }
    if (!result.events.size) parts.push(el("p", { class: "empty-title" }, WORDS.nothing));
    bar.replaceChildren(...parts);
  }
}

/**
 * What a chip says; nothing for what is no filter.
 * @param {string} key
 * @param {string} value
 */
function chipLabel(key, value) {
  const named = own(BOOK.facets, key)?.find((/** @type {[string]} */ [id]) => id === value);
  if (named) return named[1] || value;
  const words = own(WORDS.chip, key);
  if (!words) return "";
  if (typeof words !== "string") return plural(words, Number(value));
  const form = KEYS.get(key)?.form;
  const shown = form === "day" ? said(state.chosen[key]) : form === "hours" ? times(value) : value;
  return words.replace(/\{(day|words|n)\}/, () => alone(shown));
}

// "1400-1630" as a reader says it.
/** @param {string} value */
const times = (value) => value.replace(/(\d\d)(\d\d)/g, "$1:$2").replace("-", "–");

// The panel owns some keys; all others, ours and strangers', it never sees.
/** @type {Map<string, any>} */
const CONTROLS = new Map(
  WORDS.filters.controls.map((/** @type {{ key: string }} */ control) => [control.key, control]),
);
const panel = hosted(
  filterPanel,
  $("#filters"),
  BOOK.css.filters,
  WORDS.filters,
  (/** @type {string} */ name, /** @type {any} */ value) => {
    if (name !== "change") return; // all values are here: none is looked for elsewhere
    /** @type {Record<string, string[]>} */
    const chosen = value.query;
    const asked = Object.entries(chosen).flatMap(([key, values]) => values.map((one) => [key, one]));
    panelAt = value.at;
    go(link(state.page, [...asked, ...[...state.query].filter(([key]) => !CONTROLS.has(key))]));
  },
);
let panelAt = 0;

function filters() {
  /** @type {Record<string, string[]>} */
  const query = {};
  for (const [key, value] of state.query) if (CONTROLS.has(key)) (query[key] ??= []).push(value);
  const { importance, ...counts } = facetCounts(DATA, state.chosen, TEXTS);
  /** @type {(key: string) => [string, string, number][]} */
  const rows = (key) =>
    BOOK.facets[key].map((/** @type {[string, string]} */ [id, label]) => [id, label, own(counts[key], id) || 0]);
  panel(
    encoded({
      handled: panelAt,
      query,
      facets: Object.keys(BOOK.facets).map((key) => {
        const all = rows(key);
        const { label, ordered } = CONTROLS.get(key);
        const options = ordered
          ? all
          : all
              .filter(([id, , n]) => n || query[key]?.includes(id))
              .sort((a, b) => b[2] - a[2] || a[1].localeCompare(b[1]));
        return { key, label, all: options.length, words: "", options };
      }),
      least: { importance },
    }),
  );
}

// The event in focus: its card under the picture.
/** @param {import("./types.js").State | null} before */
function focus(before) {
  const id = state.chosen.event;
  for (const [event, card] of CARDS) card.classList.toggle("in-focus", event === id);
  if (id) offer(CARDS.get(id), id);
  for (const entry of $$(".entry")) {
    entry.classList.toggle("focus", entry.dataset.event === id);
    const own = $("a", entry);
    own.href = link("timeline", withKey("event", entry.dataset.event));
    if (entry.dataset.event === id) own.setAttribute("aria-current", "true");
    else own.removeAttribute("aria-current");
  }
  $("#no-event").hidden = Boolean(id);
  if (id && before && before.chosen.event !== id && state.page === "event") scrollTo(0, 0);
}

// The stage is the app's own; its decks are made for the light theme, like the figures.
function told() {
  const { story } = state.chosen;
  return $$(".told").some((one) => one.dataset.story === story) ? story : "";
}

const stage = new Stage({
  root: document.body,
  words: WORDS.stage,
  plotly: () => /** @type {Promise<PlotlyBundle>} */ (window.__pactlinePlotly),
  /** @param {any} what */
  ask(what) {
    if (!what) return;
    unzipped("decks")
      .then((decks) => own(JSON.parse(dark.matches ? darkened(decks) : decks), what.story))
      .catch(() => {
        broken($("#view-classroom"));
        return null; // closes the stage
      })
      .then((deck) => stage.give(deck, what.at));
  },
  address: (/** @type {string | null} */ story, /** @type {number} */ step) =>
    absolute(
      link("classroom", [
        ["story", story],
        ["step", step],
      ]),
    ),
  here: () => {
    const chosen = readQuery(address()[1], DATA);
    return { story: chosen.story, step: chosen.step };
  },
  scroller: () => document.scrollingElement,
});

// What draws the picture is read only once there is one to draw: not on a phone that shows the list.
/** @type {Promise<PlotlyBundle> | null} */
let drawing = null;
Object.defineProperty(window, "__pactlinePlotly", {
  get: () =>
    (drawing ??= new Promise((done, failed) =>
      requestAnimationFrame(() =>
        setTimeout(() => {
          unzipped("plotly").then((code) => {
            document.head.append(Object.assign(document.createElement("script"), { textContent: code }));
            done(window.Plotly);
          }, failed);
        }),
      ),
    )),
});
$("aside.filters details").open = innerWidth > 960;
dark.addEventListener("change", () => {
  if (!away) chart();
});
addEventListener("hashchange", () => {
  written();
  render();
});
/** @type {HTMLDetailsElement[]} */
let unclosed = []; // claims that are open on paper alone
addEventListener("afterprint", () => {
  for (const claim of unclosed) claim.open = false;
});
addEventListener("beforeprint", () => {
  if (away) return; // a sheet states its own
  for (const [id, card] of CARDS) {
    if (state.page !== "timeline" || card.classList.contains("left-out") || !folded(card)) continue;
    unfold(card);
    adapt(card, id);
  }
  unclosed = $$("details.claim:not([open])");
  for (const claim of unclosed) claim.open = true; // older browsers print nothing of what is closed
  const force = $$("#view-timeline .chip").map((chip) => chip.firstChild.textContent);
  $("#in-force").textContent = [
    $("#view-timeline .result").textContent,
    ...force,
    WORDS.print.replace("{day}", today()),
  ].join(" · ");
});
// In a frame of a page elsewhere: one event, or the timeline, with its sources and without what stands around it.
if (["1", "true"].includes(address()[1].get("embed") ?? "")) {
  document.body.classList.add("embedded");
  $("#whole").hidden = rootless(); // a frame that has no address of its own cannot be opened elsewhere
  addEventListener(
    "click",
    () => {
      $("#whole").href = absolute(link(state.page, without("embed")));
    },
    { capture: true },
  );
}
document.addEventListener("auxclick", follow);
document.addEventListener("click", (event) => {
  const out = event.target?.closest?.('a[href^="http"]');
  if (out) Object.assign(out, { target: "_blank", rel: "noopener noreferrer nofollow" });
  const present = event.target?.closest?.('[data-present], .steps a[href*="step="]');
  if (present) {
    event.preventDefault();
    const asked = new URLSearchParams(present.getAttribute("href")?.split("?")[1] || "");
    stage.open({ story: told(), step: Number(asked.get("step") || 0), full: true });
  }
  if (event.target?.closest?.(".skip")) {
    // after the # stands what is shown
    event.preventDefault();
    $("#main").focus();
  }
  const jump = event.target?.closest?.("a[data-jump]");
  if (!jump) return follow(event);
  if (jump.dataset.go) unfold($(`#view-${jump.dataset.go}`));
  const place = document.getElementById(jump.dataset.jump ?? "");
  if (!place) return follow(event);
  event.preventDefault();
  if (jump.dataset.go) {
    go(link(jump.dataset.go ?? "", [...state.query]));
    render();
  }
  for (const closed of $$("details:not([open])")) if (closed === place || closed.contains(place)) closed.open = true;
  place.scrollIntoView({ block: "start" });
  place.focus({ preventScroll: true });
});
drawsWith(render);
render();
document.documentElement.classList.add("ready");
for (const text of $$("noscript")) text.remove(); // nobody needs what has become elements, or lies in FOLDED
if (state?.page === "classroom" && told() && state.chosen.step !== null && innerWidth > 800)
  stage.open({ story: told(), step: state.chosen.step });
