// The teller's window: what to say and to ask, what bears it out, the time, what comes next. It and the stage
// tell each other over a BroadcastChannel; keys work in both.
import TELLER from "bundle:./teller.js";

/** @satisfies {ThisType<import("./stage.js").Stage>} */
export const notes = {
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
    /** @type {import("./types.js").Telling} */
    const told = {
      from: "stage",
      open: true,
      at: this.at ?? 0,
      black: !this.black.hidden,
      clock: this.clock,
      scheme: this.scheme(),
    };
    if (deck || this.told !== this.deck.id) {
      this.told = this.deck.id;
      const { title, minutes, steps } = this.deck;
      told.deck = {
        title,
        minutes,
        steps,
        slides: this.deck.slides.map((slide) => ({ title: slide.title, when: slide.when, notes: slide.notes })),
      };
    }
    this.call.postMessage(told);
  },

  // Light or dark, as the reader has it: the window with the notes has no theme of its own.
  scheme() {
    return getComputedStyle(this.root).colorScheme;
  },

  /** @param {import("./types.js").Clock} clock */
  run(clock) {
    this.clock = clock;
    this.remember();
    this.tell();
  },

  // A window of its own, out of code that this page has already: nothing is requested.
  notes() {
    if (!this.deck || this.deck.slides.length < 2) return;
    const config = {
      channel: this.channel,
      words: this.words,
      css: [...stageFaces(), ...stageStyles()].join("\n"),
      scheme: this.scheme(),
    };
    const script = `${TELLER}\npart.tellersWindow(${JSON.stringify(config)});`;
    const opened = window.open("", this.channel, "popup,width=960,height=720");
    if (!opened) {
      this.lost.textContent = this.words.blocked;
      return;
    }
    if (opened.pactlineTeller) return opened.focus(); // it is open, and in step
    // An empty window shares this page's origin, also where that is a file; the script comes by an address of
    // its own, so that no policy has to allow scripts inside of pages.
    opened.document.open();
    opened.document.write(
      `<!doctype html><html lang="${document.documentElement.lang}"><meta charset="utf-8"><title>Pactline</title><body></body></html>`,
    );
    opened.document.close();
    const code = opened.document.createElement("script");
    code.src = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    code.onload = () => URL.revokeObjectURL(code.src);
    opened.document.head.append(code);
    opened.focus();
  },
};

// Each style sheet of the page that can be read, with its rules: those too that another one imports, as the app's own.
/**
 * @param {Iterable<CSSStyleSheet>} sheets
 * @returns {Generator<[sheet: CSSStyleSheet, rules: CSSRule[]]>}
 */
function* stageSheets(sheets = document.styleSheets) {
  for (const sheet of sheets) {
    /** @type {CSSRule[]} */
    let rules = [];
    try {
      rules = [...sheet.cssRules];
    } catch {
      continue; // another origin's: none of ours
    }
    yield [sheet, rules];
    yield* stageSheets(
      rules.flatMap((rule) => (rule instanceof CSSImportRule && rule.styleSheet ? [rule.styleSheet] : [])),
    );
  }
}

// What gives the window its looks: the sheets that speak of it.
function stageStyles() {
  return [...stageSheets()]
    .map(([, rules]) =>
      rules
        .filter((/** @type {CSSRule} */ rule) => !(rule instanceof CSSFontFaceRule))
        .map((/** @type {CSSRule} */ rule) => rule.cssText)
        .join("\n"),
    )
    .filter((text) => text.includes(".teller"));
}

// The page's own fonts, with addresses that hold in another window.
function stageFaces() {
  const faces = [];
  for (const [sheet, rules] of stageSheets()) {
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule) || !/Source S|Noto/.test(rule.style.fontFamily || rule.cssText)) continue;
      faces.push(
        rule.cssText.replace(
          /url\("([^"]+)"\)/g,
          (_, url) => `url("${new URL(url, sheet.href ?? document.baseURI).href}")`,
        ),
      );
    }
  }
  return faces;
}
