// A page of a site at work (components/site): its menu and keys, the drawer, the field that searches, and on the
// timeline's page the filters and the picture. Without it the page is read whole, and its links lead where they say.
import { Drawer } from "../drawer/drawer.js";
import { addressOf, copy, say } from "../parts/copying.js";
import { base, visit } from "../parts/streamlit.js";
import { frame } from "../shell/frame.js";
import { shared } from "./browser.js";
import { FileCards } from "./cards.js";
import { hold } from "./holds.js";
import { timeline } from "./timeline.js";

const PAGE = document.body.dataset.page ?? "";

/** @type {any} */
let drawing;
// What draws is read once there is something to draw.
Object.defineProperty(window, "__pactlinePlotly", {
  get: () =>
    (drawing ??= new Promise((done, failed) => {
      const script = Object.assign(document.createElement("script"), { src: shared("plotly") });
      script.onload = () => done(window.Plotly);
      script.onerror = failed;
      document.head.append(script);
    })),
});

frame((href) => visit(new URL(href, base()).href));
document.addEventListener("click", (event) => {
  const button = event.target?.closest?.("button[data-copy]");
  if (button) {
    const code = button.dataset.copy === "code" && button.parentElement?.querySelector("code")?.textContent;
    copy(code || addressOf(button, base(), location.href)).then(() => say(button, button.dataset.copied));
    return;
  }
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (event.target?.closest?.("a[href]"));
  const plain = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || link.target || plain || event.defaultPrevented || PAGE !== "timeline") return;
  const to = new URL(link.getAttribute("href") ?? "", location.href); // a mark of a picture has no plain href
  if (to.pathname !== location.pathname || to.hash) return;
  event.preventDefault();
  visit(to.href);
});

// An address that somebody wrote down in another edition.
const other = /** @type {HTMLTemplateElement | null} */ (document.getElementById("other-edition"));
const edition = (new URLSearchParams(location.search).get("edition") ?? "").replace(/\.$/, "");
if (other && /^[\w.-]{1,60}$/.test(edition) && edition !== other.dataset.edition) {
  const note = /** @type {DocumentFragment} */ (other.content.cloneNode(true));
  const said = /** @type {Text} */ (note.querySelector("p")?.firstChild);
  said.data = said.data.replace("{edition}", () => edition);
  document.querySelector("h1")?.after(note);
}

// What a link jumps to may lie in something that is closed.
function jump() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (
    let closed = place?.closest("details:not([open])");
    closed;
    closed = closed.parentElement?.closest("details:not([open])")
  )
    /** @type {HTMLDetailsElement} */ (closed).open = true;
  place?.scrollIntoView({ block: "start" });
}
addEventListener("hashchange", jump);
if (location.hash) jump();

if (PAGE !== "event") {
  const begin = () =>
    hold("record", shared("record")).then((book) => {
      document.__pactlineDrawer ??= new Drawer({
        root: () => /** @type {HTMLElement} */ (document.querySelector(".stApp")),
        cards: new FileCards((path) => new URL(path, base()).href),
        visit,
        words: book.site.drawer,
      });
      const { searchParams } = new URL(location.href);
      const event = searchParams.get("event");
      const known = new Set(book.data.events.map((/** @type {[string]} */ [id]) => id));
      document.__pactlineDrawer.told({
        of: "site",
        query: "",
        focus: null,
        unknown: event && !known.has(event) ? event : null,
      });
      return book;
    });
  // The drawer's words and the record weigh more than most pages do: they come when a reader is about to pick, or at once
  // where the page is made of them.
  const starts = /** @type {const} */ (["pointerover", "focusin", "keydown"]);
  if (PAGE === "timeline") begin().then(timeline);
  else if (document.querySelector("[data-pick], [data-picks]")) {
    const first = () => {
      for (const one of starts) removeEventListener(one, first, true);
      begin();
    };
    for (const one of starts) addEventListener(one, first, { capture: true, passive: true });
    if (new URLSearchParams(location.search).has("event")) first();
  }
}
document.documentElement.dataset.ready = "";
