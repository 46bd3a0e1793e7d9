// Single letters as keys: what they do is a part's own matter, when they are heard is said here. A reader may switch
// them off (WCAG 2.1.4); the browser remembers it.
const KEPT = "pactline-letters"; // in the browser's store; "off", or nothing

/** Say whether letters are heard. */
export function lettersOn() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

/** @param {boolean} on */
export function setLetters(on) {
  try {
    if (on) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "off");
  } catch {
    // Then it holds for no longer than the box is ticked.
  }
}

/**
 * Return the letter or sign that was pressed on its own and not typed into a field; `null` for anything else.
 *
 * @param {KeyboardEvent} event
 */
export function letter(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key.length !== 1 || !lettersOn()) return null;
  const [target] = event.composedPath();
  const typed =
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));
  return typed ? null : event.key;
}
