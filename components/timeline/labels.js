// Where labels stand: beside their mark, or above or below it with a line that leads there. A label is whole or absent,
// and covers no mark, no other label, no name of a lane.
const LINE = 16; // px of a line of text
const GAP = 4; // px between a mark and its label
const HALO = 4; // px around a mark whose day is not certain
const AIR = 6; // px between a label and what stands beside it

/**
 * @param {import("./types.js").Mark[]} wanted Marks that ask for a label, the most important first.
 * @param {{ words: string; bold: boolean; width: number; far: boolean }[]} texts Theirs; `far`: a line may lead there.
 * @param {{ marks: import("./types.js").Mark[]; lanes: import("./types.js").Lane[]; taken: import("./types.js").Box[]; width: number; edge: number }} around
 *   `width`: px that are in sight, from 0 on; `edge`: where a label has to end whose mark stands before it.
 * @returns {import("./types.js").Label[]}
 */
export function labelled(wanted, texts, { marks, lanes, taken, width, edge }) {
  const space = new Space(taken);
  for (const { x, y, size, vague } of marks) {
    const half = size / 2 + (vague ? HALO : 1);
    space.add({ left: x - half, right: x + half, top: y - half, bottom: y + half });
  }
  const found = [];
  for (const [n, mark] of wanted.entries()) {
    const label = placed(mark, texts[n], lanes[mark.lane], space, { width, edge: mark.x < edge ? edge : width });
    if (!label) continue;
    const box = boxOf(label);
    space.add({ ...box, left: box.left - AIR, right: box.right + AIR });
    if (label.led) space.add(leader(label));
    found.push(label);
  }
  return found;
}

/**
 * @param {import("./types.js").Label} label
 * @returns {import("./types.js").Box}
 */
export function boxOf({ mark, side, gap, y, width }) {
  const start = mark.x + side * gap;
  const [left, right] = side > 0 ? [start, start + width] : [start - width, start];
  return { left, right, top: y - LINE / 2, bottom: y + LINE / 2 };
}

/**
 * @param {import("./types.js").Label} label
 * @returns {import("./types.js").Box}
 */
function leader({ mark, y }) {
  const [from, to] = y < mark.y ? [y + LINE / 2, mark.y - mark.size / 2] : [mark.y + mark.size / 2, y - LINE / 2];
  return { left: mark.x - 1, right: mark.x + 1, top: from, bottom: to };
}

/**
 * @param {import("./types.js").Mark} mark
 * @param {{ words: string; bold: boolean; width: number; far: boolean }} text
 * @param {import("./types.js").Lane} lane
 * @param {Space} space
 * @param {{ width: number; edge: number }} sight
 * @returns {import("./types.js").Label | null}
 */
function placed(mark, text, lane, space, { width, edge }) {
  const { size, y } = mark;
  const beside = size / 2 + (mark.vague ? HALO : GAP);
  const low = mark.x - size / 2 < 0 || mark.x + size / 2 > width; // out of sight: prepared for who moves on
  const tries = [
    { side: 1, gap: beside, y, led: false },
    { side: -1, gap: beside, y, led: false },
  ];
  const reach = size / 2 + LINE / 2 + (mark.vague ? HALO : 1);
  const levels = text.far ? Math.ceil((lane.bottom - lane.top) / 6) : 1;
  for (let level = 0; level < levels; level += 1) {
    for (const up of [-1, 1]) {
      for (const side of [1, -1]) {
        const at = y + up * (reach + level * 6);
        tries.push({ side, gap: level ? -2 : -size / 2, y: at, led: level > 0 });
      }
    }
  }
  for (const one of tries) {
    const label = { mark, words: text.words, bold: text.bold, width: text.width, ...one };
    const box = boxOf(label);
    if (box.top < lane.top || box.bottom > lane.bottom) continue;
    // A label is whole: that of a mark out of sight stays there with it.
    if (low ? box.right > 0 && box.left < width : box.left < 0 || box.right > edge) continue;
    if (!space.free({ ...box, left: box.left - (one.side < 0 ? AIR : 1), right: box.right + (one.side > 0 ? AIR : 1) }))
      continue;
    if (one.led && !space.clear(leader(label))) continue;
    return label;
  }
  return null;
}

// What is taken, in columns, so that a look costs little however many marks there are.
class Space {
  /** @param {import("./types.js").Box[]} taken */
  constructor(taken) {
    /** @type {Map<number, import("./types.js").Box[]>} */
    this.columns = new Map();
    for (const box of taken) this.add(box);
  }

  /** @param {import("./types.js").Box} box */
  add(box) {
    for (let column = Math.floor(box.left / 64); column <= Math.floor(box.right / 64); column += 1) {
      if (!this.columns.has(column)) this.columns.set(column, []);
      this.columns.get(column)?.push(box);
    }
  }

  /** @param {import("./types.js").Box} box */
  free(box) {
    for (let column = Math.floor(box.left / 64); column <= Math.floor(box.right / 64); column += 1)
      for (const one of this.columns.get(column) ?? [])
        if (one.left < box.right && box.left < one.right && one.top < box.bottom && box.top < one.bottom) return false;
    return true;
  }

  // Whether a line may stand here: it may pass the small marks of its own day, but no words.
  /** @param {import("./types.js").Box} line */
  clear(line) {
    const column = Math.floor(line.left / 64);
    return (this.columns.get(column) ?? []).every(
      (one) =>
        one.right - one.left < 16 ||
        one.left >= line.right ||
        line.left >= one.right ||
        one.top >= line.bottom ||
        line.top >= one.bottom,
    );
  }
}
