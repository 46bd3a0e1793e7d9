// The picture of a window, in px: lanes, marks, labels, and counts where marks would touch. Pure: the same window of
// the same events gives the same picture, so that nothing has to be asked of the server while a reader moves.
import { begins, ends, hourly, isTimed, placeOf } from "./axis.js";
import { labelled } from "./labels.js";
import { stacked } from "./lanes.js";
import { swarm } from "./swarm.js";

export const PAD = 10; // px at either side of the window
const MAIN = 3; // the rank of the most important
const SIZES = [7, 7, 12]; // px by rank
const HEAD = 20; // px of a lane's name
const BAR = 18; // px from which on what lasts is drawn as long as it is
const CROWDED = 0.12; // of a lane's marks without room: then it shows how many, not which
const CELL = 12; // px of a bar in a crowded lane
const COUNT = 30; // px that a count takes
const FOOT = 13; // px from a lane's lower edge to the middle of its counts
export const FRAME = 12; // px that the picked event's label is wider than its words: it stands in a box
const MOST_LABELS = 400; // asked for; more would take longer than anybody sees

/**
 * @param {import("./types.js").TimelineData} data
 * @param {{ window: import("./types.js").Range; width: number; height: number; focus: string | null;
 *   measure: (words: string, bold: boolean) => number }} seen
 * @returns {import("./types.js").Drawing}
 */
export function lay(data, { window, width, height, focus, measure }) {
  const [from, to] = window;
  const per = (width - 2 * PAD) / (to - from); // px of the whole axis
  const px = (/** @type {number} */ place) => PAD + (place - from) * per;
  const { lanes, of } = stacked(data.lanes, height);
  const reach = to - from; // as much again at either side, for who moves on
  const at = data.events.map((event) => placeOf(data.panes, event.at));
  /** @type {import("./types.js").Mark[][]} */
  const inLane = lanes.map(() => []);
  for (const { event, lane } of data.rows) {
    const place = at[event];
    const bar = barOf(data, data.events[event], per);
    const inside = bar ? bar[0] < to + reach && bar[1] > from - reach : place > from - reach && place < to + reach;
    if (!inside) continue;
    const size = SIZES[data.events[event].rank - 1] ?? 7;
    inLane[of[lane]].push({
      event,
      lane: of[lane],
      place,
      x: px(place),
      y: 0,
      size,
      vague: Boolean(data.events[event].fuzzy) && !bar,
      bar,
    });
  }
  const shown = { data, focus, px, per, from, to, reach, measure, width };
  const parts = lanes.map((lane, n) =>
    laneOf(
      lane,
      inLane[n].sort((a, b) => a.x - b.x || a.event - b.event),
      data.crowd.filter((cell) => of[cell.lane] === n && cell.to > from - reach && cell.from < to + reach),
      n,
      shown,
    ),
  );
  const marks = parts.flatMap((part) => part.marks);
  const groups = parts.flatMap((part) => part.groups);
  count(lanes, parts, window, data);
  return {
    lanes,
    of,
    marks,
    groups,
    labels: labels(shown, { lanes, marks, groups, width, measure }),
    width,
    height,
    window,
    focus,
  };
}

/**
 * @param {import("./types.js").TimelineData} data
 * @param {import("./types.js").Event} event
 * @param {number} per
 * @returns {import("./types.js").Range | null}
 */
function barOf(data, event, per) {
  const day = event.first === event.last && !event.open && !isTimed(event);
  const [from, to] = [placeOf(data.panes, begins(event)), placeOf(data.panes, ends(event))];
  // Among hours a day is a stretch of them: nobody has said when.
  if (day && !hourly((to - from) * per, data.clock !== null)) return null;
  return (to - from) * per >= BAR ? [from, to] : null;
}

// How many events each lane has in the window itself; each stands in it once.
/**
 * @param {import("./types.js").Lane[]} lanes
 * @param {{ marks: import("./types.js").Mark[]; groups: import("./types.js").Group[] }[]} parts
 * @param {import("./types.js").Range} window
 * @param {import("./types.js").TimelineData} data
 */
function count(lanes, parts, [from, to], data) {
  lanes.forEach((lane, n) => {
    const seen = new Set();
    let more = 0;
    for (const { event, place, bar } of parts[n].marks)
      if (bar ? bar[0] <= to && bar[1] >= from : place >= from && place <= to) seen.add(event);
    for (const group of parts[n].groups) {
      for (const event of group.events) {
        const place = placeOf(data.panes, data.events[event].at);
        if (place >= from && place <= to) seen.add(event);
      }
      if (group.to > from && group.from < to) more += group.n - group.events.length;
    }
    lane.n = seen.size + more;
  });
}

/**
 * @typedef {{ data: import("./types.js").TimelineData; focus: string | null; px: (place: number) => number;
 *   per: number; from: number; to: number; reach: number; width: number;
 *   measure: (words: string, bold: boolean) => number }} Shown
 */

// Where a lane's name stands, in the window's upper left corner.
/**
 * @param {import("./types.js").Lane} lane
 * @param {{ width: number; measure: (words: string, bold: boolean) => number }} shown
 * @returns {import("./types.js").Box | null}
 */
function nameBox({ name, n, top }, { width, measure }) {
  if (!name) return null;
  const right = 20 + Math.min(measure(`${name} ${n}`, true), width * 0.6);
  return { left: 0, right, top, bottom: top + HEAD };
}

/**
 * @param {import("./types.js").Lane} lane
 * @param {import("./types.js").Mark[]} marks In the order of time.
 * @param {import("./types.js").TimelineData["crowd"]} crowd
 * @param {number} number
 * @param {Shown} shown
 * @returns {{ marks: import("./types.js").Mark[]; groups: import("./types.js").Group[] }}
 */
function laneOf(lane, marks, crowd, number, shown) {
  const { data, focus } = shown;
  const ranked = marks.map((mark) => {
    const { id, rank, claims } = data.events[mark.event];
    return { ...mark, rank: id === focus ? Infinity : rank * 1e6 + claims };
  });
  const room = { top: lane.top + 3, bottom: lane.bottom - 3, name: nameBox(lane, shown) };
  // So many that they cannot all stand in the lane need not be tried.
  const most = 0.8 * ((3 * shown.width * (lane.bottom - lane.top)) / (SIZES[0] + 1) ** 2);
  if (crowd.length || marks.length > most) return crowded(lane, marks, ranked, crowd, number, shown);
  let ys = swarm(ranked, room, lane.middle);
  const without = ys.filter((y) => y === null).length;
  if (without > Math.max(marks.length * CROWDED, 12)) return crowded(lane, marks, ranked, crowd, number, shown);
  if (without) ys = swarm(ranked, { ...room, bottom: lane.bottom - 2 * FOOT + 2 }, lane.middle);
  const left = marks.filter((_, n) => ys[n] === null);
  const groups = counts(left, lane, number, shown);
  // One that would be counted alone stands there itself.
  const alone = new Set(groups.filter((group) => group.n === 1).map((group) => group.events[0]));
  const drawn = marks.filter((mark, n) => {
    mark.y = ys[n] ?? lane.bottom - FOOT;
    return ys[n] !== null || alone.has(mark.event);
  });
  return { marks: drawn, groups: groups.filter((group) => group.n > 1) };
}

// Counts of what found no room, where it would stand, no nearer to one another than a count is wide.
/**
 * @param {import("./types.js").Mark[]} left
 * @param {import("./types.js").Lane} lane
 * @param {number} number
 * @param {Shown} shown
 * @returns {import("./types.js").Group[]}
 */
function counts(left, lane, number, { per }) {
  /** @type {import("./types.js").Mark[][]} */
  const clusters = [];
  const middle = (/** @type {import("./types.js").Mark[]} */ own) =>
    own.reduce((sum, one) => sum + one.x, 0) / own.length;
  for (const mark of left) {
    clusters.push([mark]);
    while (clusters.length > 1) {
      const [before, last] = clusters.slice(-2);
      if (middle(last) - middle(before) >= COUNT) break;
      clusters.splice(-2, 2, [...before, ...last]);
    }
  }
  return clusters.map((own) => {
    const places = own.map((mark) => mark.place);
    const place = places.reduce((a, b) => a + b, 0) / places.length;
    return {
      lane: number,
      from: Math.min(...places) - 0.5 / per,
      to: Math.max(...places) + 0.5 / per,
      place,
      y: lane.bottom - FOOT,
      size: 20,
      events: own.map((mark) => mark.event),
      n: own.length,
      height: 0,
      counts: {},
    };
  });
}

// A crowded lane: bars that say how many, and above them the most important marks alone.
/**
 * @param {import("./types.js").Lane} lane
 * @param {import("./types.js").Mark[]} marks
 * @param {(import("./types.js").Mark & { rank: number })[]} ranked
 * @param {import("./types.js").TimelineData["crowd"]} crowd
 * @param {number} number
 * @param {Shown} shown
 */
function crowded(lane, marks, ranked, crowd, number, shown) {
  const { data, focus, from, per, px, reach } = shown;
  const floor = (lane.bottom - lane.top) * 0.42; // px of the tallest bar
  const most = Math.max(Math.floor(((reach * per) / 60) * 3), 6);
  const foremost = new Set(
    marks
      .map((_, n) => n)
      .filter((n) => data.events[marks[n].event].rank >= MAIN || data.events[marks[n].event].id === focus)
      .sort((a, b) => ranked[b].rank - ranked[a].rank)
      .slice(0, most),
  );
  const room = { top: lane.top + 3, bottom: lane.bottom - floor - 8, name: nameBox(lane, shown) };
  const first = marks.filter((_, n) => foremost.has(n));
  const ys = swarm(
    ranked.filter((_, n) => foremost.has(n)),
    room,
    Math.max(room.bottom - 8, (room.top + room.bottom) / 2),
  );
  const drawn = first.filter((mark, n) => {
    mark.y = ys[n] ?? 0;
    return ys[n] !== null;
  });
  const alone = new Set(drawn.map((mark) => mark.event));
  const cell = CELL / per;
  /** @type {Map<number, import("./types.js").Group>} */
  const bars = new Map();
  const bar = (/** @type {number} */ place) => {
    const at = Math.floor(place / cell + 1e-9); // counted from the axis' beginning, so that a move leaves them alike
    let one = bars.get(at);
    if (!one) {
      one = {
        lane: number,
        from: at * cell,
        to: (at + 1) * cell,
        place: (at + 0.5) * cell,
        y: lane.bottom - 2,
        size: CELL,
        events: [],
        n: 0,
        height: 0,
        counts: {},
      };
      bars.set(at, one);
    }
    return one;
  };
  for (const { event, place } of marks) {
    if (alone.has(event)) continue;
    const one = bar(place);
    const { status } = data.events[event];
    one.events.push(event);
    one.n += 1;
    one.counts[status] = (one.counts[status] ?? 0) + 1;
  }
  for (const { from: begin, to: end, n } of crowd) {
    const one = bar((begin + end) / 2);
    one.n += n;
    one.counts[""] = (one.counts[""] ?? 0) + n;
  }
  const groups = [...bars.values()].sort((a, b) => a.place - b.place);
  const sight = groups.filter((one) => px(one.place) >= 0 && one.place < from + reach);
  const tallest = Math.max(...(sight.length ? sight : groups).map((one) => one.n), 1);
  for (const one of groups) one.height = Math.min(Math.max((one.n / tallest) * floor, 2), floor);
  return { marks: drawn, groups };
}

/**
 * @param {Shown} shown
 * @param {{ lanes: import("./types.js").Lane[]; marks: import("./types.js").Mark[]; groups: import("./types.js").Group[];
 *   width: number; measure: (words: string, bold: boolean) => number }} drawn
 */
function labels({ data, focus, px }, { lanes, marks, groups, width, measure }) {
  const order = [...marks].sort((a, b) => {
    const [one, other] = [data.events[a.event], data.events[b.event]];
    const first = (/** @type {import("./types.js").Event} */ event) => (event.id === focus ? 9 : event.rank);
    return first(other) - first(one) || other.claims - one.claims || a.place - b.place;
  });
  const wanted = order.slice(0, MOST_LABELS);
  const texts = wanted.map(({ event }) => {
    const { id, short, title, rank } = data.events[event];
    const bold = id === focus;
    const words = short || title;
    const width = measure(words, bold) + (bold ? FRAME : 0);
    return { words, bold, width, far: rank >= MAIN || bold };
  });
  const taken = lanes.flatMap((lane) => nameBox(lane, { width, measure }) ?? []);
  for (const group of groups) {
    const [left, right] = group.height
      ? [px(group.from), px(group.to)]
      : [px(group.place) - COUNT / 2, px(group.place) + COUNT / 2];
    const [top, bottom] = group.height ? [group.y - group.height, group.y] : [group.y - 11, group.y + 11];
    taken.push({ left, right, top, bottom });
  }
  // What lasts is a line under no label.
  for (const { bar, y } of marks)
    if (bar) taken.push({ left: px(bar[0]), right: px(bar[1]), top: y - 3, bottom: y + 3 });
  const edge = data.until === null ? width : Math.min(px(placeOf(data.panes, data.until)), width);
  return labelled(wanted, texts, { marks, lanes, taken, width, edge });
}
