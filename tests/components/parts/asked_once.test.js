import assert from "node:assert/strict";
import { test } from "node:test";
import { AskedOnce } from "../../../components/parts/asked_once.js";

test("what is asked for is asked once, and there at once after it came", async () => {
  const own = new AskedOnce(3);
  let asked = 0;
  const ask = () => Promise.resolve(`answer ${++asked}`);
  assert.equal(own.ready("a"), undefined);
  assert.equal(await own.get("a", ask), "answer 1");
  assert.equal(await own.get("a", ask), "answer 1");
  assert.equal(own.ready("a"), "answer 1");
});

test("what was asked for longest ago goes first", async () => {
  const own = new AskedOnce(2);
  for (const key of ["a", "b", "a", "c"]) await own.get(key, async () => key);
  assert.deepEqual(
    ["a", "b", "c"].map((key) => own.ready(key)),
    ["a", undefined, "c"],
  );
});

test("a failure is asked for again, and one that comes late takes no newer answer away", async () => {
  const own = new AskedOnce(2);
  /** @type {(error: Error) => void} */
  let fail = () => {};
  const late = own.get("a", () => new Promise((_, reject) => (fail = reject)));
  own.clear();
  assert.equal(await own.get("a", async () => "newer"), "newer");
  fail(new Error("500"));
  await assert.rejects(late);
  assert.equal(own.ready("a"), "newer");
  await assert.rejects(own.get("b", () => Promise.reject(new Error("500"))));
  assert.equal(await own.get("b", async () => "again"), "again");
});
