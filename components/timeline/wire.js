// Undoes what components/parts/wire.py does to make data small.
/** @param {Uint8Array} bytes */
export function unpacked(bytes) {
  return widened(JSON.parse(new TextDecoder().decode(bytes)));
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
    return value.$d.map((/** @type {number} */ step) => (sum += step));
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
  for (const [key, entry] of Object.entries(value)) wide[key] = widened(entry);
  return wide;
}
