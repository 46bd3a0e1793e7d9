// On a phone the picture is upright: the strip, and under it the events of the window along a line, month by month.
import { el } from "../parts/elements.js";
import { dayWords, written } from "../parts/language.js";
import { begins, DAY, ends, isTimed, placeOf, said, timeSaid } from "./axis.js";

export const PHONE = 600; // px below which the picture is upright
const MOST = 150; // events drawn at once; more come when the reader asks

/** @satisfies {ThisType<import("./component.js").Timeline>} */
export const phone = {
  listed() {
    const [from, to] = this.window;
    const { panes, events } = this.data;
    const shown = events
      .filter((event) => placeOf(panes, ends(event)) > from + 1e-9 && placeOf(panes, begins(event)) < to - 1e-9)
      .sort((a, b) => a.at - b.at); // they are sent lane by lane
    const content = JSON.stringify([shown.map((event) => [event.id, event.fresh]), this.focus, this.content.length]);
    if (content === this.listing) return;
    this.listing = content;
    this.months(shown, MOST);
  },

  /**
   * @param {import("./types.js").Event[]} shown
   * @param {number} most
   */
  months(shown, most) {
    /** @type {Map<string, import("./types.js").Event[]>} */
    const months = new Map();
    for (const event of shown) {
      const name = this.short() ? said(event.first) : dayWords(event.at * DAY, { month: "long", year: "numeric" });
      months.set(name, [...(months.get(name) ?? []), event]);
    }
    const parts = [];
    let left = most;
    for (const [name, own] of months) {
      if (left <= 0) break;
      parts.push(el("h3", {}, name, el("span", {}, this.counted(own.length))));
      parts.push(el("ol", {}, ...own.slice(0, left).map((event) => this.entry(event))));
      left -= own.length;
    }
    if (shown.length > most) {
      const more = el("button", { type: "button" }, this.words.more.replace("{n}", written(shown.length - most)));
      more.addEventListener("click", () => this.months(shown, most + MOST), { signal: this.stopper.signal });
      parts.push(more);
    }
    this.list.replaceChildren(...parts);
  },

  // What stands before an entry: its day, or its time where the day stands above it.
  /** @param {import("./types.js").Event} event */
  dated(event) {
    if (this.short()) return isTimed(event) ? timeSaid(begins(event)) : "";
    return String(new Date(event.first * DAY).getUTCDate());
  },

  /** @param {import("./types.js").Event} event */
  entry(event) {
    const { words, data } = this;
    const sign = el("span", { class: "pl-sign", "aria-hidden": "true" }, words.signs[event.status] ?? "");
    sign.style.color = data.colours.status[event.status] ?? "";
    const day = event.last > event.first || event.open ? "" : this.dated(event);
    const facts = [words.status[event.status], event.sources, day && !isTimed(event) ? "" : event.when]
      .filter(Boolean)
      .join(" · ");
    const button = el("button", { type: "button", dir: "auto" }, event.title);
    button.addEventListener("click", () => this.tell("pick", { event: event.id }), { signal: this.stopper.signal });
    const classes = [
      "pl-entry",
      event.rank > 2 && "pl-main",
      event.id === this.focus && "pl-chosen",
      this.short() && "pl-timed",
    ].filter(Boolean);
    return el(
      "li",
      { class: classes.join(" ") },
      el("span", { class: "pl-date" }, day),
      sign,
      el("div", {}, button, el("p", {}, facts, ...this.news(event))),
    );
  },
};
