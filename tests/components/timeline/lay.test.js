import assert from "node:assert/strict";
import { test } from "node:test";
import { boxOf } from "../../../components/timeline/labels.js";
import { stacked } from "../../../components/timeline/lanes.js";
import { lay } from "../../../components/timeline/lay.js";

const PANES = [{ first: 0, after: 1000, share: 1 }];
const measure = (words) => words.length * 6.5;

// A record of n events, spread by a fixed sequence of numbers, in a few lanes.
function record(n, lanes = 4, extra = {}) {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const events = Array.from({ length: n }, (_, at) => {
    const day = Math.floor(random() * 1000);
    return {
      id: `e${at}`,
      title: `Event number ${at} of the record`,
      short: at % 2 ? `Event ${at}` : "",
      when: "",
      first: day,
      last: day,
      at: day,
      open: 0,
      fuzzy: 0,
      status: "documented",
      rank: at % 11 ? 2 : 3,
      claims: at % 5,
      sources: "",
    };
  });
  events.sort((a, b) => a.at - b.at);
  const rows = events.map((_, event) => ({ event, lane: event % lanes }));
  return {
    events,
    rows,
    lanes: Array.from({ length: lanes }, (_, lane) => ({
      name: `Lane ${lane}`,
      n: rows.filter((one) => one.lane === lane).length,
    })),
    crowd: [],
    panes: PANES,
    until: null,
    ...extra,
  };
}

const seen = (more = {}) => ({ window: [0, 1], width: 1200, height: 420, focus: null, measure, ...more });
const square = ({ x, y, size }) => ({
  left: x - size / 2,
  right: x + size / 2,
  top: y - size / 2,
  bottom: y + size / 2,
});
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

for (const [n, size] of [
  [10, {}],
  [350, {}],
  [350, { width: 1920, height: 800 }],
  [350, { width: 700 }],
  [350, { window: [0.4, 0.6] }],
  [2000, {}],
]) {
  test(`of ${n} events no mark touches another, and no label a mark or a label (${JSON.stringify(size)})`, () => {
    const { marks, labels, lanes } = lay(record(n), seen(size));
    marks.forEach((one, at) => {
      for (const other of marks.slice(at + 1))
        if (Math.abs(one.x - other.x) < 13)
          assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= (one.size + other.size) / 2, "marks touch");
      assert.ok(one.y > lanes[one.lane].top && one.y < lanes[one.lane].bottom);
    });
    const boxes = labels.map(boxOf);
    boxes.forEach((box, at) => {
      assert.ok(!boxes.slice(at + 1).some((other) => meet(box, other)), labels[at].words);
      assert.ok(!marks.some((mark) => meet(box, square(mark))), labels[at].words);
      assert.ok(box.top >= lanes[labels[at].mark.lane].top && box.bottom <= lanes[labels[at].mark.lane].bottom);
    });
    assert.ok(labels.length);
  });
}

test("a label is the event's short one, else its whole title", () => {
  const { labels } = lay(record(8), seen());
  for (const { mark, words } of labels) {
    const data = record(8).events[mark.event];
    assert.equal(words, data.short || data.title);
  }
});

test("every event is a mark or in a count, each once", () => {
  for (const n of [10, 350, 3000]) {
    const { marks, groups } = lay(record(n), seen());
    const found = [...marks.map((mark) => mark.event), ...groups.flatMap((group) => group.events)];
    assert.deepEqual([...new Set(found)].length, n);
    assert.equal(found.length, n);
    for (const group of groups) assert.ok(group.n >= 1);
  }
});

test("a crowded lane shows how many, and its most important marks alone", () => {
  const { marks, groups } = lay(record(3000, 2), seen({ height: 160 }));
  assert.ok(groups.every((group) => group.height > 0));
  assert.ok(marks.every((mark) => record(3000, 2).events[mark.event].rank === 3));
});

test("events that are sent as counts alone are bars too", () => {
  const data = record(20, 1, { crowd: [{ lane: 0, from: 0.5, to: 0.501, n: 500 }] });
  const { groups, lanes } = lay(data, seen());
  assert.equal(
    groups.reduce((sum, group) => sum + group.n - group.events.length, 0),
    500,
  );
  assert.equal(lanes[0].n, 520);
});

test("the picked event has a mark and a label, whatever stands around it", () => {
  const data = record(1200, 3);
  const dull = data.events.find((event) => event.rank === 2 && event.at > 400 && event.at < 600);
  const { marks, labels } = lay(data, seen({ focus: dull.id }));
  assert.ok(marks.some((mark) => data.events[mark.event].id === dull.id));
  assert.deepEqual(
    labels.filter((label) => label.bold).map(({ mark }) => data.events[mark.event].id),
    [dull.id],
  );
});

test("lanes fill the height, the fuller the higher; those too low for a mark share one", () => {
  const { lanes } = stacked(
    [
      { name: "a", n: 100 },
      { name: "b", n: 0 },
      { name: "c", n: 25 },
    ],
    400,
  );
  assert.deepEqual(
    lanes.map((lane) => lane.name),
    ["a", "c"],
  );
  assert.ok(Math.abs(lanes[1].bottom - 400) < 1e-6);
  assert.ok(lanes[0].bottom - lanes[0].top > lanes[1].bottom - lanes[1].top);
  const many = stacked(
    [100, 90, 60, 9, 8, 8].map((n, at) => ({ name: `${at}`, n })),
    300,
  );
  assert.deepEqual(many.lanes.at(-1).name, "3 · 4 · 5");
  assert.deepEqual(many.of.slice(3), [3, 3, 3]);
});
