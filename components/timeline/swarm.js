// Where marks stand in a lane: on its middle line, or above or below it where they would touch another.
const AIR = 1; // px between two marks
const STEP = 4; // px from one try to the next
const CELL = 16; // px

/**
 * Give each mark its height in the lane. What finds no room is left out.
 *
 * @param {{ x: number; size: number; rank: number }[]} marks In the order of time.
 * @param {{ top: number; bottom: number; name: import("./types.js").Box | null }} lane What they may take of it: not
 *   the place of its name.
 * @param {number} middle
 * @returns {(number | null)[]} For each mark its y.
 */
export function swarm(marks, { top, bottom, name }, middle) {
  /** @type {Map<number, { x: number; y: number; size: number }[]>} */
  const cells = new Map();
  const order = marks
    .map((_, n) => n)
    .sort((a, b) => marks[b].rank - marks[a].rank || marks[a].x - marks[b].x || a - b);
  /** @type {(number | null)[]} */
  const found = marks.map(() => null);
  for (const n of order) {
    const { x, size } = marks[n];
    const cell = Math.floor(x / CELL);
    const near = [cell - 1, cell, cell + 1].flatMap((one) => cells.get(one) ?? []);
    const low = name && x - size / 2 < name.right && x + size / 2 > name.left ? Math.max(top, name.bottom) : top;
    const y = free(near, x, size, low, bottom, Math.min(Math.max(middle, low + size / 2), bottom - size / 2));
    if (y === null) continue;
    found[n] = y;
    if (!cells.has(cell)) cells.set(cell, []);
    cells.get(cell)?.push({ x, y, size });
  }
  return found;
}

/**
 * @param {{ x: number; y: number; size: number }[]} near
 * @param {number} x
 * @param {number} size
 * @param {number} top
 * @param {number} bottom
 * @param {number} middle
 */
function free(near, x, size, top, bottom, middle) {
  const half = size / 2;
  for (let far = 0; far <= bottom - top; far += STEP) {
    for (const y of far ? [middle - far, middle + far] : [middle]) {
      if (y - half < top || y + half > bottom) continue;
      if (near.every((one) => Math.hypot(one.x - x, one.y - y) >= (one.size + size) / 2 + AIR)) return y;
    }
  }
  return null;
}
