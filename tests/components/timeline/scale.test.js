import assert from "node:assert/strict";
import { test } from "node:test";
import { clamp, iso, long, nearest, said } from "../../../components/timeline/scale.js";

test("a stretch keeps its length while it is moved into the whole", () => {
  assert.deepEqual(clamp([-5, 5], [0, 100]), [0, 10]);
  assert.deepEqual(clamp([95, 115], [0, 100]), [80, 100]);
  assert.deepEqual(clamp([10, 20], [0, 100]), [10, 20]);
});

test("a stretch longer than the whole becomes the whole", () => {
  assert.deepEqual(clamp([-50, 500], [0, 100]), [0, 100]);
});

test("an axis has its name of the layout", () => {
  assert.equal(long("x"), "xaxis");
  assert.equal(long("x2"), "xaxis2");
});

test("the nearest edge is found by its place; of two as near, the first", () => {
  assert.equal(nearest([0, 10, 20], 11), 1);
  assert.equal(nearest([0, 10, 20], 15), 1);
  assert.equal(nearest([0, 10, 20], 1000), 2);
});

test("a day is said as every page says it", () => {
  assert.equal(iso(19893), "2024-06-19");
  assert.equal(said(19893), "19 June 2024");
  assert.equal(iso(-1), "1969-12-31");
});
