// The number of the reader's next act, for all components of this document alike. Rising, so that Python can tell a
// new wish from one that it has taken already: counted, never timed, since a reader's clock may be set back. The
// server says the last number that it took (router.js), for a document that joins a session which counted further.
export function nextAct() {
  document.__pactlineActs = (document.__pactlineActs ?? 0) + 1;
  return document.__pactlineActs;
}

/** @param {number} number */
export function tookAct(number) {
  document.__pactlineActs = Math.max(document.__pactlineActs ?? 0, number);
}
