// While a reader drags, what is drawn is moved along; Plotly draws anew once they pause, let go, or have come far.
import { clamp, long } from "./scale.js";

const PAUSE = 140; // ms without a move after which it is drawn anew
const FAR = 0.6; // of a pane's width: what lay beyond its edge has to be drawn
/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const drag = {
  // Show another stretch of the same length.
  /**
   * @param {string} axis
   * @param {number} from
   * @param {number} to
   */
  slide(axis, from, to) {
    const next = clamp([from, to], this.whole(axis));
    if (!this.views[axis]) return; // the whole is in sight: there is nowhere to go
    this.views[axis] = next;
    this.sliding = axis;
    (this.stale ??= new Set()).add(axis);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.glide();
    });
  },

  glide() {
    if (!this.drawn || this.gone) return;
    const axis = this.sliding;
    if (this.lifted?.axis !== axis) this.lift(axis);
    const { from, length, parts } = /** @type {import("./types.js").Lifted} */ (this.lifted);
    const [begin, end] = this.view(axis);
    const [, width] = this.pane(axis);
    const by = ((from - begin) / length) * width;
    if (Math.abs(by) > width * FAR || Math.abs(end - begin - length) > length / 1000) return this.paint();
    for (const [part, base] of parts) part.setAttribute("transform", `translate(${by},0) ${base}`);
    this.ring();
    this.years();
    this.eras();
    clearTimeout(this.landing);
    this.landing = setTimeout(() => this.paint(), PAUSE);
  },

  // Take a pane's picture off its place: what lies beyond the edge is let out of hiding, and the edge cuts it off.
  /** @param {string} axis */
  lift(axis) {
    this.land();
    const { layout } = this.figure;
    const drawn = this.art._fullLayout;
    const pane = /** @type {HTMLElement} */ (this.art.querySelector(`.subplot.${axis}y`));
    /** @type {[Element, string][]} */
    const parts = [];
    /** @type {(() => void)[]} */
    const undo = [];
    const set = (/** @type {any} */ part, /** @type {string} */ name, /** @type {string | null} */ value) => {
      const before = part.getAttribute(name);
      undo.push(() => (before === null ? part.removeAttribute(name) : part.setAttribute(name, before)));
      if (value === null) part.removeAttribute(name);
      else part.setAttribute(name, value);
    };
    const move = (/** @type {any} */ part) => {
      if (!part) return;
      const base = part.getAttribute("transform");
      undo.push(() => (base === null ? part.removeAttribute("transform") : part.setAttribute("transform", base)));
      parts.push([part, base ?? ""]);
    };
    const edge = (/** @type {string} */ name, /** @type {any} */ part) =>
      part && set(part, "clip-path", `url(#clip${drawn._uid}${name})`);
    const marks = /** @type {HTMLElement} */ (pane.querySelector(".overplot"));
    for (const part of marks.querySelectorAll("[clip-path]")) set(part, "clip-path", null);
    for (const part of marks.querySelectorAll('[display="none"]')) set(part, "display", null);
    edge(`${axis}y`, marks);
    move(marks.querySelector(`.${axis}y`));
    edge(axis, pane.querySelector(".gridlayer"));
    move(pane.querySelector(`.gridlayer > .${axis}`));
    const days = pane.querySelector(".xaxislayer-above");
    edge(axis, days);
    days?.childNodes.forEach(move);
    for (const [kind, selector] of [
      ["shapes", ".shapelayer path"],
      ["annotations", ".annotation"],
    ]) {
      for (const part of this.art.querySelectorAll(`${selector}[data-index]`))
        if (layout[kind]?.[Number(part.dataset.index)]?.xref === axis) move(part);
    }
    const [from, to] = drawn[long(axis)].range.map((/** @type {any} */ edge) => drawn[long(axis)].d2l(edge));
    this.lifted = { axis, from, length: to - from, parts, undo };
  },

  // Put it back as Plotly knows it.
  land() {
    clearTimeout(this.landing);
    for (const act of this.lifted?.undo.reverse() ?? []) act();
    this.lifted = null;
  },
};
