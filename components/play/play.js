// A play in the browser: all steps are in the page, so a step asks no server; the address follows without a run.
import { el } from "../parts/elements.js";

const PACE = 2500; // ms a step

/** @type {WeakMap<object, Player>} */
const PLAYERS = new WeakMap();

/** @param {Component<{ id: string; at: number; html: string }>} component */
export default function play({ parentElement, data, words }) {
  let player = PLAYERS.get(parentElement);
  if (!player) PLAYERS.set(parentElement, (player = new Player(parentElement, words)));
  player.update(data);
  const mine = player;
  return () => {
    mine.destroy();
    PLAYERS.delete(parentElement);
  };
}

class Player {
  at = 0;
  playing = false;
  held = false;
  html = "";
  told = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;

  /**
   * @param {HTMLElement} parent
   * @param {{ play: string; pause: string }} words
   */
  constructor(parent, words) {
    this.words = words;
    this.root = el("div", { class: "play-root" });
    parent.append(this.root);
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.ears = new AbortController();
    const { signal } = this.ears;
    this.root.addEventListener("click", (event) => this.clicked(event), { signal });
    document.addEventListener("keydown", (event) => this.key(event), { signal });
    document.addEventListener("visibilitychange", () => this.wait(), { signal });
    this.still.addEventListener("change", () => this.motion(), { signal });
    for (const what of /** @type {const} */ (["pointerover", "pointerout", "focusin", "focusout"]))
      this.root.addEventListener(what, () => setTimeout(() => this.hold()), { signal });
  }

  destroy() {
    clearTimeout(this.timer);
    this.ears.abort();
    this.root.remove();
  }

  /** @param {{ id: string; at: number; html: string }} data */
  update(data) {
    const anew = data.html !== this.html;
    if (anew) {
      this.pause();
      this.html = data.html;
      this.root.innerHTML = data.html; // the server's own, with every text escaped
      this.beats = [...this.root.querySelectorAll(".play-beat")];
      this.toggle = this.root.querySelector(".play-toggle");
      this.motion();
    }
    if (anew || data.at !== this.told) this.show(data.at, false);
    this.told = data.at;
  }

  /** Where the reader wants no motion the play only steps. */
  motion() {
    if (this.still.matches) this.pause();
    if (this.toggle) this.toggle.hidden = this.still.matches;
  }

  /**
   * @param {number} at
   * @param {boolean} [tell] Whether the address says it, and the caption.
   */
  show(at, tell = true) {
    const beats = this.beats ?? [];
    this.at = Math.min(Math.max(at, 0), beats.length - 1);
    const beat = beats[this.at];
    if (!beat) return;
    const now = Number(beat.dataset.x);
    this.root.style.setProperty("--now", `${now}%`);
    for (const one of this.root.querySelectorAll(".play-beat, .play-count [data-n]"))
      one.hidden = Number(one.dataset.n) !== this.at;
    for (const line of this.root.querySelectorAll(".play-line")) this.line(line, now);
    let last = null;
    for (const denial of this.root.querySelectorAll(".play-denial")) {
      denial.hidden = Number(denial.dataset.since) > this.at;
      denial.classList.remove("last");
      if (!denial.hidden) last = denial;
    }
    last?.classList.add("last");
    for (const link of this.root.querySelectorAll(".play-steps a")) {
      link.classList.toggle("past", Number(link.dataset.n) < this.at);
      if (Number(link.dataset.n) === this.at) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    for (const button of this.root.querySelectorAll("button[data-way]")) {
      const end = { before: 0, after: beats.length - 1 }[button.dataset.way ?? ""];
      if (end !== undefined) button.setAttribute("aria-disabled", String(this.at === end));
    }
    if (!tell) return;
    const live = this.root.querySelector("[data-live]");
    if (live) live.textContent = beat.dataset.caption ?? "";
    const address = new URL(location.href);
    address.searchParams.set("beat", beat.dataset.beat ?? "");
    history.replaceState(history.state, "", address);
  }

  /**
   * @param {HTMLElement} line
   * @param {number} now
   */
  line(line, now) {
    const status = line.dataset.at?.split(",")[this.at] ?? "";
    line.classList.toggle("unborn", !status);
    line.classList.toggle("changed", (line.dataset.changed ?? "").split(",").includes(String(this.at)));
    line.classList.toggle("near", now > 85);
    for (const stretch of line.querySelectorAll(".play-stretch"))
      stretch.classList.toggle("begun", Number(stretch.dataset.begins) <= now);
    const said = line.querySelector(".play-now");
    if (said) said.textContent = status ? (line.dataset.words?.split(",")[this.at] ?? "") : "";
  }

  // What the reader does ----------------------------------------------------------------------------

  /** @param {MouseEvent} event */
  clicked(event) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const way = event.target?.closest?.("button[data-way]")?.dataset.way;
    if (way) return this.act(way);
    const link = event.target?.closest?.(".play-steps a");
    if (!link) return;
    event.preventDefault();
    this.pause();
    this.show(Number(link.dataset.n));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target;
    if (target?.closest?.("input, textarea, select, [contenteditable], #drawer, dialog")) return;
    /** @type {Record<string, string>} */
    const ways = { ArrowLeft: "before", ArrowRight: "after", Home: "first", End: "last", " ": "toggle" };
    const way = ways[event.key];
    if (!way || document.__pactlineStage?.opened) return;
    if (event.key === " " && (this.still.matches || target?.closest?.("a, button, summary, [role=button]"))) return;
    event.preventDefault();
    this.act(way);
  }

  /** @param {string} way */
  act(way) {
    const last = (this.beats?.length ?? 1) - 1;
    if (way === "toggle") return this.playing ? this.pause() : this.start();
    this.pause();
    this.show({ before: this.at - 1, after: this.at + 1, first: 0, last }[way] ?? this.at);
  }

  start() {
    if (this.still.matches) return;
    if (this.at >= (this.beats?.length ?? 1) - 1) this.show(0);
    this.playing = true;
    this.root.firstElementChild?.toggleAttribute("data-playing", true);
    if (this.toggle) this.toggle.textContent = this.words.pause;
    this.hold();
  }

  pause() {
    clearTimeout(this.timer);
    this.playing = false;
    this.root.firstElementChild?.removeAttribute("data-playing");
    if (this.toggle) this.toggle.textContent = this.words.play;
  }

  /** A reader who points at the play or has the focus in it is reading: it waits. The controls are no part of it. */
  hold() {
    const read = ".play-body, .play-steps";
    this.held =
      this.root.querySelector(`:is(${read}):hover`) !== null ||
      this.root.querySelector(`:is(${read}):focus-within`) !== null;
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    if (!this.playing || this.held || document.hidden) return;
    this.timer = setTimeout(() => {
      this.show(this.at + 1);
      if (this.at >= (this.beats?.length ?? 1) - 1) this.pause();
      else this.wait();
    }, PACE);
  }
}
