import assert from "node:assert/strict";
import { test } from "node:test";
import { dressed } from "../../../components/parts/dressed.js";

const place = () => /** @type {any} */ ({});

// A part that shows what it was last given, until it ends.
function part() {
  /** @type {Map<unknown, unknown>} */
  const shown = new Map();
  const mounted = dressed(({ parentElement, data }) => {
    shown.set(parentElement, data);
    return () => shown.delete(parentElement);
  })("", {});
  return {
    shown,
    call: (/** @type {any} */ parentElement, /** @type {any} */ data) =>
      mounted(/** @type {any} */ ({ parentElement, data })),
  };
}

test("the end of a call that another has followed takes nothing away", () => {
  const { shown, call } = part();
  const here = place();
  const first = call(here, "first");
  const second = call(here, "second");
  first();
  assert.equal(shown.get(here), "second");
  second();
  assert.equal(shown.has(here), false);
});

test("a place that is left while its last call is on its way is left by both", () => {
  const { shown, call } = part();
  const [here, there] = [place(), place()];
  const first = call(here, "first");
  call(there, "another");
  first();
  assert.equal(shown.has(here), false);
  call(here, "second")();
  assert.equal(shown.has(here), false);
  assert.equal(shown.get(there), "another");
});
