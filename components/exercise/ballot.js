// Takes a class's votes on each source, in the place that the page has for them beside it: a button per grade adds one, a
// number field below it corrects. It keeps the numbers itself and sends all of them each time, so that quick presses are
// all counted.
import { el } from "../parts/elements.js";

/**
 * @typedef {Record<string, Record<string, number>>} Votes By letter of the source and grade.
 * @typedef {{ name: string; hint: string; grades: { id: string; name: string; more: string; votes: string }[] }} Scale
 * @typedef {{ asked: string; round: number; votes: Votes; scales: Scale[] }} Data
 */

/** @type {WeakMap<HTMLElement, Ballots>} */
const MOUNTED = new WeakMap();

/** @param {Component<Data>} component */
export default function ballot({ parentElement, data, setStateValue }) {
  let own = MOUNTED.get(parentElement);
  if (!own) MOUNTED.set(parentElement, (own = new Ballots()));
  own.tell = (votes) => setStateValue("votes", votes);
  own.update(data);
  const mine = own;
  return () => {
    mine.clear();
    MOUNTED.delete(parentElement);
  };
}

class Ballots {
  /** @type {(votes: object) => void} */
  tell;
  /** @type {number | undefined} */
  round;
  /** @type {Votes} */
  votes = {};
  /** @type {Map<HTMLElement, Element[]>} */
  filled = new Map();

  /** @param {Data} data */
  update(data) {
    if (data.round !== this.round) {
      this.clear();
      this.votes = structuredClone(data.votes);
      this.round = data.round;
    }
    for (const place of document.querySelectorAll(".ballot[data-letter]")) {
      if (place.firstElementChild) continue; // the page has drawn no new one
      const scales = data.scales.map((scale) => this.scale(scale, place.dataset.letter ?? ""));
      place.append(...scales);
      this.filled.set(place, scales);
    }
  }

  /** Take away what was put into the page. */
  clear() {
    for (const scales of this.filled.values()) for (const scale of scales) scale.remove();
    this.filled.clear();
  }

  /**
   * @param {Scale} scale
   * @param {string} letter
   */
  scale(scale, letter) {
    const grades = scale.grades.map((grade) => this.grade(grade, letter));
    const row = el("div", { class: "grades" }, ...grades);
    return el("fieldset", {}, el("legend", {}, scale.name), el("p", { class: "ends" }, scale.hint), row);
  }

  /**
   * @param {Scale["grades"][number]} grade
   * @param {string} letter
   */
  grade(grade, letter) {
    const own = (this.votes[letter] ??= {});
    const button = el("button", { type: "button", title: grade.name, "aria-label": grade.more }, grade.id);
    const field = el("input", {
      ...{ type: "number", min: 0, max: 999, step: 1, inputmode: "numeric", "aria-label": grade.votes },
      value: own[grade.id] ?? 0,
    });
    const say = () => {
      const number = Math.max(0, Math.min(999, Math.round(Number(field.value)) || 0));
      field.value = String(number);
      own[grade.id] = number;
      this.tell({ ...this.votes, round: this.round });
    };
    button.addEventListener("click", () => {
      field.value = String(Math.min(999, (own[grade.id] ?? 0) + 1));
      say();
    });
    field.addEventListener("change", say);
    field.addEventListener("focus", () => field.select());
    return el("div", {}, button, field);
  }
}
