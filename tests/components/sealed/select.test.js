// The selection: the cases that Python answers too, of each key how it reads and what it leaves.
import assert from "node:assert/strict";
import { test } from "node:test";
import cases from "../../cases/selection.json" with { type: "json" };
import { reads, shows } from "./record.js";

for (const [asked, written, ignored] of cases.reads) {
  test(`"${asked}" reads as "${written}"`, () => assert.deepEqual(reads(asked), [written, ignored]));
}

for (const shown of cases.shows) {
  test(`"${shown.asked}" shows ${shown.events || "nothing"}`, () => assert.deepEqual(shows(shown.asked), shown));
}
