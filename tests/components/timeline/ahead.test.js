import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Ahead, addressOf } from "../../../components/timeline/ahead.js";

const KEYS = {
  pictured: ["theme", "dates", "from", "to", "hours", "lanes"],
  dates: ["from", "to", "hours"],
  sure: "dates",
};
const TOLD = {
  of: "r1",
  look: "light",
  query: {},
  ranged: false,
  handled: 0,
  range: /** @type {any} */ ([null, null]),
};
const soon = () => new Promise((done) => setTimeout(done));

// What would be drawn, and requests that are answered by hand.
function ahead() {
  /** @type {string[]} */
  const drawn = [];
  /** @type {string[]} */
  const failed = [];
  /** @type {Map<string, { come: () => void; fail: () => void }>} */
  const asked = new Map();
  const get = (/** @type {string} */ address) =>
    new Promise((resolve, reject) =>
      asked.set(address, { come: () => resolve(/** @type {any} */ (address)), fail: () => reject(new Error("500")) }),
    );
  const own = new Ahead(
    (picture) => drawn.push(String(picture)),
    () => failed.push("failed"),
    /** @type {any} */ (get),
  );
  return { own, drawn, failed, asked };
}
const at = (/** @type {[string, string][]} */ ...asked) => addressOf(TOLD, asked, KEYS);

test("an address names what a picture depends on, in one order however it is asked", () => {
  assert.equal(at(["theme", "x y"], ["event", "e"], ["embed", "true"]), "drawn?of=r1&look=light&theme=x+y");
  assert.equal(
    at(["theme", "b"], ["lanes", "actor"], ["theme", "a"]),
    "drawn?of=r1&look=light&lanes=actor&theme=b&theme=a",
  );
  assert.equal(
    at(["lanes", "actor"], ["theme", "b"], ["theme", "a"]),
    at(["theme", "b"], ["theme", "a"], ["lanes", "actor"]),
  );
});

test("a range of dates is a window, unless what is sent depends on it", () => {
  assert.equal(at(["from", "2024"]), at());
  assert.match(at(["from", "2024"], ["dates", "certain"]), /from=2024/);
  assert.match(addressOf({ ...TOLD, ranged: true }, [["from", "2024"]], KEYS), /from=2024/);
});

test("what the reader goes to is drawn before the run answers, and not fetched again for it", async () => {
  const { own, drawn, asked } = ahead();
  own.tell(TOLD, KEYS);
  asked.get(at())?.come();
  await soon();
  own.go([
    ["theme", "a"],
    ["event", "e"],
  ]);
  asked.get(at(["theme", "a"]))?.come();
  await soon();
  assert.deepEqual(drawn, [at(), at(["theme", "a"])]);
  own.tell({ ...TOLD, query: { theme: ["a"] } }, KEYS);
  assert.equal(asked.size, 2);
  own.go([]); // and back: at once
  assert.deepEqual(drawn.at(-1), at());
  assert.equal(asked.size, 2);
});

test("a run from before the reader's act does not take the picture back", async () => {
  const { own, drawn, asked } = ahead();
  own.tell(TOLD, KEYS);
  own.go([["theme", "a"]], 7);
  own.tell({ ...TOLD, handled: 6 }, KEYS);
  for (const one of asked.values()) one.come();
  await soon();
  assert.deepEqual(drawn, [at(["theme", "a"])]);
  own.tell({ ...TOLD, handled: 7 }, KEYS);
  assert.deepEqual(drawn.at(-1), at());
});

test("an act that a server has lost does not hold the picture for good", async () => {
  mock.timers.enable({ apis: ["Date"], now: 1000 });
  const { own, drawn, asked } = ahead();
  const restarts = () => own.tell({ ...TOLD, handled: 0, query: { lanes: ["actor"] } }, KEYS);
  own.tell({ ...TOLD, handled: 3 }, KEYS);
  own.go([["theme", "a"]], 7);
  restarts(); // the session is another one
  for (const one of asked.values()) one.come();
  mock.timers.reset();
  await soon();
  assert.deepEqual(drawn, [at(["lanes", "actor"])]);
  mock.timers.enable({ apis: ["Date"], now: 1000 });
  own.go([["theme", "a"]], 9);
  restarts();
  assert.deepEqual(drawn.at(-1), at(["theme", "a"]));
  mock.timers.setTime(20_000);
  restarts();
  assert.deepEqual(drawn.at(-1), at(["lanes", "actor"]));
  mock.timers.reset();
});

test("of two pictures on their way the one asked for last is shown, whichever comes first", async () => {
  const { own, drawn, asked } = ahead();
  own.tell(TOLD, KEYS);
  own.go([["theme", "a"]]);
  own.go([["theme", "b"]]);
  asked.get(at(["theme", "b"]))?.come();
  await soon();
  asked.get(at(["theme", "a"]))?.come();
  await soon();
  assert.deepEqual(drawn, [at(["theme", "b"])]);
});

test("a picture that does not come is told, and asked for again by the next run", async () => {
  const { own, drawn, failed, asked } = ahead();
  own.tell(TOLD, KEYS);
  asked.get(at())?.fail();
  await soon();
  assert.deepEqual([drawn, failed], [[], ["failed"]]);
  own.tell(TOLD, KEYS);
  asked.get(at())?.come();
  await soon();
  assert.deepEqual(drawn, [at()]);
});

test("pictures are held within a bound", async () => {
  const { own, asked } = ahead();
  own.tell(TOLD, KEYS);
  for (let n = 0; n < 40; n++) {
    own.go([["theme", String(n)]]);
    asked.get(at(["theme", String(n)]))?.come();
    await soon();
  }
  assert.ok(own.held.kept.size <= 16);
  assert.ok(own.held.kept.has(at(["theme", "39"])));
});
