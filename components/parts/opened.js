// What is closed is drawn with much else as one; the server draws it apart once it is opened. `data-opened` on its summary
// names the place. The keyboard stays where it was, though another element stands there.

/** @type {{ id: string; pressed: boolean } | null} */
let awaited = null;

/**
 * Return the place that a click asks the server to open; `null` for any other click.
 *
 * @param {any} event
 * @returns {string | null}
 */
export function opens(event) {
  const summary = event.target.closest?.("summary[data-opened]");
  if (!summary) return null;
  event.preventDefault();
  if (summary.ariaBusy === "true") return null;
  summary.ariaBusy = "true";
  awaited = { id: summary.dataset.opened, pressed: event.isTrusted };
  return awaited.id;
}

/** Give the keyboard back once the place is there: to what opened it, or to the place, where a link led to it. */
export function opened() {
  const own = awaited && `.st-key-${CSS.escape(awaited.id)}:not(.figure-closed)`;
  const summary = own && document.querySelector(`${own} details > summary`);
  if (!awaited || !summary) return;
  const place = awaited.pressed ? summary : document.getElementById(awaited.id);
  awaited = null;
  if (document.activeElement === document.body) /** @type {HTMLElement} */ (place)?.focus({ preventScroll: true });
}
