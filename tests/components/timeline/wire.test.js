import assert from "node:assert/strict";
import { test } from "node:test";
import { widened } from "../../../components/timeline/wire.js";

test("steps are added up", () => {
  assert.deepEqual(widened({ $d: [5, 1, -2] }), [5, 6, 4]);
});

test("numbers become the words they stand for", () => {
  assert.deepEqual(widened({ $v: ["a", "b"], $i: [0, 1, 0] }), ["a", "b", "a"]);
});

test("columns become rows, also those that are written short themselves", () => {
  const columns = { $t: { id: ["x", "y"], n: { $d: [1, 1] } } };
  assert.deepEqual(widened(columns), [
    { id: "x", n: 1 },
    { id: "y", n: 2 },
  ]);
});
