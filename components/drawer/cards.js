// The cards that the drawer holds or has asked for: one request each, kept for as long as record and selection stay.
import { AskedOnce } from "../parts/asked_once.js";

const CARDS_KEPT = 240; // some 10 kB each

export class Cards {
  /** @param {(path: string) => string} address Gives the whole address of a path below the app's. */
  constructor(address) {
    this.address = address;
    this.of = "";
    this.query = "";
    /** @type {AskedOnce<string | null>} */
    this.kept = new AskedOnce(CARDS_KEPT);
  }

  /**
   * Say which record and selection the cards are of.
   *
   * @param {string} of
   * @param {string} query
   * @returns {boolean} Whether that is another one than before.
   */
  about(of, query) {
    if (of === this.of && query === this.query) return false;
    this.of = of;
    this.query = query;
    this.kept.clear();
    return true;
  }

  /**
   * Return a card that is there already; `null` for what the record has not, `undefined` for one to be waited for.
   *
   * @param {string} event
   */
  ready(event) {
    return this.kept.ready(event);
  }

  /**
   * Return a card; `null` for what the record has not. Rejects where the server does not answer.
   *
   * @param {string} event
   * @returns {Promise<string | null>}
   */
  get(event) {
    return this.kept.get(event, () => this.ask([event]));
  }

  /**
   * Fetch what the reader may press next.
   *
   * @param {Iterable<string | null | undefined>} events
   */
  near(events) {
    if (this.of) for (const event of events) if (event) this.get(event).catch(() => {});
  }

  /**
   * Return the entries of a list of events.
   *
   * @param {string[]} events
   */
  list(events) {
    return this.ask(events, "list");
  }

  /**
   * Return the ways of citing an event; never kept, since they say the day.
   *
   * @param {string} event
   */
  cite(event) {
    return this.ask([event], "cite");
  }

  /**
   * @param {string[]} events
   * @param {"list" | "cite" | ""} [as]
   */
  async ask(events, as = "") {
    const query = new URLSearchParams(this.query);
    query.set("of", this.of);
    if (as) query.set(as, "1");
    if (as === "cite") query.set("base", this.address("").replace(/\/$/, ""));
    for (const event of events) query.append("event", event);
    const answer = await fetch(this.address(`card?${query}`));
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.text();
  }
}
