// What stands around every page at work: the panels that open over it (the menu, the filters), the keys, the theme.
// Which panel is open is said on the document's root, `data-open`, where no run of the server takes it away; the style
// sheet shows the panel. Whatever Streamlit draws anew is told again by `sync`.
import { letter, lettersOn, setLetters } from "../parts/shortcuts.js";
import { choose, chosen, main } from "../parts/streamlit.js";

const ROOT = document.documentElement;
/** @type {Record<string, string>} */
const PANELS = { more: ".masthead .more", filters: ".st-key-filters", lanes: ".lanes-menu nav" };
const LIGHT = ["more", "lanes"]; // closed by a click anywhere else
/** Where Tab was the last key, focus that leaves a panel closes it: what it went to may lie under the panel. */
let byTab = false;
/** The panel whose button has the focus since it was closed: a run of the server may put a new button there. */
let closed = "";
/** @type {Element | null} The entry of the head that the keyboard is at: a page that comes brings a head of its own. */
let entry = null;

/** Start once for each document. */
export function frame(/** @type {(href: string) => void} */ visit) {
  if (document.__pactlineFrame) return sync();
  document.__pactlineFrame = true;
  document.addEventListener("click", (event) => clicked(event));
  document.addEventListener("keydown", (event) => pressed(event));
  document.addEventListener("pointerdown", () => {
    byTab = false;
    closed = "";
    entry = null;
  });
  document.addEventListener("wheel", (event) => roll(event), { passive: true });
  document.addEventListener("focusin", (event) => {
    if (!event.target?.closest?.("[data-opens]")) closed = "";
    entry = event.target?.closest?.(".masthead :is(a, button):focus-visible") ?? null;
    if (byTab && open() && !within(event, open())) shut({ back: false });
  });
  document.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement | null | undefined} */ (event.target?.closest?.("[data-letters]"));
    if (box) setLetters(box.checked);
  });
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement | null | undefined} */ (event.target?.closest?.("form.find"));
    if (!form) return;
    event.preventDefault();
    const words = String(new FormData(form).get("q") ?? "").trim();
    visit(words ? `${form.dataset.page}?q=${encodeURIComponent(words)}` : String(form.dataset.page));
  });
  new MutationObserver(sync).observe(document.body, { childList: true, subtree: true });
  sync();
}

/**
 * The page scrolls inside Streamlit's own box, which a wheel over the head would not reach; lists that hang from the
 * head scroll by themselves.
 *
 * @param {WheelEvent} event
 */
function roll(event) {
  if (event.ctrlKey || !event.target?.closest?.(".masthead") || event.target.closest(".more, [role=listbox]")) return;
  const line = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1; // px
  main()?.scrollBy(0, event.deltaY * line);
}

/** Return the name of the open panel; nothing if none is. */
function open() {
  return ROOT.dataset.open ?? "";
}

/** @param {string} name */
function button(name) {
  return document.querySelector(`[data-opens="${name}"]`);
}

/**
 * Say whether an event is one of a panel, or of the button that opens it.
 *
 * @param {Event} event
 * @param {string} name
 */
function within(event, name) {
  const path = event.composedPath();
  return [document.querySelector(PANELS[name]), button(name)].some((one) => one !== null && path.includes(one));
}

/** @param {string} name */
function show(name) {
  if (!button(name)) return;
  ROOT.dataset.open = name;
  sync();
  const panel = document.querySelector(PANELS[name]);
  panel?.querySelector("h2, a")?.focus({ preventScroll: true });
}

/** Close what is open; focus goes back to its button unless it went elsewhere by itself. */
export function shut({ back = true } = {}) {
  const name = open();
  if (!name) return;
  delete ROOT.dataset.open;
  sync();
  if (!back) return;
  closed = name;
  button(name)?.focus({ preventScroll: true });
}

/** @param {MouseEvent} event */
function clicked(event) {
  const at = event.target;
  const opens = at?.closest?.("[data-opens]")?.dataset.opens;
  if (opens) return open() === opens ? shut() : show(opens);
  if (at?.closest?.("[data-closes]")) return shut();
  const scheme = at?.closest?.("button[data-scheme]");
  if (scheme) {
    choose(/** @type {"System" | "Light" | "Dark"} */ (scheme.dataset.scheme)).then(() => {
      sync();
      document.querySelector(`button[data-scheme="${chosen()}"]`)?.focus({ preventScroll: true });
    });
    return;
  }
  if (at?.closest?.("[data-skip]")) {
    event.preventDefault();
    main()?.focus({ preventScroll: true });
    return;
  }
  const aside = event.isTrusted && LIGHT.includes(open()) && !within(event, open());
  if (at?.closest?.("a[data-go]:not([data-stay]), .lanes-menu nav a") || aside) shut({ back: false });
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  byTab = event.key === "Tab";
  if (event.key === "Escape" && open() && !event.defaultPrevented) {
    event.preventDefault();
    return shut();
  }
  if (roves(event)) return;
  const key = document.querySelector(".stApp[inert], .stage-open") ? null : letter(event);
  if (key === "f" && button("filters")) {
    event.preventDefault();
    if (open() === "filters") shut();
    else show("filters");
  }
  if (key === "/") {
    const fields = [".search-field input", ".masthead .find input"]; // that of the search page comes first
    const field = /** @type {HTMLInputElement | null} */ (
      fields.map((one) => document.querySelector(one)).find(Boolean) ?? null
    );
    if (!field) return;
    event.preventDefault();
    if (field.offsetParent) field.select();
    else document.querySelector(".masthead .to-search")?.click();
  }
}

/**
 * Move among the entries of a row by the arrow keys: one of them is a stop of Tab.
 *
 * @param {KeyboardEvent} event
 */
function roves(event) {
  const row = event.target?.closest?.("[data-roves]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return false;
  const entries = entriesOf(row);
  const at = entries.indexOf(/** @type {any} */ (document.activeElement));
  const steps = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const step = steps[/** @type {keyof typeof steps} */ (event.key)];
  if (step === undefined || !entries.length) return false;
  event.preventDefault();
  const next = entries[(step + entries.length) % entries.length];
  for (const entry of entries) entry.tabIndex = entry === next ? 0 : -1;
  next.focus();
  return true;
}

/** @param {Element} row */
function entriesOf(row) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("a, button"))];
}

/** Tell what was drawn anew how things stand. */
function sync() {
  const name = open();
  if (name && !button(name)) delete ROOT.dataset.open; // a page without filters
  for (const one of document.querySelectorAll("[data-opens]")) set(one, "aria-expanded", one.dataset.opens === open());
  for (const one of document.querySelectorAll("button[data-scheme]"))
    set(one, "aria-pressed", one.dataset.scheme === chosen());
  for (const box of document.querySelectorAll("input")) if (box.dataset.letters) box.checked = lettersOn();
  for (const row of document.querySelectorAll("[data-roves]")) {
    const entries = entriesOf(row);
    if (entries.filter((entry) => entry.tabIndex === 0).length === 1) continue;
    const first = entries.find((entry) => entry.matches('[aria-current], [aria-pressed="true"]')) ?? entries[0];
    for (const entry of entries) entry.tabIndex = entry === first ? 0 : -1;
  }
  if (closed && !name && document.activeElement === document.body) button(closed)?.focus({ preventScroll: true });
  if (entry && document.activeElement === document.body) goOn(entry);
  const content = main();
  if (content && content.tabIndex === 0) content.tabIndex = -1; // the link that skips the head comes first
  const filters = document.querySelector(PANELS.filters);
  if (filters && !filters.id) {
    filters.id = "filters";
    filters.setAttribute("role", "region");
    filters.setAttribute("aria-label", filters.querySelector("h2")?.textContent ?? "");
  }
}

/**
 * Give the focus to the entry that stands where one stood in the head before, once it is seen.
 *
 * @param {Element} before
 */
function goOn(before) {
  const named = ["data-go", "data-opens", "data-scheme", "data-skip"].find((name) => before.hasAttribute(name));
  if (!named) return;
  const of = `[${named}="${CSS.escape(before.getAttribute(named) ?? "")}"]`;
  const same = [...document.querySelectorAll(`.masthead ${of}`)].find((one) => one.className === before.className);
  if (same?.checkVisibility({ visibilityProperty: true })) same.focus({ preventScroll: true });
}

/**
 * @param {Element} one
 * @param {string} name
 * @param {boolean} value
 */
function set(one, name, value) {
  if (one.getAttribute(name) !== String(value)) one.setAttribute(name, String(value));
}
