// The filter panel. It keeps the reader's choice and sends all of it with a rising number, so that quick
// clicks cannot overtake each other; an older answer of the server never undoes a newer click.
import { nextAct } from "../parts/acts.js";
import { span } from "../parts/edtf.js";
import { el } from "../parts/elements.js";
import { fold, wellFormed } from "../parts/folding.js";
import { written } from "../parts/language.js";

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

/**
 * What the panel shows of a key, as filters.py says it.
 * @typedef {{ key: string; kind: string; group: string; label: string; hint?: string; all_by?: string; on: string;
 *   ordered?: boolean; least: [value: string, name: string][] }} Control
 */

class Panel {
  /** @type {(value: object) => void} */
  send;
  /** @type {(value: object) => void} */
  ask;
  /** @type {any} */
  words;
  /** @type {{ handled: number; query: Query; facets: Facet[]; least: Record<string, Record<string, number>>; idle?: string[] }} */
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

  // The address to come: what the panel has not is left as it is.
  address() {
    const query = new URLSearchParams(location.search);
    for (const { key } of this.words.controls) query.delete(key);
    for (const [key, values] of Object.entries(this.query)) for (const value of values) query.append(key, value);
    return query;
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
    document.dispatchEvent(new CustomEvent("pactline:filter", { detail: { query: this.address(), at: this.sentAt } }));
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
      ...this.controls("search").map((control) => this.search(control)),
      this.dates(),
      ...this.data.facets
        .filter((facet) => this.offered(facet.key) && facet.options.length)
        .map((facet) => this.facet(facet)),
      this.evidence(),
      this.clear(),
    ];
  }

  /**
   * What filters.py says of the keys of one kind.
   * @param {string} kind
   * @returns {Control[]}
   */
  controls(kind, group = "") {
    return this.words.controls.filter(
      (/** @type {Control} */ control) => control.kind === kind && control.group === group && this.offered(control.key),
    );
  }

  /** @param {string} key Of which the record may give nothing to choose. */
  offered(key) {
    return !this.data.idle?.includes(key) || key in this.query;
  }

  /**
   * @param {string} key
   * @returns {Control}
   */
  control(key) {
    return this.words.controls.find((/** @type {Control} */ control) => control.key === key);
  }

  /** @param {Control} control */
  search({ key, label }) {
    return el(
      "label",
      { class: "field" },
      el("span", {}, label),
      this.text(key, "search", this.words.search_hint, 350),
    );
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
    const readable = (/** @type {string} */ typed) => span(typed) !== null;
    const field = (/** @type {Control} */ { key, label }) =>
      el("label", { class: "field" }, el("span", {}, label), this.text(key, "text", "2024-06-19", null, readable));
    const days = this.controls("day", "dates");
    return this.group(
      "dates",
      this.words.dates,
      [
        el("div", { class: "pair" }, ...days.map(field)),
        el("p", { class: "hint" }, this.words.date_hint),
        ...this.controls("tick", "dates").map((control) => this.tick(control)),
      ],
      0,
      days.some(({ key }) => Boolean(this.query[key])),
    );
  }

  evidence() {
    return el(
      "div",
      { class: "last" },
      ...this.controls("least", "evidence").map((control) => this.least(control)),
      el(
        "div",
        { class: "group plain" },
        ...this.controls("tick", "evidence").map((control) => this.tick(control)),
        ...this.controls("number", "evidence").map((control) => this.number(control)),
      ),
    );
  }

  /**
   * So much or more, each with the events that it would show; the first is no filter.
   * @param {Control} control
   */
  least({ key, label, least }) {
    const [first] = least[0];
    const chosen = (this.query[key] || []).at(-1) || first;
    return this.group(
      key,
      label,
      least.map(([n, name]) => {
        const radio = el("input", { type: "radio", name: key, "data-name": `${key}-${n}` });
        radio.checked = n === chosen;
        radio.addEventListener("change", () => this.change(key, n === first ? [] : [n]));
        return this.row(radio, name, this.data.least[key][n] || 0);
      }),
    );
  }

  /** @param {Control} control */
  number({ key, label }) {
    const select = el(
      "select",
      { "data-name": key },
      ...[0, 1, 2, 3, 4].map((n) => el("option", { value: n }, n ? String(n) : this.words.none)),
    );
    select.value = this.query[key]?.at(-1) ?? "0";
    select.addEventListener("change", () => this.change(key, select.value === "0" ? [] : [select.value]));
    return el("label", { class: "inline" }, el("span", {}, label), select);
  }

  clear() {
    const button = el("button", { type: "button", class: "clear", "data-name": "clear" }, this.words.clear);
    button.disabled = !Object.keys(this.query).length;
    button.addEventListener("click", () => {
      this.query = {};
      this.change(this.words.controls[0].key, []); // which is not chosen any more than the others: all are sent
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
            el("p", { class: "hint" }, this.words.most.replace("{n}", options.length).replace("{all}", written(all))),
          );
        parts.push(more);
      }
    }
    const { hint, all_by } = this.control(key);
    if (hint && rows.length) parts.push(el("p", { class: "hint" }, hint));
    if (all_by && chosen.size > 1) parts.push(this.tick(this.control(all_by)));
    return this.group(key, label, parts, chosen.size);
  }

  /**
   * @param {string} key
   * @param {string} label
   * @param {(Node | string)[]} parts
   */
  group(key, label, parts, chosen = 0, open = Boolean(chosen)) {
    const summary = el("summary", { "data-name": `group-${key}` }, el("span", {}, label));
    if (chosen) summary.append(el("span", { class: "chosen" }, String(chosen)));
    const details = el(
      "details",
      { class: "group" },
      summary,
      el("div", { role: "group", "aria-label": label }, ...parts),
    );
    details.open = this.open[key] ?? open;
    details.addEventListener("toggle", () => {
      this.open[key] = details.open;
    });
    return details;
  }

  /** @param {Control} control */
  tick({ key, label, hint, on }) {
    const box = el("input", { type: "checkbox", "data-name": key });
    box.checked = (this.query[key] || []).includes(on);
    box.addEventListener("change", () => this.change(key, box.checked ? [on] : []));
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
    if (count !== undefined) row.append(el("span", { class: "n" }, written(count)));
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
