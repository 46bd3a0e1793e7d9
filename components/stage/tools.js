// Small things that the stage and the window with the notes share.

// Put values into a sentence: "Step {n} of {total}".
/**
 * @param {string} sentence
 * @param {Record<string, unknown>} [values]
 */
export function stageSay(sentence, values = {}) {
  return sentence.replace(/\{(\w+)\}/g, (all, name) => (Object.hasOwn(values, name) ? String(values[name]) : all));
}

// Minutes and seconds of a length in ms: "4:07", "1:02:30".
/** @param {number} ms */
export function stageTime(ms) {
  const seconds = Math.floor(Math.max(ms, 0) / 1000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${parts[0]}:${parts[1]}` : `${Number(parts[0])}:${parts[1]}`;
}

// How long a clock has run: what it had spent when it was last stopped, and since when it runs again. By the time of
// day, which two windows and a reload share; set back meanwhile, it adds nothing rather than taking away.
/** @param {import("./types.js").Clock} clock */
export function stageSpent(clock, now = Date.now()) {
  return clock.spent + (clock.since === null ? 0 : Math.max(now - clock.since, 0));
}
