// The teller's window itself. It is bundled on its own, since it runs in a window that shares no code with the page.
import { el } from "../parts/elements.js";
import { stageAct } from "./keys.js";
import { stageSay, stageSpent, stageTime } from "./tools.js";

/** @param {{ channel: string, words: any, css: string, scheme: string }} config */
export function tellersWindow({ channel, words, css, scheme }) {
  window.pactlineTeller = true;
  const line = new BroadcastChannel(channel);
  const send = (/** @type {any} */ act, more = {}) => line.postMessage({ from: "notes", act, ...more });
  /** @type {import("./types.js").Told | null} */
  let deck = null;
  /** @type {import("./types.js").Telling | null} */
  let told = null;
  /** @type {number | null} */
  let minutes = null; // what the teller has, which may be less than the story takes

  document.title = words.notes_title;
  document.documentElement.style.colorScheme = scheme;
  // As a sheet that a script has made: a page's policy need not allow styles inside of pages for it.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  document.body.className = "teller";
  const place = el("p", { class: "teller-place" });
  const heading = el("h1");
  const say = el("div", { class: "teller-say" });
  const facts = el("div", { class: "teller-facts" });
  const next = el("p", { class: "teller-next" });
  const steps = el("ol");
  const spent = el("output", { class: "teller-time" });
  const left = el("output", { class: "teller-time" });
  const field = el("input", { type: "number", min: "1", max: "600", step: "1", inputmode: "numeric" });
  const button = (/** @type {string} */ name, /** @type {any} */ act) => {
    const made = el("button", { type: "button" }, words[name]);
    made.addEventListener("click", (event) => {
      act();
      if (event.detail) made.blur();
    });
    return made;
  };
  const black = button("black", () => send("black"));
  const pause = button("pause", () => {
    if (!told) return;
    const { clock } = told;
    send("clock", {
      clock:
        clock.since === null ? { spent: clock.spent, since: Date.now() } : { spent: stageSpent(clock), since: null },
    });
  });
  const again = button("again", () => send("clock", { clock: { spent: 0, since: Date.now() } }));
  field.addEventListener("input", () => {
    minutes = Number(field.value) || null;
    tick();
  });
  document.body.append(
    el(
      "header",
      { class: "teller-head" },
      el(
        "div",
        { class: "teller-buttons" },
        button("back", () => send("back")),
        button("next", () => send("next")),
        black,
      ),
      place,
      el(
        "div",
        { class: "teller-clock" },
        el("p", {}, words.spent, " ", spent),
        el("p", {}, words.left, " ", left),
        el("label", {}, words.minutes, " ", field),
        pause,
        again,
      ),
    ),
    el("main", {}, heading, say, facts),
    el("nav", { class: "teller-steps", "aria-label": words.steps_title }, next, steps),
  );

  const cue = (/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ kind) =>
    text ? [el("div", { class: `teller-cue ${kind}` }, el("h2", {}, name), el("p", { dir: "auto" }, text))] : [];

  function paint() {
    if (!told?.open || !deck) {
      place.textContent = told ? words.closed : words.opening;
      return;
    }
    const slide = deck.slides[told.at];
    const { notes } = slide;
    place.textContent = [
      told.black ? words.blacked : "",
      told.at > 0 && told.at <= deck.steps ? stageSay(words.step, { n: told.at, total: deck.steps }) : "",
    ]
      .filter(Boolean)
      .join(" · ");
    heading.replaceChildren(
      el("bdi", {}, slide.title),
      ...(slide.when ? [el("span", { class: "teller-when" }, slide.when)] : []),
    );
    say.replaceChildren(
      ...(notes.say
        ? [el("p", { dir: "auto" }, notes.say)]
        : [el("p", { class: "teller-none" }, words.nothing_to_say)]),
    );
    const claims = notes.claims.map((/** @type {import("./types.js").Notes["claims"][number]} */ claim) =>
      el(
        "li",
        {},
        el("p", { dir: "auto" }, claim.text),
        el("p", { class: "teller-who" }, [`${claim.sign} ${claim.status}`, claim.said_by].filter(Boolean).join(" · ")),
        el("ul", {}, ...claim.sources.map((/** @type {string} */ source) => el("li", {}, source))),
      ),
    );
    facts.replaceChildren(
      ...cue(words.look, notes.look, "teller-look"),
      ...cue(words.ask, notes.ask, "teller-ask"),
      ...(claims.length
        ? [el("div", { class: "teller-claims" }, el("h2", {}, words.borne_out), el("ul", {}, ...claims))]
        : []),
    );
    const { at: here } = told;
    const after = deck.slides[here + 1];
    next.textContent = after ? stageSay(words.comes, { title: `\u2068${after.title}\u2069` }) : words.ends;
    [...steps.children].forEach((step, at) => {
      if (at === here) step.firstElementChild?.setAttribute("aria-current", "step");
      else step.firstElementChild?.removeAttribute("aria-current");
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
    left.textContent = !whole
      ? "–"
      : ms <= whole
        ? stageTime(whole - ms)
        : stageSay(words.over, { time: stageTime(ms - whole) });
    left.classList.toggle("teller-over", Boolean(whole) && ms > whole);
  }

  line.onmessage = ({ data }) => {
    if (data.from !== "stage") return;
    told = /** @type {import("./types.js").Telling} */ (data);
    if (told.scheme) document.documentElement.style.colorScheme = told.scheme;
    if (told.deck) {
      const given = told.deck;
      deck = given;
      document.title = `${words.notes_title} · ${given.title}`;
      field.value ||= String(given.minutes ?? "");
      steps.replaceChildren(
        ...given.slides.map((slide, at) => {
          const go = el(
            "button",
            { type: "button" },
            el("span", {}, at > 0 && at <= given.steps ? `${at}` : ""),
            el("bdi", {}, slide.title),
          );
          go.addEventListener("click", (event) => {
            send("show", { at });
            if (event.detail) go.blur();
          });
          return el("li", {}, go);
        }),
      );
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
