// How a view is cited is asked for when its menu opens, once for what is shown, and again where no answer came.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../../../components/parts/cite_box.js";

function opened(query = "theme=military&cite=1&page=map") {
  /** @type {any} */
  const box = { dataset: { cites: query }, innerHTML: "a link" };
  return { box, event: /** @type {any} */ ({ newState: "open", target: { querySelector: () => box } }) };
}

test("it is asked for with what is shown, and once", async () => {
  const { box, event } = opened();
  /** @type {string[]} */
  const asked = [];
  const ask = async (/** @type {string} */ path) => {
    asked.push(path);
    return "<p>Chicago</p>";
  };
  await fill(event, ask);
  await fill(event, ask);
  assert.deepEqual(asked, ["card?theme=military&cite=1&page=map"]);
  assert.equal(box.innerHTML, "<p>Chicago</p>");
});

test("without an answer the link stays, and it is asked for again", async () => {
  const { box, event } = opened();
  await fill(event, async () => null);
  assert.equal(box.innerHTML, "a link");
  await fill(event, async () => "<p>Chicago</p>");
  assert.equal(box.innerHTML, "<p>Chicago</p>");
});

test("what closes, and what is no such menu, asks for nothing", async () => {
  const never = async () => assert.fail("it asked");
  const { event } = opened();
  await fill({ ...event, newState: "closed" }, never);
  await fill(/** @type {any} */ ({ newState: "open", target: {} }), never);
});
