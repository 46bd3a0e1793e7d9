// The time axis: days since 1970 to places between 0 and 1 and back, and where its ticks stand. Two stretches of unlike
// density stand side by side, each a true linear scale of its own; a window is what of all this is in sight.
import { dayWords } from "../parts/language.js";

export const DAY = 86400000; // ms
const GAP = 0.02; // of the whole axis, between two stretches
const DAY_MINUTES = 1440;
const SHORT = 3; // days up to which a window is counted to the minute, where a record has times
const FIRST_DAY = -719162; // 1 January of the year 1: what an address may name

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

// The days of a window, whole and counted in full: first day, and the day after the last; `null` where it is open. Of
// few days in a record with times of day, to the minute.
/**
 * @param {import("./types.js").Pane[]} panes
 * @param {import("./types.js").Range} window
 * @param {boolean} [timed]
 * @returns {[number | null, number | null]}
 */
export function daysOf(panes, [from, to], timed = false) {
  const [begin, end] = [dayAt(panes, from), dayAt(panes, to)];
  const step = timed && end - begin < SHORT ? 1 / DAY_MINUTES : 1;
  const first = Math.round(begin / step) * step;
  const after = Math.max(Math.round(end / step) * step, first + step);
  return [from > 1e-4 ? first : null, to < 1 - 1e-4 ? after : null];
}

/**
 * A window as an address has it: days counted in, and between which times of the first and the last, "1400-1630". A side
 * before the year 1 is left open: no address names it.
 *
 * @param {[number | null, number | null]} days As `daysOf` has them.
 * @returns {{ from: string | null; to: string | null; hours: string | null }}
 */
export function written([first, after]) {
  const begin = first === null || first < FIRST_DAY ? null : first;
  const end = after === null || after <= FIRST_DAY ? null : after;
  const part = (/** @type {number | null} */ day) => {
    const minute = day === null ? 0 : Math.round((day - Math.floor(day)) * DAY_MINUTES);
    return minute ? clock(minute).replace(":", "") : "";
  };
  const hours = `${part(begin)}-${part(end)}`;
  return {
    from: begin === null ? null : iso(Math.floor(begin)),
    to: end === null ? null : iso(Math.ceil(end) - 1),
    hours: hours === "-" ? null : hours,
  };
}

/**
 * What an address or an attribute asks for, read into a window's days: `written` turned round.
 *
 * @param {string} from ISO, counted in; empty for an open side.
 * @param {string} to Likewise.
 * @param {string} [hours]
 * @returns {[number | null, number | null]}
 */
export function daysAsked(from, to, hours = "") {
  const [begin, end] = [from, to].map((day) => Math.round(Date.parse(`${day}T00:00Z`) / DAY));
  const [, early, late] = /^(\d{4})?-(\d{4})?$/.exec(hours) ?? [];
  const part = (/** @type {string | undefined} */ time, /** @type {number} */ open) =>
    time ? (Number(time.slice(0, 2)) * 60 + Number(time.slice(2))) / DAY_MINUTES : open;
  return [Number.isFinite(begin) ? begin + part(early, 0) : null, Number.isFinite(end) ? end + part(late, 1) : null];
}

const HOUR = "((?:[01]\\d|2[0-3])[0-5]\\d)?";
const TIMES = new RegExp(`^${HOUR}-${HOUR}$`);

/**
 * The window's days that the query of an address asks for; `null` where only the server can tell: of a month or a year,
 * of what is no day, of a key that is there twice.
 *
 * @param {string} query
 * @returns {[number | null, number | null] | null}
 */
export function daysSought(query) {
  const keys = new URLSearchParams(query);
  const [from, to, hours] = ["from", "to", "hours"].map((key) => keys.get(key) ?? "");
  const plain = (/** @type {string} */ day) => {
    const at = Date.parse(`${day}T00:00Z`);
    return !day || (Number.isFinite(at) && iso(at / DAY) === day);
  };
  const once = ["from", "to", "hours"].every((key) => keys.getAll(key).length < 2);
  return once && plain(from) && plain(to) && (!hours || TIMES.test(hours)) ? daysAsked(from, to, hours) : null;
}

const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000]; // months
const DAYS = [1, 2, 5, 10]; // of a month
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360]; // of a day
const HOURS = 240; // px of a day from which on its hours have ticks, in a record with times
const ROOM = 46; // px between ticks
const ROOM_OLD = 74; // likewise, of years before 1, whose names are longer

// Where ticks stand in a window drawn `width` px wide: the beginning of days, months or years, a year's in strong type;
// of hours and minutes where a record has times.
/**
 * @param {import("./types.js").Pane[]} panes
 * @param {import("./types.js").Range} window
 * @param {number} width
 * @param {boolean} [timed]
 * @returns {import("./types.js").Tick[]}
 */
export function ticks(panes, [from, to], width, timed = false) {
  return laidOut(panes).flatMap((pane) => {
    const [low, high] = [Math.max(pane.from, from), Math.min(pane.to, to)];
    if (high <= low) return [];
    const days = (pane.after - pane.first) / (pane.to - pane.from);
    const [begin, end] = [pane.first + (low - pane.from) * days, pane.first + (high - pane.from) * days];
    const perDay = width / (to - from) / days; // px
    const found = hourly(perDay, timed) ? hours(begin, end, perDay) : starts(begin, end, perDay);
    return found.map((tick) => ({ ...tick, at: pane.from + (tick.day - pane.first) / days }));
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
  const room = begin < FIRST_DAY ? ROOM_OLD : ROOM;
  const months = fine ? 1 : (STEPS.find((step) => step * 30.44 * perDay >= room) ?? STEPS[STEPS.length - 1]);
  const date = new Date(begin * DAY);
  let month = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months) * months;
  const found = [];
  const beginning = () => monthStart(months > 12 && month < 12 ? month + 12 : month); // -999 is 1000 BC, a round year
  for (let day = beginning(); day <= end; day = beginning()) {
    if (day >= begin) found.push(named(day, months));
    const next = monthStart(month + 1);
    if (fine)
      for (let n = fine; day + n < next - fine / 2; n += fine)
        if (day + n >= begin && day + n <= end) found.push({ day: day + n, label: String(n + 1), year: false });
    month += months;
  }
  return found;
}

// Whether a day is drawn long enough for its hours.
/** @param {number} perDay px @param {boolean} timed */
export function hourly(perDay, timed) {
  return timed && perDay >= HOURS;
}

// Times of day, and the day itself where it begins; the first tick says the day if none does.
/**
 * @param {number} begin
 * @param {number} end
 * @param {number} perDay
 * @returns {Omit<import("./types.js").Tick, "at">[]}
 */
function hours(begin, end, perDay) {
  const step = MINUTES.find((minutes) => (minutes / DAY_MINUTES) * perDay >= ROOM + 10) ?? MINUTES[MINUTES.length - 1];
  const found = [];
  for (let n = Math.ceil((begin * DAY_MINUTES) / step - 1e-6); n * step <= end * DAY_MINUTES + 1e-6; n += 1) {
    const day = (n * step) / DAY_MINUTES;
    const minute = n * step - Math.floor(day + 1e-9) * DAY_MINUTES;
    found.push({ day, label: minute ? clock(minute) : said(day, "short"), year: !minute });
  }
  if (found.length && !found.some(({ year }) => year))
    found[0] = { ...found[0], label: `${said(found[0].day, "short")}, ${found[0].label}`, year: true };
  return found;
}

/** @param {number} minute of a day */
function clock(minute) {
  return [minute / 60, minute % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
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
  if (year || months >= 12) return { day, label: yearSaid(date.getUTCFullYear()), year: true };
  return { day, label: dayWords(date, { month: "short" }), year: false };
}

// An astronomical year as readers say it.
/** @param {number} year */
export function yearSaid(year) {
  return year < 1 ? dayWords(new Date(0).setUTCFullYear(year, 0, 1), { year: "numeric" }) : String(year);
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

// A moment in words: "19 June 2024, 14:30"; and its time alone.
/** @param {number} day @param {"short" | "long"} [month] */
export function momentSaid(day, month = "long") {
  return `${said(day + 1e-7, month)}, ${timeSaid(day)}`;
}

/** @param {number} day */
export function timeSaid(day) {
  return clock(Math.round((day + 1e-7 - Math.floor(day + 1e-7)) * DAY_MINUTES) % DAY_MINUTES);
}

// Two moments in words, the day once where it is the same.
/** @param {number} from @param {number} to */
export function stretchSaid(from, to) {
  const same = Math.floor(from + 1e-7) === Math.floor(to - 1e-7);
  return `${momentSaid(from)} – ${same && timeSaid(to) !== "00:00" ? timeSaid(to) : momentSaid(to)}`;
}

// When an event begins and ends, in days: of a day its ends, of a time of day the moment.
/** @param {import("./types.js").Event} event */
export const begins = (event) => event.begin ?? event.first;

/** @param {import("./types.js").Event} event */
export const ends = (event) => event.end ?? event.last + 1;

// Whether a time of day is written of it.
/** @param {import("./types.js").Event} event */
export const isTimed = (event) => begins(event) % 1 !== 0 || ends(event) % 1 !== 0 || begins(event) === ends(event);

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
