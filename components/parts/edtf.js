// The span of days that a date may mean: EDTF of levels 0 and 1 as pactline/record/edtf.py reads it, of what an address
// may ask for: no interval, no year outside 1-9999. tests/cases/dates.json holds the two together.
// Days are counted from 1970-01-01.
const POINT = /^(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[?~%]?$/;
/** @type {Record<string, number>} First month of each season, as in the north; winter ends in the next year. */
const SEASONS = { 21: 3, 22: 6, 23: 9, 24: 12 };
const DAY_MS = 86400000;
const LAST = dayOf(9999, 12, 31);

/**
 * @param {string} text
 * @returns {[first: number, last: number] | null} `null` for what is no such date.
 */
export function span(text) {
  const [, written, month, day] = POINT.exec(text) ?? [];
  if (!written) return null;
  const [low, high] = ["0", "9"].map((digit) => Number(written.replaceAll("X", digit)));
  if (low < 1 || (low !== high && month)) return null;
  if (!month || month === "XX") return day && day !== "XX" ? null : [dayOf(low, 1, 1), dayOf(high, 12, 31)];
  if (!day && month in SEASONS) {
    const begins = SEASONS[month];
    return [dayOf(low, begins, 1), Math.min(dayOf(low, begins + 3, 0), LAST)];
  }
  const number = Number(month);
  if (number < 1 || number > 12) return null;
  const [first, last] = [dayOf(low, number, 1), dayOf(low, number + 1, 0)];
  if (!day || day === "XX") return [first, last];
  const only = first + Number(day) - 1;
  return first <= only && only <= last ? [only, only] : null;
}

/** @param {number} year @param {number} month from 1, beyond 12 of the next year @param {number} day 0 is the last of the month before */
function dayOf(year, month, day) {
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS);
}
