// The fold: the cases that Python answers too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../../components/parts/folding.js";
import cases from "../../cases/folding.json" with { type: "json" };

for (const texts of cases.same) {
  test(`all of ${JSON.stringify(texts)} are one`, () => {
    assert.equal(new Set(texts.map((text) => fold(text))).size, 1);
  });
}

for (const texts of cases.differ) {
  test(`${JSON.stringify(texts)} differ`, () => {
    assert.equal(new Set(texts.map((text) => fold(text))).size, texts.length);
  });
}

for (const [name, accents] of [
  ["exact", false],
  ["accents", true],
]) {
  for (const [text, folded] of cases[name]) {
    test(`${JSON.stringify(text)} is ${JSON.stringify(folded)}${accents ? " with accents" : ""}`, () => {
      assert.equal(fold(text, accents), folded);
    });
  }
}
