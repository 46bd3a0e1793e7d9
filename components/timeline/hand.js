// What a reader does: zoom and pan by mouse, wheel, fingers and keys; stepping and picking.
import { nextAct } from "../parts/acts.js";
import { dayAt } from "./axis.js";
import { boxOf } from "./labels.js";
import { PAD } from "./lay.js";

const NEAR = 22; // px from a tap or click to the mark that it means
const STILL = 7; // px that a press may move and still be a click
const FACTOR = 0.5; // of a window: one step of zoom
/** @type {Record<string, string>} */
const TIMELINE_CODES = { NumpadAdd: "+", NumpadSubtract: "-", Digit0: "0", Numpad0: "0" };

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const hand = {
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
    on(this.plot, "dblclick", () => this.reset());
    on(this.plot, "keydown", this.key);
    on(this.plot, "blur", () => {
      this.cursor = null;
      this.ring();
      this.hover(null);
    });
  },

  // The event or count that a point means: what lies under it, else the nearest mark within reach.
  /**
   * @param {number} px
   * @param {number} py
   */
  hit(px, py, reach = NEAR) {
    let best = null;
    let distance = reach;
    for (const stop of this.stops) {
      for (const spot of stop.spots) {
        if (!this.visible(spot)) continue;
        const [dx, dy] = [Math.abs(this.x(spot.place) - px), Math.abs(spot.y - py)];
        const tall = stop.group?.height ?? 0;
        const far = tall
          ? Math.hypot(Math.max(dx - spot.size / 2, 0), Math.max(dy - tall / 2, 0))
          : Math.max(Math.hypot(dx, dy) - spot.size / 2, 0);
        if (far < distance) [best, distance] = [stop, far];
      }
    }
    if (best && distance < 3) return best;
    for (const label of this.drawing?.labels ?? []) {
      const box = boxOf({ ...label, mark: { ...label.mark, x: this.x(label.mark.place) } });
      if (px >= box.left && px <= box.right && py >= box.top && py <= box.bottom)
        return this.byId.get(this.data.events[label.mark.event].id) ?? best;
    }
    return best;
  },

  /** @param {any} event */
  place(event) {
    const box = this.plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  },

  /** @param {any} event */
  down(event) {
    if (event.button || !this.drawing) return;
    const [px, py] = this.place(event);
    this.pointers.set(event.pointerId, { px, py });
    const stop = this.hit(px, py);
    if (stop?.event) this.tell("near", { events: [stop.event.id] }); // its card is fetched while the finger is down
    if (this.pointers.size === 1) this.press = { px, py, window: this.window, moved: false };
    else {
      this.press = null;
      this.pinch = this.spread();
      this.hover(null);
    }
  },

  // Two fingers: how far apart and around which place, with the window that they began with.
  spread() {
    const [a, b] = [...this.pointers.values()];
    const [from, to] = this.window;
    return {
      apart: Math.max(Math.abs(a.px - b.px), 20),
      place: this.placeAt((a.px + b.px) / 2),
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
    if (this.pinch && this.pointers.size > 1 && !this.data.compact) return this.pinched();
    const press = this.press;
    if (!press) return;
    if (!press.moved && Math.hypot(px - press.px, py - press.py) > STILL) {
      press.moved = true;
      if (this.data.compact) return;
      this.plot.setPointerCapture(event.pointerId);
      this.plot.classList.add("pl-dragging");
      this.hover(null);
    }
    if (press.moved && !this.data.compact) {
      const [from, to] = press.window;
      const shift = ((px - press.px) / (this.width - 2 * PAD)) * (to - from);
      this.slide([from - shift, to - shift]);
    }
  },

  pinched() {
    const { apart, place, length } = /** @type {NonNullable<typeof this.pinch>} */ (this.pinch);
    const [a, b] = [...this.pointers.values()];
    const next = Math.min((length * apart) / Math.max(Math.abs(a.px - b.px), 20), 1);
    const part = ((a.px + b.px) / 2 - PAD) / (this.width - 2 * PAD);
    this.show([place - next * part, place + next * (1 - part)]);
  },

  /** @param {any} event */
  up(event) {
    const press = this.press;
    const [px, py] = this.place(event);
    this.lost(event);
    if (!press || press.moved) return;
    const stop = this.hit(px, py);
    if (stop) this.pick(stop);
    if (event.pointerType !== "mouse") this.hover(null);
  },

  /** @param {any} event */
  lost(event) {
    this.pointers.delete(event.pointerId);
    this.press = null;
    this.pinch = null;
    this.plot.classList.remove("pl-dragging");
    if (this.lifted) void this.draw();
  },

  // The wheel zooms where the page has nowhere to scroll, and with Ctrl everywhere; sideways it moves on.
  /** @param {any} event */
  wheeled(event) {
    if (this.data.compact || !this.drawing) return;
    const page = this.scroller();
    const scrolls = page && page.scrollHeight > page.clientHeight + 4;
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      const [from, to] = this.window;
      const by = (event.deltaX / this.width) * (to - from);
      return this.show([from + by, to + by]);
    }
    if (scrolls && !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.zoom(Math.exp(Math.max(Math.min(event.deltaY, 120), -120) / 300), this.place(event)[0]);
  },

  /** @param {any} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !this.drawing) return;
    const last = this.stops.length - 1;
    const here = this.cursor ?? this.stops.findIndex((stop) => stop.id === this.focus);
    // Without a cursor or a focus, stepping begins with what is in sight.
    const first = here < 0 ? this.stops.findIndex((stop) => this.visible(stop)) : here + 1;
    const before = here < 0 ? this.stops.findLastIndex((stop) => this.visible(stop)) : here - 1;
    /** @type {Record<string, number>} */
    const steps = {
      ArrowRight: Math.min(first, last),
      ArrowLeft: Math.max(before, 0),
      Home: 0,
      End: last,
    };
    // Arabic and Persian boards have digits of their own, others need Shift for them: then the place says which key.
    const sign = /^[+=\-−0]$/.test(event.key) ? event.key : !event.shiftKey && TIMELINE_CODES[event.code];
    if (event.key in steps) this.step(event.key, steps[event.key]);
    else if (event.key === "Enter" || event.key === " ") this.cursor !== null && this.pick(this.stops[this.cursor]);
    else if (event.key === "Escape") this.leave();
    else if (this.data.compact) return;
    else if (sign === "+" || sign === "=") this.zoom(FACTOR);
    else if (sign === "-" || sign === "−") this.zoom(1 / FACTOR);
    else if (sign === "0") this.reset();
    else return;
    event.preventDefault();
  },

  // Marks are prepared for what is in sight and around it: the first and the last of all need the whole window.
  /**
   * @param {string} key
   * @param {number} to
   */
  async step(key, to) {
    if ((key === "Home" || key === "End") && !this.data.compact) {
      const [from, end] = this.window;
      const at = key === "Home" ? [0, end - from] : [1 - (end - from), 1];
      this.show(/** @type {import("./types.js").Range} */ (at), true);
      await this.draw();
      to = key === "Home" ? 0 : this.stops.length - 1;
    }
    const stop = this.stops[to];
    if (!stop) return;
    this.cursor = to;
    this.reveal(stop.place);
    this.ring();
    this.hover(stop);
    this.live.textContent = this.spoken(stop);
  },

  /** @param {import("./types.js").Stop} stop */
  spoken(stop) {
    const { event, group } = stop;
    const words = event
      ? [event.title, event.when, this.words.status[event.status], event.fresh && this.words.fresh[event.fresh - 1]]
      : [this.counted(group?.n ?? 0), this.between(group), this.words.open_group];
    return words.filter(Boolean).join(". ");
  },

  leave() {
    if (this.cursor === null && this.tip.hidden) return this.plot.blur();
    this.cursor = null;
    this.live.textContent = "";
    this.hover(null);
    this.ring();
  },

  // Either an event, or what a count or a bar holds: ids that are not here are asked for.
  /** @param {import("./types.js").Stop} stop */
  pick({ event, group }) {
    if (event) return this.tell("pick", { event: event.id, from: this.plot });
    if (!group) return;
    if (group.n === group.events.length)
      return this.tell("pick", {
        events: group.events.map((n) => this.data.events[n].id),
        title: `${this.counted(group.n)}, ${this.between(group)}`,
        from: this.plot,
      });
    const days = [group.from, group.to].map((place) => dayAt(this.data.panes, place));
    const [from, to] = this.short() ? days : days.map(Math.round);
    this.tell("behind", { at: nextAct(), lane: group.lane, from, to, lanes: this.lanesOf(group.lane) });
  },

  // Lanes of the record that stand in a lane of the picture.
  /** @param {number} lane */
  lanesOf(lane) {
    return this.data.lanes.flatMap((_, n) => (this.drawing?.of[n] === lane ? [n] : []));
  },
};
