// What lies beside the pages as scripts: data in a file of its own, asked for when it is wanted. A page that is opened
// from a disk may load scripts and nothing else.
import { base } from "../parts/streamlit.js";

/** @type {Map<string, Promise<any>>} */
const COMING = new Map();
/** @type {Map<string, (value: any) => void>} */
const WAITING = new Map();

/** @type {any} */ (window).pactlineHolds = (/** @type {string} */ name, /** @type {any} */ value) => {
  WAITING.get(name)?.(value);
  WAITING.delete(name);
};

/**
 * Return what a script holds under a name. Rejects where the file does not come.
 *
 * @param {string} name
 * @param {string} address From the site's root on, or whole.
 * @returns {Promise<any>}
 */
export function hold(name, address) {
  const old = COMING.get(name);
  if (old) return old;
  const coming = new Promise((come, fail) => {
    WAITING.set(name, come);
    const script = document.createElement("script");
    script.src = new URL(address, base()).href;
    script.onerror = () => {
      COMING.delete(name);
      fail(new Error(name));
    };
    document.head.append(script);
  });
  COMING.set(name, coming);
  return coming;
}
