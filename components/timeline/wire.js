// Undoes what components/parts/wire.py does to make data small.
/** @param {Uint8Array} bytes */
export function unpacked(bytes) {
  const data = widened(JSON.parse(new TextDecoder().decode(bytes)));
  for (const trace of data.figure.data) {
    if (!trace.text?.$l) continue;
    trace.text = trace.text.$l.map((/** @type {any} */ label, /** @type {number} */ n) =>
      typeof label === "string" ? label : written(label, data.figure.events[trace.customdata[n][0]].title),
    );
  }
  return data;
}

/**
 * @param {[before: number, length: number, cut: number, after: number]} label
 * @param {string} title
 */
function written([before, length, cut, after], title) {
  // Python counts characters, JavaScript UTF-16 units.
  const words = cut ? `${Array.from(title).slice(0, length).join("")}…` : title;
  const safe = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return "\u00a0".repeat(before) + safe + "\u00a0".repeat(after);
}

/**
 * @param {any} value
 * @returns {any}
 */
export function widened(value) {
  if (Array.isArray(value)) return value.map(widened);
  if (value === null || typeof value !== "object") return value;
  if (value.$d) {
    let sum = 0;
    return value.$d.map((/** @type {number} */ step) => (sum += step) * (value.$k || 1));
  }
  if (value.$v) return value.$i.map((/** @type {number} */ n) => value.$v[n]);
  if (value.$t) {
    const columns = Object.entries(value.$t).map(([key, column]) => ({ key, column: widened(column) }));
    return columns[0].column.map((/** @type {unknown} */ _, /** @type {number} */ n) =>
      Object.fromEntries(columns.map(({ key, column }) => [key, column[n]])),
    );
  }
  /** @type {Record<string, unknown>} */
  const wide = {};
  for (const [key, entry] of Object.entries(value))
    wide[key] = key === "text" && entry?.$l ? { $l: widened(entry.$l) } : widened(entry);
  return wide;
}
