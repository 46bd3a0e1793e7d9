// What may stand at a place of a record's YAML.
import assert from "node:assert/strict";
import { test } from "node:test";
import { completions } from "../../../components/own/complete.js";

/** @type {import("../../../components/own/complete.js").Shape} */
const SHAPE = {
  "": { edition: { kind: "Edition" }, events: { kind: "Event", list: true } },
  Edition: { title: {}, as_of: { said: "a day" } },
  Event: { id: {}, date: {}, title: {}, place: { kind: "Place" }, claims: { kind: "Claim", list: true } },
  Place: { name: {}, lat: {} },
  Claim: { id: {}, text: {}, status: { values: ["documented", "reported"] } },
};

/** @param {string} text */
const labels = (text) => completions(SHAPE, text.split("\n"))?.options.map((one) => one.label) ?? null;

const CASES = [
  ["at the beginning of the file its sections", "ev", ["edition", "events"]],
  ["below a section its keys, without those that stand there", "edition:\n  title: x\n  ", ["as_of"]],
  ["behind a dash the keys of an entry", "events:\n- ", ["id", "date", "title", "place", "claims"]],
  ["below a dash those that are left", "events:\n- id: a\n  date: 2024\n  ", ["title", "place", "claims"]],
  ["of an indented list likewise", "events:\n  - id: a\n    ", ["date", "title", "place", "claims"]],
  ["in a part of an entry its keys", "events:\n- id: a\n  place:\n    name: x\n    ", ["lat"]],
  ["in a list of an entry's its entries' keys", "events:\n- id: a\n  claims:\n  - id: b\n    ", ["text", "status"]],
  ["the values of a key", "events:\n- id: a\n  claims:\n  - status: rep", ["documented", "reported"]],
  [
    "of the second entry as of the first",
    "events:\n- id: a\n  date: x\n- id: b\n  ",
    ["date", "title", "place", "claims"],
  ],
  ["nothing in a text", "events:\n- id: a\n  title: some words", null],
  ["nothing below what is unknown", "other:\n  ", null],
];

for (const [name, text, expected] of CASES) test(String(name), () => assert.deepEqual(labels(String(text)), expected));

test("it begins where the word begins", () => {
  assert.equal(completions(SHAPE, ["events:", "- id: a", "  cla"])?.from, 2);
  assert.equal(completions(SHAPE, ["events:", "- claims:", "  - status: rep"])?.from, 12);
});
