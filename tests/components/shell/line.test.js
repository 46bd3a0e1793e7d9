import assert from "node:assert/strict";
import { test } from "node:test";
import { carried } from "../../../components/shell/line.js";

/** @param {number} transferSize @param {number} responseStart @param {number} responseEnd */
const file = (transferSize, responseStart, responseEnd) => ({ transferSize, responseStart, responseEnd });

test("a line is what came in the time in which something came, however long all were waited for", () => {
  assert.equal(carried([file(30000, 4000, 4150)], 20000), 200); // the server took four seconds
  assert.equal(carried([file(30000, 4000, 4010), file(30000, 9000, 9010)], 20000), 3000); // the machine was busy between
});

test("files that came at once shared the line", () => {
  const together = [file(20000, 300, 500), file(20000, 320, 500), file(20000, 250, 400)];
  assert.equal(carried(together, 20000), 60000 / 250);
  assert.equal(together[0].responseStart, 300, "what was given stays in its order");
});

test("what came from the cache, or is too little, says nothing", () => {
  assert.equal(carried([file(0, 1, 2), file(0, 1, 500)], 20000), null);
  assert.equal(carried([file(300, 1, 200), file(9000, 1, 500)], 20000), null);
});
