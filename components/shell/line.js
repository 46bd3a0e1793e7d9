// What a line carries, told by what has come over it.

/**
 * Bytes a millisecond while any of some files came, each counted from its first byte on: how long a server or a browser
 * thought before is not in it, nor that several files shared the line. Files that came from a cache say nothing.
 *
 * @param {Pick<PerformanceResourceTiming, "transferSize" | "responseStart" | "responseEnd">[]} files
 * @param {number} enough Bytes that tell a line.
 * @returns {number | null} nothing where so few have come
 */
export function carried(files, enough) {
  const came = files.filter((one) => one.transferSize > 0).sort((a, b) => a.responseStart - b.responseStart);
  let [bytes, ms, until] = [0, 0, 0];
  for (const { transferSize, responseStart, responseEnd } of came) {
    bytes += transferSize;
    ms += Math.max(responseEnd - Math.max(responseStart, until), 0);
    until = Math.max(until, responseEnd);
  }
  return bytes < enough ? null : bytes / ms;
}
