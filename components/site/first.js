// Before anything is drawn: the theme that the reader chose, as the app's own pages keep it (parts/streamlit.js).
{
  /** @type {string | null} */
  let scheme = null;
  try {
    scheme = localStorage.getItem("pactline-scheme");
  } catch {
    // A browser that keeps nothing: as the system has it.
  }
  document.documentElement.dataset.scheme = scheme ?? "System";
}
