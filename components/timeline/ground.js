// What the marks stand on: lanes with their names, lines of time with theirs, eras, and what is not covered.
import { el, svg } from "../parts/elements.js";
import { written } from "../parts/language.js";
import { laidOut, placeOf, ticks } from "./axis.js";
import { PAD } from "./lay.js";

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const ground = {
  grounded() {
    const { drawing, data } = this;
    if (!drawing) return;
    const marks = ticks(data.panes, this.window, this.width - 2 * PAD, data.clock !== null);
    const names = [];
    const lines = svg("svg", { width: this.width, height: this.height });
    const [left, right] = [0, this.width];
    const gaps = laidOut(data.panes).slice(0, -1);
    for (const { top, bottom } of drawing.lanes)
      lines.append(
        svg("rect", { class: "pl-lane", x: 0, y: top, width: this.width, height: Math.max(bottom - top, 0) }),
      );
    let free = -Infinity;
    for (const { at, label, year } of marks) {
      const x = this.x(at);
      lines.append(
        svg("line", { class: year ? "pl-line pl-strong" : "pl-line", x1: x, x2: x, y1: 0, y2: this.height }),
      );
      const width = this.measure(label, year) + 12;
      if (x < free || x + width > this.width + 8) {
        if (!year || x + width > this.width + 8) continue;
        names.pop(); // a year comes before the month that it would cover
      }
      const name = el("span", year ? { class: "pl-tick pl-year" } : { class: "pl-tick" }, label);
      name.style.left = `${x}px`;
      names.push(name);
      free = x + width;
    }
    for (const { to } of gaps) {
      const x = this.x(to);
      const next = this.x(to + 0.02);
      if (next > left && x < right)
        lines.append(svg("rect", { class: "pl-gap", x, y: 0, width: Math.max(next - x, 2), height: this.height }));
    }
    if (data.until !== null) {
      const x = this.x(placeOf(data.panes, data.until));
      if (x < right) lines.append(hatched(Math.max(x, 0), right, this.height, this.help.id, data.note));
    }
    this.axis.replaceChildren(...names);
    this.ages.replaceChildren(...this.eras());
    this.bed.replaceChildren(lines, ...drawing.lanes.filter((lane) => lane.name).map(named));
  },

  // The names of eras stand under the days, each where there is room for the whole of it.
  eras() {
    return this.data.eras.flatMap(([name, from, to]) => {
      const [a, b] = [from, to].map((day) => Math.min(Math.max(this.x(placeOf(this.data.panes, day)), 0), this.width));
      if (b - a < 2) return [];
      const part = el(
        "span",
        { class: "pl-era", dir: "auto", title: name },
        b - a > this.measure(name, false) + 10 ? name : "",
      );
      part.style.cssText = `left:${a}px;width:${b - a}px`;
      if (a <= 0) part.classList.add("pl-first");
      return [part];
    });
  },
};

/** @param {import("./types.js").Lane} lane */
function named({ name, n, top }) {
  const part = el("p", { class: "pl-name", dir: "auto" }, el("b", {}, name), ` ${written(n)}`);
  part.style.top = `${top + 2}px`;
  return part;
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} height
 * @param {string} id
 * @param {string} note
 */
function hatched(from, to, height, id, note) {
  const part = svg("g");
  const pattern = svg("pattern", {
    id: `${id}-hatch`,
    width: 7,
    height: 7,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  pattern.append(svg("line", { class: "pl-hatch", x1: 0, y1: 0, x2: 0, y2: 7 }));
  const defs = svg("defs");
  defs.append(pattern);
  const title = svg("title");
  title.textContent = note;
  const rect = svg("rect", { x: from, y: 0, width: to - from, height, fill: `url(#${id}-hatch)` });
  rect.append(title);
  part.append(defs, rect);
  return part;
}
