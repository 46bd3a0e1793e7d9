// The timeline in the browser: Plotly draws what Python has placed, everything a reader does is handled here.
// Plotly itself stays inert (staticPlot): its own handlers zoom on the bare wheel, eat vertical swipes and know
// neither pinch nor keys. Where things are follows from the figure alone: margins, domains and ranges.
import { el } from "../parts/elements.js";
import { letGo, plotly } from "../parts/plotly.js";
import { drag } from "./drag.js";
import { hand } from "./hand.js";
import { over } from "./over.js";
import { clamp, DAY, long } from "./scale.js";
import { strip } from "./strip.js";
import { unpacked } from "./wire.js";

/** @type {WeakMap<HTMLElement, Timeline>} */
const INSTANCES = new WeakMap();
const PHONE = 560; // px below which the list comes first and the picture on demand

/** @param {Component} component */
export default function timeline(component) {
  return mountTimeline(component, unpacked(component.data));
}

// What is drawn is given here as plain data.
/**
 * @param {Component} component
 * @param {import("./types.js").TimelineData} data
 */
export function mountTimeline(component, data) {
  const { parentElement } = component;
  let own = INSTANCES.get(parentElement);
  if (!own) {
    own = new Timeline(parentElement);
    INSTANCES.set(parentElement, own);
  }
  own.tell = (name, value) => component.setStateValue(name, value);
  own.update({ ...data, words: component.words });
  return () => {
    own.destroy();
    INSTANCES.delete(parentElement);
  };
}

export class Timeline {
  /** @type {Tell} */
  tell;
  /** @type {import("./types.js").TimelineData} */
  data;
  /** @type {any} */
  words;
  /** @type {import("./types.js").Figure} */
  figure;
  /** @type {string} */
  content;
  /** @type {number} */
  width;
  /** @type {Record<string, import("./types.js").Range>} */
  views;
  /** @type {number | null} */
  cursor;
  /** @type {string | null} */
  focus;
  /** @type {string | null} */
  sought;
  /** @type {import("./types.js").Spot[]} */
  spots;
  /** @type {(import("./types.js").Bar | import("./types.js").Label)[]} */
  boxes;
  /** @type {import("./types.js").Stop[]} */
  stops;
  /** @type {Map<number, import("./types.js").Stop>} */
  byNumber;
  /** @type {Map<string, import("./types.js").Stop>} */
  byId;
  /** @type {import("./types.js").Stop | null} */
  tipped;
  /** @type {HTMLElement} */
  closer;
  /** @type {import("./types.js").Art} */
  art;
  /** @type {Map<number, { px: number; py: number }>} */
  pointers;
  /** @type {{ px: number; py: number; at: number; view: import("./types.js").Range | undefined; moved: boolean } | null} */
  press;
  /** @type {{ axis: string; apart: number; time: number; length: number } | null} */
  pinch;
  /** @type {string} */
  side;
  /** @type {Set<string> | null} */
  stale;
  /** @type {number | null} */
  frame;
  /** @type {import("./types.js").Lifted | null} */
  lifted;
  /** @type {string} */
  sliding;
  /** @type {boolean} */
  drawn;
  /** @type {Promise<unknown>} */
  drawing;
  /** @type {boolean} */
  gone;
  /** @type {number} */
  turn;
  /** @type {boolean} */
  open;
  /** @type {boolean} */
  folded;
  /** @type {number} */
  asked;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resizing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  redrawing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  settling;
  /** @type {ReturnType<typeof setTimeout> | 0 | undefined} */
  choosing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  landing;
  /** @type {HTMLElement | null} */
  marker;
  /** @type {string} */
  stripped;
  /** @type {string} */
  explained;
  /** @type {(import("./types.js").Pane & { left: number; width: number })[]} */
  tracks;
  /** @type {import("./types.js").Range | null} */
  chosen;
  /** @type {{ px: number; moved: boolean; fixed: number } | null} */
  brushing;
  /** @type {HTMLElement} */
  legend;
  /** @type {HTMLElement} */
  wider;
  /** @type {HTMLElement} */
  all;

  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.root = el("div", { class: "pl-timeline" });
    this.bar = el("div", { class: "pl-bar" });
    this.stage = el("div", { class: "pl-stage" });
    this.plot = el("div", { class: "pl-plot", tabindex: "0", role: "application" });
    this.art = /** @type {any} */ (el("div", { class: "pl-art", "aria-hidden": "true" }));
    this.over = el("div", { class: "pl-over", "aria-hidden": "true" });
    this.tip = el("div", { class: "pl-tip", "aria-hidden": "true", hidden: "" });
    this.live = el("div", { class: "pl-live", "aria-live": "polite", role: "status" });
    this.help = el("p", { class: "pl-live" });
    this.help.id = `pl-keys-${Math.random().toString(36).slice(2)}`;
    this.plot.setAttribute("aria-describedby", this.help.id);
    this.ages = el("div", { class: "pl-ages", "aria-hidden": "true" });
    this.wires = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.wires.classList.add("pl-wires");
    this.wires.setAttribute("aria-hidden", "true");
    this.plot.append(this.ages, this.art, this.wires, this.over);
    this.strip = el("div", { class: "pl-strip", role: "group", hidden: "" });
    this.bars = el("div", { class: "pl-bars" });
    this.window = el("div", { class: "pl-window" });
    this.knobs = [0, 1].map(() => el("span", { class: "pl-knob", role: "slider", tabindex: "0" }));
    this.strip.append(this.bars, this.window, ...this.knobs);
    this.opener = el("button", { type: "button", class: "pl-opener", hidden: "", "aria-expanded": "false" });
    this.foot = el("div", { class: "pl-foot", "aria-hidden": "true" });
    this.stage.append(this.plot, this.foot, this.tip);
    this.hint = el("p", { class: "pl-hint" });
    this.root.append(this.opener, this.strip, this.bar, this.stage, this.hint, this.live, this.help);
    parent.append(this.root);
    this.views = {}; // axis name -> [from, to] in ms, only where it is not the whole
    this.cursor = null; // index of the stop under the keyboard's cursor
    this.pointers = new Map();
    this.stopper = new AbortController();
    this.listen();
    this.listenToStrip();
    this.opener.addEventListener(
      "click",
      () => {
        this.open = !this.open;
        this.fold();
      },
      { signal: this.stopper.signal },
    );
    document.addEventListener(
      "pactline:focus",
      () => {
        this.refocus();
        this.ring();
      },
      { signal: this.stopper.signal },
    );
    this.sizer = new ResizeObserver(() => this.resized());
    this.sizer.observe(this.root);
  }

  destroy() {
    this.gone = true;
    this.stopper.abort();
    this.sizer.disconnect();
    for (const timer of [this.resizing, this.redrawing, this.settling, this.choosing, this.landing])
      clearTimeout(timer || undefined);
    cancelAnimationFrame(this.frame ?? 0);
    if (this.drawing) letGo(this.art, this.drawing);
    this.root.remove();
  }

  // What Python sends ------------------------------------------------------------------------------

  /** @param {import("./types.js").TimelineData} data */
  update(data) {
    const { figure, words } = data;
    this.data = data;
    this.words = words;
    this.plot.setAttribute("aria-label", data.alt);
    this.plot.setAttribute("aria-roledescription", words.role);
    this.help.textContent = data.compact ? words.keys_compact : words.keys;
    this.root.classList.toggle("pl-compact", data.compact);
    this.stage.style.minHeight = `${figure.layout.height}px`;
    this.strip.setAttribute("aria-label", words.strip);
    this.controls();
    const content = JSON.stringify(figure);
    if (content !== this.content) {
      this.content = content;
      this.figure = figure;
      const stop = this.cursor === null ? null : this.stops[this.cursor]?.id;
      this.index();
      this.cursor = stop === null ? null : this.stops.findIndex((other) => other.id === stop);
      if (this.cursor === -1) this.cursor = null;
      this.keepViews();
      this.fold();
      this.draw();
    }
    this.resized(this.width);
    this.strips();
    this.settle();
    this.refocus();
    this.ring();
  }

  // The event in focus is told beside the data (router.js): it changes far more often than the picture. One that
  // the picture does not have yet is brought into sight as soon as it has.
  refocus() {
    const focus = document.__pactlineFocus ?? null;
    if (focus !== this.focus) this.sought = focus;
    this.focus = focus;
    const stop = this.sought && this.byId?.get(this.sought);
    if (!stop) return;
    this.sought = null;
    this.reveal(stop);
  }

  // On a phone the list comes first: the picture, and what draws it, are fetched when the reader asks.
  fold() {
    const phone = this.wide < PHONE && !this.data.compact;
    this.folded = phone && !this.open;
    this.opener.hidden = !phone;
    this.opener.textContent = this.folded ? this.words.open_picture : this.words.close_picture;
    this.opener.setAttribute("aria-expanded", String(!this.folded));
    this.root.classList.toggle("pl-folded", this.folded);
    if (this.folded) this.root.dataset.ready = "";
    else if (this.figure && !this.drawn) this.draw();
  }

  get wide() {
    return this.width || this.root.clientWidth;
  }

  // The width to ask a figure for, so that a scroll bar or a dragged edge does not ask each time.
  rounded() {
    const step = this.wide < 640 ? 20 : 60;
    return Math.floor(this.wide / step) * step;
  }

  // The years once more at the lower edge of a chart that is taller than the window, where they stay in sight.
  years() {
    const tall = this.figure.layout.height > 620;
    this.foot.hidden = !tall;
    if (!tall) return;
    const marks = [];
    for (const axis of this.axes()) {
      const [from, to] = this.view(axis);
      const [left, width] = this.pane(axis);
      const span = (to - from) / (365.25 * DAY);
      const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((years) => (span / years) * 46 < width) || 2000;
      const first = new Date(from).getUTCFullYear();
      for (let year = Math.ceil(first / step) * step; year <= first + span + 1; year += step) {
        const x = this.x(axis, new Date(0).setUTCFullYear(year, 0, 1));
        if (x < left || x > left + width - 20) continue;
        const mark = el("span", {}, String(year));
        mark.style.left = `${x}px`;
        marks.push(mark);
      }
    }
    this.foot.replaceChildren(...marks);
  }

  // Everything that can be hit or stepped to, out of the figure's own traces.
  index() {
    const { data, events, groups } = this.figure;
    this.spots = [];
    this.boxes = [];
    /** @type {Map<number, import("./types.js").Spot[]>} */
    const stops = new Map();
    for (const trace of data) {
      if (!trace.customdata) continue;
      const axis = trace.xaxis;
      trace.customdata.forEach((/** @type {any} */ what, /** @type {number} */ n) => {
        const y = trace.y[n];
        if (trace.name === "bars")
          this.boxes.push({ axis, y, n: what, from: trace.base[n], to: trace.base[n] + trace.x[n] });
        else if (trace.name === "labels")
          this.boxes.push({ axis, y, n: what[0], at: trace.x[n], side: what[1], width: what[2], gap: what[3] });
        else {
          const spot = { axis, y, n: what, at: trace.x[n], size: trace.marker.size[n] };
          this.spots.push(spot);
          if (!stops.has(what)) stops.set(what, []);
          stops.get(what)?.push(spot);
        }
      });
    }
    const info = (/** @type {number} */ n) =>
      n < 0
        ? { ...groups[-1 - n], kind: /** @type {const} */ ("group") }
        : { ...events[n], kind: /** @type {const} */ ("event") };
    this.stops = [...stops].map(([n, spots]) => ({ ...info(n), number: n, spots }));
    this.stops.sort((a, b) => (a.number >= 0 && b.number >= 0 ? a.number - b.number : a.spots[0].at - b.spots[0].at));
    this.byNumber = new Map(this.stops.map((stop) => [stop.number, stop]));
    this.byId = new Map(this.stops.map((stop) => [stop.id, stop]));
  }

  // A zoom outlives filters, highlights and themes, as long as the axis still holds it.
  keepViews() {
    for (const [axis, view] of Object.entries(this.views)) {
      const whole = this.whole(axis);
      if (!whole) delete this.views[axis];
      else this.views[axis] = clamp(view, whole);
      if (whole && this.views[axis][1] - this.views[axis][0] >= whole[1] - whole[0]) delete this.views[axis];
    }
  }

  async draw() {
    if (this.folded) return;
    const turn = (this.turn = (this.turn || 0) + 1);
    let Plotly;
    try {
      Plotly = await plotly();
    } catch {
      this.art.textContent = this.words.failed;
      return;
    }
    if (this.gone || turn !== this.turn || !this.wide) return;
    this.land();
    const layout = { ...this.figure.layout, width: this.wide };
    for (const [axis, view] of Object.entries(this.views)) layout[long(axis)] = { ...layout[long(axis)], range: view };
    // Plotly writes into what it is given.
    await this.draws(
      Plotly.react(this.art, structuredClone(this.figure.data), structuredClone(layout), {
        staticPlot: true,
        responsive: false,
      }),
    );
    if (this.gone) return;
    if (!this.drawn) this.root.dataset.ready = "";
    this.drawn = true;
    this.settled();
    this.ring();
    this.years();
    this.eras();
  }

  // Keep one promise of all that Plotly is at.
  /** @param {Promise<unknown>} more */
  draws(more) {
    this.drawing = Promise.allSettled([this.drawing, more]).then(() => {});
    return more;
  }

  // Settled: the labels were packed for the width and the zoom that there are.
  settled() {
    this.root.toggleAttribute("data-settled", this.rounded() === this.data.width && this.packed());
  }

  // Whether the figure was packed for about what is in sight; a small move needs no new one.
  packed() {
    const { windows } = this.figure;
    const zoomed = Object.keys(this.views).length > 0;
    if (!zoomed || this.data.compact) return !Object.keys(windows).length || this.data.compact;
    return this.axes().every((axis) => {
      if (!windows[axis]) return false;
      const [from, to] = this.view(axis).map((ms) => ms / DAY);
      const [first, after] = windows[axis];
      const length = to - from;
      return Math.abs(after - first - length) < length * 0.04 && Math.abs(from - first) < length * 0.3;
    });
  }

  // When the reader has come to rest: ask for labels that fit what is in sight now.
  settle() {
    clearTimeout(this.settling);
    if (!this.figure || this.packed()) return;
    this.settling = setTimeout(() => {
      if (this.lifted || this.gone) return this.settle();
      /** @type {Record<string, number[]>} */
      const view = {};
      if (Object.keys(this.views).length)
        for (const axis of this.axes()) view[axis] = this.view(axis).map((ms) => ms / DAY);
      this.tell("view", view);
    }, 250);
  }

  // Measured when the size changes alone: to ask for it while the page is being changed lays all of it out.
  resized(width = this.root.clientWidth) {
    if (!width) return;
    if (width !== this.width) {
      this.width = width;
      if (this.figure) {
        this.fold();
        this.strips();
        clearTimeout(this.redrawing);
        this.redrawing = setTimeout(() => this.draw(), this.drawn ? 60 : 0);
      }
    }
    const rounded = this.rounded();
    clearTimeout(this.resizing);
    if (this.data && rounded !== this.data.width && rounded !== this.asked) {
      const ask = () => {
        this.asked = rounded;
        this.tell("width", rounded);
      };
      if (this.asked === undefined) ask();
      else this.resizing = setTimeout(ask, 250);
    }
  }

  // Rings and the card ------------------------------------------------------------------------------

  ring() {
    if (!this.figure) return;
    /** @type {HTMLElement[]} */
    const rings = [];
    const around = (/** @type {import("./types.js").Stop | undefined} */ stop, /** @type {string} */ name) => {
      for (const spot of stop?.spots || []) {
        if (!this.visible(spot)) continue;
        const size = spot.size + 12;
        const ring = el("i", { class: `pl-ring ${name}` });
        ring.style.cssText = `left:${this.x(spot.axis, spot.at) - size / 2}px;top:${this.y(spot.y) - size / 2}px;width:${size}px;height:${size}px`;
        rings.push(ring);
      }
    };
    around(
      this.stops.find((stop) => stop.id === this.focus),
      "pl-focus",
    );
    if (this.cursor !== null) around(this.stops[this.cursor], "pl-cursor");
    this.over.replaceChildren(...rings);
    this.marker = null;
    this.links();
  }

  /** @param {import("./types.js").Stop | null | undefined} stop */
  hover(stop) {
    this.plot.classList.toggle("pl-over-mark", Boolean(stop));
    const before = this.tipped;
    if (!stop) {
      this.tip.hidden = true;
      this.tipped = null;
      if (before && this.figure) this.links();
      return;
    }
    const spot = stop.spots.find((other) => this.visible(other));
    if (!spot) return;
    if (this.tipped !== stop) this.tip.replaceChildren(...this.card(stop));
    this.tipped = stop;
    this.tip.hidden = false;
    if (before !== stop) this.links();
    const [x, y] = [this.x(spot.axis, spot.at), this.y(spot.y)];
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const room = this.wide;
    this.tip.style.left = `${Math.min(Math.max(x - width / 2, 0), room - width)}px`;
    const above = y - height - 16;
    const visibleTop = -this.plot.getBoundingClientRect().top + 60; // under a fixed head of the page
    this.tip.style.top = `${above > visibleTop ? above : y + 18}px`;
  }

  /** @param {import("./types.js").Stop} stop */
  card(stop) {
    if (stop.kind === "group") {
      const titles = stop.titles.map((/** @type {string} */ title) => el("li", { dir: "auto" }, title));
      return [
        el("p", { class: "pl-when" }, `${stop.n}, ${stop.when}`),
        el("ul", {}, ...titles),
        el("p", { class: "pl-facts" }, [stop.more, this.words.open_group].filter(Boolean).join(" · ")),
      ];
    }
    const status = el(
      "span",
      { class: "pl-status" },
      el("span", { class: "pl-sign" }, this.words.signs[stop.status] || ""),
      ` ${this.words.status[stop.status] || ""}`,
    );
    /** @type {HTMLElement} */ (status.firstElementChild).style.color = this.data.colours[stop.status] || "";
    return [
      el("p", { class: "pl-when" }, stop.when),
      el("p", { class: "pl-title", dir: "auto" }, stop.title),
      el("p", { class: "pl-facts" }, status, stop.sources ? ` · ${stop.sources}` : ""),
    ];
  }
}

Object.assign(Timeline.prototype, hand, drag, strip, over);
