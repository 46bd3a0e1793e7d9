// What a button copies: the short link that it carries, below whatever path the app is served; else the page's address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../../../components/parts/copying.js";

const button = (/** @type {Record<string, string>} */ dataset) => /** @type {any} */ ({ dataset });

test("a short link stands below the app's own address", () => {
  const carried = button({ copy: "1", link: "e/pact?known=2024-07-01" });
  assert.equal(
    addressOf(carried, "https://example.org/docs/", "https://example.org/docs/event?event=pact"),
    "https://example.org/docs/e/pact?known=2024-07-01",
  );
});

test("a button without one copies the page's address", () => {
  assert.equal(
    addressOf(button({ copy: "1" }), "https://example.org/", "https://example.org/map?q=x"),
    "https://example.org/map?q=x",
  );
});
