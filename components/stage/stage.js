// The stage: a story, or one view, over the whole window, a slide at a time. No framework; no server is needed
// once it is open. Who mounts it gives it a host and, when asked to present something, a deck.
//
// host: {
//   root       the element that the stage is put into, as its last child; the others become inert meanwhile
//   words      every sentence of the stage, by key (text/en.yaml, `stage`), and `signs` of the statuses
//   plotly()   a promise of Plotly
//   ask(what)  called with {at, story} for a deck ({story: null}: of the present view), and with null on close
//   address(story, step)   the address of a step, for the browser's history
//   here()     {story, step} of the present address, null where it does not say
//   watch(tell)   optional: calls tell(true) when the server is lost, tell(false) when it is back
//   scroller() optional: the element whose place is given back on close
// }
// deck: {
//   id         another one for another content; the same one again changes nothing
//   title      story: its id, or null for a view   minutes: its length, or null   steps: how many it has
//   slides: [{ title, when,
//     html     of our own templates, every text escaped; elements with data-spare="n" may give way, 1 first
//     picture  {data, layout, width, alt} for Plotly, made for `width` px and enlarged; or null
//     link, code   the address for the room, and its QR code as [path, size]; or null
//     notes    {say, ask, look, claims: [{text, status, sign, said_by, sources: [line]}]} }]
// }
// In a story's deck slide 0 is the cover and slide n is step n, as `step=n` in the address says; the questions
// for the discussion may follow the last step.
import { nextAct } from "../parts/acts.js";
import { el } from "../parts/elements.js";
import { address } from "./address.js";
import { stageAct, stageTyping } from "./keys.js";
import { notes } from "./notes.js";
import { panels } from "./panels.js";
import { stageSay } from "./tools.js";

const STAGE_TYPE = [1.36, 1.24, 1.12, 1]; // sizes of type to try, the largest that fits is taken
const STAGE_QUIET = 2500; // ms after which the controls and the pointer go
const STAGE_LEAST_PICTURE = 0.84; // how far a picture may shrink before a word goes

export class Stage {
  /** @type {import("./types.js").Deck | null} */
  deck;
  /** @type {number | null} */
  at;
  /** @type {number} */
  start;
  /** @type {number} */
  seen;
  /** @type {string | null} */
  panel;
  /** @type {boolean} */
  wasFull;
  /** @type {boolean} */
  leaving;
  /** @type {number} */
  asked;
  /** @type {{ focus: Element | null; scroll: number }} */
  before;
  /** @type {HTMLElement[]} */
  aside;
  /** @type {AbortController} */
  stopper;
  /** @type {ResizeObserver} */
  sizer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  resting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  quieting;
  /** @type {Promise<unknown>} */
  drawing;
  /** @type {boolean} */
  drawn;
  /** @type {number} */
  turn;
  /** @type {string | null} */
  story;
  /** @type {number} */
  base;
  /** @type {string} */
  channel;
  /** @type {import("./types.js").Clock} */
  clock;
  /** @type {BroadcastChannel} */
  call;
  /** @type {string} */
  told;
  /** @type {Record<string, HTMLElement>} */
  controls;
  /** @type {HTMLElement[]} */
  links;
  /** @type {HTMLElement} */
  root;
  /** @type {HTMLElement} */
  name;
  /** @type {HTMLElement} */
  place;
  /** @type {HTMLElement} */
  slide;
  /** @type {HTMLElement} */
  art;
  /** @type {HTMLElement} */
  picture;
  /** @type {HTMLElement} */
  body;
  /** @type {HTMLElement} */
  lost;
  /** @type {HTMLElement} */
  black;
  /** @type {HTMLElement} */
  live;
  /** @type {HTMLElement} */
  bar;
  /** @type {HTMLElement} */
  steps;
  /** @type {HTMLElement} */
  code;

  /** @param {import("./types.js").Host} host */
  constructor(host) {
    this.host = host;
    this.deck = null;
    this.opened = false;
  }

  get words() {
    return this.host.words;
  }

  // The deck, for what is only asked while there is one.
  get dealt() {
    return /** @type {import("./types.js").Deck} */ (this.deck);
  }

  get last() {
    return this.deck ? this.deck.slides.length - 1 : 0;
  }

  // Open and close ----------------------------------------------------------------------------------

  // Cover the window at once and ask for the deck; `full` wants the whole screen, which needs a click.
  open({ story = /** @type {string | null} */ (null), step = 0, full = false } = {}) {
    if (this.opened) return;
    this.opened = true;
    this.before = { focus: document.activeElement, scroll: this.host.scroller?.()?.scrollTop ?? 0 };
    this.deck = null;
    this.at = null;
    this.start = step;
    this.seen = 0;
    this.panel = null;
    this.wasFull = false;
    this.build();
    this.host.root.append(this.root);
    this.aside = /** @type {HTMLElement[]} */ ([...this.host.root.children]).filter(
      (other) => other !== this.root && !other.inert,
    );
    for (const other of this.aside) other.inert = true;
    this.listen();
    this.begin(story);
    this.root.focus({ preventScroll: true });
    if (full) this.full(true);
    this.asked = nextAct();
    this.host.ask({ at: this.asked, story });
  }

  // The deck that was asked for; the same with new pictures when the theme has changed. None: nothing to show.
  /**
   * @param {import("./types.js").Deck | null} deck
   * @param {number} answered
   */
  give(deck, answered) {
    if (!this.opened || answered !== this.asked) return;
    if (!deck) {
      if (!this.deck) this.close();
      return;
    }
    if (deck.id === this.deck?.id) return;
    const first = !this.deck;
    this.deck = deck;
    this.root.setAttribute("aria-label", stageSay(this.words.label, { title: deck.title }));
    this.root.classList.toggle("stage-single", deck.slides.length < 2);
    this.name.textContent = deck.title;
    this.dress();
    this.show(first ? this.start : (this.at ?? 0), { rest: first, again: true });
  }

  // Everything as it was: the page, its address, its place, the focus.
  close({ back = true } = {}) {
    if (!this.opened) return;
    this.opened = false;
    this.stopper.abort();
    this.sizer.disconnect();
    for (const timer of [this.resting, this.quieting]) clearTimeout(timer);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    for (const other of this.aside) other.inert = false;
    const art = this.art;
    if (this.drawing) Promise.allSettled([this.drawing]).then(() => window.Plotly?.purge(art));
    this.root.remove();
    this.end(back);
    this.host.ask(null);
    this.restore();
  }

  restore() {
    const scroller = this.host.scroller?.();
    if (scroller) scroller.scrollTop = this.before.scroll;
    const { focus } = this.before;
    if (focus instanceof HTMLElement && focus.isConnected) focus.focus({ preventScroll: true });
  }

  build() {
    const { words } = this;
    this.root = el("div", {
      class: "stage st-key-stage",
      role: "dialog",
      "aria-modal": "true",
      "aria-label": words.opening,
      tabindex: "-1",
    });
    this.name = el("p", { class: "stage-name", dir: "auto" });
    this.place = el("p", { class: "stage-place" });
    this.slide = el("div", { class: "stage-slide" }, el("p", { class: "stage-waiting" }, words.opening));
    this.art = el("div", { class: "stage-art", "aria-hidden": "true" });
    this.picture = el("div", { class: "stage-picture", role: "img", hidden: "" }, this.art);
    this.body = el("div", { class: "stage-body" }, this.slide, this.picture);
    this.lost = el("p", { class: "stage-lost", role: "status" });
    this.black = el("div", { class: "stage-black", hidden: "" });
    this.live = el("p", { class: "visually-hidden", "aria-live": "polite" });
    this.root.append(this.body, this.foot(), ...this.panels(), this.black, this.live);
  }

  // Slides ------------------------------------------------------------------------------------------

  /** @param {number} to */
  show(to, { rest = true, again = false } = {}) {
    if (!this.deck) {
      this.start = Math.max(to, 0); // turned before it came: it opens there
      return;
    }
    const at = Math.min(Math.max(to, 0), this.last);
    this.darken(false);
    if (at === this.at && !again) return;
    this.at = at;
    this.seen = Math.max(this.seen, at);
    const slide = this.deck.slides[at];
    const made = el("template");
    made.innerHTML = slide.html; // of our own templates, every text escaped
    this.slide.replaceChildren(made.content);
    this.place.textContent = this.placed(at);
    this.follow();
    this.draw(slide.picture);
    this.fit();
    this.live.textContent = [this.placed(at, true), slide.title, slide.when].filter(Boolean).join(". ");
    if (rest) this.rest();
    this.tell();
  }

  // Where one is, in figures for the room or in words for who listens.
  /** @param {number} at */
  placed(at, said = false) {
    const { steps, slides } = this.dealt;
    if (slides.length < 2) return "";
    if (at < 1) return said ? this.words.cover : "";
    if (at > steps) return said ? "" : this.words.talk;
    return stageSay(said ? this.words.step : this.words.place, { n: at, total: steps });
  }

  /** @param {import("./types.js").Picture | null} picture */
  async draw(picture) {
    const turn = (this.turn = (this.turn || 0) + 1);
    this.picture.hidden = !picture;
    if (!picture) return;
    this.picture.setAttribute("aria-label", picture.alt);
    this.art.style.width = `${picture.width}px`;
    this.art.style.height = `${picture.layout.height}px`;
    let Plotly;
    try {
      Plotly = await this.host.plotly();
    } catch {
      this.art.textContent = this.words.failed;
      return;
    }
    if (turn !== this.turn || !this.opened) return;
    // Plotly writes into what it is given.
    this.drawing = Plotly.react(
      this.art,
      structuredClone(picture.data),
      { ...structuredClone(picture.layout), width: picture.width },
      { staticPlot: true, responsive: false },
    );
    await this.drawing;
    this.drawn = true;
    this.root.dataset.drawn = String(this.at);
  }

  // Everything at once and nothing cut off: as many words as there is room for, in the largest type that takes
  // them; a picture shrinks a little before a word goes.
  fit() {
    if (!this.deck || this.at === null) return;
    const picture = this.deck.slides[this.at].picture;
    const spare = [...this.slide.querySelectorAll("[data-spare]")];
    const most = Math.max(0, ...spare.map((part) => Number(part.dataset.spare)));
    this.root.classList.remove("stage-long", "stage-long-title");
    const title = this.slide.querySelector(".slide-title");
    if (title)
      this.root.classList.toggle(
        "stage-long-title",
        title.offsetHeight > 1.7 * parseFloat(getComputedStyle(title).lineHeight),
      );
    this.slide.removeAttribute("tabindex");
    for (let gone = 0; gone <= most; gone++) {
      for (const part of spare) part.hidden = Number(part.dataset.spare) <= gone;
      if (this.fits(picture)) return this.refill(spare, picture);
    }
    // A stranger's text of any length: it scrolls before anything is cut off.
    this.root.classList.add("stage-long");
    this.slide.tabIndex = 0;
    this.pictured(picture, 0);
  }

  // Whether everything fits in the smallest type, with the picture as small as it may be.
  /** @param {import("./types.js").Picture | null} picture */
  fits(picture) {
    this.slide.style.setProperty("--type", String(STAGE_TYPE.at(-1)));
    return this.pictured(picture, STAGE_LEAST_PICTURE);
  }

  // What went in vain, because a longer part had to follow it, comes back, what goes last first; then the largest
  // type in which all of it fits.
  /**
   * @param {HTMLElement[]} spare
   * @param {import("./types.js").Picture | null} picture
   */
  refill(spare, picture) {
    for (const part of spare
      .filter((one) => one.hidden)
      .sort((one, other) => Number(other.dataset.spare) - Number(one.dataset.spare))) {
      part.hidden = false;
      part.hidden = !this.fits(picture);
    }
    for (const type of STAGE_TYPE) {
      this.slide.style.setProperty("--type", String(type));
      if (this.pictured(picture, 1)) return;
    }
    this.pictured(picture, STAGE_LEAST_PICTURE);
  }

  // Size the picture for the room that the words leave; false if that is less than a share of its full size.
  /**
   * @param {import("./types.js").Picture | null} picture
   * @param {number} least
   */
  pictured(picture, least) {
    const room = this.body.clientHeight - this.slide.offsetHeight;
    if (!picture) return room >= 0;
    const gap = parseFloat(getComputedStyle(this.body).rowGap) || 0;
    const full = this.body.clientWidth / picture.width;
    const fits = Math.min(full, (room - gap) / picture.layout.height);
    if (fits < full * least) return false;
    const scale = Math.max(fits, full * STAGE_LEAST_PICTURE);
    this.art.style.transform = `scale(${scale})`;
    this.picture.style.width = `${picture.width * scale}px`;
    this.picture.style.height = `${picture.layout.height * scale}px`;
    return true;
  }

  // The teller -------------------------------------------------------------------------------------

  listen() {
    this.stopper = new AbortController();
    const { signal } = this.stopper;
    // First of all, so that no key of the page's own is meant.
    window.addEventListener("keydown", (event) => this.key(event), { signal, capture: true });
    document.addEventListener("fullscreenchange", () => this.fullChanged(), { signal });
    window.addEventListener("popstate", () => this.went(), { signal });
    this.root.addEventListener("pointermove", () => this.stir(), { signal });
    this.root.addEventListener("pointerdown", () => this.stir(), { signal });
    this.black.addEventListener("click", () => this.darken(false), { signal });
    this.host.watch?.((/** @type {boolean} */ lost) => {
      this.lost.textContent = lost ? this.words.lost : "";
    }, signal);
    this.sizer = new ResizeObserver(() => this.fit());
    this.sizer.observe(this.body);
    document.fonts?.addEventListener("loadingdone", () => this.fit(), { signal });
    this.stir();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const act = stageAct(event);
    if (act) {
      event.preventDefault();
      event.stopPropagation();
      this.act(act);
    } else if (
      event.key.length === 1 &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey &&
      !stageTyping(event.composedPath()[0])
    ) {
      event.stopPropagation(); // no shortcut of the page behind
    }
  }

  /** @param {string} name */
  act(name) {
    const at = this.at ?? this.start;
    if (name === "next") this.show(at + 1);
    else if (name === "back") this.show(at - 1);
    else if (name === "first") this.show(0);
    else if (name === "last") this.show(this.deck ? this.last : Infinity);
    else if (name === "black") this.darken(Boolean(this.black.hidden));
    else if (name === "full") this.full(!document.fullscreenElement);
    else if (name === "notes") this.notes();
    else if (name === "steps" || name === "code") this.toggle(name);
    else if (name === "close") this.panel ? this.toggle(this.panel) : this.close();
  }

  /** @param {boolean} wanted */
  full(wanted) {
    this.leaving = !wanted;
    const done = wanted ? this.root.requestFullscreen?.() : document.exitFullscreen();
    done?.catch(() => {}); // without a click, or where the browser has none: the stage fills the window
  }

  // Esc leaves the full screen before a page hears of it: it means the stage. WebKit leaves it for a new window too,
  // the notes' for one: that has the focus then.
  fullChanged() {
    const left = !document.fullscreenElement && this.wasFull && !this.leaving && document.hasFocus();
    this.wasFull = Boolean(document.fullscreenElement);
    this.leaving = false;
    if (left) this.act("close");
  }

  stir() {
    this.root.classList.remove("stage-quiet");
    clearTimeout(this.quieting);
    this.quieting = setTimeout(() => this.root.classList.add("stage-quiet"), STAGE_QUIET);
  }
}

Object.assign(Stage.prototype, panels, address, notes);
