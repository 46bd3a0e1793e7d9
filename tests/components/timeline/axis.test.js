import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clamp,
  dayAt,
  daysOf,
  iso,
  nearest,
  placeOf,
  said,
  ticks,
  windowOf,
} from "../../../components/timeline/axis.js";

const ONE = [{ first: 0, after: 1000, share: 1 }];
const TWO = [
  { first: 0, after: 10000, share: 0.25 },
  { first: 10000, after: 11000, share: 0.75 },
];

test("a stretch keeps its length while it is moved into the whole, and is no longer than that", () => {
  assert.deepEqual(clamp([-5, 5], [0, 100]), [0, 10]);
  assert.deepEqual(clamp([95, 115], [0, 100]), [80, 100]);
  assert.deepEqual(clamp([-50, 500], [0, 100]), [0, 100]);
});

test("a day's place leads back to the day, on either of two scales", () => {
  assert.equal(placeOf(ONE, 250), 0.25);
  for (const day of [0, 4000, 10000, 10500, 11000]) assert.ok(Math.abs(dayAt(TWO, placeOf(TWO, day)) - day) < 1e-6);
  assert.ok(placeOf(TWO, 10000) - placeOf(TWO, 9999) > 0.01, "the two stand apart");
});

test("a window is the days that it was made of; a side that is open stays so", () => {
  assert.deepEqual(daysOf(TWO, windowOf(TWO, [10100, 10200])), [10100, 10200]);
  assert.deepEqual(daysOf(TWO, windowOf(TWO, [null, 10200])), [null, 10200]);
  assert.deepEqual(daysOf(TWO, windowOf(TWO, [10100, null])), [10100, null]);
  assert.deepEqual(windowOf(TWO, [300, 200]), [0, 1], "none that begins after its end");
});

test("ticks are years where years have room, months and days where these have", () => {
  const days = (first, after) => [{ first, after, share: 1 }];
  const labels = (panes) => ticks(panes, [0, 1], 1200).map(({ label }) => label);
  assert.deepEqual(
    labels(days(18262, 18262 + 5 * 365.25))
      .filter((one) => !/^\d{4}$/.test(one))
      .slice(0, 3),
    ["Apr", "Jul", "Oct"],
  );
  assert.deepEqual(labels(days(0, 36525)).slice(0, 2), ["1970", "1975"]);
  assert.deepEqual(labels(days(19723, 19737)).slice(0, 3), ["2024", "2", "3"]);
});

test("the nearest edge is found by its place; of two as near, the first", () => {
  assert.equal(nearest([0, 10, 20], 11), 1);
  assert.equal(nearest([0, 10, 20], 15), 1);
});

test("a day is said as every page says it", () => {
  assert.equal(iso(19893), "2024-06-19");
  assert.equal(said(19893), "19 June 2024");
  assert.equal(iso(-1), "1969-12-31");
});
