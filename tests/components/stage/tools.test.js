import assert from "node:assert/strict";
import { test } from "node:test";
import { stageSay, stageSpent, stageTime } from "../../../components/stage/tools.js";

test("values are put into a sentence, and a name without a value stays", () => {
  assert.equal(stageSay("Step {n} of {total}", { n: 2, total: 9 }), "Step 2 of 9");
  assert.equal(stageSay("{toString} {n}", { n: "{n}" }), "{toString} {n}");
});

test("a length is said in minutes, and in hours where it has some", () => {
  assert.equal(stageTime(247_000), "4:07");
  assert.equal(stageTime(3_750_000), "1:02:30");
  assert.equal(stageTime(-5), "0:00");
});

test("a clock that runs adds what has passed, and nothing when the time of day was set back", () => {
  assert.equal(stageSpent({ spent: 5, since: null }, 100), 5);
  assert.equal(stageSpent({ spent: 5, since: 90 }, 100), 15);
  assert.equal(stageSpent({ spent: 5, since: 200 }, 100), 5);
});
