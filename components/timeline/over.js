// What lies over the picture and moves with it: rings, the picked event's day and label, arrows, the card on hovering.
import { el, svg } from "../parts/elements.js";
import { formOf, written } from "../parts/language.js";
import { begins, dayAt, isTimed, momentSaid, said, stretchSaid } from "./axis.js";
import { boxOf } from "./labels.js";
import { FRAME } from "./lay.js";

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const over = {
  ring() {
    if (!this.drawing) return;
    /** @type {HTMLElement[]} */
    const parts = [];
    const around = (/** @type {import("./types.js").Stop | undefined} */ stop, /** @type {string} */ name) => {
      for (const spot of stop?.spots ?? []) {
        if (!this.visible(spot)) continue;
        const tall = stop?.group?.height;
        const [wide, high] = tall ? [spot.size + 6, tall + 6] : [spot.size + 10, spot.size + 10];
        const ring = el("i", { class: `pl-ring ${name}${tall ? " pl-square" : ""}` });
        ring.style.cssText = `left:${this.x(spot.place) - wide / 2}px;top:${spot.y - high / 2}px;width:${wide}px;height:${high}px`;
        parts.push(ring);
      }
    };
    const picked = this.byId.get(this.focus ?? "");
    this.axis.querySelector(".pl-day")?.remove();
    if (picked?.event && this.visible(picked)) {
      const x = this.x(picked.place);
      const line = el("i", { class: "pl-upright" });
      line.style.left = `${x}px`;
      const day = el("span", { class: "pl-day" }, dayOf(picked.event));
      day.style.left = `${Math.min(Math.max(x, 42), this.width - 42)}px`;
      this.axis.append(day);
      parts.push(line, ...this.boxed());
    }
    around(picked, "pl-focus");
    if (this.cursor !== null) around(this.stops[this.cursor], "pl-cursor");
    this.over.replaceChildren(...parts);
    this.links();
  },

  // The picked event's label, in a box of the accent's colour, where its label was placed, picked or not yet.
  boxed() {
    const label = this.drawing?.labels.find(({ mark }) => this.data.events[mark.event]?.id === this.focus);
    if (!label) return [];
    const width = this.measure(label.words, true) + FRAME;
    const box = boxOf({ ...label, width, mark: { ...label.mark, x: this.x(label.mark.place) } });
    const part = el("span", { class: "pl-picked", dir: "auto" }, label.words);
    part.style.cssText = `left:${box.left}px;width:${width}px;top:${box.top - 2}px`;
    return [part];
  },

  /** @param {import("./types.js").Stop | null | undefined} stop */
  hover(stop) {
    this.plot.classList.toggle("pl-over-mark", Boolean(stop));
    const before = this.tipped;
    const spot = stop?.spots.find((other) => this.visible(other));
    if (!stop || !spot) {
      this.tip.hidden = true;
      this.tipped = null;
      if (before) this.links();
      return;
    }
    if (this.tipped !== stop) {
      this.tip.replaceChildren(...this.card(stop));
      if (stop.event) this.tell("near", { events: [stop.event.id] });
    }
    this.tipped = stop;
    this.tip.hidden = false;
    if (before !== stop) this.links();
    const [x, y] = [this.x(spot.place), spot.y + this.plot.offsetTop];
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    this.tip.style.left = `${Math.min(Math.max(x - width / 2, 0), this.width - width)}px`;
    const above = y - height - 16;
    this.tip.style.top = `${above > 0 ? above : y + 18}px`;
  },

  /** @param {import("./types.js").Stop} stop */
  card({ event, group }) {
    if (group) {
      const titles = group.events.slice(0, 4).map((n) => el("li", { dir: "auto" }, this.data.events[n].title));
      return [
        el("p", { class: "pl-when" }, `${this.counted(group.n)}, ${this.between(group)}`),
        el("ul", {}, ...titles),
        el("p", { class: "pl-facts" }, this.words.open_group),
      ];
    }
    const own = /** @type {import("./types.js").Event} */ (event);
    const sign = el("span", { class: "pl-sign" }, this.words.signs[own.status] || "");
    sign.style.color = this.data.colours.status[own.status] || "";
    const status = el("span", { class: "pl-status" }, sign, ` ${this.words.status[own.status] || ""}`);
    return [
      el("p", { class: "pl-when" }, own.when),
      el("p", { class: "pl-title", dir: "auto" }, own.title),
      el("p", { class: "pl-facts" }, status, own.sources ? ` · ${own.sources}` : ""),
      ...this.news(own),
    ];
  },

  // The word "new" or "changed" beside an event of a record that is looked back at.
  /** @param {import("./types.js").Event} event */
  news({ fresh }) {
    return fresh ? [el("span", { class: "pl-new" }, this.words.fresh[fresh - 1])] : [];
  },

  /** @param {number} n */
  counted(n) {
    return formOf(this.words.events, n).replace("{n}", written(n));
  },

  /** @param {import("./types.js").Group | undefined} group */
  between(group) {
    if (!group) return "";
    const { events, panes } = this.data;
    if (group.events.length && group.events.every((n) => isTimed(events[n])) && this.short()) {
      const at = group.events.map((n) => begins(events[n]));
      const [low, high] = [Math.min(...at), Math.max(...at)];
      return low === high ? momentSaid(low) : stretchSaid(low, high);
    }
    const days = group.events.length
      ? [Math.min, Math.max].map((edge) => Math.floor(edge(...group.events.map((n) => events[n].at))))
      : [dayAt(panes, group.from), dayAt(panes, group.to) - 1];
    const [from, to] = days.map((day) => said(Math.round(day)));
    return from === to ? from : this.words.between.replace("{first}", from).replace("{last}", to);
  },

  // Arrows go the way of time, from what came first to what answered or followed; a part hangs on its whole. They are
  // there while one of their events is in focus or under the pointer.
  links() {
    const lines = [];
    const here = this.cursor === null ? this.focus : this.stops[this.cursor]?.id;
    for (const [from, to, type] of this.data.links) {
      const mine = here === from || here === to || this.tipped?.id === from || this.tipped?.id === to;
      const ends = mine && this.pair(from, to);
      if (!ends) continue;
      const [a, b] = ends;
      const gap = (/** @type {{ size: number }} */ spot) => spot.size / 2 + 3;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const length = Math.hypot(dx, dy);
      if (length < gap(a) + gap(b) + 6) continue;
      // A bow to the side, so that it leaves the row of labels; its ends stop before the marks.
      const bow = Math.min(length * 0.18, 46);
      const [mx, my] = [(a.x + b.x) / 2 + (dy / length) * bow, (a.y + b.y) / 2 - (dx / length) * bow];
      const start = towards(a, [mx, my], gap(a));
      const end = towards(b, [mx, my], gap(b) + (type === "part-of" ? 0 : 3));
      const line = svg("path", {
        class: `pl-link pl-mine pl-${type}`,
        d: `M${start[0]},${start[1]} Q${mx},${my} ${end[0]},${end[1]}`,
      });
      if (type !== "part-of") line.setAttribute("marker-end", `url(#${this.help.id}-tip)`);
      lines.push(line);
    }
    const tip = svg("marker", {
      id: `${this.help.id}-tip`,
      class: "pl-head",
      viewBox: "0 0 8 8",
      refX: 5,
      refY: 4,
      markerWidth: 7,
      markerHeight: 7,
      orient: "auto-start-reverse",
      markerUnits: "userSpaceOnUse",
    });
    tip.append(svg("path", { d: "M0,0.6 L7,4 L0,7.4 z" }));
    const defs = svg("defs");
    defs.append(tip);
    this.wires.replaceChildren(defs, ...lines);
    this.wires.setAttribute("width", String(this.width));
    this.wires.setAttribute("height", String(this.height));
  },

  // Two marks of a pair of events, in one lane if they share one; none if one of them is out of sight.
  /**
   * @param {string} from
   * @param {string} to
   */
  pair(from, to) {
    const spots = [from, to].map((id) => (this.byId.get(id)?.spots ?? []).filter((spot) => this.visible(spot)));
    if (!spots[0].length || !spots[1].length) return null;
    let best = [spots[0][0], spots[1][0]];
    const apart = (/** @type {{ y: number }[]} */ [a, b]) => Math.abs(a.y - b.y);
    for (const a of spots[0]) for (const b of spots[1]) if (apart([a, b]) < apart(best)) best = [a, b];
    return best.map((spot) => ({ x: this.x(spot.place), y: spot.y, size: spot.size }));
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

/** @param {import("./types.js").Event} event */
function dayOf(event) {
  return isTimed(event) ? momentSaid(begins(event), "short") : said(event.at, "short");
}
