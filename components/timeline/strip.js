// The strip above the picture: how dense the whole record is, and the brush that chooses a range of dates.
import { nextAct } from "../parts/acts.js";
import { svg } from "../parts/elements.js";
import { iso, nearest, said } from "./scale.js";

const STRIP = 44; // px of its bars

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const strip = {
  strips() {
    const { strip } = this.data;
    this.strip.hidden = !strip;
    const width = this.wide;
    if (!strip || !width) return;
    const content = JSON.stringify([strip, width, this.figure.layout.margin, this.data.colours]);
    if (content !== this.stripped) {
      this.stripped = content;
      this.lay();
      const art = svg("svg", { width, height: STRIP, "aria-hidden": "true" });
      for (const { left, width: wide } of this.tracks)
        art.append(svg("rect", { class: "pl-track", x: left, y: 0, width: wide, height: STRIP }));
      for (const [pane, first, after, counts] of strip.bins) {
        const [a, b] = [this.at(pane, first), this.at(pane, after)];
        let y = STRIP;
        counts.forEach((n, kind) => {
          if (!n) return;
          const height = (n / strip.most) * (STRIP - 3);
          y -= height;
          art.append(
            svg("rect", {
              x: a,
              y,
              width: Math.max(b - a - 0.6, 1),
              height,
              fill: this.data.colours[strip.statuses[kind]],
            }),
          );
        });
      }
      this.bars.replaceChildren(art);
    }
    if (!this.brushing && !this.choosing) this.chosen = this.data.range; // what is being chosen is newer
    this.brush();
  },

  // For what is only asked while there is one.
  drawnStrip() {
    return /** @type {import("./types.js").Strip} */ (this.data.strip);
  },

  // Where the strip's panes lie: the same axis as the picture's whole, even while that shows a part.
  lay() {
    const { margin } = this.figure.layout;
    const inner = this.wide - margin.l - margin.r;
    const panes = this.drawnStrip().panes;
    const gap = panes.length > 1 ? 26 : 0;
    let left = margin.l;
    this.tracks = panes.map((pane) => {
      const track = { ...pane, left, width: (inner - gap) * pane.share };
      left += track.width + gap;
      return track;
    });
  },

  /**
   * @param {number} pane
   * @param {number} day
   */
  at(pane, day) {
    const { left, width, first, after } = this.tracks[pane];
    return left + ((day - first) / (after - first)) * width;
  },

  // The edge of a bin that lies nearest to a place in px.
  /** @param {number} px */
  edge(px) {
    let best = { pane: 0, day: 0, far: Infinity };
    this.drawnStrip().edges.forEach((edges, pane) => {
      for (const day of edges) {
        const far = Math.abs(this.at(pane, day) - px);
        if (far < best.far) best = { pane, day, far };
      }
    });
    return best;
  },

  edges() {
    return [...new Set(this.drawnStrip().edges.flat())].sort((a, b) => a - b);
  },

  /** @param {number} day */
  px(day) {
    const { panes } = this.drawnStrip();
    const pane = Math.max(
      panes.findLastIndex((one) => day >= one.first),
      0,
    );
    const { left, width } = this.tracks[pane];
    return Math.min(Math.max(this.at(pane, day), left), left + width);
  },

  /** @returns {import("./types.js").Range} */
  ends() {
    const edges = this.edges();
    const [first, last] = [edges[0], edges[edges.length - 1]];
    const inside = (/** @type {number} */ day) => Math.min(Math.max(day, first), last);
    return this.chosen ? [inside(this.chosen[0]), inside(this.chosen[1])] : [first, last];
  },

  brush() {
    const [from, to] = this.ends();
    const [a, b] = [this.px(from), this.px(to)];
    this.window.style.cssText = `left:${a}px;width:${Math.max(b - a, 2)}px`;
    this.strip.classList.toggle("pl-whole", !this.chosen);
    [from, to].forEach((day, end) => {
      const knob = this.knobs[end];
      knob.style.left = `${end ? b : a}px`;
      const edges = this.edges();
      knob.setAttribute("aria-label", end ? this.words.to : this.words.from);
      knob.setAttribute("aria-valuemin", "0");
      knob.setAttribute("aria-valuemax", String(edges.length - 1));
      knob.setAttribute("aria-valuenow", String(nearest(edges, day)));
      knob.setAttribute("aria-valuetext", said(end ? day - 1 : day));
    });
  },

  listenToStrip() {
    const on = (/** @type {HTMLElement} */ target, /** @type {string} */ name, /** @type {any} */ act) =>
      target.addEventListener(name, act.bind(this), { signal: this.stopper.signal });
    on(this.strip, "pointerdown", this.grab);
    on(this.strip, "pointermove", this.drag);
    on(this.strip, "pointerup", this.drop);
    on(this.strip, "pointercancel", () => {
      this.brushing = null;
      this.strips();
    });
    this.knobs.forEach((knob, end) => on(knob, "keydown", (/** @type {any} */ event) => this.nudge(event, end)));
  },

  /** @param {any} event */
  grab(event) {
    if (event.button || !this.data?.strip) return;
    const px = event.clientX - this.strip.getBoundingClientRect().left;
    const end = this.knobs.indexOf(event.target);
    const [from, to] = this.ends();
    this.brushing = { px, moved: false, fixed: end === 0 ? to : end === 1 ? from : this.edge(px).day };
    this.strip.setPointerCapture(event.pointerId);
  },

  /** @param {any} event */
  drag(event) {
    const brushing = this.brushing;
    if (!brushing) return;
    const px = event.clientX - this.strip.getBoundingClientRect().left;
    if (!brushing.moved && Math.abs(px - brushing.px) < 4) return;
    brushing.moved = true;
    const { day } = this.edge(px);
    const { fixed } = brushing;
    this.chosen = /** @type {import("./types.js").Range} */ (day < fixed ? [day, fixed] : [fixed, day]);
    this.brush();
  },

  // One history entry a brush: nothing is told before the reader lets go.
  /** @param {any} event */
  drop(event) {
    const brushing = this.brushing;
    this.brushing = null;
    if (!brushing) return;
    this.strip.releasePointerCapture(event.pointerId);
    if (!brushing.moved) return;
    this.choose(this.chosen);
  },

  /**
   * @param {any} event
   * @param {number} end
   */
  nudge(event, end) {
    const edges = this.edges();
    const ends = this.ends();
    const here = nearest(edges, ends[end]);
    const page = Math.max(Math.round(edges.length / 12), 1);
    /** @type {Record<string, number>} */
    const steps = {
      ArrowLeft: here - 1,
      ArrowDown: here - 1,
      ArrowRight: here + 1,
      ArrowUp: here + 1,
      PageDown: here - page,
      PageUp: here + page,
      Home: 0,
      End: edges.length - 1,
    };
    if (event.key === "Escape") this.choose(null);
    else if (event.key in steps) {
      const low = end ? nearest(edges, ends[0]) + 1 : 0;
      const high = end ? edges.length - 1 : nearest(edges, ends[1]) - 1;
      ends[end] = edges[Math.min(Math.max(steps[event.key], low), high)];
      this.choose(ends, 400);
    } else return;
    event.preventDefault();
  },

  // Tell Python the days from and to; the whole is no range. Keys wait for the last of several.
  /** @param {import("./types.js").Range | null} ends */
  choose(ends, patience = 0) {
    const edges = this.edges();
    if (ends && ends[0] >= ends[1]) ends = null;
    const [first, last] = [edges[0], edges[edges.length - 1]];
    const whole = !ends || (ends[0] <= first && ends[1] >= last);
    this.chosen = whole ? null : ends;
    this.brush();
    clearTimeout(this.choosing || undefined);
    this.choosing = setTimeout(() => {
      this.choosing = 0;
      const [from, to] = this.chosen ?? [first, last];
      this.tell("range", { at: nextAct(), from: from > first ? iso(from) : null, to: to < last ? iso(to - 1) : null });
    }, patience);
  },
};
