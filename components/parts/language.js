// How the language of the page writes numbers and days, and which form of a sentence a number asks for: by the
// browser's own data (CLDR), as pactline/wording.py does by Babel. The page says its language in its first element.

/** Return the page's language for the browser's formats; English is ours, with the day before the month. */
export function language() {
  const said = globalThis.document?.documentElement.lang || "en";
  return said === "en" ? "en-GB" : said;
}

/** @param {number} n */
export const written = (n) => n.toLocaleString(language());

/**
 * Return a day in words, or parts of it; a year before 1 is said as one before Christ.
 *
 * @param {number | Date} at Milliseconds since 1970-01-01, or a day.
 * @param {Intl.DateTimeFormatOptions} parts Which parts of it, and how long.
 */
export function dayWords(at, parts) {
  const day = new Date(at);
  /** @type {Intl.DateTimeFormatOptions} */
  const before = day.getUTCFullYear() < 1 && parts.year ? { era: language() === "en-GB" ? "short" : "long" } : {};
  return day.toLocaleDateString(language(), { timeZone: "UTC", ...before, ...parts });
}

/**
 * Return the form of a sentence that a number asks for.
 * @template {{ other: string }} T
 * @param {T} forms
 * @param {number} n
 * @returns {string}
 */
export function formOf(forms, n) {
  const form = /** @type {keyof T} */ (new Intl.PluralRules(language()).select(n));
  return /** @type {string} */ (forms[form] ?? forms.other);
}
