// The sealed edition at work: what the address asks for is selected, shown and drawn; nothing is fetched.
// Without this script the file is a plain document of all events with their sources.
"use strict";

const BOOK = JSON.parse(document.getElementById("pactline-data").textContent);
const { data: DATA, words: WORDS, figures: FIGURES, looks: LOOKS } = BOOK;
const PAGES = [...document.querySelectorAll("main > .view")].map((view) => view.id.slice(5));
const $ = (what, where = document) => where.querySelector(what);
const $$ = (what, where = document) => [...where.querySelectorAll(what)];

const CARDS = new Map($$(".sealed-event").map((card) => [card.dataset.event, card]));
const PLACES = new Map(DATA.events.map(([id], place) => [id, place]));
const CLAIMS = new Map(DATA.claims.map(([id], place) => [id, place]));
DATA.claims.forEach((claim) => claim.shift());
const REACTIONS = new Map(DATA.reactions.map(([id], place) => [id, place]));
DATA.reactions.forEach((reaction) => reaction.shift());

// The texts to search in, read from the document itself, so that they stand in the file once.
const TEXTS = { events: DATA.events.map(() => ""), claims: DATA.claims.map(() => "") };
for (const [id, card] of CARDS) {
  const own = [id, ...$$(".card-title, .summary, .place", card).map((part) => part.textContent)];
  TEXTS.events[PLACES.get(id)] = fold(own.join(" "));
  for (const claim of $$(".claim", card)) {
    const parts = $$(".claim-text, .claim-note, .quote", claim).map((part) => part.textContent);
    TEXTS.claims[CLAIMS.get(claim.dataset.claim)] = fold(parts.join(" "));
  }
}

let state = null; // page, query, chosen, result

function address() {
  const [page, query = ""] = decodeURI(location.hash).replace(/^#/, "").split("?");
  return [PAGES.includes(page) ? page : PAGES[0], new URLSearchParams(query)];
}

function link(page, query) {
  const text = new URLSearchParams(query.flatMap(([key, value]) => [[key, value]])).toString();
  return `#${page}${text ? `?${text}` : ""}`;
}

function without(key, value) {
  return [...state.query].filter(([name, one]) => name !== key || (value !== undefined && one !== value));
}

function withKey(key, value) {
  return [...without(key), ...(value === null ? [] : [[key, value]])];
}

function render() {
  const [page, query] = address();
  const before = state;
  const chosen = readQuery(query, DATA);
  state = { page, query, chosen, result: select(DATA, chosen, TEXTS) };
  for (const name of PAGES) $(`#view-${name}`).hidden = name !== page;
  for (const one of $$(".masthead nav a[data-go]")) {
    one.href = link(one.dataset.go, [...query]);
    if (one.dataset.go === page) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  for (const one of $$("#lanes a")) {
    one.href = link("timeline", withKey("lanes", one.dataset.lanes === "theme" ? null : one.dataset.lanes));
    if (one.dataset.lanes === chosen.lanes) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  narrow();
  say();
  filters();
  focus(before);
  chart();
  document.title = `${WORDS.pages[page] || ""} · Pactline`;
  if (before && before.page !== page) scrollTo(0, 0);
}

// Hide what is not shown, in the cards, the list, the reactions and the register alike.
function narrow() {
  const { events, claims, reactions, status } = state.result;
  const known = state.chosen.known;
  for (const [id, card] of CARDS) {
    const here = events.has(PLACES.get(id));
    card.classList.toggle("left-out", !here);
    const own = $$(".claim", card);
    let shown = 0;
    for (const claim of own) {
      const place = CLAIMS.get(claim.dataset.claim);
      claim.hidden = !claims.has(place);
      shown += !claim.hidden;
      const then = DATA.names.status[status[place]][0];
      const mark = $(".status", claim);
      if (!mark.classList.contains(`status-${then}`)) mark.replaceWith(statusMark(then));
    }
    const some = $(".some", card);
    if (some) some.textContent = shown === own.length ? "" : WORDS.some_claims.replace("{shown}", shown).replace("{n}", own.length);
    card.classList.toggle("rewound", known !== null);
  }
  for (const reaction of $$("[data-reaction]")) reaction.hidden = !reactions.has(REACTIONS.get(reaction.dataset.reaction));
  for (const group of $$(".stakeholder")) group.hidden = !$$("[data-reaction]", group).some((one) => !one.hidden);
  const list = $(".event-list");
  for (const entry of $$(".entry", list)) entry.hidden = !events.has(PLACES.get(entry.dataset.event));
  for (const year of $$(".year", list)) year.hidden = !$$(".entry", year).some((entry) => !entry.hidden);
  list.classList.toggle("newest", state.chosen.newest);
  const cited = new Map();
  for (const place of claims) for (const house of DATA.claims[place][5]) cited.set(house, (cited.get(house) || 0) + 1);
  state.publishers = cited.size;
  for (const house of $$(".publisher[data-publisher]")) {
    const place = DATA.names.publisher.findIndex(([id]) => id === house.dataset.publisher);
    house.hidden = !cited.has(place);
    const count = $(".cited", house);
    if (count && cited.has(place)) count.textContent = plural(WORDS.cited, cited.get(place));
  }
}

function statusMark(status) {
  const mark = el("span", { class: `status status-${status}` });
  mark.append(el("span", { class: "sign", "aria-hidden": "true" }, WORDS.signs[status]), WORDS.status[status]);
  return mark;
}

function plural(forms, n) {
  return (n === 1 ? forms.one : forms.other).replace("{n}", n.toLocaleString("en"));
}

// What is shown of how many, the filters in force, and what the address asked for in vain.
function say() {
  const { result, chosen, query, page } = state;
  const shown = (forms, few, all) => plural(forms, all).replace("{shown}", few.toLocaleString("en"));
  const sentence = [
    shown(WORDS.shown, result.events.size, DATA.events.length),
    shown(WORDS.shown_claims, result.claims.size, DATA.claims.length),
    plural(WORDS.publishers, state.publishers),
  ].join(", ");
  const chips = [];
  for (const [key, value] of query) {
    const label = chipLabel(key, value);
    if (!label || chosen.ignored.some(([k, v]) => k === key && v === value)) continue;
    const chip = el("a", { class: "chip", href: link(page, without(key, value)), "aria-label": WORDS.remove.replace("{what}", label) }, label);
    chip.append(el("span", { class: "x", "aria-hidden": "true" }, "×"));
    chips.push(el("li", {}, chip));
  }
  if (chips.length) {
    const kept = [...query].filter(([key]) => ["event", "lanes", "sort", "story", "step"].includes(key));
    chips.push(el("li", {}, el("a", { class: "clear", href: link(page, kept) }, WORDS.clear)));
  }
  for (const bar of $$(".selection")) {
    const list = el("ul", { class: "chips", "aria-label": WORDS.chips });
    list.append(...chips.map((chip) => chip.cloneNode(true)));
    const parts = [el("p", { class: "result", role: "status" }, sentence)];
    if (chips.length) parts.push(list);
    if (chosen.ignored.length) {
      const notice = el("div", { class: "notice", role: "alert" }, el("p", {}, WORDS.ignored));
      notice.append(el("ul", {}, ...chosen.ignored.map(([key, value]) => el("li", {}, el("code", {}, `${key}=${value.slice(0, 80)}`)))));
      parts.push(notice);
    }
    if (!result.events.size) parts.push(el("p", { class: "empty-title" }, WORDS.nothing));
    bar.replaceChildren(...parts);
  }
}

function chipLabel(key, value) {
  const named = DATA.names[key]?.find(([id]) => id === value);
  if (key === "status") return named && WORDS.status[value];
  if (key === "kind") return named && WORDS.kinds[value];
  if (named) return named[1] || value;
  if (["from", "to", "known", "q"].includes(key)) return WORDS.chip[key].replace("{day}", value).replace("{words}", value);
  if (["independent", "importance"].includes(key)) return WORDS.chip[key].replace("{n}", value);
  return WORDS.chip[`${key}=${value}`];
}

// The panel and the picture are the app's own components, told here what the server tells them there.
function component(name, host, css, tell) {
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  if (!root.childElementCount) {
    root.append(el("style", {}, css), el("div", {}));
  }
  return (data) => window.Pactline[name]({ parentElement: root.lastElementChild, data, setStateValue: tell });
}

const panel = component("filters", $("#filters"), BOOK.css.filters, (name, value) => {
  const kept = [...state.query].filter(([key]) => ["event", "lanes", "sort", "known", "story", "step"].includes(key));
  const asked = Object.entries(value.query).filter(([key]) => !kept.some(([k]) => k === key)).flatMap(([key, values]) => values.map((one) => [key, one]));
  panelAt = value.at;
  location.hash = link(state.page, [...asked, ...kept]);
});
let panelAt = 0;

function filters() {
  const query = {};
  for (const [key, value] of state.query) (query[key] ??= []).push(value);
  const counts = facets();
  const rows = (key) => BOOK.facets[key].map(([id, label]) => ({ id, label, n: counts[key].get(id) || 0 }));
  const byCount = (list) => list.sort((a, b) => b.n - a.n || a.label.localeCompare(b.label));
  panel({
    handled: panelAt,
    query,
    facets: Object.keys(BOOK.facets).map((key) => ({ key, label: WORDS.filters[key], options: ["theme", "status"].includes(key) ? rows(key) : byCount(rows(key)) })),
    importance: counts.importance,
    words: WORDS.filters,
    chosen: [...state.query].length > 0,
  });
}

// For each value of each facet, the events that choosing it alone would show; the other keys hold.
function facets() {
  const counts = {};
  for (const key of ["theme", "status", "actor", "kind", "publisher"]) {
    const { events, claims, status } = select(DATA, { ...state.chosen, [key]: [] }, TEXTS);
    const found = new Map();
    const count = (place, event) => { if (!found.has(place)) found.set(place, new Set()); found.get(place).add(event); };
    if (key === "theme") for (const event of events) DATA.events[event][4].forEach((theme) => count(theme, event));
    else if (key === "actor") {
      for (const event of events) {
        const [, , , , , acts, reacts] = DATA.events[event];
        for (const actor of acts.concat(reacts)) DATA.wholes[actor].forEach((whole) => count(whole, event));
      }
    } else for (const claim of claims) {
      const [event, , , , , houses, kinds] = DATA.claims[claim];
      (key === "status" ? [status[claim]] : key === "kind" ? kinds : houses).forEach((one) => count(one, event));
    }
    counts[key] = new Map([...found].map(([place, events]) => [DATA.names[key][place][0], events.size]));
  }
  const { events } = select(DATA, { ...state.chosen, importance: 1 }, TEXTS);
  counts.importance = Object.fromEntries([1, 2, 3].map((least) => [least, [...events].filter((event) => DATA.events[event][3] >= least).length]));
  return counts;
}

// The event in focus: its card under the picture.
function focus(before) {
  const id = state.chosen.event;
  for (const [event, card] of CARDS) card.classList.toggle("in-focus", event === id);
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

// The picture ----------------------------------------------------------------------------------------

const dark = matchMedia("(prefers-color-scheme: dark)");
let width = null;
let view = null;

const picture = component("timeline", $("#chart"), BOOK.css.timeline, (name, value) => {
  if (name === "width") { width = value; chart(); }
  if (name === "view") { view = value; chart(); }
  if (name === "pick") {
    if (value.kind === "event") location.hash = link(state.page, withKey("event", value.id));
    else group(value.id);
  }
  if (name === "range") {
    const kept = [...state.query].filter(([key]) => !["from", "to"].includes(key));
    location.hash = link(state.page, [...kept, ...["from", "to"].flatMap((end) => (value[end] ? [[end, value[end]]] : []))]);
  }
});

function chart() {
  if (state.page !== "timeline" && state.page !== "event") return;
  if (state.page === "event") return;
  const sizes = FIGURES[state.chosen.lanes];
  const asked = width ?? $("#chart").clientWidth;
  const size = Object.keys(sizes).map(Number).sort((a, b) => b - a).find((one) => one <= asked) ?? Math.min(...Object.keys(sizes).map(Number));
  const shown = new Set([...state.result.events].map((place) => DATA.events[place][0]));
  const figure = narrowed(recoloured(sizes[size]), shown);
  figure.windows = view && Object.keys(view).length ? view : {};
  const { first, last } = state.chosen;
  picture({
    figure,
    strip: strip(shown),
    range: first === null && last === null ? null : [first ?? BOOK.strip.edges[0][0], (last ?? BOOK.strip.edges.at(-1).at(-1) - 1) + 1],
    eras: BOOK.eras,
    links: BOOK.links.filter(([from, to]) => shown.has(from) && shown.has(to)),
    alt: plural(WORDS.alt, shown.size),
    focus: state.chosen.event,
    width: asked,
    compact: false,
    colours: LOOKS[dark.matches ? "dark" : "light"].status,
    words: WORDS.chart,
  });
}

// The figures are drawn in the light theme's colours; the dark ones stand for the same meanings.
const REDONE = new Map();
function recoloured(figure) {
  if (!dark.matches) return structuredClone(figure);
  if (!REDONE.has(figure)) {
    let text = JSON.stringify(figure);
    for (const [light, other] of LOOKS.pairs) {
      const triple = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(",");
      text = text.replaceAll(light, `\u0001${other.slice(1)}`).replaceAll(`rgba(${triple(light)},`, `rgba\u0001(${triple(other)},`);
    }
    REDONE.set(figure, text.replaceAll("\u0001(", "(").replaceAll("\u0001", "#"));
  }
  return JSON.parse(REDONE.get(figure));
}

// An event's status is that of its first shown claim.
function headlines(claims, status) {
  const heads = new Map();
  for (const claim of claims) {
    const [event] = DATA.claims[claim];
    if (!heads.has(event)) heads.set(event, DATA.names.status[status[claim]][0]);
  }
  return heads;
}

// Take out of a figure the events that are not shown; counts count what is left of theirs.
function narrowed(figure, shown) {
  const keep = figure.events.map((event) => shown.has(event.id));
  const left = figure.groups.map((group) => figure.members[group.id].filter((id) => shown.has(id)));
  figure.groups = figure.groups.map((group, n) => ({ ...group, n: plural(WORDS.events, left[n].length), titles: left[n].slice(0, 4).map(title), more: left[n].length > 4 ? plural(WORDS.more, left[n].length - 4) : "" }));
  const heads = headlines(state.result.claims, state.result.status);
  const colours = LOOKS[dark.matches ? "dark" : "light"].status;
  figure.events = figure.events.map((event) => ({ ...event, status: heads.get(PLACES.get(event.id)) || "none" }));
  for (const trace of figure.data) {
    if (!trace.customdata) continue;
    if (trace.name === "marks") {
      trace.customdata.forEach((n, at) => {
        const { status } = figure.events[n];
        const hollow = /-(open|dot)$/.test(LOOKS.symbols[status]);
        const rim = LOOKS[dark.matches ? "dark" : "light"].panel;
        trace.marker.symbol[at] = LOOKS.symbols[status];
        trace.marker.color[at] = colours[status];
        trace.marker.line.color[at] = hollow ? colours[status] : rim;
        trace.marker.line.width[at] = hollow ? 2.2 : 1;
      });
    }
    const stays = trace.customdata.map((what) => {
      const n = Array.isArray(what) ? what[0] : what;
      return n >= 0 ? keep[n] : left[-1 - n].length > 0;
    });
    if (trace.name === "counts") trace.text = trace.customdata.map((n) => `+${left[-1 - n].length}`);
    thin(trace, stays);
  }
  return figure;
}

function thin(object, stays) {
  for (const [key, value] of Object.entries(object)) {
    if (Array.isArray(value) && value.length === stays.length) object[key] = value.filter((_, n) => stays[n]);
    else if (value && typeof value === "object" && !Array.isArray(value)) thin(value, stays);
  }
}

function title(id) {
  return $(".card-title", CARDS.get(id)).textContent;
}

// The strip counts what the other filters leave, on the whole record's axis.
function strip(shown) {
  const { events, claims, status } = select(DATA, { ...state.chosen, first: null, last: null, certain: false }, TEXTS);
  const heads = headlines(claims, status);
  const bins = new Map();
  for (const event of events) {
    const middle = BOOK.middles[event];
    if (middle === null) continue;
    const pane = BOOK.strip.panes.findIndex((one) => middle >= one.first && middle < one.after);
    if (pane < 0) continue;
    const edges = BOOK.strip.edges[pane];
    let bin = edges.length - 2;
    while (bin > 0 && edges[bin] > middle) bin -= 1;
    const key = `${pane}:${bin}`;
    if (!bins.has(key)) bins.set(key, [pane, edges[bin], edges[bin + 1], BOOK.strip.statuses.map(() => 0)]);
    bins.get(key)[3][BOOK.strip.statuses.indexOf(heads.get(event) || "none")] += 1;
  }
  const list = [...bins.values()];
  return { ...BOOK.strip, bins: list, most: Math.max(0, ...list.map(([, , , counts]) => counts.reduce((a, b) => a + b))) };
}

function group(id) {
  const members = FIGURES[state.chosen.lanes];
  const any = Object.values(members).find((figure) => figure.members[id]);
  const shown = new Set([...state.result.events].map((place) => DATA.events[place][0]));
  const list = el("ol", {});
  for (const event of any.members[id].filter((one) => shown.has(one))) {
    list.append(el("li", { class: "entry" }, el("p", { class: "dateline" }, $(".dateline time", CARDS.get(event)).textContent), el("p", { class: "entry-title" }, el("a", { href: link("timeline", withKey("event", event)) }, title(event)))));
  }
  $("#group").replaceChildren(list);
  $("#group").scrollIntoView({ block: "nearest" });
}

function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

document.documentElement.classList.add("js");
dark.addEventListener("change", () => chart());
addEventListener("hashchange", render);
document.addEventListener("click", (event) => {
  const own = event.target.closest?.("a[data-jump]");
  if (!own) return;
  const place = document.getElementById(own.dataset.jump);
  if (!place) return;
  if (own.dataset.go) { location.hash = link(own.dataset.go, [...state.query]); render(); } else event.preventDefault();
  place.scrollIntoView({ block: "start" });
  place.focus({ preventScroll: true });
});
render();
