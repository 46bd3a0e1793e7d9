// Rewinds the record: a slider over the days at which something became known, and a button that plays them.
import { nextAct } from "../parts/acts.js";
import { dayWords as inWords } from "../parts/language.js";

const STEP = 900; // ms that a picture stays while it plays
/** @type {WeakMap<HTMLElement, Rewind>} */
const CONTROLS = new WeakMap();
// Whether the slider has the reader's focus: Streamlit may put another control into the place of this one meanwhile.
let held = false;

/** @param {Component} component */
export default function known(component) {
  const { parentElement, data } = component;
  let control = CONTROLS.get(parentElement);
  if (!control) CONTROLS.set(parentElement, (control = new Rewind(parentElement)));
  control.tell = (name, value) => component.setStateValue(name, value);
  control.said = component.words;
  control.update({ ...data, stops: daysOf(data.stops) });
  return () => {
    control.destroy();
    CONTROLS.delete(parentElement);
  };
}

class Rewind {
  /** @type {Tell} */
  tell;
  /** @type {any} */
  said;
  /** @type {{ stops: string[]; day: string | null; handled: number }} */
  data;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /** @type {boolean} */
  playing;
  /** @type {boolean} */
  fromStart;
  /** @type {number} */
  began;
  /** @type {string | null | undefined} */
  asked;

  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.root = document.createElement("div");
    this.root.className = "rewind";
    this.root.setAttribute("role", "group");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "play";
    this.label = document.createElement("label");
    this.words = document.createElement("span");
    this.slider = document.createElement("input");
    this.slider.type = "range";
    this.slider.min = String(0);
    this.slider.step = String(1);
    this.day = document.createElement("output");
    this.label.append(this.words, this.slider);
    this.root.append(this.button, this.label, this.day);
    parent.append(this.root);
    if (held && document.activeElement === document.body) this.slider.focus({ preventScroll: true });
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.slider.addEventListener("input", () => {
      this.stop();
      this.say();
    });
    this.slider.addEventListener("change", () => this.choose());
    this.slider.addEventListener("focus", () => (held = true));
    this.slider.addEventListener("blur", () => setTimeout(() => (held &&= !this.slider.isConnected)));
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
  }

  destroy() {
    clearTimeout(this.timer);
    this.root.remove();
  }

  /** @param {Rewind["data"]} data */
  update(data) {
    if (data.day !== null && (this.data?.day ?? null) === null) unfold();
    this.data = data;
    this.words.textContent = this.said.label;
    this.root.setAttribute("aria-label", this.said.group);
    this.slider.max = String(data.stops.length); // the last place is today's knowledge
    this.button.hidden = this.still.matches;
    if (this.playing) {
      // The next picture comes when this one has been seen; whatever else the reader did ends the playing.
      if (data.handled !== this.began) this.stop();
      else if (data.day === this.asked) this.next();
    }
    if (!this.playing) {
      this.slider.value = String(data.day === null ? data.stops.length : this.place(data.day));
    }
    this.say();
  }

  /** @param {string} day */
  place(day) {
    const found = this.data.stops.findIndex((stop) => stop >= day);
    return found < 0 ? this.data.stops.length : found;
  }

  here() {
    return this.data.stops[Number(this.slider.value)] || null;
  }

  say() {
    const here = this.here();
    const { day } = this.data;
    const exact =
      !this.playing && day !== null && here !== null && here >= day && this.place(day) === Number(this.slider.value);
    const words = here ? dayWords(exact ? day : here) : this.said.today;
    this.day.textContent = words;
    this.slider.setAttribute("aria-valuetext", words);
    this.button.textContent = this.playing ? this.said.pause : this.said.play;
    this.button.setAttribute("aria-pressed", String(Boolean(this.playing)));
  }

  choose() {
    this.tell("known", { at: nextAct(), day: this.here() });
  }

  play() {
    this.fromStart = Number(this.slider.value) >= this.data.stops.length - 1;
    this.playing = true;
    this.began = this.data.handled;
    this.step();
  }

  step() {
    const next = this.asked === undefined && this.fromStart ? 0 : Number(this.slider.value) + 1;
    if (next >= this.data.stops.length) return this.finish();
    this.slider.value = String(next);
    this.asked = this.here();
    this.say();
    this.tell("step", { at: nextAct(), day: this.asked });
  }

  next() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.playing && this.step(), STEP);
  }

  // While it plays nothing is written into the address; where it ends, or is stopped, is.
  pause() {
    this.stop();
    this.choose();
  }

  finish() {
    this.slider.value = String(this.data.stops.length);
    this.pause();
  }

  stop() {
    clearTimeout(this.timer);
    this.playing = false;
    this.asked = undefined;
    this.say();
  }
}

// A record that is rewound shows by what; and whoever comes back to today keeps what they opened, slider and all.
function unfold() {
  document.getElementById("below-more")?.setAttribute("open", "");
}

// The first day since 1970, and the days from each to the next, as ISO text.
/** @param {number[]} steps */
function daysOf(steps) {
  let day = 0;
  return steps.map((/** @type {number} */ step) => new Date((day += step) * 86400000).toISOString().slice(0, 10));
}

// "19 June 2024", as every page says a day.
/** @param {string} day */
function dayWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  return inWords(at, { day: "numeric", month: "long", year: "numeric" });
}
