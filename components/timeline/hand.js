// What a reader does: zoom and pan by mouse, wheel, fingers, buttons and keys; stepping and picking.
import { nextAct } from "../parts/acts.js";
import { el } from "../parts/elements.js";
import { clamp, DAY, long } from "./scale.js";

const NEAR = 22; // px from a tap or click to the mark that it means
const STILL = 7; // px that a press may move and still be a click
const CLOSEST = 20 * DAY; // the narrowest stretch to zoom into
/** @type {Record<string, string>} */
const TIMELINE_CODES = { NumpadAdd: "+", NumpadSubtract: "-", Digit0: "0", Numpad0: "0" };

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const hand = {
  // Where things are --------------------------------------------------------------------------------

  /**
   * @param {string} axis
   * @returns {import("./types.js").Range}
   */
  whole(axis) {
    const range = this.figure.layout[long(axis)]?.range;
    return range?.map((/** @type {string} */ day) => Date.parse(`${day}T00:00Z`));
  },

  /**
   * @param {string} axis
   * @returns {import("./types.js").Range}
   */
  view(axis) {
    return this.views[axis] || this.whole(axis);
  },

  // Left edge and width in px of an axis within the plot.
  /** @param {string} axis */
  pane(axis) {
    const { margin } = this.figure.layout;
    const inner = this.wide - margin.l - margin.r;
    const [from, to] = this.figure.layout[long(axis)].domain;
    return [margin.l + inner * from, inner * (to - from)];
  },

  /**
   * @param {string} axis
   * @param {number} time
   */
  x(axis, time) {
    const [left, width] = this.pane(axis);
    const [from, to] = this.view(axis);
    return left + ((time - from) / (to - from)) * width;
  },

  /** @param {number} value */
  y(value) {
    return this.figure.layout.margin.t + value;
  },

  /** @param {import("./types.js").Spot} spot */
  visible(spot) {
    const [from, to] = this.view(spot.axis);
    return spot.at >= from && spot.at <= to;
  },

  /** @param {number} px */
  axisAt(px) {
    return this.axes().find((axis) => {
      const [left, width] = this.pane(axis);
      return px >= left - 14 && px <= left + width + 14;
    });
  },

  axes() {
    return ["x", "x2"].filter((axis) => this.figure.layout[long(axis)]);
  },

  // The event or count that a point means: what lies under it, else the nearest mark within reach.
  /**
   * @param {number} px
   * @param {number} py
   */
  hit(px, py, reach = NEAR) {
    let best = null;
    let distance = reach;
    for (const spot of this.spots) {
      if (!this.visible(spot)) continue;
      const far = Math.max(Math.hypot(this.x(spot.axis, spot.at) - px, this.y(spot.y) - py) - spot.size / 2, 0);
      if (far < distance) [best, distance] = [spot, far];
    }
    if (best && distance < 3) return this.byNumber.get(best.n);
    for (const box of this.boxes) {
      if (Math.abs(this.y(box.y) - py) > 10) continue;
      let [left, right] = [0, 0];
      if (box.at === undefined) [left, right] = [this.x(box.axis, box.from), this.x(box.axis, box.to)];
      else {
        const start = this.x(box.axis, box.at) + box.side * box.gap;
        [left, right] = box.side > 0 ? [start, start + box.width] : [start - box.width, start];
      }
      const [edge, width] = this.pane(box.axis);
      if (px >= Math.max(left, edge) && px <= Math.min(right, edge + width)) return this.byNumber.get(box.n);
    }
    return best ? this.byNumber.get(best.n) : null;
  },

  // Zoom and pan ------------------------------------------------------------------------------------

  /**
   * @param {string} axis
   * @param {number} from
   * @param {number} to
   */
  show(axis, from, to) {
    const whole = this.whole(axis);
    const next = clamp([from, to], whole);
    if (next[1] - next[0] >= (whole[1] - whole[0]) * 0.999) delete this.views[axis];
    else this.views[axis] = next;
    (this.stale ??= new Set()).add(axis);
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = null;
      this.paint();
    });
  },

  paint() {
    if (!this.drawn || this.gone) return;
    this.land();
    /** @type {Record<string, number[]>} */
    const ranges = {};
    for (const axis of this.stale || []) ranges[`${long(axis)}.range`] = this.view(axis).slice();
    this.stale = null;
    this.draws(window.Plotly.relayout(this.art, ranges));
    this.ring();
    this.years();
    this.eras();
    this.controls();
    this.settled();
    this.settle();
  },

  /**
   * @param {number} factor
   * @param {number} [px]
   */
  zoom(factor, px) {
    const axis = this.zoomAxis(px);
    const [left, width] = this.pane(axis);
    const [from, to] = this.view(axis);
    const whole = this.whole(axis);
    const length = Math.min(
      Math.max((to - from) * factor, Math.min(CLOSEST, whole[1] - whole[0])),
      whole[1] - whole[0],
    );
    const part = px === undefined ? this.anchor(axis) : (px - left) / width;
    const middle = from + (to - from) * part;
    this.show(axis, middle - length * part, middle + length * (1 - part));
  },

  // Buttons and keys act on the side that the reader last touched, at first the one that is drawn wider.
  /**
   * @param {number} [px]
   * @returns {string}
   */
  zoomAxis(px) {
    const axes = this.axes();
    if (px !== undefined) return this.axisAt(px) || axes[axes.length - 1];
    if (axes.includes(this.side)) return this.side;
    const wide = (/** @type {string} */ axis) => this.pane(axis)[1] / (this.whole(axis)[1] - this.whole(axis)[0]);
    return axes.reduce((a, b) => (wide(b) > wide(a) ? b : a));
  },

  // Zoom towards the cursor or the event in focus where it is in sight, else towards the middle.
  /** @param {string} axis */
  anchor(axis) {
    const stop = this.stops[this.cursor ?? -1] || this.stops.find((other) => other.id === this.focus);
    const spot = stop?.spots.find((/** @type {any} */ other) => other.axis === axis && this.visible(other));
    const [from, to] = this.view(axis);
    return spot ? (spot.at - from) / (to - from) : 0.5;
  },

  reset() {
    for (const axis of this.axes()) this.show(axis, ...this.whole(axis));
  },

  // Bring a stop into sight without changing the zoom.
  /** @param {import("./types.js").Stop | null} stop */
  reveal(stop) {
    if (!stop || stop.spots.some((/** @type {import("./types.js").Spot} */ spot) => this.visible(spot))) return;
    const { axis, at } = stop.spots[0];
    const [from, to] = this.view(axis);
    this.show(axis, at - (to - from) / 2, at + (to - from) / 2);
  },

  controls() {
    if (this.data.compact) return this.bar.replaceChildren();
    if (!this.bar.childElementCount) {
      const button = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {any} */ act) => {
        const made = el("button", { type: "button", class: `pl-${name}` }, sign);
        made.addEventListener("click", act, { signal: this.stopper.signal });
        return made;
      };
      this.closer = button("in", "+", () => this.zoom(0.5));
      this.wider = button("out", "−", () => this.zoom(2));
      this.all = button("all", "", () => this.reset());
      this.legend = el("ul", { class: "pl-legend" });
      this.bar.append(this.legend, el("span", { class: "pl-buttons" }, this.wider, this.closer, this.all));
    }
    this.explain();
    this.closer.setAttribute("aria-label", this.words.zoom_in);
    this.wider.setAttribute("aria-label", this.words.zoom_out);
    this.all.textContent = this.words.zoom_reset;
    // Not `disabled`: a button that vanishes from under the focus throws a keyboard reader out.
    const whole = String(!Object.keys(this.views).length);
    this.wider.setAttribute("aria-disabled", whole);
    this.all.setAttribute("aria-disabled", whole);
  },

  // What the marks mean: the statuses that are drawn, and that size is importance.
  explain() {
    const { words, colours, figure } = this.data;
    const drawn = new Set(figure.events.map((event) => event.status));
    const content = JSON.stringify([[...drawn], colours]);
    if (content === this.explained) return;
    this.explained = content;
    this.legend.setAttribute("aria-label", words.legend);
    const entries = Object.keys(words.status)
      .filter((status) => drawn.has(status))
      .map((status) => {
        const sign = el("span", { class: "pl-sign", "aria-hidden": "true" }, words.signs[status]);
        sign.style.color = colours[status];
        return el("li", {}, sign, ` ${words.status[status]}`);
      });
    this.legend.replaceChildren(...entries, el("li", { class: "pl-hint" }, words.size));
    this.hint.textContent = words.hint;
  },

  // The reader --------------------------------------------------------------------------------------

  listen() {
    const on = (/** @type {HTMLElement} */ target, /** @type {string} */ name, /** @type {any} */ act, options = {}) =>
      target.addEventListener(name, act.bind(this), { signal: this.stopper.signal, ...options });
    on(this.plot, "pointerdown", this.down);
    on(this.plot, "pointermove", this.moved);
    on(this.plot, "pointerup", this.up);
    on(this.plot, "pointercancel", this.lost);
    on(this.plot, "pointerleave", (/** @type {any} */ event) => {
      if (event.pointerType === "mouse") this.hover(null);
    });
    on(this.plot, "wheel", this.wheeled, { passive: false });
    on(this.plot, "dblclick", () => {
      if (!this.data.compact) this.reset();
    });
    on(this.plot, "keydown", this.key);
    on(this.plot, "blur", () => {
      this.cursor = null;
      this.ring();
      this.hover(null);
    });
  },

  /** @param {any} event */
  place(event) {
    const box = this.plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  },

  /** @param {any} event */
  down(event) {
    if (event.button || !this.figure) return;
    const [px, py] = this.place(event);
    this.pointers.set(event.pointerId, { px, py });
    this.side = this.axisAt(px) || this.side;
    if (this.pointers.size === 1)
      this.press = { px, py, at: event.timeStamp, view: this.side ? this.view(this.side) : undefined, moved: false };
    else {
      this.press = null;
      this.pinch = this.spread();
      this.hover(null);
    }
  },

  // Two fingers: how far apart and around which point, with the view that they began with.
  spread() {
    const [a, b] = [...this.pointers.values()];
    const middle = (a.px + b.px) / 2;
    const axis = this.axisAt(middle) || this.axes()[this.axes().length - 1];
    const [from, to] = this.view(axis);
    const [left, width] = this.pane(axis);
    return {
      axis,
      apart: Math.max(Math.abs(a.px - b.px), 20),
      time: from + ((middle - left) / width) * (to - from),
      length: to - from,
    };
  },

  /** @param {any} event */
  moved(event) {
    const [px, py] = this.place(event);
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) {
      if (event.pointerType === "mouse") this.hover(this.hit(px, py, 10));
      return;
    }
    Object.assign(pointer, { px, py });
    if (this.data.compact) {
      if (this.press && Math.hypot(px - this.press.px, py - this.press.py) > STILL) this.press.moved = true;
      return;
    }
    if (this.pinch && this.pointers.size > 1) return this.pinched();
    const press = this.press;
    if (!press) return;
    if (!press.moved && Math.hypot(px - press.px, py - press.py) > STILL) {
      press.moved = true;
      this.plot.setPointerCapture(event.pointerId);
      this.plot.classList.add("pl-dragging");
      this.hover(null);
    }
    if (press.moved && press.view) {
      const [from, to] = press.view;
      const shift = ((px - press.px) / this.pane(this.side)[1]) * (to - from);
      this.slide(this.side, from - shift, to - shift);
    }
  },

  pinched() {
    const { axis, apart, time, length } = /** @type {NonNullable<typeof this.pinch>} */ (this.pinch);
    const [a, b] = [...this.pointers.values()];
    const whole = this.whole(axis);
    const next = Math.min(
      Math.max((length * apart) / Math.max(Math.abs(a.px - b.px), 20), CLOSEST),
      whole[1] - whole[0],
    );
    const [left, width] = this.pane(axis);
    const part = ((a.px + b.px) / 2 - left) / width;
    this.show(axis, time - next * part, time + next * (1 - part));
  },

  /** @param {any} event */
  up(event) {
    const press = this.press;
    const [px, py] = this.place(event);
    this.lost(event);
    if (!press || press.moved) return;
    const stop = this.hit(px, py);
    if (stop) this.pick(stop);
    if (event.pointerType !== "mouse") this.hover(stop);
  },

  /** @param {any} event */
  lost(event) {
    this.pointers.delete(event.pointerId);
    if (this.lifted) this.paint();
    this.press = null;
    this.pinch = null;
    this.plot.classList.remove("pl-dragging");
  },

  /** @param {any} event */
  wheeled(event) {
    if (!(event.ctrlKey || event.metaKey) || this.data.compact || !this.figure) return; // the bare wheel scrolls the page
    event.preventDefault();
    const [px] = this.place(event);
    this.side = this.axisAt(px) || this.side;
    this.zoom(Math.exp(Math.max(Math.min(event.deltaY, 120), -120) / 300), px);
  },

  /** @param {any} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.figure) return;
    const last = this.stops.length - 1;
    const here = this.cursor ?? this.stops.findIndex((stop) => stop.id === this.focus);
    /** @type {Record<string, number>} */
    const steps = {
      ArrowRight: Math.min(here + 1, last),
      ArrowLeft: here < 0 ? last : Math.max(here - 1, 0),
      Home: 0,
      End: last,
    };
    // Arabic and Persian boards have digits of their own, others need Shift for them: then the place says which key.
    const sign = /^[+=\-−0]$/.test(event.key) ? event.key : !event.shiftKey && TIMELINE_CODES[event.code];
    if (event.key in steps) this.step(steps[event.key]);
    else if (event.key === "Enter" || event.key === " ") this.cursor !== null && this.pick(this.stops[this.cursor]);
    else if (event.key === "Escape") this.leave();
    else if (this.data.compact) return;
    else if (sign === "+" || sign === "=") this.zoom(0.5);
    else if (sign === "-" || sign === "−") this.zoom(2);
    else if (sign === "0") this.reset();
    else return;
    event.preventDefault();
  },

  /** @param {number} to */
  step(to) {
    const stop = this.stops[to];
    if (!stop) return;
    this.cursor = to;
    this.side = stop.spots[0].axis;
    this.reveal(stop);
    this.ring();
    this.hover(stop);
    const words =
      stop.kind === "group"
        ? [stop.n, stop.when, this.words.open_group]
        : [stop.title, stop.when, this.words.status[stop.status]];
    this.live.textContent = words.filter(Boolean).join(". ");
    this.keepInSight(stop);
  },

  // The chart may be taller than the window.
  /** @param {import("./types.js").Stop} stop */
  keepInSight(stop) {
    const box = this.plot.getBoundingClientRect();
    const y = box.top + this.y(stop.spots[0].y);
    if (y < 60 || y > window.innerHeight - 40) {
      this.marker ??= this.over.appendChild(el("i", { class: "pl-here" }));
      this.marker.style.top = `${this.y(stop.spots[0].y)}px`;
      this.marker.scrollIntoView({ block: "center", behavior: "auto" });
    }
  },

  leave() {
    if (this.cursor === null && this.tip.hidden) return this.plot.blur();
    this.cursor = null;
    this.live.textContent = "";
    this.hover(null);
    this.ring();
  },

  /** @param {import("./types.js").Stop} stop */
  pick(stop) {
    // Two quick clicks in one run are told apart, and the later one counts.
    if (stop.kind === "event" && document.__pactlineDrawer)
      document.dispatchEvent(new CustomEvent("pactline:pick", { detail: { event: stop.id, from: this.plot } }));
    else this.tell("pick", { at: nextAct(), kind: stop.kind, id: stop.id });
    if (stop.kind === "event") {
      this.focus = stop.id; // seen at once; Python confirms it
      this.ring();
    }
  },
};
