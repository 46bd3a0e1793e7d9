// What lies over the stage when it is wanted: the controls, the list of steps, the QR code, the black screen.
Object.assign(Stage.prototype, {
  foot() {
    const { words } = this;
    const control = (name, key, pressed) => {
      const button = stageEl("button", { type: "button", "data-act": name, title: `${words[name]} (${words[`key_${name}`]})`, "aria-keyshortcuts": key }, words[name]);
      if (pressed) button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", (event) => {
        this.act(name);
        // A mouse leaves no focus behind: the next space is for the next step.
        if (event.detail && this.opened) this.root.focus({ preventScroll: true });
      });
      return button;
    };
    this.controls = {
      back: control("back", "ArrowLeft PageUp"), next: control("next", "ArrowRight PageDown"),
      steps: control("steps", "l", true), code: control("code", "q", true), notes: control("notes", "n"),
      black: control("black", "b"), full: control("full", "f"), close: control("close", "Escape"),
    };
    this.bar = stageEl("div", { class: "stage-bar", "aria-hidden": "true" }, stageEl("span"));
    return stageEl("div", { class: "stage-foot" }, this.place, this.name, this.lost,
      stageEl("div", { class: "stage-controls", role: "group", "aria-label": words.controls }, ...Object.values(this.controls)), this.bar);
  },

  panels() {
    this.steps = stageEl("section", { class: "stage-panel stage-steps", "aria-label": this.words.steps_title, hidden: "" });
    this.code = stageEl("section", { class: "stage-panel stage-code", "aria-label": this.words.code, hidden: "" });
    return [this.steps, this.code];
  },

  // What a deck needs of the controls: a single view has no steps and no notes.
  dress() {
    const single = this.deck.slides.length < 2;
    for (const name of ["back", "next", "steps", "notes"]) this.controls[name].hidden = single;
    const list = stageEl("ol");
    this.deck.slides.forEach((_, at) => {
      const button = stageEl("button", { type: "button" });
      button.addEventListener("click", () => {
        this.toggle("steps");
        this.show(at);
        this.root.focus({ preventScroll: true });
      });
      list.append(stageEl("li", {}, button));
    });
    this.steps.replaceChildren(stageEl("h2", {}, this.words.steps_title), list);
    this.links = [...list.querySelectorAll("button")];
  },

  // Bring the controls after the slide. The list names no step that the room has not seen.
  follow() {
    const { at, last } = this;
    this.controls.back.setAttribute("aria-disabled", String(at === 0));
    this.controls.next.setAttribute("aria-disabled", String(at === last));
    this.bar.firstChild.style.width = `${last ? (at / last) * 100 : 0}%`;
    this.links.forEach((button, n) => {
      const { title } = this.deck.slides[n];
      const number = n > 0 && n <= this.deck.steps ? `${n}` : "";
      const seen = n <= this.seen;
      button.replaceChildren(stageEl("span", { class: "stage-step-n" }, number), stageEl("span", { dir: "auto" }, seen ? title : number ? "…" : this.words.talk));
      if (!seen && number) button.setAttribute("aria-label", stageSay(this.words.unseen, { n }));
      else button.removeAttribute("aria-label");
      if (n === at) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    if (this.panel === "code") this.coded();
  },

  toggle(name) {
    if (name === "steps" && this.deck?.slides.length < 2) return;
    const open = this.panel !== name;
    this.panel = open ? name : null;
    this.steps.hidden = this.panel !== "steps";
    this.code.hidden = this.panel !== "code";
    for (const one of ["steps", "code"]) this.controls[one].setAttribute("aria-expanded", String(this.panel === one));
    if (this.panel === "steps") (this.links[this.at] ?? this.root).focus();
    else this.root.focus({ preventScroll: true });
    if (this.panel === "code") this.coded();
  },

  // The address of the slide that is on, as a code and in letters; or why there is none.
  coded() {
    const { link, code } = this.deck?.slides[this.at] ?? {};
    if (!code) {
      this.code.replaceChildren(stageEl("h2", {}, this.words.no_room), stageEl("p", {}, this.words.no_room_hint));
      this.live.textContent = this.words.no_room;
      return;
    }
    const [path, size] = code;
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": stageSay(this.words.code_of, { link }), "shape-rendering": "crispEdges" })) picture.setAttribute(name, value);
    const dark = document.createElementNS("http://www.w3.org/2000/svg", "path");
    dark.setAttribute("d", path);
    picture.append(dark);
    this.code.replaceChildren(picture, stageEl("div", {}, stageEl("h2", {}, this.words.code_title), stageEl("p", { class: "stage-link" }, link), stageEl("p", {}, this.words.code_hint)));
  },

  darken(dark) {
    if (this.black.hidden === !dark) return;
    this.black.hidden = !dark;
    this.live.textContent = dark ? this.words.blacked : this.deck?.slides[this.at]?.title ?? "";
    this.tell();
  },
});
