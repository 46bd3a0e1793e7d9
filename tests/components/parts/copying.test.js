// What a button copies: the short link that it carries, below whatever path the app is served; else the page's address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../../../components/parts/copying.js";

const button = (/** @type {Record<string, string>} */ dataset) => /** @type {any} */ ({ dataset });

test("a short link stands below the app's own address", () => {
  const carried = button({ copy: "1", link: "e/pact?known=2024-07-01" });
  assert.equal(
    addressOf(carried, "https://example.org/docs/", "https://example.org/docs/event?event=pact", ""),
    "https://example.org/docs/e/pact?known=2024-07-01",
  );
});

test("a button without one copies the page's address", () => {
  assert.equal(
    addressOf(button({ copy: "1" }), "https://example.org/", "https://example.org/map?q=x", ""),
    "https://example.org/map?q=x",
  );
});

test("what is copied names the edition that is shown, not the one that the address came with", () => {
  for (const [written, here] of [
    ["https://example.org/map?q=x&edition=2026.2", "https://example.org/map?q=x"],
    ["https://example.org/map?q=x&edition=2026.2#place", "https://example.org/map?edition=2026.1&q=x#place"],
  ]) {
    const copied = new URL(addressOf(button({ copy: "1" }), "https://example.org/", here, "2026.2"));
    assert.deepEqual([...copied.searchParams].sort(), [...new URL(written).searchParams].sort());
    assert.equal(copied.hash, new URL(written).hash);
  }
  assert.equal(
    addressOf(button({ copy: "1", link: "c/pact.1" }), "https://example.org/docs/", "https://example.org/", "2026.2"),
    "https://example.org/docs/c/pact.1?edition=2026.2",
  );
});

test("where the record has no editions, no address has one", () => {
  assert.equal(
    addressOf(button({ copy: "1" }), "https://example.org/", "https://example.org/map?edition=9&q=x", ""),
    "https://example.org/map?q=x",
  );
});
