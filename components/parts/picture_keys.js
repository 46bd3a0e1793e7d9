// Pictures of many marks are one stop for Tab: the arrows, Home and End go from mark to mark, in the order in which
// they stand in the page, and the line below the picture says which one it is.

const BACK = ["ArrowLeft", "ArrowUp"];
const ON = ["ArrowRight", "ArrowDown"];

// Those in sight: a picture for several widths has more.
/** @param {Element} picture */
const marks = (picture) =>
  /** @type {HTMLElement[]} */ ([...picture.querySelectorAll("a[data-go]")].filter((one) => one.checkVisibility()));

/** Return the mark that a key leads to from another, or nothing.
 * @template T
 * @param {T[]} all @param {T} at @param {string} key @returns {T | undefined} */
export function next(all, at, key) {
  if (key === "Home") return all[0];
  if (key === "End") return all[all.length - 1];
  const place = all.indexOf(at);
  if (BACK.includes(key)) return all[place - 1];
  return ON.includes(key) ? all[place + 1] : undefined;
}

/** @param {KeyboardEvent} event */
function step(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const at = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("[data-pictured] a"));
  const picture = at?.closest("[data-pictured]");
  if (!at || !picture) return;
  const to = next(marks(picture), at, event.key);
  if (!to) return;
  event.preventDefault();
  at.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

/** @param {Event} event */
function read(event) {
  const mark = /** @type {Element} */ (event.target).closest?.("[data-pictured] a");
  const line = mark?.closest("section")?.querySelector("[data-reading]");
  if (mark && line) line.textContent = mark.getAttribute("aria-label");
}

if (typeof document !== "undefined" && !document.__pactlinePictures) {
  document.__pactlinePictures = true;
  document.addEventListener("keydown", step);
  document.addEventListener("focusin", read);
  document.addEventListener("pointerover", read);
}
