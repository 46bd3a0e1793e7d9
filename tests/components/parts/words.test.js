// Words, and which texts they find: the cases that Python answers too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../../components/parts/folding.js";
import { key, terms, WordIndex, wordsIn } from "../../../components/parts/words.js";
import cases from "../../cases/search.json" with { type: "json" };

const keyOf = (text) => key(fold(text));

for (const [text, words] of cases.words) {
  test(`${JSON.stringify(text)} has its words`, () => assert.deepEqual(wordsIn(fold(text)), words));
}

for (const [query, asked] of cases.terms) {
  test(`${JSON.stringify(query)} asks for its terms`, () =>
    assert.deepEqual(
      terms(query).map(({ words, quoted }) => [words, quoted]),
      asked,
    ));
}

for (const words of cases.same) {
  test(`${words} are one`, () => assert.equal(new Set(words.map(keyOf)).size, 1));
}

for (const words of cases.differ) {
  test(`${words} differ`, () => assert.equal(new Set(words.map(keyOf)).size, words.length));
}

const INDEX = new WordIndex(cases.texts.map((text) => fold(text)));

for (const [query, places] of cases.finds) {
  test(`${JSON.stringify(query)} finds ${places}`, () => {
    const found = terms(query).map((term) => INDEX.find(term));
    const all = cases.texts.map((_, place) => place).filter((place) => found.every((own) => own.has(place)));
    assert.deepEqual(found.length ? all : [], places);
  });
}
