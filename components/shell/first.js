// The first thing that runs in a page, before anything is drawn: its ground has the theme that the reader chose, and
// Streamlit starts with that and with the address of its server. A line of its own document: see first_page.py.
{
  const SCHEME = "pactline-scheme"; // parts/streamlit.js writes it
  /** @type {string | null} */
  let scheme = null;
  try {
    scheme = localStorage.getItem(SCHEME);
    localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, JSON.stringify(scheme ?? "System"));
  } catch {
    // A browser that keeps nothing: as the system has it.
  }
  document.documentElement.dataset.scheme = scheme ?? "System";
  const root = new URL("./", location.href).href;
  /** @type {any} */ (window).__streamlit = { BACKEND_BASE_URL: root };
  const asked = new URLSearchParams(location.search);
  if (asked.get("embed") === "true") document.documentElement.dataset.framed = "";
  // An event of the address will open in the drawer: what makes room for it has it from the beginning.
  if (asked.get("event")) document.documentElement.style.setProperty("--drawer", "var(--drawer-wide)");
}
