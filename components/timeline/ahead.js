// The timeline's picture comes beside the run: by its address, which the browser knows as soon as the reader asks for
// another selection. What the run says later, chips, counts and list, is about the same; a picture that was shown before
// is not fetched again.
import { AskedOnce } from "../parts/asked_once.js";
import { base } from "../parts/streamlit.js";
import { unpacked } from "./wire.js";

const KEPT = 16; // pictures, of some 100 kB
const PATIENCE = 10_000; // ms after which an act that no run has answered is lost

/**
 * What a run says of the picture, as component.py has it.
 * @typedef {{ of: string; look: string; query: Record<string, string[]>; ranged: boolean; handled: number;
 *   range: [number | null, number | null]; answer?: import("./types.js").TimelineData["answer"] }} Told
 * @typedef {Omit<import("./types.js").TimelineData, "range" | "answer">} Picture
 * @typedef {{ pictured: string[]; dates: string[]; sure: string }} Keys
 * @typedef {(picture: Picture, told: Told) => void} Show
 */

/**
 * Return the address of a picture, below the app's.
 *
 * @param {Told} told
 * @param {Iterable<[key: string, value: string]>} asked Keys of an address, of which some may say nothing of a picture.
 * @param {Keys} keys
 */
export function addressOf({ of, look, ranged }, asked, { pictured, dates, sure }) {
  const own = [...asked].filter(([key]) => pictured.includes(key));
  const certain = own.some(([key]) => key === sure);
  const query = new URLSearchParams(own.filter(([key]) => ranged || certain || !dates.includes(key)));
  query.sort(); // by keys alone: the values of each stay as they were
  return `drawn?${new URLSearchParams([["of", of], ["look", look], ...query])}`;
}

export class Ahead {
  /**
   * @param {Show} show
   * @param {() => void} failed Called where a picture does not come.
   * @param {(address: string) => Promise<Picture>} [get]
   */
  constructor(show, failed, get = fetched) {
    this.show = show;
    this.failed = failed;
    this.get = get;
    /** @type {AskedOnce<Picture>} */
    this.held = new AskedOnce(KEPT);
    /** @type {Told | null} */
    this.told = null;
    /** @type {Keys} */
    this.keys = { pictured: [], dates: [], sure: "" };
    this.wanted = "";
    this.asked = 0; // number of the reader's act that the picture is already of
    this.since = 0; // when that was, in ms
  }

  /**
   * Take what a run says: its picture is the one to show, unless the reader has acted since. A session that begins anew,
   * as after a server's restart, has answered less than the one before, and is right.
   *
   * @param {Told} told
   * @param {Keys} keys
   */
  tell(told, keys) {
    const anew = told.handled < (this.told?.handled ?? 0);
    this.told = told;
    this.keys = keys;
    if (told.handled < this.asked && !anew && Date.now() - this.since < PATIENCE) return;
    const query = Object.entries(told.query).flatMap(([key, values]) =>
      values.map((value) => /** @type {[string, string]} */ ([key, value])),
    );
    this.want(addressOf({ ...told, ranged: true }, query, keys));
  }

  /**
   * Show what the reader asks for before the run that answers it.
   *
   * @param {Iterable<[key: string, value: string]>} query Of the address that the reader goes to.
   * @param {number} [act] Its number, where no run before it may take the picture back.
   */
  go(query, act = this.asked) {
    if (!this.told) return;
    if (act > this.asked) this.since = Date.now();
    this.asked = act;
    this.want(addressOf(this.told, query, this.keys));
  }

  /** @param {string} address */
  want(address) {
    this.wanted = address;
    const ready = this.held.ready(address);
    if (ready) return this.draw(ready);
    this.held
      .get(address, () => this.get(address))
      .then(
        (picture) => address === this.wanted && this.draw(picture),
        () => address === this.wanted && this.failed(),
      );
  }

  /** @param {Picture} picture */
  draw(picture) {
    if (this.told) this.show(picture, this.told);
  }
}

/**
 * @param {string} address
 * @returns {Promise<Picture>}
 */
async function fetched(address) {
  const answer = await fetch(new URL(address, base()));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return unpacked(new Uint8Array(await answer.arrayBuffer()));
}
