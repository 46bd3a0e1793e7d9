// What lies over the stage when it is wanted: the controls, the list of steps, the QR code, the black screen.
import { el, svg } from "../parts/elements.js";
import { stageSay } from "./tools.js";

/** @satisfies {ThisType<import("./stage.js").Stage>} */
export const panels = {
  foot() {
    const { words } = this;
    const control = (/** @type {string} */ name, /** @type {string} */ key, /** @type {boolean} */ pressed = false) => {
      const button = el(
        "button",
        {
          type: "button",
          "data-act": name,
          title: `${words[name]} (${words[`key_${name}`]})`,
          "aria-keyshortcuts": key,
        },
        words[name],
      );
      if (pressed) button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", (event) => {
        this.act(name);
        // A mouse leaves no focus behind: the next space is for the next step.
        if (event.detail && this.opened) this.root.focus({ preventScroll: true });
      });
      return button;
    };
    this.controls = {
      back: control("back", "ArrowLeft PageUp"),
      next: control("next", "ArrowRight PageDown"),
      steps: control("steps", "l", true),
      code: control("code", "q", true),
      notes: control("notes", "n"),
      black: control("black", "b"),
      full: control("full", "f"),
      close: control("close", "Escape"),
    };
    this.bar = el("div", { class: "stage-bar", "aria-hidden": "true" }, el("span"));
    return el(
      "div",
      { class: "stage-foot" },
      this.place,
      this.name,
      this.lost,
      el(
        "div",
        { class: "stage-controls", role: "group", "aria-label": words.controls },
        ...Object.values(this.controls),
      ),
      this.bar,
    );
  },

  panels() {
    this.steps = el("section", { class: "stage-panel stage-steps", "aria-label": this.words.steps_title, hidden: "" });
    this.code = el("section", { class: "stage-panel stage-code", "aria-label": this.words.code, hidden: "" });
    return [this.steps, this.code];
  },

  // What a deck needs of the controls: a single view has no steps and no notes.
  dress() {
    const single = this.dealt.slides.length < 2;
    for (const name of ["back", "next", "steps", "notes"]) this.controls[name].hidden = single;
    const list = el("ol");
    this.dealt.slides.forEach((_, at) => {
      const button = el("button", { type: "button" });
      button.addEventListener("click", () => {
        this.toggle("steps");
        this.show(at);
        this.root.focus({ preventScroll: true });
      });
      list.append(el("li", {}, button));
    });
    this.steps.replaceChildren(el("h2", {}, this.words.steps_title), list);
    this.links = [...list.querySelectorAll("button")];
  },

  // Bring the controls after the slide. The list names no step that the room has not seen.
  follow() {
    const { last } = this;
    const at = this.at ?? 0;
    this.controls.back.setAttribute("aria-disabled", String(at === 0));
    this.controls.next.setAttribute("aria-disabled", String(at === last));
    /** @type {HTMLElement} */ (this.bar.firstElementChild).style.width = `${last ? (at / last) * 100 : 0}%`;
    this.links.forEach((button, n) => {
      const { title } = this.dealt.slides[n];
      const number = n > 0 && n <= this.dealt.steps ? `${n}` : "";
      const seen = n <= this.seen;
      button.replaceChildren(
        el("span", { class: "stage-step-n" }, number),
        el("span", { dir: "auto" }, seen ? title : number ? "…" : this.words.talk),
      );
      if (!seen && number) button.setAttribute("aria-label", stageSay(this.words.unseen, { n }));
      else button.removeAttribute("aria-label");
      if (n === at) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    if (this.panel === "code") this.coded();
  },

  /** @param {string} name */
  toggle(name) {
    if (name === "steps" && this.deck && this.deck.slides.length < 2) return;
    const open = this.panel !== name;
    this.panel = open ? name : null;
    this.steps.hidden = this.panel !== "steps";
    this.code.hidden = this.panel !== "code";
    for (const one of ["steps", "code"]) this.controls[one].setAttribute("aria-expanded", String(this.panel === one));
    if (this.panel === "steps") (this.links[this.at ?? 0] ?? this.root).focus();
    else this.root.focus({ preventScroll: true });
    if (this.panel === "code") this.coded();
  },

  // The address of the slide that is on, as a code and in letters; or why there is none.
  coded() {
    const { link, code } = this.deck?.slides[this.at ?? 0] ?? {};
    if (!code) {
      this.code.replaceChildren(el("h2", {}, this.words.no_room), el("p", {}, this.words.no_room_hint));
      this.live.textContent = this.words.no_room;
      return;
    }
    const [path, size] = code;
    const looks = {
      viewBox: `0 0 ${size} ${size}`,
      role: "img",
      "aria-label": stageSay(this.words.code_of, { link }),
      "shape-rendering": "crispEdges",
    };
    const picture = svg("svg", looks, svg("path", { d: path }));
    this.code.replaceChildren(
      picture,
      el(
        "div",
        {},
        el("h2", {}, this.words.code_title),
        el("p", { class: "stage-link" }, link ?? ""),
        el("p", {}, this.words.code_hint),
      ),
    );
  },

  /** @param {boolean} dark */
  darken(dark) {
    if (this.black.hidden === !dark) return;
    this.black.hidden = !dark;
    this.live.textContent = dark ? this.words.blacked : (this.deck?.slides[this.at ?? 0]?.title ?? "");
    this.tell();
  },
};
