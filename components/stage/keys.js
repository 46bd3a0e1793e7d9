// Which key does what, on the stage and in the window with the notes alike. Clickers send Page Up, Page Down,
// and "." or "b" for a black screen.
/** @type {Record<string, string>} */
export const STAGE_KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  ".": "black",
  b: "black",
  B: "black",
  l: "steps",
  L: "steps",
  q: "code",
  Q: "code",
  n: "notes",
  N: "notes",
  f: "full",
  F: "full",
  Escape: "close",
};
// Where a layout has no Latin letters, their place on the board says which key it was.
/** @type {Record<string, string>} */
export const STAGE_CODES = { KeyB: "black", Period: "black", KeyL: "steps", KeyQ: "code", KeyN: "notes", KeyF: "full" };

// The act that a key press means, or null: none with Ctrl, Alt or Meta, none while somebody types, and a button
// that has the focus keeps its own keys. A key that is held down acts once.
/** @param {KeyboardEvent} event */
export function stageAct(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return null;
  const target = event.composedPath()[0];
  if (stageTyping(target)) return null;
  if ((event.key === " " || event.key === "Enter") && target?.closest?.("button, a[href], summary")) return null;
  if (event.key === " " && event.shiftKey) return "back";
  if (Object.hasOwn(STAGE_KEYS, event.key)) return STAGE_KEYS[event.key];
  const latin = /^[\x20-\x7e]$/.test(event.key); // a key that says something else: another letter of a Latin layout
  return !latin && Object.hasOwn(STAGE_CODES, event.code) ? STAGE_CODES[event.code] : null;
}

/** @param {any} target */
export function stageTyping(target) {
  if (!target?.closest) return false;
  return Boolean(
    target.isContentEditable ||
      target.closest("input, textarea, select, [role=textbox], [role=combobox], [role=slider]"),
  );
}
