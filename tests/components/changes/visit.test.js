// What has changed since the last visit: what is kept, when one visit ends, what is counted, what is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { after, differing, Store, sentence, visited } from "../../../components/changes/visit.js";

const MINUTE = 60 * 1000;
const DAY = Date.UTC(2026, 10, 3, 12);

function place() {
  /** @type {Map<string, string>} */
  const held = new Map();
  return /** @type {any} */ ({
    held,
    getItem: (/** @type {string} */ name) => held.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => held.set(name, value),
    removeItem: (/** @type {string} */ name) => held.delete(name),
  });
}

const seen = (/** @type {string} */ digest, /** @type {Record<string, string>} */ events) => async () => ({
  digest,
  edition: "1",
  events: Object.fromEntries(Object.entries(events).map(([id, print]) => [id, [print, `Title of ${id}`]])),
});
const never = async () => assert.fail("it asked");
const WORDS = {
  line: "Since your visit on {day}: {parts}",
  some: "the record has changed",
  none: "no event has changed",
  added: { one: "{n} event added", other: "{n} events added" },
  changed: { one: "{n} event changed", other: "{n} events changed" },
  withdrawn: { one: "{n} event withdrawn", other: "{n} events withdrawn" },
  also_added: "{n} added",
  also_changed: "{n} changed",
  also_withdrawn: "{n} withdrawn",
};

test("a first visit says nothing, and the next one counts what came, changed and went", async () => {
  const own = place();
  const store = new Store("a", () => own);
  assert.equal(await visited(store, "x", /** @type {any} */ (seen("x", { a: "1", b: "1", c: "1" })), DAY), null);
  const later = DAY + 5 * 24 * 60 * MINUTE;
  const change = await visited(store, "y", /** @type {any} */ (seen("y", { a: "1", b: "2", d: "1", e: "1" })), later);
  assert.ok(change);
  assert.deepEqual(change.found, { added: ["d", "e"], changed: ["b"], withdrawn: ["c"], told: true });
  assert.match(
    sentence(WORDS, change.before, change.found),
    /^Since your visit on 3 November 2026: 2 events added, 1 changed, 1 withdrawn$/,
  );
});

test("it is said through the whole visit, and no longer at the next one", async () => {
  const store = new Store("a", () => own);
  const own = place();
  await visited(store, "x", /** @type {any} */ (seen("x", { a: "1" })), DAY);
  const begun = DAY + 60 * MINUTE;
  assert.ok(await visited(store, "y", /** @type {any} */ (seen("y", { a: "2" })), begun));
  assert.ok(await visited(store, "y", never, begun + 20 * MINUTE));
  assert.ok(await visited(store, "y", never, begun + 40 * MINUTE));
  assert.equal(await visited(store, "y", never, begun + 71 * MINUTE), null);
});

test("a record that is the same asks for nothing and says nothing", async () => {
  const own = place();
  const store = new Store("a", () => own);
  await visited(store, "x", /** @type {any} */ (seen("x", { a: "1" })), DAY);
  assert.equal(await visited(store, "x", never, DAY + 60 * MINUTE), null);
  assert.equal(JSON.parse(own.held.get("pactline-visit:a")).now.at, DAY + 60 * MINUTE);
});

test("where the browser keeps nothing, or something else, it stays silent", async () => {
  const closed = new Store("a", () => {
    throw new DOMException("denied", "SecurityError");
  });
  assert.equal(await visited(closed, "x", /** @type {any} */ (seen("x", { a: "1" })), DAY), null);
  closed.forget();
  for (const strange of ["", "{", "[]", '{"now": {"at": "x"}}', '{"now": null, "before": 3}', "null"]) {
    const own = place();
    own.held.set("pactline-visit:a", strange);
    assert.equal(await visited(new Store("a", () => own), "x", /** @type {any} */ (seen("x", { a: "1" })), DAY), null);
  }
});

test("what is forgotten is gone from the store", async () => {
  const own = place();
  const store = new Store("a", () => own);
  await visited(store, "x", /** @type {any} */ (seen("x", { a: "1" })), DAY);
  store.forget();
  assert.equal(own.held.size, 0);
});

test("a record with nothing in common is another one; without an answer nothing is said or kept", async () => {
  const own = place();
  const store = new Store("a", () => own);
  await visited(store, "x", /** @type {any} */ (seen("x", { a: "1" })), DAY);
  assert.equal(await visited(store, "y", /** @type {any} */ (seen("y", { b: "1" })), DAY + 60 * MINUTE), null);
  assert.equal(await visited(store, "z", async () => null, DAY + 120 * MINUTE), null);
  assert.equal(JSON.parse(own.held.get("pactline-visit:a")).now.digest, "y");
});

test("a record so large that its events are not told apart has changed as a whole", async () => {
  const own = place();
  const store = new Store("a", () => own);
  await visited(store, "x", /** @type {any} */ (seen("x", {})), DAY);
  const change = await visited(store, "y", /** @type {any} */ (seen("y", {})), DAY + 60 * MINUTE);
  assert.ok(change);
  assert.match(sentence(WORDS, change.before, change.found), /: the record has changed$/);
});

test("ids that are names of objects' own are ids like others", () => {
  const visit = (/** @type {any} */ events) => ({ at: DAY, edition: "", digest: "", events });
  const found = differing(visit({ a: "1" }), visit(JSON.parse('{"a": "1", "constructor": "1", "toString": "1"}')));
  assert.deepEqual(found.added, ["constructor", "toString"]);
});

test("half an hour without a page ends a visit", () => {
  const visit = (/** @type {number} */ at) => ({ at, edition: "", digest: "", events: {} });
  const first = after(null, visit(DAY));
  assert.equal(after(first, visit(DAY + 30 * MINUTE)).before, null);
  assert.equal(after(first, visit(DAY + 31 * MINUTE)).before?.at, DAY);
});
