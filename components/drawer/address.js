// The drawer in the address: `event=` without a run of the server. Opening is an entry of the history, which Back
// takes away again; what is stepped to from there replaces it. A server that has not heard of it may write another
// address meanwhile: then `event=` is written again.

/** Pages whose address names an event that is the page's own. */
const OWN = ["event", "exercise", "compare"];

/** @param {string} [href] */
export function ownsEvent(href = location.href) {
  return OWN.includes(new URL(href).pathname.split("/").at(-1) ?? "");
}

/** The event that the address names, for the drawer. */
export function named(href = location.href) {
  return ownsEvent(href) ? null : new URL(href).searchParams.get("event");
}

/**
 * Return an address with another event, or none.
 *
 * @param {string | null} event
 * @param {string} [href]
 */
export function naming(event, href = location.href) {
  const address = new URL(href);
  if (event === null) address.searchParams.delete("event");
  else address.searchParams.set("event", event);
  return address.href;
}

/**
 * Whether two addresses are of one page with one selection, whatever the event.
 *
 * @param {string} one
 * @param {string} other
 */
export function alike(one, other) {
  return !ownsEvent(one) && naming(null, one) === naming(null, other);
}

/** Whether the present entry of the history was made by opening the drawer. */
export function isOurs() {
  return Boolean(history.state?.pactlineDrawer);
}

/**
 * @param {string | null} event
 * @param {boolean} push
 */
export function write(event, push) {
  try {
    const state = push ? { ...history.state, pactlineDrawer: true } : history.state;
    history[push ? "pushState" : "replaceState"](state, "", naming(event));
  } catch {
    /* a frame that may have no address of its own: the drawer opens without */
  }
}
