// The window of time: one for the chart, the strip's frame, buttons, wheel, fingers, keys and the address. What a
// reader does moves all of them at once; the address follows once the window rests, and so does the server.
import { scroller } from "../parts/scrolling.js";
import { clamp, dayAt, daysAsked, daysOf, daysSought, placeOf, windowOf, written } from "./axis.js";
import { PAD } from "./lay.js";
import { padded } from "./traces.js";

const REST = 130; // ms without a move or another pick after which labels are placed anew
const PAUSE = 450; // ms after which the address follows
const CLOSEST = 14; // days that a window shows at least
const CLOSEST_TIMED = 1 / 96; // likewise, of a record with times of day

/**
 * Return an address with the days of a window in place of those that it has.
 *
 * @param {string} href
 * @param {{ from: string | null; to: string | null; hours: string | null }} days As `written` has them.
 */
export function addressed(href, days) {
  const address = new URL(href);
  for (const end of /** @type {const} */ (["from", "to", "hours"])) {
    const day = days[end];
    if (day) address.searchParams.set(end, day);
    else address.searchParams.delete(end);
  }
  return address.href;
}

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const view = {
  /** @param {number} place */
  x(place) {
    const [from, to] = this.window;
    return PAD + ((place - from) / (to - from)) * (this.width - 2 * PAD);
  },

  /** @param {number} px */
  placeAt(px) {
    const [from, to] = this.window;
    return from + ((px - PAD) / (this.width - 2 * PAD)) * (to - from);
  },

  /** @param {{ place: number }} spot */
  visible({ place }) {
    const [from, to] = this.window;
    return place >= from - 1e-9 && place <= to + 1e-9;
  },

  // The window that the server or the address asks for. What it says already leaves a move that is not in it yet;
  // anything else is newer than that move.
  /**
   * @param {[number | null, number | null]} range
   * @returns {boolean} Whether there is another window to draw.
   */
  follow(range) {
    const days = JSON.stringify(range);
    if (days === this.days) return false;
    clearTimeout(this.addressing ?? undefined);
    this.addressing = null;
    this.days = days;
    this.window = windowOf(this.data.panes, range);
    return true;
  },

  /**
   * @param {import("./types.js").Range} next
   * @param {boolean} [once] Whether this is one step, that is drawn in full at once.
   */
  show(next, once = false) {
    if (this.data.compact) return;
    const [from, to] = clamp(next);
    const middle = (from + to) / 2;
    const day = dayAt(this.data.panes, middle);
    const closest = this.data.clock === null ? CLOSEST : CLOSEST_TIMED;
    const least = Math.abs(placeOf(this.data.panes, day + closest) - middle) || 1e-4;
    this.window = clamp(to - from < least ? [middle - least / 2, middle + least / 2] : [from, to]);
    this.root.removeAttribute("data-settled");
    this.marked();
    this.rest();
    if (once || this.phone) return void this.draw();
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.paint();
    });
  },

  paint() {
    if (!this.drawn || this.gone) return;
    this.land();
    this.draws(window.Plotly.relayout(this.art, { "xaxis.range": padded(this.window, this.width) }));
    this.around();
  },

  // Labels once the window rests, and then the address: one entry of the history, so that Back undoes the move.
  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.draw(), REST);
    clearTimeout(this.addressing ?? undefined);
    const page = location.pathname;
    this.addressing = setTimeout(() => {
      if (this.press?.moved || this.brushing || this.pinch) return this.rest();
      this.addressing = null;
      if (location.pathname !== page) return; // the reader has left: the address is no longer the picture's
      const range = written(daysOf(this.data.panes, this.window, this.data.clock !== null));
      const days = JSON.stringify(daysAsked(range.from ?? "", range.to ?? "", range.hours ?? ""));
      if (days === this.days) return;
      this.days = days;
      this.tell("range", range);
    }, PAUSE);
  },

  /**
   * @param {number} factor
   * @param {number} [px] The place that stays where it is: that of the cursor or the event in focus, else the middle.
   */
  zoom(factor, px) {
    const [from, to] = this.window;
    const stop = this.stops[this.cursor ?? -1] ?? this.byId.get(this.focus ?? "");
    const still = px === undefined ? (stop && this.visible(stop) ? stop.place : (from + to) / 2) : this.placeAt(px);
    const length = Math.min((to - from) * factor, 1);
    const part = (still - from) / (to - from);
    this.show([still - length * part, still + length * (1 - part)], px === undefined);
  },

  reset() {
    this.show([0, 1], true);
  },

  // Bring an event into sight without changing the zoom.
  /** @param {number} place */
  reveal(place) {
    const [from, to] = this.window;
    const edge = (to - from) * 0.03;
    if (place >= from + Math.min(edge, place) && place <= to) return;
    this.show([place - (to - from) / 2, place + (to - from) / 2], true);
  },

  // Buttons of the page that move the window, wherever they stand, and what they say of it.
  marked() {
    const timed = this.data.clock !== null;
    const days = JSON.stringify(daysOf(this.data.panes, this.window, timed));
    for (const one of document.querySelectorAll("[data-window]")) {
      const own = JSON.stringify(
        daysOf(this.data.panes, windowOf(this.data.panes, asked(one.dataset.window ?? "/")), timed),
      );
      if (own === days) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    for (const one of document.querySelectorAll("[data-zoom=out]"))
      one.setAttribute("aria-disabled", String(this.window[1] - this.window[0] > 0.999));
  },

  controls() {
    this.marked();
  },

  listenAround() {
    const options = { signal: this.stopper.signal };
    document.addEventListener(
      "click",
      (event) => {
        if (!this.data || this.data.compact || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
        const target = /** @type {HTMLElement} */ (event.target);
        const button = target.closest?.("[data-window], [data-zoom]");
        if (!button || !this.root.isConnected) return;
        event.preventDefault();
        event.stopPropagation();
        if (button.dataset.zoom) this.zoom(button.dataset.zoom === "in" ? 0.5 : 2);
        else this.show(windowOf(this.data.panes, asked(button.dataset.window ?? "/")), true);
      },
      { ...options, capture: true },
    );
    document.addEventListener(
      "change",
      (event) => {
        const chosen = /** @type {HTMLSelectElement} */ (event.target);
        if (this.data && chosen.matches?.("select[data-windows]"))
          this.show(windowOf(this.data.panes, asked(chosen.value)), true);
      },
      options,
    );
    document.addEventListener("pactline:focus", () => this.refocus(), options);
    // Back and Forward move the picture at once; the server's answer comes after it.
    window.addEventListener(
      "popstate",
      () => {
        if (!this.data || this.data.compact || !this.root.isConnected || location.hash.startsWith("#timeline")) return;
        const range = daysSought(location.search);
        if (range && this.follow(range)) this.draw();
      },
      options,
    );
    window.addEventListener("resize", () => this.resized(), options);
  },

  // The event in focus is told beside the data: it changes far more often than the picture. Its ring moves at once; marks
  // and labels make room for it once its card has had the time to come and be painted.
  refocus() {
    const focus = document.__pactlineFocus ?? null;
    if (focus === this.focus || !this.data) return;
    this.focus = focus;
    this.root.removeAttribute("data-settled");
    if (!this.phone) this.ring();
    clearTimeout(this.refocusing);
    this.refocusing = setTimeout(() => {
      const event = this.data.events.find((one) => one.id === focus);
      if (event) this.reveal(placeOf(this.data.panes, event.at));
      // A page that has given the drawer room may have drawn it already.
      if (this.drawing?.focus !== focus || this.root.dataset.settled === undefined) this.draw();
    }, REST);
  },

  // What scrolls the page: the picture stands in a tree of its own.
  scroller() {
    return scroller(this.host());
  },

  // Where it stands in the page: what is around it is not seen from inside.
  /** @returns {Element} */
  host() {
    const tree = this.root.getRootNode();
    return tree instanceof ShadowRoot ? tree.host : this.root;
  },
};

// The days that an attribute or an address names: "2022-02-24/" is from there on; both days are counted in.
/**
 * @param {string} days
 * @returns {[number | null, number | null]}
 */
export function asked(days) {
  const [from, to, hours] = days.split("/");
  return daysAsked(from, to, hours);
}
