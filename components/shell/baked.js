// What a baked page does by itself (baked.py): it wakes the app, and gives way to it once the app's page is whole, in one
// frame, where the reader is. Until then its links are plain ones, and its menu opens; what needs the app is kept in mind.
import { carried } from "./line.js";

{
  const PATIENCE = 20000; // ms after which an app that is not whole is shown as it is
  const QUICK = 60; // ms of delay: where the document begins so soon, all else may come beside it
  const NARROW = 250; // bytes a ms, 2 Mbit a second: with less the app takes some ten seconds
  const ENOUGH = 20000; // bytes that tell a line
  const LINE = "pactline-line"; // what was found of it in this tab
  const PHONE = 600; // px of the window
  const READING = /^(Tab|Arrow.*|Page.*|Home|End|Escape| )$/; // keys that move on a page
  const root = /** @type {HTMLElement} */ (document.getElementById("root"));
  const baked = /** @type {HTMLElement} */ (document.getElementById("baked"));
  const scroller = /** @type {HTMLElement} */ (baked.querySelector('[data-testid="stMain"]'));
  const picture = /** @type {HTMLElement | null} */ (baked.querySelector("[data-until]"));
  let began = Infinity; // when the app's first script had come
  /** @type {string} */
  let wanted = "";

  // A line on what has changed since the reader's last visit has its place before anything is seen (changes/visit.js).
  try {
    const head = /** @type {HTMLElement | null} */ (baked.querySelector("[data-visit]"));
    const { now, before } = JSON.parse(localStorage.getItem(`pactline-visit:${head?.dataset.of}`) ?? "{}");
    const last = Date.now() - now.at > 1800000 ? now : before;
    if (last && last.digest !== head?.dataset.visit) {
      document.documentElement.dataset.visited = "";
      // How much has changed is for the app to say, which may not come on a slow line.
      const place = /** @type {HTMLElement} */ (baked.querySelector(".visit"));
      const words = JSON.parse(place.dataset.words ?? "{}");
      const lang = document.documentElement.lang;
      /** @type {Intl.DateTimeFormatOptions} */
      const parts = { day: "numeric", month: "long", year: "numeric" };
      const day = new Date(last.at).toLocaleDateString(lang === "en" ? "en-GB" : lang, parts);
      const [said] = place.getElementsByTagName("span");
      said.textContent = words.line.replace("{day}", day).replace("{parts}", words.some);
    }
  } catch {
    /* nothing is kept */
  }

  let awake = false;
  const wake = () => {
    if (awake) return;
    awake = true;
    // Behind all that Streamlit puts into the head: where two rules weigh the same, ours holds.
    const sheet = document.head.querySelector('link[rel="stylesheet"]');
    if (sheet) {
      const last = /** @type {HTMLLinkElement} */ (sheet.cloneNode());
      last.onload = () => sheet.remove();
      document.body.prepend(last);
    }
    const app = /** @type {HTMLTemplateElement} */ (document.getElementById("app"));
    document.head.append(app.content.cloneNode(true));
    // A server that has just been started gives that script once it can go on (dawn.py): until then this page stays.
    document.head.querySelector('script[type="module"][src]')?.addEventListener("load", () => {
      began = performance.now();
    });
  };

  // Whoever only reads need not load the app. On a quick line it is on its way at once, on a phone and on another line
  // once nothing else is to be done. Where it would take long, or a reader saves data, it waits until something is used
  // that needs it: links, the menu, the filters and the search are plain ones, and work without.
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const line = /** @type {any} */ (navigator).connection;
  const serving = way?.serverTiming?.find((one) => one.name === "page")?.duration ?? 0;
  const delay = way ? way.responseStart - way.requestStart - serving : 0;
  // The browser's own estimate (downlink) is no sign: it says what is usual for a network of that kind, 1.4 Mbit, until
  // it has seen other traffic.
  const slow = () => {
    if (line?.saveData) return true;
    const files = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    const found = carried(way ? [way, ...files] : files, ENOUGH);
    if (found !== null) return kept(found < NARROW ? "slow" : "") === "slow";
    const before = kept(null); // the browser had all of it: what was found before holds
    return before === null ? /2g|3g/.test(line?.effectiveType) : before === "slow";
  };
  /** @param {string | null} said */
  const kept = (said) => {
    try {
      if (said !== null) sessionStorage.setItem(LINE, said);
      return sessionStorage.getItem(LINE);
    } catch {
      return said; // a browser that keeps nothing
    }
  };
  const idle = () => (window.requestIdleCallback ?? setTimeout)(wake);
  if (!line?.saveData && delay < QUICK && innerWidth > PHONE) wake();
  else if (document.readyState === "complete") judge();
  else addEventListener("load", judge, { once: true });
  function judge() {
    if (!slow()) document.fonts.ready.then(idle);
  }
  for (const act of ["pointerdown", "pointerover", "keydown"])
    addEventListener(act, uses, { capture: true, passive: true });
  /** @param {any} event */
  function uses({ type, target, key, pointerType }) {
    const at = /** @type {Element} */ (target);
    const typed = type === "keydown" && key !== "Enter";
    const needs = typed ? !READING.test(key) && !at.closest?.("input, textarea, select") : needing(at);
    if (needs && (type !== "pointerover" || (pointerType === "mouse" && at.closest("[data-until]")))) wake();
  }
  /** @param {Element} at */
  function needing(at) {
    if (at.closest?.(".pl-list")) return null; // the timeline's events on a phone are links, and scrolled
    return at.closest?.('[data-until], #baked button:not([popovertarget], [data-opens="more"], form button)');
  }

  /** @param {Element} one */
  const path = (one) =>
    one.id
      ? `#${CSS.escape(one.id)}`
      : one.localName +
        ["href", "name", "data-opens", "data-copy", "data-present"]
          .filter((name) => one.hasAttribute(name))
          .map((name) => `[${name}="${CSS.escape(/** @type {string} */ (one.getAttribute(name)))}"]`)
          .join("");

  document.addEventListener("click", onClick, true);
  /** @param {MouseEvent} event */
  function onClick(event) {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("#baked button"));
    if (button && button.dataset.opens === "filters") event.stopPropagation(); // the form is opened, and not the panel
    if (!button || button.hasAttribute("popovertarget") || button.closest("form")) return;
    const state = document.documentElement.dataset;
    if (button.dataset.opens !== "more") {
      wanted = path(button);
      wake();
      button.setAttribute("aria-busy", "true");
    } else if (state.open === "more") delete state.open;
    else state.open = "more";
    button.setAttribute("aria-expanded", String(state.open === button.dataset.opens));
    event.stopPropagation();
  }

  // The filters' form. Open as it came it gives way to the app's panel; once something is chosen in it, it stays until
  // that is sent or left, and the app is led there if it has come meanwhile.
  const panel = document.getElementById("filter-form");
  const form = panel?.querySelector("form");
  const opened = () => !!panel?.matches(":popover-open");
  let filling = false;
  form?.addEventListener("input", () => {
    filling = true;
  });
  panel?.addEventListener("toggle", () => {
    if (opened()) return;
    filling = false;
    give();
  });
  // The two letters that need no more than what is here are heard before the app is (parts/shortcuts.js).
  const letters = () => {
    try {
      return localStorage.getItem("pactline-letters") !== "off";
    } catch {
      return true;
    }
  };
  addEventListener("keydown", (event) => {
    if (document.__pactlineFrame || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/** @type {Element} */ (event.target).closest?.("input, textarea, select") || !letters()) return;
    if (event.key === "f" && !opened()) panel?.showPopover();
    if (event.key !== "/") return;
    event.preventDefault(); // the sign is none of the words
    /** @type {HTMLElement | null} */ (baked.querySelector("form.find input"))?.focus();
  });
  form?.addEventListener("submit", (event) => {
    filling = false;
    if (!whole()) return;
    event.preventDefault();
    const query = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value) query.append(key, String(value));
    const link = Object.assign(document.createElement("a"), { href: `${form.action}?${query}`, hidden: true });
    Object.assign(link.dataset, { go: "form", stay: "form" });
    panel?.hidePopover();
    root.append(link);
    link.click();
    link.remove();
  });

  const whole = () => {
    if (filling) return false;
    if (root.querySelector(".problems, .fault") || performance.now() - began > PATIENCE) return true;
    if (!root.querySelector(".colophon") || !document.__pactlineRouter) return false; // what is typed or clicked is heard
    return !picture || document.documentElement.dataset.drawn === "";
  };
  const give = () => {
    if (!whole()) return;
    watch.disconnect();
    clearInterval(clock);
    document.removeEventListener("click", onClick, true);
    const at = /** @type {HTMLElement | null} */ (document.activeElement);
    const had = at && baked.contains(at) ? path(at) : "";
    const typed = at instanceof HTMLInputElement ? [at.value, at.selectionStart, at.selectionEnd] : null;
    const top = scroller.scrollTop;
    if (opened()) wanted = '[data-opens="filters"]';
    for (const one of baked.querySelectorAll("details[id][open]"))
      root.querySelector(`#${CSS.escape(one.id)}`)?.setAttribute("open", "");
    baked.remove();
    const main = document.getElementById("stMain");
    if (main) main.scrollTop = top;
    const there = /** @type {HTMLElement | null} */ (had && root.querySelector(had));
    if (there) there.focus({ preventScroll: true });
    if (typed && there instanceof HTMLInputElement) {
      [there.value] = /** @type {[string]} */ (typed);
      there.setSelectionRange(/** @type {number} */ (typed[1]), /** @type {number} */ (typed[2]));
      there.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (wanted) root.querySelector(wanted)?.click();
    document.dispatchEvent(new CustomEvent("pactline:whole"));
  };
  const watch = new MutationObserver(give);
  watch.observe(root, { childList: true, subtree: true });
  watch.observe(document.documentElement, { attributeFilter: ["data-drawn"] });
  const clock = setInterval(give, 1000);
}
