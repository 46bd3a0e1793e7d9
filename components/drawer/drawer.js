// The drawer: an event's card, or a list of events, at the right of the page; on a phone a sheet from below.
// What asks for it: a link with `data-pick`, or `data-picks` (ids with blanks between, and `data-title`); `pactline:pick`
// with `{event}` or `{events, title}`, and `from`, the element that gets the focus back, if not the one which has it. `pactline:near` with `{events}` says what may be
// picked next. It tells `pactline:focus` (with `document.__pactlineFocus`), and `pactline:drawer` with `{open, width}`.
import { addressOf, copy, say } from "../parts/copying.js";
import { el } from "../parts/elements.js";
import { written } from "../parts/language.js";
import { painted } from "../parts/painted.js";
import { base } from "../parts/streamlit.js";
import { alike, isOurs, named, naming, ownsEvent, write } from "./address.js";
import { gestures } from "./gestures.js";

const SHEET = "(max-width: 719.98px)"; // a phone
const DWELL = 40; // ms that a pointer must rest on a link before its card is fetched
const PART = 60; // events of a list that are asked for at once
const AHEAD = 8; // cards in sight that are fetched while nothing else is to do

/** @typedef {{ root: () => HTMLElement; cards: import("./cards.js").Cards; visit: (href: string) => void; words: Record<string, string> }} Host */
/** @typedef {{ events: string[]; title: string; shown: number }} List */
/** @typedef {"before" | "after" | "first" | "last"} Way */

export class Drawer {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.words = host.words;
    this.cards = host.cards;
    this.opened = false;
    /** @type {string | null} */
    this.event = null;
    /** @type {List | null} */
    this.list = null;
    /** @type {HTMLElement | null} */
    this.opener = null;
    /** @type {string | null} */
    this.heard = null; // what the server takes to be in focus
    /** @type {string | null} */
    this.unknown = null;
    /** @type {HTMLElement[]} */
    this.aside = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.dwelling = undefined;
    this.here = location.href;
    this.begun = false;
    this.phone = matchMedia(SHEET);
    this.inside = el("div", { class: "drawer-inside" });
    this.live = el("p", { class: "visually-hidden", role: "status" });
    this.sheet = el(
      "div",
      { class: "drawer pactline", id: "drawer" },
      el("div", { class: "drawer-grip", "aria-hidden": "true" }),
      this.inside,
      this.live,
    );
    this.scrim = el("div", { class: "drawer-scrim" });
    this.listen();
  }

  // What the page says ------------------------------------------------------------------------------

  /**
   * Take what a run of the server says: which record and selection cards are of.
   *
   * @param {{ of: string; query: string; focus: string | null; unknown: string | null }} data
   */
  told(data) {
    const other = this.cards.about(data.of, data.query);
    this.heard = data.focus;
    this.unknown = data.unknown;
    if (!this.begun || (ownsEvent() && this.event)) this.follow();
    else if (!ownsEvent() && named() !== this.event) {
      write(this.event, false);
      this.here = location.href;
    }
    if (!this.begun && !this.opened) this.tell(); // first.js kept room for one
    this.begun = true;
    if (other && this.opened && this.event) this.show(this.event, "stay");
    this.ring();
    (window.requestIdleCallback ?? setTimeout)(() => this.ahead()); // Safari has no such callback
  }

  /** Open, step or close as the address says. */
  follow() {
    this.here = location.href;
    const event = named();
    if (event && event !== this.event) this.reveal(event);
    else if (!event && this.opened && !(this.list && isOurs())) this.shut();
    else if (!event && this.list && isOurs()) this.showList();
    else this.ring();
  }

  /**
   * Return an address that the server made, with what is in focus now in the place of what it took to be in focus.
   *
   * @param {string} href
   */
  now(href) {
    if (ownsEvent(href)) return href;
    return named(href) === this.heard ? naming(this.event, href) : href;
  }

  // Open, step, close -------------------------------------------------------------------------------

  /**
   * Open an event that was picked, or step to it.
   *
   * @param {string} event
   * @param {{ from?: HTMLElement | null; title?: string }} [by]
   */
  pick(event, { from = null, title = "" } = {}) {
    if (ownsEvent()) return this.host.visit(new URL(`event?${new URLSearchParams({ event })}`, location.href).href);
    const first = !this.opened;
    if (first) this.opener = from ?? focused();
    this.reveal(event, title);
    write(event, first);
    this.here = location.href;
  }

  /**
   * @param {string} event
   * @param {string} [title]
   */
  reveal(event, title = "") {
    const held = this.held();
    this.event = event;
    this.frame();
    this.show(event, held, title);
    requestAnimationFrame(() => this.ring()); // the card is seen first
  }

  /**
   * Open a list of events.
   *
   * @param {string[]} events
   * @param {string} title
   * @param {HTMLElement | null} [from]
   */
  pickList(events, title, from = null) {
    if (events.length === 1) return this.pick(events[0], { from });
    if (!this.opened) this.opener = from ?? focused();
    this.list = { events, title, shown: 0 };
    if (!ownsEvent()) write(null, !this.opened);
    this.here = location.href;
    this.frame();
    this.showList();
  }

  /** @param {Way} way */
  step(way) {
    const link = this.inside.querySelector(`a[data-step="${way}"]`);
    if (link?.dataset.pick) this.pick(link.dataset.pick, { title: link.title });
  }

  close() {
    if (!this.opened) return;
    const back = isOurs();
    this.shut();
    if (back) history.back();
    else if (!ownsEvent()) {
      write(null, false);
      this.here = location.href;
    }
  }

  /** Take the drawer away; the address is another's business. */
  shut() {
    const had = this.sheet.contains(document.activeElement);
    this.opened = false;
    this.event = null;
    this.list = null;
    this.loose();
    this.sheet.remove();
    this.scrim.remove();
    this.tell();
    this.ring();
    if (had) this.giveBack();
  }

  giveBack() {
    const { opener } = this;
    this.opener = null;
    if (!opener?.isConnected) return;
    opener.focus({ preventScroll: true });
  }

  // What stands in it -------------------------------------------------------------------------------

  /** Put the drawer on the page, unless it is there. */
  frame() {
    if (this.opened) return;
    this.opened = true;
    this.host.root().append(this.scrim, this.sheet);
    this.mode();
    painted(() => this.tell()); // the card is seen first: it covers the room that the page then gives
  }

  /** As the window is wide: beside the page, or over it, and then nothing else can be reached. */
  mode() {
    this.loose();
    if (!this.opened) return;
    const over = this.phone.matches;
    this.sheet.setAttribute("role", over ? "dialog" : "complementary");
    this.sheet.toggleAttribute("aria-modal", false);
    if (!over) return;
    this.sheet.setAttribute("aria-modal", "true");
    this.aside = /** @type {HTMLElement[]} */ ([...this.host.root().children]).filter(
      (other) => other !== this.sheet && other !== this.scrim && !other.inert,
    );
    for (const other of this.aside) other.inert = true;
  }

  loose() {
    for (const other of this.aside) other.inert = false;
    this.aside = [];
  }

  /** Tell the page how much room the drawer takes at its right. */
  tell() {
    const beside = this.opened && !this.phone.matches;
    const width = beside ? this.sheet.offsetWidth : 0;
    document.documentElement.classList.toggle("has-drawer", this.opened);
    // By its style's own measure: as long as that has not come, the drawer is as wide as the page.
    document.documentElement.style.setProperty("--drawer", beside ? "var(--drawer-wide)" : "0px");
    document.dispatchEvent(new CustomEvent("pactline:drawer", { detail: { open: this.opened, width } }));
  }

  /** Tell what is in focus to all that draws marks. */
  ring() {
    document.__pactlineFocus = ownsEvent() ? new URL(location.href).searchParams.get("event") : this.event;
    document.dispatchEvent(new CustomEvent("pactline:focus"));
  }

  /** Where the focus is in the drawer, so that a step keeps it: a selector, or "title". */
  held() {
    const own = document.activeElement;
    const step = own instanceof HTMLElement && this.inside.contains(own) ? own.dataset.step : undefined;
    return step ? `${own?.closest(".drawer-foot") ? ".drawer-foot" : ".drawer-steps"} [data-step="${step}"]` : "title";
  }

  /**
   * Show a card: at once if it is here, else when it comes.
   *
   * @param {string} event
   * @param {string} held Where the focus goes: "stay", "title", or a selector.
   * @param {string} [title]
   */
  show(event, held, title = "") {
    if (event === this.unknown) return this.say(this.words.missing.replace("{id}", () => event));
    const html = this.cards.ready(event);
    if (html !== undefined) return this.fill(event, html, held);
    if (held !== "stay") this.wait(title);
    this.cards.get(event).then(
      (came) => this.event === event && this.fill(event, came, held),
      () => this.event === event && this.say(this.words.failed, () => this.show(event, "title", title)),
    );
  }

  /** @param {string} title */
  wait(title) {
    this.sheet.setAttribute("aria-busy", "true");
    if (this.inside.querySelector(".drawer-body") && !title) return;
    this.put(...this.bare(title || this.words.loading));
    this.focusTitle();
  }

  /**
   * @param {string} words
   * @param {() => void} [again]
   */
  say(words, again) {
    const parts = this.bare(words);
    if (again) {
      const button = el("button", { type: "button" }, this.words.retry);
      button.addEventListener("click", again);
      parts[1].append(button);
    }
    this.put(...parts);
    this.focusTitle();
  }

  /**
   * @param {string} title
   * @returns {[HTMLElement, HTMLElement]} Head and body.
   */
  bare(title) {
    const { close } = this.words;
    const button = el(
      "button",
      { type: "button", class: "drawer-close", "data-act": "close", "aria-label": close },
      "✕",
    );
    const heading = el("h2", { id: "drawer-title", tabindex: "-1", dir: "auto" }, title);
    return [el("div", { class: "drawer-top" }, button), el("div", { class: "drawer-body" }, heading)];
  }

  /**
   * @param {string} event
   * @param {string | null} html Of our own templates, every text escaped.
   * @param {string} held
   */
  fill(event, html, held) {
    if (html === null) return this.say(this.words.missing.replace("{id}", () => event));
    const made = el("template");
    made.innerHTML = html;
    const within = this.inside.contains(document.activeElement);
    const further = /** @type {HTMLDetailsElement | null} */ (made.content.querySelector(".drawer-further"));
    if (further && !this.phone.matches) further.open = true;
    this.put(...made.content.childNodes);
    const body = this.inside.querySelector(".drawer-body");
    if (this.list) body?.prepend(this.back());
    if (held !== "stay") {
      const again = held === "title" ? null : this.inside.querySelector(held);
      if (again instanceof HTMLAnchorElement) again.focus({ preventScroll: true });
      else this.focusTitle();
      if (again) this.live.textContent = this.title()?.textContent ?? "";
    } else if (within) this.focusTitle();
    // Open where there is room; asked after the focus, which has the page laid out anyway.
    if (further && body && !this.phone.matches) further.open = body.scrollHeight <= body.clientHeight;
    this.cards.near([...this.inside.querySelectorAll("a[data-step]")].map((link) => link.dataset.pick));
  }

  /** @param {...Node} parts */
  put(...parts) {
    this.sheet.removeAttribute("aria-busy");
    this.sheet.setAttribute("aria-labelledby", "drawer-title");
    this.inside.replaceChildren(...parts);
  }

  title() {
    return this.inside.querySelector("#drawer-title");
  }

  focusTitle() {
    this.title()?.focus({ preventScroll: true });
  }

  // A list ------------------------------------------------------------------------------------------

  back() {
    const button = el("button", { type: "button", class: "drawer-back" }, `‹ ${this.words.list_back}`);
    button.addEventListener("click", () => {
      write(null, false);
      this.here = location.href;
      this.showList();
    });
    return button;
  }

  showList() {
    const { list } = this;
    if (!list) return;
    const from = this.event;
    this.event = null;
    this.frame();
    this.ring();
    list.shown = 0;
    const [head, body] = this.bare(list.title || this.words.list);
    const entries = el("ol", { class: "drawer-list" });
    body.append(entries);
    this.put(head, body);
    this.focusTitle();
    this.more(entries, from);
  }

  /**
   * @param {HTMLElement} entries
   * @param {string | null} [from] The event whose card was left for the list.
   */
  more(entries, from = null) {
    const { list } = this;
    if (!list) return;
    const part = list.events.slice(list.shown, list.shown + PART);
    this.cards.list(part).then(
      (html) => {
        if (list !== this.list || !entries.isConnected) return;
        const made = el("template");
        made.innerHTML = html ?? "";
        entries.append(made.content);
        list.shown += part.length;
        const left = list.events.length - list.shown;
        if (left > 0) this.moreButton(entries, left);
        if (from) entries.querySelector(`[data-pick="${CSS.escape(from)}"]`)?.focus();
      },
      () => entries.isConnected && this.say(this.words.failed, () => this.showList()),
    );
  }

  /**
   * @param {HTMLElement} entries
   * @param {number} left
   */
  moreButton(entries, left) {
    const words = left === 1 ? this.words.more_one : this.words.more_other;
    const button = el("button", { type: "button" }, words.replace("{n}", written(left)));
    button.addEventListener("click", () => {
      button.remove();
      this.more(entries);
    });
    entries.after(button);
  }

  // What the reader does ----------------------------------------------------------------------------

  listen() {
    document.addEventListener("pactline:pick", (event) => {
      const { event: id, events, title = "", from = null } = /** @type {CustomEvent} */ (event).detail ?? {};
      if (typeof id === "string") this.pick(id, { from, title });
      else if (Array.isArray(events) && events.length) this.pickList(events.map(String), String(title), from);
    });
    document.addEventListener("pactline:near", (event) =>
      this.cards.near(/** @type {CustomEvent} */ (event).detail?.events ?? []),
    );
    document.addEventListener("click", (event) => this.clicked(event), { capture: true });
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("popstate", (event) => this.went(event), { capture: true });
    for (const what of /** @type {const} */ (["pointerover", "focusin", "pointerdown"]))
      document.addEventListener(what, (event) => this.nears(event), { passive: true });
    this.phone.addEventListener("change", () => {
      this.mode();
      this.tell();
    });
    this.scrim.addEventListener("click", () => this.close());
    gestures(this.sheet, {
      wide: () => !this.phone.matches,
      close: () => this.close(),
      step: (way) => this.step(way),
    });
  }

  /** @param {Event} event */
  nears(event) {
    clearTimeout(this.dwelling);
    const id = linkOf(event)?.dataset.pick;
    if (!id || ownsEvent()) return;
    if (event.type === "pointerover") this.dwelling = setTimeout(() => this.cards.near([id]), DWELL);
    else this.cards.near([id]);
  }

  /** Fetch the cards of some links that are in sight, the most important events first. */
  ahead() {
    if (ownsEvent()) return;
    const main = document.querySelectorAll(".importance-3 [data-pick], [data-pick].important");
    const inSight = [...main].filter((link) => {
      const { top, bottom } = link.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    this.cards.near(inSight.slice(0, AHEAD).map((link) => link.dataset.pick));
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const act = event.target?.closest?.("#drawer [data-act]");
    if (act) return this.act(act);
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const many = event.target?.closest?.("[data-picks]");
    if (many?.dataset.picks && !ownsEvent()) {
      event.preventDefault();
      return this.pickList(many.dataset.picks.split(" "), many.dataset.title ?? "", many);
    }
    const link = linkOf(event);
    if (!link?.dataset.pick || ownsEvent()) return;
    event.preventDefault();
    this.pick(link.dataset.pick, {
      from: link,
      title: link.title || (link.dataset.step ? "" : link.textContent?.trim()),
    });
  }

  /** @param {HTMLElement} button */
  act(button) {
    const { act, done } = button.dataset;
    const box = this.inside.querySelector(".drawer-cite");
    if (act === "close") this.close();
    else if (act === "link") copy(addressOf(button, base(), location.href)).then(() => this.done(button, done));
    else if (act === "cite" && box) {
      box.hidden = !box.hidden;
      button.setAttribute("aria-expanded", String(!box.hidden));
      if (!box.hidden && !box.firstChild) this.cite(box);
    }
  }

  /**
   * Fill in how the event is cited: asked for now, since it says the day.
   *
   * @param {HTMLElement} box
   */
  async cite(box) {
    const html = await this.cards.cite(this.event ?? "").catch(() => null);
    const made = el("template");
    made.innerHTML = html ?? "";
    box.replaceChildren(...made.content.childNodes); // of our own templates, every text escaped
  }

  /**
   * @param {HTMLElement} button
   * @param {string | undefined} words
   */
  done(button, words) {
    say(button, words);
    this.live.textContent = words ?? "";
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.opened || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    const within = this.sheet.contains(event.target instanceof Node ? event.target : null);
    if (
      event.key === "Escape" &&
      !document.__pactlineStage?.opened &&
      !document.querySelector(":popover-open, dialog[open]")
    ) {
      event.preventDefault();
      return this.close();
    }
    /** @type {Record<string, Way>} */
    const ways = { ArrowLeft: "before", ArrowRight: "after", Home: "first", End: "last" };
    if (!within || !ways[event.key] || event.target?.closest?.("input, textarea, select")) return;
    event.preventDefault();
    this.step(ways[event.key]);
  }

  /**
   * Back and Forward. Where only the event is another one, the server need not run.
   *
   * @param {PopStateEvent} event
   */
  went(event) {
    if (document.__pactlineStage?.opened) return;
    const before = this.here;
    if (alike(before, location.href) && (named(before) !== named() || this.list)) event.stopImmediatePropagation();
    this.follow();
  }
}

/**
 * The link to an event that an act of the reader meets, also inside of a part of ours with styles of its own.
 *
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
function linkOf(event) {
  const [first] = event.composedPath();
  return first instanceof Element ? first.closest("[data-pick]") : null;
}

/** @returns {HTMLElement | null} The element that has the focus, also inside of a part of ours with styles of its own. */
function focused() {
  let own = document.activeElement;
  while (own?.shadowRoot?.activeElement) own = own.shadowRoot.activeElement;
  return own instanceof HTMLElement && own !== document.body ? own : null;
}
