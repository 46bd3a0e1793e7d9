import assert from "node:assert/strict";
import { test } from "node:test";
import { unpacked, widened } from "../../../components/timeline/wire.js";

test("steps are added up, each times its unit", () => {
  assert.deepEqual(widened({ $d: [5, 1, -2] }), [5, 6, 4]);
  assert.deepEqual(widened({ $d: [5, 1], $k: 10 }), [50, 60]);
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

test("a label is its event's title, cut by characters and escaped", () => {
  const data = {
    figure: {
      events: [{ title: "𝒜 & b" }],
      data: [{ customdata: [[0], [0], [0]], text: { $l: [[1, 5, 0, 2], [0, 1, 1, 0], "as it is"] } }],
    },
  };
  const [trace] = unpacked(new TextEncoder().encode(JSON.stringify(data))).figure.data;
  assert.deepEqual(trace.text, ["\u00a0𝒜 &amp; b\u00a0\u00a0", "𝒜…", "as it is"]);
});
