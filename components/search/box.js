// The field in the head of every page: while one types the first hits come, as a list that the keyboard walks through;
// and the large field of the search page, whose hits are the page itself. Answers that come late are dropped.
import { base } from "../parts/streamlit.js";

const PAUSE = 120; // ms without a key before the server is asked; the page itself waits longer, since it runs
const PAGE_PAUSE = 300;
const MOST = 200; // characters

/** @type {AbortController | null} */
let asking = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
/** @type {HTMLInputElement | null} The head's field, while somebody is in it. */
let inside = null;

/**
 * Start once for each document.
 *
 * @param {(href: string, replace?: boolean) => void} visit
 */
export function box(visit) {
  const filled = () => {
    fill(visit);
    goOn();
  };
  if (document.__pactlineBox) return filled();
  document.__pactlineBox = true;
  document.addEventListener("input", (event) => {
    const field = fieldOf(event);
    if (!field) return;
    inside = isPage(field) ? null : field;
    clearTimeout(waiting);
    if (isPage(field)) waiting = setTimeout(() => visit(address(field.value), true), PAGE_PAUSE);
    else waiting = setTimeout(() => suggest(field), PAUSE);
  });
  document.addEventListener("keydown", (event) => {
    const field = fieldOf(event);
    if (field) return isPage(field) ? inPage(event, field) : inBox(event, field);
    const link = /** @type {HTMLElement | null} */ (event.target?.closest?.(".found a.hit-link"));
    if (link) among(event, link);
  });
  // Left is a field by a press elsewhere or for something else, not by a head that is hidden and then taken away.
  document.addEventListener("pointerdown", (event) => {
    if (event.target !== inside) inside = null;
  });
  document.addEventListener("focusin", (event) => {
    const field = document.querySelector("form.find input");
    inside = event.target === field ? /** @type {HTMLInputElement | null} */ (field) : null;
    if (field && !(/** @type {HTMLElement} */ (event.target).closest?.("form.find"))) shut(/** @type {any} */ (field));
  });
  document.addEventListener("click", (event) => {
    const option = event.target?.closest?.("form.find [role=option]");
    const field = /** @type {HTMLInputElement | null} */ (document.querySelector("form.find input"));
    if (option && field) shut(field);
    const all = event.target?.closest?.("button[data-found]");
    if (all?.dataset.found) choose(all.dataset.found);
  });
  document.addEventListener("submit", (event) => {
    inside = null;
    const form = /** @type {HTMLFormElement | null | undefined} */ (event.target?.closest?.("form.search-field"));
    if (!form) return;
    event.preventDefault();
    clearTimeout(waiting);
    visit(address(String(new FormData(form).get("q") ?? "")), false);
  });
  window.addEventListener("popstate", filled);
  new MutationObserver(filled).observe(document.body, { childList: true, subtree: true });
  filled();
  // Whoever typed before this script came is answered as well.
  const at = /** @type {HTMLInputElement | null} */ (document.activeElement);
  if (!at?.matches("form.find input") || !at.value) return;
  inside = at;
  suggest(at);
}

// A page that comes hides the head and brings one of its own: whoever was typing goes on in it once it is seen.
function goOn() {
  if (!inside || document.activeElement !== document.body) return;
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("form.find input"));
  if (!field?.checkVisibility({ visibilityProperty: true })) return;
  const { value, selectionStart, selectionEnd } = inside;
  if (field !== inside) field.value = value;
  field.focus({ preventScroll: true });
  field.setSelectionRange(selectionStart, selectionEnd);
  clearTimeout(waiting);
  if (value) suggest(field);
}

/** @param {string} words */
function address(words) {
  const query = new URLSearchParams(onSearch() ? location.search : "");
  query.delete("event");
  const said = [...words.trim()].slice(0, MOST).join("");
  if (said) query.set("q", said);
  else query.delete("q");
  return `search${query.size ? `?${query}` : ""}`;
}

const onSearch = () => document.querySelector("form.search-field") !== null;

/** @param {Event} event @returns {HTMLInputElement | null} */
function fieldOf(event) {
  const at = /** @type {HTMLElement | null} */ (event.target);
  return /** @type {any} */ (at?.matches?.("form.find input, form.search-field input") ? at : null);
}

/** @param {HTMLElement} field */
const isPage = (field) => field.closest(".search-field") !== null;

// The page's field says what the address asks for, unless somebody is typing in it, or was before this script came.
/** @param {(href: string, replace?: boolean) => void} visit */
function fill(visit) {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("form.search-field input"));
  if (!field) return;
  if (!field.dataset.begun) {
    field.dataset.begun = "1";
    if (document.activeElement !== field) field.value = asked();
    else if (field.value !== asked()) waiting = setTimeout(() => visit(address(field.value), true), PAGE_PAUSE);
    // Nobody who has a keyboard comes here but to type; on a phone its keys would cover what was found.
    const elsewhere = document.activeElement?.closest("input, textarea, select, .drawer");
    if (!elsewhere && matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
  } else if (document.activeElement !== field && field.value !== asked()) field.value = asked();
}

const asked = () => new URLSearchParams(location.search).get("q") ?? "";

// The list below the field in the head -------------------------------------------------------------

/** @param {HTMLInputElement} field */
async function suggest(field) {
  asking?.abort();
  const words = field.value.trim();
  if (!words) return shut(field);
  const own = new AbortController();
  asking = own;
  try {
    const said = encodeURIComponent([...words].slice(0, MOST).join(""));
    const of = field.closest("form")?.dataset.of; // a record that this reader has brought
    const named = of ? `&of=${encodeURIComponent(of)}` : "";
    const answer = await fetch(new URL(`hits?q=${said}${named}`, base()), { signal: own.signal });
    if (!answer.ok) return shut(field);
    const html = await answer.text();
    if (asking !== own || field.value.trim() !== words || document.activeElement !== field) return;
    show(field, html);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") shut(field);
  }
}

/** @param {HTMLInputElement} field @param {string} html */
function show(field, html) {
  const list = listOf(field);
  list.innerHTML = html; // of our own server, whose templates escape
  list.hidden = !list.querySelector("[role=option]");
  field.setAttribute("aria-expanded", String(!list.hidden));
  field.removeAttribute("aria-activedescendant");
}

/** @param {HTMLInputElement} field */
function listOf(field) {
  const form = /** @type {HTMLElement} */ (field.closest("form"));
  let list = /** @type {HTMLElement | null} */ (form.querySelector(".find-list"));
  if (!list) {
    list = document.createElement("div");
    list.className = "find-list";
    list.id = "find-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.getAttribute("aria-label") ?? "");
    list.hidden = true;
    form.append(list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
  }
  return list;
}

/** @param {HTMLInputElement} field */
function shut(field) {
  inside = null;
  clearTimeout(waiting);
  asking?.abort();
  asking = null;
  const list = /** @type {HTMLElement | null} */ (field.closest("form")?.querySelector(".find-list"));
  if (!list) return;
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

/** @param {KeyboardEvent} event @param {HTMLInputElement} field */
function inBox(event, field) {
  const list = listOf(field);
  const options = list.hidden ? [] : [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (event.key === "Escape" && (!list.hidden || field.value)) {
    event.preventDefault();
    if (list.hidden) field.value = "";
    return shut(field);
  }
  if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    return /** @type {HTMLElement} */ (options[at]).click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  if (!options.length) return void suggest(field);
  // One more place than there are options: the field itself.
  const next = (at + 1 + step + options.length + 1) % (options.length + 1);
  for (const [n, one] of options.entries()) one.setAttribute("aria-selected", String(n === next - 1));
  if (!next) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", options[next - 1].id);
  options[next - 1].scrollIntoView({ block: "nearest" });
}

// The page -----------------------------------------------------------------------------------------

/** @param {KeyboardEvent} event @param {HTMLInputElement} field */
function inPage(event, field) {
  if (event.key === "ArrowDown") {
    event.preventDefault();
    links()[0]?.focus();
  }
  if (event.key === "Escape" && field.value) {
    event.preventDefault();
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** @param {KeyboardEvent} event @param {HTMLElement} link */
function among(event, link) {
  const all = links();
  const at = all.indexOf(link);
  const field = /** @type {HTMLElement | null} */ (document.querySelector("form.search-field input"));
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = all[at + (event.key === "ArrowDown" ? 1 : -1)];
    (next ?? (event.key === "ArrowUp" ? field : link))?.focus();
  }
  if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(".drawer.open")) field?.focus();
}

/** @returns {HTMLElement[]} */
function links() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".found a.hit-link")]).filter(
    (link) => link.offsetParent !== null,
  );
}

/** @param {string} kind */
function choose(kind) {
  const tab = /** @type {HTMLInputElement | null} */ (
    document.querySelector(`.found-tabs input[value="${CSS.escape(kind)}"]`)
  );
  if (!tab) return;
  tab.checked = true;
  tab.focus();
}
