// How high each lane is, and which small ones share one: heights follow the square root of how many events they hold.
const LEAST = 62; // px
const GAP = 4; // px between lanes

/**
 * @param {{ name: string; n: number }[]} lanes From top to bottom.
 * @param {number} height Px of them all.
 * @returns {{ lanes: import("./types.js").Lane[]; of: number[] }} Lanes as they are drawn, and for each of those given
 *   the place of the one that it stands in.
 */
export function stacked(lanes, height) {
  const most = Math.max(Math.floor((height + GAP) / (LEAST + GAP)), 1);
  const order = lanes.map((_, n) => n).filter((n) => lanes[n].n);
  order.sort((a, b) => lanes[b].n - lanes[a].n || a - b);
  let own = order;
  /** @type {number[]} */
  let shared = [];
  // A lane whose share would be less than a mark and its label need goes in with the other small ones.
  for (let keep = Math.min(order.length, most); keep > 0; keep -= 1) {
    own = order.slice(0, keep);
    shared = order.slice(keep);
    const sizes = own.map((n) => Math.sqrt(lanes[n].n));
    if (shared.length) sizes.push(Math.sqrt(shared.reduce((sum, n) => sum + lanes[n].n, 0)));
    const room = height - GAP * (sizes.length - 1);
    const total = sizes.reduce((a, b) => a + b, 0);
    if (sizes.length <= most && Math.min(...sizes) / total >= (LEAST * 0.65) / room) break;
  }
  if (shared.length === 1) {
    own = order.slice(0, own.length + 1);
    shared = [];
  }
  const kept = [...own].sort((a, b) => a - b);
  const drawn = kept.map((n) => ({ name: lanes[n].name, n: lanes[n].n }));
  if (shared.length)
    drawn.push({
      name: [...shared]
        .sort((a, b) => lanes[b].n - lanes[a].n)
        .map((n) => lanes[n].name)
        .join(" · "),
      n: shared.reduce((sum, n) => sum + lanes[n].n, 0),
    });
  const of = lanes.map((_, n) => (kept.includes(n) ? kept.indexOf(n) : drawn.length - 1));
  return { lanes: sized(drawn, height), of };
}

/**
 * @param {{ name: string; n: number }[]} lanes
 * @param {number} height
 * @returns {import("./types.js").Lane[]}
 */
function sized(lanes, height) {
  const room = height - GAP * (lanes.length - 1);
  const least = Math.min(LEAST, room / lanes.length);
  const total = lanes.reduce((sum, lane) => sum + Math.sqrt(lane.n), 0);
  const spare = room - least * lanes.length;
  // What is above the least is shared out, so that all of them together fill the height.
  const wanted = lanes.map((lane) => Math.max((Math.sqrt(lane.n) / total) * room - least, 0));
  const sum = wanted.reduce((a, b) => a + b, 0) || 1;
  let top = 0;
  return lanes.map((lane, n) => {
    const bottom = top + least + (wanted[n] / sum) * spare;
    const made = { ...lane, top, bottom, middle: top + (bottom - top) * 0.6 };
    top = bottom + GAP;
    return made;
  });
}
