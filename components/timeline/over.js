// What lies over the picture and moves with it: the names of eras, and the arrows between events.
import { el, svg } from "../parts/elements.js";
import { DAY } from "./scale.js";

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const over = {
  eras() {
    const eras = this.data.eras || [];
    const parts = [];
    for (const axis of eras.length ? this.axes() : []) {
      const [left, width] = this.pane(axis);
      for (const [name, from, to] of eras) {
        const [a, b] = [Math.max(this.x(axis, from * DAY), left), Math.min(this.x(axis, to * DAY), left + width)];
        if (b - a < 2) continue;
        const part = el("span", { class: "pl-era", dir: "auto", title: name }, b - a > 40 ? name : "");
        part.style.cssText = `left:${a}px;width:${b - a}px;top:${this.y(0)}px;height:${this.figure.layout.yaxis.range[0]}px`;
        if (a <= left) part.classList.add("pl-first");
        parts.push(part);
      }
    }
    this.ages.replaceChildren(...parts);
  },

  // Arrows go the way of time, from what came first to what answered or followed; a part hangs on its whole.
  // Those between the most important events are always there, the others while one of their events is in focus.
  links() {
    const lines = [];
    const here = this.cursor === null ? this.focus : this.stops[this.cursor]?.id;
    for (const [from, to, type, main] of this.data.links || []) {
      const mine = here === from || here === to || this.tipped?.id === from || this.tipped?.id === to;
      const ends = (mine || main) && this.pair(from, to);
      if (!ends) continue;
      const [a, b] = ends;
      const gap = (/** @type {{ x: number, y: number, size: number }} */ spot) => spot.size / 2 + 3;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const length = Math.hypot(dx, dy);
      if (length < gap(a) + gap(b) + 6) continue;
      // A bow to the side, so that it leaves the row of labels; its ends stop before the marks.
      const bow = Math.min(length * 0.18, 46);
      const [mx, my] = [(a.x + b.x) / 2 + (dy / length) * bow, (a.y + b.y) / 2 - (dx / length) * bow];
      const start = towards(a, [mx, my], gap(a));
      const end = towards(b, [mx, my], gap(b) + (type === "part-of" ? 0 : 3));
      const line = svg("path", {
        class: `pl-link pl-${type}${mine ? " pl-mine" : ""}`,
        d: `M${start[0]},${start[1]} Q${mx},${my} ${end[0]},${end[1]}`,
      });
      if (type !== "part-of") line.setAttribute("marker-end", `url(#${this.help.id}-${mine ? "mine" : "tip"})`);
      lines.push(line);
    }
    const tips = ["tip", "mine"].map((name) => {
      const marker = svg("marker", {
        id: `${this.help.id}-${name}`,
        class: `pl-head-${name}`,
        viewBox: "0 0 8 8",
        refX: 5,
        refY: 4,
        markerWidth: 7,
        markerHeight: 7,
        orient: "auto-start-reverse",
        markerUnits: "userSpaceOnUse",
      });
      marker.append(svg("path", { d: "M0,0.6 L7,4 L0,7.4 z" }));
      return marker;
    });
    const defs = svg("defs");
    defs.append(...tips);
    this.wires.replaceChildren(defs, ...lines);
    const { l, r } = this.figure.layout.margin;
    this.wires.style.clipPath = `inset(0 ${r - 4}px 0 ${l - 4}px)`;
    this.wires.setAttribute("width", String(this.wide));
    this.wires.setAttribute("height", this.figure.layout.height);
  },

  // Two marks of a pair of events, in one lane if they share one; none if one of them is out of sight.
  /**
   * @param {string} from
   * @param {string} to
   */
  pair(from, to) {
    const spots = [from, to].map((id) => (this.byId.get(id)?.spots || []).filter((spot) => this.visible(spot)));
    if (!spots[0].length || !spots[1].length) return null;
    let best = [spots[0][0], spots[1][0]];
    const apart = (/** @type {import("./types.js").Spot[]} */ [a, b]) => Math.abs(a.y - b.y);
    for (const a of spots[0]) for (const b of spots[1]) if (apart([a, b]) < apart(best)) best = [a, b];
    return best.map((spot) => ({ x: this.x(spot.axis, spot.at), y: this.y(spot.y), size: spot.size }));
  },
};

/**
 * @param {{ x: number, y: number }} spot
 * @param {number[]} aim
 * @param {number} far
 */
function towards(spot, [x, y], far) {
  const length = Math.hypot(x - spot.x, y - spot.y) || 1;
  return [spot.x + ((x - spot.x) / length) * far, spot.y + ((y - spot.y) / length) * far];
}
