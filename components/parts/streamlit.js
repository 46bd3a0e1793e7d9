// What our scripts lean on in Streamlit that it does not promise: here, and nowhere else. Each entry says what it is
// for and what breaks without it; tests/browser/test_streamlit_leans.py asks for each, so that a new Streamlit fails
// there first. The leans of Python stand in components/shell/streamlit_leans.py. Classes `st-key-…`, which stand for
// the keys that our own pages give, are promised. Imports nothing: the test loads it alone.

/**
 * Return the address of the app: that of Streamlit's own script, up to `static/js/`.
 *
 * For: addresses of our files that are right under any base path and behind any proxy, which may take a part of the
 * path away that the server never hears of. Without it: under a base path no bundle, chart or style sheet comes.
 */
export function base() {
  const script = document.querySelector('script[type="module"][src*="static/js/"]');
  return script instanceof HTMLScriptElement ? script.src.replace(/static\/js\/[^/]*$/, "") : document.baseURI;
}

/**
 * Return the element that holds all of the page and has its theme: class `stApp`; that of a baked page is none, it goes.
 *
 * For: the stage, which covers the page and makes all else inert. Without it: the stage does not open. One style sheet
 * names it too: shell/over_streamlit.css.
 */
export function app() {
  return /** @type {HTMLElement} */ (document.querySelector(".stApp:not(.baked)"));
}

/**
 * Return the element that holds the page's content, and scrolls: id `stMain`, which takes focus.
 *
 * For: the link that skips the head. Without it: that link does nothing.
 */
export function main() {
  return document.getElementById("stMain");
}

const SCHEME = "pactline-scheme"; // in the browser's store: "Light" or "Dark"; nothing is as the system has it

/** Return the theme that the reader chose. */
export function chosen() {
  try {
    return localStorage.getItem(SCHEME) ?? "System";
  } catch {
    return "System";
  }
}

/**
 * Choose a theme: by the entry of Streamlit's own menu, which is out of sight, so that the page need not load anew.
 *
 * Streamlit keeps a choice for each path of an address; ours holds for all, and is written into Streamlit's before it
 * starts (components/shell/opening_page.py). For: the switch in the head. Without it: the theme changes with the next
 * page that is loaded, and not before.
 *
 * @param {"System" | "Light" | "Dark"} scheme
 */
export async function choose(scheme) {
  try {
    if (scheme === "System") localStorage.removeItem(SCHEME);
    else localStorage.setItem(SCHEME, scheme);
  } catch {
    // It holds as long as the page.
  }
  document.documentElement.dataset.scheme = scheme;
  const menu = document.querySelector('[data-testid="stMainMenuButton"]');
  menu?.click();
  for (let patience = 50; menu && patience; patience--) {
    const entry = document.querySelector(`[data-testid="stMainMenuItem-theme-${scheme}"]`);
    if (entry) return entry.click();
    await new Promise((soon) => setTimeout(soon, 20));
  }
}

/**
 * Go to an address of the app as the browser's Back and Forward do: an entry of the history, and a `popstate` that
 * Streamlit answers by running the page of the address.
 *
 * For: links of our own markup, one entry of the history each, with the address changed at once. Without it: a link
 * changes the address, and the page stays. `st.switch_page` would do, but costs a second run for each link.
 *
 * @param {string} href
 * @param {boolean} instead Whether it takes the place of the address that is open.
 */
export function visit(href, instead = false) {
  history[instead ? "replaceState" : "pushState"]({}, "", href);
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

/**
 * Return Streamlit's own charts, each with the widths in px of its pictures: classes `stPlotlyChart` and, of Plotly,
 * `main-svg`.
 *
 * For: charts that fit on paper. Without it: what is wider than the paper is cut off.
 *
 * @returns {[chart: HTMLElement, widths: number[]][]}
 */
export function charts() {
  return [...document.querySelectorAll(".stPlotlyChart")].map((chart) => [
    /** @type {HTMLElement} */ (chart),
    [.../** @type {NodeListOf<SVGSVGElement>} */ (chart.querySelectorAll(".main-svg"))].map(
      (picture) => picture.width.baseVal.value,
    ),
  ]);
}
