// Days and stretches of time, as the picture, the strip and the pure tests use them.
export const DAY = 86400000; // ms

// The name of an axis in a layout: "x2" is "xaxis2" there.
/** @param {string} axis */
export function long(axis) {
  return axis.replace("x", "xaxis");
}

// A stretch of the same length, or of the whole's if that is less, moved into the whole.
/**
 * @param {import("./types.js").Range} stretch
 * @param {import("./types.js").Range} whole
 * @returns {import("./types.js").Range}
 */
export function clamp([from, to], [low, high]) {
  const length = Math.min(to - from, high - low);
  const start = Math.min(Math.max(from, low), high - length);
  return [start, start + length];
}

// The place of the edge that lies nearest to a day.
/**
 * @param {number[]} edges
 * @param {number} day
 */
export function nearest(edges, day) {
  let best = 0;
  edges.forEach((/** @type {number} */ edge, /** @type {number} */ n) => {
    if (Math.abs(edge - day) < Math.abs(edges[best] - day)) best = n;
  });
  return best;
}

// A day counted from 1970-01-01 as ISO text, and in words.
/** @param {number} day */
export function iso(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** @param {number} day */
export function said(day) {
  return new Date(day * DAY).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}
