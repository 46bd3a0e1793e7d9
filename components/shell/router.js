// One listener for all links of ours: a[data-go] is followed inside the app (a new tab, a copied address
// and a middle click stay the browser's), button[data-copy] copies the page's address or a code, button[data-list] turns to
// another part of a list. The event in focus is marked in lists here and told to charts, so that neither is sent anew for it.

import { visitLine } from "../changes/visit.js";
import { nextAct, tookAct } from "../parts/acts.js";
import { citeBoxes } from "../parts/cite_box.js";
import { addressOf, copy, say } from "../parts/copying.js";
import { fetched } from "../parts/fetched.js";
import { opened, opens } from "../parts/opened.js";
import { scroller } from "../parts/scrolling.js";
import { base, visit } from "../parts/streamlit.js";
import "../parts/picture_keys.js";
import { box } from "../search/box.js";
import { frame } from "./frame.js";
import "./print.js";

const SHEET_TIME = 8000; // ms that the style sheet may take on a slow line before it is asked for another way

/** @param {Component} component */
export default function router(component) {
  const { data, parentElement, setStateValue } = component;
  tookAct(data.handled);
  const old = document.__pactlineRouter;
  if (old) document.removeEventListener("click", old);

  const listener = (/** @type {any} */ event) => {
    const copy = event.target.closest?.("button[data-copy]");
    if (copy) return copyLink(copy);
    const turn = event.target.closest?.("button[data-list]");
    if (turn) {
      setStateValue("part", { at: nextAct(), start: Number(turn.dataset.list), of: turn.dataset.of ?? null });
      turn.closest(".st-key-event-list, .st-key-data-table, .evidence, .card")?.scrollIntoView({ block: "start" });
      return;
    }
    const place = opens(event);
    if (place) return setStateValue("part", { at: nextAct(), opened: place });
    const link = event.target.closest?.("a[data-go], a[data-jump]");
    if (
      !link ||
      event.defaultPrevented ||
      event.button ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    document.__pactlineStay = link.dataset.stay ? link.id : null;
    if (link.dataset.jump) jump(link.dataset.jump);
    if (!link.dataset.go) return history.replaceState(history.state, "", `#${link.dataset.jump}`);
    const to = new URL(link.getAttribute("href"), document.baseURI); // a mark of a picture has no plain href
    if (new URLSearchParams(location.search).has("embed")) to.searchParams.set("embed", "true"); // a frame stays one
    visit(document.__pactlineDrawer?.now(to.href) ?? to.href);
    if (!link.dataset.stay && !link.dataset.jump) scroller(component.parentElement)?.scrollTo({ top: 0 });
  };
  document.addEventListener("click", listener);
  document.__pactlineRouter = listener;
  citeBoxes();
  frame((href) => {
    visit(new URL(href, base()).href);
    scroller(component.parentElement)?.scrollTo({ top: 0 });
  });
  box((href, instead) => visit(new URL(href, base()).href, instead));
  document.__pactlineSeek = (id) => setStateValue("part", { at: nextAct(), sought: id });
  dress(component);

  if (!document.__pactlineDrawer) document.__pactlineFocus = data.focus; // until the drawer is there, which tells it
  watch();
  // A new tab at a link that jumps: the place comes only with the page.
  if (location.hash && !document.__pactlineJumped) jump(placeOf(location.hash));
  document.__pactlineJumped = true;

  const scheme = () => (getComputedStyle(parentElement).colorScheme === "dark" ? "dark" : "light");
  clearInterval(document.__pactlineScheme);
  if (scheme() !== data.scheme) setStateValue("scheme", scheme());
  document.__pactlineScheme = setInterval(() => {
    if (scheme() !== data.scheme) {
      clearInterval(document.__pactlineScheme);
      setStateValue("scheme", scheme());
    }
  }, 500);
}

// The style sheet was asked for before this script came (sheet.js). If its rules do not hold, whatever the reason,
// the server sends them with the page.
/** @param {Component} component */
async function dress({ data, parentElement, setStateValue }) {
  if (data.dressed) return;
  await Promise.race([document.__pactlineSheet?.came, new Promise((late) => setTimeout(late, SHEET_TIME))]);
  const bare = !getComputedStyle(parentElement).getPropertyValue("--paper");
  if (bare) setStateValue("bare", Date.now());
}

// Mark the entries of the event in focus, now and whenever the page or the focus changes.
function watch() {
  document.__pactlineWatch?.disconnect();
  if (document.__pactlineMark) document.removeEventListener("pactline:focus", document.__pactlineMark);
  const mark = () => {
    visitLine();
    fetched();
    opened();
    const focus = document.__pactlineFocus ?? null;
    for (const entry of document.querySelectorAll(".entry.focus")) {
      if (entry.dataset.event === focus) continue;
      entry.classList.remove("focus");
      entry.querySelector("a")?.removeAttribute("aria-current");
    }
    // A link that was followed and drawn anew keeps the keyboard's place.
    const again =
      document.__pactlineStay &&
      document.activeElement === document.body &&
      document.getElementById(document.__pactlineStay);
    if (again) again.focus({ preventScroll: true });
    if (!focus) return;
    for (const entry of document.querySelectorAll(`.entry[data-event="${CSS.escape(focus)}"]:not(.focus)`)) {
      entry.classList.add("focus");
      entry.querySelector("a")?.setAttribute("aria-current", "true");
    }
  };
  mark();
  document.__pactlineMark = mark;
  document.addEventListener("pactline:focus", mark);
  document.__pactlineWatch = new MutationObserver(mark);
  document.__pactlineWatch.observe(document.body, { childList: true, subtree: true });
}

// The id that an address names after its #; what is no code of letters ("#50%") is taken as it stands, as browsers do.
/** @param {string} hash */
function placeOf(hash) {
  const written = hash.slice(1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

// Scroll to a place of the page, or of the page that is just being opened, and read on from there. A container of
// the same key that is closed is opened, and so is what the place is folded into. A place that does not come may stand
// in another part of a long list, which is asked for once.
/** @param {string} id */
function jump(id, patience = 40) {
  // A page that is about to give way has the same places: they go with it.
  if (document.getElementById("baked"))
    return document.addEventListener("pactline:whole", () => jump(id, patience), { once: true });
  const place = document.getElementById(id);
  if (place) {
    for (
      let closed = /** @type {HTMLDetailsElement | null | undefined} */ (place.closest("details:not([open])"));
      closed;
      closed = /** @type {HTMLDetailsElement | null | undefined} */ (
        closed.parentElement?.closest("details:not([open])")
      )
    )
      closed.open = true;
    document.querySelector(`.st-key-${CSS.escape(id)} details:not([open]) > summary`)?.click();
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
  } else if (patience) {
    if (patience === 30 && document.querySelector("[data-seek]")) document.__pactlineSeek?.(id);
    setTimeout(() => jump(id, patience - 1), 100);
  }
}

/** @param {HTMLElement} button */
async function copyLink(button) {
  // A short link or the page's address, or the code that stands beside the button.
  const address =
    button.dataset.copy === "code"
      ? button.parentElement?.querySelector("code")?.textContent
      : addressOf(button, base(), window.location.href);
  await copy(address ?? "");
  say(button, button.dataset.copied);
}
