import assert from "node:assert/strict";
import { test } from "node:test";
import { stageAct } from "../../../components/stage/keys.js";

/** A key press whose target is an element that is, or lies in, what `within` names. */
function press(key, { within = "", ...more } = {}) {
  const target = { closest: (selector) => (within && selector.split(", ").includes(within) ? {} : null) };
  return { key, code: "", composedPath: () => [target], ...more };
}

test("a clicker's keys turn the slides", () => {
  assert.equal(stageAct(press("PageDown")), "next");
  assert.equal(stageAct(press("PageUp")), "back");
  assert.equal(stageAct(press(".")), "black");
});

test("shift and space go back", () => {
  assert.equal(stageAct(press(" ")), "next");
  assert.equal(stageAct(press(" ", { shiftKey: true })), "back");
});

test("with Ctrl, Alt or Meta, held down, or while a syllable is composed, a key does nothing", () => {
  for (const more of ["ctrlKey", "altKey", "metaKey", "repeat", "isComposing"])
    assert.equal(stageAct(press("n", { [more]: true })), null);
});

test("who types types, and a button keeps its own keys", () => {
  assert.equal(stageAct(press("n", { within: "input" })), null);
  assert.equal(stageAct(press(" ", { within: "button" })), null);
  assert.equal(stageAct(press("ArrowRight", { within: "button" })), "next");
});

test("on a layout without Latin letters the place on the board says which key it was", () => {
  assert.equal(stageAct(press("и", { code: "KeyB" })), "black");
  assert.equal(stageAct(press("x", { code: "KeyB" })), null); // Dvorak's x lies there
});
