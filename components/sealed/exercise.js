// The sourcing exercise on paper: a sheet that names no outlet, and its answer key. While either is open, the rest of
// the page is out of the document, not hidden in it, and so are the data it works on; leaving puts all of it back.
import { el } from "../parts/elements.js";
import { amend, go, here, link } from "./address.js";
import { $, $$, DATA, OFFERED, own, today, unzipped, VIEWS, WORDS } from "./book.js";
import { readQuery } from "./select.js";
import { state } from "./state.js";

/** @type {Record<string, Promise<Record<string, string> | null>>} */
const UNPACKED = {}; // the sheets, and the keys once somebody asks for one
/** @type {{ at: number, places: [Comment, ChildNode][] } | null} */
export let away = null; // what was taken out, by what stands in its place, and how far the page was scrolled

export const judging = (/** @type {string} */ page) => page === "exercise" || page === "key";

// Show the sheet, the key, or the choice of sheets, that an address asks for.
/**
 * @param {string} page
 * @param {URLSearchParams} query
 */
export async function judge(page, query) {
  const asked = query.get("event") || "";
  const { known } = readQuery(new URLSearchParams([...query].filter(([key]) => key === "known")), DATA);
  takeOut();
  // Other keys, which may name an outlet, do not stay in the address.
  const asks = link(
    page,
    [...query].filter(([key]) => key === "event" || key === "known"),
  );
  if (here() !== asks) amend(asks);
  const has = OFFERED.has(asked);
  const file = page === "key" && has ? "keys" : "sheets";
  const held =
    known === null
      ? await (UNPACKED[file] ??= unzipped(file)
          .then(JSON.parse)
          .catch(() => null))
      : {};
  if (!away || here() !== asks) return; // another address by now
  const shown = el("section", { class: "view judged", id: "judged" });
  shown.innerHTML = (held && own(held, has ? asked : "")) ?? "";
  if (!held || known !== null)
    shown.append(
      back(),
      el("h1", {}, WORDS.pages.exercise),
      el("p", { class: "notice", role: "alert" }, held ? WORDS.sheet.known : WORDS.broken),
    );
  else if (asked && !has) $("h1", shown).after(el("p", { class: "notice", role: "alert" }, WORDS.sheet.none));
  for (const stated of $$(".sheet-stated", shown)) stated.textContent = stated.textContent.replace("{day}", today());
  $("#judged")?.remove();
  $("#main").append(shown);
  document.title = `${$$(".sheet-kind, h1", shown)
    .map((one) => one.textContent)
    .join(": ")} · ${WORDS.site}`;
  scrollTo(0, 0);
  refocus();
}

// The link that was followed is gone with its page: keys go on from where the new one begins.
export function refocus() {
  if (document.activeElement === document.body) $("#main").focus({ preventScroll: true });
}

function back() {
  const tools = el("p", { class: "sheet-tools to-screen" });
  tools.append(el("a", { href: "#timeline", "data-leave": "1" }, `← ${WORDS.sheet.back}`));
  return tools;
}

function takeOut() {
  if (away) return;
  const nodes = [$("aside.filters"), $("footer"), ...$("#main").childNodes, ...$$("body > script")];
  const taken = { at: scrollY, places: /** @type {[Comment, ChildNode][]} */ ([]) };
  away = taken;
  for (const node of nodes) {
    const place = document.createComment("");
    node.replaceWith(place);
    taken.places.push([place, node]);
  }
  for (const one of $$(".masthead a")) {
    one.setAttribute("href", `#${one.dataset.page || VIEWS[0]}`);
    if (one.dataset.page === "exercise") one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  document.title = `${WORDS.pages.exercise} · ${WORDS.site}`;
  document.body.classList.add("judging", "no-filters");
}

export function putBack() {
  const { at, places } = /** @type {NonNullable<typeof away>} */ (away);
  away = null;
  $("#judged")?.remove();
  for (const [place, node] of places) place.replaceWith(node);
  document.body.classList.remove("judging");
  return at;
}

// A card says that its event has a sheet, unless the sheet would say what was not known on the chosen day.
/**
 * @param {Element} card
 * @param {string} id
 */
export function offer(card, id) {
  $(".to-sheet", card)?.remove();
  if (!OFFERED.has(id) || state.chosen.known !== null) return;
  const line = el(
    "p",
    { class: "to-sheet to-screen" },
    el("a", { href: link("exercise", [["event", id]]) }, WORDS.sheet.offer),
  );
  $(".card", card).append(line);
}

document.addEventListener("click", (event) => {
  if (event.target?.closest?.("[data-print]")) print();
  const home = away && event.target?.closest?.("[data-leave], .masthead a:not([data-page=exercise])");
  if (!home || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link(home.dataset.page || state?.page || VIEWS[0], state ? [...state.query] : []));
});
