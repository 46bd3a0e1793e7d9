// What is asked for once and then kept: cards, pictures.

/**
 * Answers by key, of which the last ones asked for are kept. One that fails is asked for again.
 *
 * @template T
 */
export class AskedOnce {
  /** @param {number} most How many are kept. */
  constructor(most) {
    this.most = most;
    /** @type {Map<string, { answer?: T; coming: Promise<T> }>} */
    this.kept = new Map();
  }

  /**
   * Return an answer that is there already, else `undefined`.
   *
   * @param {string} key
   */
  ready(key) {
    return this.kept.get(key)?.answer;
  }

  /**
   * Return what `ask` answers, or has answered before.
   *
   * @param {string} key
   * @param {() => Promise<T>} ask
   * @returns {Promise<T>}
   */
  get(key, ask) {
    const old = this.kept.get(key);
    if (old) {
      this.kept.delete(key);
      this.kept.set(key, old); // the last asked for stands last
      return old.coming;
    }
    /** @type {{ answer?: T; coming: Promise<T> }} */
    const own = { coming: ask() };
    this.kept.set(key, own);
    own.coming.then(
      (answer) => {
        own.answer = answer;
      },
      () => this.kept.get(key) === own && this.kept.delete(key),
    );
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.most) break;
      this.kept.delete(oldest);
    }
    return own.coming;
  }

  clear() {
    this.kept.clear();
  }
}
