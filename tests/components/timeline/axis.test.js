import assert from "node:assert/strict";
import { test } from "node:test";
import {
  begins,
  clamp,
  dayAt,
  daysAsked,
  daysOf,
  ends,
  iso,
  isTimed,
  momentSaid,
  nearest,
  placeOf,
  said,
  stretchSaid,
  ticks,
  timeSaid,
  windowOf,
  written,
  yearSaid,
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

const JUNE = Date.UTC(2024, 5, 19) / 86400000;
const MINUTE = 1 / 1440;

test("a short window of a record with times is counted to the minute, and its address leads back to it", () => {
  const panes = [{ first: JUNE + 13 / 24, after: JUNE + 17 / 24, share: 1 }];
  const window = windowOf(panes, [JUNE + 14 / 24, JUNE + 16.5 / 24]);
  const days = daysOf(panes, window, true);
  const asked = written(days);
  assert.deepEqual(asked, { from: "2024-06-19", to: "2024-06-19", hours: "1400-1630" });
  const back = daysAsked(asked.from ?? "", asked.to ?? "", asked.hours ?? "");
  assert.ok(back.every((day, end) => Math.abs(Number(day) - Number(days[end])) < 1e-6));
  assert.deepEqual(daysOf(panes, window), [JUNE + 1, JUNE + 2], "without times it is counted in days");
});

test("a window that ends at midnight, or is open, has no time there", () => {
  assert.deepEqual(written([JUNE, JUNE + 1]), { from: "2024-06-19", to: "2024-06-19", hours: null });
  assert.deepEqual(written([null, JUNE + 0.25]), { from: null, to: "2024-06-19", hours: "-0600" });
  assert.deepEqual(written([JUNE + 0.5, null]), { from: "2024-06-19", to: null, hours: "1200-" });
  assert.deepEqual(daysAsked("2024-06-19", "", ""), [JUNE, null]);
  assert.deepEqual(daysAsked("", "2024-06-19", "-0600"), [null, JUNE + 0.25]);
});

test("no address names a day before the year 1: that side stays open", () => {
  const old = new Date(0).setUTCFullYear(-479, 7, 27) / 86400000;
  assert.deepEqual(written([old, JUNE]), { from: null, to: "2024-06-18", hours: null });
  assert.deepEqual(written([old, old + 400]), { from: null, to: null, hours: null });
});

test("where a day is long its hours have ticks, and the first says the day if no midnight is in sight", () => {
  const panes = [{ first: JUNE + 14 / 24, after: JUNE + 16 / 24, share: 1 }];
  const found = ticks(panes, [0, 1], 1200, true).map(({ label, year }) => [label, year]);
  assert.deepEqual(found[0], ["19 Jun 2024, 14:00", true]);
  assert.deepEqual(found.slice(1, 4), [
    ["14:10", false],
    ["14:20", false],
    ["14:30", false],
  ]);
  const night = [{ first: JUNE - 1 / 24, after: JUNE + 1 / 24, share: 1 }];
  const labels = ticks(night, [0, 1], 1200, true).filter(({ year }) => year);
  assert.deepEqual(
    labels.map(({ label }) => label),
    ["19 Jun 2024"],
  );
  const days = ticks([{ first: JUNE, after: JUNE + 2, share: 1 }], [0, 1], 1200).map(({ label }) => label);
  assert.ok(
    days.every((label) => !label.includes(":")),
    "a record of days has none",
  );
});

test("years before 1 are said as readers say them, in round numbers, with room for their names", () => {
  const [first, after] = [-2999, -199].map((year) => new Date(0).setUTCFullYear(year, 0, 1) / 86400000);
  const found = ticks([{ first, after, share: 1 }], [0, 1], 1000);
  assert.ok(found.length > 3);
  for (const { label } of found) assert.match(label, /00 BC$/);
  const px = found.map(({ at }) => at * 1000);
  assert.ok(px.slice(1).every((x, n) => x - px[n] >= 70));
  assert.equal(yearSaid(0), "1 BC");
  assert.equal(yearSaid(1), "1");
  assert.equal(said(new Date(0).setUTCFullYear(-479, 8, 29) / 86400000), "29 September 480 BC");
});

test("a whole axis of many thousand years has a few ticks", () => {
  const [first, after] = [-9999, 2025].map((year) => new Date(0).setUTCFullYear(year, 0, 1) / 86400000);
  const labels = ticks([{ first, after, share: 1 }], [0, 1], 350).map(({ label }) => label);
  assert.ok(labels.length >= 2 && labels.length <= 5, labels.join());
});

test("a moment is said with its time, a stretch within a day says the day once", () => {
  const at = JUNE + 14 / 24 + 2 * MINUTE;
  assert.equal(momentSaid(at), "19 June 2024, 14:02");
  assert.equal(timeSaid(at), "14:02");
  assert.equal(stretchSaid(at, at + 90 * MINUTE), "19 June 2024, 14:02 – 15:32");
  assert.equal(stretchSaid(at, at + 1), "19 June 2024, 14:02 – 20 June 2024, 14:02");
});

test("an event has a time where one was sent, be it midnight", () => {
  const day = /** @type {any} */ ({ first: JUNE, last: JUNE });
  assert.deepEqual([begins(day), ends(day), isTimed(day)], [JUNE, JUNE + 1, false]);
  assert.equal(isTimed({ ...day, begin: JUNE, end: JUNE + 1 }), false);
  assert.equal(isTimed({ ...day, begin: JUNE + 0.5, end: JUNE + 0.5 }), true);
  assert.equal(isTimed({ ...day, begin: JUNE, end: JUNE }), true);
});
