// What a baked page does by itself (baked.py): it wakes the app, and gives way to it once the app's page is whole, in one
// frame, where the reader is. Until then its links are plain ones, and its menu opens; what needs the app is kept in mind.
{
  const PATIENCE = 20000; // ms after which an app that is not whole is shown as it is
  const QUICK = 120; // ms: where the document came so soon, all else may come beside it
  const root = /** @type {HTMLElement} */ (document.getElementById("root"));
  const baked = /** @type {HTMLElement} */ (document.getElementById("baked"));
  const scroller = /** @type {HTMLElement} */ (baked.querySelector('[data-testid="stMain"]'));
  const picture = /** @type {HTMLElement | null} */ (baked.querySelector("[data-until]"));
  const began = performance.now();
  /** @type {string} */
  let wanted = "";

  // A line on what has changed since the reader's last visit has its place before anything is seen (changes/visit.js).
  try {
    const head = /** @type {HTMLElement | null} */ (baked.querySelector("[data-visit]"));
    const { now, before } = JSON.parse(localStorage.getItem(`pactline-visit:${head?.dataset.of}`) ?? "{}");
    const last = Date.now() - now.at > 1800000 ? now : before;
    if (last && last.digest !== head?.dataset.visit) document.documentElement.dataset.visited = "";
  } catch {
    /* nothing is kept */
  }

  let awake = false;
  const wake = () => {
    if (awake) return;
    awake = true;
    const app = /** @type {HTMLTemplateElement} */ (document.getElementById("app"));
    document.head.append(app.content.cloneNode(true));
  };

  // On a quick line the app is on its way at once; on a slow one this page's own sheet and letters come first; with a
  // reader who saves data it is not asked for before something is done that needs it.
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (way && way.responseStart - way.fetchStart < QUICK) wake();
  else if (!(/** @type {any} */ (navigator).connection?.saveData))
    document.fonts.ready.then(() => requestAnimationFrame(() => setTimeout(wake)));
  for (const act of ["pointerdown", "keydown", "scroll"])
    addEventListener(act, wake, { once: true, capture: true, passive: true });

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
    if (!button || button.hasAttribute("popovertarget")) return;
    const state = document.documentElement.dataset;
    if (button.dataset.opens !== "more") {
      wanted = path(button);
      button.setAttribute("aria-busy", "true");
    } else if (state.open === "more") delete state.open;
    else state.open = "more";
    button.setAttribute("aria-expanded", String(state.open === button.dataset.opens));
    event.stopPropagation();
  }

  const whole = () => {
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
