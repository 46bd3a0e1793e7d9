// Dates: the cases that Python answers too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { span } from "../../../components/parts/edtf.js";
import { iso } from "../../../components/timeline/axis.js";
import cases from "../../cases/dates.json" with { type: "json" };

for (const [written, first, last] of cases.dates) {
  test(`${JSON.stringify(written)} is ${first ? `${first} to ${last}` : "no such date"}`, () => {
    assert.deepEqual(span(written)?.map(iso) ?? [null, null], [first, last]);
  });
}
