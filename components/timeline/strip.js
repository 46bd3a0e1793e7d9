// The strip under the picture: how dense the whole record is, and the window's frame on it, which can be dragged,
// stretched by its ends, and set anew by a press beside it.
import { svg } from "../parts/elements.js";
import { dayWords } from "../parts/language.js";
import { begins, dayAt, daysOf, ends, laidOut, momentSaid, placeOf, said, stretchSaid, yearSaid } from "./axis.js";

const STRIP = 46; // px
const NAMES = 20; // px above the bars on a phone, for the years
const SHORT = 3; // days of a window that is said in times of day, where there are any
const STEP = 0.02; // of the axis: one key on an end of the frame

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const strip = {
  strips() {
    const { strip, compact, panes, colours } = this.data;
    this.strip.hidden = compact;
    if (compact || !this.width) return;
    const content = JSON.stringify([strip, this.width, colours]);
    if (content !== this.stripped) {
      this.stripped = content;
      const head = this.phone ? NAMES : 4;
      const art = svg("svg", { width: this.width, height: STRIP, "aria-hidden": "true" });
      for (const { from, to } of laidOut(panes))
        art.append(
          svg("rect", {
            class: "pl-track",
            x: from * this.width,
            y: 0,
            width: (to - from) * this.width,
            height: STRIP,
          }),
        );
      const rates = rated(strip);
      const most = Math.max(...rates, 1e-9);
      for (const [at, [, first, after]] of strip.bins.entries()) {
        const [a, b] = [placeOf(panes, first), placeOf(panes, after)].map((place) => place * this.width);
        const height = Math.max((rates[at] / most) * (STRIP - head), 1.5);
        const bar = svg("rect", { class: "pl-bin", x: a, y: STRIP - height, width: Math.max(b - a - 1, 1.5), height });
        bar.dataset.at = String((a + b) / 2 / this.width);
        art.append(bar);
      }
      if (this.phone) art.append(...years(panes, this.width));
      this.bars.replaceChildren(art);
    }
    this.brush();
  },

  brush() {
    if (this.data.compact || !this.width) return;
    const [from, to] = this.window;
    const [a, b] = [from * this.width, to * this.width];
    this.window_.style.cssText = `left:${a}px;width:${Math.max(b - a, 4)}px`;
    for (const bar of /** @type {NodeListOf<SVGElement>} */ (this.bars.querySelectorAll(".pl-bin"))) {
      const at = Number(bar.dataset.at);
      bar.classList.toggle("pl-out", at < from || at > to);
    }
    this.told.textContent = this.phone || b - a < 260 ? "" : this.inView();
    this.told.style.left = `${a + 14}px`;
    const short = this.short();
    const edges = this.window.map((place) => dayAt(this.data.panes, place));
    const days = edges.map((day, end) => Math.round(day) - end);
    this.knobs.forEach((knob, end) => {
      knob.style.left = `${end ? b : a}px`;
      knob.setAttribute("aria-label", end ? this.words.to : this.words.from);
      knob.setAttribute("aria-valuemin", "0");
      knob.setAttribute("aria-valuemax", "100");
      knob.setAttribute("aria-valuenow", String(Math.round(this.window[end] * 100)));
      knob.setAttribute("aria-valuetext", short ? momentSaid(edges[end]) : said(days[end]));
    });
  },

  // "In view: 2022 to March 2026, 129 events"
  inView() {
    const n = this.inWindow();
    if (!this.data.events.length) return this.counted(n);
    if (this.short()) {
      const { clock, panes } = this.data;
      const [from, to] = daysOf(panes, this.window, true).map((day, end) => day ?? dayAt(panes, end));
      return `${stretchSaid(from, to)}${clock ? ` (${clock})` : ""} · ${this.counted(n)}`;
    }
    const at = this.data.events.map((event) => Math.floor(event.at));
    const [low, high] = [Math.min(...at), Math.max(...at) + 1]; // what the axis has beyond them is air
    const days = this.window.map((place) => Math.min(Math.max(dayAt(this.data.panes, place), low), high));
    const month = (/** @type {number} */ day) => dayWords(day * 86400000, { month: "long", year: "numeric" });
    const [from, to] = [month(days[0]), month(days[1] - 1)];
    const filled = from === to ? from : `${from} – ${to}`;
    return `${filled} · ${this.counted(n)}`;
  },

  // Whether the window is so short that it is said in times of day.
  short() {
    const [from, to] = this.window.map((place) => dayAt(this.data.panes, place));
    return this.data.clock !== null && to - from < SHORT;
  },

  // Events that touch the window, each once.
  inWindow() {
    const [from, to] = this.window;
    const { panes, events, crowd } = this.data;
    let n = 0;
    for (const event of events) if (placeOf(panes, ends(event)) >= from && placeOf(panes, begins(event)) <= to) n += 1;
    for (const cell of crowd) if (cell.to > from && cell.from < to) n += cell.n;
    return n;
  },

  listenToStrip() {
    const on = (/** @type {HTMLElement} */ target, /** @type {string} */ name, /** @type {any} */ act) =>
      target.addEventListener(name, act.bind(this), { signal: this.stopper.signal });
    on(this.strip, "pointerdown", this.grab);
    on(this.strip, "pointermove", this.drag);
    on(this.strip, "pointerup", this.drop);
    on(this.strip, "pointercancel", this.drop);
    this.knobs.forEach((knob, end) => on(knob, "keydown", (/** @type {any} */ event) => this.nudge(event, end)));
  },

  /** @param {any} event */
  grab(event) {
    if (event.button || !this.data) return;
    const px = event.clientX - this.strip.getBoundingClientRect().left;
    const end = this.knobs.indexOf(event.target);
    this.brushing = { px, window: this.window, end, moved: false };
    this.strip.setPointerCapture(event.pointerId);
  },

  /** @param {any} event */
  drag(event) {
    const brushing = this.brushing;
    if (!brushing) return;
    const px = event.clientX - this.strip.getBoundingClientRect().left;
    if (!brushing.moved && Math.abs(px - brushing.px) < 4) return;
    brushing.moved = true;
    const by = (px - brushing.px) / this.width;
    const [from, to] = brushing.window;
    const inside = (/** @type {number} */ place) => Math.min(Math.max(place, 0), 1);
    if (brushing.end === 0) this.show([Math.min(inside(from + by), to - 1e-3), to]);
    else if (brushing.end === 1) this.show([from, Math.max(inside(to + by), from + 1e-3)]);
    else if (to - from < 0.999 && between(brushing.px / this.width, brushing.window)) this.show([from + by, to + by]);
    else {
      const [a, b] = [brushing.px / this.width, px / this.width].map(inside);
      this.show([Math.min(a, b), Math.max(a, b)]);
    }
  },

  // A press beside the frame brings the frame there; on a phone it shows the month that was pressed.
  /** @param {any} event */
  drop(event) {
    const brushing = this.brushing;
    this.brushing = null;
    if (!brushing) return;
    if (event.type === "pointerup" && !brushing.moved && brushing.end < 0) {
      const place = brushing.px / this.width;
      const [from, to] = this.window;
      if (this.phone) return this.showBin(place);
      if (!between(place, this.window)) this.show([place - (to - from) / 2, place + (to - from) / 2], true);
    }
  },

  /** @param {number} place */
  showBin(place) {
    const { panes, strip } = this.data;
    const day = dayAt(panes, place);
    const edges = strip.edges.find((own) => day >= own[0] && day < own[own.length - 1]) ?? strip.edges[0];
    const at = Math.max(
      edges.findLastIndex((edge) => edge <= day),
      0,
    );
    const window = [edges[at], edges[Math.min(at + 1, edges.length - 1)]].map((edge) => placeOf(panes, edge));
    const days = (/** @type {import("./types.js").Range} */ one) =>
      JSON.stringify(daysOf(panes, one, this.data.clock !== null));
    const same = days(this.window) === days([window[0], window[1]]);
    this.show(same ? [0, 1] : [window[0], window[1]], true);
  },

  /**
   * @param {any} event
   * @param {number} end
   */
  nudge(event, end) {
    /** @type {Record<string, number>} */
    const steps = {
      ArrowLeft: -STEP,
      ArrowDown: -STEP,
      ArrowRight: STEP,
      ArrowUp: STEP,
      PageDown: -5 * STEP,
      PageUp: 5 * STEP,
      Home: -1,
      End: 1,
    };
    if (event.key === "Escape") this.reset();
    else if (event.key in steps) {
      const [from, to] = this.window;
      const place = Math.min(Math.max(this.window[end] + steps[event.key], 0), 1);
      this.show(end ? [from, Math.max(place, from + STEP)] : [Math.min(place, to - STEP), to], true);
    } else return;
    event.preventDefault();
  },
};

// Events a day of each bin: months beside years are compared by what they hold of time, too. A bin that an end of the
// axis cuts off counts as long as its neighbours.
/** @param {import("./types.js").Strip} strip */
export function rated({ bins, edges }) {
  const usual = edges.map((own) => {
    const lengths = own.slice(1).map((edge, n) => edge - own[n]);
    return lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
  });
  return bins.map(([pane, first, after, counts]) => {
    const n = counts.reduce((sum, one) => sum + one, 0);
    return n / Math.max(after - first, usual[pane] * 0.9);
  });
}

/**
 * @param {number} place
 * @param {import("./types.js").Range} window
 */
function between(place, [from, to]) {
  return place >= from && place <= to;
}

/**
 * @param {import("./types.js").Pane[]} panes
 * @param {number} width
 */
function years(panes, width) {
  const [first, last] = [panes[0].first, panes[panes.length - 1].after].map((day) =>
    new Date(day * 86400000).getUTCFullYear(),
  );
  const found = [];
  let free = 0;
  for (let year = first; year <= last; year += 1) {
    const x = placeOf(panes, new Date(0).setUTCFullYear(year, 0, 1) / 86400000) * width;
    if (x < free || x > width - 34) continue;
    const name = svg("text", { class: "pl-year", x: x + 3, y: 14 });
    name.textContent = yearSaid(year);
    found.push(name);
    free = x + 58;
  }
  return found;
}
