// The time axis: days since 1970 to places between 0 and 1 and back, and where its ticks stand. Two stretches of unlike
// density stand side by side, each a true linear scale of its own; a window is what of all this is in sight.
import { dayWords } from "../parts/language.js";

export const DAY = 86400000; // ms
const GAP = 0.02; // of the whole axis, between two stretches

/**
 * @param {import("./types.js").Pane[]} panes
 * @returns {(import("./types.js").Pane & { from: number; to: number })[]} with the places where each begins and ends
 */
export function laidOut(panes) {
  const room = 1 - GAP * (panes.length - 1);
  let from = 0;
  return panes.map((pane) => {
    const to = from + pane.share * room;
    const laid = { ...pane, from, to };
    from = to + GAP;
    return laid;
  });
}

/**
 * @param {import("./types.js").Pane[]} panes
 * @param {number} day
 */
export function placeOf(panes, day) {
  const laid = laidOut(panes);
  const at = Math.max(
    laid.findLastIndex((pane) => day >= pane.first),
    0,
  );
  const { first, after, from, to } = laid[at];
  return from + ((Math.min(day, after) - first) / (after - first)) * (to - from);
}

/**
 * @param {import("./types.js").Pane[]} panes
 * @param {number} place
 */
export function dayAt(panes, place) {
  const laid = laidOut(panes);
  const pane = laid.find((one) => place <= one.to) ?? laid[laid.length - 1];
  return pane.first + ((Math.max(place, pane.from) - pane.from) / (pane.to - pane.from)) * (pane.after - pane.first);
}

// A stretch of the same length, or of the whole's if that is less, moved into the whole.
/**
 * @param {import("./types.js").Range} stretch
 * @param {import("./types.js").Range} [whole]
 * @returns {import("./types.js").Range}
 */
export function clamp([from, to], [low, high] = [0, 1]) {
  const length = Math.min(to - from, high - low);
  const start = Math.min(Math.max(from, low), high - length);
  return [start, start + length];
}

// The window that shows days `from` up to, without it, `after`; `null` is an open side.
/**
 * @param {import("./types.js").Pane[]} panes
 * @param {[number | null, number | null]} days
 * @returns {import("./types.js").Range}
 */
export function windowOf(panes, [from, after]) {
  const low = from === null ? 0 : Math.max(placeOf(panes, from), 0);
  const high = after === null ? 1 : Math.min(placeOf(panes, after), 1);
  return high - low > 1e-6 ? [low, high] : [0, 1];
}

// The days of a window, whole and counted in full: first day, and the day after the last; `null` where it is open.
/**
 * @param {import("./types.js").Pane[]} panes
 * @param {import("./types.js").Range} window
 * @returns {[number | null, number | null]}
 */
export function daysOf(panes, [from, to]) {
  const first = Math.round(dayAt(panes, from));
  const after = Math.max(Math.round(dayAt(panes, to)), first + 1);
  return [from > 1e-4 ? first : null, to < 1 - 1e-4 ? after : null];
}

const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000]; // months
const DAYS = [1, 2, 5, 10]; // of a month
const ROOM = 46; // px between ticks

// Where ticks stand in a window drawn `width` px wide: the beginning of days, months or years, a year's in strong type.
/**
 * @param {import("./types.js").Pane[]} panes
 * @param {import("./types.js").Range} window
 * @param {number} width
 * @returns {import("./types.js").Tick[]}
 */
export function ticks(panes, [from, to], width) {
  return laidOut(panes).flatMap((pane) => {
    const [low, high] = [Math.max(pane.from, from), Math.min(pane.to, to)];
    if (high <= low) return [];
    const days = (pane.after - pane.first) / (pane.to - pane.from);
    const [begin, end] = [pane.first + (low - pane.from) * days, pane.first + (high - pane.from) * days];
    const perDay = width / (to - from) / days; // px
    return starts(begin, end, perDay).map((tick) => ({ ...tick, at: pane.from + (tick.day - pane.first) / days }));
  });
}

/**
 * @param {number} begin
 * @param {number} end
 * @param {number} perDay
 * @returns {Omit<import("./types.js").Tick, "at">[]}
 */
function starts(begin, end, perDay) {
  const fine = DAYS.find((days) => days * perDay >= ROOM + 10);
  const months = fine ? 1 : (STEPS.find((step) => step * 30.44 * perDay >= ROOM) ?? STEPS[STEPS.length - 1]);
  const date = new Date(begin * DAY);
  let month = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months;
  const found = [];
  for (let day = monthStart(month); day <= end; day = monthStart(month)) {
    if (day >= begin) found.push(named(day, months));
    const next = monthStart(month + 1);
    if (fine)
      for (let n = fine; day + n < next - fine / 2; n += fine)
        if (day + n >= begin && day + n <= end) found.push({ day: day + n, label: String(n + 1), year: false });
    month += months;
  }
  return found;
}

/** @param {number} month Counted from year 0. */
function monthStart(month) {
  return new Date(0).setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY;
}

/**
 * @param {number} day
 * @param {number} months
 */
function named(day, months) {
  const date = new Date(day * DAY);
  const year = date.getUTCMonth() === 0;
  if (year || months >= 12) return { day, label: String(date.getUTCFullYear()), year: true };
  return { day, label: dayWords(date, { month: "short" }), year: false };
}

// A day counted from 1970-01-01 as ISO text, and in words.
/** @param {number} day */
export function iso(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * @param {number} day
 * @param {"short" | "long"} [month]
 */
export function said(day, month = "long") {
  return dayWords(day * DAY, { day: "numeric", month, year: "numeric" });
}

// The place of the edge that lies nearest to a day.
/**
 * @param {number[]} edges
 * @param {number} day
 */
export function nearest(edges, day) {
  let best = 0;
  edges.forEach((edge, n) => {
    if (Math.abs(edge - day) < Math.abs(edges[best] - day)) best = n;
  });
  return best;
}
