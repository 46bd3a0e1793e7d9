// The timeline in the browser: where everything stands is worked out here (lay.js), Plotly draws it, and every move of a
// reader is answered here; the server is told of a window once it rests. Plotly itself stays inert (staticPlot): its own
// handlers zoom on the bare wheel, eat vertical swipes and know neither pinch nor keys.
import { el, svg } from "../parts/elements.js";
import { letGo, plotly } from "../parts/plotly.js";
import { visit } from "../parts/streamlit.js";
import { Ahead } from "./ahead.js";
import { daysSought } from "./axis.js";
import { drag } from "./drag.js";
import { ground } from "./ground.js";
import { hand } from "./hand.js";
import { lay } from "./lay.js";
import { over } from "./over.js";
import { PHONE, phone } from "./phone.js";
import { strip } from "./strip.js";
import { layout, TEXT, traces } from "./traces.js";
import { addressed, view } from "./view.js";

/** @type {WeakMap<HTMLElement, Timeline>} */
const INSTANCES = new WeakMap();
const COMPACT = 300; // px of a picture that neither zooms nor moves

/** @type {WeakMap<HTMLElement, { ahead: Ahead; mount: Component; end: () => void }>} */
const AHEAD = new WeakMap();

// What a reader does leaves the component as events of the document and as an address (docs/decisions).
/** @param {Component} component */
export default function timeline(component) {
  const { parentElement, words } = component;
  const mount = { ...component, parentElement, setStateValue: heard(component.setStateValue) };
  const own = AHEAD.get(parentElement) ?? following(mount);
  own.mount = mount;
  own.ahead.tell(JSON.parse(new TextDecoder().decode(component.data)), words.by);
  return () => {
    own.end();
    AHEAD.delete(parentElement);
  };
}

// Draws what the reader asks for as soon as it is there, be it told by a run or by an address that is gone to.
/** @param {Component} first */
function following(first) {
  const { parentElement } = first;
  const stopper = new AbortController();
  /** @type {(() => void) | null} */
  let unmount = null;
  const sorry = el("p", { class: "pl-sorry" });
  const ahead = new Ahead(
    (picture, { range, answer }) => {
      sorry.remove();
      // An answer may come when the reader has gone on: the window is that of the address as it is now.
      unmount = mountTimeline(own.mount, { ...picture, range: daysSought(location.search) ?? range, answer });
    },
    () => {
      sorry.textContent = own.mount.words.failed;
      if (!unmount) parentElement.append(sorry); // else what was shown stays
    },
  );
  const page = location.pathname;
  window.addEventListener(
    "popstate",
    () => location.pathname === page && ahead.go(new URLSearchParams(location.search)),
    { signal: stopper.signal },
  );
  document.addEventListener(
    "pactline:filter",
    (event) => {
      const { query, at } = /** @type {CustomEvent} */ (event).detail;
      ahead.go(query, at);
    },
    { signal: stopper.signal },
  );
  const own = {
    ahead,
    mount: first,
    end() {
      stopper.abort();
      ahead.wanted = "";
      unmount?.();
    },
  };
  AHEAD.set(parentElement, own);
  return own;
}

/**
 * Return what hears the picture: a window goes into the address, a pick to the drawer, all else to `tell`.
 *
 * @param {Tell} tell
 * @returns {Tell}
 */
export function heard(tell) {
  return (/** @type {string} */ name, /** @type {any} */ value) => {
    if (name === "range") visit(addressed(location.href, value));
    else if (name === "pick" || name === "near")
      document.dispatchEvent(new CustomEvent(`pactline:${name}`, { detail: value }));
    else tell(name, value);
  };
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
  own.words = component.words;
  own.update(data);
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
  /** @type {import("./types.js").Drawing | null} */
  drawing = null;
  /** @type {import("./types.js").Range} */
  window = [0, 1];
  /** @type {import("./types.js").Stop[]} */
  stops = [];
  /** @type {Map<string, import("./types.js").Stop>} */
  byId = new Map();
  /** @type {number | null} */
  cursor = null;
  /** @type {string | null} */
  focus = null;
  /** @type {import("./types.js").Stop | null} */
  tipped = null;
  /** @type {string} */
  content = "";
  /** @type {string} */
  days = "";
  /** @type {number} */
  answered = 0;
  /** @type {number} */
  width = 0;
  /** @type {number} */
  height = 0;
  /** @type {Map<number, { px: number; py: number }>} */
  pointers = new Map();
  /** @type {{ px: number; py: number; window: import("./types.js").Range; moved: boolean } | null} */
  press = null;
  /** @type {{ apart: number; place: number; length: number } | null} */
  pinch = null;
  /** @type {{ px: number; window: import("./types.js").Range; end: number; moved: boolean } | null} */
  brushing = null;
  /** @type {import("./drag.js").Lifted | null} */
  lifted = null;
  /** @type {number | null} */
  frame = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  refocusing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resting;
  /** @type {ReturnType<typeof setTimeout> | null} */
  addressing = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  landing;
  /** @type {Promise<unknown>} */
  drawings = Promise.resolve();
  drawn = false;
  gone = false;
  turn = 0;
  stripped = "";
  listing = "";
  /** @type {Promise<unknown> | undefined} */
  fonted;
  /** @type {CanvasRenderingContext2D | undefined} */
  pen;
  /** @type {Map<string, number>} */
  widths = new Map();

  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.root = el("div", { class: "pl-timeline" });
    this.axis = el("div", { class: "pl-axis", "aria-hidden": "true" });
    this.ages = el("div", { class: "pl-ages", "aria-hidden": "true" });
    this.plot = el("div", { class: "pl-plot", tabindex: "0", role: "application" });
    this.bed = el("div", { class: "pl-ground", "aria-hidden": "true" });
    this.art = /** @type {import("./types.js").Art} */ (
      /** @type {unknown} */ (el("div", { class: "pl-art", "aria-hidden": "true" }))
    );
    this.wires = svg("svg", { class: "pl-wires", "aria-hidden": "true" });
    this.over = el("div", { class: "pl-over", "aria-hidden": "true" });
    this.tip = el("div", { class: "pl-tip", "aria-hidden": "true", hidden: "" });
    this.live = el("div", { class: "pl-live", "aria-live": "polite", role: "status" });
    this.help = el("p", { class: "pl-live" });
    this.help.id = `pl-keys-${Math.random().toString(36).slice(2)}`;
    this.plot.setAttribute("aria-describedby", this.help.id);
    this.plot.append(this.bed, this.wires, this.art, this.over);
    this.stage = el("div", { class: "pl-stage" }, this.axis, this.ages, this.plot, this.tip);
    this.strip = el("div", { class: "pl-strip", role: "group" });
    this.bars = el("div", { class: "pl-bars" });
    this.window_ = el("div", { class: "pl-window" });
    this.told = el("span", { class: "pl-told" });
    this.knobs = [0, 1].map(() => el("span", { class: "pl-knob", role: "slider", tabindex: "0" }));
    this.strip.append(this.bars, this.window_, this.told, ...this.knobs);
    this.legend = el("ul", { class: "pl-legend" });
    this.list = el("div", { class: "pl-list" });
    this.root.append(this.stage, this.strip, this.legend, this.list, this.live, this.help);
    parent.append(this.root);
    this.stopper = new AbortController();
    this.listen();
    this.listenToStrip();
    this.listenAround();
    this.sizer = new ResizeObserver(() => this.resized());
    this.sizer.observe(this.root);
    // Chips and notes that come above it move it down without changing its size: they change that of what holds it.
    for (let around = /** @type {Element | null} */ (this.host()); around; around = around.parentElement)
      this.sizer.observe(around);
  }

  destroy() {
    this.gone = true;
    this.stopper.abort();
    this.sizer.disconnect();
    for (const timer of [this.resting, this.addressing, this.landing, this.refocusing])
      clearTimeout(timer ?? undefined);
    cancelAnimationFrame(this.frame ?? 0);
    if (this.drawn) letGo(this.art, this.drawings);
    this.root.remove();
  }

  // What Python sends ------------------------------------------------------------------------------

  /** @param {import("./types.js").TimelineData} data */
  update(data) {
    this.data = data;
    this.plot.setAttribute("aria-label", data.alt);
    this.plot.setAttribute("aria-roledescription", this.words.role);
    this.help.textContent = data.compact ? this.words.keys_compact : this.words.keys;
    this.root.classList.toggle("pl-compact", data.compact);
    this.strip.setAttribute("aria-label", this.words.strip);
    this.ages.hidden = !data.eras.length || data.compact;
    this.focus = document.__pactlineFocus ?? null;
    const moved = this.follow(data.range);
    const { answer, range, ...picture } = data;
    const content = JSON.stringify(picture);
    if (content !== this.content) {
      this.content = content;
      this.explain();
      this.resized(true);
    } else if (moved) this.draw();
    this.marked();
    if (answer && answer.at > this.answered) {
      this.answered = answer.at;
      this.tell("pick", { events: answer.events, title: answer.title });
    }
  }

  get phone() {
    return this.width < PHONE && !this.data.compact;
  }

  /** @param {boolean} [anew] Whether what is drawn has changed too. */
  resized(anew = false) {
    const width = this.root.clientWidth;
    if (!width || !this.data) return;
    this.root.classList.toggle("pl-phone", width < PHONE && !this.data.compact);
    this.fill();
    const height = this.data.compact ? COMPACT : this.plot.clientHeight;
    if (!anew && width === this.width && height === this.height) return;
    [this.width, this.height] = [width, height];
    this.stripped = "";
    this.draw();
  }

  // Reach down to the window's lower edge, less what the page has below the picture's first line.
  fill() {
    if (this.data.compact) return;
    const top = this.root.getBoundingClientRect().top + (this.scroller()?.scrollTop ?? 0);
    // Not on itself alone: the box that keeps its place takes no more than it does, else chips make the page scroll.
    document.documentElement.style.setProperty("--timeline-top", `${Math.round(top)}px`);
  }

  /**
   * @param {string} words
   * @param {boolean} bold
   */
  measure(words, bold) {
    const key = `${bold ? 600 : 400} ${words}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      this.pen ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
      this.pen.font = `${bold ? 600 : 400} ${TEXT}px ${this.font()}`;
      width = this.pen.measureText(words).width;
      this.widths.set(key, width);
    }
    return width;
  }

  font() {
    return getComputedStyle(this.root).fontFamily;
  }

  async draw() {
    clearTimeout(this.resting);
    if (!this.width) return;
    this.strips();
    this.controls();
    if (this.phone) {
      this.listed();
      this.ready();
      this.root.dataset.settled = "";
      return;
    }
    const turn = ++this.turn;
    let Plotly;
    try {
      [Plotly] = await Promise.all([plotly(), this.fonts()]);
    } catch {
      this.art.textContent = this.words.failed;
      return;
    }
    if (this.gone || turn !== this.turn) return;
    this.land();
    this.drawing = lay(this.data, {
      window: this.window,
      width: this.width,
      height: this.height,
      focus: this.focus,
      measure: (words, bold) => this.measure(words, bold),
    });
    this.index();
    // Plotly writes into what it is given.
    await this.draws(
      Plotly.react(this.art, traces(this.drawing, this.data, this.font()), layout(this.drawing, this.font()), {
        staticPlot: true,
        responsive: false,
      }),
    );
    if (this.gone) return;
    this.drawn = true;
    this.ready();
    this.around();
    this.root.toggleAttribute("data-settled", turn === this.turn);
  }

  // The picture stands: what stood in its place may go (shell/baked.js).
  ready() {
    this.root.dataset.ready = "";
    document.documentElement.dataset.drawn = "";
  }

  // Labels are measured: in the font that they are drawn in.
  fonts() {
    this.fonted ??= Promise.allSettled(
      [400, 600].map((weight) => document.fonts.load(`${weight} ${TEXT}px ${this.font()}`)),
    );
    return this.fonted;
  }

  // What lies around the marks and follows each move.
  around() {
    this.grounded();
    this.ring();
    this.brush();
  }

  // Keep one promise of all that Plotly is at.
  /** @param {Promise<unknown>} more */
  draws(more) {
    this.drawings = Promise.allSettled([this.drawings, more]).then(() => {});
    return more;
  }

  // Everything that can be hit or stepped to.
  index() {
    const { marks, groups } = /** @type {import("./types.js").Drawing} */ (this.drawing);
    const stop = this.cursor === null ? null : this.stops[this.cursor]?.id;
    this.byId = new Map();
    for (const mark of marks) {
      const event = this.data.events[mark.event];
      let own = this.byId.get(event.id);
      if (!own) {
        own = { kind: "event", id: event.id, place: mark.place, spots: [], event };
        this.byId.set(event.id, own);
      }
      own.spots.push(mark);
    }
    for (const group of groups) {
      const id = `${group.lane}:${group.from.toFixed(6)}`;
      const spot = group.height ? { ...group, y: group.y - group.height / 2 } : group;
      this.byId.set(id, { kind: "group", id, place: group.place, spots: [spot], group });
    }
    const order = (/** @type {import("./types.js").Stop} */ one) => one.place;
    this.stops = [...this.byId.values()].sort((a, b) => order(a) - order(b));
    this.cursor = stop ? this.stops.findIndex((one) => one.id === stop) : null;
    if (this.cursor === -1) this.cursor = null;
  }

  // What the marks mean: the statuses that are drawn, and what the keys do.
  explain() {
    const { colours, events } = this.data;
    const { words } = this;
    const drawn = new Set(events.map((event) => event.status));
    this.legend.setAttribute("aria-label", words.legend);
    const entries = Object.keys(words.status)
      .filter((status) => drawn.has(status) && (status !== "none" || drawn.size > 1))
      .map((status) => {
        const sign = el("span", { class: "pl-sign", "aria-hidden": "true" }, words.signs[status]);
        sign.style.color = colours.status[status];
        return el("li", {}, sign, ` ${words.status[status]}`);
      });
    const fresh =
      this.data.fresh && events.some((event) => event.fresh)
        ? [el("li", {}, el("i", { class: "pl-fresh", "aria-hidden": "true" }), ` ${this.data.fresh}`)]
        : [];
    // There is no room for both.
    this.legend.replaceChildren(...entries, ...(fresh.length ? fresh : [el("li", { class: "pl-hint" }, words.hint)]));
  }
}

Object.assign(Timeline.prototype, hand, drag, strip, over, view, ground, phone);
