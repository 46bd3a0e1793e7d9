// The stage in the app: Streamlit's page is its host. One stage a document: it outlives reruns and changes of page.
import { plotly } from "../parts/plotly.js";
import { scroller } from "../parts/scrolling.js";
import { app, base } from "../parts/streamlit.js";
import { Stage } from "./stage.js";

/** @param {Component} component */
export default function stage(component) {
  const data = JSON.parse(new TextDecoder().decode(component.data));
  const first = !document.__pactlineStage;
  const own = (document.__pactlineStage ??= new Stage(streamlitHost()));
  own.host.words = component.words;
  own.host.ask = (what) => component.setStateValue("present", what);
  own.give(data.deck, data.answered);
  if (!first) return;
  document.documentElement.dataset.presents = ""; // the buttons are heard from now on
  document.addEventListener("click", (event) => {
    const button = event.target?.closest?.("[data-present]");
    if (button) present(own, button.dataset.present ?? "");
  });
  // Pressed while this script was on its way; not if the reader has gone on to another page since.
  const pressed = document.__pactlinePressed;
  for (const button of document.querySelectorAll("[data-present][aria-busy]")) button.removeAttribute("aria-busy");
  if (pressed?.where === location.href) return present(own, pressed.what);
  // A link to a step, or a reload while one was on: on a desk it opens on the stage, on a phone it is a page.
  const { story, step } = own.host.here();
  if (story && step !== null && matchMedia(STAGE_DESK).matches && stagePage() === "classroom")
    own.open({ story, step });
}

/**
 * @param {Stage} stage
 * @param {string} what
 */
function present(stage, what) {
  const { story, step } = stage.host.here();
  const told = what === "story";
  stage.open({ story: told ? story : null, step: told ? (step ?? 0) : 0, full: true });
}

const ASKING = 2000; // ms between two questions whether the server is still there, while the stage is open
const STAGE_DESK = "(min-width: 50.01rem)";

function stagePage() {
  return location.pathname.split("/").at(-1);
}

/** @returns {import("./types.js").Host} */
function streamlitHost() {
  return {
    get root() {
      return app();
    },
    words: {},
    ask() {},
    scroller: () => scroller(document.querySelector(".st-key-presenter")),
    plotly,
    here() {
      const query = new URLSearchParams(location.search);
      const step = query.get("step") ?? "";
      return { story: query.get("story"), step: /^\d{1,4}$/.test(step) ? Number(step) : null };
    },
    address(story, step) {
      const address = new URL(location.href);
      address.searchParams.set("story", story ?? "");
      address.searchParams.set("step", String(step));
      return address.href;
    },
    watch(tell, signal) {
      const ask = async () => tell(!(await answers()));
      const asking = setInterval(ask, ASKING);
      signal.addEventListener("abort", () => clearInterval(asking));
    },
  };
}

// Whether the server is there, by the address that it has for this question.
async function answers() {
  try {
    return (await fetch(new URL("_stcore/health", base()), { cache: "no-store", signal: AbortSignal.timeout(ASKING) }))
      .ok;
  } catch {
    return false;
  }
}
