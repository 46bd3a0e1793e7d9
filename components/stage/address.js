// The address says which step is on, so that thirty phones can open it: one entry of the browser's history for
// each step at which the teller rests, none for those passed over. Written here and not on the server, which
// may be gone. The entries count how deep they are, so that closing goes back to where it began.
const STAGE_REST = 800; // ms
const STAGE_OPEN = "pactline-stage"; // in this tab's memory while a stage is open, so that a reload opens it again

/** @satisfies {ThisType<import("./stage.js").Stage>} */
export const address = {
  /** @param {string | null} story */
  begin(story) {
    this.story = story;
    const kept = stageMemory();
    const same = kept && kept.story === story;
    this.base = same ? Math.min(kept.base, stageDepth()) : stageDepth();
    this.channel = same ? kept.channel : `pactline-stage-${Math.random().toString(36).slice(2)}`;
    this.clock = same ? kept.clock : { spent: 0, since: Date.now() };
    this.remember();
    this.line();
  },

  remember() {
    try {
      sessionStorage.setItem(
        STAGE_OPEN,
        JSON.stringify({ story: this.story, base: this.base, channel: this.channel, clock: this.clock }),
      );
    } catch {
      /* a browser that keeps nothing: a reload then shows the page */
    }
  },

  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.write(), STAGE_REST);
  },

  write() {
    if (!this.opened || this.story === null) return;
    const here = this.host.here();
    if (here.story === this.story && here.step === this.at) return;
    try {
      history.pushState(
        { ...history.state, pactlineStage: stageDepth() + 1 },
        "",
        this.host.address(this.story, this.at ?? 0),
      );
    } catch {
      /* a frame that may have no address of its own: the stage goes on without */
    }
  },

  // Back and Forward: to another step, or out.
  went() {
    clearTimeout(this.resting);
    const { story, step } = this.host.here();
    if (this.story !== null && story === this.story && step !== null && stageDepth() >= this.base)
      this.show(step, { rest: false });
    else this.close({ back: false });
  },

  /** @param {boolean} back */
  end(back) {
    try {
      sessionStorage.removeItem(STAGE_OPEN);
    } catch {
      /* see remember */
    }
    this.hangUp();
    const steps = stageDepth() - this.base;
    if (!back || steps < 1) return;
    // The page hears of it and draws itself anew: its place is given back once more when it has.
    window.addEventListener("popstate", () => requestAnimationFrame(() => this.restore()), { once: true });
    history.go(-steps);
  },
};

function stageDepth() {
  return history.state?.pactlineStage ?? 0;
}

/** @returns {import("./types.js").Memory | null} */
function stageMemory() {
  try {
    return JSON.parse(sessionStorage.getItem(STAGE_OPEN) ?? "null");
  } catch {
    return null;
  }
}
