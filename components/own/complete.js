// What may stand at a place of a record's YAML, by the record's schema: its keys, or the values of one.
// Told by lines and blanks alone, as far as somebody is typing who has not finished.

/** @typedef {{ kind?: string, list?: boolean, values?: string[], said?: string }} Value */
/** @typedef {Record<string, Record<string, Value>>} Shape For each kind of entry its keys; "" is the whole file. */
/** @typedef {{ from: number, options: { label: string, said?: string, isKey: boolean }[] }} Found */

/**
 * Return what may stand where somebody types; `from` is the place in the line where it begins.
 *
 * @param {Shape} shape
 * @param {string[]} lines Up to the one that is typed in, which ends at the cursor.
 * @returns {Found | null}
 */
export function completions(shape, lines) {
  const last = lines.at(-1) ?? "";
  const key = /^((?:\s*-\s)*\s*)([\w-]*)$/.exec(last);
  if (key) {
    const kind = kindAt(shape, lines, key[1].length);
    if (kind === null || shape[kind] === undefined) return null;
    const there = keysBeside(lines, key[1].length);
    const options = Object.entries(shape[kind])
      .filter(([label]) => !there.has(label))
      .map(([label, { said }]) => ({ label, said, isKey: true }));
    return { from: key[1].length, options };
  }
  const value = /^((?:\s*-\s)*\s*)([\w-]+):\s+(\S*)$/.exec(last);
  if (value) {
    const kind = kindAt(shape, lines, value[1].length);
    const values = kind === null ? undefined : shape[kind]?.[value[2]]?.values;
    if (!values) return null;
    return { from: last.length - value[3].length, options: values.map((label) => ({ label, isKey: false })) };
  }
  return null;
}

/**
 * Return the kind of the entry whose keys stand at a column of the last line; null where that is not known.
 *
 * @param {Shape} shape
 * @param {string[]} lines
 * @param {number} column
 */
function kindAt(shape, lines, column) {
  const path = [];
  let within = column;
  // The dash of its own line, or of one above, belongs to the list's key, which may stand as far left as the dash.
  let dashed = ownDash(lines.at(-1) ?? "", column);
  if (dashed !== null) within = dashed;
  for (let at = lines.length - 2; at >= 0 && (within > 0 || dashed !== null); at--) {
    const found = /^((?:\s*-\s)*\s*)([\w-]+):\s*(?:#.*)?$/.exec(lines[at]);
    const begins = /^(\s*)-\s+/.exec(lines[at]);
    if (found) {
      const own = found[1].length;
      const parent = dashed === null ? own < within : own <= within;
      if (parent) {
        path.unshift(found[2]);
        const dash = ownDash(lines[at], own);
        within = dash ?? own;
        dashed = dash;
        continue;
      }
    }
    // The first line of the entry: "- id: x" above "  date: …".
    if (dashed === null && begins && begins[0].length === within) {
      dashed = begins[1].length;
      within = dashed;
    }
  }
  if (within > 0) return null;
  return path.reduce(
    (/** @type {string | null} */ kind, key) => (kind === null ? null : (shape[kind]?.[key]?.kind ?? null)),
    "",
  );
}

/**
 * Return the column of the dash before a key that stands behind one; null where none does.
 *
 * @param {string} line
 * @param {number} column
 */
function ownDash(line, column) {
  const before = line.slice(0, column);
  return before.includes("-") ? before.lastIndexOf("-") : null;
}

/**
 * Return the keys that stand already in the entry, above the line that is typed in.
 *
 * @param {string[]} lines
 * @param {number} column
 */
function keysBeside(lines, column) {
  /** @type {Set<string>} */
  const found = new Set();
  if (ownDash(lines.at(-1) ?? "", column) !== null) return found;
  for (let at = lines.length - 2; at >= 0; at--) {
    const key = /^((?:\s*-\s)*\s*)([\w-]+):/.exec(lines[at]);
    const indent = /^\s*/.exec(lines[at])?.[0].length ?? 0;
    if (!lines[at].trim() || /^\s*#/.test(lines[at])) continue;
    if (key && key[1].length === column) {
      found.add(key[2]);
      if (ownDash(lines[at], column) !== null) break;
    } else if (indent < column) break;
  }
  return found;
}
