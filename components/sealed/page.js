// The sealed edition at work: what the address asks for is selected, shown and drawn; nothing is fetched.
// Without this script the file is a plain document of all events with their sources.
"use strict";

const BOOK = JSON.parse(document.getElementById("pactline-data").textContent);
const { data: DATA, words: WORDS, looks: LOOKS } = BOOK;
const PICTURE = widened(BOOK.picture); // strip, eras and links, the same for every lane and width
const VIEWS = [...document.querySelectorAll("main > .view")].map((view) => view.id.slice(5));
const PAGES = [...VIEWS, "event"]; // one event alone is a way to look at the timeline's view
const $ = (what, where = document) => where.querySelector(what);
const $$ = (what, where = document) => [...where.querySelectorAll(what)];

const CARDS = new Map($$(".sealed-event").map((card) => [card.dataset.event, card]));
const PLACES = new Map(DATA.events.map(([id], place) => [id, place]));
const CLAIMS = new Map(DATA.claims.map(([id], place) => [id, place]));
DATA.claims.forEach((claim) => claim.shift());
const REACTIONS = new Map(DATA.reactions.map(([id], place) => [id, place]));
DATA.reactions.forEach((reaction) => reaction.shift());

// The texts to search in, read from the document itself, so that they stand in the file once: of an event its own
// words and its summary, of a claim its own, its note, and its quotations by the place of their citation.
const TEXTS = { events: DATA.events.map(() => ["", ""]), claims: DATA.claims.map(() => ["", "", []]) };
const said = (part) => fold(part?.textContent || "");
for (const [id, card] of CARDS) {
  const place = PLACES.get(id);
  TEXTS.events[place] = [fold([id, $(".card-title", card).textContent, DATA.events[place][7]].join(" ")), said($(".summary", card))];
  for (const claim of $$(".claim", card)) {
    const quotes = $$(".citation", claim).flatMap((citation, n) => ($(".quote", citation) ? [[n, said($(".quote", citation))]] : []));
    TEXTS.claims[CLAIMS.get(claim.id)] = [said($(".claim-text", claim)), said($(".note", claim)), quotes];
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
  for (const name of VIEWS) $(`#view-${name}`).hidden = name !== (page === "event" ? "timeline" : page);
  document.body.classList.toggle("no-filters", ["classroom", "article", "about"].includes(page));
  document.body.classList.toggle("one-event", page === "event" && Boolean(chosen.event));
  for (const part of $$("#article-known")) part.hidden = chosen.known === null;
  for (const part of $$(".article-check")) part.hidden = chosen.known !== null;
  for (const one of $$(".masthead nav a[data-page]")) {
    one.href = link(one.dataset.page, [...query]);
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
  document.title = `${named} · Pactline`;
  if (before && before.page !== page) scrollTo(0, 0);
}

// Hide what is not shown, in the cards, the list, the reactions and the register alike.
function narrow() {
  const { events, claims, reactions, then } = state.result;
  const { known, event: focused } = state.chosen;
  const stands = settled(DATA, known);
  const facts = new Map();
  for (const place of claims) {
    const [event] = DATA.claims[place];
    const { status, independent } = then[place];
    const own = facts.get(event) || facts.set(event, { n: 0, status: DATA.names.status[status][0], independent: 0 }).get(event);
    own.n += 1;
    own.independent = Math.max(own.independent, independent);
  }
  state.facts = facts;
  for (const [id, card] of CARDS) {
    const place = PLACES.get(id);
    const here = events.has(place);
    card.classList.toggle("left-out", !here);
    if (!here && id !== focused && !before(card)) continue;
    const own = $$(".claim", card);
    own.forEach((claim) => rewind(claim, claims, then));
    const shown = facts.get(place)?.n || 0;
    part(card, ".some", () => $(".part", card)).textContent = shown === own.length ? "" : ` ${WORDS.some_claims.replace("{shown}", shown).replace("{n}", own.length)}`;
    const summary = $(".summary", card);
    if (summary) summary.hidden = !stands(place);
    for (const link of $$(".links li", card)) link.hidden = !onDay(eventOf($("a", link)), known);
    card.classList.toggle("rewound", known !== null);
  }
  for (const reaction of $$("[data-reaction]")) {
    const place = REACTIONS.get(reaction.dataset.reaction);
    reaction.hidden = !reactions.has(place);
    if (!reaction.hidden) late($$(".citation", reaction), DATA.reactions[place][3]);
  }
  for (const group of $$(".stakeholder")) group.hidden = !$$("[data-reaction]", group).some((one) => !one.hidden);
  document.body.classList.toggle("then", known !== null);
  const list = $(".event-list:not(#group)");
  for (const entry of $$(".entry", list)) {
    const place = PLACES.get(entry.dataset.event);
    entry.hidden = !events.has(place);
    if (!entry.hidden) tell($(".entry-facts", entry), facts.get(place));
  }
  for (const year of $$(".year", list)) year.hidden = !$$(".entry", year).some((entry) => !entry.hidden);
  list.classList.toggle("newest", state.chosen.newest);
  registers(claims, reactions, then);
}

const before = (card) => card.dataset.drawn === "1" || !(card.dataset.drawn = "1");

// A claim as it was: its status, its voices, its citations and what contradicted it then.
function rewind(claim, claims, then) {
  const { known } = state.chosen;
  const place = CLAIMS.get(claim.id);
  claim.hidden = !claims.has(place);
  if (claim.hidden) return;
  const was = then[place];
  const status = DATA.names.status[was.status][0];
  const mark = $(".status", claim);
  if (!mark.classList.contains(`status-${status}`)) mark.replaceWith(statusMark(status));
  const voices = $(".claim-facts > .voices", claim) || $$(".claim-facts > span:not(.status)", claim).at(-2);
  if (DATA.claims[place][4].length && voices) {
    voices.className = was.citations ? "voices" : "voices missing";
    voices.textContent = was.citations ? `${plural(WORDS.independent, was.independent)}, ${plural(WORDS.outlets, was.outlets)}` : WORDS.no_source_then;
  }
  late($$(".citation", claim), DATA.claims[place][4]);
  $$(".claim-history .was", claim).forEach((one, n) => { one.hidden = known !== null && DATA.claims[place][5][n][0] > known; });
  for (const other of $$(".against", claim)) {
    const their = CLAIMS.get(other.dataset.other);
    other.hidden = known !== null && (their === undefined || DATA.claims[their][2] > known);
    const own = their !== undefined && DATA.names.status[then[their].status][0];
    if (own && !$(".status", other).classList.contains(`status-${own}`)) $(".status", other).replaceWith(statusMark(own));
  }
}

// Hide the citations of publications that came later.
function late(lines, citations) {
  const { known } = state.chosen;
  lines.forEach((line, n) => { line.hidden = known !== null && citations[n][0] > known; });
}

const eventOf = (link) => new URLSearchParams(link?.getAttribute("href")?.split("?")[1] || "").get("event");

function onDay(id, known) {
  const place = PLACES.get(id);
  return known === null || DATA.claims.some(([event, , day]) => event === place && day <= known);
}

function part(card, name, head) {
  return $(name, card) || head().appendChild(el("span", { class: `tz ${name.slice(1)}` }));
}

function tell(line, facts) {
  const told = facts ? `${plural(WORDS.claims, facts.n)}, ${plural(WORDS.independent, facts.independent)}` : WORDS.no_claims;
  line.replaceChildren(statusMark(facts?.status || "none"), el("span", facts ? {} : { class: "missing" }, told));
}

// The register: publishers that what is shown cites, with the claims that cite them; no later publications.
function registers(claims, reactions, then) {
  const { known } = state.chosen;
  const counts = new Map();
  for (const place of claims) for (const house of then[place].houses) counts.set(house, (counts.get(house) || 0) + 1);
  const all = new Set(counts.keys());
  for (const place of reactions) for (const house of cited(DATA.reactions[place][3], known).houses) all.add(house);
  state.publishers = all.size;
  const houses = new Map(DATA.names.publisher.map(([id], place) => [id, place]));
  for (const house of $$(".publisher[data-publisher]")) {
    const place = houses.get(house.dataset.publisher);
    house.hidden = place !== undefined && !all.has(place);
    if (house.hidden) continue;
    $(".cited", house).textContent = plural(WORDS.cited, counts.get(place) || 0);
    for (const line of $$("[data-source]", house)) line.hidden = known !== null && DATA.published[line.dataset.source] > known;
  }
  for (const group of $$(".house-group")) group.hidden = $$(".publisher", group).every((house) => house.hidden);
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
function component(name, host, css, words, tell) {
  const root = host.shadowRoot || host.attachShadow({ mode: "open" });
  if (!root.childElementCount) {
    root.append(el("style", {}, css), el("div", {}));
  }
  return (data) => window.Pactline[name]({ parentElement: root.lastElementChild, data, words, setStateValue: tell });
}

const panel = component("filters", $("#filters"), BOOK.css.filters, WORDS.filters, (name, value) => {
  const kept = [...state.query].filter(([key]) => ["event", "place", "lanes", "sort", "lang", "known", "story", "step"].includes(key));
  const asked = Object.entries(value.query).filter(([key]) => !kept.some(([k]) => k === key)).flatMap(([key, values]) => values.map((one) => [key, one]));
  panelAt = value.at;
  location.hash = link(state.page, [...asked, ...kept]);
});
let panelAt = 0;

function filters() {
  const query = {};
  for (const [key, value] of state.query) if (!["event", "place", "lanes", "sort", "lang", "known", "story", "step"].includes(key)) (query[key] ??= []).push(value);
  const counts = facets();
  const rows = (key) => BOOK.facets[key].map(([id, label]) => [id, label, counts[key].get(id) || 0]);
  panel(encoded({
    handled: panelAt,
    query,
    facets: Object.keys(BOOK.facets).map((key) => {
      const all = rows(key);
      const options = ["theme", "status"].includes(key) ? all : all.filter(([id, , n]) => n || query[key]?.includes(id)).sort((a, b) => b[2] - a[2] || a[1].localeCompare(b[1]));
      return { key, label: WORDS.filters[key], all: options.length, words: "", options };
    }),
    importance: counts.importance,
  }));
}

const encoded = (value) => new TextEncoder().encode(JSON.stringify(value));

// For each value of each facet, the events that choosing it alone would show; the other keys hold.
function facets() {
  const counts = {};
  for (const key of ["theme", "status", "actor", "kind", "publisher"]) {
    const { events, claims, then } = select(DATA, { ...state.chosen, [key]: [] }, TEXTS);
    const found = new Map();
    const count = (place, event) => { if (!found.has(place)) found.set(place, new Set()); found.get(place).add(event); };
    if (key === "theme") for (const event of events) DATA.events[event][4].forEach((theme) => count(theme, event));
    else if (key === "actor") {
      for (const event of events) {
        const [, , , , , acts, reacts] = DATA.events[event];
        for (const actor of acts.concat(reacts)) DATA.wholes[actor].forEach((whole) => count(whole, event));
      }
    } else for (const claim of claims) {
      const { status, houses, kinds } = then[claim];
      (key === "status" ? [status] : key === "kind" ? kinds : houses).forEach((one) => count(one, DATA.claims[claim][0]));
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

const picture = component("timeline", $("#chart"), BOOK.css.timeline, WORDS.timeline, (name, value) => {
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
  const sizes = BOOK.figures[state.chosen.lanes];
  const asked = width ?? $("#chart").clientWidth;
  const size = Object.keys(sizes).map(Number).sort((a, b) => b - a).find((one) => one <= asked) ?? Math.min(...Object.keys(sizes).map(Number));
  const shown = new Set([...state.result.events].map((place) => DATA.events[place][0]));
  const figure = narrowed(recoloured(sizes[size]), shown);
  figure.windows = view && Object.keys(view).length ? view : {};
  const { first, last, known, event } = state.chosen;
  const edges = PICTURE.strip.edges;
  picture({
    ...PICTURE,
    figure,
    strip: strip(),
    range: first === null && last === null ? null : [first ?? edges[0][0], (last ?? edges.at(-1).at(-1) - 1) + 1],
    eras: PICTURE.eras.filter(([, begins]) => known === null || begins <= known),
    links: PICTURE.links.filter(([from, to]) => shown.has(from) && shown.has(to)),
    alt: plural(WORDS.alt, shown.size),
    width: asked,
    colours: LOOKS[dark.matches ? "dark" : "light"].status,
  });
  document.__pactlineFocus = event;
  document.dispatchEvent(new Event("pactline:focus"));
}

// The figures are drawn in the light theme's colours; the dark ones stand for the same meanings.
const REDONE = new Map();
function recoloured(figure) {
  if (!REDONE.has(figure)) REDONE.set(figure, [JSON.stringify(unpacked(encoded({ figure })).figure)]);
  const drawn = REDONE.get(figure);
  if (!dark.matches) return JSON.parse(drawn[0]);
  if (!drawn[1]) {
    drawn[1] = darkened(drawn[0]);
  }
  return JSON.parse(drawn[1]);
}

function darkened(text) {
  for (const [light, other] of LOOKS.pairs) {
    const triple = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(",");
    text = text.replaceAll(light, `\u0001${other.slice(1)}`).replaceAll(`rgba(${triple(light)},`, `rgba\u0001(${triple(other)},`);
  }
  return text.replaceAll("\u0001(", "(").replaceAll("\u0001", "#");
}

// Take out of a figure the events that are not shown; counts count what is left of theirs.
function narrowed(figure, shown) {
  const keep = figure.events.map((event) => shown.has(event.id));
  const left = figure.groups.map((group) => figure.members[group.id].filter((id) => shown.has(id)));
  figure.groups = figure.groups.map((group, n) => ({ ...group, n: plural(WORDS.events, left[n].length), titles: left[n].slice(0, 4).map(title), more: left[n].length > 4 ? plural(WORDS.more, left[n].length - 4) : "" }));
  const colours = LOOKS[dark.matches ? "dark" : "light"].status;
  figure.events = figure.events.map((event) => {
    const facts = state.facts.get(PLACES.get(event.id));
    return { ...event, status: facts?.status || "none", sources: facts ? plural(WORDS.independent, facts.independent) : "" };
  });
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
function strip() {
  const { events, claims, then } = select(DATA, { ...state.chosen, first: null, last: null, certain: false }, TEXTS);
  const heads = new Map(); // an event's status is that of its first shown claim
  for (const claim of claims) {
    const [event] = DATA.claims[claim];
    if (!heads.has(event)) heads.set(event, DATA.names.status[then[claim].status][0]);
  }
  const bins = new Map();
  for (const event of events) {
    const middle = BOOK.middles[event];
    if (middle === null) continue;
    const pane = PICTURE.strip.panes.findIndex((one) => middle >= one.first && middle < one.after);
    if (pane < 0) continue;
    const edges = PICTURE.strip.edges[pane];
    let bin = edges.length - 2;
    while (bin > 0 && edges[bin] > middle) bin -= 1;
    const key = `${pane}:${bin}`;
    if (!bins.has(key)) bins.set(key, [pane, edges[bin], edges[bin + 1], PICTURE.strip.statuses.map(() => 0)]);
    bins.get(key)[3][PICTURE.strip.statuses.indexOf(heads.get(event) || "none")] += 1;
  }
  const list = [...bins.values()];
  return { ...PICTURE.strip, bins: list, most: Math.max(0, ...list.map(([, , , counts]) => counts.reduce((a, b) => a + b))) };
}

function group(id) {
  const members = BOOK.figures[state.chosen.lanes];
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

// What is large, and not wanted at once, lies in the file packed.
async function unzipped(id) {
  const bytes = Uint8Array.from(atob($(`#${id}`).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

// The stage is the app's own; its decks are made for the light theme, like the figures.
function told() {
  const { story } = state.chosen;
  return $$(".told").some((one) => one.dataset.story === story) ? story : "";
}

const stage = new Stage({
  root: document.body,
  words: WORDS.stage,
  plotly: () => window.__pactlinePlotly,
  ask(what) {
    if (what) unzipped("decks").then((decks) => stage.give(JSON.parse(dark.matches ? darkened(decks) : decks)[what.story], what.at));
  },
  address: (story, step) => link("classroom", [["story", story], ["step", step]]),
  here: () => {
    const chosen = readQuery(address()[1], DATA);
    return { story: chosen.story, step: chosen.step };
  },
  scroller: () => document.scrollingElement,
});

// What draws the picture is read only once there is one to draw: not on a phone that shows the list.
let drawing = null;
Object.defineProperty(window, "__pactlinePlotly", {
  get: () => (drawing ??= new Promise((done, failed) => requestAnimationFrame(() => setTimeout(() => {
    unzipped("plotly").then((code) => {
      document.head.append(Object.assign(document.createElement("script"), { textContent: code }));
      done(window.Plotly);
    }, failed);
  })))),
});
$("aside.filters details").open = innerWidth > 960;
dark.addEventListener("change", () => chart());
addEventListener("hashchange", render);
addEventListener("beforeprint", () => {
  const force = $$("#view-timeline .chip").map((chip) => chip.firstChild.textContent);
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  $("#in-force").textContent = [$("#view-timeline .result").textContent, ...force, WORDS.print.replace("{day}", day)].join(" · ");
});
// In a frame of a page elsewhere: one event, or the timeline, with its sources and without what stands around it.
if (["1", "true"].includes(address()[1].get("embed"))) {
  document.body.classList.add("embedded");
  addEventListener("click", () => { $("#whole").href = location.href.replace(/[?&]embed=[^&]*/, ""); }, { capture: true });
}
document.addEventListener("click", (event) => {
  const out = event.target.closest?.('a[href^="http"]');
  if (out) Object.assign(out, { target: "_blank", rel: "noopener noreferrer nofollow" });
  const present = event.target.closest?.('[data-present], .steps a[href*="step="]');
  if (present) {
    event.preventDefault();
    const asked = new URLSearchParams(present.getAttribute("href")?.split("?")[1] || "");
    stage.open({ story: told(), step: Number(asked.get("step") || 0), full: true });
  }
  const own = event.target.closest?.("a[data-jump]");
  if (!own) return;
  const place = document.getElementById(own.dataset.jump);
  if (!place) return;
  if (own.dataset.go) { location.hash = link(own.dataset.go, [...state.query]); render(); } else event.preventDefault();
  place.scrollIntoView({ block: "start" });
  place.focus({ preventScroll: true });
});
render();
document.documentElement.classList.add("ready");
if (state.page === "classroom" && told() && state.chosen.step !== null && innerWidth > 800) stage.open({ story: told(), step: state.chosen.step });
