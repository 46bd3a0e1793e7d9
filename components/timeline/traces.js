// A picture as Plotly takes it: bars, lines, marks, counts and labels. Its x axis is the axis' places, its y px downwards.
import { PAD } from "./lay.js";

/** @type {Record<string, string>} */
const SHAPES = {
  documented: "circle",
  reported: "square",
  alleged: "triangle-up",
  disputed: "diamond",
  projection: "circle-open",
  none: "circle-open-dot",
};
// Shapes of equal diameter differ in area: these make them look alike.
/** @type {Record<string, number>} */
const BALANCE = {
  square: 0.88,
  "triangle-up": 1,
  diamond: 0.84, // Plotly draws it a third larger than it says
  "circle-open": 0.94,
  "circle-open-dot": 0.94,
};
export const TEXT = 13; // px

/**
 * @param {import("./types.js").Drawing} drawing
 * @param {import("./types.js").TimelineData} data
 * @param {string} font
 */
export function traces({ marks, labels, groups, width, window: [from, to] }, data, font) {
  const { colours, events } = data;
  const colour = (/** @type {string} */ status) => colours.status[status] ?? colours.muted;
  const perPx = (to - from) / (width - 2 * PAD);
  const made = [];
  const bars = groups.filter((group) => group.height);
  if (bars.length) made.push(...stacks(bars, data, perPx));
  const lasting = marks.filter((mark) => mark.bar);
  for (const status of new Set(lasting.map((mark) => events[mark.event].status))) {
    const own = lasting.filter((mark) => events[mark.event].status === status);
    made.push({
      ...line(own.map(({ bar, y }) => [bar, [y, y]])),
      name: "bars",
      opacity: 0.45,
      line: { width: 3, color: colour(status) },
    });
  }
  const led = labels.filter((label) => label.led);
  if (led.length)
    made.push({
      ...line(
        led.map(({ mark, y }) => [
          [mark.place, mark.place],
          [y < mark.y ? y + 8 : y - 8, mark.y],
        ]),
      ),
      name: "leaders",
      line: { width: 1, color: colours.muted },
    });
  const fuzzy = marks.filter((mark) => mark.vague);
  if (fuzzy.length)
    made.push({
      ...scatter("markers", fuzzy),
      marker: {
        symbol: "circle-open",
        size: fuzzy.map((mark) => mark.size + 5),
        color: colours.muted,
        line: { width: 1 },
      },
      name: "fuzzy",
    });
  const fresh = marks.filter((mark) => events[mark.event].fresh);
  if (fresh.length)
    made.push({
      ...scatter("markers", fresh),
      marker: {
        symbol: "circle",
        size: fresh.map((mark) => mark.size + 9),
        color: colours.fresh,
        line: { width: 1, color: colours.ink },
      },
      name: "fresh",
    });
  const kinds = marks.map((mark) => SHAPES[events[mark.event].status] ?? "circle");
  made.push({
    ...scatter("markers", marks),
    marker: {
      symbol: kinds,
      size: marks.map((mark, n) => round(mark.size * (BALANCE[kinds[n]] ?? 1))),
      color: marks.map((mark) => colour(events[mark.event].status)),
      opacity: 1,
      line: {
        width: kinds.map((kind) => (kind.includes("open") ? 2 : 0)),
        color: marks.map((mark) => colour(events[mark.event].status)),
      },
    },
    name: "marks",
  });
  const badges = groups.filter((group) => !group.height);
  if (badges.length)
    made.push({
      ...scatter("markers+text", badges),
      text: badges.map((group) => `+${group.n}`),
      textposition: "middle center",
      textfont: { size: 11, color: colours.ink, weight: 600, family: font },
      marker: {
        size: badges.map(({ n }) => (n > 99 ? 26 : 20)),
        color: badges.map((group) => (group.events.some((n) => events[n].fresh) ? colours.fresh : colours.paper)),
        line: { width: 1, color: colours.muted },
      },
      name: "counts",
    });
  const written = labels.filter((label) => !label.bold); // the picked one's stands in a box of its own
  made.push({
    type: "scatter",
    mode: "text",
    hoverinfo: "skip",
    x: written.map(({ mark, side, gap }) => mark.place + side * gap * perPx),
    y: written.map(({ y }) => round(y)),
    text: written.map(({ words }) => escaped(words)),
    textposition: written.map(({ side }) => (side > 0 ? "middle right" : "middle left")),
    textfont: { size: TEXT, color: colours.ink, family: font },
    name: "labels",
  });
  return made;
}

/**
 * @param {import("./types.js").Group[]} bars
 * @param {import("./types.js").TimelineData} data
 * @param {number} perPx
 */
function stacks(bars, { colours }, perPx) {
  const found = [];
  const statuses = [...Object.keys(SHAPES), ""];
  /** @type {Map<import("./types.js").Group, number>} */
  const tops = new Map();
  for (const status of statuses) {
    const own = bars.filter((bar) => bar.counts[status]);
    if (!own.length) continue;
    const base = own.map((bar) => bar.y - (tops.get(bar) ?? 0));
    const high = own.map((bar) => (bar.counts[status] / bar.n) * bar.height);
    own.forEach((bar, n) => tops.set(bar, (tops.get(bar) ?? 0) + high[n]));
    found.push({
      type: "bar",
      hoverinfo: "skip",
      x: own.map((bar) => bar.place),
      base,
      y: high.map((px) => -px),
      width: own.map((bar) => bar.to - bar.from - perPx),
      marker: { color: colours.status[status] ?? colours.muted, line: { width: 0 } },
      name: "crowd",
    });
  }
  return found;
}

/**
 * @param {import("./types.js").Drawing} drawing
 * @param {string} font
 */
export function layout({ width, height, window }, font) {
  return {
    width,
    height,
    margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: font, size: TEXT },
    showlegend: false,
    hovermode: false,
    dragmode: false,
    barmode: "overlay",
    xaxis: { range: padded(window, width), visible: false, fixedrange: true },
    yaxis: { range: [height, 0], visible: false, fixedrange: true },
  };
}

// What the plot shows of the axis: the window, and the px at either side of it.
/**
 * @param {import("./types.js").Range} window
 * @param {number} width
 * @returns {import("./types.js").Range}
 */
export function padded([from, to], width) {
  const pad = (PAD * (to - from)) / (width - 2 * PAD);
  return [from - pad, to + pad];
}

/** @param {any[]} pieces */
function line(pieces) {
  return {
    type: "scatter",
    mode: "lines",
    hoverinfo: "skip",
    x: pieces.flatMap(([x]) => [...x, null]),
    y: pieces.flatMap(([, y]) => [...y, null]),
  };
}

/**
 * @param {string} mode
 * @param {{ place: number; y: number }[]} own
 */
function scatter(mode, own) {
  return {
    type: "scatter",
    mode,
    hoverinfo: "skip",
    x: own.map((one) => one.place),
    y: own.map((one) => round(one.y)),
  };
}

/** @param {number} px */
function round(px) {
  return Math.round(px * 10) / 10;
}

// Plotly reads a few tags in texts: those of a record are words.
/** @param {string} words */
function escaped(words) {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
