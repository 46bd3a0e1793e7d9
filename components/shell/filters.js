// The filter panel. It keeps the reader's choice and sends all of it with a rising number, so that quick
// clicks cannot overtake each other; an older answer of the server never undoes a newer click.
import { nextAct } from "../parts/acts.js";
import { el } from "../parts/elements.js";
import { fold, wellFormed } from "../parts/folding.js";

/** @typedef {Record<string, string[]>} Query */
/** @typedef {[id: string, name: string, n: number]} Option */
/** @typedef {{ key: string, label: string, options: Option[], all: number, words: string }} Facet */

/** @type {WeakMap<HTMLElement, Panel>} */
const PANELS = new WeakMap();
const FIRST = 7; // options shown of a long facet

/** @param {Component} component */
export default function filters(component) {
  const { parentElement, setStateValue } = component;
  let panel = PANELS.get(parentElement);
  if (!panel) {
    panel = new Panel(parentElement);
    PANELS.set(parentElement, panel);
  }
  panel.send = (value) => setStateValue("change", value);
  panel.ask = (value) => setStateValue("find", value);
  panel.words = component.words;
  panel.update(JSON.parse(new TextDecoder().decode(component.data)));
}

class Panel {
  /** @type {(value: object) => void} */
  send;
  /** @type {(value: object) => void} */
  ask;
  /** @type {any} */
  words;
  /** @type {{ handled: number; query: Query; facets: Facet[]; importance: Record<string, number> }} */
  data;
  /** @type {Query} */
  query;
  /** @type {Record<string, boolean>} */
  open;
  /** @type {Record<string, boolean>} */
  all;
  /** @type {Record<string, string>} */
  found;
  /** @type {boolean} */
  composing;
  /** @type {boolean} */
  waits;
  /** @type {Record<string, ReturnType<typeof setTimeout> | undefined>} */
  waiting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  asking;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.sentAt = 0;
    this.query = {};
    this.open = { theme: true, status: true };
    this.all = {};
    this.found = {};
    this.form = document.createElement("form");
    this.form.addEventListener("submit", (event) => event.preventDefault());
    // While an input method composes a syllable, its field must stay: one that is replaced takes it twice.
    this.form.addEventListener("compositionstart", () => {
      this.composing = true;
    });
    for (const name of ["compositionend", "focusout"]) this.form.addEventListener(name, () => this.composed());
    root.append(this.form);
  }

  /** @param {Panel["data"]} data */
  update(data) {
    const stale = data.handled < this.sentAt;
    if (!stale) this.query = structuredClone(data.query);
    this.data = data;
    this.draw();
  }

  composed() {
    this.composing = false;
    if (this.waits) this.draw();
  }

  /**
   * @param {string} key
   * @param {string[]} values
   */
  change(key, values) {
    if (values.length) this.query[key] = values;
    else delete this.query[key];
    this.sentAt = nextAct();
    this.send({ at: this.sentAt, query: this.query });
    this.draw();
  }

  // Draws everything anew; focus, caret and scroll come back by the fields' names.
  draw() {
    this.waits = this.composing;
    if (this.waits) return;
    const root = /** @type {Document | ShadowRoot} */ (this.form.getRootNode());
    const active = /** @type {HTMLInputElement | null} */ (root.activeElement);
    const name = active?.dataset?.name;
    const caret = active?.type === "search" || active?.type === "text" ? active.selectionStart : null;
    const typed = name && caret !== null ? active.value : null;
    this.form.replaceChildren(...this.parts());
    if (!name) return;
    /** @type {HTMLInputElement | null} */
    const field = this.form.querySelector(`[data-name="${CSS.escape(name)}"]`);
    if (!field) return;
    if (typed !== null) field.value = typed;
    field.focus({ preventScroll: true });
    if (caret !== null) field.setSelectionRange(caret, caret);
  }

  parts() {
    return [
      this.search(),
      this.dates(),
      ...this.data.facets.filter((f) => f.options.length).map((f) => this.facet(f)),
      this.evidence(),
      this.clear(),
    ];
  }

  search() {
    const field = this.text("q", "search", this.words.search_hint, 350);
    return el("label", { class: "field" }, el("span", {}, this.words.search), field);
  }

  /**
   * @param {string} key
   * @param {string} type
   * @param {string} hint
   * @param {number | null} delay
   * @param {(value: string) => boolean} [check]
   */
  text(key, type, hint, delay, check) {
    const field = el("input", {
      type,
      dir: "auto",
      "data-name": key,
      placeholder: hint,
      autocomplete: "off",
      spellcheck: "false",
    });
    field.value = (this.query[key] || []).at(-1) || "";
    const take = () => {
      clearTimeout(this.waiting?.[key]);
      if (this.composing) return;
      const value = wellFormed(field.value.trim());
      const wrong = check && value && !check(value);
      field.setAttribute("aria-invalid", String(Boolean(wrong)));
      field.title = wrong ? this.words.date_bad : "";
      if (wrong || value === ((this.query[key] || []).at(-1) || "")) return;
      this.change(key, value ? [value] : []);
    };
    typed(field, () => {
      if (delay === null) return;
      this.waiting ??= {};
      clearTimeout(this.waiting[key]);
      this.waiting[key] = setTimeout(take, delay);
    });
    field.addEventListener("change", take);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) take();
    });
    return field;
  }

  dates() {
    const check = (/** @type {any} */ value) => /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(value);
    const field = (/** @type {string} */ key) =>
      el(
        "label",
        { class: "field" },
        el("span", {}, this.words[key]),
        this.text(key, "text", "2024-06-19", null, check),
      );
    return this.group("dates", this.words.dates, [
      el("div", { class: "pair" }, field("from"), field("to")),
      el("p", { class: "hint" }, this.words.date_hint),
      this.tick("dates", "certain", this.words.certain, this.words.certain_hint),
    ]);
  }

  evidence() {
    const least = String(Number((this.query.importance || []).at(-1) || 1));
    const choice = ["1", "2", "3"].map((n) => {
      const radio = el("input", { type: "radio", name: "importance", "data-name": `importance-${n}` });
      radio.checked = n === least;
      radio.addEventListener("change", () => this.change("importance", n === "1" ? [] : [n]));
      return this.row(radio, this.words[`importance_${n}`], this.data.importance[n] || 0);
    });
    const select = el(
      "select",
      { "data-name": "independent" },
      ...[0, 1, 2, 3, 4].map((n) => el("option", { value: n }, n ? String(n) : this.words.none)),
    );
    select.value = this.query.independent?.at(-1) ?? "0";
    select.addEventListener("change", () => this.change("independent", select.value === "0" ? [] : [select.value]));
    return el(
      "div",
      { class: "last" },
      this.group("importance", this.words.importance, choice),
      el(
        "div",
        { class: "group plain" },
        this.tick("statemedia", "hide", this.words.statemedia),
        el("label", { class: "inline" }, el("span", {}, this.words.independent), select),
      ),
    );
  }

  clear() {
    const button = el("button", { type: "button", class: "clear", "data-name": "clear" }, this.words.clear);
    button.disabled = !Object.keys(this.query).some(
      (key) => !["event", "lanes", "sort", "lang", "story", "step", "known"].includes(key),
    );
    button.addEventListener("click", () => {
      this.query = {};
      this.change("q", []);
    });
    return button;
  }

  // A facet of few values has them all; of many the server sends the most frequent, or those found by name.
  /** @param {Facet} facet */
  facet({ key, label, options, all, words: foundBy }) {
    const chosen = new Set(this.query[key] || []);
    const partly = all > options.length;
    const long = all > FIRST + 2;
    const wanted = fold(this.found[key] || "");
    let rows = options;
    if (long && wanted) rows = options.filter(([id, name]) => chosen.has(id) || fold(name).includes(wanted));
    else if (long && !this.all[key]) rows = options.filter(([id], place) => place < FIRST || chosen.has(id));
    /** @type {HTMLElement[]} */
    const parts = rows.map(([id, name, n]) => {
      const box = el("input", { type: "checkbox", "data-name": `${key}-${id}` });
      box.checked = chosen.has(id);
      box.addEventListener("change", () => {
        if (box.checked) chosen.add(id);
        else chosen.delete(id);
        this.change(key, [...chosen].sort());
      });
      return this.row(box, name, n, !n && !box.checked);
    });
    if (long) {
      const find = el("input", {
        type: "search",
        dir: "auto",
        class: "find",
        "data-name": `find-${key}`,
        "aria-label": this.words.find.replace("{what}", label),
        placeholder: this.words.find.replace("{what}", label),
      });
      find.value = this.found[key] || "";
      typed(find, () => {
        this.found[key] = wellFormed(find.value);
        this.draw();
        if (!partly && !foundBy) return;
        clearTimeout(this.asking);
        this.asking = setTimeout(() => this.ask({ [key]: this.found[key].trim() }), 250);
      });
      parts.unshift(find);
      if (!wanted) {
        const more = el(
          "button",
          { type: "button", class: "more", "data-name": `more-${key}` },
          this.all[key] ? this.words.fewer : this.words.more.replace("{n}", options.length),
        );
        more.addEventListener("click", () => {
          this.all[key] = !this.all[key];
          this.draw();
        });
        if (this.all[key] && partly)
          parts.push(
            el(
              "p",
              { class: "hint" },
              this.words.most.replace("{n}", options.length).replace("{all}", all.toLocaleString("en")),
            ),
          );
        parts.push(more);
      }
    }
    if (key === "actor" && rows.length) parts.push(el("p", { class: "hint" }, this.words.actor_hint));
    if ((key === "actor" || key === "theme") && chosen.size > 1)
      parts.push(this.tick("match", "all", this.words.match_all));
    return this.group(key, label, parts, chosen.size);
  }

  /**
   * @param {string} key
   * @param {string} label
   * @param {(Node | string)[]} parts
   */
  group(key, label, parts, chosen = 0) {
    const summary = el("summary", { "data-name": `group-${key}` }, el("span", {}, label));
    if (chosen) summary.append(el("span", { class: "chosen" }, String(chosen)));
    const details = el(
      "details",
      { class: "group" },
      summary,
      el("div", { role: "group", "aria-label": label }, ...parts),
    );
    details.open = this.open[key] ?? Boolean(chosen || (key === "dates" && (this.query.from || this.query.to)));
    details.addEventListener("toggle", () => {
      this.open[key] = details.open;
    });
    return details;
  }

  /**
   * @param {string} key
   * @param {any} value
   * @param {string} label
   * @param {string} [hint]
   */
  tick(key, value, label, hint) {
    const box = el("input", { type: "checkbox", "data-name": key });
    box.checked = (this.query[key] || []).includes(value);
    box.addEventListener("change", () => this.change(key, box.checked ? [value] : []));
    const row = this.row(box, label);
    if (hint) row.title = hint;
    return row;
  }

  /**
   * @param {HTMLInputElement} box
   * @param {string} label
   * @param {number} [count]
   */
  row(box, label, count, faint = false) {
    const row = el(
      "label",
      { class: faint ? "row faint" : "row" },
      box,
      el("span", { class: "name", dir: "auto" }, label),
    );
    if (count !== undefined) row.append(el("span", { class: "n" }, count.toLocaleString("en")));
    return row;
  }
}

// Hear of what was typed into a field: not of what an input method still composes, but of what came of it.
/**
 * @param {HTMLInputElement} field
 * @param {() => void} act
 */
function typed(field, act) {
  field.addEventListener("input", (/** @type {any} */ event) => {
    if (!event.isComposing) act();
  });
  field.addEventListener("compositionend", act);
}
