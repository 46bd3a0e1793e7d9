// While a reader drags, what is drawn is moved along; Plotly draws anew once they pause, let go, or have come far.
import { clamp } from "./axis.js";
import { PAD } from "./lay.js";

const PAUSE = 140; // ms without a move after which it is drawn anew
const FAR = 0.8; // of the width: what lay beyond its edge has to be drawn

/** @typedef {{ from: number; parts: [Element, string][]; undo: (() => void)[] }} Lifted */

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const drag = {
  // Show another stretch of the same length.
  /** @param {import("./types.js").Range} next */
  slide(next) {
    this.window = clamp(next);
    this.root.removeAttribute("data-settled");
    this.marked();
    this.rest();
    clearTimeout(this.resting);
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.glide();
    });
  },

  glide() {
    if (!this.drawn || this.gone || !this.drawing) return;
    if (!this.lifted) this.lift();
    const { from, parts } = /** @type {Lifted} */ (this.lifted);
    const [begin, end] = this.window;
    const by = ((from - begin) / (end - begin)) * (this.width - 2 * PAD);
    if (Math.abs(by) > this.width * FAR) return void this.draw();
    for (const [part, base] of parts) part.setAttribute("transform", `translate(${by},0) ${base}`);
    this.around();
    clearTimeout(this.landing);
    this.landing = setTimeout(() => this.draw(), PAUSE);
  },

  // Take the picture off its place: what lies beyond the edge is let out of hiding, and the edge cuts it off.
  lift() {
    this.land();
    const drawn = this.art._fullLayout;
    const pane = this.art.querySelector(".subplot.xy");
    const marks = pane?.querySelector(".overplot");
    if (!marks) return;
    /** @type {[Element, string][]} */
    const parts = [];
    /** @type {(() => void)[]} */
    const undo = [];
    const set = (/** @type {Element} */ part, /** @type {string} */ name, /** @type {string | null} */ value) => {
      const before = part.getAttribute(name);
      undo.push(() => (before === null ? part.removeAttribute(name) : part.setAttribute(name, before)));
      if (value === null) part.removeAttribute(name);
      else part.setAttribute(name, value);
    };
    for (const part of marks.querySelectorAll("[clip-path]")) set(part, "clip-path", null);
    for (const part of marks.querySelectorAll('[display="none"]')) set(part, "display", null);
    set(marks, "clip-path", `url(#clip${drawn._uid}xy)`);
    const moved = marks.querySelector(".xy");
    if (moved) {
      const base = moved.getAttribute("transform");
      undo.push(() => (base === null ? moved.removeAttribute("transform") : moved.setAttribute("transform", base)));
      parts.push([moved, base ?? ""]);
    }
    // What is drawn was drawn for the window that Plotly has.
    const [low, high] = drawn.xaxis.range;
    const pad = ((high - low) * PAD) / this.width;
    this.lifted = { from: low + pad, parts, undo };
  },

  // Put it back as Plotly knows it.
  land() {
    clearTimeout(this.landing);
    for (const act of this.lifted?.undo.reverse() ?? []) act();
    this.lifted = null;
  },
};
