// The timeline's page at work: what its address asks for is selected here, by the sealed edition's own rules, and the
// picture, the list, the filters and the bar above them show it.
import { el } from "../parts/elements.js";
import { fold } from "../parts/folding.js";
import { base, chosen as schemeOf, visit } from "../parts/streamlit.js";
import { chipLabel, counted, panelled } from "../sealed/bar.js";
import { encoded, hosted } from "../sealed/hosted.js";
import { narrowList } from "../sealed/list.js";
import { factsOf, housesOf, pictured } from "../sealed/narrowing.js";
import { alone, plural } from "../sealed/plain.js";
import { readQuery, select, writeQuery } from "../sealed/select.js";
import filterPanel from "../shell/filters.js";
import { heard, mountTimeline } from "../timeline/component.js";
import { widened } from "../timeline/wire.js";
import { shared } from "./browser.js";
import { hold } from "./holds.js";

/** @typedef {import("../sealed/types.js").State} State */

const NO_TEXTS = { events: [], claims: [] };

/**
 * Begin, once the record is there.
 *
 * @param {any} book
 */
export async function timeline(book) {
  const page = new TimelinePage(book);
  window.addEventListener("popstate", () => page.show());
  document.addEventListener("pactline:scheme", () => page.draw());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => page.draw());
  await page.show();
  if (location.hash !== "#filters") return; // a page that has none leads to them here
  history.replaceState(history.state, "", location.pathname + location.search);
  document.querySelector('[data-opens="filters"]')?.click();
}

class TimelinePage {
  /** @param {any} book */
  constructor(book) {
    this.book = book;
    this.data = book.data;
    for (const one of [...this.data.claims, ...this.data.reactions]) one.shift();
    /** @type {Map<string, number>} */
    this.places = new Map(this.data.events.map((/** @type {[string]} */ [id], /** @type {number} */ n) => [id, n]));
    /** @type {any} */
    this.texts = NO_TEXTS;
    /** @type {State | null} */
    this.state = null;
    this.taken = 0; // the panel's last change
    /** @type {any} */
    this.pictures = null;
    this.controls = new Set(book.words.filters.controls.map((/** @type {{ key: string }} */ one) => one.key));
    /** @type {(data: any) => void} */
    this.panel = hosted(
      filterPanel,
      /** @type {Element} */ (document.getElementById("filter-host")),
      book.css.filters,
      book.words.filters,
      (/** @type {string} */ name, /** @type {any} */ value) => {
        if (name !== "change") return; // all values are here: none is looked for elsewhere
        this.taken = value.at;
        this.filter(value.query);
      },
    );
  }

  /**
   * Go to the address of another choice in the panel; keys that are not its own stay.
   *
   * @param {Record<string, string[]>} query
   */
  filter(query) {
    const asked = Object.entries(query).flatMap(([key, values]) => values.map((one) => [key, one]));
    const others = [...new URLSearchParams(location.search)].filter(([key]) => !this.controls.has(key));
    visit(this.address([...asked, ...others]));
  }

  /** @param {string[][]} pairs */
  address(pairs) {
    const query = new URLSearchParams(pairs).toString();
    return `${location.pathname}${query ? `?${query}` : ""}`;
  }

  async show() {
    const asked = new URLSearchParams(location.search);
    if (asked.get("known")) return location.replace(new URL(`sealed.html#timeline?${asked}`, base()));
    if (asked.get("q") && this.texts === NO_TEXTS) this.texts = folded(await hold("words", shared("words")));
    const chosen = readQuery(asked, this.data);
    const query = new URLSearchParams(writeQuery(chosen, this.data));
    const result = select(this.data, chosen, this.texts);
    this.state = {
      page: "timeline",
      query,
      chosen,
      result,
      facts: factsOf(this.data, result),
      publishers: housesOf(this.data, result, chosen.known).all.size,
    };
    this.bar(asked);
    this.list();
    this.panel(encoded(panelled(this.book, this.state, this.texts, this.taken)));
    await this.draw();
  }

  /**
   * The chips, what is left, what was asked for in vain.
   *
   * @param {URLSearchParams} asked
   */
  bar(asked) {
    const { state, book } = this;
    const bar = document.querySelector(".selection");
    if (!state || !bar) return;
    const { words } = book;
    const pairs = [...state.query];
    const chips = pairs.flatMap(([key, value]) => {
      const label = chipLabel(book, state.chosen, key, value);
      if (!label) return [];
      const rest = this.address([...asked].filter(([name, one]) => name !== key || one !== value));
      const removes = words.remove.replace("{what}", () => alone(label));
      const link = el("a", { class: "chip", href: rest, "aria-label": removes }, el("bdi", {}, label));
      link.append(el("span", { class: "x", "aria-hidden": "true" }, "✕"));
      return [el("li", {}, link)];
    });
    for (const old of bar.querySelectorAll(".chips, .notice")) old.remove();
    const result = /** @type {HTMLElement} */ (bar.querySelector(".result"));
    const narrowed = chips.length > 0;
    if (narrowed) {
      const kinds = new Map(this.data.keys.map((/** @type {any} */ key) => [key.key, key.narrows]));
      const kept = pairs.filter(([key]) => kinds.get(key) === "nothing");
      const list = el("ul", { class: "chips", "aria-label": words.chips }, ...chips);
      list.append(el("li", {}, el("a", { class: "clear", href: this.address(kept) }, words.clear)));
      result.before(list);
    }
    const none = state.result.events.size ? "" : ` ${words.nothing}`;
    result.textContent = narrowed ? `${counted(book, state)}.${none}` : "";
    if (state.chosen.ignored.length) {
      const notice = el("div", { class: "notice", role: "alert" }, el("p", {}, words.ignored));
      const lines = state.chosen.ignored.map(([key, value]) =>
        el("li", {}, el("code", {}, `${key}=${value.slice(0, 80)}`)),
      );
      notice.append(el("ul", {}, ...lines));
      bar.append(notice);
    }
    const foot = document.querySelector(".panel-foot button");
    if (foot) foot.textContent = this.shows(state.result.events.size);
    const finding = /** @type {HTMLElement | null} */ (document.querySelector(".timeline-finding"));
    if (finding) this.headline(finding, narrowed);
    for (const link of document.querySelectorAll(".lanes-menu nav a")) this.lane(/** @type {any} */ (link));
  }

  /** @param {number} n */
  shows(n) {
    return plural(this.book.site.show, n);
  }

  /**
   * What the headline says holds for all events; of fewer, the page has its plain name.
   *
   * @param {HTMLElement} finding
   * @param {boolean} narrowed
   */
  headline(finding, narrowed) {
    finding.dataset.whole ??= finding.textContent ?? "";
    finding.textContent = narrowed ? this.book.site.timeline : finding.dataset.whole;
  }

  /**
   * Let the choice of lanes keep what is narrowed.
   *
   * @param {HTMLAnchorElement} link
   */
  lane(link) {
    const lanes = new URL(link.href).searchParams.get("lanes");
    const others = [...new URLSearchParams(location.search)].filter(([key]) => key !== "lanes");
    link.href = this.address([...others, ...(lanes ? [["lanes", lanes]] : [])]);
    const here = (lanes ?? "theme") === this.state?.chosen.lanes;
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    const button = document.querySelector('.lanes-menu [data-opens="lanes"]');
    if (here && button) button.textContent = link.textContent;
  }

  list() {
    const list = document.querySelector(".event-list");
    const { state } = this;
    if (!list || !state) return;
    const factsOfEvent = (/** @type {string} */ id) => {
      const place = this.places.get(id) ?? -1;
      return state.result.events.has(place) ? (state.facts.get(place) ?? null) : undefined;
    };
    narrowList(list, factsOfEvent, this.book.words);
    list.classList.toggle("newest", state.chosen.sort);
  }

  /** Draw the picture, in the place of the one that stood there before the script came. */
  async draw() {
    this.pictures ??= hold("pictures", shared("pictures")).then(widened);
    const pictures = await this.pictures;
    const { state, book } = this;
    if (!state) return;
    const dark = getComputedStyle(document.body).colorScheme === "dark" || isDark();
    this.host()({
      ...pictured(pictures[state.chosen.lanes], book, state, this.texts, this.places),
      colours: book.looks[dark ? "dark" : "light"],
    });
  }

  host() {
    if (this.mounted) return this.mounted;
    const box = /** @type {HTMLElement} */ (document.querySelector("[data-until]"));
    const host = el("div", { class: "timeline-host" });
    box.replaceChildren(host);
    const { css, words } = this.book;
    const mount = (/** @type {Component} */ component) =>
      mountTimeline({ ...component, setStateValue: heard(component.setStateValue) }, component.data);
    this.mounted = hosted(mount, host, css.timeline, words.timeline, () => {});
    return this.mounted;
  }
}

function isDark() {
  const scheme = schemeOf();
  return scheme === "System" ? matchMedia("(prefers-color-scheme: dark)").matches : scheme === "Dark";
}

/**
 * Texts as they are compared: without accents, in small letters.
 *
 * @param {{ events: [string[], string][], claims: [string, string, [number, string][]][] }} texts
 */
function folded({ events, claims }) {
  return {
    events: events.map(([own, summary]) => [own.map((one) => fold(one)), fold(summary)]),
    claims: claims.map(([own, note, quotes]) => [
      fold(own),
      fold(note),
      quotes.map(([place, words]) => [place, fold(words)]),
    ]),
  };
}
