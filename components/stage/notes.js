// The teller's window: what to say and to ask, what bears it out, the time, what comes next. It and the stage
// tell each other over a BroadcastChannel; keys work in both.
Object.assign(Stage.prototype, {
  line() {
    this.call = new BroadcastChannel(this.channel);
    this.call.onmessage = ({ data }) => {
      if (data.from !== "notes") return;
      if (data.act === "hello") this.tell({ deck: true });
      else if (data.act === "show") this.show(data.at);
      else if (data.act === "clock") this.run(data.clock);
      else if (data.act) this.act(data.act);
    };
  },

  hangUp() {
    this.call.postMessage({ from: "stage", open: false });
    this.call.close();
  },

  // What the window needs to know; the whole deck only when it asks, or has asked before there was one.
  tell({ deck = false } = {}) {
    if (!this.deck || !this.opened) return;
    const told = { from: "stage", open: true, at: this.at, black: !this.black.hidden, clock: this.clock, scheme: this.scheme() };
    if (deck || this.told !== this.deck.id) {
      this.told = this.deck.id;
      const { title, minutes, steps } = this.deck;
      told.deck = { title, minutes, steps, slides: this.deck.slides.map((slide) => ({ title: slide.title, when: slide.when, notes: slide.notes })) };
    }
    this.call.postMessage(told);
  },

  // Light or dark, as the reader has it: the window with the notes has no theme of its own.
  scheme() {
    return getComputedStyle(this.root).colorScheme;
  },

  run(clock) {
    this.clock = clock;
    this.remember();
    this.tell();
  },

  // A window of its own, out of code that this page has already: nothing is requested.
  notes() {
    if (!this.deck || this.deck.slides.length < 2) return;
    const config = { channel: this.channel, words: this.words, css: [...stageFaces(), ...stageStyles()].join("\n"), scheme: this.scheme() };
    const parts = [stageAct, stageTyping, stageEl, stageSay, stageTime, stageSpent, tellersWindow].map(String);
    const script = `(() => {\nconst STAGE_KEYS = ${JSON.stringify(STAGE_KEYS)};\nconst STAGE_CODES = ${JSON.stringify(STAGE_CODES)};\n${parts.join("\n")}\ntellersWindow(${JSON.stringify(config)});\n})();`;
    const opened = window.open("", this.channel, "popup,width=960,height=720");
    if (!opened) {
      this.lost.textContent = this.words.blocked;
      return;
    }
    if (opened.pactlineTeller) return opened.focus(); // it is open, and in step
    // An empty window shares this page's origin, also where that is a file; the script comes by an address of
    // its own, so that no policy has to allow scripts inside of pages.
    opened.document.open();
    opened.document.write('<!doctype html><html lang="en"><meta charset="utf-8"><title>Pactline</title><body></body></html>');
    opened.document.close();
    const code = opened.document.createElement("script");
    code.src = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    code.onload = () => URL.revokeObjectURL(code.src);
    opened.document.head.append(code);
    opened.focus();
  },
});

// Each style sheet of the page that can be read, with its rules: those too that another one imports, as the app's own.
function* stageSheets(sheets = document.styleSheets) {
  for (const sheet of sheets) {
    let rules = [];
    try {
      rules = [...sheet.cssRules];
    } catch {
      continue; // another origin's: none of ours
    }
    yield [sheet, rules];
    yield* stageSheets(rules.filter((rule) => rule instanceof CSSImportRule && rule.styleSheet).map((rule) => rule.styleSheet));
  }
}

// What gives the window its looks: the sheets that speak of it.
function stageStyles() {
  return [...stageSheets()]
    .map(([, rules]) => rules.filter((rule) => !(rule instanceof CSSFontFaceRule)).map((rule) => rule.cssText).join("\n"))
    .filter((text) => text.includes(".teller"));
}

// The page's own fonts, with addresses that hold in another window.
function stageFaces() {
  const faces = [];
  for (const [sheet, rules] of stageSheets()) {
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule) || !/Source S|Noto/.test(rule.style.fontFamily || rule.cssText)) continue;
      faces.push(rule.cssText.replace(/url\("([^"]+)"\)/g, (_, url) => `url("${new URL(url, sheet.href ?? document.baseURI).href}")`));
    }
  }
  return faces;
}

// Runs in the window itself, and so may use nothing but what is handed over with it.
function tellersWindow({ channel, words, css, scheme }) {
  window.pactlineTeller = true;
  const line = new BroadcastChannel(channel);
  const send = (act, more = {}) => line.postMessage({ from: "notes", act, ...more });
  let deck = null;
  let told = null;
  let minutes = null; // what the teller has, which may be less than the story takes

  document.title = words.notes_title;
  document.documentElement.style.colorScheme = scheme;
  // As a sheet that a script has made: a page's policy need not allow styles inside of pages for it.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  document.body.className = "stApp teller";
  const place = stageEl("p", { class: "teller-place" });
  const heading = stageEl("h1");
  const say = stageEl("div", { class: "teller-say" });
  const facts = stageEl("div", { class: "teller-facts" });
  const next = stageEl("p", { class: "teller-next" });
  const steps = stageEl("ol");
  const spent = stageEl("output", { class: "teller-time" });
  const left = stageEl("output", { class: "teller-time" });
  const field = stageEl("input", { type: "number", min: "1", max: "600", step: "1", inputmode: "numeric" });
  const button = (name, act) => {
    const made = stageEl("button", { type: "button" }, words[name]);
    made.addEventListener("click", (event) => {
      act();
      if (event.detail) made.blur();
    });
    return made;
  };
  const black = button("black", () => send("black"));
  const pause = button("pause", () => {
    const { clock } = told;
    send("clock", { clock: clock.since === null ? { spent: clock.spent, since: Date.now() } : { spent: stageSpent(clock), since: null } });
  });
  const again = button("again", () => send("clock", { clock: { spent: 0, since: Date.now() } }));
  field.addEventListener("input", () => {
    minutes = Number(field.value) || null;
    tick();
  });
  document.body.append(
    stageEl("header", { class: "teller-head" },
      stageEl("div", { class: "teller-buttons" }, button("back", () => send("back")), button("next", () => send("next")), black),
      place,
      stageEl("div", { class: "teller-clock" },
        stageEl("p", {}, words.spent, " ", spent), stageEl("p", {}, words.left, " ", left),
        stageEl("label", {}, words.minutes, " ", field), pause, again)),
    stageEl("main", {}, heading, say, facts),
    stageEl("nav", { class: "teller-steps", "aria-label": words.steps_title }, next, steps),
  );

  const cue = (name, text, kind) => (text ? [stageEl("div", { class: `teller-cue ${kind}` }, stageEl("h2", {}, name), stageEl("p", { dir: "auto" }, text))] : []);

  function paint() {
    if (!told?.open || !deck) {
      place.textContent = told ? words.closed : words.opening;
      return;
    }
    const slide = deck.slides[told.at];
    const { notes } = slide;
    place.textContent = [told.black ? words.blacked : "", told.at > 0 && told.at <= deck.steps ? stageSay(words.step, { n: told.at, total: deck.steps }) : ""].filter(Boolean).join(" · ");
    heading.replaceChildren(stageEl("bdi", {}, slide.title), ...(slide.when ? [stageEl("span", { class: "teller-when" }, slide.when)] : []));
    say.replaceChildren(...(notes.say ? [stageEl("p", { dir: "auto" }, notes.say)] : [stageEl("p", { class: "teller-none" }, words.nothing_to_say)]));
    const claims = notes.claims.map((claim) => stageEl("li", {},
      stageEl("p", { dir: "auto" }, claim.text),
      stageEl("p", { class: "teller-who" }, [`${claim.sign} ${claim.status}`, claim.said_by].filter(Boolean).join(" · ")),
      stageEl("ul", {}, ...claim.sources.map((source) => stageEl("li", {}, source)))));
    facts.replaceChildren(
      ...cue(words.look, notes.look, "teller-look"), ...cue(words.ask, notes.ask, "teller-ask"),
      ...(claims.length ? [stageEl("div", { class: "teller-claims" }, stageEl("h2", {}, words.borne_out), stageEl("ul", {}, ...claims))] : []));
    const after = deck.slides[told.at + 1];
    next.textContent = after ? stageSay(words.comes, { title: `\u2068${after.title}\u2069` }) : words.ends;
    [...steps.children].forEach((step, at) => {
      if (at === told.at) step.firstChild.setAttribute("aria-current", "step");
      else step.firstChild.removeAttribute("aria-current");
    });
    black.setAttribute("aria-pressed", String(told.black));
    pause.textContent = told.clock.since === null ? words.go_on : words.pause;
    tick();
  }

  function tick() {
    if (!told?.open || !deck) return;
    const ms = stageSpent(told.clock);
    spent.textContent = stageTime(ms);
    const whole = (minutes ?? deck.minutes ?? 0) * 60000;
    left.textContent = !whole ? "–" : ms <= whole ? stageTime(whole - ms) : stageSay(words.over, { time: stageTime(ms - whole) });
    left.classList.toggle("teller-over", Boolean(whole) && ms > whole);
  }

  line.onmessage = ({ data }) => {
    if (data.from !== "stage") return;
    told = data.open ? data : { open: false };
    if (told.scheme) document.documentElement.style.colorScheme = told.scheme;
    if (data.deck) {
      deck = data.deck;
      document.title = `${words.notes_title} · ${deck.title}`;
      field.value ||= deck.minutes ?? "";
      steps.replaceChildren(...deck.slides.map((slide, at) => {
        const go = stageEl("button", { type: "button" }, stageEl("span", {}, at > 0 && at <= deck.steps ? `${at}` : ""), stageEl("bdi", {}, slide.title));
        go.addEventListener("click", (event) => {
          send("show", { at });
          if (event.detail) go.blur();
        });
        return stageEl("li", {}, go);
      }));
    }
    paint();
  };
  addEventListener("keydown", (event) => {
    const act = stageAct(event);
    if (!act || act === "full" || act === "notes") return;
    event.preventDefault();
    send(act);
  });
  setInterval(tick, 500);
  paint();
  send("hello");
}
