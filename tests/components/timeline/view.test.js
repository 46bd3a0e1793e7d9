import assert from "node:assert/strict";
import { test } from "node:test";
import { daysSought } from "../../../components/timeline/axis.js";
import { Timeline } from "../../../components/timeline/component.js";

const PANES = [{ first: 0, after: 1000, share: 1 }];
const WHOLE = [null, null];
const HALF = [250, 750];

// A timeline with nothing around it: what it draws and what it puts into the address is noted.
function timeline() {
  globalThis.document = /** @type {any} */ ({ querySelectorAll: () => [] });
  globalThis.location = /** @type {any} */ ({ pathname: "/timeline" });
  const part = { setAttribute: () => {}, removeAttribute: () => {}, classList: { toggle: () => {} } };
  const own = Object.assign(Object.create(Timeline.prototype), {
    window: [0, 1],
    days: "",
    content: "",
    answered: 0,
    addressing: null,
    words: {},

    plot: part,
    help: part,
    root: part,
    strip: part,
    ages: part,
    drawn: [],
    told: [],
    explain: () => {},
    resized: () => own.draw(),
    draw: () => own.drawn.push(own.window),
    tell: (/** @type {string} */ _, /** @type {any} */ range) => own.told.push(range),
  });
  own.says = (/** @type {unknown} */ range) => own.update({ panes: PANES, eras: [], range, answer: null, clock: null });
  own.says(WHOLE);
  return own;
}

test("a window that the server asks for is drawn though all else is as it was", () => {
  const own = timeline();
  own.says(HALF);
  own.says(HALF);
  assert.deepEqual(own.drawn, [
    [0, 1],
    [0.25, 0.75],
  ]);
  own.says(WHOLE);
  assert.deepEqual(own.drawn.at(-1), [0, 1]);
});

test("a move that is not in the address yet outlives an answer about the address, and no other window", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const own = timeline();
  own.show([0.1, 0.2], true);
  own.says(WHOLE);
  assert.deepEqual(own.window, [0.1, 0.2]);
  own.says(HALF);
  context.mock.timers.tick(1000);
  assert.deepEqual([own.window, own.told], [[0.25, 0.75], []]);
  own.show([0.1, 0.2], true);
  context.mock.timers.tick(1000);
  assert.deepEqual(own.told, [{ from: "1970-04-11", to: "1970-07-19", hours: null }]);
});

test("what is in focus has its ring at once, and once it rests the picture is drawn for it", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const own = timeline();
  own.data = { ...own.data, events: [] };
  own.root = { ...own.root, dataset: {} };
  /** @type {string[]} */
  const done = [];
  own.ring = () => done.push(`ring ${own.focus}`);
  own.draw = () => done.push(`drawn for ${own.focus}`);
  for (const focus of ["a", "b", "c"]) {
    document.__pactlineFocus = focus;
    own.refocus();
    context.mock.timers.tick(focus === "c" ? 1000 : 100);
  }
  assert.deepEqual(done, ["ring a", "ring b", "ring c", "drawn for c"]);
  document.__pactlineFocus = "d";
  own.refocus();
  own.drawing = { focus: "d" }; // the page has given the drawer room
  own.root.dataset.settled = "";
  context.mock.timers.tick(1000);
  assert.deepEqual(done.slice(4), ["ring d"]);
});

test("a move is not put into the address of another page", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const own = timeline();
  own.show([0.1, 0.2], true);
  location.pathname = "/sources";
  context.mock.timers.tick(1000);
  assert.deepEqual(own.told, []);
});

for (const [query, days] of /** @type {[string, unknown][]} */ ([
  ["", WHOLE],
  ["?from=1970-01-02&to=1970-01-03&theme=a", [1, 3]],
  ["?from=1970-01-02&to=1970-01-03&hours=1200-1800", [1.5, 2.75]],
  ["?from=1970-01-02&hours=1200-1800", [1.5, null]],
  ["?to=1970-02", null],
  ["?to=1970", null],
  ["?from=1970-02-30", null],
  ["?from=1970-01-02~", null],
  ["?from=soon", null],
  ["?from=1970-01-02&from=1970-01-03", null],
  ["?from=1970-01-02&hours=2560-", null],
]))
  test(`of the address "${query}" ${days ? "the browser tells the window" : "the server tells the window"}`, () => {
    assert.deepEqual(daysSought(query), days);
  });
